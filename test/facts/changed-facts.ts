/* Each fact of a view is changed, one at a time, and the page is drawn again. */

/** Keys and positions that lead to a fact. */
type Place = readonly (string | number)[];
type Facts = Readonly<Record<string, unknown>>;

export interface NamedView {
  readonly name: string;
  readonly view: object;
}

/** One fact of one view, and whether the page changes with it. */
export interface ChangedFact {
  /** Name of the view. */
  readonly name: string;
  readonly view: object;
  /** `purchase.lines[].amount` */
  readonly field: string;
  /** The object that has the field. */
  readonly owner: Facts;
  /** `no-value`: it is empty in each view, so nobody knows. */
  readonly is: 'seen' | 'not-seen' | 'no-value';
}

const isObject = (value: unknown): value is Facts => typeof value === 'object' && value !== null;

/** Of a long list the first four and the last: the others are drawn alike. */
const isLooked = (at: number, list: readonly unknown[]): boolean => at < 4 || at === list.length - 1;

interface Found {
  readonly place: Place;
  readonly field: string;
  /** The last key of the field. */
  readonly key: string;
  readonly value: unknown;
  readonly owner: Facts;
}

function* factsIn(value: object): Generator<Found> {
  for (const [key, each] of Object.entries(value))
    yield* factsAt({ place: [key], field: key, key, value: each, owner: value as Facts });
}

function* factsAt(fact: Found): Generator<Found> {
  yield fact;
  const { value, place, field } = fact;
  if (Array.isArray(value)) {
    for (const [at, each] of value.entries())
      if (isLooked(at, value)) yield* factsAt({ ...fact, place: [...place, at], field: `${field}[]`, value: each });
  } else if (isObject(value)) {
    for (const [key, each] of Object.entries(value))
      yield* factsAt({ place: [...place, key], field: `${field}.${key}`, key, value: each, owner: value });
  }
}

function withFact(whole: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value;
  const copy = Array.isArray(whole) ? [...whole] : { ...(whole as object) };
  return Object.assign(copy, { [key]: withFact((whole as Facts)[key], rest, value) });
}

const DAY = /^(\d{4}-\d\d-)(\d\d)/;
const TIME = /^\d\d:\d\d$/;

/** A text of the same kind that is another one. */
function otherText(text: string): string {
  if (TIME.test(text)) return text === '10:20' ? '10:40' : '10:20';
  if (DAY.test(text)) return text.replace(DAY, (_, month, day) => `${month}${day === '07' ? '08' : '07'}`);
  return `${text}¤`;
}

/** The changes of a value; of the values of one change, one has to change the page. `known`: what else may stand there. */
function changesOf(value: unknown, known: readonly unknown[]): readonly (readonly unknown[])[] {
  const alike = known.filter((other) => typeof other === typeof value);
  if (typeof value === 'boolean') return [[!value]];
  if (typeof value === 'number') return [[value + 1, ...alike]];
  if (typeof value === 'string') return [[otherText(value), ...alike]];
  if (value === null) return [known];
  if (Array.isArray(value)) return value.length === 0 ? [known.filter(Array.isArray)] : otherLists(value);
  // Its facts are changed one by one.
  return known.includes(null) ? [[null]] : [];
}

/** Each element is taken away, or is there twice. */
const otherLists = (list: readonly unknown[]) =>
  [...list.keys()]
    .filter((at) => isLooked(at, list))
    .map((at) => [list.toSpliced(at, 1), [...list.slice(0, at + 1), ...list.slice(at)]]);

/** Views that are the same but for their names are looked at once. */
const unlike = (views: readonly NamedView[]): readonly NamedView[] => [
  ...new Map(views.toReversed().map((each) => [JSON.stringify(each.view), each])).values(),
];

/** Each value once, under its field, and under its own key. */
export type KnownValues = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/** What stands under the same key in any view. */
export const valuesByKey = (views: readonly object[]): KnownValues => valuesBy(views, ({ key }) => key);

function valuesBy(views: readonly object[], nameOf: (fact: Found) => string): KnownValues {
  const known = new Map<string, Map<string, unknown>>();
  for (const fact of views.flatMap((view) => [...factsIn(view)])) {
    const values = known.get(nameOf(fact)) ?? new Map<string, unknown>();
    known.set(nameOf(fact), values.set(JSON.stringify(fact.value), fact.value));
  }
  return known;
}

/** So many other values are tried. */
const ENOUGH = 8;

interface Looked {
  readonly views: readonly NamedView[];
  /** The page of a view. A page that fails has read what was changed. */
  readonly draw: (view: object, name: string) => string;
  /** From other pages: what a field may have that no view of this page has. */
  readonly byKey: KnownValues;
}

/** Changes each fact of each view. */
export function changedFacts({ views: named, draw, byKey }: Looked): readonly ChangedFact[] {
  const views = unlike(named);
  const byField = valuesBy(
    views.map(({ view }) => view),
    ({ field }) => field,
  );
  return views.flatMap(({ name, view }) => {
    const own = draw(view, name);
    const isSeen = ({ place }: Found, other: unknown): boolean => {
      try {
        return draw(withFact(view, place, other) as object, name) !== own;
      } catch {
        return true;
      }
    };
    return [...factsIn(view)].flatMap((fact) => {
      const { field, key, owner } = fact;
      const known = new Map([...(byField.get(field) ?? []), ...(byKey.get(key) ?? [])]);
      known.delete(JSON.stringify(fact.value));
      return changesOf(fact.value, [...known.values()].slice(0, ENOUGH)).map((others): ChangedFact => {
        const is = others.length === 0 ? 'no-value' : others.some((other) => isSeen(fact, other)) ? 'seen' : 'not-seen';
        return { name, view, field, owner, is };
      });
    });
  });
}
