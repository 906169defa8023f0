import type { Clock } from '../../drivers/clock.ts';

/** The process of a command: its streams, keyboard and signals. */
export interface Io {
  /** Standard output, only for the result. `text` includes its line end. */
  out(text: string): void;
  outBytes(bytes: Uint8Array): void;
  /** Standard error, for one line to a person, without line end. */
  note(line: string): void;
  readonly outIsTerminal: boolean;
  readonly noteIsTerminal: boolean;
  /** Whether standard error goes to the journal of systemd. */
  readonly noteIsJournal: boolean;
  readonly inputIsTerminal: boolean;
  /** All of standard input. With `enough`, reading ends soon after this many bytes. */
  input(enough?: number): Promise<Uint8Array>;
  /** One line typed at a terminal; `null` at the end of input. */
  ask(question: string): Promise<string | null>;
  /**
   * Gives each line of commands, typed or piped; calls `onEnd` once, at the end of input. If standard input is neither a terminal nor a
   * pipe nor a file, there are no lines and no end. An example is `/dev/null` of a service or of a shell's background job.
   */
  onLines(onLine: (line: string) => void, onEnd: () => void): () => void;
  /** The installed profile of this machine; `null` if there is none. */
  readonly installedProfile: string | null;
  /** Note of a payment by hand, if no profile names a ledger to write it beside. */
  readonly commonNote: string;
  readonly clock: Clock;
  /** Called at the first Ctrl-C, SIGTERM or SIGHUP. The second one ends the process at once. */
  onInterrupt(listener: (by: Interrupt) => void): () => void;
}

/** Signals that ask a process to end: Ctrl-C, the service manager, a closed terminal. */
export type Interrupt = 'SIGINT' | 'SIGTERM' | 'SIGHUP';
