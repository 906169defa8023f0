import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import {
  CONTRADICTION_PARAMS,
  type DeepReadonly,
  type LocalizedText,
  localizedText,
  withPrintableCheck,
} from '../config/words.ts';
import { type AgeRange, ANY_CHILD, ageRange } from './ages.ts';
import { id, uniqueListSchema } from './parts.ts';
import { isPattern, isQuickPattern } from './pattern.ts';

/** Id of a question: a key of `answers` in the back office's `openapi.yaml`. */
const questionId = z
  .string()
  .regex(/^[a-z][A-Za-z0-9-]*$/, 'a small letter, then letters, digits and hyphens')
  .meta({ id: 'questionId' });

export interface QuestionCondition {
  readonly question: string;
  readonly is: readonly string[];
}

/** If the condition does not hold, the question is not asked, and an earlier answer is not lodged. */
const when = strictShape({ question: questionId, is: z.array(id).min(1).max(20) })
  .transform((only): readonly QuestionCondition[] => [only])
  .default([])
  .meta({
    id: 'when',
    description: 'The question is asked only if an earlier choice or yes-no question has one of these answers.',
  });

const asked = {
  id: questionId,
  title: localizedText.describe('The question, as a heading.'),
  label: localizedText.describe('Two or three words for the question, on the page *check your answers*.'),
  hint: localizedText.nullable().default(null),
  when,
};

/** `true`: the question is not asked if the card answers it. */
const self = z.boolean().default(false);

const option = { value: id, label: localizedText, hint: localizedText.nullable().default(null) };

const choice = strictShape({
  kind: z.literal('choice'),
  ...asked,
  options: uniqueListSchema(
    z
      .array(
        strictShape({
          ...option,
          ofExpiredCard: z.boolean().default(false),
        }),
      )
      .min(2)
      .max(8),
    'value',
  ),
});

/** Longest value, in letters: the office accepts eight values with commas. */
const SEVERAL_LETTERS = 60;

const several = strictShape({
  kind: z.literal('several'),
  ...asked,
  options: uniqueListSchema(
    z
      .array(strictShape({ ...option, value: id.max(SEVERAL_LETTERS) }))
      .min(2)
      .max(8),
    'value',
  ),
});

const yesNo = strictShape({ kind: z.literal('yes-no'), ...asked });

const typed = strictShape({
  kind: z.literal('text'),
  ...asked,
  /** `capitals`: with digits, for numbers of decisions. `names`: Azerbaijani layout first, as documents spell names. */
  keyboard: z.literal(['letters', 'digits', 'capitals', 'names']),
  /** Shown before the input, such as `+994`; not in the answer. */
  prefix: withPrintableCheck(z.string().min(1).max(8)).nullable().default(null),
  /** Regular expression with flag `u` for the whole input without the prefix. */
  pattern: z
    .string()
    .min(1)
    .refine(isPattern, { error: 'a regular expression', abort: true })
    .refine(
      isQuickPattern,
      'a pattern without a repeated group that has a repetition or choice in it, and with at most three parts of very variable length',
    ),
  problem: localizedText,
  maxLength: z.int().min(1).max(200),
  personal: z
    .boolean()
    .default(false)
    .describe(
      'Whether the text is about a person, such as an address. true: the page shows dots until the citizen asks to see it.',
    ),
});

const longText = strictShape({
  kind: z.literal('long-text'),
  ...asked,
  maxLength: z.int().min(20).max(500).default(500),
});

const date = strictShape({
  kind: z.literal('date'),
  ...asked,
  range: z.literal(['past', 'future']),
  /** Longest distance from today in years. `null`: a lifetime into the past, five years into the future. */
  years: z.int().min(1).max(120).nullable().default(null),
  self,
});

const fin = strictShape({ kind: z.literal('fin'), ...asked, self });
const phone = strictShape({
  kind: z.literal('phone'),
  ...asked,
  register: id
    .nullable()
    .default(null)
    .describe(
      'Register that has the mobile number of the applicant: one touch then answers the question. null: the citizen types the number.',
    ),
});
const email = strictShape({ kind: z.literal('email'), ...asked });

const amount = strictShape({
  kind: z.literal('amount'),
  ...asked,
  min: z.int().min(0).max(99_999_999).default(1),
  max: z.int().min(1).max(99_999_999),
}).refine(({ min, max }) => min <= max, {
  path: ['max'],
  message: 'no less than min',
  params: CONTRADICTION_PARAMS,
});

const documentNumber = strictShape({ kind: z.literal('document-number'), ...asked });
const plate = strictShape({ kind: z.literal('plate'), ...asked });

const address = strictShape({ kind: z.literal('address'), ...asked });

const person = strictShape({
  kind: z.literal('person'),
  id: questionId,
  when,
  relation: z.literal(['child', 'spouse']),
  repeat: z.int().min(1).max(5).default(1),
  ages: ageRange.nullable().default(null).describe('Allowed ages of the child; null: under 18.'),
  register: id
    .nullable()
    .default(null)
    .describe(
      'Register that has the children of the applicant: one touch then answers the question. null: the citizen types the data of each child.',
    ),
})
  .refine(({ relation, repeat }) => relation === 'child' || repeat === 1, {
    path: ['repeat'],
    message: '1, because a person has one spouse',
    params: CONTRADICTION_PARAMS,
  })
  .refine(({ relation, ages }) => relation === 'child' || ages === null, {
    path: ['ages'],
    message: 'none, because only a child has a range of ages',
    params: CONTRADICTION_PARAMS,
  })
  .refine(({ relation, register }) => relation === 'child' || register === null, {
    path: ['register'],
    message: 'none, because the office reads only children from a register',
    params: CONTRADICTION_PARAMS,
  });

const KINDS = [
  choice,
  several,
  yesNo,
  typed,
  longText,
  date,
  fin,
  phone,
  email,
  amount,
  documentNumber,
  plate,
  address,
  person,
] as const;

export const questionSchema = z.discriminatedUnion('kind', KINDS, {
  error: `kind: one of ${KINDS.map(({ shape }) => shape.kind.value).join(', ')}`,
});

/** As in a service's file; `address` and `person` become several questions. */
export type UnexpandedQuestion = DeepReadonly<z.infer<typeof questionSchema>>;
type Written<K extends UnexpandedQuestion['kind']> = Extract<UnexpandedQuestion, { kind: K }>;

/** Choice from a long list, which an earlier answer may limit. */
export interface ListQuestion {
  readonly kind: 'list';
  readonly id: string;
  readonly title: LocalizedText;
  readonly label: LocalizedText;
  readonly hint: LocalizedText | null;
  readonly when: readonly QuestionCondition[];
  /** Id of the question that limits the options, or `null`. */
  readonly of: string | null;
  readonly options: readonly {
    readonly value: string;
    readonly label: LocalizedText;
    /** Answer to `of` with which the option is offered; `null`: always. */
    readonly under: string | null;
  }[];
}

export interface ChildQuestionIds {
  readonly register: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly birthDate: string;
  readonly fin: string;
}

export type TextQuestion = Written<'text'> & {
  /** Only in a child's first question: ids of the questions that a touch on a known child answers. */
  readonly child?: ChildQuestionIds;
};

export type DateQuestion = Written<'date'> & {
  readonly ages?: AgeRange;
};

export type ServiceQuestion =
  | Exclude<UnexpandedQuestion, { kind: 'address' | 'person' | 'date' | 'text' }>
  | TextQuestion
  | DateQuestion
  | ListQuestion;
export type QuestionKind = ServiceQuestion['kind'];
export type QuestionOf<K extends QuestionKind> = Extract<ServiceQuestion, { kind: K }>;
export type ChoiceQuestion = QuestionOf<'choice'>;
export type ChoiceOption = ChoiceQuestion['options'][number];
export type AddressQuestion = Written<'address'>;
export type PersonQuestion = Written<'person'>;

/** Allowed ages of the person; `null`: any. */
export const agesOf = (question: UnexpandedQuestion): AgeRange | null =>
  question.kind === 'person' && question.relation === 'child' ? (question.ages ?? ANY_CHILD) : null;

export const YES = 'yes';
export const NO = 'no';

/** Answers that a condition may name; `null` if the kind of question has too many. */
export function possibleAnswersOf(question: UnexpandedQuestion): readonly string[] | null {
  if (question.kind === 'choice') return question.options.map(({ value }) => value);
  return question.kind === 'yes-no' ? [YES, NO] : null;
}
