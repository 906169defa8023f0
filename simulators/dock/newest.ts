/**
 * The newest lines of each device, `most` of each, in their order. A device that is polled seven times a second must not push out the lines
 * of others.
 */
export function newestOfEach<Line extends { readonly device: string }>(
  lines: readonly Line[],
  most: number,
): readonly Line[] {
  const counts = new Map<string, number>();
  return lines
    .toReversed()
    .filter(({ device }) => {
      const count = (counts.get(device) ?? 0) + 1;
      counts.set(device, count);
      return count <= most;
    })
    .toReversed();
}
