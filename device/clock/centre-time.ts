/** Azerbaijan keeps UTC+4 all year (no summer time since 2016): no time-zone data needed. */
const OFFSET_MS = 4 * 3_600_000;

export const CENTRE_ZONE = 'Asia/Baku';

/**
 * Sets the process to the local time of its centre, even if the machine has another zone. Terminals, expiry dates of documents and texts
 * need that time. Node reads `TZ` again at each assignment.
 */
export function setCentreTimeZone(env: NodeJS.ProcessEnv = process.env): void {
  env['TZ'] = CENTRE_ZONE;
}

/** Returns two functions for the time at the centre. `local`: `YYYY-MM-DDTHH:MM`. `stamp`: ISO date-time with offset, for records. */
export function createCentreClock(now: () => Date) {
  const shifted = () => new Date(now().getTime() + OFFSET_MS).toISOString();
  return { local: () => shifted().slice(0, 16), stamp: () => `${shifted().slice(0, 19)}+04:00` };
}

/** Local time of the centre, `YYYY-MM-DDTHH:MM`, from an ISO date-time with any offset. */
export const toCentreLocalTime = (at: string): string =>
  new Date(Date.parse(at) + OFFSET_MS).toISOString().slice(0, 16);

/** Local time of the centre with seconds, `YYYY-MM-DDTHH:MM:SS`, from an ISO date-time with any offset. */
export const toCentreTimeWithSeconds = (at: string): string =>
  createCentreClock(() => new Date(at))
    .stamp()
    .slice(0, 19);

/** ISO date-time with offset, from the centre's local `YYYY-MM-DDTHH:MM`, with or without seconds. */
export const fromCentreLocalTime = (local: string): string => `${local.length === 16 ? `${local}:00` : local}+04:00`;
