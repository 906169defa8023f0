/** ISO date, `YYYY-MM-DD`. */
export type IsoDate = string;
