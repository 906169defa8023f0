import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatedClock } from 'xstate';
import { type Clock, realClock } from '../../drivers/clock.ts';
import type { InterruptSignal, Io } from '../../provisioning/command/io.ts';

export interface FakeIo extends Io {
  readonly written: () => string;
  readonly bytes: () => Uint8Array;
  readonly notes: readonly string[];
  type(line: string): void;
  end(): void;
  interrupt(by?: InterruptSignal): void;
}

export interface FakeIoOptions {
  readonly input?: string | Uint8Array;
  readonly answer?: string | null | ((question: string) => string | null);
  readonly outIsTerminal?: boolean;
  readonly noteIsTerminal?: boolean;
  readonly noteIsJournal?: boolean;
  readonly inputIsTerminal?: boolean;
  readonly installedProfile?: string | null;
  /** Default: the real clock. */
  readonly clock?: Clock;
}

/** Clock that runs `times` times as fast as real time, for both ends of a real wire: waits keep their order. */
export const fasterClock = (times: number): Clock => ({
  now: () => realClock.now() * times,
  setTimeout: (fn, ms) => realClock.setTimeout(fn, ms / times),
  clearTimeout: realClock.clearTimeout,
});

/**
 * Clock that passes `msPerTurn` with each turn of this process, however busy the machine is. Bytes on a loopback connection arrive one turn
 * later. For wires with both ends in this process.
 */
export function turnClock(msPerTurn: number): Clock {
  const simulated = new SimulatedClock();
  const pending = new Set<unknown>();
  let turning = false;
  function turn(): void {
    simulated.increment(msPerTurn);
    turning = pending.size > 0;
    if (turning) setImmediate(turn);
  }
  return {
    now: () => simulated.now(),
    setTimeout(fn, ms) {
      const id = simulated.setTimeout(() => {
        pending.delete(id);
        fn();
      }, ms);
      pending.add(id);
      if (!turning) setImmediate(turn);
      turning = true;
      return id;
    },
    clearTimeout(id) {
      pending.delete(id);
      simulated.clearTimeout(id as number);
    },
  };
}

/** Path of a missing file, new at each call, so no earlier test has noted a payment in this file. */
export const missingFilePath = (): string => join(tmpdir(), `no-note-${randomUUID()}.json`);

export function fakeIo(options: FakeIoOptions = {}): FakeIo {
  const { input = '', answer = null, installedProfile = null, clock = realClock } = options;
  const { outIsTerminal = false, noteIsTerminal = false, inputIsTerminal = false } = options;
  const chunks: Uint8Array[] = [];
  const notes: string[] = [];
  let onLine: (line: string) => void = () => {};
  let onEnd = () => {};
  let onInterrupt: (by: InterruptSignal) => void = () => {};
  const bytes = () => Uint8Array.from(Buffer.concat(chunks));
  return {
    outIsTerminal,
    noteIsTerminal,
    noteIsJournal: options.noteIsJournal ?? false,
    inputIsTerminal,
    installedProfile,
    commonNote: missingFilePath(),
    clock,
    notes,
    bytes,
    written: () => new TextDecoder().decode(bytes()),
    out: (text) => void chunks.push(new TextEncoder().encode(text)),
    outBytes: (more) => void chunks.push(more),
    note: (line) => void notes.push(line),
    input: async () => (typeof input === 'string' ? new TextEncoder().encode(input) : input),
    askSecret: async (question) => (typeof answer === 'function' ? answer(question) : answer),
    ask: async (question) => (typeof answer === 'function' ? answer(question) : answer),
    onLines(line, end) {
      onLine = line;
      onEnd = end;
      return () => {
        onLine = () => {};
        onEnd = () => {};
      };
    },
    onInterrupt(listener) {
      onInterrupt = listener;
      return () => {
        onInterrupt = () => {};
      };
    },
    type: (line) => onLine(line),
    end: () => onEnd(),
    interrupt: (by = 'SIGINT') => onInterrupt(by),
  };
}
