import { describe, expect, it } from 'vitest';
import { err, ok } from '../../drivers/result.ts';
import {
  CASH_ENTRIES,
  LODGE_REQUEST,
  LODGED,
  NEVER_ABORTED,
  OFFICE_DOWN,
  OFFICE_REFUSAL,
  QUOTED,
  REGISTERED,
  SALE_REF,
  SOLD_ENTRIES,
  stackedNoteEntries,
  terminalAndOfficeRig,
} from '../../test/rigs/dealings-rig.ts';
import { nextSettlementStep } from './next-step.ts';

describe('an application', () => {
  it('when a price is quoted, then the application gets a new id', () => {
    const { dealings, entries } = terminalAndOfficeRig();
    const quote = { service: 'x', tier: 't', tariffDate: '2022-08-15', amount: 700, paper: 'ticket' } as const;
    expect(dealings.quote(quote)).toMatchObject({ id: 'id-1', last: 'quoted', ...quote });
    expect(entries('id-1')).toEqual([{ kind: 'quoted', ...quote }]);
  });

  it('when lodging succeeds, then the ledger has the reference; when lodging fails, the ledger has no new entry', async () => {
    const { dealings, write, entries, said } = terminalAndOfficeRig();
    write('b', QUOTED);
    said.lodge = err(OFFICE_DOWN);
    expect(await dealings.lodge('b', LODGE_REQUEST, NEVER_ABORTED)).toEqual(err(OFFICE_DOWN));
    expect(entries('b')).toEqual([QUOTED]);
    said.lodge = ok({ id: '1', reference: 'K5-OTHER-1' });
    expect(await dealings.lodge('b', LODGE_REQUEST, NEVER_ABORTED)).toMatchObject({
      ok: true,
      value: { reference: 'K5-OTHER-1' },
    });
    expect(entries('b').slice(1)).toEqual([{ kind: 'lodged', reference: 'K5-OTHER-1' }]);
  });

  it('when the ledger does not have the application, then countCash() throws', () => {
    expect(() => terminalAndOfficeRig().dealings.countCash('nobody')).toThrow('nobody');
  });
});

describe('registering', () => {
  it('when registering is repeated, then the ledger has one issueRequested and each proof is the same', async () => {
    const r = terminalAndOfficeRig();
    r.write('a', ...SOLD_ENTRIES);
    r.happened.length = 0;
    r.said.register = err(OFFICE_DOWN);
    expect(await r.dealings.register('a', NEVER_ABORTED)).toEqual(err(OFFICE_DOWN));
    r.said.register = err({ code: 'BKO-108', kind: 'in-progress', retryAfterMs: 1 });
    await r.dealings.register('a', NEVER_ABORTED);
    r.said.register = ok(REGISTERED);
    expect(await r.dealings.register('a', NEVER_ABORTED)).toEqual(ok(REGISTERED));
    expect(r.happened).toEqual(['issueRequested', 'register', 'register', 'register', 'issued']);
    const { terminalId, traceNumber, receiptNumber } = SALE_REF;
    const proof = { terminalId, traceNumber, receiptNumber, amount: 500, at: 'then' };
    expect(r.proofs).toEqual([proof, proof, proof]);
  });

  it('when the office refuses, then the ledger has the reason', async () => {
    const r = terminalAndOfficeRig();
    r.write('a', ...SOLD_ENTRIES);
    r.said.register = err(OFFICE_REFUSAL);
    expect(await r.dealings.register('a', NEVER_ABORTED)).toEqual(err(OFFICE_REFUSAL));
    expect(r.last()).toEqual({ kind: 'issueRefused', reason: 'not-eligible' });
  });

  it('when the office has the application with another payment, then staff decide and no money goes back', async () => {
    const r = terminalAndOfficeRig();
    r.write('a', ...SOLD_ENTRIES);
    r.said.register = err({ ...OFFICE_REFUSAL, reason: 'idempotency-conflict' });
    const foreign = err({ code: 'BKO-110', kind: 'foreign' });
    expect(await r.dealings.register('a', NEVER_ABORTED)).toEqual(foreign);
    expect(nextSettlementStep(r.ledger.find('a')!)).toEqual({ do: 'leave-to-staff' });
    expect(await r.dealings.register('a', NEVER_ABORTED)).toEqual(foreign);
    expect(r.happened.filter((what) => what === 'register')).toHaveLength(1);
    expect(r.last()).toEqual({ kind: 'issueRefused', reason: 'idempotency-conflict' });
  });

  it('when the notes exceed the duty, then the excess becomes a credit', async () => {
    const r = terminalAndOfficeRig();
    r.write('a', CASH_ENTRIES, ...stackedNoteEntries('n', 1_000), { kind: 'cashPaid', notes: [1_000], at: 'then' });
    await r.dealings.register('a', NEVER_ABORTED);
    expect(r.proofs).toEqual([{ notes: [1_000], amount: 500, at: 'then' }]);
    expect(r.last()).toMatchObject({ kind: 'creditIssued', amount: 500 });
  });
});

describe('withdrawing', () => {
  it('when the kiosk withdraws with a reason, then the office gets the reason and the ledger has the withdrawal', async () => {
    const r = terminalAndOfficeRig();
    expect(await r.dealings.withdraw('a', 'not-paid', NEVER_ABORTED)).toMatchObject({
      ok: true,
      value: { last: 'withdrawn' },
    });
    expect(r.happened).toEqual(['withdraw a not-paid', 'withdrawn']);
  });

  it('when the office refuses a withdrawal, then the application counts as withdrawn all the same', async () => {
    const r = terminalAndOfficeRig();
    r.said.withdraw = err(OFFICE_REFUSAL);
    expect(await r.dealings.withdraw('a', 'not-paid', NEVER_ABORTED)).toMatchObject({
      ok: true,
      value: { last: 'withdrawn' },
    });
  });

  it('when the office does not answer, then the ledger has no withdrawal', async () => {
    const r = terminalAndOfficeRig();
    r.said.withdraw = err(OFFICE_DOWN);
    expect(await r.dealings.withdraw('a', 'not-paid', NEVER_ABORTED)).toEqual(err(OFFICE_DOWN));
    expect(r.last()).toEqual(LODGED);
  });
});

describe('a duplicate', () => {
  const claim = {
    kiosk: 'K5',
    reference: 'K5-7QF2-41',
    fin: '5ABC12D',
    documentNumber: 'AA1',
    assurance: 'zone',
    confirmation: null,
  } as const;

  it('when the office gives a number, then the duplicate gets an id, and only bookDuplicate() writes it to the ledger', async () => {
    const r = terminalAndOfficeRig();
    const numbered = await r.dealings.numberDuplicate(claim, NEVER_ABORTED);
    expect(numbered).toEqual(ok({ id: 'id-1', reference: 'K5-7QF2-41', number: 2 }));
    expect(r.happened).toEqual(['duplicate id-1 K5-7QF2-41']);
    if (!numbered.ok) return;
    expect(r.dealings.bookDuplicate(numbered.value, { service: 's', paper: 'certificate' }).duplicate).toBe(2);
    expect(r.entries('id-1')).toEqual([
      { kind: 'duplicateIssued', service: 's', paper: 'certificate', reference: 'K5-7QF2-41', number: 2 },
    ]);
  });

  it('when the office gives no number, then the refusal is returned', async () => {
    const r = terminalAndOfficeRig();
    r.said.duplicate = err(OFFICE_REFUSAL);
    expect(await r.dealings.numberDuplicate(claim, NEVER_ABORTED)).toEqual(err(OFFICE_REFUSAL));
  });
});
