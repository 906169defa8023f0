export type PaperKind = 'receipt' | 'certificate' | 'ticket';

/** A slip with the code to quote. */
export type SlipState = 'printing' | 'printed' | 'not-printed';
