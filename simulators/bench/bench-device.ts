import * as z from 'zod/mini';
import type { Clock } from '../../drivers/clock.ts';
import type { TerminalSpeech } from '../../drivers/kinds/terminal-protocols.ts';
import type { WireDecoder } from '../../drivers/link/wire-line.ts';
import type { RecordedDevice } from '../../drivers/trace/recorded-device.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import type { StateFile } from '../state-files.ts';
import type { Wire } from '../wire.ts';

/** What the devices of a bench are, as far as a profile says it. */
export interface BenchSettings {
  readonly terminal: TerminalSpeech;
  /** A name of `PRINTER_MODELS`. */
  readonly printerModel: string;
  /** Whether a reader of chips is there too: what is put into the reader then lies on it with its chip. */
  readonly chip: boolean;
}

/** Where a device of the bench stands, and what it is given there. */
export interface Place {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly now: () => Date;
  readonly settings: BenchSettings;
  /** 0 ≤ n < 1, from a stream of the device's own. */
  random(): () => number;
  /** What it still knows after a power cut. */
  memory<Memory>(): StateFile<Memory>;
}

/** A simulated device on the bench: what is shown of it and what can be done to it. */
export interface BenchDevice<Command, Part extends object> {
  /** How it is now, plain JSON. `newest`: how much of the lists that grow; their counts are of all. */
  part(newest: number): Part;
  /** Does what a command says. What means nothing now (a key on a sleeping terminal) does nothing. */
  obey(command: Command): void;
  /** Filled, closed, empty of cards and free of faults. What was sold stays. */
  heal(): void;
  onChange(listener: () => void): () => void;
  close(): void;
}

/** One kind of device on the bench. `devices.ts` lists them all, and all else is derived from that list. */
export interface BenchKind<Command, Device extends BenchDevice<Command, object>> {
  /** Everything that can be done to it, as it comes from the page. Strict: an unknown key is a malformed command. */
  readonly commands: z.ZodMiniType<Command>;
  /** What the header of a trace says of it; `null`: it is polled so often that it would push all others out of the trace. */
  recorded(settings: BenchSettings): RecordedDevice | null;
  decoder(settings: BenchSettings): WireDecoder;
  put(place: Place): Device;
}

/** A command to one device, which needs to say nothing more. */
export const plain = <const D extends string, const K extends string>(device: D, what: K) => saying(device, what, {});

/** A command to one device, with what it says besides. */
export const saying = <const D extends string, const K extends string, const More extends z.core.$ZodShape>(
  device: D,
  what: K,
  more: More,
) => z.strictObject({ device: z.literal(device), do: z.literal(what), ...more });

/** A fault is armed for the next occasion once at most; disarming one leaves the others in their order. */
export function arm<T extends string>(faults: ArmedFaults<T>, fault: T, on: boolean): void {
  const others = faults.armed().filter((other) => other.fault !== fault);
  faults.clear();
  for (const other of others) faults[other.mode](other.fault);
  if (on) faults.next(fault);
}

export const armedNames = <T extends string>(faults: ArmedFaults<T>): readonly T[] =>
  faults.armed().map(({ fault }) => fault);
