import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorsBetween, foldedWords, forgivenIn } from './folded-words.ts';

const folded = (text: string) => foldedWords(text).map((word) => word.folded);

describe('words are alike', () => {
  it.each([
    ['əlaqə', 'elaqe'],
    ['ŞƏXSİYYƏT', 'sexsiyyet'],
    ['Şəxsiyyət', 'шәхсиййәт'],
    ['arayış', 'arayis'],
    ['İMZA', 'imza'],
    ['IŞIQ', 'ışıq'],
    ['güzəşt', 'guzesht'],
    ['ödəniş', 'odenish'],
    ['çıxarış', 'cixaris'],
    ['паспорт', 'pasport'],
    ['passport', 'pasport'],
    ['справка', 'spravka'],
    ['удостоверение', 'udostoverenie'],
    ['удостоверение', 'udostovereniye'],
    ['ребёнок', 'ребенок'],
    ['регистрация', 'registratsiya'],
    ['жалоба', 'zhaloba'],
    ['обращение', 'obrashchenie'],
    ['ə', 'e\u0301'],
    ["ma'lumat", 'malumat'],
  ])('%s and %s', (one, other) => {
    expect(folded(one)).toEqual(folded(other));
  });

  it('and what stands between them is none', () => {
    expect(folded('e-imza, 15 yaş (№ 5)')).toEqual(['e', 'imza', '15', 'ias', '5']);
    expect(folded(' …!')).toEqual([]);
    expect(folded('ъ')).toEqual([]);
    expect(folded('100')).toEqual(['100']);
  });
});

it('says where in the text a letter ends', () => {
  const [word] = foldedWords('«Şəxsiyyət»');
  expect(word?.from).toBe(1);
  expect('«Şəxsiyyət»'.slice(1, word?.ends[2])).toBe('Şəx');
  const [marked] = foldedWords('e\u0301a');
  expect(marked?.ends).toEqual([2, 3]);
});

describe('errors', () => {
  it.each([
    ['pasport', 'pasport', 0],
    ['paspotr', 'pasport', 1],
    ['pasprt', 'pasport', 1],
    ['pasporrt', 'pasport', 1],
    ['bazport', 'pasport', 2],
    ['apsprot', 'pasport', 2],
    ['notarius', 'pasport', null],
  ])('%s for %s: %s', (typed, word, errors) => {
    expect(errorsBetween(typed, word, 2, false)).toBe(errors);
  });

  it('of a beginning', () => {
    expect(errorsBetween('psap', 'pasport', 1, true)).toBe(1);
    expect(errorsBetween('psap', 'pasport', 1, false)).toBeNull();
  });

  it('are forgiven by the length of the word', () => {
    expect([3, 4, 6, 7].map(forgivenIn)).toEqual([0, 1, 1, 2]);
  });

  it('are as many as letters that were changed, at most', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcde'), minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(word, fc.nat(), fc.nat(), (right, one, other) => {
        const without = [...right].filter((_, at) => at !== one % right.length).join('');
        const at = other % without.length;
        const wrong = `${without.slice(0, at)}x${without.slice(at + 1)}`;
        expect(errorsBetween(wrong, right, 2, false)).toBeLessThanOrEqual(2);
        expect(errorsBetween(right, right, 2, false)).toBe(0);
      }),
    );
  });

  it('never throw, whatever is compared', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 90 }),
        fc.string({ unit: 'binary', maxLength: 90 }),
        (a, b) => {
          for (const beginning of [true, false]) expect(errorsBetween(a, b, 2, beginning) ?? 0).toBeLessThanOrEqual(2);
        },
      ),
    );
  });
});
