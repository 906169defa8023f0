import { z } from 'zod';
import type { Due, DueNumber, OfficeText } from '../words/due.ts';
import type { PaidDue } from './dues.ts';

export const shortTextSchema = z.string().min(1).max(64);
export const amountSchema = z.int().min(0).max(99_999_999);

const said = z
  .string()
  .regex(/^\S(.*\S)?$/u)
  .max(120);
/** Unknown languages are dropped. */
export const officeTextSchema = z.object({
  az: said,
  ru: z.exactOptional(said),
  en: z.exactOptional(said),
}) satisfies z.ZodType<OfficeText>;

const dueNumber = z
  .object({ name: officeTextSchema, value: shortTextSchema })
  .nullable()
  .default(null) satisfies z.ZodType<DueNumber | null>;

export const dateSchema = z.iso.date();
const due = z
  .object({
    id: shortTextSchema,
    payee: officeTextSchema,
    subject: officeTextSchema,
    number: dueNumber,
    owner: z.string().min(1).max(200).nullable(),
    amount: amountSchema,
    full: amountSchema,
    fee: amountSchema,
    since: dateSchema,
    until: dateSchema.nullable(),
    discountUntil: dateSchema.nullable(),
    part: z
      .object({ min: amountSchema.min(1), max: amountSchema.min(1) })
      .refine(({ min, max }) => min <= max)
      .nullable(),
    state: z.enum(['open', 'paid', 'held']),
    paidOn: dateSchema.nullable(),
    service: z.exactOptional(shortTextSchema),
  })
  .refine((its) => its.amount <= its.full && (its.part === null || its.part.max <= its.amount))
  .refine(({ state, amount: owed }) => state !== 'open' || owed > 0) satisfies z.ZodType<Due>;

const MOST_DUES = 50;

/** Masked name: first letter of each part, then three dots. */
const MASKED_NAME = /^\p{L}•••( \p{L}•••){0,5}$/u;

/** Any citizen can type such a number: the screen must not show an owner's full name. */
export const foundDuesAnswer = z.object({
  dues: z
    .array(due.refine(({ owner }) => owner === null || MASKED_NAME.test(owner)))
    .min(1)
    .max(MOST_DUES),
});

export const listedDuesAnswer = z.object({ dues: z.array(due).max(MOST_DUES) });

export const paidDueSchema = z.object({
  payee: officeTextSchema,
  subject: officeTextSchema,
  number: dueNumber,
  reference: shortTextSchema,
  rest: amountSchema,
}) satisfies z.ZodType<PaidDue>;
