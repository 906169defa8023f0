import { executeCommand } from './commands.ts';
import type { PaymentTerminalSimulator } from './contract.ts';
import { SIMULATED_CARD, type SimulatedCard } from './desk.ts';
import type { ZvtTerminalState } from './memory.ts';
import { SimulatedZvtTerminal, type ZvtTerminalSimulatorOptions } from './terminal.ts';
import { DO_NOT_HONOUR } from './transactions.ts';

export type { TerminalKey } from './desk.ts';
export type { TerminalFault } from './faults.ts';
export type { Sale, ZvtTerminalState } from './memory.ts';

/** A simulated terminal that speaks ZVT. */
export type ZvtTerminalSimulator = PaymentTerminalSimulator<ZvtTerminalState>;

/** A terminal that is switched on, and speaks ZVT [PA00P015 13.08]. */
export function createZvtTerminalSimulator(options: ZvtTerminalSimulatorOptions): ZvtTerminalSimulator {
  const terminal = new SimulatedZvtTerminal(options, (message) => executeCommand(terminal, message));
  const { desk, faults, changes } = terminal;
  const card = (how: 'tap' | 'insert', what: SimulatedCard, hostSays: string | null) =>
    void desk.happen({ type: 'card', how, card: what, hostSays });
  return {
    tap: (what = SIMULATED_CARD) => card('tap', what, null),
    insert(what = SIMULATED_CARD) {
      if (terminal.moveCard(true)) card('insert', what, null);
    },
    removeCard() {
      if (terminal.moveCard(false)) desk.happen({ type: 'removed' });
    },
    key: (key) => void desk.happen({ type: 'key', key }),
    decline: (resultCode = DO_NOT_HONOUR) => card('tap', SIMULATED_CARD, resultCode),
    display: () => terminal.display,
    sales: () => terminal.memory.sales,
    refunds: () => terminal.memory.refunds,
    setCondition: (condition) => terminal.remember({ ...terminal.memory, condition }),
    setClock: (clockMinutes) => terminal.remember({ ...terminal.memory, clockMinutes }),
    get clockMinutes() {
      return terminal.memory.clockMinutes;
    },
    get approvedTotal() {
      return terminal.memory.sales.reduce((sum, { amount, state }) => (state === 'approved' ? sum + amount : sum), 0);
    },
    get cardInside() {
      return terminal.cardInside;
    },
    state: () => terminal.memory,
    onChange: changes.on,
    faults,
    close: () => terminal.close(),
  };
}
