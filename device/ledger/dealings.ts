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
  OwnApplicationRequest,
  RegisteredApplication,
  RegistrationTrouble,
} from '../back-office/contract.ts';
import type { ReservedCredit } from '../back-office/credits.ts';
import type { TroubleCode } from '../words/trouble.ts';
import { type Application, hasOtherPaymentAtOffice } from './application.ts';
import { withCheckedReferences } from './bound-office.ts';
import { createCardActions } from './card-dealings.ts';
import { createCashActions } from './cash-dealings.ts';
import { createCreditActions } from './credit-dealings.ts';
import type { LedgerEntry } from './entries.ts';
import { applicationIn, type Ledger } from './ledger.ts';
import { createDueLineActions, type DueLineAnswer } from './line-dealings.ts';
import { officeKeysOf } from './lines.ts';
import type { RegistrationFailure } from './offer.ts';
import { paymentProofOf } from './proof.ts';

export interface ApplicationActionsOptions {
  readonly ledger: Ledger;
  readonly terminal: PaymentTerminal;
  readonly backOffice: BackOffice;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Returns the code of the nth credit of an application, from 1: always the same code. */
  readonly creditCode: (applicationId: string, nth: number) => string;
  readonly kioskId: string;
  /** ISO date-time with offset. */
  readonly timestamp: () => string;
}

export type QuotedApplication = Omit<Extract<LedgerEntry, { kind: 'quoted' }>, 'kind'>;

/** The bank approved, the registration failed, and the terminal took the sale back. */
type Unissued = { readonly known: 'not-issued'; readonly why: RegistrationFailure };
export type SaleOutcome = PayOutcome | Unissued;
/** `registering`: the bank approved, and the terminal waits for the registration. */
export type SalePrompt = TerminalPrompt | 'registering';
export type SaleInquiryOutcome = InquireOutcome | Unissued;

/** All actions on money or applications. The intent is durable before the action, the result before the caller gets it. */
export interface ApplicationActions {
  quote(quote: QuotedApplication): Application;
  lodge(id: string, request: LodgeRequest, signal: AbortSignal): Promise<Result<Application, BackOfficeTrouble>>;
  /** Lodges each of several dues. If the office refuses one due, none stays lodged. */
  lodgeLines(
    id: string,
    requests: readonly LodgeRequest[],
    signal: AbortSignal,
  ): Promise<Result<Application, BackOfficeTrouble>>;
  /**
   * Runs one sale. Resolves when the outcome, *nothing known* included, is in the ledger. If the terminal can wait, a sale for one
   * application becomes final after the registration, and a failed registration or a cancelled sale costs nothing.
   */
  pay(id: string, cancel: AbortSignal, onPrompt: (prompt: SalePrompt) => void): Promise<SaleOutcome>;
  /** Asks the terminal for the outcome of a sale in doubt. Staff decide if the answer cannot be matched. */
  ask(id: string, signal: AbortSignal): Promise<SaleInquiryOutcome>;
  wantCash(id: string): Application;
  /** Marks the application as paid if its notes are enough. */
  countCash(id: string): Application;
  /** Ends the taking of notes; inserted notes are owed. No effect if no notes are wanted. */
  stopCash(id: string): Application;
  credit(id: string): Application;
  /** Reports each credit that the office does not know. Idempotent. Staff look into a refused credit. */
  tellCredits(id: string, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  /**
   * Reserves the value of a code, at most the price, before anything else is paid. Idempotent. Registration spends the sum; withdrawal
   * frees it.
   */
  reserveCredit(id: string, code: string, signal: AbortSignal): Promise<Result<ReservedCredit, BackOfficeTrouble>>;
  /**
   * Registers a paid or free application. Idempotent. Notes beyond the duty become a credit. If the office has another payment, staff
   * decide. Several dues are registered one by one: a refused due becomes a credit; if all are refused, the whole payment goes back.
   */
  register(id: string, signal: AbortSignal): Promise<Result<RegisteredSale, RegistrationTrouble>>;
  /**
   * Gives back the card payment of a refused application. Idempotent. Not while another sale is in doubt (docs/decisions/0004), and not if
   * the terminal may have restarted its receipt numbers.
   */
  reverse(id: string, signal: AbortSignal): Promise<Result<Application, TroubleCode>>;
  /**
   * Lists the terminal's last transaction for staff if no application knows it: a disk may have lost the records. Once after each start,
   * before the first sale, and not while a sale is in doubt. `null`: no such transaction, as far as the terminal tells.
   */
  lookForStraySale(signal: AbortSignal): Promise<Result<Application | null, TroubleCode>>;
  withdraw(id: string, reason: string, signal: AbortSignal): Promise<Result<Application, BackOfficeTrouble>>;
  /** Numbers a duplicate of an application that any kiosk registered. `id` is for the duplicate's entries. */
  numberDuplicate(
    request: OwnApplicationRequest,
    signal: AbortSignal,
  ): Promise<Result<NumberedDuplicate, BackOfficeTrouble>>;
  /** Books a duplicate, which the caller claims before printing. Only the paper is left; the settlement closes the duplicate. */
  bookDuplicate(duplicate: NumberedDuplicate, of: Pick<Application, 'service' | 'paper'>): Application;
}

/** If one sale pays several dues, the fields are about the first registered due. `lines` has the answer for each due. */
export interface RegisteredSale extends RegisteredApplication {
  readonly lines?: readonly DueLineAnswer[];
}

interface NumberedDuplicate {
  readonly id: string;
  readonly reference: string;
  readonly number: number;
}

export function createApplicationActions(options: ApplicationActionsOptions): ApplicationActions {
  const { ledger } = options;
  const backOffice = withCheckedReferences(options.backOffice, ledger);
  const cash = createCashActions(options);
  return {
    ...cash,
    ...createCardActions({ ...options, backOffice }),
    ...createCreditActions({ ...options, backOffice }),
    ...officeDealings({ ...options, backOffice }, cash.credit),
  };
}

interface OfficeOptions extends Pick<ApplicationActionsOptions, 'ledger' | 'newId'> {
  readonly backOffice: ReturnType<typeof withCheckedReferences>;
}

const CONTESTED = err({ code: 'BKO-110', kind: 'foreign' } as const);

type Refusal = ReturnType<typeof err<Extract<RegistrationTrouble, { kind: 'refused' }>>>;

/** If no due of several is registered, the whole sale is refused. */
function wholeOf(
  answer: Result<readonly DueLineAnswer[], RegistrationTrouble>,
): Result<RegisteredSale, RegistrationTrouble> {
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
  const lines = createDueLineActions({ ledger, backOffice });
  const withdraw: ApplicationActions['withdraw'] = async (id, reason, signal) => {
    for (const key of officeKeysOf(applicationIn(ledger, id))) {
      const answer = await backOffice.withdraw(key, reason, signal);
      // *Refused* means that the office has nothing to withdraw.
      if (!answer.ok && answer.error.kind !== 'refused') return answer;
    }
    return ok(ledger.append(id, { kind: 'withdrawn' }));
  };
  const registered = (id: string, whole: RegisteredSale): Result<RegisteredSale, never> => {
    ledger.append(id, { kind: 'issued' });
    credit(id);
    return ok(whole);
  };
  const refused = (id: string, refusal: Refusal): Result<never, RegistrationTrouble> => {
    const after = ledger.append(id, { kind: 'issueRefused', reason: refusal.error.reason });
    return hasOtherPaymentAtOffice(after) ? CONTESTED : refusal;
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
      // Otherwise the dues lodged before stay at the office. Without an answer, the settlement withdraws them later.
      if (!lodged.ok && lodged.error.kind === 'refused') await withdraw(id, 'not-lodged', signal);
      return lodged;
    },
    async register(id, signal) {
      const application = applicationIn(ledger, id);
      if (hasOtherPaymentAtOffice(application)) return CONTESTED;
      if (application.last !== 'issueRequested') ledger.append(id, { kind: 'issueRequested' });
      const answer =
        application.lines.length > 0
          ? wholeOf(await lines.register(id, signal))
          : await backOffice.register(id, paymentProofOf(application), signal);
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
