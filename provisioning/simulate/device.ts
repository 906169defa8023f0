import type { Clock } from '../../drivers/clock.ts';
import type { MrzDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import type { WireDecoder } from '../../drivers/link/wire-line.ts';
import type { Wire } from '../../simulators/wire.ts';
import type { KeptState } from './kept-state.ts';
import type { Verb } from './verbs.ts';

/** A simulated device as this command sees it, whatever it is. */
export interface SimulatedDevice {
  readonly verbs: readonly Verb[];
  readonly decoder: WireDecoder;
  /** Its physical state, plain JSON; told whenever it is another one. */
  state(): Readonly<Record<string, unknown>>;
  /** The same for a person, one line. */
  stateWords(): string;
  /** Faults that wait to be spent. */
  armed(): readonly string[];
  /** Events of its own since the last call: papers that came out. */
  news(): readonly DeviceNews[];
  onChange(listener: () => void): () => void;
  close(): void;
}

export interface DeviceNews {
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly words: string;
}

export interface DeviceSettings {
  readonly wire: Wire;
  /** What its motors and its thinking wait by. */
  readonly clock: Clock;
  readonly framing: 'serial' | 'tcp';
  readonly model?: string;
  /** Of an MRZ reader; plain lines unless told. */
  readonly dialect?: MrzDialect;
  /** Bytes take their time on the line; without it they are there at once. */
  readonly baudRate?: number;
  /** An existing folder into which what comes out is written. */
  readonly papersDir?: string;
  /** Of a payment terminal: any unless told. */
  readonly password?: string;
  /** What it remembers through a power cut; without it nothing. */
  readonly kept?: KeptState;
  readonly seed: number;
}
