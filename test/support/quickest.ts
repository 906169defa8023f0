/** How long the quickest of so many tries took, in milliseconds. A machine that stands still slows one try, and not all of them. */
export function quickestMs(tries: number, act: (nth: number) => void): number {
  const times = Array.from({ length: tries }, (_, nth) => {
    const before = performance.now();
    act(nth);
    return performance.now() - before;
  });
  return Math.min(...times);
}
