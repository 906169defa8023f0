import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../simulators/random.ts';
import { catalogue } from '../../test/support/catalogue.ts';
import { quickestMs } from '../../test/support/quickest.ts';
import { packageFile } from '../files/package-root.ts';
import { fillLanguages, LANGUAGE_CODES, type Language, sameInEveryLanguage } from '../words/language.ts';
import type { Catalogue, Service } from './schema.ts';
import { LONGEST_QUERY, searchServices, targetTitle } from './search.ts';
import type { SearchTarget } from './search-index.ts';

const CATALOGUE = catalogue();
const [FIRST] = CATALOGUE.services;
const none = sameInEveryLanguage('');
const MOST = 8;

function idOf(place: SearchTarget): string {
  if (place.kind === 'mine') return 'mine';
  return place.kind === 'group' ? place.group.id : place.service.id;
}

function catalogueOf(...said: readonly Partial<Pick<Service, 'title' | 'summary' | 'aliases'>>[]): Catalogue {
  const services = said.map((its, index) => ({
    ...FIRST!,
    id: `s${index}`,
    groups: [],
    title: none,
    summary: none,
    aliases: sameInEveryLanguage([]),
    ...its,
  }));
  return { ...CATALOGUE, groups: [], mine: sameInEveryLanguage([]), services };
}

const ids = (of: Catalogue, query: string, language: Language = 'az') =>
  searchServices(of, query, language, MOST).map(({ place }) => idOf(place));

describe('order of results', () => {
  const title = (az: string, ru = '', en = '') => ({ title: { ...none, az, ru, en } });

  it('when the match is worse (beginning, one error, other ending, two errors), then the result comes later', () => {
    const worst = ['bazportum', 'pasportlar', 'pasportun', 'pasportumuz', 'pasportum'];
    for (const [at, worse] of worst.slice(0, -1).entries())
      expect(ids(catalogueOf(title(worse), title(worst[at + 1]!)), 'pasportum'), worse).toEqual(['s1', 's0']);
    expect(ids(catalogueOf(title('imzq'), title('imzalar'), title('imza')), 'imza')).toEqual(['s2', 's1', 's0']);
  });

  it('when the match is in the title, then it comes before an alias, the group and the summary', () => {
    const [group] = CATALOGUE.groups;
    const all: Catalogue = catalogueOf(
      { summary: { ...none, az: 'nikah' } },
      {},
      { aliases: { ...sameInEveryLanguage([]), az: ['nikah'] } },
      title('nikah'),
    );
    const named = { ...group!, title: { ...group!.title, az: 'nikah' } };
    const services = all.services.map((each) => (each.id === 's1' ? { ...each, groups: [named.id] } : each));
    expect(ids({ ...all, groups: [named], services }, 'nikah')).toEqual([named.id, 's3', 's2', 's1', 's0']);
  });

  it('when the query is a whole title or alias, then the result comes first', () => {
    const all = catalogueOf(title('təcili pasport'), { aliases: { ...sameInEveryLanguage([]), az: ['pasport'] } });
    expect(ids(all, 'Pasport')).toEqual(['s1', 's0']);
    expect(ids(all, 'təcili')).toEqual(['s0']);
  });

  it('when the match is in the citizen’s language, then it comes before another language', () => {
    const all = catalogueOf(title('', 'талон'), title('talon'));
    expect(ids(all, 'talon', 'az')).toEqual(['s1', 's0']);
    expect(ids(all, 'talon', 'ru')).toEqual(['s0', 's1']);
  });

  it('when two results are equal, then the order of the catalogue decides', () => {
    expect(ids(catalogueOf(title('qaz'), title('qaz')), 'qaz')).toEqual(['s0', 's1']);
  });

  it('when more words match, then the result comes earlier, and a short word of many alone is no result', () => {
    const all = catalogueOf(title('uşaq'), title('uşaq pasportu'), title('pasport'));
    expect(ids(all, 'usaq pas')).toEqual(['s1', 's2', 's0']);
    expect(ids(all, 'uşaq zurnazurna')).toEqual(['s0', 's1']);
    expect(ids(catalogueOf(title('ad')), 'ad zurna')).toEqual([]);
  });
});

describe('prefixes in a query', () => {
  const all = catalogueOf({ title: { ...none, az: 'ad dəyişdirilməsi' } });
  it.each([
    ['dəy', ['s0']],
    ['ad dəy', ['s0']],
    ['dəy ', []],
  ])('when «%s» is typed, then only its last word may be a prefix', (query, found) => {
    expect(ids(all, query)).toEqual(found);
  });
});

describe('marks in the title', () => {
  const marked = (az: string, query: string) => {
    const [found] = searchServices(catalogueOf({ title: { ...none, az } }), query, 'az', 1);
    return found?.marked.map(([from, to]) => az.slice(from, to));
  };
  it.each([
    ['Uşaq pasportu', 'usaq pas', ['Uşaq pas']],
    ['Uşaq pasportu', 'paspotru', ['pasportu']],
    ['Şəxsiyyət vəsiqəsi', 'vesiqelerim', ['vəsiqə']],
    ['Doğum haqqında şəhadətnamə', 'dogum sehadet', ['Doğum', 'şəhadət']],
    ['Паспорт', 'pasport', ['Паспорт']],
  ])('when %s is found by %s, then the matched letters are marked', (title, query, marks) => {
    expect(marked(title, query)).toEqual(marks);
  });
});

it('when the query is too long, then the rest is cut', () => {
  const all = catalogueOf({ title: { ...none, az: 'qaz' } });
  expect(ids(all, `qaz${' '.repeat(LONGEST_QUERY)}işıq`)).toEqual(ids(all, 'qaz '));
  expect(ids(all, 'щ'.repeat(1_000))).toEqual([]);
});

it('when any text is typed, then nothing is thrown and the marks are inside the text', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: fc.constantFrom(...'aəşсправка №-’İ\u0307 '), maxLength: 60 }),
      ),
      fc.constantFrom(...LANGUAGE_CODES),
      (query, language) => {
        for (const { place, marked, by } of searchServices(CATALOGUE, query, language, MOST))
          for (const each of [{ text: targetTitle(place, language), marked }, by ?? { text: '', marked: [] }]) {
            const ends = each.marked.flat();
            expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
            expect(ends.every((end) => end >= 0 && end <= each.text.length)).toBe(true);
          }
      },
    ),
  );
});

describe('when the citizen types what happened', () => {
  const lost = { aliases: { ...sameInEveryLanguage([]), ru: ['потерял паспорт'] } };
  const other = { title: { ...none, ru: 'Замена паспорта' } };

  it.each(['утерял паспорт', 'pasport poteryala', 'lost passport', 'pasport itirilib'])(
    'then «%s» finds a service with another word of the same meaning',
    (query) => {
      expect(ids(catalogueOf(other, lost), query, 'ru')).toEqual(['s1', 's0']);
    },
  );

  it('then a matched noun counts more than a matched event (*lost*)', () => {
    const all = catalogueOf(lost, { title: { ...none, ru: 'Счётчик' } });
    expect(ids(all, 'потерял счетчик', 'ru')[0]).toBe('s1');
  });

  it('then a known word does not count as a typing error of another word', () => {
    expect(ids(catalogueOf(lost, { title: { ...none, az: 'notarial' } }), 'потерял', 'ru')).toEqual(['s0']);
  });
});

it('when two words name a thing only together, then one word alone does not find the thing', () => {
  const all = catalogueOf({ title: { ...none, az: 'evin texniki pasportu' } }, { title: { ...none, az: 'pasport' } });
  expect(ids(all, 'pasport')).toEqual(['s1']);
  expect([ids(all, 'texpasport'), ids(all, 'technical passport')]).toEqual([['s0'], ['s0']]);
});

it('when a word is typed in the other keyboard layout, then the search finds the word of the same keys', () => {
  const all = catalogueOf({ title: { ...none, ru: 'паспорт', en: 'passport' } });
  expect(['gfcgjhn', 'зфыызщке', 'gfcg'].map((query) => ids(all, query))).toEqual([['s0'], ['s0'], ['s0']]);
});

it('when only fillers are typed, then the first services are shown', () => {
  const all = catalogueOf({ title: { ...none, az: 'ad' } }, { title: { ...none, az: 'qaz' } });
  expect(['', '  ', 'mən', '-'].map((query) => ids(all, query))).toEqual(Array(4).fill(['s0', 's1']));
});

describe('when the citizen types the name of a page that is no service', () => {
  it.each([
    ['en', 'appointm', 'mine'],
    ['ru', 'машина', 'car'],
    ['az', 'Avtomobil', 'car'],
  ] as const)('then this page is the first result: %s %s', (language, query, id) => {
    expect(ids(CATALOGUE, query, language)[0]).toBe(id);
  });

  it('then a part of its name does not find the page', () => {
    expect(ids(CATALOGUE, 'статус', 'ru')).not.toContain('mine');
  });
});

describe('when the title does not show why a service was found', () => {
  const by = (query: string, language: Language) => {
    const [first] = searchServices(CATALOGUE, query, language, 1);
    return first?.by && [first.by.text, first.by.marked.map(([from, to]) => first.by!.text.slice(from, to))];
  };
  it.each([
    ['ru', 'потерял паспорт', ['потерял паспорт', ['потерял паспорт']]],
    ['en', 'lost passp', ['lost passport', ['lost passp']]],
    ['az', 'sim kart', ['sim kart', ['sim kart']]],
    ['en', 'my appointment', ['appointment', ['appointment']]],
    ['az', 'pasport', null],
  ] as const)('then the result has the matching alias: %s %s', (language, query, said) => {
    expect(by(query, language)).toEqual(said);
  });
});

function manyServices(count: number): Catalogue {
  const random = seededRandom(11);
  const letters = 'aəeıioöuübcçdfgğhxjkqlmnprsştvyz';
  const of = <T>(all: ArrayLike<T>): T => all[Math.floor(random() * all.length)]!;
  const words = Array.from({ length: count * 8 }, () =>
    Array.from({ length: 4 + Math.floor(random() * 9) }, () => of(letters)).join(''),
  );
  const text = (length: number) => Array.from({ length }, () => of(words)).join(' ');
  const inEach = <T>(make: () => T) => fillLanguages({ az: make(), ru: make(), en: make() });
  const one = () => ({
    title: inEach(() => text(4)),
    summary: inEach(() => text(6)),
    aliases: inEach(() => Array.from({ length: 5 }, () => text(2))),
  });
  return catalogueOf(...Array.from({ length: count }, one));
}

describe('among 500 services', () => {
  /** Longest block of the page by a key, in ms; ten times as long on a busy machine. */
  const WANTED_MS = 5;
  const OTHER_WORK = 10;
  const TRIES = 20;
  const all = manyServices(500);

  it.each(['pasport', 'şəxsiyyət vəsiqəsinin dəyişdirilməsi üçü', 'abcdefg hijklmn opqrstu vxyzabc defghijk', 'a'])(
    'when one more key is typed in «%s», then the search is quick enough',
    (query) => {
      searchServices(all, 'x', 'az', MOST);
      const least = quickestMs(TRIES, () => searchServices(all, query, 'az', MOST));
      process.stdout.write(`search: ${least.toFixed(1)} ms for «${query}» among 500 services\n`);
      expect(least).toBeLessThan(WANTED_MS * OTHER_WORK);
    },
  );
});

interface Row {
  readonly query: string;
  readonly language: Language;
  readonly wanted: readonly string[];
}

const rowsOf = (file: string): readonly Row[] => JSON.parse(readFileSync(packageFile(`test/search/${file}`), 'utf8'));

const placeOf = ({ query, language, wanted }: Row) =>
  ids(CATALOGUE, query, language).findIndex((id) => wanted.includes(id));

const partOf = (rows: readonly Row[], is: (row: Row) => boolean) => {
  const not = rows.filter((row) => !is(row));
  const said = not.map((row) => `${row.language} ${row.query}: ${row.wanted} is ${placeOf(row)}`);
  return { part: 1 - not.length / rows.length, said: said.join('\n') };
};

const LISTS = [
  { file: 'queries.json', amongThree: 0.98, first: 0.94 },
  { file: 'services.json', amongThree: 1, first: 0.97 },
  { file: 'once-missed.json', amongThree: 1, first: 0.9 },
] as const;

describe.each(LISTS)('when people type what stands in test/search/$file', ({ file, amongThree, first }) => {
  const rows = rowsOf(file);

  it('then the wanted service is mostly first, and almost always among the first three', () => {
    const three = partOf(rows, (row) => [0, 1, 2].includes(placeOf(row)));
    expect(three.part, three.said).toBeGreaterThanOrEqual(amongThree);
    const one = partOf(rows, (row) => placeOf(row) === 0);
    expect(one.part, one.said).toBeGreaterThanOrEqual(first);
  });

  it('then each line occurs once and names an existing service', () => {
    const lines = rows.map(({ language, query }) => `${language} ${query}`);
    expect(lines.filter((line, at) => query(line) === '' || lines.indexOf(line) !== at)).toEqual([]);
    const known = ['mine', ...CATALOGUE.groups.map(({ id }) => id), ...CATALOGUE.services.map(({ id }) => id)];
    expect(rows.flatMap(({ wanted }) => wanted).filter((id) => !known.includes(id))).toEqual([]);
  });
});

const query = (line: string): string => line.slice(3).trim();

it('when a service is in the catalogue, then test/search/services.json has a query for the service', () => {
  const asked = new Set(rowsOf('services.json').flatMap(({ wanted }) => wanted));
  expect(CATALOGUE.services.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([]);
});
