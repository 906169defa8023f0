import { SimulatedClock } from 'xstate';
import type { BackOffice, BackOfficeTrouble, RegistrationTrouble } from '../../device/back-office/contract.ts';
import type { PaymentProof } from '../../device/back-office/payment-proof.ts';
import { createApplicationActions } from '../../device/ledger/dealings.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { createSettlement } from '../../device/ledger/settlement.ts';
import { pause } from '../../drivers/clock.ts';
import type {
  InquireOutcome,
  PaymentTerminal,
  PayOutcome,
  TransactionRef,
} from '../../drivers/payment-terminal/contract.ts';
import { err, ok } from '../../drivers/result.ts';

export const SALE_REF: TransactionRef = { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' };
export const APPROVED = {
  known: 'approved',
  approval: {
    ref: SALE_REF,
    amount: 500,
    cardName: 'VISA',
    cardTail: '4021',
    authorisationCode: '123456',
    customerReceipt: [],
  },
} as const;
const DOWN: BackOfficeTrouble = { code: 'BKO-101', kind: 'unreachable', detail: 'down' };
export const NEVER_ABORTED = new AbortController().signal;

/** Settlement with scripted answers of the other sides; requests are recorded. */
export function settlementRig(
  answers: {
    inquire?: InquireOutcome;
    pay?: PayOutcome;
    register?: 'ok' | 'down' | 'busy' | 'refused';
    troubles?: RegistrationTrouble[];
    registerMs?: number;
  },
  random = 1,
) {
  const asked: string[] = [];
  const registered: (PaymentProof | null)[] = [];
  const bugs: unknown[] = [];
  let waiting: ((intentId: string, signal: AbortSignal) => Promise<InquireOutcome>) | null = null;
  const say = { ...answers };
  const terminal: PaymentTerminal = {
    status: () => ({ device: 'online' }),
    onStatus: () => () => undefined,
    lastTransaction: async () => ok({ before: null }),
    pay: async () => {
      asked.push('pay');
      return say.pay ?? APPROVED;
    },
    inquire: async ({ intentId }, signal) => {
      asked.push('inquire');
      if (waiting) return waiting(intentId, signal);
      return say.inquire ?? { known: 'nothing', trouble: { code: 'TRM-101', kind: 'not-connected' } };
    },
    reverse: async () => {
      asked.push('reverse');
      return ok(undefined);
    },
  };
  const backOffice: BackOffice = {
    lodge: async () => ok({ id: '1', reference: 'K5-7QF2-41' }),
    register: async (_key, payment, signal) => {
      asked.push('register');
      if (say.registerMs) await pause(clock, say.registerMs, signal);
      if (signal.aborted) return err(DOWN);
      const trouble = say.troubles?.shift();
      if (trouble) return err(trouble);
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
    tellCredit: async () => ok(undefined),
    reserveCredit: async () => err(DOWN),
    healthy: async () => true,
  };
  const ledger = openLedger({ file: ':memory:', now: () => new Date(0) });
  const clock = new SimulatedClock();
  let ids = 0;
  const dealings = createApplicationActions({
    ledger,
    terminal,
    backOffice,
    clock: new SimulatedClock(),
    newId: () => `id-${++ids}`,
    kioskId: 'K5',
    creditCode: () => `credit-${++ids}`,
    timestamp: () => 'now',
  });
  const settlement = createSettlement({
    ledger,
    dealings,
    clock,
    random: () => random,
    onBug: (error) => bugs.push(error),
  });
  return {
    ledger,
    dealings,
    settlement,
    clock,
    asked,
    registered,
    say,
    bugs,
    inquiring(answer: (intentId: string, signal: AbortSignal) => Promise<InquireOutcome>) {
      waiting = answer;
    },
    write(id: string, entries: readonly LedgerEntry[]) {
      for (const entry of entries) ledger.append(id, entry);
    },
    async settled() {
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    },
    async pass(ms: number) {
      clock.increment(ms);
      await this.settled();
    },
  };
}

export const PAID_ENTRIES: LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: 't', tariffDate: null, amount: 500, paper: 'receipt' },
  { kind: 'lodged', reference: 'K5-7QF2-41' },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
];
/** Registered queue ticket: the office has given out its number. */
export const TICKET_ENTRIES: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 'q', tier: null, tariffDate: null, amount: 0, paper: 'ticket' },
  { kind: 'lodged', reference: 'x' },
  { kind: 'issueRequested' },
  { kind: 'issued' },
];
export const NO_ANSWER: InquireOutcome = { known: 'nothing', trouble: { code: 'TRM-101', kind: 'not-connected' } };
export const FREE_ENTRIES: readonly LedgerEntry[] = [
  { ...PAID_ENTRIES[0], amount: 0 } as LedgerEntry,
  PAID_ENTRIES[1]!,
];
export const sentSaleEntries = (intentId: string): readonly LedgerEntry[] => [
  ...PAID_ENTRIES.slice(0, 2),
  { kind: 'intent', intentId, before: null },
  { kind: 'saleSent' },
];
export const CASH_ENTRIES: readonly LedgerEntry[] = [...PAID_ENTRIES.slice(0, 2), { kind: 'cashIntent' }];
export const NOTE_ENTRIES: readonly LedgerEntry[] = [
  { kind: 'noteHeld', noteId: 'n', value: 1_000 },
  { kind: 'noteStacked', noteId: 'n' },
];
