import type { Clock } from '../../drivers/clock.ts';

/** What a command may touch of the process it runs in: its streams, its keyboard, its interrupt. */
export interface Io {
  /** Standard output: the result and nothing else. `text` brings its own line end. */
  out(text: string): void;
  outBytes(bytes: Uint8Array): void;
  /** Standard error: what a person should know beside the result. One line, no line end. */
  note(line: string): void;
  readonly outIsTerminal: boolean;
  readonly noteIsTerminal: boolean;
  /** Standard error goes to the journal of systemd. */
  readonly noteIsJournal: boolean;
  readonly inputIsTerminal: boolean;
  /** Everything on standard input, to its end; with `enough`, reading ends soon after so many bytes. */
  input(enough?: number): Promise<Uint8Array>;
  /** One line typed at a terminal; `null` at the end of input. */
  ask(question: string): Promise<string | null>;
  /**
   * Commands typed or piped in, one a line; `onEnd` once, at the end of input. Where standard input is neither a terminal nor a
   * pipe nor a file (`/dev/null` of a service or of a shell's background job) there are none and it never ends.
   */
  onLines(onLine: (line: string) => void, onEnd: () => void): () => void;
  /** The profile of the kiosk that is installed on this machine; `null` where there is none. */
  readonly installedProfile: string | null;
  /** File for the note of a payment by hand, if no profile names a ledger to lay it beside. */
  readonly commonNote: string;
  /** What a command waits by. */
  readonly clock: Clock;
  /** Ctrl-C, SIGTERM or SIGHUP, the first time. The second one ends the process at once. */
  onInterrupt(listener: (by: Interrupt) => void): () => void;
}

/** By what a process is asked to end: Ctrl-C, the service manager, a terminal that closed. */
export type Interrupt = 'SIGINT' | 'SIGTERM' | 'SIGHUP';
