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
  Registered,
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
import type { NotIssued } from './offer.ts';
import { proofOf } from './proof.ts';

export interface DealingsOptions {
  readonly ledger: Ledger;
  readonly terminal: PaymentTerminal;
  readonly backOffice: BackOffice;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Makes the code of an application's nth credit, counted from 1: the same one each time. */
  readonly creditCode: (applicationId: string, nth: number) => string;
  readonly kioskId: string;
  /** ISO date-time with offset. */
  readonly timestamp: () => string;
}

export type Quote = Omit<Extract<LedgerEntry, { kind: 'quoted' }>, 'kind'>;

/** `not-issued`: the bank said yes, the application could not be registered, and the terminal has taken the sale back. */
type Unissued = { readonly known: 'not-issued'; readonly why: NotIssued };
export type SaleOutcome = PayOutcome | Unissued;
/** `registering`: the bank has said yes, and the terminal waits with making it final. */
export type SalePrompt = TerminalPrompt | 'registering';
export type AskOutcome = InquireOutcome | Unissued;

/**
 * Every effect on money or on an application, each with its order of writing. The intention is durable before the action. The result
 * is written before the caller gets it. The session and the settlement both use these functions, so there is one way to do each thing.
 */
export interface Dealings {
  /** Opens an application in the ledger. Nothing has happened yet outside of it. */
  quote(quote: Quote): Application;
  lodge(id: string, request: LodgeRequest, signal: AbortSignal): Promise<Result<Application, BackOfficeTrouble>>;
  /** Lodges several dues of one payment, each with its own request. If the office refuses one due, none stays lodged. */
  lodgeLines(
    id: string,
    requests: readonly LodgeRequest[],
    signal: AbortSignal,
  ): Promise<Result<Application, BackOfficeTrouble>>;
  /**
   * One sale. Resolves when its outcome, *nothing known* included, is in the ledger. A terminal that can wait with making it
   * final waits until the application is registered: one that cannot be costs nothing, and one that is cancelled meanwhile neither.
   */
  pay(id: string, cancel: AbortSignal, onPrompt: (prompt: SalePrompt) => void): Promise<SaleOutcome>;
  /** Asks the terminal what became of a sale that is in doubt. Where its answer cannot be told to be about it, it is left to staff. */
  ask(id: string, signal: AbortSignal): Promise<AskOutcome>;
  /** Notes may be taken for this application from now on. */
  wantCash(id: string): Application;
  /** Looks whether the notes are enough; then it is paid. */
  countCash(id: string): Application;
  /** No more notes; what was put in is owed. Nothing where notes are not wanted anyway. */
  stopCash(id: string): Application;
  /** Turns what is owed in cash into a credit with a code. Nothing where nothing is owed. */
  credit(id: string): Application;
  /** Reports each credit that the office does not know yet. Idempotent. If the office refuses a credit, staff look into it. */
  tellCredits(id: string, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  /**
   * Asks the office to reserve the value of a code, at most the price, before anything else is paid. After a lost answer, the same code
   * gets the same answer. Registration spends the reserved sum, and withdrawal frees it.
   */
  reserveCredit(id: string, code: string, signal: AbortSignal): Promise<Result<ReservedCredit, BackOfficeTrouble>>;
  /**
   * Makes it count at the back office; may be repeated for as long as it takes. What the notes are worth beyond the duty
   * becomes a credit then. An office that has it with another payment refuses nothing: it is left to staff. Of several dues each is
   * registered by itself, and one that is refused becomes a credit; where all are, the payment goes back as a whole.
   */
  register(id: string, signal: AbortSignal): Promise<Result<RegisteredSale, RegisterTrouble>>;
  /**
   * Gives the money of a refused application back; may be repeated. Not while another sale is in doubt (docs/decisions/0004), and not by a
   * receipt number that a newer sale has.
   */
  reverse(id: string, signal: AbortSignal): Promise<Result<Application, TroubleCode>>;
  /**
   * Asks the terminal for its last transaction, and writes a sale down for staff that no application knows: a disk may have lost the last
   * that was written of it. Once after each start, and at the latest before the first sale, which would hide it. Not while a sale is in
   * doubt. `null`: every sale is known, as far as the terminal tells.
   */
  lookForStraySale(signal: AbortSignal): Promise<Result<Application | null, TroubleCode>>;
  withdraw(id: string, reason: string, signal: AbortSignal): Promise<Result<Application, BackOfficeTrouble>>;
  /** Has one more paper numbered of an application that was registered before, here or elsewhere. `id` is for its entries. */
  numberDuplicate(request: OwnRequest, signal: AbortSignal): Promise<Result<NumberedDuplicate, BackOfficeTrouble>>;
  /** The caller claims the duplicate before it prints it. Only the paper is left to do, and the settlement closes the duplicate. */
  bookDuplicate(duplicate: NumberedDuplicate, of: Pick<Application, 'service' | 'paper'>): Application;
}

/** The registered sale. If it covers several dues: the first registered due, and the outcome of each due. */
export interface RegisteredSale extends Registered {
  /** In the order of the dues; absent: the payment is for one application. */
  readonly lines?: readonly LineAnswer[];
}

interface NumberedDuplicate {
  readonly id: string;
  readonly reference: string;
  readonly number: number;
}

export function createDealings(options: DealingsOptions): Dealings {
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

/** The office answers about another payment than this one. */
const CONTESTED = err({ code: 'BKO-110', kind: 'foreign' } as const);

type Refusal = ReturnType<typeof err<Extract<RegisterTrouble, { kind: 'refused' }>>>;

/** One answer for several dues: the first registered due, and the outcome of each. If no due is registered, the whole sale is refused. */
function wholeOf(answer: Result<readonly LineAnswer[], RegisterTrouble>): Result<RegisteredSale, RegisterTrouble> {
  if (!answer.ok) return answer;
  const first = answer.value.find((line) => line !== null);
  return first ? ok({ ...first, lines: answer.value }) : err({ code: 'BKO-102', kind: 'refused', reason: 'each-due' });
}

/** What the back office does for an application. */
function officeDealings(
  { ledger, backOffice, newId }: OfficeOptions,
  credit: Dealings['credit'],
): Pick<Dealings, 'quote' | 'lodge' | 'lodgeLines' | 'register' | 'withdraw' | 'numberDuplicate' | 'bookDuplicate'> {
  const lines = lineDealings({ ledger, backOffice });
  const withdraw: Dealings['withdraw'] = async (id, reason, signal) => {
    for (const key of keysOf(applicationIn(ledger, id))) {
      const answer = await backOffice.withdraw(key, reason, signal);
      // A refusal means that the office has nothing to withdraw, which is the wanted state.
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
      // The earlier dues would stay held. If the office does not answer now, the settlement withdraws them later.
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
