import type { Clock } from '../../drivers/clock.ts';
import type { FieldsOf } from '../../drivers/payment-terminal/zvt/messages.ts';
import { RESULT } from '../../drivers/payment-terminal/zvt/tables.ts';
import { type FieldTotals, TOTAL_CARDS, type TotalCard } from '../../drivers/payment-terminal/zvt/totals.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import type { TerminalFault } from './faults.ts';
import type { HostSide, Telling } from './host-side.ts';
import { healed, openSales, withDayClosed, type ZvtTerminalState } from './memory.ts';
import type { HandOver } from './paper.ts';
import { dayReceipt } from './receipt.ts';
import { askHost } from './sale.ts';

export interface CareOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly host: HostSide;
  readonly faults: ArmedFaults<TerminalFault>;
  readonly handOver: HandOver;
  readonly memory: () => ZvtTerminalState;
  readonly remember: (memory: ZvtTerminalState) => void;
  readonly tellStatus: (fields: FieldsOf<'intermediate-status'>) => void;
  readonly timeFields: () => { readonly time: string; readonly date: string };
  /** How the next `04 0F` leaves, seeing the faults that are armed. */
  readonly statusFaults: () => Telling;
  readonly complete: (fields: FieldsOf<'completion'>) => Promise<void>;
  readonly end: (resultCode: string) => Promise<void>;
}

/** What staff have the terminal do. */
export interface Care {
  endOfDay(): Promise<void>;
  diagnose(): Promise<void>;
  initialise(): Promise<void>;
  setClock(): Promise<void>;
}

/** *End-of-day batch not possible*. */
const NO_BATCH = '77';
const PLEASE_WAIT = '0e';

export function createCare(options: CareOptions): Care {
  const { host, memory, remember, handOver, tellStatus } = options;

  async function atHost(): Promise<void> {
    tellStatus({ code: PLEASE_WAIT });
    await askHost(options.clock, options.random);
  }

  async function endOfDay(): Promise<void> {
    await atHost();
    if (options.faults.take('no-end-of-day')) return options.end(NO_BATCH);
    const { terminalId } = memory();
    const totals = totalsOf(memory());
    const amount = totals.cards.reduce((sum, card) => sum + card.amount, 0);
    remember(withDayClosed(memory()));
    await host.tell(
      {
        kind: 'status-information',
        fields: { resultCode: RESULT.success, amount, ...options.timeFields(), terminalId, totals },
      },
      options.statusFaults(),
    );
    await handOver('administration', dayReceipt(terminalId, amount, totals));
    await options.complete({});
  }

  async function attended(title: string, heals: readonly string[]): Promise<void> {
    await atHost();
    remember(healed(memory(), heals));
    await handOver('administration', [title, `Terminal ${memory().terminalId}`, `Status ${memory().condition}`]);
    await options.complete({});
  }

  return {
    endOfDay,
    diagnose: () => attended('DİAQNOSTİKA', ['c2']),
    initialise: () => attended('İNİSİALİZASİYA', ['51']),
    setClock() {
      remember(healed(memory(), ['62']));
      return options.complete({});
    },
  };
}

function totalsOf(memory: ZvtTerminalState): FieldTotals {
  const sales = openSales(memory);
  const cards = TOTAL_CARDS.map((card) => {
    const its = sales.filter(({ cardName }) => cardOf(cardName) === card);
    return { card, count: its.length, amount: its.reduce((sum, { amount }) => sum + amount, 0) };
  });
  const nothing = '0000';
  return {
    firstReceipt: sales[0]?.ref.receiptNumber ?? nothing,
    lastReceipt: sales.at(-1)?.ref.receiptNumber ?? nothing,
    cards,
  };
}

function cardOf(cardName = ''): TotalCard {
  const name = cardName.toLowerCase();
  return TOTAL_CARDS.find((card) => name.includes(card)) ?? 'other';
}
