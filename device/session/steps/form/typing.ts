import type { QuestionKind, QuestionOf, ServiceQuestion } from '../../../catalogue/question.ts';
import { AMOUNT_PROBLEM, type InputHint, PROBLEMS } from '../../../catalogue/question-words.ts';
import { answerProblem } from '../../../catalogue/service.ts';
import { moneyText } from '../../../words/format.ts';
import { type Language, languageEntry } from '../../../words/language.ts';

export type ScreenKeyboard = 'letters' | 'names' | 'digits' | 'amount' | 'capitals' | 'email';

export interface TypedDraft {
  readonly draft: string;
  readonly note: InputHint | null;
}

export interface FieldTypingRules<Q> {
  readonly keyboard: (question: Q) => ScreenKeyboard;
  readonly prefix: (question: Q) => string | null;
  readonly suffix: string | null;
  readonly lines: boolean;
  /** Whether dots stand for the text until the citizen asks to see it. */
  readonly personal: (question: Q) => boolean;
  /** `null`: the key does nothing. */
  readonly type: (draft: string, key: string, question: Q) => TypedDraft | null;
  readonly accept: (draft: string, question: Q) => string | null;
  readonly draftOf: (answer: string) => string;
  readonly shown: (draft: string, language: Language) => string;
  /** Answer for people, without prefix. */
  readonly said: (answer: string, language: Language) => string;
  readonly problem: (question: Q, language: Language) => string;
}

export const TYPED_QUESTION_KINDS = [
  'text',
  'long-text',
  'fin',
  'phone',
  'email',
  'amount',
  'document-number',
  'plate',
] satisfies readonly QuestionKind[];
export type TypedQuestionKind = (typeof TYPED_QUESTION_KINDS)[number];
export type TypedQuestion = QuestionOf<TypedQuestionKind>;

export const isTypedQuestion = (question: ServiceQuestion): question is TypedQuestion =>
  TYPED_QUESTION_KINDS.some((kind) => kind === question.kind);

const itself = (text: string): string => text;
const plain = (draft: string): TypedDraft => ({ draft, note: null });
const trimmed = (draft: string): string => draft.trim().replace(/\s+/g, ' ');

const problemOf = (kind: keyof typeof PROBLEMS) => (_: unknown, language: Language) => PROBLEMS[kind][language];

const isPersonal = () => true;

const COMMON = {
  prefix: () => null,
  suffix: null,
  lines: false,
  personal: () => false,
  draftOf: itself,
  shown: itself,
  said: itself,
} as const;

/** Printable: no control characters, no marks that change the writing direction. */
const WRITTEN = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u;

function symbolOf(key: string): string | null {
  const symbol = key === 'ı' || key === 'İ' ? 'I' : key.toUpperCase();
  return /^[0-9A-Z]$/.test(symbol) ? symbol : null;
}

const text: FieldTypingRules<QuestionOf<'text'>> = {
  ...COMMON,
  keyboard: ({ keyboard }) => keyboard,
  prefix: ({ prefix }) => prefix,
  personal: ({ personal }) => personal,
  type(draft, key, { keyboard, maxLength }) {
    if ([...draft].length >= maxLength) return null;
    const typed = keyboard === 'capitals' ? symbolOf(key) : key;
    if (typed === null || !(keyboard === 'digits' ? /^[0-9]$/ : WRITTEN).test(typed)) return null;
    return plain(draft + typed);
  },
  accept(draft, question) {
    const value = trimmed(draft);
    return answerProblem(question, value, 'en') === null ? value : null;
  },
  problem: ({ problem }, language) => problem[language],
};

const longText: FieldTypingRules<QuestionOf<'long-text'>> = {
  ...COMMON,
  keyboard: () => 'letters',
  lines: true,
  // The length counts UTF-16 units, as in the back office.
  type: (draft, key, { maxLength }) =>
    WRITTEN.test(key) && draft.length + key.length <= maxLength ? plain(draft + key) : null,
  accept(draft, { maxLength }) {
    const value = trimmed(draft);
    return /\p{L}.*\p{L}/u.test(value) && WRITTEN.test(value) && value.length <= maxLength ? value : null;
  },
  problem: problemOf('long-text'),
};

/** At `zeroAt`, an O can only be a mistaken 0. */
function symbols(
  length: number,
  zeroAt: (draft: string) => boolean,
): (draft: string, key: string) => TypedDraft | null {
  return (draft, key) => {
    const symbol = symbolOf(key);
    if (symbol === null || draft.length >= length) return null;
    return symbol === 'O' && zeroAt(draft) ? { draft: `${draft}0`, note: 'zero-for-o' } : plain(draft + symbol);
  };
}

const FIN_LETTERS = 7;

const fin: FieldTypingRules<QuestionOf<'fin'>> = {
  ...COMMON,
  personal: isPersonal,
  keyboard: () => 'capitals',
  type: symbols(FIN_LETTERS, () => true),
  accept: (draft) => (/^[0-9A-NP-Z]{7}$/.test(draft) ? draft : null),
  problem: problemOf('fin'),
};

/** Phone number as `50 123 45 67`, even if digits are missing. */
const grouped = (digits: string): string =>
  [digits.slice(0, 2), digits.slice(2, 5), digits.slice(5, 7), digits.slice(7)].filter(Boolean).join(' ');

const PHONE_DIGITS = 9;

const phone: FieldTypingRules<QuestionOf<'phone'>> = {
  ...COMMON,
  personal: isPersonal,
  keyboard: () => 'digits',
  prefix: () => '+994',
  type(draft, key) {
    if (!/^[0-9]$/.test(key) || draft.length >= PHONE_DIGITS) return null;
    // Inside the country a number begins with 0; after +994 it does not.
    return draft === '' && key === '0' ? { draft, note: 'no-leading-zero' } : plain(draft + key);
  },
  accept: (draft) => (/^[1-9][0-9]{8}$/.test(draft) ? draft : null),
  shown: grouped,
  said: grouped,
  problem: problemOf('phone'),
};

const EMAIL_LETTERS = 100;
const NAME_AT = /^[a-z0-9_+-]+(\.[a-z0-9_+-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

const email: FieldTypingRules<QuestionOf<'email'>> = {
  ...COMMON,
  personal: isPersonal,
  keyboard: () => 'email',
  type(draft, key) {
    const added = key.toLowerCase();
    if (!/^[a-z0-9@._+-]+$/.test(added) || draft.length + added.length > EMAIL_LETTERS) return null;
    return plain(draft + added);
  },
  accept(draft) {
    const [name = '', domain = '', ...more] = draft.split('@');
    return more.length === 0 && NAME_AT.test(name) && DOMAIN.test(domain) ? draft : null;
  },
  problem: problemOf('email'),
};

const MANAT_DIGITS = 6;

export const amountTypingRules: FieldTypingRules<Pick<QuestionOf<'amount'>, 'min' | 'max'>> = {
  ...COMMON,
  keyboard: () => 'amount',
  suffix: '₼',
  type(draft, key) {
    const next = draft + (key === '.' ? ',' : key);
    const [manat = '', qepik] = next.split(',');
    const fits = /^[0-9]+(,[0-9]{0,2})?$/.test(next) && manat.length <= MANAT_DIGITS;
    // No leading zero, unless the sum is less than one manat.
    return fits && (qepik !== undefined || /^(0|[1-9][0-9]*)$/.test(manat)) ? plain(next) : null;
  },
  accept(draft, { min, max }) {
    const [, manat, qepik = ''] = /^([0-9]{1,6})(?:,([0-9]{0,2}))?$/.exec(draft) ?? [];
    if (manat === undefined) return null;
    const sum = Number(manat) * 100 + Number(qepik.padEnd(2, '0'));
    return sum >= min && sum <= max ? String(sum) : null;
  },
  draftOf: (answer) => `${Math.floor(Number(answer) / 100)},${String(Number(answer) % 100).padStart(2, '0')}`,
  shown: (draft, language) => (languageEntry(language).figures === 'english' ? draft.replace(',', '.') : draft),
  said: (answer, language) => moneyText(Number(answer), language),
  problem: ({ min, max }, language) => AMOUNT_PROBLEM[language](moneyText(min, language), moneyText(max, language)),
};

const LETTERS_BEFORE_DIGITS = 2;

/** Document number as letters, a blank, digits. */
function apart(number: string): string {
  const letters = /^(AZE|[A-Z]{0,2})/.exec(number)?.[0] ?? '';
  return [letters, number.slice(letters.length)].filter(Boolean).join(' ');
}

const afterLetters = (draft: string): boolean => draft.length >= LETTERS_BEFORE_DIGITS;
const typeNumber = symbols('AA1234567'.length, afterLetters);
const typeOldNumber = symbols('AZE12345678'.length, afterLetters);

const documentNumber: FieldTypingRules<QuestionOf<'document-number'>> = {
  ...COMMON,
  personal: isPersonal,
  keyboard: () => 'capitals',
  type: (draft, key) => (draft.startsWith('AZE') ? typeOldNumber : typeNumber)(draft, key),
  accept: (draft) => (/^([A-Z]{2}[0-9]{7}|AZE[0-9]{8})$/.test(draft) ? draft : null),
  shown: apart,
  said: apart,
  problem: problemOf('document-number'),
};

/** Plate as `10-AA-123`, even if symbols are missing. */
const hyphened = (symbols: string): string =>
  [symbols.slice(0, 2), symbols.slice(2, 4), symbols.slice(4)].filter(Boolean).join('-');

const plate: FieldTypingRules<QuestionOf<'plate'>> = {
  ...COMMON,
  keyboard: () => 'capitals',
  type: symbols('10AA123'.length, ({ length }) => length < 2 || length >= 4),
  accept: (draft) => (/^[0-9]{2}[A-Z]{2}[0-9]{3}$/.test(draft) ? draft : null),
  shown: hyphened,
  said: hyphened,
  problem: problemOf('plate'),
};

const TYPING: { readonly [K in TypedQuestionKind]: FieldTypingRules<QuestionOf<K>> } = {
  text,
  'long-text': longText,
  fin,
  phone,
  email,
  amount: amountTypingRules,
  'document-number': documentNumber,
  plate,
};

/** Draft after typing the text letter by letter; `null`: the field refuses a letter. */
function typedDraft<Q>({ type }: FieldTypingRules<Q>, text: string, question: Q): string | null {
  let draft = '';
  for (const letter of text) {
    const typed = type(draft, letter, question);
    if (typed === null) return null;
    draft = typed.draft;
  }
  return draft;
}

export const typesDraft = <Q>(rules: FieldTypingRules<Q>, draft: string, question: Q): boolean =>
  typedDraft(rules, draft, question) === draft;

/** Whether the keys can type the text, and the whole text is an answer. */
export function typesWholeText<Q>(rules: FieldTypingRules<Q>, text: string, question: Q): boolean {
  const draft = typedDraft(rules, text, question);
  return draft !== null && rules.accept(draft, question) !== null;
}

export const typingRulesOf = (question: TypedQuestion): FieldTypingRules<TypedQuestion> =>
  TYPING[question.kind] as FieldTypingRules<TypedQuestion>;

/** Hint about the whole draft, if the last key gave none. */
export const draftHintOf = ({ kind }: ServiceQuestion, draft: string): InputHint | null =>
  kind === 'fin' && draft.includes('I') ? 'perhaps-one' : null;
