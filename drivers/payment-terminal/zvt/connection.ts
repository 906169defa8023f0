import { orAborted } from '../../abort.ts';
import { type Clock, pause } from '../../clock.ts';
import type { Connection } from '../../supervision/supervisor.ts';
import { enquiry } from './handshake.ts';
import type { Recovery } from './recovery.ts';
import type { SessionTimings, ZvtSession } from './session.ts';

/** A terminal that registered us. `terminalId`: as the registration said; empty where it did not. */
export interface Registration {
  readonly session: ZvtSession;
  readonly terminalId: string;
}

export interface ConnectionOptions {
  readonly clock: Clock;
  readonly password: string;
  readonly timings: SessionTimings;
  /** What a status asks to be done, see `Handshakes.due`. */
  readonly due: (status: string | undefined) => Recovery;
}

/** What lives from one connect to the next. The session changes when the terminal hung up at rest and was called again. */
export class ZvtConnection implements Connection, Registration {
  /** Settles when the terminal that hung up answers again, or does not; `undefined` while it is there. */
  calling: Promise<void> | undefined;
  readonly #options: ConnectionOptions;
  readonly #leaving = new AbortController();
  /** Aborted by `close`. */
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

  /** `undefined`: it did not register us again. */
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

/** Takes T3 where a dialogue got lost: the terminal may still speak of it, and what it repeats unheard holds up the next. */
async function beat(
  session: ZvtSession,
  { clock, password, timings, due }: ConnectionOptions,
  signal: AbortSignal,
): Promise<boolean> {
  // An exchange under way says more than a heartbeat, and the terminal could not answer one.
  if (session.busy) return true;
  if (session.lingers) {
    await pause(clock, timings.answerMs, signal);
    session.close();
  }
  if (!session.inStep) return false;
  const ended = await orAborted(session.run(enquiry(password)), signal);
  const alive = ended !== undefined && ended.end.by !== 'loss';
  if (alive && isFit(due(ended.state.completion?.status))) return true;
  // Nothing of an enquiry can come late that matters, and an unended one would look like an exchange under way. A
  // terminal that needs something done is put right by connecting anew.
  session.close();
  return false;
}

function isFit({ do: what }: Recovery): boolean {
  return what === 'nothing' || what === 'call-staff' || what === 'ask-again';
}
