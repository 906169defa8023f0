/** Values with exactly one form in JSON: no fractions, no `undefined`. */
export type CanonicalJson =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalJson[]
  | { readonly [name: string]: CanonicalJson };

/**
 * The canonical JSON of a value: names sorted by their UTF-16 units, no spaces (RFC 8785, for values with integers only).
 *
 * @throws if a number is not a safe integer
 */
export function canonicalJson(value: CanonicalJson): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error(`${value} has no canonical form`);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonicalJson(each as CanonicalJson)}`).join(',')}}`;
}
