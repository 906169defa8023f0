/** So many of the last are looked at: of an unusual day the rest is forgotten by the evening. */
const MOST = 9;

/** How long things took lately. Seconds and kinds, and nothing of anybody: it outlives visits. */
export function createUsualTimes<Kind>() {
  const lately = new Map<Kind, readonly number[]>();
  return {
    note(kind: Kind, seconds: number): void {
      lately.set(kind, [...(lately.get(kind) ?? []), seconds].slice(-MOST));
    },
    /** The middle one of the last few, in whole seconds, 1 at least; `null` as long as nothing is known. */
    of(kind: Kind): number | null {
      const known = (lately.get(kind) ?? []).toSorted((a, b) => a - b);
      const middle = known[Math.floor(known.length / 2)];
      return middle === undefined ? null : Math.max(1, Math.round(middle));
    },
  };
}
