import { resultOrAborted } from '../../abort.ts';
import { type Clock, pause } from '../../clock.ts';
import type { DeviceConnection } from '../../supervision/supervisor.ts';
import { statusEnquiry } from './handshake.ts';
import type { TerminalRecovery } from './recovery.ts';
import type { SessionTimings, ZvtSession } from './session.ts';

/** Registered terminal. `terminalId`: empty if the registration had none. */
export interface RegisteredZvtSession {
  readonly session: ZvtSession;
  readonly terminalId: string;
}

export interface ConnectionOptions {
  readonly clock: Clock;
  readonly password: string;
  readonly timings: SessionTimings;
  readonly due: (status: string | undefined) => TerminalRecovery;
}

/** Gets a new session if an idle terminal hung up and was called again. */
export class ZvtConnection implements DeviceConnection, RegisteredZvtSession {
  /** Settles when the new call succeeds or fails; `undefined`: connected. */
  calling: Promise<void> | undefined;
  readonly #options: ConnectionOptions;
  readonly #leaving = new AbortController();
  readonly leaving = this.#leaving.signal;
  #current: RegisteredZvtSession;
  #answered: () => void = () => undefined;

  constructor(first: RegisteredZvtSession, options: ConnectionOptions) {
    this.#current = first;
    this.#options = options;
  }

  get session(): ZvtSession {
    return this.#current.session;
  }

  get terminalId(): string {
    return this.#current.terminalId;
  }

  hungUp(): void {
    this.session.close();
    this.calling = new Promise((resolve) => {
      this.#answered = resolve;
    });
  }

  /** `undefined`: not registered. */
  calledAgain(again: RegisteredZvtSession | undefined): void {
    if (again) this.#current = again;
    this.calling = undefined;
    this.#answered();
  }

  async heartbeat(signal: AbortSignal): Promise<boolean> {
    return this.calling !== undefined || beat(this.session, this.#options, signal);
  }

  close(): void {
    this.#leaving.abort();
    this.session.close();
  }
}

/** After a lost dialogue, waits T3: the terminal's unanswered repeats would block the next dialogue. */
async function beat(
  session: ZvtSession,
  { clock, password, timings, due }: ConnectionOptions,
  signal: AbortSignal,
): Promise<boolean> {
  // During an exchange, the terminal could not answer a heartbeat.
  if (session.busy) return true;
  if (session.lingers) {
    await pause(clock, timings.answerMs, signal);
    session.close();
  }
  if (!session.inStep) return false;
  const ended = await resultOrAborted(session.run(statusEnquiry(password)), signal);
  const alive = ended !== undefined && ended.end.by !== 'loss';
  if (alive && isFit(due(ended.state.completion?.status))) return true;
  // A late answer is harmless; an open enquiry would look like an exchange. Remedies wait for the next connect.
  session.close();
  return false;
}

function isFit({ do: what }: TerminalRecovery): boolean {
  return what === 'nothing' || what === 'call-staff' || what === 'ask-again';
}
