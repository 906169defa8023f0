export const PAPER_KINDS = ['receipt', 'certificate', 'ticket'] as const;

export type PaperKind = (typeof PAPER_KINDS)[number];

export type PrintedPaperKind = PaperKind | 'document';

export type SlipState = 'printing' | 'printed' | 'not-printed';
