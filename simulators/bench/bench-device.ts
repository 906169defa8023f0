import * as z from 'zod/mini';
import type { Clock } from '../../drivers/clock.ts';
import type { TerminalWireSettings } from '../../drivers/kinds/terminal-protocols.ts';
import type { WireDecoder } from '../../drivers/link/wire-line.ts';
import type { RecordedDeviceSettings } from '../../drivers/trace/recorded-device.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import type { StateFile } from '../state-files.ts';
import type { Wire } from '../wire.ts';

export interface BenchSettings {
  readonly terminal: TerminalWireSettings;
  readonly printerModel: string;
  readonly chip: boolean;
}

export interface BenchContext {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly now: () => Date;
  readonly settings: BenchSettings;
  /** Random numbers of this device, 0 ≤ n < 1. */
  random(): () => number;
  memory<Memory>(): StateFile<Memory>;
}

export interface BenchDevice<Command, Part extends object> {
  /** State as plain JSON. `newest` limits lists, not counts. */
  part(newest: number): Part;
  /** Without effect, such as a key on a sleeping terminal. */
  obey(command: Command): void;
  heal(): void;
  onChange(listener: () => void): () => void;
  close(): void;
}

/** A device kind of the bench; all else is derived from `devices.ts`. */
export interface BenchKind<Command, Device extends BenchDevice<Command, object>> {
  readonly commands: z.ZodMiniType<Command>;
  /** `null`: polls would fill the trace. */
  recorded(settings: BenchSettings): RecordedDeviceSettings | null;
  decoder(settings: BenchSettings): WireDecoder;
  put(context: BenchContext): Device;
}

/** Schema of a command without parameters. */
export const plainCommandSchema = <const D extends string, const K extends string>(device: D, what: K) =>
  commandSchemaWith(device, what, {});

/** Schema of a command with parameters. */
export const commandSchemaWith = <const D extends string, const K extends string, const More extends z.core.$ZodShape>(
  device: D,
  what: K,
  more: More,
) => z.strictObject({ device: z.literal(device), do: z.literal(what), ...more });

/** Arms a fault once for the next occasion; disarming keeps the order of the other faults. */
export function armFault<T extends string>(faults: ArmedFaults<T>, fault: T, on: boolean): void {
  const others = faults.armed().filter((other) => other.fault !== fault);
  faults.clear();
  for (const other of others) faults[other.mode](other.fault);
  if (on) faults.next(fault);
}

export const armedNames = <T extends string>(faults: ArmedFaults<T>): readonly T[] =>
  faults.armed().map(({ fault }) => fault);
