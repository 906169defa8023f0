import type { Qepik } from '../../drivers/money.ts';
import type { PaymentIntent } from '../../drivers/payment-terminal/contract.ts';
import type { ServicePrice } from '../back-office/contract.ts';
import type { TroubleCode } from '../words/trouble.ts';
import { type ApplicationCredit, applyCash, type LedgerBanknote, whyCashForbidsPhase } from './cash.ts';
import { accountsAfter, type CashAccounts, NO_CASH } from './cash-accounts.ts';
import { applyCassetteEntry, type CassetteExchange, isOfCassette } from './cassette-exchange.ts';
import {
  type ApprovalRecord,
  type CashEntry,
  type DoubtSubject,
  type DueLineEntry,
  type LedgerEntry,
  NEXT_PHASES,
  OTHER_PAYMENT_REASON,
  OUTCOMES_BY_STAFF,
  type PhaseEntry,
  type PhaseKind,
  type StaffSettledOutcome,
} from './entries.ts';
import { applyDueLineEntry, type DueLine, dueLinesFromAmounts, whyLinesForbidPhase } from './lines.ts';
import { applyCreditReserved, type ReservedCreditSum, whyUnpaidForbidsPhase } from './reserved.ts';

/** One application, folded from its entries. `service` is empty for a stray note or sale, a test sale, and acts of staff. */
export interface Application extends ServicePrice {
  /** Also the idempotency key at the back office. */
  readonly id: string;
  readonly last: PhaseKind;
  /** Whether the application is a technician's test sale, unknown to the back office; paid money goes back. */
  readonly trial: boolean;
  readonly paper: 'receipt' | 'certificate' | 'ticket';
  readonly reference: string | null;
  readonly lines: readonly DueLine[];
  readonly reserved: ReservedCreditSum | null;
  readonly intent: Omit<PaymentIntent, 'amount' | 'issued'> | null;
  /** Sale that waited for the registration after the bank's approval: the back office may know its proof. */
  readonly offered: { readonly approval: ApprovalRecord; readonly at: string } | null;
  /** Whether only staff can close the application: a stray sale, an ambiguous answer of the terminal, or another payment at the office. */
  readonly leftToStaff: boolean;
  readonly approval: ApprovalRecord | null;
  readonly paidBy: 'card' | 'cash' | null;
  /** Notes that paid, in qəpik; empty unless `paidBy` is cash. */
  readonly paidNotes: readonly Qepik[];
  /** Time of the approval, or when the notes were enough; ISO date-time with offset. */
  readonly paidAt: string | null;
  readonly settledAs: StaffSettledOutcome | null;
  /** Whether the back office refused the registration, and not because of another payment. */
  readonly refused: boolean;
  readonly notes: readonly LedgerBanknote[];
  readonly credits: readonly ApplicationCredit[];
  readonly accounts: CashAccounts;
  readonly duplicate: number | null;
  /** Papers that the printer confirmed, except the receipt of a document on sheets. */
  readonly copies: number;
  readonly codeShown: boolean;
  readonly slips: readonly DoubtSubject[];
  /** Present only under the id of an exchange of the cassette. */
  readonly exchange?: CassetteExchange;
}

export class LedgerRuleError extends Error {}

/** Adds one entry to an application; `application` is `undefined` before its first entry. */
export function applyEntry(id: string, application: Application | undefined, entry: LedgerEntry): Application {
  const refuse = (why: string): never => {
    throw new LedgerRuleError(`application ${id}: ${why}`);
  };
  if (entry.kind === 'slipPrinted') {
    return application
      ? { ...application, slips: [...application.slips, entry.about] }
      : refuse('a printed slip without a quote before it');
  }
  if (isCash(entry)) {
    const changed = application ? applyCash(application, entry) : `${entry.kind} without a quote before it`;
    return application && typeof changed !== 'string'
      ? { ...application, ...changed, accounts: accountsAfter(application, entry) }
      : refuse(String(changed));
  }
  if (isOfLine(entry)) {
    const lines = application ? applyDueLineEntry(application, entry) : `${entry.kind} without a quote before it`;
    return application && typeof lines !== 'string' ? { ...application, lines } : refuse(String(lines));
  }
  if (isOfCassette(entry)) {
    const exchange =
      application && !application.exchange
        ? "an exchange of the cassette under the id of a citizen's application"
        : applyCassetteEntry(application?.exchange, entry);
    return typeof exchange === 'string'
      ? refuse(exchange)
      : { ...NOTHING_YET, id, service: '', last: 'closed', exchange };
  }
  if (entry.kind === 'creditReserved') {
    const reserved = application
      ? applyCreditReserved(application, entry)
      : 'a reserved credit without a quote before it';
    return application && typeof reserved !== 'string' ? { ...application, reserved } : refuse(String(reserved));
  }
  if (entry.kind === 'serviced')
    return application
      ? refuse("an act of staff under the id of a citizen's application")
      : { ...NOTHING_YET, id, service: '', last: 'closed' };
  if (entry.kind === 'settledByHand' && entry.leftToStaff)
    return { ...(application ?? { ...NOTHING_YET, id, service: '' }), last: 'closed', settledAs: entry.as };
  const last = application?.last ?? 'start';
  if (!NEXT_PHASES[last].includes(entry.kind)) return refuse(`${entry.kind} may not follow ${last}`);
  if (!application)
    return sumDiffers(entry) ? refuse('an amount that differs from the sum of its lines') : begin(id, entry);
  const forbidden =
    whyCashForbidsPhase(application, entry.kind) ??
    offerForbids(application, entry.kind) ??
    whyUnpaidForbidsPhase(application, entry.kind) ??
    whyLinesForbidPhase(application, entry.kind, entry.kind === 'issueRefused' ? entry.reason : null) ??
    handForbids(application, entry) ??
    trialForbids(application, entry.kind);
  if (forbidden !== null) return refuse(forbidden);
  return {
    ...application,
    last: entry.kind,
    ...changes(application, entry),
    accounts: accountsAfter(application, entry),
  };
}

const CASH: { readonly [K in CashEntry['kind']]: true } = {
  noteHeld: true,
  noteStacked: true,
  noteReturned: true,
  noteInDoubt: true,
  noteSettled: true,
  creditIssued: true,
  creditPrinted: true,
  creditPaidOut: true,
  creditTold: true,
};

const isCash = (entry: LedgerEntry): entry is CashEntry => entry.kind in CASH;

const sumDiffers = (entry: PhaseEntry): boolean =>
  entry.kind === 'quoted' &&
  entry.lines !== undefined &&
  entry.lines.reduce((sum, amount) => sum + amount, 0) !== entry.amount;

const isOfLine = (entry: LedgerEntry): entry is DueLineEntry =>
  entry.kind === 'lineLodged' || entry.kind === 'lineIssued' || entry.kind === 'lineRefused';

const NOTHING_YET = {
  trial: false,
  tier: null,
  tariffDate: null,
  amount: 0,
  paper: 'receipt',
  reference: null,
  lines: [],
  reserved: null,
  intent: null,
  offered: null,
  leftToStaff: false,
  approval: null,
  paidBy: null,
  paidNotes: [],
  paidAt: null,
  settledAs: null,
  refused: false,
  notes: [],
  credits: [],
  accounts: NO_CASH,
  duplicate: null,
  copies: 0,
  codeShown: false,
  slips: [],
} as const;

function begin(id: string, entry: PhaseEntry): Application {
  if (entry.kind === 'duplicateIssued') {
    const { service, paper, reference, number } = entry;
    return { ...NOTHING_YET, id, last: entry.kind, service, paper, reference, duplicate: number };
  }
  if (entry.kind === 'straySale')
    return { ...NOTHING_YET, id, last: entry.kind, service: '', amount: entry.amount, leftToStaff: true };
  if (entry.kind === 'trialSale')
    return { ...NOTHING_YET, id, last: entry.kind, service: '', amount: entry.amount, trial: true };
  if (entry.kind !== 'quoted') return { ...NOTHING_YET, id, last: entry.kind, service: '' };
  const { service, tier, tariffDate, amount, paper, lines } = entry;
  return {
    ...NOTHING_YET,
    id,
    last: 'quoted',
    service,
    tier,
    tariffDate,
    amount,
    paper,
    lines: dueLinesFromAmounts(lines),
  };
}

function changes(application: Application, entry: PhaseEntry): Partial<Application> {
  switch (entry.kind) {
    case 'lodged':
      return { reference: entry.reference };
    case 'intent': {
      const { kind: _, ...intent } = entry;
      return { intent };
    }
    case 'unknown':
      return { leftToStaff: entry.code === UNMATCHED_ANSWER };
    case 'offered':
      return { offered: { approval: entry.approval, at: entry.at } };
    case 'approved':
      return { approval: entry.approval, paidBy: 'card', paidAt: offeredAt(application, entry.approval) ?? entry.at };
    case 'cashPaid':
      return { paidBy: 'cash', paidNotes: entry.notes, paidAt: entry.at };
    case 'settledByHand':
      return { settledAs: entry.as };
    case 'issueRefused':
      return entry.reason === OTHER_PAYMENT_REASON ? { leftToStaff: true } : { refused: true, leftToStaff: false };
    case 'printed':
      return entry.on === 'receipt' ? {} : { copies: application.copies + 1 };
    case 'codeShown':
      return { codeShown: true };
    default:
      return {};
  }
}

/** If an offered sale was not paid, the office may have registered it: the application can only be withdrawn. */
const offerForbids = ({ last, offered }: Application, kind: PhaseKind): string | null =>
  last === 'notPaid' && offered && kind !== 'withdrawn'
    ? `${kind}, although the sale that was offered to the office was not paid`
    : null;

const handForbids = (application: Application, entry: PhaseEntry): string | null =>
  entry.kind === 'settledByHand' && !outcomesForStaff(application)?.includes(entry.as)
    ? `settled by hand as ${entry.as} at ${application.last}`
    : null;

/**
 * Outcomes that staff may choose; `undefined`: the kiosk closes the application by itself. After a refusal, staff settle only if the office
 * has another payment.
 */
export const outcomesForStaff = (application: Application): readonly StaffSettledOutcome[] | undefined =>
  application.last === 'issueRefused' && !hasOtherPaymentAtOffice(application)
    ? undefined
    : OUTCOMES_BY_STAFF[application.last];

/**
 * Whether the office has another payment for this application, and its paper may be with a citizen. Then nothing is registered, given back
 * or withdrawn.
 */
export const hasOtherPaymentAtOffice = ({ last, leftToStaff }: Application): boolean =>
  last === 'issueRefused' && leftToStaff;

const OF_TRIAL: ReadonlySet<PhaseKind> = new Set([
  'intent',
  'saleSent',
  'approved',
  'notPaid',
  'unknown',
  'reversing',
  'reversed',
  'settledByHand',
  'closed',
]);

/** A trial (test sale) ends when its money is back or never moved. Only a trial is closed then, or reversed without a refusal. */
function trialForbids({ trial, last }: Application, kind: PhaseKind): string | null {
  if (trial) return OF_TRIAL.has(kind) && !(last === 'notPaid' && kind === 'intent') ? null : `${kind} of a trial`;
  const only = (last === 'approved' && kind === 'reversing') || (kind === 'closed' && ENDS_TRIAL.has(last));
  return only ? `${kind} after ${last}, which is allowed only for a trial sale` : null;
}

const ENDS_TRIAL: ReadonlySet<PhaseKind> = new Set(['notPaid', 'reversed']);

/** When this sale was offered to the back office, which must get the same proof again. `null`: this sale was not offered. */
function offeredAt({ offered }: Application, { ref }: ApprovalRecord): string | null {
  const its = offered?.approval.ref;
  const same = its?.traceNumber === ref.traceNumber && its.receiptNumber === ref.receiptNumber;
  return offered && same ? offered.at : null;
}

/** Trouble code: the terminal's answer cannot be matched to the sale. */
export const UNMATCHED_ANSWER = 'TRM-106' satisfies TroubleCode;

const NOT_DELIVERED: ReadonlySet<PhaseKind> = new Set(['approved', 'issueRequested', 'issueRefused', 'reversing']);

/** Whether the ledger still allows a reversal of the approved sale. The terminal can reverse it only until its day is closed. */
export function canReverseSale({ approval, last }: Application): boolean {
  return approval !== null && NOT_DELIVERED.has(last);
}

/** Whether the terminal can still tell the unknown outcome of this sale. While it can, no other sale may start. */
export function canBeInquired(application: Application): boolean {
  return isPaymentInDoubt(application) && !application.leftToStaff;
}

/**
 * Whether a sale may have been sent and its outcome is unknown, even if staff have to decide. While it is unknown, the day of the terminal
 * is not closed.
 */
export function isPaymentInDoubt(application: Application): boolean {
  return ['intent', 'saleSent', 'offered', 'unknown'].includes(application.last);
}
