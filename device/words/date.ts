/** ISO `YYYY-MM-DD`; the screen writes it in the citizen's language. */
export type IsoDate = string;
