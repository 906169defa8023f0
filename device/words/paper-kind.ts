export const PAPER_KINDS = ['receipt', 'certificate', 'ticket'] as const;

export type PaperKind = (typeof PAPER_KINDS)[number];

/** What comes out of a printer: a document on sheets, and every paper from the roll. */
export type PrintedPaper = PaperKind | 'document';

/** A slip with the code to quote. */
export type SlipState = 'printing' | 'printed' | 'not-printed';
