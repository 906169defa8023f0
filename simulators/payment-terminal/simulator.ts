import type { PaymentTerminalSimulator, SimulatedTerminalParts } from './contract.ts';
import type { ZvtTerminalState } from './memory.ts';

export interface ZvtTerminalSimulatorOptions extends SimulatedTerminalParts<ZvtTerminalState> {
  readonly framing: 'serial' | 'tcp';
  /** Eight digits. Of no effect with `saved`. */
  readonly terminalId?: string;
  /** ISO 4217 number; AZN if not given. */
  readonly currency?: number;
}

export interface ZvtTerminalSimulator extends PaymentTerminalSimulator<ZvtTerminalState> {
  /** Of its serial line, in bits per second. */
  readonly baudRate: number;
}
