import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../drivers/result.ts';
import {
  CASH_ENTRIES,
  LODGE_REQUEST,
  NEVER_ABORTED,
  OFFICE_DOWN,
  OFFICE_REFUSAL,
  SALE_RECORD,
  SALE_REF,
  SENT_SALE_ENTRIES,
  stackedNoteEntries,
  terminalAndOfficeRig,
} from '../../test/rigs/dealings-rig.ts';
import type { RegisteredApplication, RegistrationTrouble } from '../back-office/contract.ts';
import type { LedgerEntry } from './entries.ts';
import { nextSettlementStep } from './next-step.ts';

const DUES: LedgerEntry = {
  kind: 'quoted',
  service: 'payment-of-dues',
  tier: 'at-once',
  tariffDate: null,
  paper: 'receipt',
  amount: 1_000,
  lines: [200, 300, 500],
};
const referenceOf = (line: number) => `K5-7QF${line}-00`;
const LODGED: readonly LedgerEntry[] = [
  ...[1, 2, 3].map((line): LedgerEntry => ({ kind: 'lineLodged', line, reference: referenceOf(line) })),
  { kind: 'lodged', reference: referenceOf(1) },
];
const PAID: readonly LedgerEntry[] = [
  ...LODGED,
  ...SENT_SALE_ENTRIES,
  { kind: 'approved', approval: { ...SALE_RECORD, amount: 1_000 }, at: 'then' },
];
const SALE = { key: 'd', amount: 1_000 };

function rig(...entries: readonly LedgerEntry[]) {
  const r = terminalAndOfficeRig({ issueOfGoods: true });
  r.write('d', DUES, ...entries);
  r.happened.length = 0;
  const registered = (key: string): Result<RegisteredApplication, RegistrationTrouble> =>
    ok({ reference: referenceOf(Number(key.at(-1))), registeredAt: '', appointment: null, document: null });
  r.said.lodgeOf = (key) => ok({ id: key, reference: referenceOf(Number(key.at(-1))) });
  r.said.registerOf = registered;
  const refuse = (answers: Readonly<Record<number, RegistrationTrouble>>) => {
    r.said.registerOf = (key) => {
      const trouble = answers[Number(key.at(-1))];
      return trouble ? err(trouble) : registered(key);
    };
  };
  return { ...r, refuse, step: () => nextSettlementStep(r.ledger.find('d') ?? expect.fail()) };
}

describe('lodging several dues', () => {
  it('when each due is lodged under its own key, then the payment is lodged', async () => {
    const r = rig();
    expect(
      await r.dealings.lodgeLines('d', [LODGE_REQUEST, LODGE_REQUEST, LODGE_REQUEST], NEVER_ABORTED),
    ).toMatchObject({ ok: true });
    expect(r.entries('d').slice(1)).toEqual(LODGED);
  });

  it('when an answer is lost, then the next attempt lodges only the dues that are not lodged', async () => {
    const r = rig();
    const keys: string[] = [];
    let down = true;
    const lodge = r.said.lodgeOf;
    r.said.lodgeOf = (key) => {
      keys.push(key);
      return key === 'd.2' && down ? err(OFFICE_DOWN) : lodge(key);
    };
    const all = [LODGE_REQUEST, LODGE_REQUEST, LODGE_REQUEST];
    expect(await r.dealings.lodgeLines('d', all, NEVER_ABORTED)).toEqual(err(OFFICE_DOWN));
    expect(r.step()).toEqual({ do: 'withdraw', reason: 'not-lodged' });
    down = false;
    await r.dealings.lodgeLines('d', all, NEVER_ABORTED);
    expect(keys).toEqual(['d.1', 'd.2', 'd.2', 'd.3']);
    expect(r.entries('d').slice(1)).toEqual(LODGED);
  });

  it('when the office refuses one due, then no due stays lodged', async () => {
    const r = rig();
    const lodge = r.said.lodgeOf;
    r.said.lodgeOf = (key) => (key === 'd.2' ? err(OFFICE_REFUSAL) : lodge(key));
    expect(await r.dealings.lodgeLines('d', [LODGE_REQUEST, LODGE_REQUEST, LODGE_REQUEST], NEVER_ABORTED)).toEqual(
      err(OFFICE_REFUSAL),
    );
    expect(r.happened).toEqual([
      'lineLodged',
      ...[1, 2, 3].map((line) => `withdraw d.${line} not-lodged`),
      'withdrawn',
    ]);
    expect(r.step()).toEqual({ do: 'close', outcome: 'abandoned' });
  });
});

describe('registering several dues that are paid', () => {
  it('when several dues are registered, then each has its part of the payment', async () => {
    const r = rig(...PAID);
    expect(await r.dealings.register('d', NEVER_ABORTED)).toMatchObject({
      ok: true,
      value: { reference: referenceOf(1) },
    });
    expect(r.happened).toEqual([
      'issueRequested',
      ...[1, 2, 3].flatMap((line) => [`register d.${line}`, 'lineIssued']),
      'issued',
    ]);
    const { terminalId, traceNumber, receiptNumber } = SALE_REF;
    const proof = { terminalId, traceNumber, receiptNumber, at: 'then', sale: SALE };
    expect(r.proofs).toEqual([200, 300, 500].map((amount) => ({ ...proof, amount })));
    expect(r.ledger.find('d')?.credits).toEqual([]);
  });

  it('when the office refuses one due, then its amount becomes a credit and the other dues are registered', async () => {
    const r = rig(...PAID);
    r.refuse({ 2: OFFICE_REFUSAL });
    const answer = await r.dealings.register('d', NEVER_ABORTED);
    expect(answer).toMatchObject({ ok: true, value: { lines: [expect.anything(), null, expect.anything()] } });
    expect(r.happened.slice(-6)).toEqual([
      'lineRefused',
      'withdraw d.2 refused',
      'register d.3',
      'lineIssued',
      'issued',
      'creditIssued',
    ]);
    const credit = { code: 'credit 1 of d', amount: 300, line: 2, printed: false, toTell: true };
    expect(r.ledger.find('d')?.credits).toEqual([credit]);
  });

  it('when the kiosk ends before the credit is written, then the settlement writes the credit', async () => {
    const issued: readonly LedgerEntry[] = [
      { kind: 'issueRequested' },
      { kind: 'lineRefused', line: 1, reason: 'payee-refused' },
      { kind: 'lineIssued', line: 2 },
      { kind: 'lineRefused', line: 3, reason: 'payee-refused' },
      { kind: 'issued' },
    ];
    const r = rig(...PAID, ...issued);
    expect(r.step()).toEqual({ do: 'credit' });
    expect(() => r.write('d', { kind: 'closed', outcome: 'delivered' })).toThrow('closed while the kiosk owes money');
    r.dealings.credit('d');
    r.dealings.credit('d');
    expect(r.ledger.find('d')?.credits).toMatchObject([
      { line: 1, amount: 200 },
      { line: 3, amount: 500 },
    ]);
    expect(r.step()).toMatchObject({ do: 'close' });
  });

  it('when an answer is lost, then the next attempt completes the registration, and the ledger has each due once', async () => {
    const r = rig(...PAID);
    r.refuse({ 2: OFFICE_DOWN });
    expect(await r.dealings.register('d', NEVER_ABORTED)).toEqual(err(OFFICE_DOWN));
    expect(r.step()).toEqual({ do: 'register' });
    r.refuse({});
    await r.dealings.register('d', NEVER_ABORTED);
    const kinds = r.entries('d').map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'lineIssued')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'issueRequested')).toHaveLength(1);
  });

  it('when the office is still at work on one due, then the others are registered all the same', async () => {
    const r = rig(...PAID);
    const atWork: RegistrationTrouble = { code: 'BKO-108', kind: 'in-progress', retryAfterMs: 600_000 };
    r.refuse({ 1: atWork, 2: OFFICE_REFUSAL });
    expect(await r.dealings.register('d', NEVER_ABORTED)).toEqual(err(atWork));
    expect(r.ledger.find('d')?.lines.map(({ state }) => state)).toEqual(['lodged', 'refused', 'issued']);
    expect(r.step()).toEqual({ do: 'register' });
    r.refuse({});
    expect(await r.dealings.register('d', NEVER_ABORTED)).toMatchObject({
      ok: true,
      value: { reference: referenceOf(1) },
    });
    expect(r.ledger.find('d')?.credits).toMatchObject([{ line: 2, amount: 300 }]);
  });

  it('when the office refuses a due that it registered in an earlier attempt, then the other dues do not wait for it', async () => {
    const r = rig(...PAID, { kind: 'issueRequested' }, { kind: 'lineIssued', line: 1 });
    r.refuse({ 1: { code: 'BKO-102', kind: 'refused', reason: 'withdrawn' }, 3: OFFICE_REFUSAL });
    const answer = await r.dealings.register('d', NEVER_ABORTED);
    expect(answer).toMatchObject({
      value: { lines: [{ reference: referenceOf(1) }, { reference: referenceOf(2) }, null] },
    });
    expect(r.ledger.find('d')).toMatchObject({ last: 'issued', credits: [{ line: 3, amount: 500 }] });
  });

  it('when the office refuses each due, then the whole payment goes back and there is no credit', async () => {
    const r = rig(...PAID);
    r.refuse({ 1: OFFICE_REFUSAL, 2: OFFICE_REFUSAL, 3: OFFICE_REFUSAL });
    expect(await r.dealings.register('d', NEVER_ABORTED)).toMatchObject({ ok: false, error: { kind: 'refused' } });
    expect(r.ledger.find('d')?.credits).toEqual([]);
    expect(r.step()).toEqual({ do: 'reverse' });
  });

  it('when the office has one due with another payment, then the whole sale is left to staff', async () => {
    const r = rig(...PAID);
    r.refuse({ 2: { code: 'BKO-102', kind: 'refused', reason: 'idempotency-conflict' } });
    expect(await r.dealings.register('d', NEVER_ABORTED)).toMatchObject({ error: { code: 'BKO-110' } });
    expect(r.step()).toEqual({ do: 'leave-to-staff' });
  });

  it('when the office has one due with another payment and staff settle the sale as paid, then a refused due becomes a credit', async () => {
    const r = rig(...PAID);
    r.refuse({ 1: OFFICE_REFUSAL, 2: { code: 'BKO-102', kind: 'refused', reason: 'idempotency-conflict' } });
    await r.dealings.register('d', NEVER_ABORTED);
    expect(r.step()).toEqual({ do: 'leave-to-staff' });
    r.write('d', { kind: 'settledByHand', as: 'paid', by: 'A.M.', at: 'later', leftToStaff: false });
    expect(r.step()).toEqual({ do: 'credit' });
    r.dealings.credit('d');
    expect(r.ledger.find('d')?.credits).toMatchObject([{ line: 1, amount: 200 }]);
    expect(r.step()).toMatchObject({ do: 'close' });
  });

  it('when notes exceed the sum and a due is refused, then the excess and the due become two credits', async () => {
    const notes: readonly LedgerEntry[] = [
      CASH_ENTRIES,
      ...stackedNoteEntries('n', 2_000),
      { kind: 'cashPaid', notes: [2_000], at: 'then' },
    ];
    const r = rig(...LODGED, ...notes);
    r.refuse({ 3: OFFICE_REFUSAL });
    await r.dealings.register('d', NEVER_ABORTED);
    expect(r.proofs[0]).toEqual({ notes: [2_000], amount: 200, at: 'then', sale: SALE });
    expect(r.ledger.find('d')?.credits).toEqual([
      { code: 'credit 1 of d', amount: 500, line: 3, printed: false, toTell: true },
      { code: 'credit 2 of d', amount: 1_000, printed: false, toTell: true },
    ]);
  });
});

it('when a sale covers several dues, then it is not offered before registration: the office may refuse a due', async () => {
  const r = rig(...LODGED);
  await r.dealings.pay('d', NEVER_ABORTED, () => undefined);
  expect(r.issues()).toBe(0);
  expect(() => r.write('d', { kind: 'issued' })).toThrow();
});

it.each<readonly [string, readonly LedgerEntry[], string]>([
  ['lodged before each line is', [{ kind: 'lodged', reference: 'x' }], 'lodged before each of its dues is lodged'],
  ['a line twice', [...LODGED.slice(0, 1), ...LODGED.slice(0, 1)], 'which is lodged'],
  ['a line that is not there', [{ kind: 'lineLodged', line: 4, reference: 'x' }], 'which does not exist'],
  [
    'issued before each is decided',
    [...PAID, { kind: 'issueRequested' }, { kind: 'issued' }],
    'issued before each of its dues is decided',
  ],
  [
    'refused as a whole though one is registered',
    [
      ...PAID,
      { kind: 'issueRequested' } as const,
      { kind: 'lineIssued', line: 1 } as const,
      { kind: 'issueRefused', reason: 'no' },
    ],
    'refused, although one of its dues is not refused',
  ],
])('when the entries are: %s, then the ledger refuses them', (_, entries, why) => {
  expect(() => rig(...entries)).toThrow(why);
});

it('when the amount differs from the sum of the lines, then the ledger refuses it', () => {
  const r = terminalAndOfficeRig();
  expect(() => r.write('e', { ...DUES, amount: 999 } as LedgerEntry)).toThrow(
    'an amount that differs from the sum of its lines',
  );
});
