import { z } from 'zod';
import { CONTRADICTION, isoDate, names, printable, strict, type Words, words } from '../config/words.ts';
import { SERVICE_ICONS } from '../words/icons.ts';
import { LANGUAGE_CODES } from '../words/language.ts';
import {
  DOCUMENT_KINDS,
  type Holidays,
  PLACEHOLDERS,
  type Service,
  type ServiceQuestion,
  type ServiceTier,
  type Tariff,
} from './types.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens');
/** Question ids are keys of the `answers` that go to the back office, after its `openapi.yaml`. */
const questionId = z.string().regex(/^[a-z][A-Za-z0-9-]*$/, 'a letter, then letters, digits and hyphens');
/** What a service is called, on a button and on paper. */
const TITLE_LETTERS = 80;
const optionalWords = words.nullable().default(null);

const tier = strict({
  id,
  title: words,
  days: z.int().min(0).max(365),
  kind: z.literal(['calendar', 'working']),
  amount: z.int().min(0).max(99_999_999),
}) satisfies z.ZodType<ServiceTier>;

const tariff = strict({
  date: isoDate.nullable(),
  verified: z.boolean(),
  tiers: unique(z.array(tier).min(1).max(4), 'id'),
}).superRefine((value, context) => {
  const paid = value.tiers.some((each) => each.amount > 0);
  if (paid === (value.date !== null)) return;
  const message = paid ? 'the date of the tariff, because it costs something' : 'null, because it is free';
  context.addIssue({ code: 'custom', path: ['date'], message, params: CONTRADICTION });
}) satisfies z.ZodType<Tariff>;

const asked = { id: questionId, title: words, label: words, hint: optionalWords };

const choice = strict({
  kind: z.literal('choice'),
  ...asked,
  options: unique(
    z
      .array(strict({ value: id, label: words, hint: optionalWords, ofExpiredCard: z.boolean().default(false) }))
      .min(2)
      .max(8),
    'value',
  ),
});

const typed = strict({
  kind: z.literal('text'),
  ...asked,
  keyboard: z.literal(['letters', 'digits']),
  prefix: printable(z.string().min(1).max(8)).nullable().default(null),
  pattern: z.string().min(1).refine(isPattern, 'a regular expression'),
  problem: words,
  maxLength: z.int().min(1).max(200),
});

const question = z.discriminatedUnion('kind', [choice, typed], {
  error: 'kind: choice or kind: text',
}) satisfies z.ZodType<ServiceQuestion>;

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
}) satisfies z.ZodType<Words>;

export const serviceSchema = strict({
  id,
  order: z.int().min(0).max(9999),
  icon: z.literal(SERVICE_ICONS),
  title: names(TITLE_LETTERS),
  summary: words,
  agency: words,
  documents: words,
  who: words,
  afterwards: optionalWords,
  minutes: z.int().min(1).max(60),
  needsCard: z.boolean(),
  takes: z.array(z.literal(DOCUMENT_KINDS)).min(1).default(['identity-card']),
  minimumAge: z.int().min(1).max(120).nullable().default(null),
  takesExpiredCard: z.boolean().default(false),
  paper: z.literal(['receipt', 'certificate', 'ticket']),
  tariff,
  questions: unique(z.array(question).max(20), 'id'),
  next: z.array(step).min(1).max(6),
}).refine((value) => value.needsCard || value.minimumAge === null, {
  path: ['minimumAge'],
  message: 'none, because no card says how old the person is',
  params: CONTRADICTION,
}) satisfies z.ZodType<Service>;

const holiday = { name: z.string().min(1), verified: z.boolean() };

export const holidaysSchema = strict({
  annual: z.array(strict({ day: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD'), ...holiday })),
  dated: z.array(strict({ date: isoDate, ...holiday })),
}) satisfies z.ZodType<Holidays>;

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
