import { orAborted } from '../../abort.ts';
import type { PaymentIntent, PayOutcome, TerminalTrouble } from '../contract.ts';
import type { Registration } from './connection.ts';
import type { ZvtMessage } from './messages.ts';
import { type Ended, payOutcome } from './outcomes.ts';
import type { Presence } from './presence.ts';
import type { RunOptions, ZvtSession } from './session.ts';
import { RESULT } from './tables.ts';

/** A command that moves no money of its own accord, and may be asked again. */
export interface Question<T> {
  readonly command: ZvtMessage;
  readonly read: (ended: Ended, terminalId: string) => T;
  readonly failed: (trouble: TerminalTrouble) => T;
  /** Why the question must not even be put to the terminal of this id. */
  readonly objection?: (terminalId: string) => TerminalTrouble | undefined;
  /** Done at once when the command was carried out, before anything else can be asked. */
  readonly afterwards?: (session: ZvtSession) => void;
}

const BUSY = { code: 'TRM-105', kind: 'busy' } as const satisfies TerminalTrouble;

/** The commands of a terminal, one at a time: a caller that comes while another command runs is refused. */
export class Commands {
  readonly #presence: Presence;
  readonly #comeBackMs: number;
  #busy = false;

  /** `comeBackMs`: how long a question waits for a terminal that is being connected to. */
  constructor(presence: Presence, comeBackMs: number) {
    this.#presence = presence;
    this.#comeBackMs = comeBackMs;
  }

  /** Runs a command that may be given up by its caller: the dialogue goes on to its end, as it must, without him. */
  async ask<T>(question: Question<T>, signal: AbortSignal): Promise<T> {
    if (this.#busy) return question.failed(BUSY);
    this.#busy = true;
    try {
      const { answer, outOfStep } = await this.#put(question, signal);
      return outOfStep ? (await this.#put(question, signal)).answer : answer;
    } finally {
      this.#busy = false;
    }
  }

  /** A sale or a refund, which are under the same rules. `run` is called when the command is about to leave. */
  async move(
    command: ZvtMessage,
    { intent, currency }: { readonly intent: PaymentIntent; readonly currency: number },
    signal: AbortSignal,
    run: (terminalId: string) => RunOptions,
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

  /** A beat may begin between the moment in which a connection is found free and the one in which that is heard of. */
  async #free(signal: AbortSignal, waitMs: number): Promise<Registration | undefined> {
    let connection: Registration | undefined;
    do connection = await this.#presence.ready(signal, waitMs);
    while (connection?.session.busy);
    return connection;
  }

  /** Asks once. `outOfStep`: what came was the end of a dialogue from before, and the terminal is connected to anew. */
  async #put<T>(
    { command, read, failed, objection, afterwards }: Question<T>,
    signal: AbortSignal,
  ): Promise<{ readonly answer: T; readonly outOfStep: boolean }> {
    const answered = (answer: T) => ({ answer, outOfStep: false });
    const connection = await this.#free(signal, this.#comeBackMs);
    if (!connection) return answered(failed(this.#presence.trouble()));
    const { session, terminalId } = connection;
    const why = objection?.(terminalId);
    if (why) return answered(failed(why));
    const ended = await orAborted(session.run(command), signal);
    if (!ended) return answered(failed({ code: 'TRM-102', kind: 'no-answer', phase: 'after-write' }));
    this.#note(ended, session);
    if (ended.end.by === 'completion') afterwards?.(session);
    const outOfStep = isOfAnother(command, ended);
    if (outOfStep) this.#presence.reconnect(session);
    return { answer: read(ended, terminalId), outOfStep };
  }

  /**
   * Notes whether the sales of the terminal have numbers. If the terminal lost its registration because it was switched off and on, a new
   * connection registers it again.
   */
  #note({ end, state }: Ended, session: ZvtSession): void {
    if (state.command.kind !== 'end-of-day') this.#presence.noteNumbers(state.info);
    if (end.by === 'loss' || end.by === 'completion' || end.resultCode !== RESULT.notRegistered) return;
    this.#presence.reconnect(session);
  }
}

/**
 * `06 20` is answered by a status information or an abort. A completion alone ends something else: a terminal that was away answers all
 * that it was asked meanwhile, so what comes is one answer late.
 */
const isOfAnother = ({ kind }: ZvtMessage, { end, state }: Ended): boolean =>
  kind === 'repeat-receipt' && end.by === 'completion' && state.info === null;
