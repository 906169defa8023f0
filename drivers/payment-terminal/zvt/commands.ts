import { resultOrAborted } from '../../abort.ts';
import type { PaymentIntent, PayOutcome, TerminalTrouble } from '../contract.ts';
import type { RegisteredZvtSession } from './connection.ts';
import type { ZvtMessage } from './messages.ts';
import { type EndedExchange, payOutcome } from './outcomes.ts';
import type { SupervisedZvtTerminal } from './presence.ts';
import type { ZvtRunOptions, ZvtSession } from './session.ts';
import { RESULT_CODE } from './tables.ts';

/** Any command besides a sale or refund. */
export interface ZvtQuery<T> {
  readonly command: ZvtMessage;
  readonly read: (ended: EndedExchange, terminalId: string) => T;
  readonly failed: (trouble: TerminalTrouble) => T;
  readonly objection?: (terminalId: string) => TerminalTrouble | undefined;
  readonly afterwards?: (session: ZvtSession) => void;
}

const BUSY = { code: 'TRM-105', kind: 'busy' } as const satisfies TerminalTrouble;

export class ZvtCommandRunner {
  readonly #presence: SupervisedZvtTerminal;
  readonly #comeBackMs: number;
  #busy = false;

  /** `comeBackMs`: longest wait for a reconnecting terminal. */
  constructor(presence: SupervisedZvtTerminal, comeBackMs: number) {
    this.#presence = presence;
    this.#comeBackMs = comeBackMs;
  }

  /** After an abort, the dialogue still runs to its end. */
  async ask<T>(question: ZvtQuery<T>, signal: AbortSignal): Promise<T> {
    if (this.#busy) return question.failed(BUSY);
    this.#busy = true;
    try {
      const { answer, outOfStep } = await this.#put(question, signal);
      return outOfStep ? (await this.#put(question, signal)).answer : answer;
    } finally {
      this.#busy = false;
    }
  }

  /** `run` is called just before the command is sent. */
  async move(
    command: ZvtMessage,
    { intent, currency }: { readonly intent: PaymentIntent; readonly currency: number },
    signal: AbortSignal,
    run: (terminalId: string) => ZvtRunOptions,
  ): Promise<PayOutcome> {
    if (this.#busy) return { known: 'never-started', trouble: BUSY };
    this.#busy = true;
    try {
      const connection = await this.#free(signal, 0);
      if (signal.aborted) return { known: 'cancelled' };
      if (!connection) return { known: 'never-started', trouble: this.#presence.trouble() };
      const { session, terminalId } = connection;
      const ended = await session.run(command, { abort: signal, ...run(terminalId) });
      this.#note(ended, session);
      return payOutcome(ended, intent, terminalId, currency);
    } finally {
      this.#busy = false;
    }
  }

  /** Repeats the check: a heartbeat may begin between check and result. */
  async #free(signal: AbortSignal, waitMs: number): Promise<RegisteredZvtSession | undefined> {
    let connection: RegisteredZvtSession | undefined;
    do connection = await this.#presence.ready(signal, waitMs);
    while (connection?.session.busy);
    return connection;
  }

  /** `outOfStep`: the end of an earlier dialogue came; the terminal is reconnected. */
  async #put<T>(
    { command, read, failed, objection, afterwards }: ZvtQuery<T>,
    signal: AbortSignal,
  ): Promise<{ readonly answer: T; readonly outOfStep: boolean }> {
    const answered = (answer: T) => ({ answer, outOfStep: false });
    const connection = await this.#free(signal, this.#comeBackMs);
    if (!connection) return answered(failed(this.#presence.trouble()));
    const { session, terminalId } = connection;
    const why = objection?.(terminalId);
    if (why) return answered(failed(why));
    const ended = await resultOrAborted(session.run(command), signal);
    if (!ended) return answered(failed({ code: 'TRM-102', kind: 'no-answer', phase: 'after-write' }));
    this.#note(ended, session);
    if (ended.end.by === 'completion') afterwards?.(session);
    const outOfStep = isOfAnother(command, ended);
    if (outOfStep) this.#presence.reconnect(session);
    return { answer: read(ended, terminalId), outOfStep };
  }

  /** Reconnects if the terminal lost its registration (power off and on). */
  #note({ end, state }: EndedExchange, session: ZvtSession): void {
    if (state.command.kind !== 'end-of-day') this.#presence.noteNumbers(state.info);
    if (end.by === 'loss' || end.by === 'completion' || end.resultCode !== RESULT_CODE.notRegistered) return;
    this.#presence.reconnect(session);
  }
}

/**
 * `06 20` gets status information or an abort; a completion alone ends another dialogue. A terminal that was away answers all earlier
 * questions: answers are one late.
 */
const isOfAnother = ({ kind }: ZvtMessage, { end, state }: EndedExchange): boolean =>
  kind === 'repeat-receipt' && end.by === 'completion' && state.info === null;
