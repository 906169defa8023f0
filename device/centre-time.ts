/** Azerbaijan keeps UTC+4 all year (no summer time since 2016), so no time-zone data is needed. */
const OFFSET_MS = 4 * 3_600_000;

export interface CentreTime {
  /** `YYYY-MM-DDTHH:MM`, as the clock on the wall shows it. */
  local(): string;
  /** ISO date-time with offset, for records. */
  stamp(): string;
}

export function centreTime(now: () => Date): CentreTime {
  const shifted = () => new Date(now().getTime() + OFFSET_MS).toISOString();
  return { local: () => shifted().slice(0, 16), stamp: () => `${shifted().slice(0, 19)}+04:00` };
}

/** A moment of somebody else's clock, ISO with offset, as the clock on the wall of the centre showed it. */
export const centreMoment = (at: string): string => new Date(Date.parse(at) + OFFSET_MS).toISOString().slice(0, 16);

/** `YYYY-MM-DDTHH:MM` or with seconds on the centre's wall, as an ISO date-time with offset. */
export const atCentre = (local: string): string => `${local.length === 16 ? `${local}:00` : local}+04:00`;
