import type { Clock } from '../../drivers/clock.ts';
import type { MrzDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import type { WireDecoder } from '../../drivers/link/wire-line.ts';
import type { Wire } from '../../simulators/wire.ts';
import type { SavedStateStore } from './kept-state.ts';
import type { SimulatorVerb } from './verbs.ts';

export interface SimulatedDevice {
  readonly verbs: readonly SimulatorVerb[];
  /** Half a message must not continue in the next connection. */
  readonly decoder: () => WireDecoder;
  state(): object;
  stateWords(): string;
  armed(): readonly string[];
  news(): readonly SimulatedDeviceNews[];
  onChange(listener: () => void): () => void;
  close(): void;
}

interface AnySimulator {
  readonly faults: { armed(): readonly { readonly fault: string }[] };
  onChange(listener: () => void): () => void;
  readonly close?: () => void;
}

export function wrapSimulator<State extends object>(
  simulator: AnySimulator,
  own: Pick<SimulatedDevice, 'verbs' | 'decoder'> & {
    state(): State;
    stateWords(state: State): string;
    news?(): readonly SimulatedDeviceNews[];
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

export interface SimulatedDeviceNews {
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly words: string;
}

export interface SimulatedDeviceOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly framing: 'serial' | 'tcp';
  readonly model?: string;
  /** Default: plain lines. */
  readonly dialect?: MrzDialect;
  /** Delays bytes as on a line of this speed; default: no delay. */
  readonly baudRate?: number | undefined;
  readonly papersDir?: string | undefined;
  /** Default: any. */
  readonly password?: string | undefined;
  /** State kept over a power cut; default: none. */
  readonly kept?: SavedStateStore | undefined;
  readonly seed: number;
}
