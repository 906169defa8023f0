/* A fact is a field, or an element of a list. */

type Place = readonly (string | number)[];
type Facts = Readonly<Record<string, unknown>>;

export interface NamedView {
  readonly name: string;
  readonly view: object;
}

export interface ChangedFact {
  readonly name: string;
  readonly view: object;
  readonly field: string;
  readonly owner: Facts;
  /** `no-value`: the fact is empty in every view. */
  readonly is: 'seen' | 'not-seen' | 'no-value';
}

const isObject = (value: unknown): value is Facts => typeof value === 'object' && value !== null;

/** A page draws the other elements like these. */
const isTried = (at: number, list: readonly unknown[]): boolean => at < 4 || at === list.length - 1;

interface Fact {
  readonly place: Place;
  readonly field: string;
  readonly key: string;
  readonly value: unknown;
  readonly owner: Facts;
}

function* factsIn(value: object): Generator<Fact> {
  for (const [key, each] of Object.entries(value))
    yield* factsAt({ place: [key], field: key, key, value: each, owner: value as Facts });
}

function* factsAt(fact: Fact): Generator<Fact> {
  yield fact;
  const { value, place, field } = fact;
  if (Array.isArray(value)) {
    for (const [at, each] of value.entries())
      if (isTried(at, value)) yield* factsAt({ ...fact, place: [...place, at], field: `${field}[]`, value: each });
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

/** Another text of the same kind: time, day or free text. */
function otherText(text: string): string {
  if (TIME.test(text)) return text === '10:20' ? '10:40' : '10:20';
  if (DAY.test(text)) return text.replace(DAY, (_, month, day) => `${month}${day === '07' ? '08' : '07'}`);
  return `${text}¤`;
}

/** One of each list must change the page. `known`: values of the field elsewhere. */
function changesOf(value: unknown, known: readonly unknown[]): readonly (readonly unknown[])[] {
  const alike = known.filter((other) => typeof other === typeof value);
  if (typeof value === 'boolean') return [[!value]];
  if (typeof value === 'number') return [[value + 1, ...alike]];
  if (typeof value === 'string') return [[otherText(value), ...alike]];
  if (value === null) return [known];
  if (Array.isArray(value)) return value.length === 0 ? [known.filter(Array.isArray)] : otherLists(value);
  return known.includes(null) ? [[null]] : [];
}

const otherLists = (list: readonly unknown[]) =>
  [...list.keys()]
    .filter((at) => isTried(at, list))
    .map((at) => [list.toSpliced(at, 1), [...list.slice(0, at + 1), ...list.slice(at)]]);

const unlike = (views: readonly NamedView[]): readonly NamedView[] => [
  ...new Map(views.toReversed().map((each) => [JSON.stringify(each.view), each])).values(),
];

export type KnownValues = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/** Values of all views, by the last key of the field. */
export const valuesByKey = (views: readonly object[]): KnownValues => valuesBy(views, ({ key }) => key);

function valuesBy(views: readonly object[], nameOf: (fact: Fact) => string): KnownValues {
  const known = new Map<string, Map<string, unknown>>();
  for (const fact of views.flatMap((view) => [...factsIn(view)])) {
    const values = known.get(nameOf(fact)) ?? new Map<string, unknown>();
    known.set(nameOf(fact), values.set(JSON.stringify(fact.value), fact.value));
  }
  return known;
}

const MOST_TRIED = 8;

interface ChangesOptions {
  readonly views: readonly NamedView[];
  readonly draw: (view: object, name: string) => string;
  readonly byKey: KnownValues;
}

/** Changes each fact of each view, and compares the page before and after. */
export function changedFacts({ views: named, draw, byKey }: ChangesOptions): readonly ChangedFact[] {
  const views = unlike(named);
  const byField = valuesBy(
    views.map(({ view }) => view),
    ({ field }) => field,
  );
  return views.flatMap(({ name, view }) => {
    const own = draw(view, name);
    const isSeen = ({ place }: Fact, other: unknown): boolean => {
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
      return changesOf(fact.value, [...known.values()].slice(0, MOST_TRIED)).map((others): ChangedFact => {
        const is = others.length === 0 ? 'no-value' : others.some((other) => isSeen(fact, other)) ? 'seen' : 'not-seen';
        return { name, view, field, owner, is };
      });
    });
  });
}
