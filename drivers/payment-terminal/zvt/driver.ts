import { type Clock, pause } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { LinkFactory } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { err, type Result } from '../../result.ts';
import { type Connection, type SupervisorTimings, supervise } from '../../supervision/supervisor.ts';
import type {
  InquireOutcome,
  PaymentIntent,
  PaymentTerminal,
  PayOutcome,
  TerminalPrompt,
  TerminalStatus,
  TerminalTrouble,
  TransactionRef,
} from '../contract.ts';
import type { ZvtCharset } from './charset.ts';
import type { ZvtMessage } from './messages.ts';
import { orAborted } from './or-aborted.ts';
import { type Ended, inquireOutcome, lastTransactionOutcome, payOutcome, refused, reverseOutcome } from './outcomes.ts';
import { UNATTENDED_CONFIG } from './registration.ts';
import { createSession, SESSION_TIMINGS, type SessionTimings, type ZvtSession } from './session.ts';
import { RESULT } from './tables.ts';

export interface ZvtTimings extends SessionTimings, SupervisorTimings {
  /** How long a question waits for a terminal that is being connected to. A sale does not wait. */
  readonly comeBackMs: number;
}

/**
 * The beat is slow because a status enquiry lights the display of some terminals; the patience is longer than T3, which ends a
 * silence by itself, and long enough for a registration that the terminal answers only after it looked at its modules.
 */
const ZVT_TIMINGS: ZvtTimings = {
  ...SESSION_TIMINGS,
  heartbeat: 5_000,
  patience: 15_000,
  retryFirst: 250,
  retryCeiling: 2_000,
  comeBackMs: 10_000,
};

export interface ZvtTerminalOptions {
  readonly link: LinkFactory;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly framing: 'serial' | 'tcp';
  /** Six digits. */
  readonly password: string;
  /** ISO 4217 number; AZN if not given. */
  readonly currency?: number;
  /** Of the texts the terminal sends. */
  readonly charset?: ZvtCharset;
  readonly onDiscarded: OnDiscarded;
  readonly timings?: Partial<ZvtTimings>;
}

const AZN = 944;
/** `06 20`: send the status information, print nothing at the terminal [PA00P015 13.08, chapter 2.24]. */
const REPEAT_SERVICE = 0x03;
/** The terminal may hand over receipts as text blocks. */
const PERMITTED = ['06d3'];

interface Question<T> {
  readonly command: ZvtMessage;
  readonly read: (ended: Ended, terminalId: string) => T;
  readonly failed: (trouble: TerminalTrouble) => T;
  /** Why the question must not even be put to the terminal of this id. */
  readonly objection?: (terminalId: string) => TerminalTrouble | undefined;
}

interface ZvtConnection extends Connection {
  readonly session: ZvtSession;
  /** As the registration said; empty where it did not. */
  readonly terminalId: string;
}

/**
 * A payment terminal that speaks ZVT [PA00P015 13.08] over a serial line or TCP. It registers after every connect and before
 * anything else; a sale (`06 01`) is sent once. After an exchange without an end the link is opened anew, because a late
 * answer would be taken for that of the next command.
 */
export function createZvtTerminal(options: ZvtTerminalOptions): PaymentTerminal & { close(): Promise<void> } {
  if (!/^\d{6}$/.test(options.password)) throw new Error('the password of a ZVT terminal is six digits');
  const { clock } = options;
  const currency = options.currency ?? AZN;
  const timings = { ...ZVT_TIMINGS, ...options.timings };
  const changes = emitter<TerminalStatus>();
  /** The last thing an inquiry said was *not paid*: an approval that comes after that must not stand. */
  let refusesLateApproval = false;
  let lane: 'free' | 'taken' = 'free';

  const supervisor = supervise<ZvtConnection>({
    clock,
    random: options.random,
    link: options.link,
    timings,
    connect: async (link, signal) => {
      const session = createSession({
        link,
        clock,
        framing: options.framing,
        charset: options.charset ?? 'cp437',
        timings,
        onDiscarded: options.onDiscarded,
        refusesLateApproval: () => refusesLateApproval,
        onDesync: () => supervisor.suspect(),
      });
      const close = () => session.close();
      signal.addEventListener('abort', close, { once: true });
      if (signal.aborted) close();
      const ended = await session.run(registration(options.password, currency, options.charset));
      signal.removeEventListener('abort', close);
      if (ended.end.by === 'completion')
        return connectionOf(session, ended, (signal) => pause(clock, timings.answerMs, signal), options.password);
      // A dialogue of an earlier connection is still open there, and nobody will ever answer it: end it.
      if (ended.end.by === 'refusal' && ended.end.resultCode === RESULT.wait)
        session.say({ kind: 'ecr-abort', fields: {} });
      session.close();
      return undefined;
    },
  });
  supervisor.onState((device) => changes.emit({ device }));

  /** Waits for a terminal that is being connected to, and for the end of a heartbeat (which T3 and its patience bound). */
  async function ready(signal: AbortSignal, waitMs: number): Promise<ZvtConnection | undefined> {
    const until = clock.now() + waitMs;
    while (!signal.aborted) {
      const connection = supervisor.connection();
      if (connection?.session.inStep) {
        if (!connection.session.busy) return connection;
        await orAborted(connection.session.whenFree(), signal);
      } else {
        if (clock.now() >= until || supervisor.state() === 'noDevice') return undefined;
        await nextState(until - clock.now(), signal);
      }
    }
    return undefined;
  }

  async function nextState(atMostMs: number, signal: AbortSignal): Promise<void> {
    const changed = new AbortController();
    const stop = supervisor.onState(() => changed.abort());
    await pause(clock, atMostMs, AbortSignal.any([changed.signal, signal]));
    stop();
  }

  function trouble(): TerminalTrouble {
    return supervisor.state() === 'noDevice'
      ? { code: 'TRM-101', kind: 'not-connected' }
      : { code: 'TRM-102', kind: 'no-answer', phase: 'before-write' };
  }

  /** Runs a command that may be given up by its caller: the dialogue goes on to its end, as it must, without him. */
  async function ask<T>(question: Question<T>, signal: AbortSignal): Promise<T> {
    const { failed } = question;
    if (lane === 'taken') return failed({ code: 'TRM-105', kind: 'busy' });
    lane = 'taken';
    try {
      const connection = await ready(signal, timings.comeBackMs);
      if (!connection) return failed(trouble());
      const objection = question.objection?.(connection.terminalId);
      if (objection) return failed(objection);
      const ended = await orAborted(connection.session.run(question.command), signal);
      if (!ended) return failed({ code: 'TRM-102', kind: 'no-answer', phase: 'after-write' });
      noteRefusal(ended, connection);
      return question.read(ended, connection.terminalId);
    } finally {
      lane = 'free';
    }
  }

  /** A terminal that lost its registration (it was switched off and on) is registered again by connecting again. */
  function noteRefusal({ end }: Ended, { session }: ZvtConnection): void {
    if (end.by === 'loss' || end.by === 'completion' || end.resultCode !== RESULT.notRegistered) return;
    session.close();
    supervisor.suspect();
  }

  async function pay(
    intent: PaymentIntent,
    signal: AbortSignal,
    onPrompt: (prompt: TerminalPrompt) => void,
  ): Promise<PayOutcome> {
    if (lane === 'taken') return { known: 'never-started', trouble: { code: 'TRM-105', kind: 'busy' } };
    lane = 'taken';
    try {
      const connection = await ready(signal, 0);
      if (signal.aborted) return { known: 'cancelled' };
      if (!connection) return { known: 'never-started', trouble: trouble() };
      refusesLateApproval = false;
      const command: ZvtMessage = { kind: 'authorization', fields: { amount: intent.amount, currency } };
      const ended = await connection.session.run(command, { abort: signal, onPrompt });
      noteRefusal(ended, connection);
      return payOutcome(ended, intent.amount, connection.terminalId);
    } finally {
      lane = 'free';
    }
  }

  const { password } = options;
  const repeatReceipt: ZvtMessage = { kind: 'repeat-receipt', fields: { password, serviceByte: REPEAT_SERVICE } };

  return {
    status: () => ({ device: supervisor.state() }),
    onStatus: changes.on,
    lastTransaction: (signal) =>
      ask<Result<TransactionRef | null, TerminalTrouble>>(
        { command: repeatReceipt, read: lastTransactionOutcome, failed: err },
        signal,
      ),
    pay,
    async inquire(intent, signal) {
      const outcome = await ask<InquireOutcome>(
        {
          command: repeatReceipt,
          read: (ended, terminalId) => inquireOutcome(ended, intent, terminalId),
          failed: (why) => ({ known: 'nothing', trouble: why }),
        },
        signal,
      );
      if (outcome.known === 'not-paid') refusesLateApproval = true;
      return outcome;
    },
    reverse: (ref, signal) =>
      ask<Result<void, TerminalTrouble>>(
        {
          command: { kind: 'reversal', fields: { password, receiptNumber: ref.receiptNumber } },
          read: reverseOutcome,
          failed: err,
          objection: (terminalId) => otherTerminal(ref, terminalId),
        },
        signal,
      ),
    async close() {
      await supervisor.close();
      changes.clear();
    },
  };
}

/** A receipt number means another sale at another terminal. */
function otherTerminal(ref: TransactionRef, terminalId: string): TerminalTrouble | undefined {
  if (terminalId === '' || ref.terminalId === '' || ref.terminalId === terminalId) return undefined;
  return refused(RESULT.reversalNotPossible);
}

function registration(password: string, currency: number, charset: ZvtCharset | undefined): ZvtMessage {
  const fields = { password, config: UNATTENDED_CONFIG, currency, permitted: PERMITTED };
  return { kind: 'registration', fields: charset === 'utf8' ? { ...fields, textCharset: 'utf8' } : fields };
}

/** `linger` takes T3: after a lost dialogue the terminal may still speak of it, and what it repeats unheard holds up the next. */
function connectionOf(
  session: ZvtSession,
  { state }: Ended,
  linger: (signal: AbortSignal) => Promise<void>,
  password: string,
): ZvtConnection {
  return {
    session,
    terminalId: state.completion?.terminalId ?? '',
    close: () => session.close(),
    async heartbeat(signal) {
      // An exchange under way says more than a heartbeat, and the terminal could not answer one.
      if (session.busy) return true;
      if (session.lingers) {
        await linger(signal);
        session.close();
      }
      if (!session.inStep) return false;
      const ended = await orAborted(session.run({ kind: 'status-enquiry', fields: { password } }), signal);
      if (ended && ended.end.by !== 'loss') return true;
      // Nothing of an enquiry can come late that matters, and an unended one would look like an exchange under way.
      session.close();
      return false;
    },
  };
}
