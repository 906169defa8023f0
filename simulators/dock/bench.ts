import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { Cable } from '../../drivers/link/pair.ts';
import type { ReferenceBackOffice } from '../back-office/server.ts';
import type { CcnetSimulator } from '../bill-validator/ccnet.ts';
import type { WireFaults } from '../faults/wire-faults.ts';
import type { MrzReaderSimulator } from '../id-reader/mrz.ts';
import type { PaymentTerminalSimulator } from '../payment-terminal/contract.ts';
import type { PrinterSimulator } from '../receipt-printer/printer.ts';
import { DEVICES, type DeviceName } from './devices.ts';
import type { WireLog } from './wire-log.ts';

export type FaultyCable = Cable & { readonly faults: WireFaults };

/** Everything that stands on the developer's bench, as the host put it there. */
export interface BenchParts {
  readonly seed: number;
  readonly clock: Clock;
  /** The wire of the terminal as a person plugs it in. */
  readonly terminalWire: string;
  readonly printerModel: string;
  readonly cables: Readonly<Record<DeviceName, FaultyCable>>;
  readonly reader: MrzReaderSimulator;
  readonly terminal: PaymentTerminalSimulator;
  readonly printer: PrinterSimulator;
  readonly validator: CcnetSimulator;
  readonly backOffice: ReferenceBackOffice;
  readonly wire: WireLog;
  /** An antenna lies under the slot of the reader, so what chips say matters. */
  readonly readsChips: boolean;
}

export interface Bench extends BenchParts {
  /** The kiosk has its end of the cable open. */
  connected(device: DeviceName): boolean;
  /** Something on the bench may look different now. */
  onChange(listener: () => void): () => void;
  /** For what has no voice of its own: armed faults, the back office's trouble. */
  touched(): void;
}

/** Puts one pair of eyes on all parts. */
export function createBench(parts: BenchParts): Bench {
  const changed = emitter<void>();
  const touched = () => changed.emit();
  const connected = new Set<DeviceName>();
  for (const device of DEVICES) {
    parts.cables[device].device.onConnected((now) => {
      if (now) connected.add(device);
      else connected.delete(device);
      touched();
    });
  }
  parts.reader.onChange(touched);
  parts.terminal.onChange(touched);
  parts.printer.onChange(touched);
  parts.validator.onChange(touched);
  parts.wire.onChange(touched);
  return { ...parts, connected: (device) => connected.has(device), onChange: changed.on, touched };
}
