import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type {
  InquireOutcome,
  PaymentTerminal,
  PayOutcome,
  TransactionRef,
} from '../../drivers/payment-terminal/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import type { BackOffice, BackOfficeTrouble, PaymentProof } from '../back-office/contract.ts';
import { createDealings } from './dealings.ts';
import type { LedgerEntry } from './entries.ts';
import { openLedger } from './ledger.ts';
import { createSettlement } from './settlement.ts';

const REF: TransactionRef = { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' };
const APPROVED = {
  known: 'approved',
  approval: {
    ref: REF,
    amount: 500,
    cardName: 'VISA',
    cardTail: '4021',
    authorisationCode: '123456',
    customerReceipt: [],
  },
} as const;
const DOWN: BackOfficeTrouble = { code: 'BKO-101', kind: 'unreachable', detail: 'down' };
const NEVER = new AbortController().signal;

/** The other sides as a script of answers; what they were asked is kept. */
function rig(answers: { inquire?: InquireOutcome; pay?: PayOutcome; register?: 'ok' | 'down' | 'busy' | 'refused' }) {
  const asked: string[] = [];
  const registered: (PaymentProof | null)[] = [];
  const say = { ...answers };
  const terminal: PaymentTerminal = {
    status: () => ({ device: 'online' }),
    onStatus: () => () => undefined,
    lastTransaction: async () => ok({ before: null }),
    pay: async () => {
      asked.push('pay');
      return say.pay ?? APPROVED;
    },
    inquire: async () => {
      asked.push('inquire');
      return say.inquire ?? { known: 'nothing', trouble: { code: 'TRM-101', kind: 'not-connected' } };
    },
    reverse: async () => {
      asked.push('reverse');
      return ok(undefined);
    },
  };
  const backOffice: BackOffice = {
    lodge: async () => ok({ id: '1', reference: 'K5-7QF2-41' }),
    register: async (_key, payment) => {
      asked.push('register');
      if (say.register === 'down') return err(DOWN);
      if (say.register === 'busy') return err({ code: 'BKO-108', kind: 'in-progress', retryAfterMs: 600_000 });
      if (say.register === 'refused') return err({ code: 'BKO-102', kind: 'refused', reason: 'not-eligible' });
      registered.push(payment);
      return ok({ reference: 'K5-7QF2-41', registeredAt: '', appointment: null, document: null });
    },
    withdraw: async () => {
      asked.push('withdraw');
      return say.register === 'down' ? err(DOWN) : ok(undefined);
    },
    lookUp: async () => err(DOWN),
    duplicate: async () => err(DOWN),
    survey: async () => ok(undefined),
    healthy: async () => true,
  };
  const ledger = openLedger({ file: ':memory:', now: () => new Date(0) });
  const clock = new SimulatedClock();
  let ids = 0;
  const dealings = createDealings({
    ledger,
    terminal,
    backOffice,
    clock: new SimulatedClock(),
    newId: () => `id-${++ids}`,
    creditCode: () => `credit-${++ids}`,
    timestamp: () => 'now',
  });
  const settlement = createSettlement({
    ledger,
    dealings,
    clock,
    random: () => 1,
    onBug: (error) => {
      throw error;
    },
  });
  return { ledger, dealings, settlement, clock, asked, registered, say };
}

const PAID: LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: 't', tariffDate: null, amount: 500, paper: 'receipt' },
  { kind: 'lodged', reference: 'K5-7QF2-41' },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
];
const kinds = (history: readonly { entry: LedgerEntry }[]) => history.map(({ entry }) => entry.kind);

describe('the settlement after a crash', () => {
  const cases: {
    name: string;
    wrote: number;
    inquire?: InquireOutcome;
    register?: 'refused';
    ends: string;
    asked: string[];
  }[] = [
    { name: 'quoted', wrote: 1, ends: 'abandoned', asked: ['withdraw'] },
    { name: 'lodged', wrote: 2, ends: 'abandoned', asked: ['withdraw'] },
    {
      name: 'intent, and no byte sent',
      wrote: 3,
      inquire: { known: 'not-paid' },
      ends: 'abandoned',
      asked: ['inquire', 'withdraw'],
    },
    {
      name: 'intent, and its disk lost that the sale was sent',
      wrote: 3,
      inquire: APPROVED,
      ends: 'deliveredWithoutPaper',
      asked: ['inquire', 'register'],
    },
    {
      name: 'sent, and paid',
      wrote: 4,
      inquire: APPROVED,
      ends: 'deliveredWithoutPaper',
      asked: ['inquire', 'register'],
    },
    {
      name: 'sent, and not paid',
      wrote: 4,
      inquire: { known: 'not-paid' },
      ends: 'abandoned',
      asked: ['inquire', 'withdraw'],
    },
    {
      name: 'paid, and refused',
      wrote: 4,
      inquire: APPROVED,
      register: 'refused',
      ends: 'returned',
      asked: ['inquire', 'register', 'reverse', 'withdraw'],
    },
  ];
  it.each(cases)('$name ends $ends', async ({ wrote, inquire, register, ends, asked }) => {
    const r = rig({ ...(inquire ? { inquire } : {}), ...(register ? { register } : {}) });
    for (const entry of PAID.slice(0, wrote)) r.ledger.append('a', entry);
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 1, left: 0 });
    expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: ends });
    expect(r.asked).toEqual(asked);
  });

  const hand = (as: 'returned' | 'not-paid'): LedgerEntry => ({
    ...{ kind: 'settledByHand', as, by: 'A.M.', at: 'now', leftToStaff: false },
  });
  const toReverse: readonly LedgerEntry[] = [
    ...PAID,
    { kind: 'approved', approval: { ...APPROVED.approval }, at: 'now' },
    { kind: 'issueRequested' },
    { kind: 'issueRefused', reason: 'not-eligible' },
    { kind: 'reversing' },
  ];
  it.each([
    { name: 'a sale in doubt that there was not', wrote: PAID, as: 'not-paid', ends: 'abandoned' },
    { name: 'a sale in doubt that staff gave back', wrote: PAID, as: 'returned', ends: 'returned' },
    { name: 'a reversal that can never succeed', wrote: toReverse, as: 'returned', ends: 'returned' },
  ] as const)('asks the terminal no more about $name, and ends it as $ends', async ({ wrote, as, ends }) => {
    const r = rig({ register: 'down' });
    for (const entry of [...wrote, hand(as)]) r.ledger.append('a', entry);
    expect(r.settlement.inDoubt()).toBe(false);
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 0, left: 1 });
    r.say.register = 'ok';
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 1, left: 0 });
    expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: ends });
    expect(r.asked).toEqual(['withdraw', 'withdraw']);
  });

  it('never sends a sale, and leaves open what the terminal does not answer', async () => {
    const r = rig({});
    for (const entry of PAID) r.ledger.append('a', entry);
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 0, left: 1 });
    expect(r.settlement.inDoubt()).toBe(true);
    r.say.inquire = APPROVED;
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual(['inquire', 'inquire', 'register']);
    expect(r.settlement.inDoubt()).toBe(false);
  });

  it('asks the back office again under the same key until it answers', async () => {
    const r = rig({ inquire: APPROVED, register: 'down' });
    for (const entry of PAID) r.ledger.append('a', entry);
    await r.settlement.recover(NEVER);
    await r.settlement.recover(NEVER);
    expect(kinds(r.ledger.history('a')).slice(4)).toEqual(['approved', 'issueRequested']);
    r.say.register = 'ok';
    await r.settlement.recover(NEVER);
    expect(r.registered).toEqual([{ ...REF, amount: 500, at: 'now' }]);
    expect(r.ledger.open()).toEqual([]);
  });

  it('asks a back office that is at work on it not before the time it named, whatever happens meanwhile', async () => {
    const r = rig({ inquire: APPROVED, register: 'busy' });
    for (const entry of PAID) r.ledger.append('a', entry);
    await r.settlement.recover(NEVER);
    r.clock.increment(599_999);
    r.settlement.nudge();
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual(['inquire', 'register']);
    r.clock.increment(1);
    r.say.register = 'ok';
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual(['inquire', 'register', 'register']);
    expect(r.ledger.open()).toEqual([]);
  });

  it('keeps its hands off an application that a visit holds', async () => {
    const r = rig({});
    for (const entry of PAID.slice(0, 2)) r.ledger.append('a', entry);
    const release = r.settlement.claim('a');
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual([]);
    release();
    await r.settlement.recover(NEVER);
    expect(r.ledger.open()).toEqual([]);
  });

  it('leaves a queue number alone that may be in somebody’s hand', async () => {
    const r = rig({});
    r.ledger.append('a', { kind: 'quoted', service: 'q', tier: null, tariffDate: null, amount: 0, paper: 'ticket' });
    r.ledger.append('a', { kind: 'lodged', reference: 'x' });
    r.ledger.append('a', { kind: 'issueRequested' });
    r.ledger.append('a', { kind: 'issued' });
    r.ledger.append('a', { kind: 'printing', copy: 1 });
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual([]);
    expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: 'deliveredWithoutPaper' });
  });

  it('starts no other sale before it knows of the one that was meant', async () => {
    const r = rig({});
    for (const entry of PAID.slice(0, 3)) r.ledger.append('a', entry);
    await r.settlement.recover(NEVER);
    expect(r.settlement.inDoubt()).toBe(true);
  });

  it('takes a queue number back that nobody holds in hand', async () => {
    const r = rig({});
    r.ledger.append('a', { kind: 'quoted', service: 'q', tier: null, tariffDate: null, amount: 0, paper: 'ticket' });
    r.ledger.append('a', { kind: 'lodged', reference: 'x' });
    r.ledger.append('a', { kind: 'issueRequested' });
    r.ledger.append('a', { kind: 'issued' });
    r.ledger.append('a', { kind: 'printFailed', code: 'PRN-111' });
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual(['withdraw']);
  });
});

it('takes no queue number back that was paid for: withdrawing gives no money back', async () => {
  const r = rig({ inquire: APPROVED });
  const [quoted, ...sold] = PAID;
  for (const entry of [{ ...quoted, paper: 'ticket' } as LedgerEntry, ...sold]) r.ledger.append('a', entry);
  await r.settlement.recover(NEVER);
  expect(r.asked).toEqual(['inquire', 'register']);
  expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: 'deliveredWithoutPaper' });
});

it('waits for what became of a note until staff settle it by hand, then credits the others, with no validator at all', async () => {
  const r = rig({});
  const [quoted, lodged] = PAID;
  const write = (...entries: readonly LedgerEntry[]) => {
    for (const entry of entries) r.ledger.append('a', entry);
  };
  write({ ...quoted, amount: 3_000 } as LedgerEntry, lodged!, { kind: 'cashIntent' });
  write({ kind: 'noteHeld', noteId: 'n1', value: 2_000 }, { kind: 'noteStacked', noteId: 'n1' });
  write({ kind: 'noteHeld', noteId: 'n2', value: 1_000 });
  await r.settlement.recover(NEVER);
  expect([r.settlement.noteInDoubt(), r.ledger.find('a')?.last]).toEqual([true, 'cashIntent']);
  write({ kind: 'noteInDoubt', noteId: 'n2', value: 1_000, why: 'settled-by-hand', by: 'A.M.' });
  await r.settlement.recover(NEVER);
  expect([r.settlement.noteInDoubt(), r.asked]).toEqual([false, ['withdraw']]);
  expect(r.ledger.find('a')?.credits).toMatchObject([{ amount: 2_000 }]);
  expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: 'credited' });
});

describe('a sale', () => {
  it('is in the ledger before it is sent', async () => {
    const r = rig({
      pay: {
        known: 'nothing',
        ask: 'last-transaction',
        trouble: { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' },
      },
    });
    const { id } = r.dealings.quote({ service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' });
    r.ledger.append(id, { kind: 'lodged', reference: 'x' });
    r.ledger.onAppend(({ entry }) => r.asked.push(entry.kind));
    await r.dealings.pay(id, NEVER, () => undefined);
    expect(r.asked).toEqual(['intent', 'saleSent', 'pay', 'unknown']);
  });
});
