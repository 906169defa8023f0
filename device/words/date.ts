const DAY_MS = 86_400_000;

/** ISO date, `YYYY-MM-DD`. */
export type IsoDate = string;

export const daysLater = (day: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
