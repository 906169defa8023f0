import type { AnyEventObject } from 'xstate';
import type { FoundApplication, OwnedApplicationRef } from '../../device/back-office/contract.ts';
import { needsCard } from '../../device/catalogue/service.ts';
import type { SaleOutcome } from '../../device/ledger/dealings.ts';
import type { CashCount } from '../../device/ledger/till.ts';
import type { CashInput } from '../../device/session/cash.machine.ts';
import type { SessionContext } from '../../device/session/context.ts';
import type { GiveCreditOutput, LodgeOutput, RegistrationOutput } from '../../device/session/session.setup.ts';
import type { SlipOrder, SlipOutput } from '../../device/session/slips.ts';
import type { QuoteInquiry } from '../../device/session/steps/quote/quote.machine.ts';
import { STEP_KINDS, type StepKind } from '../../device/session/steps/registry.ts';
import type { Quote } from '../../device/words/quote.ts';
import type { ValidatorEvent } from '../../drivers/bill-validator/contract.ts';
import type { InquireOutcome } from '../../drivers/payment-terminal/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import { APPROVAL, AYSEL, CODE_SENT } from '../rigs/machine-rig.ts';
import { quotedFor } from '../support/catalogue.ts';
import { sealedFor } from '../support/fake-documents.ts';
import { APPOINTMENT, EXISTING_APPLICATION } from '../support/own-office.ts';
import { BILL_DUE, quotedDue, ROAD_FINE_DUE } from '../support/sample-dues.ts';
import { codeAnswers } from './code-answers.ts';
import { doneEvent, errorEvent } from './composed.ts';
import { dealAnswers } from './deal-answers.ts';
import { dueAnswers, WALKED_DUES } from './due-answers.ts';
import { knownAnswers } from './known-answers.ts';
import { PARK_ANSWERS, parkAnswers } from './park-answers.ts';
import { phoneAnswers } from './phone-answers.ts';
import { NOTHING_FREE, ONE_PLACE, slotAnswers } from './slot-answers.ts';
import { stubStepEnds } from './stub-step.ts';
import { CATALOGUE, contextOf, type LeafAt, type OuterWorld, stepOf, type World } from './world.ts';

const DOCUMENT = { pdf: new Uint8Array(), facts: sealedFor('MAMMADOVA AYSEL', '5ABC12D').facts };

/* A leaf without a row ends the walk. `worst`: answers that an unlucky visit always gets, one for each leaf. */

export interface ActorAnswer {
  readonly what: string;
  readonly event: AnyEventObject;
  readonly ends: boolean;
  readonly worst?: true;
  readonly outside?: Partial<OuterWorld>;
}

type Row = (world: World, leaf: LeafAt) => readonly ActorAnswer[];

/** Each answer may also be a bug that throws. */
const promise =
  (
    row: (
      world: World,
      leaf: LeafAt,
    ) => readonly (Pick<ActorAnswer, 'what' | 'outside' | 'worst'> & { output: unknown })[],
  ): Row =>
  (world, leaf) => [
    ...row(world, leaf).map(({ output, ...rest }) => ({ ...rest, event: doneEvent(leaf.id, output), ends: true })),
    { what: 'throws', event: errorEvent(leaf.id, new Error('a bug')), ends: true },
  ];

const DOWN = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
const REFUSED = err({ code: 'BKO-102', kind: 'refused', reason: 'not-eligible' } as const);
const NO_PRICE = err({ code: 'BKO-102', kind: 'refused', reason: 'no-price' } as const);
const QUOTE_OVER = err({ code: 'BKO-102', kind: 'refused', reason: 'quote-expired' } as const);
const SLOT_LOST = err({ code: 'BKO-102', kind: 'refused', reason: 'slot-lost' } as const);
const BOOKED = err({ code: 'BKO-102', kind: 'refused', reason: 'already-booked' } as const);
const GONE_DUES = [
  { what: 'it is paid already', result: err({ ...REFUSED.error, reason: 'already-paid', paidOn: '2026-11-24' }) },
  { what: 'it is being paid', result: err({ ...REFUSED.error, reason: 'due-held' }) },
] as const;
const NOT_CONFIRMED = err({ code: 'BKO-102', kind: 'refused', reason: 'not-confirmed' } as const);
const NO_PHONE = err({ code: 'BKO-102', kind: 'refused', reason: 'no-phone' } as const);
const FOREIGN = err({ code: 'BKO-110', kind: 'foreign' } as const);
const IN_PROGRESS = err({ code: 'BKO-108', kind: 'in-progress', retryAfterMs: 2_000 } as const);
const AT = '2026-11-24T14:32';
const CANNOT_BE_TOLD = { code: 'TRM-106', kind: 'cannot-be-told', last: 'another' } as const;
const TERMINAL_SILENT = { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' } as const;

const doubt = (world: World, paymentInDoubt: boolean): OuterWorld['devices'] => ({
  ...world.outside.devices,
  paymentInDoubt,
});

const SALE: readonly { readonly outcome: SaleOutcome; readonly sale: OuterWorld['sale']; readonly worst?: true }[] = [
  { outcome: { known: 'approved', approval: APPROVAL }, sale: 'approved' },
  { outcome: { known: 'declined', resultCode: '6f' }, sale: 'none' },
  { outcome: { known: 'cancelled' }, sale: 'none' },
  { outcome: { known: 'never-started', trouble: { code: 'TRM-101', kind: 'not-connected' } }, sale: 'none' },
  { outcome: { known: 'not-issued', why: REFUSED.error }, sale: 'none' },
  { outcome: { known: 'not-issued', why: DOWN.error }, sale: 'none' },
  { outcome: { known: 'nothing', ask: 'last-transaction', trouble: TERMINAL_SILENT }, sale: 'doubt', worst: true },
];

const ASKED: readonly { readonly outcome: InquireOutcome; readonly sale: OuterWorld['sale']; readonly worst?: true }[] =
  [
    { outcome: { known: 'approved', approval: APPROVAL }, sale: 'approved' },
    { outcome: { known: 'not-paid' }, sale: 'none' },
    { outcome: { known: 'nothing', trouble: CANNOT_BE_TOLD }, sale: 'left to staff' },
    { outcome: { known: 'nothing', trouble: TERMINAL_SILENT }, sale: 'doubt', worst: true },
  ];

/** The visit's number is in the id: the application of another visit would be noticed. */
const applicationOf = (visit: unknown): string => `application-${String(visit)}`;
export const referenceOf = (applicationId: string): string => `REF-${applicationId}`;

const CREDIT = { code: 'K5-7QF2-9XKD-01', amount: 100, printed: false };

export const TYPED_REFERENCE = 'K5-7QF2-62';

const OPEN: FoundApplication = {
  reference: TYPED_REFERENCE,
  kiosk: 'K7',
  state: 'open',
  withdrawn: 'not-paid',
  service: 'identity-card-replacement',
  tier: '10-days',
  tariffDate: '2022-08-15',
  amount: 500,
  ready: '2026-12-04',
  // Other values would make every later place twice.
  answers: { reason: 'worn-out', mobile: '501234567' },
  payment: null,
  registered: null,
};

const REGISTERED = { reference: TYPED_REFERENCE, registeredAt: '2026-11-24T14:32:00+04:00', appointment: null };
const SOLD = {
  terminalId: '12345678',
  traceNumber: '000042',
  receiptNumber: '0008',
  amount: 500,
  at: '2026-11-24T14:32:00+04:00',
};

const BY_APPOINTMENT = CATALOGUE.services.find((each) => each.appointment && needsCard(each))!;

const bookedNow = (reference: string): FoundApplication => ({
  ...OPEN,
  state: 'registered',
  service: BY_APPOINTMENT.id,
  tier: BY_APPOINTMENT.tiers[0]!.id,
  amount: 0,
  tariffDate: null,
  answers: {},
  withdrawn: null,
  registered: {
    reference,
    registeredAt: '2026-11-24T14:32:00+04:00',
    document: null,
    appointment: { ticket: 'G-047', window: '6', ahead: 0, slot: APPOINTMENT },
  },
  standing: { ...EXISTING_APPLICATION, appointment: { ...APPOINTMENT, entry: 'open' } },
});

const FOUND: readonly { readonly what: string; readonly found: (fin: string) => FoundApplication }[] = [
  { what: 'open', found: () => OPEN },
  { what: 'open, of a service that is not offered', found: () => ({ ...OPEN, service: 'no-such-service' }) },
  { what: 'held', found: () => ({ ...OPEN, state: 'held', answers: {} }) },
  { what: 'closed', found: () => ({ ...OPEN, state: 'closed', answers: {} }) },
  {
    what: 'paid, registered and answered',
    found: () => ({
      ...OPEN,
      state: 'registered',
      payment: SOLD,
      registered: { ...REGISTERED, document: null },
      standing: {
        ...EXISTING_APPLICATION,
        missing: ['old-card'],
        cancel: 'to-card',
        reply: { at: '2026-11-24', rated: null },
      },
    }),
  },
  { what: 'booked for now', found: () => bookedNow(TYPED_REFERENCE) },
  {
    what: 'a certificate',
    found: (fin) => ({
      ...OPEN,
      state: 'registered',
      service: 'family-members-certificate',
      tier: 'at-once',
      amount: 0,
      tariffDate: null,
      registered: {
        ...REGISTERED,
        document: { number: '1', title: 't', person: { name: 'X', fin }, lines: [] },
      },
    }),
  },
];

export const FOUND_BY_AYSEL = FOUND.map(({ found }) => found(AYSEL.fin ?? ''));

const stub =
  (kind: StepKind): Row =>
  (_, { id, leaf }) =>
    stubStepEnds(kind, leaf.input as Parameters<typeof stubStepEnds>[1], FOUND_BY_AYSEL).map(({ what, output }) => ({
      what,
      event: doneEvent(id, output),
      ends: true,
    }));

const reserving = (total: number) => [
  { what: 'a part', output: ok({ amount: Math.ceil(total / 2), left: 0 }) },
  { what: 'all of it', output: ok({ amount: total, left: 100 }) },
  { what: 'unknown', output: err({ code: 'BKO-102', kind: 'refused', reason: 'unknown-credit' } as const) },
  { what: 'not wanted', output: err({ code: 'BKO-102', kind: 'refused', reason: 'credit-not-wanted' } as const) },
  { what: 'busy', output: err({ code: 'BKO-109', kind: 'busy' } as const) },
  { what: 'unreachable', output: DOWN, worst: true as const },
];

export const ANSWERS_BY_ACTOR: Readonly<Record<string, Row>> = {
  ...Object.fromEntries(STEP_KINDS.map((kind) => [kind, stub(kind)])),
  watchDevices: () => [],
  // The pages of the desk change no state.
  desk: () => [],
  recover: promise(() => [{ what: 'settled', output: undefined, worst: true }]),
  lodge: promise((world, { leaf }) => {
    const input = leaf.input as SessionContext;
    const applicationId = input.applicationId ?? applicationOf(world.root.snapshot.context.visit);
    const with_ = (result: LodgeOutput['result']): LodgeOutput => ({ applicationId, result });
    return [
      { what: 'lodged', output: with_(ok({ reference: referenceOf(applicationId) })) },
      { what: 'unreachable', output: with_(DOWN), worst: true },
      { what: 'refused', output: with_(REFUSED) },
      { what: 'the quote ran out', output: with_(QUOTE_OVER) },
      ...(input.facts.slot ? [{ what: 'the appointment is lost', output: with_(SLOT_LOST) }] : []),
      ...(input.facts.slot && input.facts.person ? [{ what: 'booked already', output: with_(BOOKED) }] : []),
      ...(input.facts.due ? GONE_DUES.map(({ what, result }) => ({ what, output: with_(result) })) : []),
      { what: 'not confirmed', output: with_(NOT_CONFIRMED) },
      { what: 'an answer to another question', output: with_(FOREIGN) },
    ];
  }),
  reserve: promise((world) => reserving(contextOf(world)?.facts.quote?.total ?? 0)),
  register: promise((world, { leaf }) => {
    const { applicationId } = leaf.input as { readonly applicationId: string };
    const context = contextOf(world);
    const registered = {
      reference: referenceOf(applicationId),
      registeredAt: '2026-11-24T14:32:00+04:00',
      appointment: { ticket: 'A-047', window: '12', ahead: 3 },
      document: null,
    };
    const whose = context?.facts.person?.document;
    const person = { name: `${whose?.surname} ${whose?.givenNames}`, fin: whose?.fin ?? '' };
    const document = { number: '1', title: 't', person, lines: [] };
    const credit = context?.paidCash === null ? null : CREDIT;
    const outcomeOf = (refused: number) => (part: Quote, nth: number) => ({
      amount: part.total,
      registered: nth === refused ? null : { ...registered, document: null },
      credit: nth === refused ? { ...CREDIT, amount: part.total } : null,
    });
    const parts = context?.facts.quote?.parts ?? [];
    const registering = (value: object, refused = -1): RegistrationOutput =>
      ok({ registered: { ...registered, ...value }, at: AT, credit, proof: null, dues: parts.map(outcomeOf(refused)) });
    return [
      { what: 'registered', output: registering({ document }) },
      ...(parts.length > 0 ? [{ what: 'one due refused', output: registering({ document }, 0) }] : []),
      {
        what: 'registered for another person, without a ticket',
        output: registering({ document: { ...document, person: { name: 'Y', fin: '9ZZZZZZ' } }, appointment: null }),
      },
      { what: 'unreachable', output: DOWN, worst: true },
      { what: 'in progress', output: IN_PROGRESS },
      { what: 'refused', output: REFUSED },
    ];
  }),
  readKnown: promise(() => knownAnswers('readKnown')),
  sendCode: promise((_, { leaf }) => codeAnswers('sendCode', leaf.input)),
  checkCode: promise((_, { leaf }) => codeAnswers('checkCode', leaf.input)),
  startPhone: promise((_, { leaf }) => phoneAnswers('startPhone', leaf.input)),
  awaitPhone: promise((_, { leaf }) => phoneAnswers('awaitPhone', leaf.input)),
  readSlip: promise(() => parkAnswers('readSlip')),
  openSlip: promise(() => parkAnswers('openSlip')),
  park: promise(() => PARK_ANSWERS),
  // Left out here: *one place* and *no free time*, which the step's own walk has.
  readSlots: promise((_, { leaf }) =>
    slotAnswers('readSlots', leaf.input).filter(({ what }) => what !== ONE_PLACE && what !== NOTHING_FREE),
  ),
  readDues: promise(() => dueAnswers('readDues').filter(({ what }) => WALKED_DUES.includes(what))),
  holdSlot: promise((_, { leaf }) => slotAnswers('holdSlot', leaf.input)),
  askQuote: promise((_, { leaf }) => {
    const { service, tier, dues } = leaf.input as QuoteInquiry;
    const [due] = dues;
    const quoted = due ? quotedDue(service, due, [ROAD_FINE_DUE, BILL_DUE]) : quotedFor(service, tier);
    return [
      { what: 'quoted', output: ok(quoted) },
      ...(due ? GONE_DUES.map(({ what, result }) => ({ what, output: result })) : []),
      { what: 'no price', output: NO_PRICE },
      { what: 'refused', output: REFUSED },
      { what: 'unreachable', output: DOWN, worst: true },
      { what: 'an answer to another question', output: FOREIGN },
    ];
  }),
  lookUp: promise((_, { leaf }) => {
    const { fin } = leaf.input as OwnedApplicationRef;
    return [
      ...FOUND.map(({ what, found }) => ({ what, output: ok(found(fin ?? '')) })),
      { what: 'unknown', output: REFUSED },
      { what: 'unreachable', output: DOWN, worst: true as const },
      { what: 'an answer to another question', output: FOREIGN },
    ];
  }),
  deal: promise((world, { leaf }) => dealAnswers('deal', leaf.input, stepOf(world)?.snapshot.context)),
  duplicate: promise((world) => {
    const applicationId = applicationOf(world.root.snapshot.context.visit);
    return [
      { what: 'numbered', output: ok({ applicationId, number: 1, first: false, at: '2026-11-24T14:32' }) },
      { what: 'unreachable', output: DOWN, worst: true },
    ];
  }),
  sendMessage: promise(() => [
    { what: 'sent', output: ok({ number: CODE_SENT.number }) },
    { what: 'no phone', output: NO_PHONE },
    { what: 'unreachable', output: DOWN, worst: true },
    { what: 'an answer to another question', output: FOREIGN },
  ]),
  readAccesses: promise(() => [
    { what: 'read', output: ok([]) },
    { what: 'unreachable', output: DOWN, worst: true },
  ]),
  giveBack: promise(() => [
    { what: 'given back', output: ok(undefined) },
    { what: 'not yet', output: err('TRM-102'), worst: true },
  ]),
  giveCredit: promise(({ outside }) => {
    const giving = (printed: boolean): GiveCreditOutput => ({ credit: { ...CREDIT, printed }, at: AT });
    if (outside.notes.inserted === 0) return [{ what: 'nothing owed', output: { credit: null, at: AT }, worst: true }];
    return [
      { what: 'credit on paper', output: giving(true) },
      { what: 'credit without paper', output: giving(false), worst: true },
    ];
  }),
  printSlip: promise((_, { leaf }) => {
    const { about, visit } = leaf.input as SlipOrder;
    const ended = (state: 'printed' | 'not-printed'): SlipOutput => ({
      applicationId: visit.applicationId ?? '',
      slips: { [about]: state },
    });
    return [
      { what: 'slip printed', output: ended('printed') },
      { what: 'slip not printed', output: ended('not-printed'), worst: true },
    ];
  }),
  report: promise(() => [{ what: 'reported', output: undefined, worst: true }]),
  print: promise(() => [
    { what: 'printed', output: ok(undefined) },
    {
      what: 'nothing printed',
      output: err({ code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'before-write' }),
    },
    { what: 'half printed', output: err({ code: 'PRN-103', kind: 'no-answer', phase: 'after-write' }), worst: true },
  ]),
  readDocument: promise(() => [
    { what: 'sealed', output: ok(DOCUMENT) },
    { what: 'at work', output: err('in-progress') },
    { what: 'unreachable', output: err('BKO-101'), worst: true },
  ]),
  printSheets: promise(() => [
    { what: 'printed', output: ok(undefined) },
    {
      what: 'nothing printed',
      output: err({ code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'before-write' }),
    },
    { what: 'half printed', output: err({ code: 'PRN-114', kind: 'blocked', by: 'paper-jam', phase: 'after-write' }) },
    { what: 'unknown', output: err({ code: 'PRN-103', kind: 'no-answer', phase: 'after-write' }), worst: true },
  ]),
  askPrinter: promise(() => [
    { what: 'printed', output: 'printed' },
    { what: 'not known', output: 'nothing' },
    { what: 'not whole', output: 'not-whole' },
    { what: 'unheard', output: 'unheard', worst: true },
  ]),
  sell: (world) =>
    world.outside.sale !== 'running'
      ? []
      : [
          { what: 'prompts', event: { type: 'sale.prompted', prompt: 'present-card' }, ends: false },
          ...SALE.map(({ outcome, sale, worst }) => ({
            what: outcome.known === 'not-issued' ? `not issued, ${outcome.why.kind}` : outcome.known,
            event: { type: 'sale.settled', outcome },
            ends: false,
            ...(worst && { worst }),
            outside: { sale, devices: doubt(world, sale === 'doubt') },
          })),
        ],
  ask: promise((world) =>
    ASKED.map(({ outcome, sale, worst }) => ({
      what: sale === 'left to staff' ? sale : outcome.known,
      output: outcome,
      ...(worst && { worst }),
      outside: { sale, devices: doubt(world, sale === 'doubt') },
    })),
  ),
  till: (world, { leaf }) => {
    const { amount } = leaf.input as CashInput;
    const { notes, taking } = world.outside;
    const report = (what: string, event: ValidatorEvent, change: Partial<CashCount>): ActorAnswer => {
      const count = { ...notes, ...change };
      return { what, event: { type: 'till.reported', event, count }, ends: false, outside: { notes: count } };
    };
    const end = (what: string, change: Partial<CashCount>): ActorAnswer => {
      const count = { ...notes, ...change };
      const outside = { notes: count, taking: false };
      return { what, event: { type: 'till.ended', count }, ends: false, outside, worst: true };
    };
    const stacked = (what: string, inserted: number) =>
      report(what, { type: 'note.stacked', noteId: 'n', value: inserted - notes.inserted }, { inserted, holds: false });
    const hears = taking || notes.holds;
    const large = { value: 4 * amount, missing: amount - notes.inserted };
    const asks = taking && !notes.holds && notes.inserted < amount;
    return [
      ...(asks ? [{ what: 'asks about a large note', event: { type: 'till.asked', note: large }, ends: false }] : []),
      ...(taking ? [{ what: 'withdraws its question', event: { type: 'till.withdrew' }, ends: false }] : []),
      ...(taking ? [report('draws in', { type: 'note.inserted' }, {})] : []),
      ...(taking ? [report('refuses', { type: 'note.refused', reason: 'invalid-note' }, {})] : []),
      ...(hears && notes.inserted === 0 ? [stacked('stacks a small note', Math.ceil(amount / 2))] : []),
      ...(hears && notes.inserted < amount ? [stacked('stacks enough', amount)] : []),
      ...(hears ? [report('gives back', { type: 'note.returned', noteId: 'n', value: 100 }, { holds: false })] : []),
      ...(hears && !notes.doubted
        ? [
            report(
              'doubts',
              { type: 'credit.doubted', noteId: 'n', value: 100, why: 'jammed' },
              { holds: false, doubted: true },
            ),
          ]
        : []),
      ...(taking ? [end('ends', { holds: false }), end('ends with a note held', { holds: true })] : []),
    ];
  },
};
