import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import type { ValidatorStatus } from '../../drivers/bill-validator/contract.ts';
import { emitter } from '../../drivers/emitter.ts';
import { err, ok } from '../../drivers/result.ts';
import { type Ledger, openLedger } from '../ledger/ledger.ts';
import { logSignerFromSeed } from '../merkle/signer.ts';
import type { SignedInStaff } from '../staff/contract.ts';
import { type CassettePage, openCassettePage } from './cassette-page.ts';
import { createCassetteDesk } from './money/cassette.ts';

const { sign } = logSignerFromSeed('asan-kiosk/K5', new Uint8Array(32).fill(7));
const ANAR: SignedInStaff = { badge: 'T-017', by: 'badge' };
const IN = {
  device: 'online',
  intake: 'paused',
  blockedBy: null,
  notes: [500, 2_000],
  identity: null,
} satisfies ValidatorStatus;
const OUT: ValidatorStatus = { ...IN, intake: 'blocked', blockedBy: { code: 'BIL-104', kind: 'cassette-missing' } };

function rig(ledger: Ledger = openLedger({ file: ':memory:', now: () => new Date(0) })) {
  const changed = emitter<ValidatorStatus>();
  let status: ValidatorStatus = IN;
  let printed = ok(undefined) as Awaited<ReturnType<Parameters<typeof openCassettePage>[0]['print']>>;
  let ids = 0;
  const timestamp = () => '2026-12-02T10:00:00+04:00';
  const desk = createCassetteDesk({ ledger, kioskId: 'K5', sign, timestamp, newId: () => `x${++ids}` });
  const done = vi.fn();
  const page = openCassettePage(
    {
      desk,
      validator: { status: () => status, onStatus: changed.on },
      print: () => Promise.resolve(printed),
      slip: () => ({ lines: [], cut: true }),
      doubts: () => 1,
    },
    {
      authority: ANAR,
      admit: (badge, pin) =>
        Promise.resolve(
          pin === '654321'
            ? ok({ badge, by: 'badge' } as const)
            : err({ code: 'STF-102', kind: 'wrong-pin', triesLeft: 2 } as const),
        ),
      changed: () => undefined,
      done,
    },
  );
  return {
    ledger,
    desk,
    page,
    done,
    view: () => page.view() as CassettePage,
    keys: (text: string) => {
      for (const key of text) page.take({ do: 'key', key });
    },
    next: () => page.take({ do: 'next' }),
    answer: (value: string) => page.take({ do: 'answer', value }),
    validatorSays(its: ValidatorStatus) {
      status = its;
      changed.emit(its);
    },
    paper(isThere: boolean) {
      printed = isThere
        ? ok(undefined)
        : err({ code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'before-write' });
    },
  };
}

function untilCount(its: ReturnType<typeof rig>): void {
  its.next();
  its.validatorSays(OUT);
  its.validatorSays(IN);
}

describe('page of the exchange', () => {
  it('when the cassette moves, then its sensor turns the pages; a touch before that does not', () => {
    const its = rig();
    expect(its.view().step).toBe('begin');
    its.next();
    its.next();
    expect(its.view()).toMatchObject({ step: 'take-out', trouble: 'cassette-in' });
    its.validatorSays(OUT);
    expect(its.view().step).toBe('put-in');
    its.next();
    expect(its.view()).toMatchObject({ step: 'put-in', trouble: 'cassette-out' });
    its.validatorSays(IN);
    expect(its.view()).toMatchObject({ step: 'count', rows: [{ value: 500 }, { value: 2_000 }] });
  });

  it('when the disk is full while the exchange is given up, then the page says so and stays', () => {
    const its = rig();
    its.next();
    const { ledger } = its;
    const append = vi.spyOn(ledger, 'append').mockImplementation(() => {
      throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    });
    its.page.take({ do: 'back' });
    expect(its.view()).toMatchObject({ step: 'take-out', trouble: 'not-recorded' });
    expect(its.done).not.toHaveBeenCalled();
    append.mockRestore();
    its.page.take({ do: 'back' });
    expect(its.done).toHaveBeenCalledOnce();
  });

  it('when the validator is away, then touches turn the pages', () => {
    const its = rig();
    its.validatorSays({ ...IN, device: 'offline', intake: 'unknown' });
    its.next();
    its.next();
    its.next();
    expect(its.view().step).toBe('count');
  });

  it('when the count agrees, then bag, slip and end follow', async () => {
    const its = rig();
    untilCount(its);
    its.next();
    expect(its.view()).toMatchObject({ step: 'bag', sum: 0 });
    its.keys('AB12345');
    its.page.take({ do: 'erase' });
    its.next();
    await vi.waitFor(() => expect(its.view().step).toBe('ended'));
    expect(its.desk.find('x1')?.exchange).toMatchObject({ bag: 'AB1234', slip: true });
    its.next();
    expect(its.done).toHaveBeenCalledOnce();
  });

  it('when the count differs, then the badge that counted is refused, and a second badge with its PIN confirms', async () => {
    const its = rig();
    untilCount(its);
    its.answer('value:2000');
    its.keys('12');
    its.next();
    expect(its.view()).toMatchObject({
      step: 'difference',
      sum: 24_000,
      differences: [{ value: 2_000, counted: 12, expected: 0 }],
      doubts: 1,
    });
    its.page.hear?.({ type: 'staff.badge-presented', badge: 'T-017' });
    expect(its.view()).toMatchObject({ step: 'difference', trouble: 'same-badge' });
    its.page.hear?.({ type: 'staff.badge-presented', badge: 'T-018' });
    its.keys('000000');
    expect(its.view()).toMatchObject({ step: 'pin', typed: '••••••' });
    its.next();
    await vi.waitFor(() => expect(its.view()).toMatchObject({ step: 'pin', trouble: 'wrong-pin', typed: '' }));
    its.keys('654321');
    its.next();
    await vi.waitFor(() => expect(its.view().step).toBe('bag'));
    expect(its.desk.current()?.exchange.second).toBe('T-018');
  });

  it('when the notes are counted again, then the new count replaces the old one', () => {
    const its = rig();
    untilCount(its);
    its.keys('3');
    its.next();
    its.answer('again');
    expect(its.view()).toMatchObject({ step: 'count', rows: [{ typed: '' }, { typed: '' }] });
    its.next();
    expect(its.view()).toMatchObject({ step: 'difference', differences: [] });
  });

  it('when the slip fails, then the exchange can end without it', async () => {
    const its = rig();
    untilCount(its);
    its.next();
    its.keys('AB1234');
    its.paper(false);
    its.next();
    await vi.waitFor(() => expect(its.view()).toMatchObject({ step: 'slip-failed', printer: 'PRN-111' }));
    its.answer('without-slip');
    expect(its.desk.find('x1')?.exchange).toMatchObject({ slip: false, last: 'cassetteEnded' });
  });

  it('when a bag is refused, then the page says why and stays', () => {
    const its = rig();
    untilCount(its);
    its.next();
    its.keys('12');
    its.next();
    expect(its.view()).toMatchObject({ step: 'bag', trouble: 'wrong-bag', typed: '12' });
  });

  it('when the page closes at the bag and opens again, then it asks for the bag', () => {
    const its = rig();
    untilCount(its);
    its.next();
    its.page.close();
    expect(rig(its.ledger).view().step).toBe('bag');
  });

  it('when the page is left before the cassette is out, then no exchange stays open', () => {
    const its = rig();
    its.next();
    its.page.take({ do: 'back' });
    expect(its.desk.current()).toBeNull();
  });
});

it('when the disk is full at a step, then the page says so, and the same touch goes on later', async () => {
  const its = rig();
  untilCount(its);
  its.next();
  its.keys('A12345');
  const append = vi.spyOn(its.ledger, 'append');
  const fillsUp = () =>
    append.mockImplementationOnce(() => {
      throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    });
  fillsUp();
  its.next();
  expect(its.view()).toMatchObject({ step: 'bag', trouble: 'not-recorded' });
  its.next();
  fillsUp();
  await vi.waitFor(() => expect(its.view()).toMatchObject({ step: 'slip-failed', trouble: 'not-recorded' }));
  its.answer('without-slip');
  expect(its.view()).toMatchObject({ step: 'ended', trouble: null });
});
