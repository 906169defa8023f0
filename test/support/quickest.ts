/** Milliseconds of the fastest try. A stalled machine slows one try, but not all tries. */
export function quickestMs(tries: number, act: (nth: number) => void): number {
  const times = Array.from({ length: tries }, (_, nth) => {
    const before = performance.now();
    act(nth);
    return performance.now() - before;
  });
  return Math.min(...times);
}
