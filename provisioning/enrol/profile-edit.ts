import { isDeepStrictEqual } from 'node:util';
import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, load, parseEvents, type ScalarEvent } from 'js-yaml';

/** Values of `backOffice` in a profile. */
export type OfficeKeys = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/**
 * A profile with these keys in its `backOffice`, every other letter of the file as it was: comments are somebody's. `null`: it has another value
 * for one of them, or is written in a way that nothing can be put into.
 */
export function withOfficeKeys(text: string, wanted: OfficeKeys): string | null {
  const before = load(text) as { readonly backOffice?: Readonly<Record<string, unknown>> };
  const { backOffice = {} } = before;
  const missing = Object.entries(wanted).filter(([key]) => !Object.hasOwn(backOffice, key));
  const differ = Object.entries(wanted).some(
    ([key, value]) => Object.hasOwn(backOffice, key) && !isDeepStrictEqual(backOffice[key], value),
  );
  if (differ) return null;
  if (missing.length === 0) return text;
  const place = firstKeyOf(text, 'backOffice');
  if (!place) return null;
  const lines = missing.map(([key, value]) => `${key}: ${flow(value)}`);
  const margin = ' '.repeat(place.at - (text.lastIndexOf('\n', place.at - 1) + 1));
  const inserted = place.flow ? `${lines.join(', ')}, ` : lines.map((line) => `${line}\n${margin}`).join('');
  const edited = text.slice(0, place.at) + inserted + text.slice(place.at);
  const meant = { ...before, backOffice: { ...backOffice, ...wanted } };
  return isDeepStrictEqual(loaded(edited), meant) ? edited : null;
}

/** The same as lines for somebody to put there by hand. */
export const officeLines = (wanted: OfficeKeys): string =>
  Object.entries(wanted)
    .map(([key, value]) => `  ${key}: ${flow(value)}\n`)
    .join('');

function flow(value: OfficeKeys[string]): string {
  if (typeof value === 'string') return /^[\w/:.-]+$/.test(value) ? value : JSON.stringify(value);
  const parts = Object.entries(value).map(([key, each]) => `${key}: ${flow(each)}`);
  return `{ ${parts.join(', ')} }`;
}

function loaded(text: string): unknown {
  try {
    return load(text);
  } catch {
    return undefined;
  }
}

/** Where the first key of a group begins that is a value of the file's own group. */
function firstKeyOf(text: string, name: string): { readonly at: number; readonly flow: boolean } | null {
  const events = parseEvents(text, {});
  let depth = 0;
  for (const [nth, event] of events.entries()) {
    const next = events[nth + 1];
    const first = events[nth + 2];
    const isIt = depth === 2 && isScalar(event) && getScalarValue(text, event) === name;
    if (isIt && next?.type === EVENT_ID.MAPPING && isScalar(first))
      return { at: first.valueStart - (quoteBefore(text, first) ? 1 : 0), flow: next.style === COLLECTION_STYLE.FLOW };
    if (event.type === EVENT_ID.POP) depth -= 1;
    else if (opens(event)) depth += 1;
  }
  return null;
}

const isScalar = (event: Event | undefined): event is ScalarEvent => event?.type === EVENT_ID.SCALAR;
const opens = ({ type }: Event): boolean =>
  type === EVENT_ID.DOCUMENT || type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE;
const quoteBefore = (text: string, { valueStart }: ScalarEvent): boolean => /["']/.test(text[valueStart - 1] ?? '');
