import { EVENT_ID, type Event, getScalarValue, parseEvents, type ScalarEvent } from 'js-yaml';

type Path = readonly PropertyKey[];

interface Place {
  readonly start: number;
  /** Children by key or index; `key`: where the name begins. */
  readonly children: ReadonlyMap<string, { readonly key: number; readonly value: Place }>;
}

/**
 * Line, from 1, of the deepest part of the path in the text; `null` for an empty text.
 *
 * @param text YAML that can be parsed
 */
export function yamlLineOf(text: string, path: Path): number | null {
  const events = parseEvents(text, {});
  let offset = -1;
  let place = placeOf(text, events, { at: 1 });
  if (place) offset = place.start;
  for (const step of path) {
    const child = place?.children.get(String(step));
    if (!child) break;
    offset = child.key;
    place = child.value;
  }
  return offset < 0 ? null : text.slice(0, offset).split('\n').length;
}

function placeOf(text: string, events: readonly Event[], cursor: { at: number }): Place | null {
  const event = events[cursor.at++];
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return { start: event.valueStart, children: new Map() };
    case EVENT_ID.ALIAS:
      return { start: event.anchorStart, children: new Map() };
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return { start: event.start, children: childrenOf(text, events, cursor, event.type === EVENT_ID.MAPPING) };
    default:
      return null;
  }
}

function childrenOf(text: string, events: readonly Event[], cursor: { at: number }, named: boolean): Place['children'] {
  const children = new Map<string, { key: number; value: Place }>();
  while (events[cursor.at] && events[cursor.at]?.type !== EVENT_ID.POP) {
    const name = named ? events[cursor.at] : undefined;
    const key = named ? placeOf(text, events, cursor) : null;
    const value = placeOf(text, events, cursor);
    if (!value) break;
    const isName = name?.type === EVENT_ID.SCALAR;
    const label = isName ? getScalarValue(text, name as ScalarEvent) : String(children.size);
    children.set(label, { key: key?.start ?? value.start, value });
  }
  cursor.at += 1;
  return children;
}
