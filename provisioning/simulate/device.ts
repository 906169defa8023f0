import type { Clock } from '../../drivers/clock.ts';
import type { MrzDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import type { WireDecoder } from '../../drivers/link/wire-line.ts';
import type { Wire } from '../../simulators/wire.ts';
import type { KeptState } from './kept-state.ts';
import type { Verb } from './verbs.ts';

/** A simulated device of any kind, as this command sees it. */
export interface SimulatedDevice {
  readonly verbs: readonly Verb[];
  /** A new one for each connection: half a message from before is no part of the next one. */
  readonly decoder: () => WireDecoder;
  /** Its physical state, plain JSON; told whenever it changes. */
  state(): object;
  /** The same for a person, one line. */
  stateWords(): string;
  /** Faults that wait to be spent. */
  armed(): readonly string[];
  /** Events of its own since the last call: papers that came out. */
  news(): readonly DeviceNews[];
  onChange(listener: () => void): () => void;
  close(): void;
}

/** What every simulator has, of any kind. */
interface AnySimulator {
  readonly faults: { armed(): readonly { readonly fault: string }[] };
  onChange(listener: () => void): () => void;
  readonly close?: () => void;
}

/** A simulator as this command sees it; `own` is what is said of this kind alone. */
export function deviceOf<State extends object>(
  simulator: AnySimulator,
  own: Pick<SimulatedDevice, 'verbs' | 'decoder'> & {
    state(): State;
    stateWords(state: State): string;
    news?(): readonly DeviceNews[];
  },
): SimulatedDevice {
  return {
    verbs: own.verbs,
    decoder: own.decoder,
    state: own.state,
    stateWords: () => own.stateWords(own.state()),
    armed: () => simulator.faults.armed().map(({ fault }) => fault),
    news: () => own.news?.() ?? [],
    onChange: simulator.onChange,
    close: () => simulator.close?.(),
  };
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
  readonly baudRate?: number | undefined;
  /** An existing folder into which what comes out is written. */
  readonly papersDir?: string | undefined;
  /** Of a payment terminal: any unless told. */
  readonly password?: string | undefined;
  /** What it remembers through a power cut; without it nothing. */
  readonly kept?: KeptState | undefined;
  readonly seed: number;
}
