import { orAborted } from '../../abort.ts';
import { type Clock, pause } from '../../clock.ts';
import type { Connection } from '../../supervision/supervisor.ts';
import { enquiry } from './handshake.ts';
import type { Recovery } from './recovery.ts';
import type { SessionTimings, ZvtSession } from './session.ts';

/** A terminal that registered the kiosk. `terminalId`: from the registration; empty if it sent none. */
export interface Registration {
  readonly session: ZvtSession;
  readonly terminalId: string;
}

export interface ConnectionOptions {
  readonly clock: Clock;
  readonly password: string;
  readonly timings: SessionTimings;
  /** What a status calls for, see `Handshakes.due`. */
  readonly due: (status: string | undefined) => Recovery;
}

/** Lives from connect to connect. The session changes if an idle terminal hung up and was called again. */
export class ZvtConnection implements Connection, Registration {
  /** Settles when a terminal that hung up answers again or does not; `undefined`: it is connected. */
  calling: Promise<void> | undefined;
  readonly #options: ConnectionOptions;
  readonly #leaving = new AbortController();
  readonly leaving = this.#leaving.signal;
  #current: Registration;
  #answered: () => void = () => undefined;

  constructor(first: Registration, options: ConnectionOptions) {
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

  /** `undefined`: the terminal refused to register again. */
  calledAgain(again: Registration | undefined): void {
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

/** Waits T3 after a lost dialogue: the terminal may still send messages about it, and unanswered repeats block the next. */
async function beat(
  session: ZvtSession,
  { clock, password, timings, due }: ConnectionOptions,
  signal: AbortSignal,
): Promise<boolean> {
  // A running exchange proves more than a heartbeat, which the terminal could not answer now.
  if (session.busy) return true;
  if (session.lingers) {
    await pause(clock, timings.answerMs, signal);
    session.close();
  }
  if (!session.inStep) return false;
  const ended = await orAborted(session.run(enquiry(password)), signal);
  const alive = ended !== undefined && ended.end.by !== 'loss';
  if (alive && isFit(due(ended.state.completion?.status))) return true;
  // A late end of an enquiry does not matter, and an open one would look like a running exchange. If the status calls for a remedy, the
  // next connect runs it.
  session.close();
  return false;
}

function isFit({ do: what }: Recovery): boolean {
  return what === 'nothing' || what === 'call-staff' || what === 'ask-again';
}
