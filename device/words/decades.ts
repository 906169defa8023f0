/** Longest list of decades in ascending order. A longer list begins with the nearest: most citizens were born then. */
const DECADES_AT_ONCE = 4;

export const areManyDecades = (decades: readonly unknown[]): boolean => decades.length > DECADES_AT_ONCE;

export function yearsByDecade<O extends { readonly value: string }>(years: readonly O[]): readonly (readonly O[])[] {
  const decades = new Map<string, O[]>();
  for (const year of years) {
    const decade = year.value.slice(0, 3);
    decades.set(decade, [...(decades.get(decade) ?? []), year]);
  }
  const groups = [...decades.values()];
  return areManyDecades(groups) ? groups.reverse() : groups;
}
