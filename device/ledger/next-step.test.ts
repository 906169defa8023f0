import { describe, expect, it } from 'vitest';
import { type Application, applyEntry } from './application.ts';
import { type LedgerEntry, NEXT_PHASES, type PhaseKind, type StaffSettledOutcome } from './entries.ts';
import { nextSettlementStep, type SettlementStep } from './next-step.ts';

type Quoted = Extract<LedgerEntry, { kind: 'quoted' }>;

const approval = {
  ref: { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' },
  amount: 500,
  authorisationCode: '123456',
};
const quoted: Quoted = { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' };
const free: Quoted = { ...quoted, amount: 0 };
const ticket: Quoted = { ...free, paper: 'ticket' };
const lodged: LedgerEntry = { kind: 'lodged', reference: 'K5-7QF2-41' };
const issueRequested: LedgerEntry = { kind: 'issueRequested' };
const issued: LedgerEntry = { kind: 'issued' };
const printing: LedgerEntry = { kind: 'printing', copy: 1 };
const printed: LedgerEntry = { kind: 'printed', copy: 1 };
const printFailed: LedgerEntry = { kind: 'printFailed', code: 'PRN-111', copy: 1, torn: false };
const codeShown: LedgerEntry = { kind: 'codeShown' };
const withdrawn: LedgerEntry = { kind: 'withdrawn' };
const closed: LedgerEntry = { kind: 'closed', outcome: 'delivered' };
const cashIntent: LedgerEntry = { kind: 'cashIntent' };
const cashStopped: LedgerEntry = { kind: 'cashStopped' };
const unknown: LedgerEntry = { kind: 'unknown', code: 'TRM-102' };
const notPaid: LedgerEntry = { kind: 'notPaid', why: 'declined', code: '6c' };
const duplicate: LedgerEntry = {
  kind: 'duplicateIssued',
  service: 's',
  paper: 'receipt',
  reference: 'K5-7QF2-41',
  number: 2,
};
const straySale: LedgerEntry = {
  kind: 'straySale',
  amount: 500,
  ref: { terminalId: '1', traceNumber: '000007', receiptNumber: '0007' },
};
const trial: readonly LedgerEntry[] = [{ kind: 'trialSale', amount: 1 }];
const trialMeant: readonly LedgerEntry[] = [...trial, { kind: 'intent', intentId: 'i', before: null }];
const trialSent: readonly LedgerEntry[] = [...trialMeant, { kind: 'saleSent' }];
const trialPaid: readonly LedgerEntry[] = [...trialSent, { kind: 'approved', approval, at: 'then' }];
const trialBack: readonly LedgerEntry[] = [...trialPaid, { kind: 'reversing' }];
const stray: LedgerEntry = { kind: 'strayNote', value: 1_000, why: 'unknown-note' };

const intent: readonly LedgerEntry[] = [quoted, lodged, { kind: 'intent', intentId: 'i', before: null }];
const sent: readonly LedgerEntry[] = [...intent, { kind: 'saleSent' }];
const approved: readonly LedgerEntry[] = [...sent, { kind: 'approved', approval, at: 'then' }];
const refused: readonly LedgerEntry[] = [...approved, issueRequested, { kind: 'issueRefused', reason: 'r' }];
const conflict: LedgerEntry = { kind: 'issueRefused', reason: 'idempotency-conflict' };
const contested: readonly LedgerEntry[] = [...approved, issueRequested, conflict];
const reversing: readonly LedgerEntry[] = [...refused, { kind: 'reversing' }];
const reversed: readonly LedgerEntry[] = [...reversing, { kind: 'reversed' }];
const registered = (first: Quoted): readonly LedgerEntry[] => [first, lodged, issueRequested, issued];

const held = (noteId: string, value: number): LedgerEntry => ({ kind: 'noteHeld', noteId, value });
const note = (noteId: string, value: number): readonly LedgerEntry[] => [
  held(noteId, value),
  { kind: 'noteStacked', noteId },
];
const credit = (amount: number): LedgerEntry => ({ kind: 'creditIssued', code: 'c', amount, at: 'then' });
const cash: readonly LedgerEntry[] = [quoted, lodged, cashIntent];
const paidCash = (...values: readonly number[]): readonly LedgerEntry[] => [
  ...cash,
  ...values.flatMap((value, nth) => note(`n${nth}`, value)),
  { kind: 'cashPaid', notes: values, at: 'then' },
];
const refusedCash: readonly LedgerEntry[] = [
  ...paidCash(500),
  issueRequested,
  { kind: 'issueRefused', reason: 'not-eligible' },
];
const hand = (as: StaffSettledOutcome): LedgerEntry => ({
  kind: 'settledByHand',
  as,
  by: 'A.M.',
  at: 'then',
  leftToStaff: false,
});
const credited: readonly LedgerEntry[] = [...cash, ...note('n', 200), cashStopped, credit(200)];

function folded(entries: readonly LedgerEntry[]): Application {
  let application: Application | undefined;
  for (const entry of entries) application = applyEntry('a', application, entry);
  if (!application) throw new Error('no entries');
  return application;
}

const withdraw = (reason: string): SettlementStep => ({ do: 'withdraw', reason });
const close = (outcome: Extract<SettlementStep, { do: 'close' }>['outcome']): SettlementStep => ({
  do: 'close',
  outcome,
});

const CASES: readonly (readonly [string, readonly LedgerEntry[], SettlementStep])[] = [
  ['only quoted', [quoted], withdraw('not-lodged')],
  ['lodged and not paid', [quoted, lodged], withdraw('not-paid')],
  ['sale intended', intent, { do: 'ask' }],
  ['sale sent, and no answer', sent, { do: 'ask' }],
  ['offered', [...sent, { kind: 'offered', approval, at: 'then' }], { do: 'ask' }],
  ['sale sent, and nothing known', [...sent, unknown], { do: 'ask' }],
  ['sale sent, and left to staff', [...sent, { ...unknown, code: 'TRM-106' } as LedgerEntry], { do: 'leave-to-staff' }],
  ['sale declined', [...sent, notPaid], withdraw('not-paid')],
  ['approved', approved, { do: 'register' }],
  ['asked to be registered', [...approved, issueRequested], { do: 'register' }],
  ['refused after a card paid', refused, { do: 'reverse' }],
  ['known to the office with another payment', contested, { do: 'leave-to-staff' }],
  [
    'known to the office with another payment, settled as paid by staff',
    [...contested, hand('paid')],
    close('deliveredWithoutPaper'),
  ],
  [
    'known to the office with another payment, given back by staff',
    [...contested, hand('returned')],
    withdraw('money-returned'),
  ],
  [
    'known to the office with other notes, worth more than the duty',
    [...paidCash(1_000), issueRequested, conflict],
    { do: 'leave-to-staff' },
  ],
  ['being reversed', reversing, { do: 'reverse' }],
  ['reversed', reversed, withdraw('money-returned')],
  ['reversed and withdrawn', [...reversed, withdrawn], close('returned')],
  ['withdrawn unpaid', [quoted, lodged, withdrawn], close('abandoned')],
  ['withdrawn, of what costs nothing', [free, lodged, withdrawn], close('abandoned')],
  [
    'refused, of what costs nothing',
    [free, lodged, issueRequested, { kind: 'issueRefused', reason: 'r' }],
    withdraw('refused'),
  ],

  ['a doubt that staff gave the money back for', [...sent, unknown, hand('returned')], withdraw('money-returned')],
  ['a doubt that staff found unpaid', [...sent, unknown, hand('not-paid')], withdraw('not-paid')],
  ['found unpaid by staff after a credit', [...credited, ...intent.slice(2), hand('not-paid')], withdraw('credited')],
  ['given back by hand and withdrawn', [...sent, hand('returned'), withdrawn], close('returned')],
  ['found unpaid by hand and withdrawn', [...sent, hand('not-paid'), withdrawn], close('abandoned')],

  ['notes wanted, none in', cash, { do: 'stop-cash' }],
  ['too few notes in', [...cash, ...note('n', 499)], { do: 'stop-cash' }],
  ['just enough notes in', [...cash, ...note('n', 500)], { do: 'count-cash' }],
  ['more than enough notes in', [...cash, ...note('n', 1_000)], { do: 'count-cash' }],
  ['a note on its way', [...cash, held('n', 500)], { do: 'wait-for-note' }],
  ['stopped with notes in', [...cash, ...note('n', 200), cashStopped], { do: 'credit' }],
  ['stopped with none in', [...cash, cashStopped], withdraw('not-paid')],
  ['stopped, and credited', credited, withdraw('credited')],
  ['credited and withdrawn', [...credited, withdrawn], close('credited')],
  ['paid with too much cash', paidCash(1_000), { do: 'register' }],
  ['paid with too much cash, and asked to be registered', [...paidCash(1_000), issueRequested], { do: 'register' }],
  ['paid with too much cash, and registered', [...paidCash(1_000), issueRequested, issued], { do: 'credit' }],
  ['refused after cash', refusedCash, { do: 'credit' }],
  ['refused after cash, and credited', [...refusedCash, credit(500)], withdraw('refused')],
  ['refused after cash, credited, withdrawn', [...refusedCash, credit(500), withdrawn], close('credited')],

  ['registered', registered(quoted), close('deliveredWithoutPaper')],
  ['printing', [...registered(quoted), printing], close('deliveredWithoutPaper')],
  ['printing a second copy', [...registered(quoted), printed, printing], close('delivered')],
  ['printed', [...registered(quoted), printing, printed], close('delivered')],
  ['not printed', [...registered(quoted), printing, printFailed], close('deliveredWithoutPaper')],
  ['a second copy not printed', [...registered(quoted), printed, printFailed], close('delivered')],
  ['a receipt of a free service, not printed', [...registered(free), printFailed], close('deliveredWithoutPaper')],
  ['the code shown', [...registered(quoted), printFailed, codeShown], close('deliveredWithoutPaper')],
  ['a queue number registered', registered(ticket), withdraw('not-printed')],
  ['a queue number not printed', [...registered(ticket), printFailed], withdraw('not-printed')],
  ['a queue number that may have been printed', [...registered(ticket), printing], close('deliveredWithoutPaper')],
  ['a queue number printed, its second copy not', [...registered(ticket), printed, printFailed], close('delivered')],
  [
    'a queue number shown on the screen',
    [...registered(ticket), printFailed, codeShown],
    close('deliveredWithoutPaper'),
  ],
  [
    'a queue number that was paid for',
    [...registered({ ...quoted, paper: 'ticket' }), printFailed],
    close('deliveredWithoutPaper'),
  ],

  ['a duplicate', [duplicate], close('duplicated')],
  ['a duplicate that was not printed', [duplicate, printFailed], close('duplicated')],
  ['a duplicate, closed', [duplicate, { kind: 'closed', outcome: 'duplicated' }], { do: 'nothing' }],
  ['a note without an application', [stray], close('listed')],
  ['a note without an application, listed', [stray, { kind: 'closed', outcome: 'listed' }], { do: 'nothing' }],
  ['a sale without an application', [straySale], { do: 'leave-to-staff' }],
  ['a sale without an application that staff gave back', [straySale, hand('returned')], close('listed')],
  ['a trial of the terminal, nothing sent', trial, close('abandoned')],
  ['a trial that was intended', trialMeant, { do: 'ask' }],
  ['a trial that was sent', trialSent, { do: 'ask' }],
  ['a trial after which the answer was lost', [...trialSent, unknown], { do: 'ask' }],
  ['a trial that only staff can find out', [...trialSent, { ...unknown, code: 'TRM-106' }], { do: 'leave-to-staff' }],
  ['a trial that the bank declined', [...trialSent, notPaid], close('abandoned')],
  ['a trial that was paid', trialPaid, { do: 'reverse' }],
  ['a trial that is being reversed', trialBack, { do: 'reverse' }],
  ['a trial that was reversed', [...trialBack, { kind: 'reversed' }], close('returned')],
  ['a trial that staff gave back', [...trialBack, hand('returned')], close('listed')],
  ['a trial, closed', [...trialBack, { kind: 'reversed' }, { kind: 'closed', outcome: 'returned' }], { do: 'nothing' }],
  ['closed', [...registered(quoted), closed], { do: 'nothing' }],
];

describe('the next step', () => {
  it.each(CASES)('when the state is: %s, then nextStep() returns its step', (_, entries, step) => {
    expect(nextSettlementStep(folded(entries))).toEqual(step);
  });

  it('when a note comes to light after the application was closed, then it is credited', () => {
    const doubted: LedgerEntry = { kind: 'noteInDoubt', noteId: 'n', value: 500, why: 'power-lost' };
    const over = [...cash, held('n', 500), doubted, cashStopped, withdrawn, { kind: 'closed', outcome: 'abandoned' }];
    const late: LedgerEntry = { kind: 'noteStacked', noteId: 'n' };
    expect(nextSettlementStep(folded(over as readonly LedgerEntry[]))).toEqual({ do: 'nothing' });
    expect(nextSettlementStep(folded([...(over as readonly LedgerEntry[]), late]))).toEqual({ do: 'credit' });
  });

  it('when the cases are counted, then every phase has one', () => {
    const phases = Object.keys(NEXT_PHASES).filter((phase) => phase !== 'start') as PhaseKind[];
    const shown = new Set(CASES.map(([, entries]) => folded(entries).last));
    expect([...shown].sort()).toEqual([...phases].sort());
  });
});
