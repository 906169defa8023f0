import { describe, expect, it } from 'vitest';
import type { InquireOutcome } from '../../drivers/payment-terminal/contract.ts';
import {
  APPROVED,
  CASH,
  FREE,
  NEVER,
  NO_ANSWER,
  NOTE,
  PAID,
  REF,
  rig,
  SENT,
  TICKET,
} from '../../test/rigs/settlement-rig.ts';
import type { RegisterTrouble } from '../back-office/contract.ts';
import type { LedgerEntry } from './entries.ts';
import { recordOf } from './proof.ts';

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
    kind: 'settledByHand',
    as,
    by: 'A.M.',
    at: 'now',
    leftToStaff: false,
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

  const NOT_YET: { readonly [Kind in Exclude<RegisterTrouble['kind'], 'refused'>]: RegisterTrouble } = {
    unreachable: { code: 'BKO-101', kind: 'unreachable', detail: 'down' },
    busy: { code: 'BKO-109', kind: 'busy' },
    foreign: { code: 'BKO-110', kind: 'foreign' },
    'in-progress': { code: 'BKO-108', kind: 'in-progress', retryAfterMs: 0 },
  };
  it.each(Object.entries(NOT_YET))(
    'when the office answers %s, then it is asked once in each attempt',
    async (_, trouble) => {
      const r = rig({ inquire: APPROVED, troubles: [trouble] });
      r.write('a', PAID);
      expect(await r.settlement.recover(NEVER)).toEqual({ settled: 0, left: 1 });
      expect(await r.settlement.recover(NEVER)).toEqual({ settled: 1, left: 0 });
      expect(r.asked).toEqual(['inquire', 'register', 'register']);
    },
  );

  it('asks a back office that is at work on it not before the time it named, whatever happens meanwhile', async () => {
    const r = rig({ inquire: APPROVED, register: 'busy' });
    for (const entry of PAID) r.ledger.append('a', entry);
    await r.settlement.recover(NEVER);
    r.clock.increment(599_999);
    r.settlement.tryNow();
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
    r.write('a', [...TICKET, { kind: 'printing', copy: 1 }]);
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual([]);
    expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: 'deliveredWithoutPaper' });
  });

  it('when a sale has no known outcome, then inDoubt() forbids another sale until the terminal tells the outcome', async () => {
    const r = rig({});
    r.write('a', PAID);
    await r.settlement.recover(NEVER);
    expect([r.settlement.inDoubt(), r.asked]).toEqual([true, ['inquire']]);
    r.say.inquire = APPROVED;
    await r.settlement.recover(NEVER);
    expect([r.settlement.inDoubt(), r.asked]).toEqual([false, ['inquire', 'inquire', 'register']]);
  });

  it('takes a queue number back that nobody holds in hand', async () => {
    const r = rig({});
    r.write('a', [...TICKET, { kind: 'printFailed', code: 'PRN-111' }]);
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
  const write = (...entries: readonly LedgerEntry[]) => r.write('a', entries);
  write({ ...quoted, amount: 3_000 } as LedgerEntry, lodged!, { kind: 'cashIntent' });
  write({ kind: 'noteHeld', noteId: 'n1', value: 2_000 }, { kind: 'noteStacked', noteId: 'n1' });
  write({ kind: 'noteHeld', noteId: 'n2', value: 1_000 });
  await r.settlement.recover(NEVER);
  expect([r.settlement.noteInDoubt(), r.ledger.find('a')?.last]).toEqual([true, 'cashIntent']);
  write({ kind: 'noteInDoubt', noteId: 'n2', value: 1_000, why: 'settled-by-hand', by: 'A.M.' });
  await r.settlement.recover(NEVER);
  expect([r.settlement.noteInDoubt(), r.asked]).toEqual([false, ['withdraw']]);
  expect(r.ledger.find('a')).toMatchObject({ last: 'closed', credits: [{ amount: 2_000 }] });
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

describe('one attempt', () => {
  it.each([
    ['no notes', CASH, ['withdraw'], 'abandoned'],
    ['too few notes', [...CASH, { kind: 'noteHeld', noteId: 'n', value: 100 }, NOTE[1]], ['withdraw'], 'credited'],
    ['enough notes', [...CASH, ...NOTE], ['register'], 'deliveredWithoutPaper'],
  ] as const)('goes from %s to the end', async (_, entries, asked, outcome) => {
    const r = rig({});
    r.write('a', entries as readonly LedgerEntry[]);
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 1, left: 0 });
    expect(r.asked).toEqual(asked);
    expect(r.ledger.history('a').map(({ entry }) => entry)).toContainEqual({ kind: 'closed', outcome });
  });

  it('makes nothing of what is settled already', async () => {
    const r = rig({});
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 0, left: 0 });
    expect(r.bugs).toEqual([]);
  });

  it('ends after half a minute without an answer, and the next application has its turn', async () => {
    const r = rig({});
    r.write('a', SENT('a'));
    r.write('b', FREE);
    const aborted: boolean[] = [];
    r.inquiring(
      (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            aborted.push(true);
            resolve(NO_ANSWER);
          });
        }),
    );
    const recovered = r.settlement.recover(NEVER);
    await r.settled();
    await r.pass(29_999);
    expect([aborted, r.asked]).toEqual([[], ['inquire']]);
    await r.pass(1);
    expect(await recovered).toEqual({ settled: 1, left: 1 });
    // The turn of its own, which was due meanwhile, comes behind it.
    expect([aborted, r.asked]).toEqual([[true], ['inquire', 'withdraw', 'inquire']]);
  });

  it('when an office takes ten seconds for each of ten dues, then all are registered in one attempt', async () => {
    const r = rig({ registerMs: 10_000 });
    const dues = Array.from({ length: 10 }, (_, nth) => nth + 1);
    r.write('a', [
      { ...PAID[0], lines: dues.map(() => 50) } as LedgerEntry,
      ...dues.map((line): LedgerEntry => ({ kind: 'lineLodged', line, reference: 'K5-7QF2-41' })),
      ...PAID.slice(1),
      { kind: 'approved', approval: recordOf(APPROVED.approval), at: 'then' },
    ]);
    const recovered = r.settlement.recover(NEVER);
    for (const _ of dues) {
      await r.settled();
      await r.pass(10_000);
    }
    expect(await recovered).toEqual({ settled: 1, left: 0 });
    expect(r.ledger.find('a')).toMatchObject({ last: 'closed', credits: [] });
    expect(r.asked).toHaveLength(10);
  });

  it('is not made where nobody waits for it', async () => {
    const r = rig({});
    r.write('a', FREE);
    expect(await r.settlement.recover(AbortSignal.abort())).toEqual({ settled: 0, left: 1 });
    expect(r.asked).toEqual([]);
  });

  it('that is a bug is told, and keeps no other from being settled', async () => {
    const r = rig({});
    r.write('a', SENT('a'));
    r.write('b', FREE);
    r.inquiring(() => Promise.reject(new Error('a bug')));
    expect(await r.settlement.recover(NEVER)).toEqual({ settled: 1, left: 1 });
    expect(r.bugs).toEqual([new Error('a bug')]);
  });

  it('waits for the one before: two are never at the terminal at once', async () => {
    const r = rig({});
    r.write('a', SENT('a'));
    let answer: (outcome: InquireOutcome) => void = () => undefined;
    r.inquiring(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const both = Promise.all([r.settlement.recover(NEVER), r.settlement.recover(NEVER)]);
    await r.settled();
    expect(r.asked).toEqual(['inquire']);
    answer(NO_ANSWER);
    await r.settled();
    expect(r.asked).toEqual(['inquire', 'inquire']);
    answer(NO_ANSWER);
    await both;
  });
});
