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

/** What lives from one connect to the next. The session changes when the terminal hung up at rest and was called again. */
export interface ZvtConnection extends Connection, Registration {
  /** Settles when the terminal that hung up answers again, or does not; `undefined` while it is there. */
  readonly calling: Promise<void> | undefined;
  /** Aborted by `close`. */
  readonly leaving: AbortSignal;
  hungUp(): void;
  /** `undefined`: it did not register us again. */
  calledAgain(registration: Registration | undefined): void;
}

export interface ConnectionOptions {
  readonly clock: Clock;
  readonly password: string;
  readonly timings: SessionTimings;
  /** What a status asks to be done, see `Handshakes.due`. */
  readonly due: (status: string | undefined) => Recovery;
}

export function createConnection(first: Registration, options: ConnectionOptions): ZvtConnection {
  let current = first;
  let calling: Promise<void> | undefined;
  let answered: () => void = () => undefined;
  const leaving = new AbortController();
  return {
    get session() {
      return current.session;
    },
    get terminalId() {
      return current.terminalId;
    },
    get calling() {
      return calling;
    },
    leaving: leaving.signal,
    hungUp() {
      current.session.close();
      calling = new Promise((resolve) => {
        answered = resolve;
      });
    },
    calledAgain(again) {
      if (again) current = again;
      calling = undefined;
      answered();
    },
    heartbeat: (signal) => (calling ? Promise.resolve(true) : beat(current.session, options, signal)),
    close() {
      leaving.abort();
      current.session.close();
    },
  };
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
