import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emitter } from '../../drivers/emitter.ts';
import { err, ok } from '../../drivers/result.ts';
import type { SignedInStaff } from '../staff/contract.ts';
import { openCreditsPage } from './credits-page.ts';
import type { MaintenancePageHost, OpenedMaintenancePage } from './desk.ts';
import { openDoubtsPage } from './doubts-page.ts';
import type { CreditsDesk, OpenCredit } from './money/credits.ts';
import type { DoubtsDesk, MoneyInDoubt } from './money/doubts.ts';
import type { BanknoteDesk, DoubtfulBanknote, ValidatorReadiness } from './money/notes.ts';
import { ROWS_AT_ONCE } from './row-pages.ts';
import { openStuckNotePage } from './stuck-note.ts';

const ANAR: SignedInStaff = { badge: 'T-017', by: 'badge' };
const FULL = new Database.SqliteError('database or disk is full', 'SQLITE_FULL');

const done = vi.fn();
beforeEach(() => {
  done.mockReset();
});
const host = (authority: SignedInStaff = ANAR): MaintenancePageHost => ({
  authority,
  admit: (badge, pin) =>
    Promise.resolve(
      pin === '654321'
        ? ok({ badge, by: 'badge' } as const)
        : err({ code: 'STF-102', kind: 'wrong-pin', triesLeft: 2 } as const),
    ),
  changed: () => undefined,
  done,
});
const hands = (page: OpenedMaintenancePage) => ({
  view: () => page.view(),
  next: () => page.take({ do: 'next' }),
  back: () => page.take({ do: 'back' }),
  answer: (value: string) => page.take({ do: 'answer', value }),
  keys: (text: string) => {
    for (const key of text) page.take({ do: 'key', key });
  },
});

describe('page of credits', () => {
  const CREDIT: OpenCredit = {
    code: 'c1',
    amount: 2_000,
    ageSeconds: 60,
    printed: true,
    atOffice: 'by-list',
    payer: 'list',
  };
  let open: OpenCredit[];
  const payOut = vi.fn<CreditsDesk['payOut']>();
  const rig = () => hands(openCreditsPage({ open: () => open, payOut }, host()));
  beforeEach(() => {
    open = [CREDIT];
    payOut.mockReset().mockImplementation((code) => {
      open = open.filter((each) => each.code !== code);
      return ok(CREDIT);
    });
  });

  it('when a credit is chosen and paid out, then the desk gets the badge, and the list is one shorter', () => {
    const its = rig();
    expect(its.view()).toMatchObject({ tab: 'credits', step: 'list', list: { rows: [CREDIT] } });
    its.answer('credit:c1');
    expect(its.view()).toMatchObject({ step: 'pay', credit: CREDIT });
    expect(its.view()).not.toHaveProperty('tab');
    its.next();
    expect(payOut).toHaveBeenCalledExactlyOnceWith('c1', ANAR);
    expect(its.view()).toMatchObject({ step: 'paid' });
    its.next();
    expect(its.view()).toMatchObject({ step: 'list', list: { rows: [] } });
  });

  it('when the payout is refused or the disk is full, then the page says so and stays', () => {
    const its = rig();
    its.answer('credit:c1');
    payOut.mockReturnValueOnce(err({ kind: 'office-pays' }));
    its.next();
    expect(its.view()).toMatchObject({ step: 'pay', trouble: 'office-pays' });
    payOut.mockImplementationOnce(() => {
      throw FULL;
    });
    its.next();
    expect(its.view()).toMatchObject({ step: 'pay', trouble: 'not-recorded' });
    its.back();
    expect(its.view()).toMatchObject({ step: 'list' });
  });

  it('when the list is longer than a page, then *more* shows the rest, and then the first rows again', () => {
    open = Array.from({ length: ROWS_AT_ONCE + 1 }, (_, nth) => ({ ...CREDIT, code: `c${nth}` }));
    const its = rig();
    its.answer(`credit:c${ROWS_AT_ONCE}`);
    expect(its.view()).toMatchObject({ step: 'list', list: { page: 0, pages: 2 } });
    its.answer('more');
    expect(its.view()).toMatchObject({ list: { rows: [{ code: `c${ROWS_AT_ONCE}` }], page: 1 } });
    its.answer('more');
    expect(its.view()).toMatchObject({ list: { page: 0 } });
  });
});

describe('page of money in doubt', () => {
  const SALE: MoneyInDoubt = {
    id: 'a',
    reference: 'K5-7QF2-41',
    about: 'sale',
    amount: 3_000,
    ageSeconds: 60,
    next: 'ask',
    failedAttempts: 1,
    outcomes: ['not-paid', 'returned'],
  };
  let open: MoneyInDoubt[];
  const settle = vi.fn<DoubtsDesk['settle']>();
  const record = vi.fn();
  beforeEach(() => {
    open = [SALE];
    record.mockReset();
    settle.mockReset().mockImplementation(async () => {
      open = [];
      return ok(null);
    });
  });

  function rig(badges: 1 | 2 = 1, authority = ANAR) {
    const asked: AbortSignal[] = [];
    let answer: (its: { settled: number; left: number }) => void = () => undefined;
    const askAgain = (signal: AbortSignal) => {
      asked.push(signal);
      return new Promise<{ settled: number; left: number }>((resolve) => {
        answer = resolve;
      });
    };
    const page = openDoubtsPage({ desk: { badges, list: () => open, askAgain, settle }, record }, host(authority));
    return { ...hands(page), page, asked, answers: (its: { settled: number; left: number }) => answer(its) };
  }

  function untilConfirm(its: ReturnType<typeof rig>): void {
    its.answer('doubt:a');
    its.answer('as:not-paid');
    its.answer('reason:bank');
  }

  it('when staff ask again, then the page says what ended, and the ledger has the question', async () => {
    const its = rig();
    its.answer('ask');
    expect(its.view()).toMatchObject({ step: 'asking' });
    expect(record).toHaveBeenCalledOnce();
    open = [];
    its.answers({ settled: 1, left: 0 });
    await vi.waitFor(() => expect(its.view()).toMatchObject({ step: 'list', asked: { settled: 1, left: 0 } }));
  });

  it('when staff go back while the kiosk asks, then the question ends, and its answer changes nothing', async () => {
    const its = rig();
    its.answer('ask');
    its.back();
    expect(its.asked[0]?.aborted).toBe(true);
    its.answers({ settled: 0, left: 1 });
    await Promise.resolve();
    expect(its.view()).toMatchObject({ step: 'list', asked: null });
  });

  it('when result and reason are chosen, then one badge settles, and the list is empty', async () => {
    const its = rig();
    untilConfirm(its);
    expect(its.view()).toMatchObject({ step: 'confirm', as: 'not-paid', reason: 'bank', item: SALE });
    its.next();
    expect(its.view()).toMatchObject({ step: 'settling' });
    await vi.waitFor(() => expect(its.view()).toMatchObject({ step: 'settled' }));
    expect(settle).toHaveBeenCalledExactlyOnceWith({ id: 'a', as: 'not-paid', reason: 'bank' }, ANAR, null);
    its.next();
    expect(its.view()).toMatchObject({ step: 'list', list: { rows: [] } });
  });

  it('when the profile asks for two badges, then the first badge is refused, and a second one with its PIN settles', async () => {
    const its = rig(2);
    untilConfirm(its);
    its.next();
    expect(its.view()).toMatchObject({ step: 'second' });
    its.page.hear?.({ type: 'staff.badge-presented', badge: 'T-017' });
    expect(its.view()).toMatchObject({ step: 'second', trouble: 'same-badge' });
    its.page.hear?.({ type: 'staff.badge-presented', badge: 'T-018' });
    its.keys('1111110');
    expect(its.view()).toMatchObject({ step: 'pin', typed: '••••••' });
    its.next();
    await vi.waitFor(() => expect(its.view()).toMatchObject({ step: 'pin', trouble: 'wrong-pin', typed: '' }));
    its.keys('654321');
    its.next();
    await vi.waitFor(() => expect(its.view()).toMatchObject({ step: 'settled' }));
    expect(settle.mock.lastCall?.[2]).toEqual({ badge: 'T-018', by: 'badge' });
  });

  it('when two badges are needed and the service key opened the pages, then the page refuses', () => {
    const its = rig(2, { badge: null, by: 'service-key' });
    untilConfirm(its);
    its.next();
    expect(its.view()).toMatchObject({ step: 'confirm', trouble: 'badge-needed' });
  });

  it('when the disk is full, then the page says so, and the same touch settles later', async () => {
    const its = rig();
    untilConfirm(its);
    settle.mockRejectedValueOnce(FULL);
    its.next();
    await vi.waitFor(() => expect(its.view()).toMatchObject({ step: 'confirm', trouble: 'not-recorded' }));
    its.next();
    await vi.waitFor(() => expect(its.view()).toMatchObject({ step: 'settled' }));
  });

  it('when staff go back at each step, then the steps come in reverse, up to the list', () => {
    const its = rig(2);
    untilConfirm(its);
    its.next();
    its.page.hear?.({ type: 'staff.badge-presented', badge: 'T-018' });
    for (const step of ['pin', 'second', 'confirm', 'reason', 'outcome', 'list']) {
      expect(its.view()).toMatchObject({ step });
      its.back();
    }
    expect(settle).not.toHaveBeenCalled();
  });

  it('when the kiosk settles an application by itself, then its row cannot be chosen', () => {
    open = [{ ...SALE, outcomes: [] }];
    const its = rig();
    its.answer('doubt:a');
    expect(its.view()).toMatchObject({ step: 'list' });
  });
});

describe('guide to a stuck note', () => {
  const NOTE: DoubtfulBanknote = {
    id: 'n1',
    value: 2_000,
    ageSeconds: 60,
    state: 'in-doubt',
    fates: ['given-back', 'in-cassette', 'at-count', 'none'],
  };
  let notes: DoubtfulBanknote[];
  let answer: ValidatorReadiness;
  const found = vi.fn<BanknoteDesk['found']>();
  const record = vi.fn();
  const changed = emitter<never>();
  beforeEach(() => {
    notes = [NOTE];
    answer = { is: 'free' };
    record.mockReset();
    found.mockReset().mockImplementation((id) => {
      notes = notes.filter((each) => each.id !== id);
      return ok(undefined);
    });
  });
  const rig = () =>
    hands(
      openStuckNotePage(
        { desk: { list: () => notes, answer: () => answer, found }, validator: { onStatus: changed.on }, record },
        host(),
      ),
    );
  function untilNotes(its: ReturnType<typeof rig>): void {
    for (const step of ['open', 'pull', 'close']) {
      expect(its.view()).toMatchObject({ step });
      its.next();
    }
  }

  it('when the note is found, then its place is recorded, and the guide ends with the answer of the validator', () => {
    const its = rig();
    untilNotes(its);
    expect(its.view()).toMatchObject({ step: 'notes', list: { rows: [NOTE] } });
    its.answer('note:n1');
    its.answer('fate:in-cassette');
    expect(found).toHaveBeenCalledExactlyOnceWith('n1', 'in-cassette', ANAR);
    expect(its.view()).toMatchObject({ step: 'answer', answer: { is: 'free' } });
    its.next();
    expect(record.mock.calls.map(([, its]) => its)).toEqual([{ is: 'free' }]);
    expect(done).toHaveBeenCalledOnce();
  });

  it('when the validator is still blocked, then the guide begins again', () => {
    notes = [];
    answer = { is: 'blocked', code: 'BIL-105' };
    const its = rig();
    untilNotes(its);
    expect(its.view()).toMatchObject({ step: 'answer', answer: { is: 'blocked', code: 'BIL-105' } });
    its.answer('again');
    expect(its.view()).toMatchObject({ step: 'open' });
  });

  it('when the validator reports the note by itself, then the guide goes on to the validator’s answer', () => {
    const its = rig();
    untilNotes(its);
    notes = [];
    changed.emit(undefined as never);
    expect(its.view()).toMatchObject({ step: 'answer' });
  });

  it('when the validator is busy or the disk is full, then the page says so, and the note waits', () => {
    const its = rig();
    untilNotes(its);
    its.answer('note:n1');
    found.mockReturnValueOnce(err({ kind: 'validator-busy' }));
    its.answer('fate:none');
    expect(its.view()).toMatchObject({ step: 'fate', note: NOTE, trouble: 'validator-busy' });
    found.mockImplementationOnce(() => {
      throw FULL;
    });
    its.answer('fate:none');
    expect(its.view()).toMatchObject({ step: 'fate', trouble: 'not-recorded' });
    its.answer('fate:none');
    expect(its.view()).toMatchObject({ step: 'answer', trouble: null });
  });

  it('when staff touch *later*, then the note stays on the list, and each step leads back', () => {
    const its = rig();
    untilNotes(its);
    its.answer('later');
    for (const step of ['answer', 'notes', 'close', 'pull', 'open']) {
      expect(its.view()).toMatchObject({ step });
      its.back();
    }
    expect(found).not.toHaveBeenCalled();
    expect(done).toHaveBeenCalledOnce();
  });
});
