import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { err, ok } from '../../drivers/result.ts';
import {
  APPROVAL,
  LODGED,
  NEVER_ABORTED,
  OFFICE_DOWN,
  OFFICE_REFUSAL,
  QUOTED,
  stackedNoteEntries,
  terminalAndOfficeRig,
} from '../../test/rigs/dealings-rig.ts';
import { OPERATION_NOT_FOUND, OPERATION_NOT_OFFERED } from '../back-office/not-offered.ts';
import { isFinished } from './cash.ts';
import { cashListOf } from './cash-list.ts';
import type { LedgerEntry } from './entries.ts';
import { nextSettlementStep } from './next-step.ts';
import { createSettlement } from './settlement.ts';

const CODE = 'K5-7QF2-9XKD-41';
const PART = { ...APPROVAL, amount: 300 };

describe('a credit as payment', () => {
  it('when the credit pays a part, then the sale is for the rest, and every proof names the credit', async () => {
    const r = terminalAndOfficeRig({ issueOfGoods: true });
    r.said.pay = { known: 'approved', approval: PART };
    expect(await r.dealings.reserveCredit('a', CODE, NEVER_ABORTED)).toEqual(ok({ amount: 200, left: 0 }));
    await r.dealings.pay('a', NEVER_ABORTED, () => undefined);
    await r.dealings.register('a', NEVER_ABORTED);
    expect(r.happened.slice(0, 5)).toEqual([`reserve a ${CODE} 500`, 'creditReserved', 'intent', 'saleSent', 'pay']);
    expect(r.intents.map(({ amount }) => amount)).toEqual([300]);
    expect(r.proofs.map((proof) => proof?.credit)).toEqual([200, 200]);
    expect(JSON.stringify(r.entries())).not.toContain(CODE);
  });

  it('when a sale of the rest is in doubt, then the inquiry at the terminal names the amount of the rest', async () => {
    const r = terminalAndOfficeRig();
    await r.dealings.reserveCredit('a', CODE, NEVER_ABORTED);
    r.write('a', { kind: 'intent', intentId: 'i', before: null }, { kind: 'saleSent' });
    await r.dealings.ask('a', NEVER_ABORTED);
    expect(r.intents.map(({ amount }) => amount)).toEqual([300]);
  });

  it('when the credit covers the price, then nothing else is paid', async () => {
    const r = terminalAndOfficeRig();
    r.said.reserve = ok({ amount: 500, left: 700 });
    await r.dealings.reserveCredit('a', CODE, NEVER_ABORTED);
    expect(await r.dealings.register('a', NEVER_ABORTED)).toMatchObject({ ok: true });
    expect(r.proofs).toEqual([{ credit: 500, amount: 0, at: 'now' }]);
    expect(r.entries().map(({ kind }) => kind)).not.toContain('intent');
  });

  it('when the answer is lost, then the ledger has no new entry, and the kiosk repeats the same request', async () => {
    const r = terminalAndOfficeRig();
    r.said.reserve = err(OFFICE_DOWN);
    expect(await r.dealings.reserveCredit('a', CODE, NEVER_ABORTED)).toEqual(err(OFFICE_DOWN));
    expect(r.entries().map(({ kind }) => kind)).toEqual(['quoted', 'lodged']);
    r.said.reserve = ok({ amount: 200, left: 0 });
    await r.dealings.reserveCredit('a', CODE, NEVER_ABORTED);
    expect(r.happened).toEqual([`reserve a ${CODE} 500`, `reserve a ${CODE} 500`, 'creditReserved']);
  });
});

describe('a credit that this kiosk issued', () => {
  const stopped = () => {
    const r = terminalAndOfficeRig();
    r.write('a', { kind: 'cashIntent' }, ...stackedNoteEntries('n', 100), { kind: 'cashStopped' });
    r.dealings.credit('a');
    r.write('a', { kind: 'withdrawn' }, { kind: 'closed', outcome: 'credited' });
    return { ...r, application: () => r.ledger.find('a')! };
  };

  it('when the office does not answer, then the application stays open and the kiosk repeats the report under the same key', async () => {
    const r = stopped();
    r.said.tell = err(OFFICE_DOWN);
    expect([isFinished(r.application()), nextSettlementStep(r.application())]).toEqual([false, { do: 'tell-credit' }]);
    expect(await r.dealings.tellCredits('a', NEVER_ABORTED)).toEqual(err(OFFICE_DOWN));
    expect(r.ledger.open()).toHaveLength(1);
    r.said.tell = ok(undefined);
    await r.dealings.tellCredits('a', NEVER_ABORTED);
    await r.dealings.tellCredits('a', NEVER_ABORTED);
    expect(r.happened.filter((what) => what.startsWith('tell'))).toEqual(
      Array.from({ length: 2 }, () => 'tell a.credit.1 credit 1 of a 100'),
    );
    expect([r.ledger.open(), r.last()]).toEqual([[], { kind: 'creditTold', code: 'credit 1 of a' }]);
  });

  it('when the answer about the second credit is lost, then the kiosk repeats each report under its own key', async () => {
    const r = terminalAndOfficeRig();
    r.write('a', { kind: 'cashIntent' }, ...stackedNoteEntries('n', 100), { kind: 'cashStopped' });
    r.dealings.credit('a');
    r.write('a', { kind: 'cashIntent' }, ...stackedNoteEntries('m', 70), { kind: 'cashStopped' });
    r.dealings.credit('a');
    r.write('a', { kind: 'withdrawn' }, { kind: 'closed', outcome: 'credited' });
    const answers = [ok(undefined), err(OFFICE_DOWN), ok(undefined)];
    Object.defineProperty(r.said, 'tell', { get: () => answers.shift() });
    await r.dealings.tellCredits('a', NEVER_ABORTED);
    await r.dealings.tellCredits('a', NEVER_ABORTED);
    const second = 'tell a.credit.2 credit 2 of a 70';
    expect(r.happened.filter((what) => what.startsWith('tell'))).toEqual([
      'tell a.credit.1 credit 1 of a 100',
      second,
      second,
    ]);
    expect(r.ledger.open()).toEqual([]);
  });

  it('when the office refuses the credit, then the kiosk does not report it again, and the ledger has the reason', async () => {
    const r = stopped();
    r.said.tell = err(OFFICE_REFUSAL);
    await r.dealings.tellCredits('a', NEVER_ABORTED);
    expect([r.ledger.open(), r.last()]).toEqual([
      [],
      { kind: 'creditTold', code: 'credit 1 of a', refused: 'not-eligible' },
    ]);
  });

  it.each([
    ['takes', ok(undefined), {}],
    ['refuses', err(OFFICE_REFUSAL), { refused: 'not-eligible' }],
  ] as const)(
    'when a cashier pays the credit out before the office %s the report, then the ledger has the payout and the answer',
    async (_, answer, refused) => {
      const r = stopped();
      const code = 'credit 1 of a';
      Object.defineProperty(r.said, 'tell', {
        get() {
          r.write('a', { kind: 'creditPaidOut', code, by: 'T-017', at: 'now' });
          return answer;
        },
      });
      expect(await r.dealings.tellCredits('a', NEVER_ABORTED)).toEqual(ok(undefined));
      expect(r.entries().slice(-2)).toEqual([
        { kind: 'creditPaidOut', code, by: 'T-017', at: 'now' },
        { kind: 'creditTold', code, ...refused },
      ]);
      expect(r.ledger.open()).toEqual([]);
      expect(() => r.write('a', { kind: 'creditTold', code })).toThrow(/does not report/);
    },
  );

  it.each([
    ['an earlier version issued the credit', 0, 'by-list'],
    ['the office has not answered about the credit', 1, 'not-yet'],
    ['the office knows the credit', 2, 'known'],
    ['the office refused the credit', 3, 'refused'],
    ['the office takes no credits', 4, 'not-offered'],
  ] as const)('when %s, then the staff list of credits says so', (_, answer, atOffice) => {
    const issued = { kind: 'creditIssued', code: 'c', amount: 100, at: 'then' } as const;
    const told = { kind: 'creditTold', code: 'c' } as const;
    const entries: readonly LedgerEntry[][] = [
      [issued],
      [{ ...issued, toTell: true }],
      [{ ...issued, toTell: true }, told],
      [
        { ...issued, toTell: true },
        { ...told, refused: 'idempotency-conflict' },
      ],
      [
        { ...issued, toTell: true },
        { ...told, refused: OPERATION_NOT_OFFERED },
      ],
    ];
    const rows = (entries[answer] ?? []).map((entry) => ({ applicationId: 'a', entry, at: 'then' }));
    expect(cashListOf(rows).credits).toMatchObject([{ code: 'c', atOffice }]);
  });

  it('when an earlier version issued the credit, then the kiosk does not report it', () => {
    const r = terminalAndOfficeRig();
    r.write('a', { kind: 'cashIntent' }, ...stackedNoteEntries('n', 100), { kind: 'cashStopped' });
    r.write('a', { kind: 'creditIssued', code: 'old', amount: 100, at: 'then' });
    r.write('a', { kind: 'withdrawn' }, { kind: 'closed', outcome: 'credited' });
    expect(r.ledger.open()).toEqual([]);
    expect(() => r.write('a', { kind: 'creditTold', code: 'old' })).toThrow(/does not report/);
  });
});

describe('the settlement of credits', () => {
  const IN_NOTES = [{ kind: 'cashIntent' } as const, ...stackedNoteEntries('n', 100)];
  function settling() {
    const r = terminalAndOfficeRig();
    const clock = new SimulatedClock();
    const { ledger, dealings } = r;
    const settlement = createSettlement({
      ledger,
      dealings,
      clock,
      random: () => 1,
      onBug: (bug) => expect(bug).toBe('none'),
    });
    const settled = async () => {
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    };
    const asked = () =>
      r.happened.filter((what) => /^(tell|withdraw) /.test(what)).map((what) => what.split(' ', 2).join(' '));
    return { ...r, settlement, clock, settled, asked };
  }

  it('when the office does not answer, then the settlement tries one report after the withdrawals, and reports again in the next turn', async () => {
    const r = settling();
    r.write('b', QUOTED, LODGED);
    for (const id of ['a', 'b']) r.write(id, ...IN_NOTES);
    r.said.tell = err(OFFICE_DOWN);
    expect(await r.settlement.recover(NEVER_ABORTED)).toEqual({ settled: 0, left: 2 });
    expect(r.asked()).toEqual(['withdraw a', 'withdraw b', 'tell a.credit.1']);
    r.said.tell = ok(undefined);
    r.clock.increment(5_000);
    await r.settled();
    expect(r.asked().slice(3)).toEqual(['tell a.credit.1', 'tell b.credit.1']);
    expect(r.ledger.open()).toEqual([]);
  });

  it('when the office takes no credits, then each credit is reported once, and nothing stays open', async () => {
    const r = settling();
    r.write('b', QUOTED, LODGED);
    for (const id of ['a', 'b']) r.write(id, ...IN_NOTES);
    r.said.tell = err({ ...OFFICE_REFUSAL, reason: OPERATION_NOT_OFFERED });
    expect(await r.settlement.recover(NEVER_ABORTED)).toEqual({ settled: 2, left: 0 });
    r.clock.increment(120_000);
    await r.settled();
    expect(r.asked()).toEqual(['withdraw a', 'withdraw b', 'tell a.credit.1', 'tell b.credit.1']);
  });

  it('when a 404 has no problem document, then the credit is reported again until the office answers', async () => {
    const r = settling();
    r.write('a', ...IN_NOTES);
    r.said.tell = err({ ...OFFICE_REFUSAL, reason: OPERATION_NOT_FOUND });
    expect(await r.settlement.recover(NEVER_ABORTED)).toEqual({ settled: 0, left: 1 });
    r.said.tell = ok(undefined);
    r.clock.increment(5_000);
    await r.settled();
    expect(r.asked()).toEqual(['withdraw a', 'tell a.credit.1', 'tell a.credit.1']);
    expect(r.ledger.open()).toEqual([]);
  });

  it('when the visit that got the credit ends, then the credit is reported at once', async () => {
    const r = settling();
    r.write('a', ...IN_NOTES);
    const release = r.settlement.claim('a');
    r.dealings.stopCash('a');
    r.dealings.credit('a');
    r.clock.increment(5_000);
    await r.settled();
    expect(r.asked()).toEqual([]);
    release();
    await r.settled();
    expect(r.asked()).toEqual(['withdraw a', 'tell a.credit.1']);
  });
});
