import type { Clock } from '../../drivers/clock.ts';
import type { Issue, PaymentTerminal, PayOutcome, TerminalPrompt } from '../../drivers/payment-terminal/contract.ts';
import type { AttemptOutcome } from './person.ts';

interface SaleListeners {
  readonly onTry: (ended: AttemptOutcome) => void;
  /** Milliseconds of the terminal and its bank for an approved sale. */
  readonly onSale: (ms: number) => void;
}

const OF_CITIZEN: ReadonlySet<TerminalPrompt> = new Set(['present-card', 'enter-pin', 'remove-card']);

/**
 * ZVT result codes of a terminal that could not read the card, or failed itself [PA00P015, chapter 10]. Other declines come from the bank.
 */
const OF_TERMINAL: ReadonlySet<string> = new Set([
  '64',
  '65',
  '66',
  '72',
  '7d',
  '89',
  '9b',
  'a0',
  'a1',
  'a3',
  'c0',
  'dd',
  'de',
  'e2',
]);

/** What an outcome says about the terminal; `null`: nothing. */
export function saleAttemptOf(outcome: PayOutcome): AttemptOutcome | null {
  switch (outcome.known) {
    case 'approved':
      return 'good';
    case 'declined':
      return OF_TERMINAL.has(outcome.resultCode.toLowerCase()) ? 'failed' : 'good';
    case 'cancelled':
      return 'abandoned';
    case 'never-started':
    case 'nothing':
      return outcome.trouble.code === 'TRM-105' || outcome.trouble.code === 'TRM-101' ? null : 'failed';
    default:
      return outcome satisfies never;
  }
}

/** Returns the terminal; its `pay` also tells the listeners about each sale. The outcome is unchanged. */
export function observedTerminal<T extends PaymentTerminal>(
  terminal: T,
  clock: Pick<Clock, 'now'>,
  { onTry, onSale }: SaleListeners,
): T {
  const pay: PaymentTerminal['pay'] = async (intent, signal, onPrompt, issue) => {
    const watch = stopwatch(clock);
    const prompted = (prompt: TerminalPrompt) => {
      watch.run(!OF_CITIZEN.has(prompt));
      onPrompt(prompt);
    };
    const outcome = await terminal.pay(intent, signal, prompted, issue && withoutOffice(issue, watch));
    watch.run(false);
    const ended = saleAttemptOf(outcome);
    if (ended !== null) onTry(ended);
    if (outcome.known === 'approved') onSale(watch.ms());
    return outcome;
  };
  return { ...terminal, pay };
}

/** The office registers the application during `issue`: this time is not the terminal's. */
const withoutOffice =
  (issue: Issue, watch: Stopwatch): Issue =>
  async (approval, signal) => {
    watch.run(false);
    const decision = await issue(approval, signal);
    watch.run(true);
    return decision;
  };

type Stopwatch = ReturnType<typeof stopwatch>;

function stopwatch(clock: Pick<Clock, 'now'>) {
  let since: number | null = clock.now();
  let sum = 0;
  return {
    run(on: boolean): void {
      if (since !== null) sum += clock.now() - since;
      since = on ? clock.now() : null;
    },
    ms: () => sum,
  };
}
