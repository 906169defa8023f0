import { type Clock, pause } from '../../../drivers/clock.ts';
import type { Qepik } from '../../../drivers/money.ts';
import type { PaymentTerminal, TerminalPrompt, TransactionRef } from '../../../drivers/payment-terminal/contract.ts';
import { type Application, canReverseSale, isPaymentInDoubt } from '../../ledger/application.ts';
import type { ApplicationInLedger, LedgerQueries } from '../../ledger/book.ts';
import { createCardActions } from '../../ledger/card-dealings.ts';
import { holdsNote, owedCash } from '../../ledger/cash.ts';
import type { ApplicationActions } from '../../ledger/dealings.ts';
import { applicationIn, type Ledger } from '../../ledger/ledger.ts';
import { nextSettlementStep } from '../../ledger/next-step.ts';
import type { TroubleCode } from '../../words/trouble.ts';

const TRIAL_AMOUNT: Qepik = 1;

/** ms after a failed question or reversal. */
const ASK_AGAIN_MS = 3_000;
/** Most failed questions and reversals. Then the sale stays open in the ledger for the kiosk or the next test. */
const MOST_QUESTIONS = 40;

export type CardSaleActions = Pick<ApplicationActions, 'pay' | 'ask' | 'reverse'>;

export interface TrialOptions {
  readonly ledger: Pick<Ledger, 'append' | 'find' | 'history'>;
  readonly dealings: CardSaleActions;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Called with the id before the sale begins. */
  readonly onBegun?: (id: string) => void;
  /** After an abort, a sale that was begun is still settled, as far as the terminal answers. */
  readonly stop: AbortSignal;
  readonly onPrompt: (prompt: TerminalPrompt) => void;
  readonly onStage: (stage: TrialStage) => void;
}

export type TrialStage = 'paying' | 'asking' | 'giving-back';

export type TrialOutcome =
  | { readonly is: 'paid-and-back'; readonly ref: TransactionRef }
  /** No money moved: bank or person declined (`why`), or the sale never began (`code`). */
  | { readonly is: 'not-paid'; readonly why: string; readonly code: TroubleCode | null }
  /** The bank may hold the 0.01 ₼: `ledger open` lists it, and a later run continues it. */
  | { readonly is: 'open'; readonly code: TroubleCode };

/**
 * The open application that blocks a trial. The trial or its reversal would become the terminal's last transaction. The present last
 * transaction may still have to answer for another sale. An earlier trial does not block: it is continued. Applications left to staff block
 * too, because staff may still need the terminal.
 */
export function findBlockingApplication(book: Pick<LedgerQueries, 'open'>): ApplicationInLedger | undefined {
  return book
    .open()
    .find(
      ({ application, listed }) => listed || (application !== null && !isOwnTrial(application) && isMoney(application)),
    );
}

/** As `findBlockingApplication`, for the kiosk's own open ledger: whether money is open. */
export const isMoneyOpen = (ledger: Pick<Ledger, 'open' | 'forStaff'>): boolean =>
  ledger.forStaff().applications.length > 0 ||
  ledger.open().some((application) => !isOwnTrial(application) && isMoney(application));

const isOwnTrial = ({ trial, leftToStaff }: Application): boolean => trial && !leftToStaff;

const isMoney = (application: Application): boolean =>
  isPaymentInDoubt(application) ||
  canReverseSale(application) ||
  holdsNote(application) ||
  owedCash(application) !== 0 ||
  application.last === 'straySale';

/** An unsettled trial of an earlier run. */
export const findOpenTrial = (ledger: Pick<Ledger, 'open'>): Application | undefined =>
  ledger.open().find((application) => isOwnTrial(application));

/**
 * Pays 0.01 ₼ and gives the money back. Each step is in the ledger before it is done. After a lost answer the terminal is asked, and
 * nothing is sent again. However this process ends, the 0.01 ₼ is back or `ledger open` lists the sale. The kiosk settles such a sale when
 * it starts.
 */
export async function runTrialSale(options: TrialOptions): Promise<TrialOutcome> {
  const { ledger, dealings, newId, stop, onPrompt, onStage } = options;
  const { id } = ledger.append(newId(), { kind: 'trialSale', amount: TRIAL_AMOUNT });
  options.onBegun?.(id);
  onStage('paying');
  const paid = await dealings.pay(id, stop, (prompt) => {
    if (prompt !== 'registering') onPrompt(prompt);
  });
  const settled = await settle(options, id);
  if (settled.is !== 'not-paid' || paid.known === 'nothing') return settled;
  switch (paid.known) {
    case 'declined':
      return { is: 'not-paid', why: `declined, result ${paid.resultCode}`, code: null };
    case 'cancelled':
      return { is: 'not-paid', why: 'cancelled', code: null };
    case 'never-started':
      return { is: 'not-paid', why: paid.trouble.kind, code: paid.trouble.code };
    default:
      return settled;
  }
}

export const settleTrialSale = (options: TrialOptions, { id }: Pick<Application, 'id'>): Promise<TrialOutcome> =>
  settle(options, id);

/** Actions on the terminal for a process without a kiosk. */
export const createTrialSaleActions = (options: {
  readonly ledger: Ledger;
  readonly terminal: PaymentTerminal;
  readonly clock: Clock;
  readonly newId: () => string;
  /** ISO date-time with offset. */
  readonly timestamp: () => string;
}): CardSaleActions => createCardActions({ ...options, backOffice: { register: neverRegistered } });

const neverRegistered = (): never => {
  throw new Error('a trial sale must not be registered');
};

async function settle(options: TrialOptions, id: string): Promise<TrialOutcome> {
  const { ledger, clock, stop, onStage } = options;
  for (let questions = 0; ; ) {
    if (applicationIn(ledger, id).last === 'closed') return outcomeOf(ledger, id);
    const code = await oneStep(options, id);
    if (code === null) continue;
    questions += 1;
    if (code === 'TRM-106' || questions >= MOST_QUESTIONS || stop.aborted) return { is: 'open', code };
    onStage('asking');
    await pause(clock, ASK_AGAIN_MS, stop);
  }
}

/** One step of the kiosk's own recovery; `null` on success. */
async function oneStep({ ledger, dealings, onStage }: TrialOptions, id: string): Promise<TroubleCode | null> {
  const step = nextSettlementStep(applicationIn(ledger, id));
  // A begun step is finished; the driver limits each exchange.
  const { signal } = new AbortController();
  switch (step.do) {
    case 'ask': {
      onStage('asking');
      const answer = await dealings.ask(id, signal);
      return answer.known === 'nothing' ? answer.trouble.code : null;
    }
    case 'reverse': {
      onStage('giving-back');
      const answer = await dealings.reverse(id, signal);
      return answer.ok ? null : answer.error;
    }
    case 'close':
      ledger.append(id, { kind: 'closed', outcome: step.outcome });
      return null;
    case 'leave-to-staff':
      return 'TRM-106';
    default:
      throw new Error(`a trial has no ${step.do}`);
  }
}

function outcomeOf(ledger: TrialOptions['ledger'], id: string): TrialOutcome {
  const history = ledger.history(id).map(({ entry }) => entry);
  const approved = history.find((entry) => entry.kind === 'approved');
  const back = history.some((entry) => entry.kind === 'reversed');
  if (approved?.kind === 'approved' && back) return { is: 'paid-and-back', ref: approved.approval.ref };
  return { is: 'not-paid', why: 'the terminal has no such sale', code: null };
}
