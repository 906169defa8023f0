import { z } from 'zod';
import { toCentreLocalTime } from '../clock/centre-time.ts';
import type { RegisterAccess } from './accesses.ts';
import type {
  FoundApplication,
  LodgedReference,
  OfficeQuote,
  PhoneCodeCheckResult,
  PhoneCodeDelivery,
  PhoneMessageSent,
  RegisteredApplication,
} from './contract.ts';
import type { OfficeDocument, PaperRecord } from './documents.ts';
import { amountSchema, dateSchema, officeTextSchema, paidDueSchema, shortTextSchema } from './due-answers.ts';
import type { RegisterFacts } from './known.ts';
import type { ApplicationStatus, OfficerReply } from './own.ts';
import type { CardProof, CashProof, CreditProof } from './payment-proof.ts';
import type { FreeSlots, HeldSlot } from './slots.ts';

/* Schemas of the office's answers, after `openapi.yaml`. Unknown members are dropped: the office may be newer than the kiosk. */

const reference = z.string().regex(/^[A-Z][A-Z0-9]{0,5}-[0-9A-HJKMNP-TV-Z]{4}-[0-9]{2}$/);
export const offsetDateTime = z.iso.datetime({ offset: true });

export const quotedAnswer = z
  .object({
    id: shortTextSchema,
    lines: z
      .array(
        z.object({
          kind: z.enum(['duty', 'fee', 'commission']),
          amount: amountSchema,
          payee: z.exactOptional(officeTextSchema),
        }),
      )
      .max(10),
    total: amountSchema,
    tariffDate: z.iso.date().nullable(),
    validUntil: offsetDateTime,
  })
  .refine(
    ({ lines, total }) => lines.reduce((sum, line) => sum + line.amount, 0) === total,
  ) satisfies z.ZodType<OfficeQuote>;

const tries = z.int().min(0).max(9);

/** Only a masked phone number passes: the screen shows it. */
const maskedNumber = z.string().regex(/^\+[0-9]{1,3} ?[• ]{4,20}[0-9]{2}$/);

export const phoneCodeSentAnswer = z.object({
  number: maskedNumber,
  validSeconds: z.int().min(60).max(3_600),
  tries,
  more: z.boolean(),
}) satisfies z.ZodType<PhoneCodeDelivery>;

export const phoneCodeCheckAnswer = z.object({
  outcome: z.enum(['right', 'wrong', 'over']),
  tries,
}) satisfies z.ZodType<PhoneCodeCheckResult>;

export const phoneMessageSentAnswer = z.object({ number: maskedNumber }) satisfies z.ZodType<PhoneMessageSent>;

const window = z.string().min(1).max(12);
const floor = z.int().min(-9).max(99).nullable().default(null);
const place = z.object({ window, floor }).nullable().default(null);
const clockTime = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);
const slotTime = z.object({ day: z.iso.date(), from: clockTime, until: clockTime });

const slots = z.array(z.object({ from: clockTime, until: clockTime, free: z.int().min(1).max(999) })).max(48);

export const freeSlotsAnswer = z.object({
  places: z
    .array(
      z.object({
        id: shortTextSchema,
        window,
        floor,
        days: z.array(z.object({ day: z.iso.date(), slots })).max(14),
      }),
    )
    .min(1)
    .max(6),
}) satisfies z.ZodType<FreeSlots>;

export const heldSlotAnswer = slotTime.extend({
  place: shortTextSchema,
  window,
  floor,
  validSeconds: z.int().min(0).max(3_600),
}) satisfies z.ZodType<HeldSlot>;

export const lodgingAnswer = z.object({ id: shortTextSchema, reference }) satisfies z.ZodType<LodgedReference>;

export const emptyAnswer = z.object({});

export const registrationAnswer = z.object({
  reference,
  registeredAt: offsetDateTime,
  appointment: z
    .object({
      ticket: z.string().min(1).max(12),
      window,
      ahead: z.int().min(0).max(9999),
      floor,
      wait: z
        .object({ medianMinutes: z.int().min(0).max(999), nineOfTenMinutes: z.int().min(0).max(999) })
        .nullable()
        .default(null),
      slot: slotTime.nullable().default(null),
    })
    .nullable(),
  document: z
    .object({
      number: z.string().min(1).max(40),
      title: z.string().min(1).max(120),
      person: z.object({ name: z.string().min(1).max(200), fin: z.string().regex(/^[0-9A-Z]{7}$/) }),
      lines: z.array(z.string().max(500)).max(200),
      place,
    })
    .nullable(),
  due: paidDueSchema.nullable().default(null),
}) satisfies z.ZodType<RegisteredApplication>;

/** Longest base64 text in letters, of a 1.5 MB document. */
const LONGEST_PDF_TEXT = 2_000_000;

export const documentAnswer = z.object({
  reference,
  number: z.string().min(1).max(40),
  // Other text would decode to bytes without a seal.
  pdf: z
    .string()
    .min(4)
    .max(LONGEST_PDF_TEXT)
    .transform((text) => Uint8Array.from(Buffer.from(text, 'base64'))),
}) satisfies z.ZodType<OfficeDocument>;

export const paperStateAnswer = z.object({
  number: z.string().min(1).max(40),
  title: z.string().min(1).max(120),
  agency: z.string().min(1).max(200),
  issuedOn: z.iso.date(),
  validUntil: z.iso.date(),
  state: z.enum(['valid', 'expired', 'withdrawn']),
}) satisfies z.ZodType<PaperRecord>;

export const LONGEST_DOCUMENT_ANSWER_BYTES = LONGEST_PDF_TEXT + 1_024;

export const retryLaterAnswer = z.object({ retryAfterSeconds: z.int().min(1).max(3_600) });

const sale = z.exactOptional(z.object({ key: shortTextSchema, amount: amountSchema }));
const cardProof = z.object({
  terminalId: shortTextSchema,
  traceNumber: shortTextSchema,
  receiptNumber: shortTextSchema,
  amount: amountSchema,
  at: offsetDateTime,
  sale,
  credit: z.exactOptional(amountSchema.min(1)),
}) satisfies z.ZodType<CardProof>;
const cashProof = z.object({
  notes: z.array(amountSchema).min(1).max(500),
  amount: amountSchema,
  at: offsetDateTime,
  sale,
  credit: z.exactOptional(amountSchema.min(1)),
}) satisfies z.ZodType<CashProof>;
const creditProof = z.object({
  credit: amountSchema.min(1),
  amount: z.literal(0),
  at: offsetDateTime,
}) satisfies z.ZodType<CreditProof>;

export const paymentProofSchema = z.union([cardProof, cashProof, creditProof]);

const day = z.iso.date();
const rated = z.int().min(1).max(5).nullable();
const cancelMoney = z.enum(['none', 'to-card', 'at-window', 'kept']);
const centreTime = z.iso.datetime({ local: true, precision: -1 });

const standing = z.object({
  stage: z.enum(['in-work', 'waits-for-you', 'ready', 'answered', 'handed-over']),
  missing: z.array(shortTextSchema).max(5),
  lies: z.object({ window, floor, from: day, until: day }).nullable(),
  reply: z.object({ at: day, rated, again: place }).nullable(),
  cancel: cancelMoney.nullable(),
  cancelled: z.object({ at: offsetDateTime, money: cancelMoney }).nullable(),
  appointment: slotTime
    .extend({
      window,
      floor,
      entry: z.enum(['early', 'open', 'late', 'checked-in']),
      opens: centreTime,
      closes: centreTime,
      move: z.boolean(),
    })
    .nullable(),
}) satisfies z.ZodType<ApplicationStatus>;

export const officerReplyAnswer = z.object({
  reference,
  at: day,
  rated,
  lines: z.array(z.string().min(1).max(500)).min(1).max(40),
}) satisfies z.ZodType<OfficerReply>;

export const foundApplicationAnswer = z.object({
  reference,
  kiosk: shortTextSchema,
  state: z.enum(['open', 'held', 'registered', 'closed']),
  withdrawn: z.string().max(64).nullable(),
  service: shortTextSchema,
  tier: shortTextSchema.nullable(),
  tariffDate: z.iso.date().nullable(),
  amount: amountSchema,
  ready: z.iso.date().nullable(),
  answers: z.record(shortTextSchema, z.string().max(500)),
  payment: paymentProofSchema.nullable(),
  registered: registrationAnswer.nullable(),
  standing: standing.nullable().default(null),
}) satisfies z.ZodType<FoundApplication>;

export const duplicateAnswer = z.object({ reference, number: z.int().min(1).max(9999) });

export const dataAccessesAnswer = z.object({
  accesses: z
    .array(
      z.object({
        register: shortTextSchema,
        title: z.string().min(1).max(120),
        reader: z.string().min(1).max(200),
        at: offsetDateTime.transform(toCentreLocalTime),
      }),
    )
    .max(60),
}) satisfies z.ZodType<{ readonly accesses: readonly RegisterAccess[] }>;

export const referencesAnswer = z.object({ references: z.array(reference).min(1).max(1_000), epoch: z.int().min(1) });

export const mergedAnswer = z.object({ reference });

const knownName = z.string().trim().min(1).max(60);

export const registerFactsAnswer = z.object({
  children: z
    .array(
      z.object({
        surname: knownName,
        givenNames: knownName,
        birthDate: dateSchema,
        fin: z.string().regex(/^[0-9A-Z]{7}$/),
      }),
    )
    .max(12),
  // A token begins with a letter, unlike a number.
  phone: z
    .object({ number: maskedNumber, token: z.string().regex(/^[a-z][a-z0-9-]{3,39}$/) })
    .nullable()
    .default(null),
}) satisfies z.ZodType<RegisterFacts>;

export const answerKeySchema = z.object({ key: shortTextSchema.nullable() });

export const healthAnswer = z.object({ status: z.literal('ok') });

/** A problem document (RFC 9457) with a code. Foreign texts are never shown or logged. */
export const problemAnswer = z.object({
  key: shortTextSchema.nullable(),
  code: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  paidOn: z.exactOptional(dateSchema),
});
