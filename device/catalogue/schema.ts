import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import {
  CONTRADICTION_PARAMS,
  type DeepReadonly,
  isoDateSchema,
  localizedNames,
  localizedText,
  withPrintableCheck,
} from '../config/words.ts';
import { SERVICE_ICONS } from '../words/icons.ts';
import { PAPER_KINDS } from '../words/paper-kind.ts';
import { ageRange, checkTierAges } from './ages.ts';
import { COPIES_QUESTION } from './copies.ts';
import { checkDueService, dueSearchSchema } from './due.ts';
import { easyTextsSchema } from './easy.ts';
import { checkExpandedQuestions, checkQuestionConditions } from './expand.ts';
import type { Aliases, FirstPageDoor, ServiceGroup } from './groups.ts';
import type { Holidays } from './holidays.ts';
import { haveSamePlaceholders, nextStepSchema, PLACEHOLDERS } from './next-step.ts';
import { aliasesSchema, id, uniqueListSchema } from './parts.ts';
import { agesOf, questionSchema, type ServiceQuestion } from './question.ts';
import type { GovernmentRegister } from './register.ts';
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

/** Price from a first to a last day: parts of the state, the service and the payment, in qəpik. */
const price = strictShape({
  from: isoDateSchema
    .nullable()
    .describe('First day of the price; null: unknown, allowed only if the service is free.'),
  until: isoDateSchema.nullable().default(null).describe('Last day of the price; null: until the next price.'),
  duty: qepik.describe('State duty, in qəpik.'),
  fee: qepik.default(0).describe('Fee for the service, in qəpik.'),
  commission: qepik.default(0).describe('Commission for the payment, in qəpik.'),
  source: withPrintableCheck(z.string().min(1).max(200)).describe('Source of the price.'),
  verified: z
    .boolean()
    .describe(
      'Whether the price is certain. false: sources are missing, old or disagree, and the page shows the amount with *about*.',
    ),
});

export type Price = DeepReadonly<z.infer<typeof price>>;

const tier = strictShape({
  id,
  title: localizedText,
  days: z.int().min(0).max(365).describe('Days until the result is ready. 0: at once at this kiosk, or unknown.'),
  kind: z.literal(['calendar', 'working']),
  ages: ageRange
    .nullable()
    .default(null)
    .describe('Ages of children for which this tier is offered, if a question asks for a child; null: all ages.'),
  prices: z
    .array(price)
    .max(20)
    .superRefine(inOrder)
    .describe('Prices in the order of their days. On a day that no price covers, the price is unknown.'),
});

export type PriceTier = DeepReadonly<z.infer<typeof tier>>;
export type DayCountKind = PriceTier['kind'];

function inOrder(prices: readonly z.infer<typeof price>[], context: z.RefinementCtx): void {
  for (const [index, each] of prices.entries()) {
    const costs = each.duty + each.fee + each.commission > 0;
    const before = prices[index - 1];
    const rule =
      costs && each.from === null
        ? (['from', 'the first day of the price, because the service costs something'] as const)
        : each.until !== null && each.from !== null && each.until < each.from
          ? (['until', `${each.from} or later, because the price begins on that day`] as const)
          : before && (before.until === null || each.from === null || each.from <= before.until)
            ? (['from', 'a day after the last day of the earlier price'] as const)
            : null;
    if (rule)
      context.addIssue({ code: 'custom', path: [index, rule[0]], message: rule[1], params: CONTRADICTION_PARAMS });
  }
}

export const serviceSchema = strictShape({
  id,
  order: z
    .int()
    .min(0)
    .max(9999)
    .describe(
      'Place among the services of a page; the lowest number comes first. On the first page, the most used services come before all others.',
    ),
  icon: z.literal(SERVICE_ICONS),
  groups: z
    .array(id)
    .min(1)
    .max(3)
    .describe(
      'Groups of groups.yaml in which the service is shown. In a simulated centre, the first group also sets the window.',
    ),
  title: localizedNames(TITLE_LETTERS).describe('Name of the service, on its button and on paper.'),
  aliases: aliasesSchema.describe(
    'Words by which the search finds the service: other names, and events in life after which people need it. A list for each language.',
  ),
  summary: localizedText.describe('Purpose, in one line.'),
  agency: localizedText.describe('Agency of the service.'),
  documents: localizedText.describe('Documents that the citizen must have.'),
  who: localizedText.describe('People who may use the service.'),
  instead: optionalWords.describe('Representatives who may act for the applicant, and their documents; null: none.'),
  at: z
    .literal(['kiosk', 'window'])
    .default('kiosk')
    .describe(
      'Place of the service. window: an officer does it and takes the payment; the kiosk informs the citizen and prints a queue number.',
    ),
  appointment: z
    .boolean()
    .default(false)
    .describe(
      'true: only by appointment. The citizen chooses place, day and time at the kiosk; the office holds this appointment until the application is lodged.',
    ),
  due: dueSearchSchema,
  centres: strictShape({ numbers: z.array(z.int().min(1).max(999)).min(1), say: localizedText })
    .nullable()
    .default(null)
    .describe(
      'Numbers of the only centres that offer the service, and the text that kiosks of other centres show; null: every centre.',
    ),
  afterwards: optionalWords.describe('Steps that the citizen still has to do at an officer; null: none.'),
  minutes: z.int().min(1).max(60).describe('Usual length of a visit at the kiosk.'),
  identification: z
    .literal(IDENTIFICATIONS)
    .describe(
      'Proof of identity. `none`: no document. `zone`: the printed zone of a document. `code`: the chip of a document, or its zone and a code to the phone in the register. A service that shows or prints data of a register needs `code`.',
    ),
  takes: z
    .array(z.literal(DOCUMENT_KINDS))
    .min(1)
    .default(['identity-card'])
    .describe('Kinds of documents that the service accepts to identify the citizen.'),
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
    .describe('Lowest allowed age of the person on the card, in full years; null: any age.'),
  takesExpiredCard: z
    .boolean()
    .default(false)
    .describe('true: the service also accepts an expired card, because it replaces the card.'),
  offline: z
    .boolean()
    .default(false)
    .describe(
      'true: the kiosk accepts applications while the office does not answer, and forwards them later. Only for free services that need no register.',
    ),
  registers: z
    .array(id)
    .max(4)
    .default([])
    .describe('Registers of registers.yaml that the office reads about the person, for the kiosk or at the window.'),
  paper: z.literal(PAPER_KINDS).describe('Printed paper. A service at a window prints a ticket.'),
  printedOn: z
    .literal(['roll', 'a4'])
    .default('roll')
    .describe(
      'a4: the office issues a certificate at once as a sealed document, and the kiosk prints it on whole sheets. If the kiosk cannot print sheets, it prints a copy for information on the roll.',
    ),
  pages: z.int().min(1).max(20).default(1).describe('Most sheets of one copy of the document.'),
  copies: z
    .int()
    .min(1)
    .max(MOST_COPIES)
    .default(1)
    .describe('Most copies of the document at once. If more than 1, the form asks for the number of copies.'),
  tiers: uniqueListSchema(z.array(tier).min(1).max(4), 'id').describe(
    'Speeds of the service with their prices. The first is the default.',
  ),
  questions: uniqueListSchema(z.array(questionSchema).max(20), 'id')
    .superRefine(checkQuestionConditions)
    .superRefine(checkExpandedQuestions)
    .describe('Questions in their order, each on a page of its own.'),
  bring: z
    .array(id)
    .max(5)
    .default([])
    .describe(
      'Things of bring.yaml that the citizen takes to the window, or brings to collect the result. The last page shows their pictures.',
    ),
  next: z
    .array(nextStepSchema)
    .min(1)
    .max(6)
    .describe(
      `What happens next, in order. A step with ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')} is left out if its value is unknown.`,
    ),
  easy: easyTextsSchema(localizedNames(TITLE_LETTERS))
    .prefault({})
    .describe(
      'Texts for citizens who want easy words: one thought a sentence, at most 12 words, no bracket, semicolon or abbreviation. Papers have the ordinary texts.',
    ),
})
  .refine(({ next, easy }) => easy.next.length === 0 || easy.next.length === next.length, {
    path: ['easy', 'next'],
    message: 'as many entries as `next`, each for the step at its place',
    params: CONTRADICTION_PARAMS,
  })
  .refine(({ next, easy }) => easy.next.every((step, at) => step === null || haveSamePlaceholders(step, next[at])), {
    path: ['easy', 'next'],
    message: 'the same placeholders as in `next`',
    params: CONTRADICTION_PARAMS,
  })
  .superRefine(({ tiers, questions }, context) =>
    checkTierAges(
      { tiers, questions: questions.map((each) => ({ id: each.id, when: each.when, ages: agesOf(each) })) },
      context,
    ),
  )
  .refine((value) => value.identification !== 'none' || value.minimumAge === null, {
    path: ['minimumAge'],
    message: 'none, because no card says how old the person is',
    params: CONTRADICTION_PARAMS,
  })
  .refine((value) => value.identification !== 'none' || value.at === 'window' || value.registers.length === 0, {
    path: ['registers'],
    message: 'none, because the service identifies no person',
    params: CONTRADICTION_PARAMS,
  })
  .refine((value) => value.identification !== 'none' || !value.cardInHand, {
    path: ['cardInHand'],
    message: 'false, because the service identifies no person',
    params: CONTRADICTION_PARAMS,
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
      message: 'false, because the service costs something, is by appointment, is done at a window or needs a register',
      params: CONTRADICTION_PARAMS,
    },
  )
  .refine((value) => value.at === 'kiosk' || value.paper === 'ticket', {
    path: ['paper'],
    message: 'ticket, because the service is done at a window',
    params: CONTRADICTION_PARAMS,
  })
  .refine((value) => value.printedOn === 'roll' || value.paper === 'certificate', {
    path: ['printedOn'],
    message: 'roll, because only a certificate is printed on whole sheets',
    params: CONTRADICTION_PARAMS,
  })
  .refine((value) => value.printedOn === 'a4' || (value.pages === 1 && value.copies === 1), {
    path: ['printedOn'],
    message: 'a4, because only a document on whole sheets has pages and copies',
    params: CONTRADICTION_PARAMS,
  })
  .refine(({ copies, questions }) => copies === 1 || questions.every(({ id: its }) => its !== COPIES_QUESTION), {
    path: ['copies'],
    message: '1, because a question has the id copies already',
    params: CONTRADICTION_PARAMS,
  })
  .superRefine(({ questions, registers }, context) => {
    for (const [at, question] of questions.entries()) {
      const register = question.kind === 'person' || question.kind === 'phone' ? question.register : null;
      if (register === null || registers.includes(register)) continue;
      const message = `${registers.join(', ') || 'null'}, because the service lists all registers that are read`;
      context.addIssue({ code: 'custom', path: ['questions', at, 'register'], message, params: CONTRADICTION_PARAMS });
    }
  })
  .superRefine(checkDueService)
  .refine((value) => value.identification === 'code' || value.paper !== 'certificate', {
    path: ['identification'],
    message: 'code, because a certificate prints data of a register',
    params: CONTRADICTION_PARAMS,
  });

export type ServiceFile = DeepReadonly<z.infer<typeof serviceSchema>>;
/** A loaded service: one page per question, and entries in place of ids. */
export type Service = Omit<ServiceFile, 'questions' | 'registers' | 'bring'> & {
  readonly questions: readonly ServiceQuestion[];
  readonly registers: readonly GovernmentRegister[];
  readonly bring: readonly ThingToBring[];
};

export interface Catalogue {
  readonly doors: readonly FirstPageDoor[];
  readonly groups: readonly ServiceGroup[];
  readonly mine: Aliases;
  readonly services: readonly Service[];
  readonly holidays: Holidays;
}
