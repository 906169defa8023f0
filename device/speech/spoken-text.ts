import { LANGUAGES, type LanguageEntry } from '../words/language.ts';
import type { SpokenLanguage } from '../words/speech.ts';

interface SpokenForms {
  readonly number: string;
  readonly percent: string;
  readonly star: string;
  readonly plus: string;
  readonly manats: (count: number) => string;
  readonly qepiks: (count: number) => string;
  /** Day of a month before the name of the month. */
  readonly day: (day: number) => string;
}

const FORMS: { readonly [L in SpokenLanguage]: SpokenForms } = {
  az: {
    number: 'nömrə',
    percent: 'faiz',
    star: 'ulduz',
    plus: 'üstəgəl',
    manats: () => 'manat',
    qepiks: () => 'qəpik',
    day: String,
  },
  ru: {
    number: 'номер',
    percent: 'процентов',
    star: 'звёздочка',
    plus: 'плюс',
    manats: (count) => russianForm(count, 'манат', 'маната', 'манатов'),
    qepiks: (count) => russianForm(count, 'гяпик', 'гяпика', 'гяпиков'),
    day: (day) => RUSSIAN_DAYS[day - 1] ?? String(day),
  },
  en: {
    number: 'number',
    percent: 'percent',
    star: 'star',
    plus: 'plus',
    manats: (count) => (count === 1 ? 'manat' : 'manats'),
    qepiks: () => 'gapik',
    day: (day) => `${day}${ENGLISH_ENDINGS[day % 10 > 3 || (day > 10 && day < 14) ? 0 : day % 10]}`,
  },
};

const ENGLISH_ENDINGS = ['th', 'st', 'nd', 'rd'] as const;

const RUSSIAN_DAYS = (
  'первое второе третье четвёртое пятое шестое седьмое восьмое девятое десятое одиннадцатое двенадцатое тринадцатое ' +
  'четырнадцатое пятнадцатое шестнадцатое семнадцатое восемнадцатое девятнадцатое двадцатое двадцать_первое ' +
  'двадцать_второе двадцать_третье двадцать_четвёртое двадцать_пятое двадцать_шестое двадцать_седьмое двадцать_восьмое ' +
  'двадцать_девятое тридцатое тридцать_первое'
)
  .split(' ')
  .map((day) => day.replace('_', ' '));

/** CLDR plural rules of Russian: *one*, *few*, *many*. */
function russianForm(count: number, one: string, few: string, many: string): string {
  const form = new Intl.PluralRules('ru').select(count);
  return form === 'one' ? one : form === 'few' ? few : many;
}

type Rule = (text: string, forms: SpokenForms, months: readonly string[]) => string;

/** In this order: a rule sees what the rules before have written. */
const RULES: readonly Rule[] = [
  // Blanks that do not break, and marks without a sound.
  (text) =>
    text
      .replace(/[\u00a0\u202f\u2009]/g, ' ')
      .replace(/[\u00ad\u200b\u2060\u200e\u200f]/g, '')
      .replace(/[‑]/g, '-'),
  (text, { star }) => text.replace(/[•*]+/g, (stars) => ` ${Array(stars.length).fill(star).join(', ')} `),
  // 1 234,50 ₼ and 20.00 ₼ (AZN)
  (text, { manats, qepiks }) =>
    text.replace(/(\d{1,3}(?:[ ,]\d{3})*|\d+)(?:[.,](\d\d))? ?₼(?: ?\(AZN\))?/g, (_, whole: string, rest = '00') => {
      const [manat, qepik] = [Number(whole.replace(/\D/g, '')), Number(rest)];
      const parts = [
        ...(manat > 0 || qepik === 0 ? [`${manat} ${manats(manat)}`] : []),
        ...(qepik > 0 ? [`${qepik} ${qepiks(qepik)}`] : []),
      ];
      return parts.join(' ');
    }),
  (text, { manats }) => text.replace(/₼/g, ` ${manats(5)} `),
  (text, { number }) => text.replace(/№ ?/g, `${number} `),
  (text, { percent }) => text.replace(/ ?%/g, ` ${percent}`),
  // +994 50 123 45 67: each group is a number of its own.
  (text, { plus }) =>
    text.replace(/\+\d{1,3}(?:[ -]?\d{1,3}){2,5}/g, (phone) => `${plus} ${phone.slice(1).replace(/[ -]/g, ', ')}`),
  // K5-7QF2-62 and 10-DK-217: a code is read letter by letter, its groups apart.
  (text) =>
    text.replace(/(?<![\p{L}\d])(?=[A-Z\d-]*[A-Z])(?=[A-Z\d-]*\d)[A-Z\d]+(?:-[A-Z\d]+)*(?![\p{L}\d])/gu, spelledCode),
  // 09:05 and 12:00
  (text) =>
    text.replace(
      /\b(\d{1,2}):(\d\d)\b/g,
      (_, hour: string, minute: string) => `${Number(hour)} ${minute === '00' ? '00' : minute}`,
    ),
  (text, { day }, months) =>
    text.replace(
      RegExp(`(?<!\\d)(\\d{1,2}) (?=(?:${months.join('|')})(?!\\p{L}))`, 'gu'),
      (_, nth: string) => `${day(Number(nth))} `,
    ),
  // Between two figures or words a long dash is a pause.
  (text) => text.replace(/ ?[–—] ?/g, ', '),
  (text) => text.replace(/\s+/g, ' ').trim(),
];

const spelledCode = (code: string): string =>
  code
    .split('-')
    .map((group) => [...group].join(' '))
    .join(', ');

const monthsOf = (language: SpokenLanguage): readonly string[] =>
  (LANGUAGES.find(({ code }) => code === language) as LanguageEntry).months.split(' ');

/**
 * A text of the page, as the voice should get it. Sums, codes, telephone numbers, times and dates become words, or figures that espeak-ng
 * reads correctly. Nothing is left out.
 */
export function spokenText(text: string, language: SpokenLanguage): string {
  const [forms, months] = [FORMS[language], monthsOf(language)];
  return RULES.reduce((spoken, rule) => rule(spoken, forms, months), text);
}
