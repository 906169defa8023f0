import type { Clock } from '../../drivers/clock.ts';
import type {
  InquireOutcome,
  PaymentTerminal,
  PayOutcome,
  TerminalPrompt,
} from '../../drivers/payment-terminal/contract.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type {
  BackOffice,
  BackOfficeTrouble,
  LodgeRequest,
  OwnRequest,
  RegisteredApplication,
  RegisterTrouble,
} from '../back-office/contract.ts';
import type { ReservedCredit } from '../back-office/credits.ts';
import type { TroubleCode } from '../words/trouble.ts';
import { type Application, isContested } from './application.ts';
import { boundOffice } from './bound-office.ts';
import { cardDealings } from './card-dealings.ts';
import { cashDealings } from './cash-dealings.ts';
import { creditDealings } from './credit-dealings.ts';
import type { LedgerEntry } from './entries.ts';
import { applicationIn, type Ledger } from './ledger.ts';
import { type LineAnswer, lineDealings } from './line-dealings.ts';
import { keysOf } from './lines.ts';
import type { IssueRefusal } from './offer.ts';
import { proofOf } from './proof.ts';

export interface DealingsOptions {
  readonly ledger: Ledger;
  readonly terminal: PaymentTerminal;
  readonly backOffice: BackOffice;
  readonly clock: Clock;
  readonly newId: () => string;
  /** For the nth credit, from 1: always the same. */
  readonly creditCode: (applicationId: string, nth: number) => string;
  readonly kioskId: string;
  /** ISO date-time with offset. */
  readonly timestamp: () => string;
}

export type Quote = Omit<Extract<LedgerEntry, { kind: 'quoted' }>, 'kind'>;

/** The bank approved, the registration failed, the sale was taken back. */
type Unissued = { readonly known: 'not-issued'; readonly why: IssueRefusal };
export type SaleOutcome = PayOutcome | Unissued;
/** `registering`: approved, and not final yet. */
export type SalePrompt = TerminalPrompt | 'registering';
export type AskOutcome = InquireOutcome | Unissued;

/**
 * All effects on money or applications. The intent is durable before the action, the result before the caller gets it. Session and
 * settlement share these functions.
 */
export interface ApplicationActions {
  /** No effect outside of the ledger. */
  quote(quote: Quote): Application;
  lodge(id: string, request: LodgeRequest, signal: AbortSignal): Promise<Result<Application, BackOfficeTrouble>>;
  /** If one due is refused, none stays lodged. */
  lodgeLines(
    id: string,
    requests: readonly LodgeRequest[],
    signal: AbortSignal,
  ): Promise<Result<Application, BackOfficeTrouble>>;
  /**
   * Resolves when the outcome, *nothing known* included, is in the ledger. If the terminal can wait, the sale becomes final after the
   * registration, and a failed or cancelled one costs nothing.
   */
  pay(id: string, cancel: AbortSignal, onPrompt: (prompt: SalePrompt) => void): Promise<SaleOutcome>;
  /** Asks the terminal. A sale that its answer cannot be matched to is left to staff. */
  ask(id: string, signal: AbortSignal): Promise<AskOutcome>;
  wantCash(id: string): Application;
  /** Paid, if the notes are enough. */
  countCash(id: string): Application;
  /** Inserted notes are owed. No effect if none are wanted. */
  stopCash(id: string): Application;
  /** Turns owed cash into a credit, if any is owed. */
  credit(id: string): Application;
  /** Idempotent. Staff look into a refused credit. */
  tellCredits(id: string, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  /** Reserves at most the price, before anything else is paid. Idempotent. Registration spends the sum; withdrawal frees it. */
  reserveCredit(id: string, code: string, signal: AbortSignal): Promise<Result<ReservedCredit, BackOfficeTrouble>>;
  /**
   * Idempotent. Notes beyond the duty become a credit. If the office has another payment, it is left to staff. Several dues are registered
   * one by one: a refused one becomes a credit; if all are refused, the whole payment goes back.
   */
  register(id: string, signal: AbortSignal): Promise<Result<RegisteredSale, RegisterTrouble>>;
  /** Idempotent. Not while another sale is in doubt (docs/decisions/0004), and not by the receipt number of a newer sale. */
  reverse(id: string, signal: AbortSignal): Promise<Result<Application, TroubleCode>>;
  /**
   * Lists a last transaction that no application knows for staff: a disk may have lost the records. Once after each start, before the first
   * sale, which would hide it, and not while a sale is in doubt. `null`: none, as far as the terminal tells.
   */
  lookForStraySale(signal: AbortSignal): Promise<Result<Application | null, TroubleCode>>;
  withdraw(id: string, reason: string, signal: AbortSignal): Promise<Result<Application, BackOfficeTrouble>>;
  /** Of an application that any kiosk registered. `id` is for the duplicate's entries. */
  numberDuplicate(request: OwnRequest, signal: AbortSignal): Promise<Result<NumberedDuplicate, BackOfficeTrouble>>;
  /** The caller claims the duplicate before it prints it. Only the paper is left to do; the settlement closes it. */
  bookDuplicate(duplicate: NumberedDuplicate, of: Pick<Application, 'service' | 'paper'>): Application;
}

/** For several dues: the first registered due, and the outcome of each. */
export interface RegisteredSale extends RegisteredApplication {
  /** In the order of the dues; absent: one application. */
  readonly lines?: readonly LineAnswer[];
}

interface NumberedDuplicate {
  readonly id: string;
  readonly reference: string;
  readonly number: number;
}

export function createApplicationActions(options: DealingsOptions): ApplicationActions {
  const { ledger } = options;
  const backOffice = boundOffice(options.backOffice, ledger);
  const cash = cashDealings(options);
  return {
    ...cash,
    ...cardDealings({ ...options, backOffice }),
    ...creditDealings({ ...options, backOffice }),
    ...officeDealings({ ...options, backOffice }, cash.credit),
  };
}

interface OfficeOptions extends Pick<DealingsOptions, 'ledger' | 'newId'> {
  readonly backOffice: ReturnType<typeof boundOffice>;
}

/** The office answers about another payment. */
const CONTESTED = err({ code: 'BKO-110', kind: 'foreign' } as const);

type Refusal = ReturnType<typeof err<Extract<RegisterTrouble, { kind: 'refused' }>>>;

/** If no due is registered, the whole sale is refused. */
function wholeOf(answer: Result<readonly LineAnswer[], RegisterTrouble>): Result<RegisteredSale, RegisterTrouble> {
  if (!answer.ok) return answer;
  const first = answer.value.find((line) => line !== null);
  return first ? ok({ ...first, lines: answer.value }) : err({ code: 'BKO-102', kind: 'refused', reason: 'each-due' });
}

function officeDealings(
  { ledger, backOffice, newId }: OfficeOptions,
  credit: ApplicationActions['credit'],
): Pick<
  ApplicationActions,
  'quote' | 'lodge' | 'lodgeLines' | 'register' | 'withdraw' | 'numberDuplicate' | 'bookDuplicate'
> {
  const lines = lineDealings({ ledger, backOffice });
  const withdraw: ApplicationActions['withdraw'] = async (id, reason, signal) => {
    for (const key of keysOf(applicationIn(ledger, id))) {
      const answer = await backOffice.withdraw(key, reason, signal);
      // The office has nothing to withdraw.
      if (!answer.ok && answer.error.kind !== 'refused') return answer;
    }
    return ok(ledger.append(id, { kind: 'withdrawn' }));
  };
  const registered = (id: string, whole: RegisteredSale): Result<RegisteredSale, never> => {
    ledger.append(id, { kind: 'issued' });
    credit(id);
    return ok(whole);
  };
  const refused = (id: string, refusal: Refusal): Result<never, RegisterTrouble> => {
    const after = ledger.append(id, { kind: 'issueRefused', reason: refusal.error.reason });
    return isContested(after) ? CONTESTED : refusal;
  };
  return {
    withdraw,
    quote: (quote) => ledger.append(newId(), { kind: 'quoted', ...quote }),
    async lodge(id, request, signal) {
      const lodged = await backOffice.lodge(id, request, signal);
      if (!lodged.ok) return lodged;
      return ok(ledger.append(id, { kind: 'lodged', reference: lodged.value.reference }));
    },
    async lodgeLines(id, requests, signal) {
      const lodged = await lines.lodge(id, requests, signal);
      // The earlier dues would stay held. If the office is silent, the settlement withdraws them later.
      if (!lodged.ok && lodged.error.kind === 'refused') await withdraw(id, 'not-lodged', signal);
      return lodged;
    },
    async register(id, signal) {
      const application = applicationIn(ledger, id);
      if (isContested(application)) return CONTESTED;
      if (application.last !== 'issueRequested') ledger.append(id, { kind: 'issueRequested' });
      const answer =
        application.lines.length > 0
          ? wholeOf(await lines.register(id, signal))
          : await backOffice.register(id, proofOf(application), signal);
      if (answer.ok) return registered(id, answer.value);
      return answer.error.kind === 'refused' ? refused(id, err(answer.error)) : answer;
    },
    async numberDuplicate(request, signal) {
      const id = newId();
      const number = await backOffice.duplicate(id, request, signal);
      return number.ok ? ok({ id, reference: request.reference, number: number.value }) : number;
    },
    bookDuplicate: ({ id, reference, number }, { service, paper }) =>
      ledger.append(id, { kind: 'duplicateIssued', service, paper, reference, number }),
  };
}
