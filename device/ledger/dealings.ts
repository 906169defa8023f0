import type { Clock } from '../../drivers/clock.ts';
import type {
  InquireOutcome,
  LastTransaction,
  PaymentTerminal,
  PayOutcome,
  TerminalPrompt,
} from '../../drivers/payment-terminal/contract.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type {
  BackOffice,
  BackOfficeTrouble,
  Claim,
  LodgeRequest,
  Registered,
  RegisterTrouble,
} from '../back-office/contract.ts';
import type { TroubleCode } from '../words/trouble.ts';
import { type Application, CANNOT_BE_TOLD, mayBeTold } from './application.ts';
import { boundOffice } from './bound-office.ts';
import { holdsNote, insertedCash, notesIn, owedCash } from './cash.ts';
import type { LedgerEntry } from './entries.ts';
import type { Ledger } from './ledger.ts';
import { type NotIssued, offering } from './offer.ts';
import { proofOf, recordOf } from './proof.ts';

export interface DealingsOptions {
  readonly ledger: Ledger;
  readonly terminal: PaymentTerminal;
  readonly backOffice: BackOffice;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Makes the code of an application's nth credit, counted from 1: the same one each time. */
  readonly creditCode: (applicationId: string, nth: number) => string;
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

/** The answer came when the terminal waited no longer. */
const TOO_LATE: NotIssued = { kind: 'unreachable', code: 'BKO-101' };

/**
 * Every effect that concerns money or an application, each with its order of writing: what is meant
 * is durable before it is done, and what came of it is written before anybody is told. The session and
 * the settlement both deal through here, so that there is one way to do each thing.
 */
export interface Dealings {
  /** Opens an application in the ledger. Nothing has happened yet outside of it. */
  quote(quote: Quote): Application;
  lodge(id: string, request: LodgeRequest, signal: AbortSignal): Promise<Result<Application, BackOfficeTrouble>>;
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
  /**
   * Makes it count at the back office; may be repeated for as long as it takes. What the notes are worth beyond the duty
   * becomes a credit then.
   */
  register(id: string, signal: AbortSignal): Promise<Result<Registered, RegisterTrouble>>;
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
  numberDuplicate(claim: Claim, signal: AbortSignal): Promise<Result<NumberedDuplicate, BackOfficeTrouble>>;
  /** Whoever prints it claims it before: nothing but the paper is left to do, and the settlement closes it. */
  bookDuplicate(duplicate: NumberedDuplicate, of: Pick<Application, 'service' | 'paper'>): Application;
}

interface NumberedDuplicate {
  readonly id: string;
  readonly reference: string;
  readonly number: number;
}

export function createDealings(options: DealingsOptions): Dealings {
  const { ledger, terminal } = options;
  const backOffice = boundOffice(options.backOffice, ledger);

  function get(id: string): Application {
    const application = ledger.find(id);
    if (!application) throw new Error(`no application ${id} in the ledger`);
    return application;
  }

  function credit(id: string): Application {
    const application = get(id);
    const amount = owedCash(application);
    if (amount === 0) return application;
    const code = options.creditCode(id, application.credits.length + 1);
    return ledger.append(id, { kind: 'creditIssued', code, amount, at: options.timestamp() });
  }

  let compared = false;
  /** Once after each start: what the terminal did last and no application knows is listed for staff. */
  function noteStray({ before: ref, stands }: LastTransaction): Application | null {
    if (compared) return null;
    compared = true;
    ledger.sales.begin(ref);
    if (ref === null || stands === undefined || !ledger.sales.isStray(ref)) return null;
    return ledger.append(options.newId(), { kind: 'straySale', ref, amount: stands });
  }

  return {
    wantCash: (id) => (get(id).last === 'cashIntent' ? get(id) : ledger.append(id, { kind: 'cashIntent' })),
    countCash(id) {
      const application = get(id);
      const enough = insertedCash(application) >= application.amount && !holdsNote(application);
      if (application.last !== 'cashIntent' || !enough) return application;
      const notes = notesIn(application).map(({ value }) => value);
      return ledger.append(id, { kind: 'cashPaid', notes, at: options.timestamp() });
    },
    stopCash: (id) => (get(id).last === 'cashIntent' ? ledger.append(id, { kind: 'cashStopped' }) : get(id)),
    credit,

    quote: (quote) => ledger.append(options.newId(), { kind: 'quoted', ...quote }),

    async lodge(id, request, signal) {
      const lodged = await backOffice.lodge(id, request, signal);
      if (!lodged.ok) return lodged;
      return ok(ledger.append(id, { kind: 'lodged', reference: lodged.value.reference }));
    },

    async pay(id, cancel, onPrompt) {
      const last = await terminal.lastTransaction(cancel);
      if (!last.ok) return { known: 'never-started', trouble: last.error };
      if (cancel.aborted) return { known: 'cancelled' };
      // From here on this sale hides it.
      noteStray(last.value);
      // Where the terminal tells neither a transaction nor its id, an id from an older sale would be a guess: it may have been exchanged
      // since, and a wrong one would keep this sale in doubt for ever.
      const { before, terminalId } = last.value;
      const intent = { intentId: options.newId(), before, ...(terminalId !== undefined && { terminalId }) };
      ledger.append(id, { kind: 'intent', ...intent });
      ledger.append(id, { kind: 'saleSent' });
      const sale = { ...intent, amount: get(id).amount };
      if (!terminal.capabilities?.issueOfGoods) {
        const outcome = await terminal.pay(sale, cancel, onPrompt);
        ledger.append(id, paidEntry(outcome, options.timestamp()));
        return outcome;
      }
      const offer = offering(id, { ...options, backOffice });
      const said = await terminal.pay(sale, cancel, onPrompt, (approval, tooLate) => {
        onPrompt('registering');
        return offer.issue(approval, AbortSignal.any([tooLate, cancel]));
      });
      const why = offer.notIssued() ?? TOO_LATE;
      const offered = get(id).offered !== null;
      const failed = said.known === 'declined' || said.known === 'cancelled';
      const outcome: SaleOutcome = failed && offered ? { known: 'not-issued', why } : said;
      ledger.append(id, paidEntry(outcome, options.timestamp()));
      return outcome;
    },

    async ask(id, signal) {
      const { intent, amount, last, leftToStaff } = get(id);
      if (!intent) throw new Error(`application ${id} has no sale to ask about`);
      const sentAt = ledger.sales.sentAt(id);
      const outcome = await terminal.inquire({ ...intent, amount, ...(sentAt !== null && { sentAt }) }, signal);
      if (outcome.known === 'approved') {
        ledger.append(id, { kind: 'approved', approval: recordOf(outcome.approval), at: options.timestamp() });
      } else if (outcome.known === 'not-paid') {
        ledger.append(id, { kind: 'notPaid', why: 'not-found', code: null });
      } else if (last !== 'unknown' || (outcome.trouble.code === CANNOT_BE_TOLD && !leftToStaff)) {
        ledger.append(id, { kind: 'unknown', code: outcome.trouble.code });
      }
      // What was offered may be registered: it is taken back, and trying again is another application.
      if (outcome.known === 'not-paid' && get(id).offered) return { known: 'not-issued', why: TOO_LATE };
      return outcome;
    },

    async register(id, signal) {
      const application = get(id);
      if (application.last !== 'issueRequested') ledger.append(id, { kind: 'issueRequested' });
      const answer = await backOffice.register(id, proofOf(application), signal);
      if (answer.ok) {
        ledger.append(id, { kind: 'issued' });
        credit(id);
      } else if (answer.error.kind === 'refused')
        ledger.append(id, { kind: 'issueRefused', reason: answer.error.reason });
      return answer;
    },

    async reverse(id, signal) {
      const application = get(id);
      if (!application.approval) throw new Error(`application ${id} has no approved sale to reverse`);
      // It would become the terminal's last transaction, and hide the sale that has to be asked about.
      if (ledger.open().some(mayBeTold)) return err('TRM-204');
      if (application.last !== 'reversing') ledger.append(id, { kind: 'reversing' });
      const { ref, amount } = application.approval;
      // The terminal has begun to count anew, and would take back what somebody else paid. It can never be asked again: staff give it back.
      if (ledger.sales.countsAnew(id, ref)) return err(CANNOT_BE_TOLD);
      const answer = await terminal.reverse({ ref, amount }, signal);
      if (!answer.ok) return err(answer.error.code);
      return ok(ledger.append(id, { kind: 'reversed' }));
    },

    async lookForStraySale(signal) {
      if (compared) return ok(null);
      const last = await terminal.lastTransaction(signal);
      return last.ok ? ok(noteStray(last.value)) : err(last.error.code);
    },

    async withdraw(id, reason, signal) {
      const answer = await backOffice.withdraw(id, reason, signal);
      // A refusal means there is nothing there to take back: that is what was wanted.
      if (!answer.ok && answer.error.kind !== 'refused') return answer;
      return ok(ledger.append(id, { kind: 'withdrawn' }));
    },

    async numberDuplicate(claim, signal) {
      const id = options.newId();
      const number = await backOffice.duplicate(id, claim, signal);
      return number.ok ? ok({ id, reference: claim.reference, number: number.value }) : number;
    },
    bookDuplicate: ({ id, reference, number }, { service, paper }) =>
      ledger.append(id, { kind: 'duplicateIssued', service, paper, reference, number }),
  };
}

function paidEntry(outcome: SaleOutcome, at: string): LedgerEntry {
  switch (outcome.known) {
    case 'approved':
      return { kind: 'approved', approval: recordOf(outcome.approval), at };
    case 'not-issued':
      return { kind: 'notPaid', why: 'not-issued', code: outcome.why.code };
    case 'declined':
      return { kind: 'notPaid', why: 'declined', code: outcome.resultCode };
    case 'cancelled':
      return { kind: 'notPaid', why: 'cancelled', code: null };
    case 'never-started':
      return { kind: 'notPaid', why: 'never-started', code: outcome.trouble.code };
    case 'nothing':
      return { kind: 'unknown', code: outcome.trouble.code };
    default:
      return outcome satisfies never;
  }
}
