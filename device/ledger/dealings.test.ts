import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type {
  Approval,
  InquireOutcome,
  LastTransaction,
  PaymentIntent,
  PaymentTerminal,
  PayOutcome,
  TerminalTrouble,
  TransactionRef,
} from '../../drivers/payment-terminal/contract.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type {
  BackOffice,
  BackOfficeTrouble,
  Lodged,
  LodgeRequest,
  PaymentProof,
  Registered,
  RegisterTrouble,
} from '../back-office/contract.ts';
import { createDealings } from './dealings.ts';
import type { LedgerEntry } from './entries.ts';
import { openLedger } from './ledger.ts';

const REF: TransactionRef = { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' };
const RECORD = { ref: REF, amount: 500, authorisationCode: '123456' };
const APPROVAL: Approval = { ...RECORD, cardName: 'VISA', cardTail: '4021', customerReceipt: ['a line'] };
const SILENT: TerminalTrouble = { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' };
const GONE: TerminalTrouble = { code: 'TRM-101', kind: 'not-connected' };
const DOWN: BackOfficeTrouble = { code: 'BKO-101', kind: 'unreachable', detail: 'down' };
const NO: BackOfficeTrouble = { code: 'BKO-102', kind: 'refused', reason: 'not-eligible' };
const REGISTERED: Registered = { reference: 'K5-7QF2-41', registeredAt: '', appointment: null, document: null };
const NEVER = new AbortController().signal;
const REQUEST = { continues: null } as LodgeRequest;

/** A terminal and a back office that say what the test wants; what they were asked is kept, in one order with what was written. */
function rig({ issueOfGoods = false } = {}) {
  const happened: string[] = [];
  const said = {
    last: ok({ before: REF, terminalId: '12345678' }) as Result<LastTransaction, TerminalTrouble>,
    pay: { known: 'approved', approval: APPROVAL } as PayOutcome,
    inquire: { known: 'nothing', trouble: GONE } as InquireOutcome,
    reverse: ok(undefined) as Result<void, TerminalTrouble>,
    lodge: ok({ id: '1', reference: 'K5-7QF2-41' }) as Result<Lodged, BackOfficeTrouble>,
    register: ok(REGISTERED) as Result<Registered, RegisterTrouble>,
    withdraw: ok(undefined) as Result<void, BackOfficeTrouble>,
    duplicate: ok(2) as Result<number, BackOfficeTrouble>,
    /** Whether the terminal offers the sale before it says how it ended. */
    offers: issueOfGoods,
    onLast: () => {},
  };
  const intents: PaymentIntent[] = [];
  const proofs: (PaymentProof | null)[] = [];
  let issues = 0;
  const terminal: PaymentTerminal = {
    ...(issueOfGoods ? { capabilities: { issueOfGoods } } : {}),
    status: () => ({ device: 'online' }),
    onStatus: () => () => undefined,
    async lastTransaction() {
      said.onLast();
      return said.last;
    },
    async pay(intent, _signal, _onPrompt, issue) {
      happened.push('pay');
      intents.push(intent);
      if (issue) issues += 1;
      if (said.offers) await issue?.(APPROVAL, NEVER);
      return said.pay;
    },
    async inquire(intent) {
      happened.push('inquire');
      intents.push(intent);
      return said.inquire;
    },
    async reverse({ ref }) {
      happened.push(`reverse ${ref.receiptNumber}`);
      return said.reverse;
    },
  };
  const backOffice: BackOffice = {
    lodge: async () => said.lodge,
    async register(_key, payment) {
      happened.push('register');
      proofs.push(payment);
      return said.register;
    },
    async withdraw(key, reason) {
      happened.push(`withdraw ${key} ${reason}`);
      return said.withdraw;
    },
    lookUp: async () => err(DOWN),
    async duplicate(key, claim) {
      happened.push(`duplicate ${key} ${claim.reference}`);
      return said.duplicate;
    },
    survey: async () => ok(undefined),
    healthy: async () => true,
  };
  const ledger = openLedger({ file: ':memory:', now: () => new Date(0) });
  let ids = 0;
  const dealings = createDealings({
    ledger,
    terminal,
    backOffice,
    clock: new SimulatedClock(),
    newId: () => `id-${++ids}`,
    creditCode: (id, nth) => `credit ${nth} of ${id}`,
    timestamp: () => 'now',
  });
  const write = (id: string, ...entries: readonly LedgerEntry[]) => {
    for (const entry of entries) ledger.append(id, entry);
  };
  write('a', QUOTED, LODGED);
  ledger.onAppend(({ entry }) => happened.push(entry.kind));
  return {
    ledger,
    dealings,
    said,
    happened,
    intents,
    proofs,
    write,
    issues: () => issues,
    entries: (id = 'a') => ledger.history(id).map(({ entry }) => entry),
    last: (id = 'a') => ledger.history(id).at(-1)?.entry,
  };
}

const QUOTED: LedgerEntry = {
  ...{ kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' },
};
const LODGED: LedgerEntry = { kind: 'lodged', reference: 'K5-7QF2-41' };
const INTENT: LedgerEntry = { kind: 'intent', intentId: 'i', before: null };
const SENT: readonly LedgerEntry[] = [INTENT, { kind: 'saleSent' }];
const SOLD: readonly LedgerEntry[] = [...SENT, { kind: 'approved', approval: RECORD, at: 'then' }];
const TO_REVERSE: readonly LedgerEntry[] = [
  ...SOLD,
  { kind: 'issueRequested' },
  { kind: 'issueRefused', reason: 'not-eligible' },
];
const noteIn = (noteId: string, value: number): readonly LedgerEntry[] => [
  { kind: 'noteHeld', noteId, value },
  { kind: 'noteStacked', noteId },
];
const CASH: LedgerEntry = { kind: 'cashIntent' };

describe('an application', () => {
  it('is opened under an id of its own', () => {
    const { dealings, entries } = rig();
    const quote = { service: 'x', tier: 't', tariffDate: '2022-08-15', amount: 700, paper: 'ticket' } as const;
    expect(dealings.quote(quote)).toMatchObject({ id: 'id-1', last: 'quoted', ...quote });
    expect(entries('id-1')).toEqual([{ kind: 'quoted', ...quote }]);
  });

  it('has its reference in the ledger when it is lodged, and nothing when that failed', async () => {
    const { dealings, write, entries, said } = rig();
    write('b', QUOTED);
    said.lodge = err(DOWN);
    expect(await dealings.lodge('b', REQUEST, NEVER)).toEqual(err(DOWN));
    expect(entries('b')).toEqual([QUOTED]);
    said.lodge = ok({ id: '1', reference: 'K5-OTHER-1' });
    expect(await dealings.lodge('b', REQUEST, NEVER)).toMatchObject({ ok: true, value: { reference: 'K5-OTHER-1' } });
    expect(entries('b').slice(1)).toEqual([{ kind: 'lodged', reference: 'K5-OTHER-1' }]);
  });

  it('that the ledger does not have is a bug', () => {
    expect(() => rig().dealings.countCash('nobody')).toThrow('nobody');
  });
});

describe('a sale', () => {
  it('is in the ledger, with what the terminal said before, when its first byte leaves', async () => {
    const r = rig();
    await r.dealings.pay('a', NEVER, () => undefined);
    expect(r.happened).toEqual(['intent', 'saleSent', 'pay', 'approved']);
    const intent = { intentId: 'id-1', before: REF, terminalId: '12345678' };
    expect(r.entries()[2]).toEqual({ kind: 'intent', ...intent });
    expect(r.intents).toEqual([{ ...intent, amount: 500 }]);
    expect(r.issues()).toBe(0);
  });

  it.each<[PayOutcome, LedgerEntry]>([
    [
      { known: 'approved', approval: APPROVAL },
      { kind: 'approved', approval: RECORD, at: 'now' },
    ],
    [
      { known: 'declined', resultCode: '6c' },
      { kind: 'notPaid', why: 'declined', code: '6c' },
    ],
    [{ known: 'cancelled' }, { kind: 'notPaid', why: 'cancelled', code: null }],
    [
      { known: 'never-started', trouble: GONE },
      { kind: 'notPaid', why: 'never-started', code: 'TRM-101' },
    ],
    [
      { known: 'nothing', ask: 'last-transaction', trouble: SILENT },
      { kind: 'unknown', code: 'TRM-102' },
    ],
  ])('that ended as %o is written so, and told so', async (outcome, entry) => {
    for (const issueOfGoods of [false, true]) {
      const r = rig({ issueOfGoods });
      r.said.offers = false;
      r.said.pay = outcome;
      expect(await r.dealings.pay('a', NEVER, () => undefined)).toEqual(outcome);
      expect(r.last()).toEqual(entry);
    }
  });

  it('of which nothing is known after the offer is no sale that was taken back', async () => {
    const r = rig({ issueOfGoods: true });
    r.said.pay = { known: 'nothing', ask: 'last-transaction', trouble: SILENT };
    expect(await r.dealings.pay('a', NEVER, () => undefined)).toEqual(r.said.pay);
    expect(r.happened).toEqual(['intent', 'saleSent', 'pay', 'offered', 'register', 'unknown']);
  });

  it('does not start where the terminal cannot say what was before it', async () => {
    const r = rig();
    r.said.last = err(GONE);
    expect(await r.dealings.pay('a', NEVER, () => undefined)).toEqual({ known: 'never-started', trouble: GONE });
    expect(r.happened).toEqual([]);
  });

  it('does not start where it was cancelled meanwhile', async () => {
    const r = rig();
    const cancel = new AbortController();
    r.said.onLast = () => cancel.abort();
    expect(await r.dealings.pay('a', cancel.signal, () => undefined)).toEqual({ known: 'cancelled' });
    expect(r.happened).toEqual([]);
  });
});

describe('asking what became of a sale', () => {
  it('is about the sale that was meant', async () => {
    const r = rig();
    r.write('a', { ...INTENT, before: REF } as LedgerEntry, { kind: 'saleSent' });
    await r.dealings.ask('a', NEVER);
    expect(r.intents).toEqual([{ intentId: 'i', before: REF, amount: 500, sentAt: new Date(0).toISOString() }]);
  });

  it('writes that it is paid', async () => {
    const r = rig();
    r.write('a', ...SENT);
    r.said.inquire = { known: 'approved', approval: APPROVAL };
    expect(await r.dealings.ask('a', NEVER)).toEqual(r.said.inquire);
    expect(r.last()).toEqual({ kind: 'approved', approval: RECORD, at: 'now' });
  });

  it('writes that it is not paid', async () => {
    const r = rig();
    r.write('a', ...SENT);
    r.said.inquire = { known: 'not-paid' };
    expect(await r.dealings.ask('a', NEVER)).toEqual({ known: 'not-paid' });
    expect(r.last()).toEqual({ kind: 'notPaid', why: 'not-found', code: null });
  });

  it('writes that nothing is known, once', async () => {
    const r = rig();
    r.write('a', ...SENT);
    r.happened.length = 0;
    expect(await r.dealings.ask('a', NEVER)).toEqual({ known: 'nothing', trouble: GONE });
    await r.dealings.ask('a', NEVER);
    expect(r.happened).toEqual(['inquire', 'unknown', 'inquire']);
    expect(r.last()).toEqual({ kind: 'unknown', code: 'TRM-101' });
  });

  it.each([
    { known: 'nothing', trouble: GONE },
    { known: 'approved', approval: APPROVAL },
  ] as const)('after an offer tells $known as it is', async (outcome) => {
    const r = rig();
    r.write('a', ...SENT, { kind: 'offered', approval: RECORD, at: 'then' });
    r.said.inquire = outcome;
    expect(await r.dealings.ask('a', NEVER)).toEqual(outcome);
  });

  it('after an offer that the terminal took back says that it was not issued', async () => {
    const r = rig();
    r.write('a', ...SENT, { kind: 'offered', approval: RECORD, at: 'then' });
    r.said.inquire = { known: 'not-paid' };
    const why = { kind: 'unreachable', code: 'BKO-101' };
    expect(await r.dealings.ask('a', NEVER)).toEqual({ known: 'not-issued', why });
  });

  it('is a bug where there was none', async () => {
    const r = rig();
    await expect(r.dealings.ask('a', NEVER)).rejects.toThrow('application a has no sale');
    expect(r.happened).toEqual([]);
  });
});

describe('notes', () => {
  it('are wanted once', () => {
    const r = rig();
    expect(r.dealings.wantCash('a').last).toBe('cashIntent');
    expect(r.dealings.wantCash('a').last).toBe('cashIntent');
    expect(r.happened).toEqual(['cashIntent']);
  });

  it('pay when they are enough and none is on its way, and only while they are wanted', () => {
    const r = rig();
    expect(r.dealings.countCash('a').last).toBe('lodged');
    r.write('a', CASH, ...noteIn('n', 300));
    expect(r.dealings.countCash('a').last).toBe('cashIntent');
    r.write('a', { kind: 'noteHeld', noteId: 'm', value: 200 });
    expect(r.dealings.countCash('a').last).toBe('cashIntent');
    r.write('a', { kind: 'noteStacked', noteId: 'm' }, { kind: 'noteHeld', noteId: 'o', value: 100 });
    expect(r.dealings.countCash('a').last).toBe('cashIntent');
    r.write('a', { kind: 'noteReturned', noteId: 'o' });
    expect(r.dealings.countCash('a').last).toBe('cashPaid');
    expect(r.last()).toEqual({ kind: 'cashPaid', notes: [300, 200], at: 'now' });
    expect(r.dealings.countCash('a').last).toBe('cashPaid');
  });

  it('are stopped once, and only while they are wanted', () => {
    const r = rig();
    expect(r.dealings.stopCash('a').last).toBe('lodged');
    r.write('a', CASH);
    expect(r.dealings.stopCash('a').last).toBe('cashStopped');
    expect(r.dealings.stopCash('a').last).toBe('cashStopped');
    expect(r.happened).toEqual(['cashIntent', 'cashStopped']);
  });

  it('become a credit each time something is owed, with a code of its own', () => {
    const r = rig();
    expect(r.dealings.credit('a').credits).toEqual([]);
    r.write('a', CASH, ...noteIn('n', 300), { kind: 'cashStopped' });
    r.dealings.credit('a');
    expect(r.last()).toEqual({ kind: 'creditIssued', code: 'credit 1 of a', amount: 300, at: 'now' });
    r.write('a', CASH, ...noteIn('m', 100), { kind: 'cashStopped' });
    expect(r.dealings.credit('a').credits.map(({ code }) => code)).toEqual(['credit 1 of a', 'credit 2 of a']);
    expect(r.dealings.credit('a').credits).toHaveLength(2);
  });
});

describe('registering', () => {
  it('announces it, then asks, and again without another announcement', async () => {
    const r = rig();
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
    const r = rig();
    r.write('a', ...SOLD);
    r.said.register = err(NO);
    expect(await r.dealings.register('a', NEVER)).toEqual(err(NO));
    expect(r.last()).toEqual({ kind: 'issueRefused', reason: 'not-eligible' });
  });

  it('credits what the notes are worth beyond the duty', async () => {
    const r = rig();
    r.write('a', CASH, ...noteIn('n', 1_000), { kind: 'cashPaid', notes: [1_000], at: 'then' });
    await r.dealings.register('a', NEVER);
    expect(r.proofs).toEqual([{ notes: [1_000], amount: 500, at: 'then' }]);
    expect(r.last()).toMatchObject({ kind: 'creditIssued', amount: 500 });
  });
});

describe('giving the money of a card back', () => {
  it('is announced, asked for again while it fails, and written when it is done', async () => {
    const r = rig();
    r.write('a', ...TO_REVERSE);
    r.happened.length = 0;
    r.said.reverse = err(SILENT);
    expect(await r.dealings.reverse('a', NEVER)).toEqual(err('TRM-102'));
    r.said.reverse = ok(undefined);
    expect(await r.dealings.reverse('a', NEVER)).toMatchObject({ ok: true, value: { last: 'reversed' } });
    expect(r.happened).toEqual(['reversing', 'reverse 0008', 'reverse 0008', 'reversed']);
  });

  it('waits while another sale is in doubt, and for no other', async () => {
    const r = rig();
    r.write('a', ...TO_REVERSE);
    r.write('b', QUOTED, LODGED, { ...INTENT, before: REF } as LedgerEntry, { kind: 'saleSent' });
    r.happened.length = 0;
    expect(await r.dealings.reverse('a', NEVER)).toEqual(err('TRM-204'));
    expect(r.happened).toEqual([]);
    r.write('b', { kind: 'notPaid', why: 'not-found', code: null });
    expect((await r.dealings.reverse('a', NEVER)).ok).toBe(true);
  });

  it('is left to staff where a newer sale has the same receipt number', async () => {
    const r = rig();
    r.write('a', ...TO_REVERSE);
    r.write('b', QUOTED, LODGED, ...SENT, {
      ...{ kind: 'approved', approval: { ...RECORD, ref: { ...REF, traceNumber: '000500' } }, at: 'now' },
    });
    r.happened.length = 0;
    expect(await r.dealings.reverse('a', NEVER)).toEqual(err('TRM-106'));
    expect(r.happened).toEqual(['reversing']);
  });

  it('is a bug where nothing was approved', async () => {
    const r = rig();
    await expect(r.dealings.reverse('a', NEVER)).rejects.toThrow('application a has no approved sale');
    expect(r.happened).toEqual([]);
  });
});

describe('withdrawing', () => {
  it('is told to the back office with its reason, and then written', async () => {
    const r = rig();
    expect(await r.dealings.withdraw('a', 'not-paid', NEVER)).toMatchObject({ ok: true, value: { last: 'withdrawn' } });
    expect(r.happened).toEqual(['withdraw a not-paid', 'withdrawn']);
  });

  it('is done where the back office says that there is nothing to take back', async () => {
    const r = rig();
    r.said.withdraw = err(NO);
    expect(await r.dealings.withdraw('a', 'not-paid', NEVER)).toMatchObject({ ok: true, value: { last: 'withdrawn' } });
  });

  it('is not done where it did not answer', async () => {
    const r = rig();
    r.said.withdraw = err(DOWN);
    expect(await r.dealings.withdraw('a', 'not-paid', NEVER)).toEqual(err(DOWN));
    expect(r.last()).toEqual(LODGED);
  });
});

describe('one more paper', () => {
  const claim = { reference: 'K5-7QF2-41', fin: '5ABC12D', documentNumber: 'AA1' };

  it('is numbered under an id of its own, and booked when it is printed', async () => {
    const r = rig();
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
    const r = rig();
    r.said.duplicate = err(NO);
    expect(await r.dealings.numberDuplicate(claim, NEVER)).toEqual(err(NO));
  });
});
