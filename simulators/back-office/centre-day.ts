/** The day at the centre: Azerbaijan is at UTC+4 all the year. */
export const centreDay = (at: Date): string => new Date(at.getTime() + 4 * 3_600_000).toISOString().slice(0, 10);
