import { RESULT_CODE } from '../../drivers/payment-terminal/zvt/tables.ts';
import { CARD_SCHEMES, type CardScheme, type FieldTotals } from '../../drivers/payment-terminal/zvt/totals.ts';
import { clearCondition, openSales, withDayClosed, type ZvtTerminalState } from './memory.ts';
import { sendReceipt } from './paper.ts';
import { dayReceipt } from './receipt.ts';
import { waitForBank } from './sale.ts';
import type { SimulatedZvtTerminal } from './terminal.ts';

/** Result code of the manual: *end-of-day batch not possible*. */
const NO_BATCH = '77';
const PLEASE_WAIT = '0e';

export async function endOfDay(terminal: SimulatedZvtTerminal): Promise<void> {
  await atHost(terminal);
  if (terminal.faults.take('no-end-of-day')) return terminal.end(NO_BATCH);
  const { terminalId } = terminal.memory;
  const totals = totalsOf(terminal.memory);
  const amount = totals.cards.reduce((sum, card) => sum + card.amount, 0);
  terminal.remember(withDayClosed(terminal.memory));
  const fields = { resultCode: RESULT_CODE.success, amount, ...terminal.timeFields(), terminalId, totals };
  await terminal.host.tell({ kind: 'status-information', fields }, terminal.statusFaults());
  await sendReceipt(terminal, 'administration', dayReceipt(terminalId, amount, totals));
  await terminal.complete({});
}

export const diagnose = (terminal: SimulatedZvtTerminal) => attended(terminal, 'DİAQNOSTİKA', ['c2']);

export const initialise = (terminal: SimulatedZvtTerminal) => attended(terminal, 'İNİSİALİZASİYA', ['51']);

/** Sets the clock to the kiosk's time. */
export function setClock(terminal: SimulatedZvtTerminal): Promise<void> {
  terminal.remember({ ...clearCondition(terminal.memory, ['62']), clockMinutes: 0 });
  return terminal.complete({});
}

async function attended(terminal: SimulatedZvtTerminal, title: string, heals: readonly string[]): Promise<void> {
  await atHost(terminal);
  const after = clearCondition(terminal.memory, heals);
  terminal.remember(after);
  await sendReceipt(terminal, 'administration', [title, `Terminal ${after.terminalId}`, `Status ${after.condition}`]);
  await terminal.complete({});
}

async function atHost(terminal: SimulatedZvtTerminal): Promise<void> {
  terminal.tellStatus({ code: PLEASE_WAIT });
  await waitForBank(terminal.clock, terminal.random);
}

function totalsOf(memory: ZvtTerminalState): FieldTotals {
  const sales = openSales(memory);
  const cards = CARD_SCHEMES.map((card) => {
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

function cardOf(cardName = ''): CardScheme {
  const name = cardName.toLowerCase();
  return CARD_SCHEMES.find((card) => name.includes(card)) ?? 'other';
}
