export const PAPER_KINDS = ['receipt', 'certificate', 'ticket'] as const;

export type PaperKind = (typeof PAPER_KINDS)[number];

/** A slip with the code to quote. */
export type SlipState = 'printing' | 'printed' | 'not-printed';
