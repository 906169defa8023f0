import { SimulatedClock } from 'xstate';
import type {
  BackOffice,
  BackOfficeTrouble,
  LodgedReference,
  LodgeRequest,
  RegisteredApplication,
  RegistrationTrouble,
} from '../../device/back-office/contract.ts';
import type { ReservedCredit } from '../../device/back-office/credits.ts';
import type { PaymentProof } from '../../device/back-office/payment-proof.ts';
import { type Application, applyEntry } from '../../device/ledger/application.ts';
import { createApplicationActions } from '../../device/ledger/dealings.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
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

export const SALE_REF: TransactionRef = { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' };
export const SALE_RECORD = { ref: SALE_REF, amount: 500, authorisationCode: '123456' };
export const APPROVAL: Approval = { ...SALE_RECORD, cardName: 'VISA', cardTail: '4021', customerReceipt: ['a line'] };
export const TERMINAL_SILENT: TerminalTrouble = { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' };
export const TERMINAL_GONE: TerminalTrouble = { code: 'TRM-101', kind: 'not-connected' };
export const OFFICE_DOWN: BackOfficeTrouble = { code: 'BKO-101', kind: 'unreachable', detail: 'down' };
export const OFFICE_REFUSAL: BackOfficeTrouble = { code: 'BKO-102', kind: 'refused', reason: 'not-eligible' };
export const REGISTERED: RegisteredApplication = {
  reference: 'K5-7QF2-41',
  registeredAt: '',
  appointment: null,
  document: null,
};
export const NEVER_ABORTED = new AbortController().signal;
export const LODGE_REQUEST = { continues: null } as LodgeRequest;

/** A terminal and a back office with scripted answers. Requests and ledger entries are recorded in one list. */
export function terminalAndOfficeRig({ issueOfGoods = false } = {}) {
  const happened: string[] = [];
  const said = {
    last: ok({ before: SALE_REF, terminalId: '12345678' }) as Result<LastTransaction, TerminalTrouble>,
    pay: { known: 'approved', approval: APPROVAL } as PayOutcome,
    inquire: { known: 'nothing', trouble: TERMINAL_GONE } as InquireOutcome,
    reverse: ok(undefined) as Result<void, TerminalTrouble>,
    lodge: ok({ id: '1', reference: 'K5-7QF2-41' }) as Result<LodgedReference, BackOfficeTrouble>,
    register: ok(REGISTERED) as Result<RegisteredApplication, RegistrationTrouble>,
    lodgeOf: (_key: string): Result<LodgedReference, BackOfficeTrouble> => said.lodge,
    registerOf: (_key: string): Result<RegisteredApplication, RegistrationTrouble> => said.register,
    withdraw: ok(undefined) as Result<void, BackOfficeTrouble>,
    tell: ok(undefined) as Result<void, BackOfficeTrouble>,
    reserve: ok({ amount: 200, left: 0 }) as Result<ReservedCredit, BackOfficeTrouble>,
    duplicate: ok(2) as Result<number, BackOfficeTrouble>,
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
      if (said.offers) await issue?.(APPROVAL, NEVER_ABORTED);
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
    lodge: async (key) => said.lodgeOf(key),
    async register(key, payment) {
      happened.push(key.includes('.') ? `register ${key}` : 'register');
      proofs.push(payment);
      return said.registerOf(key);
    },
    async withdraw(key, reason) {
      happened.push(`withdraw ${key} ${reason}`);
      return said.withdraw;
    },
    lookUp: async () => err(OFFICE_DOWN),
    async duplicate(key, claim) {
      happened.push(`duplicate ${key} ${claim.reference}`);
      return said.duplicate;
    },
    survey: async () => ok(undefined),
    async tellCredit(key, { code, amount }) {
      happened.push(`tell ${key} ${code} ${amount}`);
      return said.tell;
    },
    async reserveCredit(key, { code, most }) {
      happened.push(`reserve ${key} ${code} ${most}`);
      return said.reserve;
    },
    healthy: async () => true,
  };
  const ledger = openLedger({ file: ':memory:', now: () => new Date(0) });
  let ids = 0;
  const dealings = createApplicationActions({
    ledger,
    terminal,
    backOffice,
    clock: new SimulatedClock(),
    newId: () => `id-${++ids}`,
    kioskId: 'K5',
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

/** The application that these entries describe. */
export function applicationFrom(...entries: readonly LedgerEntry[]): Application {
  let application: Application | undefined;
  for (const entry of entries) application = applyEntry('a', application, entry);
  if (!application) throw new Error('no entries');
  return application;
}

export const QUOTED: LedgerEntry = {
  kind: 'quoted',
  service: 's',
  tier: null,
  tariffDate: null,
  amount: 500,
  paper: 'receipt',
};
export const LODGED: LedgerEntry = { kind: 'lodged', reference: 'K5-7QF2-41' };
export const INTENT: LedgerEntry = { kind: 'intent', intentId: 'i', before: null };
export const SENT_SALE_ENTRIES: readonly LedgerEntry[] = [INTENT, { kind: 'saleSent' }];
export const SOLD_ENTRIES: readonly LedgerEntry[] = [
  ...SENT_SALE_ENTRIES,
  { kind: 'approved', approval: SALE_RECORD, at: 'then' },
];
export const ENTRIES_TO_REVERSE: readonly LedgerEntry[] = [
  ...SOLD_ENTRIES,
  { kind: 'issueRequested' },
  { kind: 'issueRefused', reason: 'not-eligible' },
];
export const stackedNoteEntries = (noteId: string, value: number): readonly LedgerEntry[] => [
  { kind: 'noteHeld', noteId, value },
  { kind: 'noteStacked', noteId },
];
export const CASH_ENTRIES: LedgerEntry = { kind: 'cashIntent' };
