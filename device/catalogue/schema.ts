import { z } from 'zod';
import { CONTRADICTION, type DeepReadonly, isoDate, names, printable, strict, words } from '../config/words.ts';
import { SERVICE_ICONS } from '../words/icons.ts';
import { LANGUAGE_CODES } from '../words/language.ts';
import { PAPER_KINDS } from '../words/paper-kind.ts';

/** Documents of this country by which a person can be known. */
const DOCUMENT_KINDS = ['identity-card', 'passport'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What a step of *what happens next* may mention; a step whose value is not there is left out. */
const PLACEHOLDERS = ['window', 'ticket', 'ahead', 'ready'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens');
/** Question ids are keys of the `answers` that go to the back office, after its `openapi.yaml`. */
const questionId = z.string().regex(/^[a-z][A-Za-z0-9-]*$/, 'a letter, then letters, digits and hyphens');
/** What a service is called, on a button and on paper. */
const TITLE_LETTERS = 80;
const optionalWords = words.nullable().default(null);

/** One way to have a service: how soon, and for how much. */
const tier = strict({
  id,
  title: words,
  /** 0: at once, at this kiosk. */
  days: z.int().min(0).max(365),
  kind: z.literal(['calendar', 'working']),
  /** Integer qəpik. */
  amount: z.int().min(0).max(99_999_999),
});

export type ServiceTier = DeepReadonly<z.infer<typeof tier>>;
export type TermKind = ServiceTier['kind'];

const tariff = strict({
  /** The day from which these amounts hold, printed on the receipt; `null` for a free service. */
  date: isoDate.nullable(),
  /** `false` where sources are missing, old or disagree: such an amount is nowhere called official. */
  verified: z.boolean(),
  /** The first is chosen until the citizen chooses. */
  tiers: unique(z.array(tier).min(1).max(4), 'id'),
}).superRefine((value, context) => {
  const paid = value.tiers.some((each) => each.amount > 0);
  if (paid === (value.date !== null)) return;
  const message = paid ? 'the date of the tariff, because it costs something' : 'null, because it is free';
  context.addIssue({ code: 'custom', path: ['date'], message, params: CONTRADICTION });
});

const asked = {
  id: questionId,
  /** The question, as a heading. */
  title: words,
  /** Two or three words, for the row on *check your answers*. */
  label: words,
  hint: optionalWords,
};

const choice = strict({
  kind: z.literal('choice'),
  ...asked,
  options: unique(
    z
      .array(
        strict({
          value: id,
          label: words,
          hint: optionalWords,
          /** It is true of an expired card alone, and is not offered for another. */
          ofExpiredCard: z.boolean().default(false),
        }),
      )
      .min(2)
      .max(8),
    'value',
  ),
});

const typed = strict({
  kind: z.literal('text'),
  ...asked,
  keyboard: z.literal(['letters', 'digits']),
  /** Shown before what is typed, such as `+994`; no part of the answer. */
  prefix: printable(z.string().min(1).max(8)).nullable().default(null),
  /** A regular expression (flag `u`) that the whole typed text must match, prefix not included. */
  pattern: z.string().min(1).refine(isPattern, 'a regular expression'),
  /** Said when it does not. */
  problem: words,
  maxLength: z.int().min(1).max(200),
});

const question = z.discriminatedUnion('kind', [choice, typed], {
  error: 'kind: choice or kind: text',
});

export type ServiceQuestion = DeepReadonly<z.infer<typeof question>>;
export type TextQuestion = Extract<ServiceQuestion, { kind: 'text' }>;
export type ChoiceQuestion = Extract<ServiceQuestion, { kind: 'choice' }>;
export type ChoiceOption = ChoiceQuestion['options'][number];

const step = words.superRefine((value, context) => {
  for (const language of LANGUAGE_CODES) {
    const unknown = placeholdersOf(value[language]).find((name) => !PLACEHOLDERS.some((known) => known === name));
    if (unknown === undefined) continue;
    const message = `only ${PLACEHOLDERS.map((name) => `{${name}}`).join(' ')}`;
    context.addIssue({ code: 'custom', path: [language], message });
  }
  if (new Set(LANGUAGE_CODES.map((language) => placeholderKey(value[language]))).size > 1) {
    const message = `the same placeholders in ${LANGUAGE_CODES.slice(0, -1).join(', ')} and ${LANGUAGE_CODES.at(-1)}`;
    context.addIssue({ code: 'custom', message, params: CONTRADICTION });
  }
});

/** One service of the centre: a file in `device/catalogue/services/`. */
export const serviceSchema = strict({
  id,
  /** Place among the cards; the lowest comes first. */
  order: z.int().min(0).max(9999),
  icon: z.literal(SERVICE_ICONS),
  title: names(TITLE_LETTERS),
  summary: words,
  agency: words,
  documents: words,
  who: words,
  /** What remains to be done with an officer, or `null`. */
  afterwards: optionalWords,
  /** About how long a visit takes at the kiosk. */
  minutes: z.int().min(1).max(60),
  needsCard: z.boolean(),
  /** Which documents say who it is. */
  takes: z.array(z.literal(DOCUMENT_KINDS)).min(1).default(['identity-card']),
  /** Full years of the person on the card, or `null`. */
  minimumAge: z.int().min(1).max(120).nullable().default(null),
  /** An expired card is taken too: where the service is to replace it. */
  takesExpiredCard: z.boolean().default(false),
  paper: z.literal(PAPER_KINDS),
  tariff,
  questions: unique(z.array(question).max(20), 'id'),
  /** What happens next, in order, with the placeholders. */
  next: z.array(step).min(1).max(6),
}).refine((value) => value.needsCard || value.minimumAge === null, {
  path: ['minimumAge'],
  message: 'none, because no card says how old the person is',
  params: CONTRADICTION,
});

export type Service = DeepReadonly<z.infer<typeof serviceSchema>>;

const holiday = { name: z.string().min(1), verified: z.boolean() };

/** Days on which no agency works. */
export const holidaysSchema = strict({
  /** Every year. */
  annual: z.array(strict({ day: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD'), ...holiday })),
  /** Those that move. */
  dated: z.array(strict({ date: isoDate, ...holiday })),
});

export type Holidays = DeepReadonly<z.infer<typeof holidaysSchema>>;

export interface Catalogue {
  /** In the order of the cards. */
  readonly services: readonly Service[];
  readonly holidays: Holidays;
}

function isPattern(value: string): boolean {
  try {
    return new RegExp(value, 'u') instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** The names in braces, in order. */
function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!);
}

const placeholderKey = (text: string) => [...placeholdersOf(text)].sort().join();

/** A list whose entries are told apart by one of their values. */
function unique<T extends z.ZodType<readonly object[]>>(list: T, by: string) {
  return list.superRefine((entries, context) => {
    const seen = new Set<unknown>();
    for (const [index, entry] of entries.entries()) {
      const value = (entry as Record<string, unknown>)[by];
      if (seen.has(value)) {
        const message = `${by === 'id' ? 'an' : 'a'} ${by} that is not used twice`;
        context.addIssue({ code: 'custom', path: [index, by], message, params: CONTRADICTION });
      }
      seen.add(value);
    }
  });
}
