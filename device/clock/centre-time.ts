/** Azerbaijan keeps UTC+4 all year (no summer time since 2016), so no time-zone data is needed. */
const OFFSET_MS = 4 * 3_600_000;

/** The same as a name of the time-zone database. */
export const CENTRE_ZONE = 'Asia/Baku';

/**
 * This process uses the local time of its centre, even if the machine is set to another zone. It needs that time for the date and time
 * that a terminal gets or shows, for the day on which a document expires, and for texts. Node reads the variable again when it is assigned.
 */
export function setCentreTimeZone(env: NodeJS.ProcessEnv = process.env): void {
  env['TZ'] = CENTRE_ZONE;
}

/** `local`: `YYYY-MM-DDTHH:MM`, as the clock on the wall shows it. `stamp`: ISO date-time with offset, for records. */
export function centreTime(now: () => Date) {
  const shifted = () => new Date(now().getTime() + OFFSET_MS).toISOString();
  return { local: () => shifted().slice(0, 16), stamp: () => `${shifted().slice(0, 19)}+04:00` };
}

/** A moment of somebody else's clock, ISO with offset, as the clock on the wall of the centre showed it. */
export const centreMoment = (at: string): string => new Date(Date.parse(at) + OFFSET_MS).toISOString().slice(0, 16);

/** The same with seconds, `YYYY-MM-DDTHH:MM:SS`. */
export const wallTime = (at: string): string =>
  centreTime(() => new Date(at))
    .stamp()
    .slice(0, 19);

/** `YYYY-MM-DDTHH:MM` or with seconds on the centre's wall, as an ISO date-time with offset. */
export const atCentre = (local: string): string => `${local.length === 16 ? `${local}:00` : local}+04:00`;
