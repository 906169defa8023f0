import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTypingErrors, foldedWords, forgivenErrors } from './folded-words.ts';

const folded = (text: string) => foldedWords(text).map((word) => word.folded);

describe('folded words', () => {
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
  ])('%s and %s are folded to the same words', (one, other) => {
    expect(folded(one)).toEqual(folded(other));
  });

  it('signs between words are dropped', () => {
    expect(folded('e-imza, 15 yaş (№ 5)')).toEqual(['e', 'imza', '15', 'ias', '5']);
    expect(folded(' …!')).toEqual([]);
    expect(folded('ъ')).toEqual([]);
    expect(folded('100')).toEqual(['100']);
  });
});

it('each folded letter has its end in the text', () => {
  const [word] = foldedWords('«Şəxsiyyət»');
  expect(word?.from).toBe(1);
  expect('«Şəxsiyyət»'.slice(1, word?.ends[2])).toBe('Şəx');
  const [marked] = foldedWords('e\u0301a');
  expect(marked?.ends).toEqual([2, 3]);
});

describe('countTypingErrors', () => {
  it.each([
    ['pasport', 'pasport', 0],
    ['paspotr', 'pasport', 1],
    ['pasprt', 'pasport', 1],
    ['pasporrt', 'pasport', 1],
    ['bazport', 'pasport', 2],
    ['apsprot', 'pasport', 2],
    ['notarius', 'pasport', null],
  ])('when %s is typed for %s, then the number of errors is %s', (typed, word, errors) => {
    expect(countTypingErrors(typed, word, 2, false)).toBe(errors);
  });

  it('when a beginning is compared, then the rest of the word is no error', () => {
    expect(countTypingErrors('psap', 'pasport', 1, true)).toBe(1);
    expect(countTypingErrors('psap', 'pasport', 1, false)).toBeNull();
  });

  it('when a word is longer, then more errors are forgiven', () => {
    expect([3, 4, 6, 7].map(forgivenErrors)).toEqual([0, 1, 1, 2]);
  });

  it('when one letter is removed and one replaced, then there are at most two errors', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcde'), minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(word, fc.nat(), fc.nat(), (right, one, other) => {
        const without = [...right].filter((_, at) => at !== one % right.length).join('');
        const at = other % without.length;
        const wrong = `${without.slice(0, at)}x${without.slice(at + 1)}`;
        expect(countTypingErrors(wrong, right, 2, false)).toBeLessThanOrEqual(2);
        expect(countTypingErrors(right, right, 2, false)).toBe(0);
      }),
    );
  });

  it('when any two texts are compared, then nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 90 }),
        fc.string({ unit: 'binary', maxLength: 90 }),
        (a, b) => {
          for (const beginning of [true, false])
            expect(countTypingErrors(a, b, 2, beginning) ?? 0).toBeLessThanOrEqual(2);
        },
      ),
    );
  });
});
