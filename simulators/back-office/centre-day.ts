/** The time at the centre, `YYYY-MM-DDTHH:MM`: Azerbaijan is at UTC+4 all the year. */
export const centreMinute = (at: Date): string => new Date(at.getTime() + 4 * 3_600_000).toISOString().slice(0, 16);

export const centreDay = (at: Date): string => centreMinute(at).slice(0, 10);
