import { describe, expect, it } from 'vitest';
import type { InquireOutcome } from '../../drivers/payment-terminal/contract.ts';
import {
  APPROVED,
  CASH_ENTRIES,
  FREE_ENTRIES,
  NEVER_ABORTED,
  NO_ANSWER,
  NOTE_ENTRIES,
  PAID_ENTRIES,
  SALE_REF,
  sentSaleEntries,
  settlementRig,
  TICKET_ENTRIES,
} from '../../test/rigs/settlement-rig.ts';
import type { RegistrationTrouble } from '../back-office/contract.ts';
import type { LedgerEntry } from './entries.ts';
import { approvalRecordOf } from './proof.ts';

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
      name: 'intent, and the disk lost the entry saleSent',
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
  it.each(cases)(
    'when the kiosk died at: $name, then the application ends as $ends',
    async ({ wrote, inquire, register, ends, asked }) => {
      const r = settlementRig({ ...(inquire ? { inquire } : {}), ...(register ? { register } : {}) });
      for (const entry of PAID_ENTRIES.slice(0, wrote)) r.ledger.append('a', entry);
      expect(await r.settlement.recover(NEVER_ABORTED)).toEqual({ settled: 1, left: 0 });
      expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: ends });
      expect(r.asked).toEqual(asked);
    },
  );

  const hand = (as: 'returned' | 'not-paid'): LedgerEntry => ({
    kind: 'settledByHand',
    as,
    by: 'A.M.',
    at: 'now',
    leftToStaff: false,
  });
  const toReverse: readonly LedgerEntry[] = [
    ...PAID_ENTRIES,
    { kind: 'approved', approval: { ...APPROVED.approval }, at: 'now' },
    { kind: 'issueRequested' },
    { kind: 'issueRefused', reason: 'not-eligible' },
    { kind: 'reversing' },
  ];
  it.each([
    { name: 'a sale in doubt as not paid', wrote: PAID_ENTRIES, as: 'not-paid', ends: 'abandoned' },
    { name: 'a sale in doubt as given back', wrote: PAID_ENTRIES, as: 'returned', ends: 'returned' },
    { name: 'a reversal as given back', wrote: toReverse, as: 'returned', ends: 'returned' },
  ] as const)(
    'when staff settled $name, then the application ends as $ends and the terminal is not asked',
    async ({ wrote, as, ends }) => {
      const r = settlementRig({ register: 'down' });
      for (const entry of [...wrote, hand(as)]) r.ledger.append('a', entry);
      expect(r.settlement.inDoubt()).toBe(false);
      expect(await r.settlement.recover(NEVER_ABORTED)).toEqual({ settled: 0, left: 1 });
      r.say.register = 'ok';
      expect(await r.settlement.recover(NEVER_ABORTED)).toEqual({ settled: 1, left: 0 });
      expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: ends });
      expect(r.asked).toEqual(['withdraw', 'withdraw']);
    },
  );

  it('when the terminal does not answer, then the sale stays open and no sale is sent', async () => {
    const r = settlementRig({});
    for (const entry of PAID_ENTRIES) r.ledger.append('a', entry);
    expect(await r.settlement.recover(NEVER_ABORTED)).toEqual({ settled: 0, left: 1 });
    expect(r.settlement.inDoubt()).toBe(true);
    r.say.inquire = APPROVED;
    await r.settlement.recover(NEVER_ABORTED);
    expect(r.asked).toEqual(['inquire', 'inquire', 'register']);
    expect(r.settlement.inDoubt()).toBe(false);
  });

  it('when the back office is down, then each recovery asks it again, and the ledger has issueRequested only once', async () => {
    const r = settlementRig({ inquire: APPROVED, register: 'down' });
    for (const entry of PAID_ENTRIES) r.ledger.append('a', entry);
    await r.settlement.recover(NEVER_ABORTED);
    await r.settlement.recover(NEVER_ABORTED);
    expect(kinds(r.ledger.history('a')).slice(4)).toEqual(['approved', 'issueRequested']);
    r.say.register = 'ok';
    await r.settlement.recover(NEVER_ABORTED);
    expect(r.registered).toEqual([{ ...SALE_REF, amount: 500, at: 'now' }]);
    expect(r.ledger.open()).toEqual([]);
  });

  const NOT_YET: { readonly [Kind in Exclude<RegistrationTrouble['kind'], 'refused'>]: RegistrationTrouble } = {
    unreachable: { code: 'BKO-101', kind: 'unreachable', detail: 'down' },
    busy: { code: 'BKO-109', kind: 'busy' },
    foreign: { code: 'BKO-110', kind: 'foreign' },
    'in-progress': { code: 'BKO-108', kind: 'in-progress', retryAfterMs: 0 },
  };
  it.each(Object.entries(NOT_YET))(
    'when the office answers %s, then the settlement asks it once in each attempt',
    async (_, trouble) => {
      const r = settlementRig({ inquire: APPROVED, troubles: [trouble] });
      r.write('a', PAID_ENTRIES);
      expect(await r.settlement.recover(NEVER_ABORTED)).toEqual({ settled: 0, left: 1 });
      expect(await r.settlement.recover(NEVER_ABORTED)).toEqual({ settled: 1, left: 0 });
      expect(r.asked).toEqual(['inquire', 'register', 'register']);
    },
  );

  it('when the back office names a time, then the settlement does not ask it before that time', async () => {
    const r = settlementRig({ inquire: APPROVED, register: 'busy' });
    for (const entry of PAID_ENTRIES) r.ledger.append('a', entry);
    await r.settlement.recover(NEVER_ABORTED);
    r.clock.increment(599_999);
    r.settlement.tryNow();
    await r.settlement.recover(NEVER_ABORTED);
    expect(r.asked).toEqual(['inquire', 'register']);
    r.clock.increment(1);
    r.say.register = 'ok';
    await r.settlement.recover(NEVER_ABORTED);
    expect(r.asked).toEqual(['inquire', 'register', 'register']);
    expect(r.ledger.open()).toEqual([]);
  });

  it('when a visit holds an application, then the settlement leaves it alone', async () => {
    const r = settlementRig({});
    for (const entry of PAID_ENTRIES.slice(0, 2)) r.ledger.append('a', entry);
    const release = r.settlement.claim('a');
    await r.settlement.recover(NEVER_ABORTED);
    expect(r.asked).toEqual([]);
    release();
    await r.settlement.recover(NEVER_ABORTED);
    expect(r.ledger.open()).toEqual([]);
  });

  it('when a queue number may be with the citizen, then it is not withdrawn', async () => {
    const r = settlementRig({});
    r.write('a', [...TICKET_ENTRIES, { kind: 'printing', copy: 1 }]);
    await r.settlement.recover(NEVER_ABORTED);
    expect(r.asked).toEqual([]);
    expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: 'deliveredWithoutPaper' });
  });

  it('when a sale has no known outcome, then inDoubt() forbids another sale until the terminal tells the outcome', async () => {
    const r = settlementRig({});
    r.write('a', PAID_ENTRIES);
    await r.settlement.recover(NEVER_ABORTED);
    expect([r.settlement.inDoubt(), r.asked]).toEqual([true, ['inquire']]);
    r.say.inquire = APPROVED;
    await r.settlement.recover(NEVER_ABORTED);
    expect([r.settlement.inDoubt(), r.asked]).toEqual([false, ['inquire', 'inquire', 'register']]);
  });

  it('when a queue number was not printed, then it is withdrawn', async () => {
    const r = settlementRig({});
    r.write('a', [...TICKET_ENTRIES, { kind: 'printFailed', code: 'PRN-111' }]);
    await r.settlement.recover(NEVER_ABORTED);
    expect(r.asked).toEqual(['withdraw']);
  });
});

it('when a paid queue number has no holder, then it is not withdrawn: a withdrawal gives no money back', async () => {
  const r = settlementRig({ inquire: APPROVED });
  const [quoted, ...sold] = PAID_ENTRIES;
  for (const entry of [{ ...quoted, paper: 'ticket' } as LedgerEntry, ...sold]) r.ledger.append('a', entry);
  await r.settlement.recover(NEVER_ABORTED);
  expect(r.asked).toEqual(['inquire', 'register']);
  expect(r.ledger.history('a').at(-1)?.entry).toEqual({ kind: 'closed', outcome: 'deliveredWithoutPaper' });
});

it('when a note has no answer of the validator, then the settlement waits until staff settle the note, and then credits the others', async () => {
  const r = settlementRig({});
  const [quoted, lodged] = PAID_ENTRIES;
  const write = (...entries: readonly LedgerEntry[]) => r.write('a', entries);
  write({ ...quoted, amount: 3_000 } as LedgerEntry, lodged!, { kind: 'cashIntent' });
  write({ kind: 'noteHeld', noteId: 'n1', value: 2_000 }, { kind: 'noteStacked', noteId: 'n1' });
  write({ kind: 'noteHeld', noteId: 'n2', value: 1_000 });
  await r.settlement.recover(NEVER_ABORTED);
  expect([r.settlement.noteInDoubt(), r.ledger.find('a')?.last]).toEqual([true, 'cashIntent']);
  write({ kind: 'noteInDoubt', noteId: 'n2', value: 1_000, why: 'settled-by-hand', by: 'A.M.' });
  await r.settlement.recover(NEVER_ABORTED);
  expect([r.settlement.noteInDoubt(), r.asked]).toEqual([false, ['withdraw']]);
  expect(r.ledger.find('a')).toMatchObject({ last: 'closed', credits: [{ amount: 2_000 }] });
});

describe('a sale', () => {
  it('when a sale is paid, then its intent is in the ledger before the terminal gets it', async () => {
    const r = settlementRig({
      pay: {
        known: 'nothing',
        ask: 'last-transaction',
        trouble: { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' },
      },
    });
    const { id } = r.dealings.quote({ service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' });
    r.ledger.append(id, { kind: 'lodged', reference: 'x' });
    r.ledger.onAppend(({ entry }) => r.asked.push(entry.kind));
    await r.dealings.pay(id, NEVER_ABORTED, () => undefined);
    expect(r.asked).toEqual(['intent', 'saleSent', 'pay', 'unknown']);
  });
});

describe('one attempt', () => {
  it.each([
    ['no notes', CASH_ENTRIES, ['withdraw'], 'abandoned'],
    [
      'too few notes',
      [...CASH_ENTRIES, { kind: 'noteHeld', noteId: 'n', value: 100 }, NOTE_ENTRIES[1]],
      ['withdraw'],
      'credited',
    ],
    ['enough notes', [...CASH_ENTRIES, ...NOTE_ENTRIES], ['register'], 'deliveredWithoutPaper'],
  ] as const)('when there are %s, then the application is settled', async (_, entries, asked, outcome) => {
    const r = settlementRig({});
    r.write('a', entries as readonly LedgerEntry[]);
    expect(await r.settlement.recover(NEVER_ABORTED)).toEqual({ settled: 1, left: 0 });
    expect(r.asked).toEqual(asked);
    expect(r.ledger.history('a').map(({ entry }) => entry)).toContainEqual({ kind: 'closed', outcome });
  });

  it('when nothing is open, then nothing is done', async () => {
    const r = settlementRig({});
    expect(await r.settlement.recover(NEVER_ABORTED)).toEqual({ settled: 0, left: 0 });
    expect(r.bugs).toEqual([]);
  });

  it('when 30 s pass without an answer, then the attempt ends and the next application has its turn', async () => {
    const r = settlementRig({});
    r.write('a', sentSaleEntries('a'));
    r.write('b', FREE_ENTRIES);
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
    const recovered = r.settlement.recover(NEVER_ABORTED);
    await r.settled();
    await r.pass(29_999);
    expect([aborted, r.asked]).toEqual([[], ['inquire']]);
    await r.pass(1);
    expect(await recovered).toEqual({ settled: 1, left: 1 });
    expect([aborted, r.asked]).toEqual([[true], ['inquire', 'withdraw', 'inquire']]);
  });

  it('when an office takes ten seconds for each of ten dues, then all are registered in one attempt', async () => {
    const r = settlementRig({ registerMs: 10_000 });
    const dues = Array.from({ length: 10 }, (_, nth) => nth + 1);
    r.write('a', [
      { ...PAID_ENTRIES[0], lines: dues.map(() => 50) } as LedgerEntry,
      ...dues.map((line): LedgerEntry => ({ kind: 'lineLodged', line, reference: 'K5-7QF2-41' })),
      ...PAID_ENTRIES.slice(1),
      { kind: 'approved', approval: approvalRecordOf(APPROVED.approval), at: 'then' },
    ]);
    const recovered = r.settlement.recover(NEVER_ABORTED);
    for (const _ of dues) {
      await r.settled();
      await r.pass(10_000);
    }
    expect(await recovered).toEqual({ settled: 1, left: 0 });
    expect(r.ledger.find('a')).toMatchObject({ last: 'closed', credits: [] });
    expect(r.asked).toHaveLength(10);
  });

  it('when the signal is aborted, then no attempt is made', async () => {
    const r = settlementRig({});
    r.write('a', FREE_ENTRIES);
    expect(await r.settlement.recover(AbortSignal.abort())).toEqual({ settled: 0, left: 1 });
    expect(r.asked).toEqual([]);
  });

  it('when one attempt throws, then the bug is reported and the other applications are settled', async () => {
    const r = settlementRig({});
    r.write('a', sentSaleEntries('a'));
    r.write('b', FREE_ENTRIES);
    r.inquiring(() => Promise.reject(new Error('a bug')));
    expect(await r.settlement.recover(NEVER_ABORTED)).toEqual({ settled: 1, left: 1 });
    expect(r.bugs).toEqual([new Error('a bug')]);
  });

  it('when two recoveries run, then the terminal gets one request at a time', async () => {
    const r = settlementRig({});
    r.write('a', sentSaleEntries('a'));
    let answer: (outcome: InquireOutcome) => void = () => undefined;
    r.inquiring(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const both = Promise.all([r.settlement.recover(NEVER_ABORTED), r.settlement.recover(NEVER_ABORTED)]);
    await r.settled();
    expect(r.asked).toEqual(['inquire']);
    answer(NO_ANSWER);
    await r.settled();
    expect(r.asked).toEqual(['inquire', 'inquire']);
    answer(NO_ANSWER);
    await both;
  });
});
