/** ISO `YYYY-MM-DD`. */
export type IsoDate = string;
