import type { Clock } from '../../../drivers/clock.ts';
import type { PaymentTerminal } from '../../../drivers/payment-terminal/contract.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Settlement } from '../../ledger/settlement.ts';
import {
  type DeviceTest,
  type DeviceTestOutcome,
  failedTestOutcome,
  TEST_STOPPED,
  type TerminalTestStage,
} from './contract.ts';
import {
  type CardSaleActions,
  findOpenTrial,
  isMoneyOpen,
  runTrialSale,
  settleTrialSale,
  type TrialOutcome,
} from './trial-sale.ts';

export interface SaleTestParts {
  readonly ledger: Pick<Ledger, 'append' | 'find' | 'history' | 'open' | 'forStaff'>;
  readonly settlement: Pick<Settlement, 'claim' | 'isClaimed' | 'recover'>;
  readonly terminal: Pick<PaymentTerminal, 'status' | 'lastTransaction'>;
  readonly dealings: CardSaleActions;
  readonly clock: Clock;
  readonly newId: () => string;
}

/**
 * Takes 0.01 ₼ and gives it back at once. The ledger has the trial before the first byte of the sale: its own kind, which is no sale of a
 * service. An earlier trial that is still open is settled instead. Meanwhile the settlement leaves the trial alone; afterwards it settles
 * what is left. A second test waits until the first has ended.
 */
export function saleTest(parts: SaleTestParts): DeviceTest {
  const test = saleTestOf(parts);
  let before: Promise<unknown> = Promise.resolve();
  return (guide) => {
    const own = before.then(() => (guide.signal.aborted ? TEST_STOPPED : test(guide)));
    before = own.catch(() => {});
    return own;
  };
}

const saleTestOf =
  (parts: SaleTestParts): DeviceTest =>
  async ({ show, signal }) => {
    const { ledger, settlement, terminal } = parts;
    if (isMoneyOpen(ledger)) return failedTestOutcome('ACC-117');
    const earlier = findOpenTrial(ledger);
    // Staff settle it now.
    if (earlier && settlement.isClaimed(earlier.id)) return failedTestOutcome('ACC-117');
    let release = () => {};
    const claim = (id: string) => {
      release = settlement.claim(id);
    };
    const showAsks = (asks: TerminalTestStage) => show({ at: 'terminal', asks });
    const options = { ...parts, stop: signal, onBegun: claim, onPrompt: showAsks, onStage: showAsks };
    try {
      if (earlier) {
        claim(earlier.id);
        show({ at: 'working' });
        // An attempt of the settlement may run: this empty turn waits for its end.
        await settlement.recover(AbortSignal.abort());
        return judged(await settleTrialSale(options, earlier), signal);
      }
      show({ at: 'working' });
      const last = await terminal.lastTransaction(signal);
      if (!last.ok) return signal.aborted ? TEST_STOPPED : failedTestOutcome(last.error.code);
      // A sale without a number cannot be given back.
      if (terminal.status().uncounted) return failedTestOutcome('TRM-109');
      return judged(await runTrialSale(options), signal);
    } finally {
      release();
    }
  };

function judged(outcome: TrialOutcome, signal: AbortSignal): DeviceTestOutcome {
  switch (outcome.is) {
    case 'paid-and-back':
      return {
        is: 'passed',
        found: { saw: 'paid-and-back', receipt: outcome.ref.receiptNumber },
        kinds: ['terminal'],
      };
    case 'not-paid':
      return signal.aborted ? TEST_STOPPED : failedTestOutcome(outcome.code ?? 'ACC-118');
    case 'open':
      return { is: 'failed', code: outcome.code, moneyOpen: true };
    default:
      return outcome satisfies never;
  }
}
