import type { Clock } from '../../drivers/clock.ts';
import type { MrzDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import type { WireDecoder } from '../../drivers/link/wire-line.ts';
import type { Wire } from '../../simulators/wire.ts';
import type { KeptState } from './kept-state.ts';
import type { Verb } from './verbs.ts';

/** Common interface of all simulated devices. */
export interface SimulatedDevice {
  readonly verbs: readonly Verb[];
  /** Makes one for each connection: half a message must not continue in the next one. */
  readonly decoder: () => WireDecoder;
  /** Physical state as plain JSON; reported at each change. */
  state(): object;
  /** The state in one line for a person. */
  stateWords(): string;
  /** Armed faults that have not occurred yet. */
  armed(): readonly string[];
  /** Events since the last call, such as papers. */
  news(): readonly DeviceNews[];
  onChange(listener: () => void): () => void;
  close(): void;
}

/** Common parts of every simulator. */
interface AnySimulator {
  readonly faults: { armed(): readonly { readonly fault: string }[] };
  onChange(listener: () => void): () => void;
  readonly close?: () => void;
}

/** Wraps a simulator; `own` has the parts of its kind. */
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
  /** Clock for motors and thinking time. */
  readonly clock: Clock;
  readonly framing: 'serial' | 'tcp';
  readonly model?: string;
  /** For an MRZ reader; default: plain lines. */
  readonly dialect?: MrzDialect;
  /** Delays bytes as a line of this speed; by default they arrive at once. */
  readonly baudRate?: number | undefined;
  /** Existing folder for its papers. */
  readonly papersDir?: string | undefined;
  /** For a payment terminal; default: any. */
  readonly password?: string | undefined;
  /** Memory over a power cut; by default none. */
  readonly kept?: KeptState | undefined;
  readonly seed: number;
}
