import type { Clock } from '../../drivers/clock.ts';

export interface Io {
  /** Only for the result. `text` includes its line end. */
  out(text: string): void;
  outBytes(bytes: Uint8Array): void;
  /** Without line end. */
  note(line: string): void;
  readonly outIsTerminal: boolean;
  readonly noteIsTerminal: boolean;
  readonly noteIsJournal: boolean;
  readonly inputIsTerminal: boolean;
  input(enough?: number): Promise<Uint8Array>;
  ask(question: string): Promise<string | null>;
  askSecret(question: string): Promise<string | null>;
  /** Typed or piped lines, then `onEnd` once. Without terminal, pipe or file (`/dev/null` of a service), no lines and no end. */
  onLines(onLine: (line: string) => void, onEnd: () => void): () => void;
  readonly installedProfile: string | null;
  /** File for the note of a payment by hand, if no profile names a ledger. */
  readonly commonNote: string;
  readonly clock: Clock;
  /** Called at the first Ctrl-C, SIGTERM or SIGHUP. The second ends the process at once. */
  onInterrupt(listener: (by: InterruptSignal) => void): () => void;
}

export type InterruptSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';
