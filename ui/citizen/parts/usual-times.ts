/** Number of kept times: an unusual day is forgotten by the evening. */
const MOST = 9;

/** Recent durations of waits, by kind. They are no personal data, so they outlive visits. */
export function createUsualTimes<Kind>() {
  const lately = new Map<Kind, readonly number[]>();
  return {
    note(kind: Kind, seconds: number): void {
      lately.set(kind, [...(lately.get(kind) ?? []), seconds].slice(-MOST));
    },
    /** Median in whole seconds, at least 1; `null`: none yet. */
    of(kind: Kind): number | null {
      const known = (lately.get(kind) ?? []).toSorted((a, b) => a - b);
      const middle = known[Math.floor(known.length / 2)];
      return middle === undefined ? null : Math.max(1, Math.round(middle));
    },
  };
}
