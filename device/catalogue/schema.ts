import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import {
  CONTRADICTION,
  type DeepReadonly,
  isoDateSchema,
  localizedNames,
  localizedText,
  printable,
} from '../config/words.ts';
import { SERVICE_ICONS } from '../words/icons.ts';
import { PAPER_KINDS } from '../words/paper-kind.ts';
import { ageRange, checkAges } from './ages.ts';
import { COPIES_QUESTION } from './copies.ts';
import { checkDue, dueSearchSchema } from './due.ts';
import { checkConditions, checkExpanded } from './expand.ts';
import type { Aliases, FirstPageDoor, ServiceGroup } from './groups.ts';
import type { Holidays } from './holidays.ts';
import { nextStepSchema, PLACEHOLDERS } from './next-step.ts';
import { aliasesSchema, id, uniqueListSchema } from './parts.ts';
import { agesOf, questionSchema, type ServiceQuestion } from './question.ts';
import type { Register } from './register.ts';
import type { ThingToBring } from './thing.ts';

export type { ServiceQuestion, TextQuestion } from './question.ts';

const DOCUMENT_KINDS = ['identity-card', 'passport'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Levels of identification, lowest first (docs/decisions/0023). */
const IDENTIFICATIONS = ['none', 'zone', 'code'] as const;

/** Longest title of a service, on a button and on paper, in letters. */
const TITLE_LETTERS = 80;
/** Most copies of one application: more than a citizen takes along at once. */
const MOST_COPIES = 5;
const optionalWords = localizedText.nullable().default(null);

const qepik = z.int().min(0).max(99_999_999);

/** Price from one day to another: parts of the state, the service and the payment, in qəpik. */
const price = strictShape({
  from: isoDateSchema.nullable().describe('First day of the price; null: unknown, only for what is free.'),
  until: isoDateSchema.nullable().default(null).describe('Last day; null: until the next price.'),
  duty: qepik.describe('Part of the state, in qəpik.'),
  fee: qepik.default(0).describe('Part of the service, in qəpik.'),
  commission: qepik.default(0).describe('Cost of the payment, in qəpik.'),
  source: printable(z.string().min(1).max(200)).describe('Source of the price.'),
  verified: z.boolean().describe('false: sources are missing, old or disagree. The amount is shown as *about*.'),
});

export type Price = DeepReadonly<z.infer<typeof price>>;

const tier = strictShape({
  id,
  title: localizedText,
  days: z.int().min(0).max(365).describe('0: at once, at this kiosk, or unknown.'),
  kind: z.literal(['calendar', 'working']),
  ages: ageRange
    .nullable()
    .default(null)
    .describe('Ages of the children for this tier, if a question asks for a child; null: all.'),
  prices: z
    .array(price)
    .max(20)
    .superRefine(inOrder)
    .describe('In the order of their days. On a day without a price, the price is unknown.'),
});

export type ServiceTier = DeepReadonly<z.infer<typeof tier>>;
export type TermKind = ServiceTier['kind'];

function inOrder(prices: readonly z.infer<typeof price>[], context: z.RefinementCtx): void {
  for (const [index, each] of prices.entries()) {
    const costs = each.duty + each.fee + each.commission > 0;
    const before = prices[index - 1];
    const rule =
      costs && each.from === null
        ? (['from', 'the day from which it holds, because it costs something'] as const)
        : each.until !== null && each.from !== null && each.until < each.from
          ? (['until', `${each.from} or later, because it begins then`] as const)
          : before && (before.until === null || each.from === null || each.from <= before.until)
            ? (['from', 'a day after the last day of the price before'] as const)
            : null;
    if (rule) context.addIssue({ code: 'custom', path: [index, rule[0]], message: rule[1], params: CONTRADICTION });
  }
}

export const serviceSchema = strictShape({
  id,
  order: z
    .int()
    .min(0)
    .max(9999)
    .describe('Place among the cards; the lowest comes first. On the first page, the most used services come before.'),
  icon: z.literal(SERVICE_ICONS),
  groups: z
    .array(id)
    .min(1)
    .max(3)
    .describe('Groups of groups.yaml that have the service. The first is its window in a simulated centre.'),
  title: localizedNames(TITLE_LETTERS).describe('Text of the button, and of the paper.'),
  aliases: aliasesSchema.describe(
    'Other names, and what has happened to people who need it; a list for each language.',
  ),
  summary: localizedText.describe('Purpose, in one line.'),
  agency: localizedText.describe('Agency of the service.'),
  documents: localizedText.describe('Documents that the citizen must have.'),
  who: localizedText.describe('People who may use the service.'),
  instead: optionalWords.describe('Representatives that are accepted, and their documents; or null.'),
  at: z
    .literal(['kiosk', 'window'])
    .default('kiosk')
    .describe(
      'window: an officer does it and takes the payment; this kiosk informs the citizen and prints a number in the queue.',
    ),
  appointment: z
    .boolean()
    .default(false)
    .describe(
      'true: only by appointment. The citizen chooses place, day and time here; the office holds them until the application is lodged.',
    ),
  due: dueSearchSchema,
  centres: strictShape({ numbers: z.array(z.int().min(1).max(999)).min(1), say: localizedText })
    .nullable()
    .default(null)
    .describe('The only centres that offer it, and the text of the other centres; null: every centre.'),
  afterwards: optionalWords.describe('Steps that remain with an officer, or null.'),
  minutes: z.int().min(1).max(60).describe('Usual length of a visit at the kiosk.'),
  identification: z
    .literal(IDENTIFICATIONS)
    .describe(
      'none: no document. zone: a document. code: a document with its chip, or with a code to the phone in the register. A service that shows or prints data of a register needs code.',
    ),
  takes: z
    .array(z.literal(DOCUMENT_KINDS))
    .min(1)
    .default(['identity-card'])
    .describe('Documents that identify the citizen.'),
  cardInHand: z
    .boolean()
    .default(false)
    .describe('Whether only the card itself identifies the citizen, not a digital identity on the phone.'),
  minimumAge: z
    .int()
    .min(1)
    .max(120)
    .nullable()
    .default(null)
    .describe('Least age of the person on the card, in full years; or null.'),
  takesExpiredCard: z
    .boolean()
    .default(false)
    .describe('true: an expired card is accepted too, because the service replaces it.'),
  offline: z
    .boolean()
    .default(false)
    .describe(
      'true: accepted while the office does not answer, and forwarded later. Only for free services that need no register.',
    ),
  registers: z
    .array(id)
    .max(4)
    .default([])
    .describe('Registers of registers.yaml that the office reads about the person: here, or at the window.'),
  paper: z.literal(PAPER_KINDS).describe('Printed paper. A service at a window prints a ticket.'),
  printedOn: z
    .literal(['roll', 'a4'])
    .default('roll')
    .describe(
      'a4: a certificate that the office issues at once as a sealed document, printed on whole sheets. If the kiosk cannot print it, the roll has a copy for information.',
    ),
  pages: z.int().min(1).max(20).default(1).describe('Most sheets of one document.'),
  copies: z
    .int()
    .min(1)
    .max(MOST_COPIES)
    .default(1)
    .describe('Most copies of the document at once; with more than one, the form asks for the number.'),
  tiers: uniqueListSchema(z.array(tier).min(1).max(4), 'id').describe(
    'Terms with their prices. The first is the default.',
  ),
  questions: uniqueListSchema(z.array(questionSchema).max(20), 'id')
    .superRefine(checkConditions)
    .superRefine(checkExpanded)
    .describe('Questions in order, a page each.'),
  bring: z
    .array(id)
    .max(5)
    .default([])
    .describe('Things of bring.yaml to take to the window, or to bring at collection: pictures on the last page.'),
  next: z
    .array(nextStepSchema)
    .min(1)
    .max(6)
    .describe(
      `What happens next, in order. A step with ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')} is left out if its value is unknown.`,
    ),
})
  .superRefine(({ tiers, questions }, context) =>
    checkAges(
      { tiers, questions: questions.map((each) => ({ id: each.id, when: each.when, ages: agesOf(each) })) },
      context,
    ),
  )
  .refine((value) => value.identification !== 'none' || value.minimumAge === null, {
    path: ['minimumAge'],
    message: 'none, because no card says how old the person is',
    params: CONTRADICTION,
  })
  .refine((value) => value.identification !== 'none' || value.at === 'window' || value.registers.length === 0, {
    path: ['registers'],
    message: 'none, because the service identifies no person',
    params: CONTRADICTION,
  })
  .refine((value) => value.identification !== 'none' || !value.cardInHand, {
    path: ['cardInHand'],
    message: 'false, because the service identifies no person',
    params: CONTRADICTION,
  })
  .refine(
    ({ offline, identification, at, appointment, paper, tiers }) =>
      !offline ||
      (identification !== 'code' &&
        at === 'kiosk' &&
        !appointment &&
        paper !== 'certificate' &&
        tiers.every(({ prices }) => prices.every(({ duty, fee, commission }) => duty + fee + commission === 0))),
    {
      path: ['offline'],
      message: 'false, because it costs something, is by appointment, is done at a window or needs a register',
      params: CONTRADICTION,
    },
  )
  .refine((value) => value.at === 'kiosk' || value.paper === 'ticket', {
    path: ['paper'],
    message: 'ticket, because it is done at a window',
    params: CONTRADICTION,
  })
  .refine((value) => value.printedOn === 'roll' || value.paper === 'certificate', {
    path: ['printedOn'],
    message: 'roll, because only a certificate is a document of the office',
    params: CONTRADICTION,
  })
  .refine((value) => value.printedOn === 'a4' || (value.pages === 1 && value.copies === 1), {
    path: ['printedOn'],
    message: 'a4, because only a document on whole sheets has pages and copies',
    params: CONTRADICTION,
  })
  .refine(({ copies, questions }) => copies === 1 || questions.every(({ id: its }) => its !== COPIES_QUESTION), {
    path: ['copies'],
    message: '1, because another question has the id copies',
    params: CONTRADICTION,
  })
  .superRefine(({ questions, registers }, context) => {
    for (const [at, question] of questions.entries()) {
      const register = question.kind === 'person' || question.kind === 'phone' ? question.register : null;
      if (register === null || registers.includes(register)) continue;
      const message = `${registers.join(', ') || 'null'}, because the page of the service says what is read`;
      context.addIssue({ code: 'custom', path: ['questions', at, 'register'], message, params: CONTRADICTION });
    }
  })
  .superRefine(checkDue)
  .refine((value) => value.identification === 'code' || value.paper !== 'certificate', {
    path: ['identification'],
    message: 'code, because a certificate prints what a register has of the person',
    params: CONTRADICTION,
  });

export type ServiceFile = DeepReadonly<z.infer<typeof serviceSchema>>;
/** A loaded service: one page per question, and entries in place of ids. */
export type Service = Omit<ServiceFile, 'questions' | 'registers' | 'bring'> & {
  readonly questions: readonly ServiceQuestion[];
  readonly registers: readonly Register[];
  readonly bring: readonly ThingToBring[];
};

export interface Catalogue {
  readonly doors: readonly FirstPageDoor[];
  readonly groups: readonly ServiceGroup[];
  readonly mine: Aliases;
  readonly services: readonly Service[];
  readonly holidays: Holidays;
}
