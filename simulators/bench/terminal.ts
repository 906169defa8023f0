import * as z from 'zod/mini';
import type { Clock } from '../../drivers/clock.ts';
import { createTerminalDecoder } from '../../drivers/kinds/terminal-protocols.ts';
import { simulatedProtocol } from '../kinds/payment-terminal.ts';
import { MOST_CLOCK_MINUTES, type PaymentTerminalSimulator } from '../payment-terminal/contract.ts';
import { SIMULATED_CARD, type TerminalKey } from '../payment-terminal/desk.ts';
import type { TerminalDisplay } from '../payment-terminal/display.ts';
import type { TerminalFault } from '../payment-terminal/faults.ts';
import type { Sale } from '../payment-terminal/memory.ts';
import {
  armedNames,
  armFault,
  type BenchContext,
  type BenchDevice,
  type BenchKind,
  commandSchemaWith,
  plainCommandSchema,
} from './bench-device.ts';
import { membersOf } from './labels.ts';
import { TERMINAL_FAULT_LABELS, TERMINAL_KEY_LABELS } from './terminal-labels.ts';

const commands = z.union([
  plainCommandSchema('terminal', 'tap'),
  plainCommandSchema('terminal', 'insert'),
  plainCommandSchema('terminal', 'insert-with-pin'),
  plainCommandSchema('terminal', 'remove-card'),
  plainCommandSchema('terminal', 'decline'),
  commandSchemaWith('terminal', 'key', { key: z.enum(membersOf(TERMINAL_KEY_LABELS)) }),
  commandSchemaWith('terminal', 'clock', {
    minutes: z.number().check(z.int(), z.minimum(-MOST_CLOCK_MINUTES), z.maximum(MOST_CLOCK_MINUTES)),
  }),
  commandSchemaWith('terminal', 'arm', { fault: z.enum(membersOf(TERMINAL_FAULT_LABELS)), on: z.boolean() }),
]);

type TerminalCommand = z.infer<typeof commands>;

export interface TerminalDockState {
  readonly speaks: string;
  readonly display: TerminalDisplay;
  readonly cardInside: boolean;
  /** Minutes that the terminal's clock is ahead; negative: behind. */
  readonly clockMinutes: number;
  readonly sales: readonly Sale[];
  readonly saleCount: number;
  /** Integer qəpik, without reversed sales. */
  readonly approvedTotal: number;
  readonly armed: readonly TerminalFault[];
}

const TYPING_MS = 150;

export const TERMINAL: BenchKind<TerminalCommand, BenchDevice<TerminalCommand, TerminalDockState>> = {
  commands,
  recorded: ({ terminal }) => simulatedProtocol(terminal).withoutSecrets(terminal),
  decoder: ({ terminal }) => createTerminalDecoder(terminal),
  put(place) {
    const { terminal: speech } = place.settings;
    const terminal = kept(place);
    const speaks = simulatedProtocol(speech).wireLabel(speech);
    return {
      part(newest) {
        const sales = terminal.sales();
        return {
          speaks,
          display: terminal.display(),
          cardInside: terminal.cardInside,
          clockMinutes: terminal.clockMinutes,
          sales: sales.slice(-newest),
          saleCount: sales.length,
          approvedTotal: terminal.approvedTotal,
          armed: armedNames(terminal.faults),
        };
      },
      obey: (command) => obey(terminal, command, place.clock),
      heal() {
        terminal.faults.clear();
        terminal.removeCard();
        terminal.setClock(0);
      },
      onChange: terminal.onChange,
      close: terminal.close,
    };
  },
};

/** Saves a sale before the kiosk gets its bytes: `save` is synchronous. */
function kept({ wire, clock, now, settings, random, memory }: BenchContext): PaymentTerminalSimulator {
  const file = memory<unknown>();
  const its = simulatedProtocol(settings.terminal);
  const saved = file.load() ?? its.firstMemory(now());
  const terminal = its.create(settings.terminal, { wire, clock, random: random(), now, saved });
  file.save(terminal.state());
  terminal.onChange(() => file.save(terminal.state()));
  return terminal;
}

function obey(terminal: PaymentTerminalSimulator, command: TerminalCommand, clock: Clock) {
  switch (command.do) {
    case 'tap':
      return terminal.tap();
    case 'insert':
      return terminal.insert();
    case 'insert-with-pin':
      return insertWithPin(terminal, clock);
    case 'remove-card':
      return terminal.removeCard();
    case 'decline':
      return terminal.decline();
    case 'key':
      return terminal.key(command.key);
    case 'clock':
      return terminal.setClock(command.minutes);
    case 'arm':
      return armFault(terminal.faults, command.fault, command.on);
    default:
      return command satisfies never;
  }
}

function insertWithPin(terminal: PaymentTerminalSimulator, clock: Clock): void {
  if (terminal.display().stage !== 'present-card') return;
  let typed = false;
  const stop = terminal.onChange(() => {
    const { stage } = terminal.display();
    if (stage === 'present-card' || stage === 'processing') return;
    if (stage === 'enter-pin') {
      if (!typed) type([...SIMULATED_CARD.pin, 'ok'] as TerminalKey[]);
      typed = true;
      return;
    }
    stop();
    clock.setTimeout(() => terminal.removeCard(), TYPING_MS);
  });
  function type([key, ...rest]: readonly TerminalKey[]): void {
    if (!key) return;
    clock.setTimeout(() => {
      if (terminal.display().stage !== 'enter-pin') return;
      terminal.key(key);
      type(rest);
    }, TYPING_MS);
  }
  terminal.removeCard();
  terminal.insert();
}
