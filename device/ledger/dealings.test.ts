import { describe, expect, it } from 'vitest';
import { err, ok } from '../../drivers/result.ts';
import {
  CASH,
  DOWN,
  dealingsRig,
  LODGED,
  NEVER,
  NO,
  noteIn,
  QUOTED,
  REF,
  REGISTERED,
  REQUEST,
  SOLD,
} from '../../test/rigs/dealings-rig.ts';
import { nextStep } from './next-step.ts';

describe('an application', () => {
  it('is opened under an id of its own', () => {
    const { dealings, entries } = dealingsRig();
    const quote = { service: 'x', tier: 't', tariffDate: '2022-08-15', amount: 700, paper: 'ticket' } as const;
    expect(dealings.quote(quote)).toMatchObject({ id: 'id-1', last: 'quoted', ...quote });
    expect(entries('id-1')).toEqual([{ kind: 'quoted', ...quote }]);
  });

  it('has its reference in the ledger when it is lodged, and nothing when that failed', async () => {
    const { dealings, write, entries, said } = dealingsRig();
    write('b', QUOTED);
    said.lodge = err(DOWN);
    expect(await dealings.lodge('b', REQUEST, NEVER)).toEqual(err(DOWN));
    expect(entries('b')).toEqual([QUOTED]);
    said.lodge = ok({ id: '1', reference: 'K5-OTHER-1' });
    expect(await dealings.lodge('b', REQUEST, NEVER)).toMatchObject({ ok: true, value: { reference: 'K5-OTHER-1' } });
    expect(entries('b').slice(1)).toEqual([{ kind: 'lodged', reference: 'K5-OTHER-1' }]);
  });

  it('that the ledger does not have is a bug', () => {
    expect(() => dealingsRig().dealings.countCash('nobody')).toThrow('nobody');
  });
});

describe('registering', () => {
  it('announces it, then asks, and again without another announcement', async () => {
    const r = dealingsRig();
    r.write('a', ...SOLD);
    r.happened.length = 0;
    r.said.register = err(DOWN);
    expect(await r.dealings.register('a', NEVER)).toEqual(err(DOWN));
    r.said.register = err({ code: 'BKO-108', kind: 'in-progress', retryAfterMs: 1 });
    await r.dealings.register('a', NEVER);
    r.said.register = ok(REGISTERED);
    expect(await r.dealings.register('a', NEVER)).toEqual(ok(REGISTERED));
    expect(r.happened).toEqual(['issueRequested', 'register', 'register', 'register', 'issued']);
    const { terminalId, traceNumber, receiptNumber } = REF;
    const proof = { terminalId, traceNumber, receiptNumber, amount: 500, at: 'then' };
    expect(r.proofs).toEqual([proof, proof, proof]);
  });

  it('writes why it was refused', async () => {
    const r = dealingsRig();
    r.write('a', ...SOLD);
    r.said.register = err(NO);
    expect(await r.dealings.register('a', NEVER)).toEqual(err(NO));
    expect(r.last()).toEqual({ kind: 'issueRefused', reason: 'not-eligible' });
  });

  it('when the office has the application with another payment, then staff decide and no money goes back', async () => {
    const r = dealingsRig();
    r.write('a', ...SOLD);
    r.said.register = err({ ...NO, reason: 'idempotency-conflict' });
    const foreign = err({ code: 'BKO-110', kind: 'foreign' });
    expect(await r.dealings.register('a', NEVER)).toEqual(foreign);
    expect(nextStep(r.ledger.find('a')!)).toEqual({ do: 'leave-to-staff' });
    // A visit tries again, and the office is not asked again.
    expect(await r.dealings.register('a', NEVER)).toEqual(foreign);
    expect(r.happened.filter((what) => what === 'register')).toHaveLength(1);
    expect(r.last()).toEqual({ kind: 'issueRefused', reason: 'idempotency-conflict' });
  });

  it('credits what the notes are worth beyond the duty', async () => {
    const r = dealingsRig();
    r.write('a', CASH, ...noteIn('n', 1_000), { kind: 'cashPaid', notes: [1_000], at: 'then' });
    await r.dealings.register('a', NEVER);
    expect(r.proofs).toEqual([{ notes: [1_000], amount: 500, at: 'then' }]);
    expect(r.last()).toMatchObject({ kind: 'creditIssued', amount: 500 });
  });
});

describe('withdrawing', () => {
  it('is told to the back office with its reason, and then written', async () => {
    const r = dealingsRig();
    expect(await r.dealings.withdraw('a', 'not-paid', NEVER)).toMatchObject({ ok: true, value: { last: 'withdrawn' } });
    expect(r.happened).toEqual(['withdraw a not-paid', 'withdrawn']);
  });

  it('is done where the back office says that there is nothing to take back', async () => {
    const r = dealingsRig();
    r.said.withdraw = err(NO);
    expect(await r.dealings.withdraw('a', 'not-paid', NEVER)).toMatchObject({ ok: true, value: { last: 'withdrawn' } });
  });

  it('is not done where it did not answer', async () => {
    const r = dealingsRig();
    r.said.withdraw = err(DOWN);
    expect(await r.dealings.withdraw('a', 'not-paid', NEVER)).toEqual(err(DOWN));
    expect(r.last()).toEqual(LODGED);
  });
});

describe('one more paper', () => {
  const claim = {
    kiosk: 'K5',
    reference: 'K5-7QF2-41',
    fin: '5ABC12D',
    documentNumber: 'AA1',
    assurance: 'zone',
    confirmation: null,
  } as const;

  it('is numbered under an id of its own, and booked when it is printed', async () => {
    const r = dealingsRig();
    const numbered = await r.dealings.numberDuplicate(claim, NEVER);
    expect(numbered).toEqual(ok({ id: 'id-1', reference: 'K5-7QF2-41', number: 2 }));
    expect(r.happened).toEqual(['duplicate id-1 K5-7QF2-41']);
    if (!numbered.ok) return;
    expect(r.dealings.bookDuplicate(numbered.value, { service: 's', paper: 'certificate' }).duplicate).toBe(2);
    expect(r.entries('id-1')).toEqual([
      { kind: 'duplicateIssued', service: 's', paper: 'certificate', reference: 'K5-7QF2-41', number: 2 },
    ]);
  });

  it('is none where the back office gives no number', async () => {
    const r = dealingsRig();
    r.said.duplicate = err(NO);
    expect(await r.dealings.numberDuplicate(claim, NEVER)).toEqual(err(NO));
  });
});
