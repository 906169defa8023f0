import { LANGUAGE_CODES, type Language } from '../words/language.ts';
import type { ServiceGroup } from './groups.ts';
import { dropFillers, type SearchMeaning, searchTermsOf } from './meanings.ts';
import type { Catalogue, Service } from './schema.ts';
import { letterSetOf, type WordWithLetterSet } from './word-ways.ts';

export type SearchTarget =
  | { readonly kind: 'mine' }
  | { readonly kind: 'group'; readonly group: ServiceGroup }
  | { readonly kind: 'service'; readonly service: Service };

/** `kind`: what a service does, from other fields. */
export type SearchField = 'title' | 'alias' | 'kind' | 'group' | 'summary';

export interface SearchText {
  readonly field: SearchField;
  readonly language: Language;
  readonly text: string;
  /** Number of words that are not fillers. */
  readonly size: number;
}

interface Word extends WordWithLetterSet {
  readonly texts: readonly number[];
}

/** `to` is exclusive. */
export interface IndexedTarget {
  readonly place: SearchTarget;
  readonly from: number;
  readonly to: number;
}

export interface SearchIndex {
  readonly texts: readonly SearchText[];
  readonly places: readonly IndexedTarget[];
  readonly words: ReadonlyMap<string, Word>;
  readonly meanings: ReadonlyMap<SearchMeaning, readonly number[]>;
}

const INDEXES = new WeakMap<Catalogue, SearchIndex>();

/** Search index of a catalogue: one for each catalogue, freed with it. *My application or appointment* and groups come before services. */
export function searchIndexOf(catalogue: Catalogue): SearchIndex {
  const known = INDEXES.get(catalogue);
  if (known) return known;
  const index = indexed(catalogue);
  INDEXES.set(catalogue, index);
  return index;
}

function indexed(catalogue: Catalogue): SearchIndex {
  const texts: SearchText[] = [];
  const words = new Map<string, number[]>();
  const meanings = new Map<SearchMeaning, number[]>();
  const add = ({ field, language, text, means }: Said) => {
    const terms = dropFillers(searchTermsOf(text, language));
    for (const { folded } of terms) put(words, folded, texts.length);
    for (const meaning of means ?? terms.flatMap((term) => term.meaning ?? [])) put(meanings, meaning, texts.length);
    texts.push({ field, language, text, size: terms.length });
  };
  const places = placesOf(catalogue).map((place) => {
    const from = texts.length;
    saidOf(place, catalogue).forEach(add);
    return { place, from, to: texts.length };
  });
  const all = [...words].map(([folded, its]): [string, Word] => [
    folded,
    { folded, letters: letterSetOf(folded), texts: its },
  ]);
  return { texts, places, words: new Map(all), meanings };
}

function put<K>(map: Map<K, number[]>, key: K, text: number): void {
  const its = map.get(key);
  if (!its) map.set(key, [text]);
  else if (its.at(-1) !== text) its.push(text);
}

const placesOf = ({ groups, services }: Catalogue): readonly SearchTarget[] => [
  { kind: 'mine' },
  ...groups
    .filter(({ id, unlisted }) => !unlisted && services.some((service) => service.groups.includes(id)))
    .map((group) => ({ kind: 'group', group }) as const),
  ...services.map((service) => ({ kind: 'service', service }) as const),
];

type Said = Omit<SearchText, 'size'> & { readonly means?: readonly SearchMeaning[] };

function saidOf(place: SearchTarget, catalogue: Catalogue): readonly Said[] {
  switch (place.kind) {
    case 'mine':
      return inEach((language) => aliased(catalogue.mine[language], language));
    case 'group':
      return inEach((language) => named(place.group, language));
    case 'service':
      return [...inEach((language) => saidOfService(place.service, catalogue, language)), ...kindsOf(place.service)];
    default:
      return place satisfies never;
  }
}

const inEach = (said: (language: Language) => readonly Said[]) => LANGUAGE_CODES.flatMap(said);

const aliased = (aliases: readonly string[], language: Language): readonly Said[] =>
  aliases.map((text) => ({ field: 'alias', language, text }));

const named = ({ title, aliases }: Pick<Service, 'title' | 'aliases'>, language: Language): readonly Said[] => [
  { field: 'title', language, text: title[language] },
  ...aliased(aliases[language], language),
];

const saidOfService = (service: Service, { groups }: Catalogue, language: Language): readonly Said[] => [
  ...named(service, language),
  ...groups
    .filter(({ id, unlisted }) => !unlisted && service.groups.includes(id))
    .flatMap((group) => named(group, language))
    .map((said) => ({ ...said, field: 'group' as const })),
  { field: 'summary', language, text: service.summary[language] },
];

const kindsOf = ({ due, appointment }: Service): readonly Said[] => {
  const means: readonly SearchMeaning[] = [
    ...(due === null ? [] : (['pay', 'owe'] as const)),
    ...(appointment ? (['book'] as const) : []),
  ];
  return means.length === 0 ? [] : [{ field: 'kind', language: 'az', text: '', means }];
};
