export const PAPER_KINDS = ['receipt', 'certificate', 'ticket'] as const;

export type PaperKind = (typeof PAPER_KINDS)[number];

/** Documents on sheets, all papers from the roll. */
export type PrintedPaper = PaperKind | 'document';

/** A slip with a code. */
export type SlipState = 'printing' | 'printed' | 'not-printed';
