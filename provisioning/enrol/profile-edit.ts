import { isDeepStrictEqual } from 'node:util';
import { isMap, parseDocument, stringify } from 'yaml';

export type OfficeProfileEntries = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** 0: a long path stays on its line. */
const WRITTEN = { lineWidth: 0 } as const;

/**
 * Adds keys to the `backOffice` of a profile. Comments, order and quotes stay; spaces inside a line may change.
 *
 * @param text the profile, YAML that can be parsed
 * @returns the same text if the profile has every key; `null` if a key has another value, or if `backOffice` is not a group with keys
 */
export function addOfficeEntries(text: string, wanted: OfficeProfileEntries): string | null {
  const document = parseDocument(text);
  const office = document.get('backOffice');
  if (document.errors.length > 0 || !isMap(office) || office.items.length === 0) return null;
  const before: OfficeProfileEntries = office.toJS(document);
  const missing = Object.entries(wanted).filter(([key]) => !Object.hasOwn(before, key));
  if (missing.length === 0) return isDeepStrictEqual({ ...before, ...wanted }, before) ? text : null;
  for (const [key, value] of missing) document.setIn(['backOffice', key], document.createNode(value, { flow: true }));
  return isDeepStrictEqual(document.toJS().backOffice, { ...before, ...wanted }) ? document.toString(WRITTEN) : null;
}

/** The same keys as lines that a technician can add by hand. */
export const officeEntriesAsYaml = (wanted: OfficeProfileEntries): string =>
  Object.entries(wanted)
    .map(([key, value]) => `  ${key}: ${stringify(value, { ...WRITTEN, collectionStyle: 'flow' })}`)
    .join('');
