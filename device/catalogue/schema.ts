import { z } from 'zod';
import { strict } from '../../drivers/shapes.ts';
import { CONTRADICTION, type DeepReadonly, isoDate, names, printable, words } from '../config/words.ts';
import { SERVICE_ICONS } from '../words/icons.ts';
import { PAPER_KINDS } from '../words/paper-kind.ts';
import { ageRange, checkAges } from './ages.ts';
import { COPIES_QUESTION } from './copies.ts';
import { checkDue, dueWay } from './due.ts';
import { checkConditions, checkExpanded } from './expand.ts';
import type { Aliases, ServiceGroup } from './groups.ts';
import type { Holidays } from './holidays.ts';
import { nextStep, PLACEHOLDERS } from './next-step.ts';
import { aliases, id, unique } from './parts.ts';
import { agesOf, questionSchema, type ServiceQuestion } from './question.ts';
import type { Register } from './register.ts';
import type { Thing } from './thing.ts';

export type { ServiceQuestion, TextQuestion } from './question.ts';

/** Documents of this country by which a person can be known. */
const DOCUMENT_KINDS = ['identity-card', 'passport'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** How sure it has to be who somebody is, the lowest rung first (docs/decisions/0023). */
const IDENTIFICATIONS = ['none', 'zone', 'code'] as const;

/** What a service is called, on a button and on paper. */
const TITLE_LETTERS = 80;
/** More of one document than anybody takes along at once. */
const MOST_COPIES = 5;
const optionalWords = words.nullable().default(null);

const qepik = z.int().min(0).max(99_999_999);

/** What a tier costs from one day to another: what the state takes, what the service takes, what paying takes, in qəpik. */
const price = strict({
  from: isoDate
    .nullable()
    .describe('The first day on which it holds; null: longer than anybody wrote down, and always for what is free.'),
  until: isoDate.nullable().default(null).describe('The last day; null: until another is written here.'),
  duty: qepik.describe('What the state takes, in qəpik.'),
  fee: qepik.default(0).describe('What the service takes, in qəpik.'),
  commission: qepik.default(0).describe('What paying takes, in qəpik.'),
  source: printable(z.string().min(1).max(200)).describe('Where it was read.'),
  verified: z
    .boolean()
    .describe('false where sources are missing, old or disagree: such an amount is nowhere called official.'),
});

export type Price = DeepReadonly<z.infer<typeof price>>;

/** One way to have a service: how soon, and for how much. */
const tier = strict({
  id,
  title: words,
  days: z.int().min(0).max(365).describe('0: at once, at this kiosk.'),
  kind: z.literal(['calendar', 'working']),
  ages: ageRange
    .nullable()
    .default(null)
    .describe('How old a child may be that has it, where a question asks for one; null: every child of the service.'),
  prices: z
    .array(price)
    .max(20)
    .superRefine(inOrder)
    .describe('In the order of their days. A day that none of them has is a day whose price is not known.'),
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

/** One service of the centre, as it stands in its file in `device/catalogue/services/`. */
export const serviceSchema = strict({
  id,
  order: z
    .int()
    .min(0)
    .max(9999)
    .describe(
      'Place among the cards; the lowest comes first. On the first page what was had most at the kiosk comes before.',
    ),
  icon: z.literal(SERVICE_ICONS),
  groups: z
    .array(id)
    .min(1)
    .max(3)
    .describe('The groups of groups.yaml under which it is looked for. The first is the window of a simulated centre.'),
  title: names(TITLE_LETTERS).describe('As it stands on its button and on paper.'),
  aliases: aliases.describe(
    'What else people call it, and what they say of their lives when they need it; each language its own.',
  ),
  summary: words.describe('In a line, what it is for.'),
  agency: words.describe('Whose service it is.'),
  documents: words.describe('What people must have with them.'),
  who: words.describe('Who may have it.'),
  instead: optionalWords.describe('Who may come instead, and with what; or null.'),
  at: z
    .literal(['kiosk', 'window'])
    .default('kiosk')
    .describe(
      'window: this kiosk says what it takes and gives a number in the queue for the window where it is done and paid.',
    ),
  appointment: z
    .boolean()
    .default(false)
    .describe(
      'true: only by appointment. The place, the day and the time are chosen here, and held until the application is lodged.',
    ),
  due: dueWay,
  centres: strict({ numbers: z.array(z.int().min(1).max(999)).min(1), say: words })
    .nullable()
    .default(null)
    .describe('Where it is offered alone, and what other centres say instead; null: in every centre.'),
  afterwards: optionalWords.describe('What remains to be done with an officer, or null.'),
  minutes: z.int().min(1).max(60).describe('About how long a visit takes at the kiosk.'),
  identification: z
    .literal(IDENTIFICATIONS)
    .describe(
      'How sure it has to be who it is. none: nobody is asked. zone: a document says it. code: besides, its chip or a code that is sent to the phone of the register; for whatever shows or prints what a register has of the person.',
    ),
  takes: z
    .array(z.literal(DOCUMENT_KINDS))
    .min(1)
    .default(['identity-card'])
    .describe('Which documents say who it is.'),
  minimumAge: z
    .int()
    .min(1)
    .max(120)
    .nullable()
    .default(null)
    .describe('Full years of the person on the card, or null.'),
  takesExpiredCard: z
    .boolean()
    .default(false)
    .describe('An expired card is taken too: where the service is to replace it.'),
  offline: z
    .boolean()
    .default(false)
    .describe(
      'true: a kiosk that is away from the office takes it all the same, and hands it over later. Only what is free and needs nothing of a register.',
    ),
  registers: z
    .array(id)
    .max(4)
    .default([])
    .describe(
      'The registers of registers.yaml that the office reads about a person for it: here, or at the window where it is done there.',
    ),
  paper: z.literal(PAPER_KINDS).describe('What comes out. What is done at a window is a ticket.'),
  printedOn: z
    .literal(['roll', 'a4'])
    .default('roll')
    .describe(
      'a4: a certificate that the office issues at once as a sealed document, printed on whole sheets. Where that cannot be, what comes from the roll is a copy for information.',
    ),
  pages: z.int().min(1).max(20).default(1).describe('How many sheets one document takes at most.'),
  copies: z
    .int()
    .min(1)
    .max(MOST_COPIES)
    .default(1)
    .describe('How many of the document the office allows at once; with more than one it is asked how many.'),
  tiers: unique(z.array(tier).min(1).max(4), 'id').describe(
    'How soon, and for how much. The first is chosen until the citizen chooses.',
  ),
  questions: unique(z.array(questionSchema).max(20), 'id')
    .superRefine(checkConditions)
    .superRefine(checkExpanded)
    .describe('What is asked, a page each, in order.'),
  bring: z
    .array(id)
    .max(5)
    .default([])
    .describe(
      'What people take along to the window, or bring when they collect it: things of bring.yaml, shown as pictures on the last page.',
    ),
  next: z
    .array(nextStep)
    .min(1)
    .max(6)
    .describe(
      `What happens next, in order. A step with ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')} is left out where that is not known.`,
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
    message: 'none, because nobody is known about whom something could be read',
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
/** As it is offered: each of its questions is one page, and what it names by ids is there whole. */
export type Service = Omit<ServiceFile, 'questions' | 'registers' | 'bring'> & {
  readonly questions: readonly ServiceQuestion[];
  readonly registers: readonly Register[];
  readonly bring: readonly Thing[];
};

export interface Catalogue {
  readonly groups: readonly ServiceGroup[];
  /** Names that find the page *my application or appointment*. */
  readonly mine: Aliases;
  /** In the order of the cards. */
  readonly services: readonly Service[];
  readonly holidays: Holidays;
}
