import type { Io } from '../provisioning/io.ts';

/** A process that is not one: what was written, and who was at the keyboard. */
export interface FakeIo extends Io {
  /** Standard output as text. */
  readonly written: () => string;
  readonly bytes: () => Uint8Array;
  readonly notes: readonly string[];
  /** A line typed by somebody. */
  type(line: string): void;
  end(): void;
  interrupt(): void;
}

export interface FakeIoOptions {
  readonly input?: string | Uint8Array;
  readonly answer?: string | null;
  readonly outIsTerminal?: boolean;
  readonly noteIsTerminal?: boolean;
  readonly inputIsTerminal?: boolean;
}

export function fakeIo(options: FakeIoOptions = {}): FakeIo {
  const { input = '', answer = null, outIsTerminal = false, noteIsTerminal = false, inputIsTerminal = false } = options;
  const chunks: Uint8Array[] = [];
  const notes: string[] = [];
  let onLine: (line: string) => void = () => {};
  let onEnd = () => {};
  let onInterrupt = () => {};
  const bytes = () => Uint8Array.from(Buffer.concat(chunks));
  return {
    outIsTerminal,
    noteIsTerminal,
    inputIsTerminal,
    notes,
    bytes,
    written: () => new TextDecoder().decode(bytes()),
    out: (text) => void chunks.push(new TextEncoder().encode(text)),
    outBytes: (more) => void chunks.push(more),
    note: (line) => void notes.push(line),
    input: async () => (typeof input === 'string' ? new TextEncoder().encode(input) : input),
    ask: async () => answer,
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
    interrupt: () => onInterrupt(),
  };
}
