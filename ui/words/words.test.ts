import { describe, expect, it } from 'vitest';
import { PAPER_WORDS } from '../../device/receipt/words.ts';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import type { TroubleCode } from '../../device/words/trouble.ts';
import { sentences } from '../../test/words/laws.ts';
import { az } from './az.ts';
import { en } from './en.ts';
import { loadEasyWords, loadWords } from './load.ts';
import { ru } from './ru.ts';

/** Texts of all languages: first the ordinary texts, then the texts for easy words. */
const ALL = await Promise.all([...LANGUAGE_CODES.map(loadWords), ...LANGUAGE_CODES.map(loadEasyWords)]);
/** Incomplete languages have only the sections of their pages. */
const WHOLE = ALL.filter(({ closed }) => closed !== undefined);

const codes = Object.keys(az.troubles) as TroubleCode[];

describe.each(ALL)('the words of $language', (words) => {
  const said = sentences(words, words.language);

  it('when a text is read, then it is not empty and has no outer spaces', () => {
    expect(said.filter(({ text }) => text.trim() === '' || text !== text.trim())).toEqual([]);
  });

  it('when a text is built, then it has no undefined, NaN or unfilled placeholder', () => {
    expect(said.filter(({ text }) => /undefined|NaN|null|\[object|\$\{|\{\w+\}/.test(text))).toEqual([]);
  });

  it('when a text is a heading, then it has no full stop; a sentence ends with a full stop or question mark', () => {
    const headings = said.filter(({ path }) => /\.title$/.test(path));
    expect(headings.filter(({ text }) => text.endsWith('.'))).toEqual([]);
    const bodies = said.filter(({ path }) => /\.(lead|body|notice)(\(\))?$/.test(path));
    expect(bodies.filter(({ text }) => !/[.?]$/.test(text))).toEqual([]);
  });

  it('when a text is read, then it has no exclamation mark', () => {
    expect(said.filter(({ text }) => text.includes('!'))).toEqual([]);
  });
});

describe.each(WHOLE)('all the words of $language', (words) => {
  it.each(codes)('when the trouble is %s, then title, body and notice are different and short', (code) => {
    const { title, body, notice } = words.troubles[code];
    expect(new Set([title, body, notice]).size).toBe(3);
    expect(title.length).toBeLessThanOrEqual(60);
    expect(body.length).toBeLessThanOrEqual(170);
  });

  it('when the money is in any state, then there is a text', () => {
    expect(Object.keys(words.money).sort()).toEqual(
      [
        'cash',
        'credited',
        'deciding',
        'none',
        'on-code',
        'not-taken',
        'returned',
        'returning',
        'taken',
        'unknown',
        'with-credit',
        'with-staff',
      ].sort(),
    );
  });

  it('when the five scores of the survey are read, then all are different', () => {
    expect(new Set(words.done.scores).size).toBe(5);
  });
});

describe('all dictionaries', () => {
  it('when dictionaries are compared, then they have the same codes', () => {
    for (const words of WHOLE) expect(Object.keys(words.troubles).sort()).toEqual([...codes].sort());
  });

  it('when Russian counts, then the endings are right', () => {
    expect([1, 2, 5, 11, 21].map((count) => ru.common.minutes(count))).toEqual([
      'Около 1 минуты',
      'Около 2 минут',
      'Около 5 минут',
      'Около 11 минут',
      'Около 21 минуты',
    ]);
    expect([1, 22, 30].map((count) => ru.idle.body(count).match(/через \d+ \S+/)?.[0])).toEqual([
      'через 1 секунду',
      'через 22 секунды',
      'через 30 секунд',
    ]);
  });

  it('when English counts, then singular and plural are right', () => {
    expect([en.common.minutes(1), en.common.minutes(3)]).toEqual(['About 1 minute', 'About 3 minutes']);
  });

  it('when there is no price, then the text does not mention it', () => {
    expect(az.before.lead(3, true)).toContain('nə qədərdir');
    expect(az.before.lead(3, false)).not.toContain('nə qədərdir');
  });
});

describe('names of a credit', () => {
  it.each([
    ['az', /qalıq kod/i],
    ['ru', /код\S* остатка/i],
    ['en', /credit code/i],
  ] as const)('when a credit is mentioned in %s, then screen and paper use one name', async (language, name) => {
    const { creditSlip, creditUse } = PAPER_WORDS[language];
    const both = await Promise.all([loadWords(language), loadEasyWords(language)]);
    const said = both.flatMap(
      ({ choosingPayment, payingCash, noteTooLarge, credited, money, done, idle, troubles }) => [
        choosingPayment.cashHint(''),
        payingCash.blocked.something,
        payingCash.noChange,
        payingCash.stop,
        noteTooLarge.rest,
        noteTooLarge.keep,
        noteTooLarge.keepHint('5'),
        credited.eyebrow,
        credited.title,
        credited.code,
        money.credited.short,
        money.credited.long,
        done.credit,
        idle.cash(5),
        idle.credited(5),
        troubles['BKO-103'].body,
        creditSlip,
        creditUse,
      ],
    );
    expect(said.filter((each) => !name.test(each.toLocaleLowerCase(language)))).toEqual([]);
  });
});

describe('call of staff', () => {
  it.each(WHOLE)(
    'when staff are called in $language, then sheet and page say the same',
    ({ display, printTrouble }) => {
      expect(display.called.title).toBe(printTrouble.staffCalled);
      expect(display.called.hint).toBe(printTrouble.staffCalledHint);
    },
  );

  it.each(WHOLE)(
    'when the label of *all services* is short in $language, then the spoken name begins with it',
    ({ attract }) => {
      expect(attract.all.startsWith(attract.allShort)).toBe(true);
    },
  );
});
