import { emitter } from '../../emitter.ts';
import { err, ok, type Result } from '../../result.ts';
import type {
  InquireOutcome,
  Issue,
  LastTransaction,
  PaymentIntent,
  PayOutcome,
  TerminalPrompt,
  TerminalReceipt,
  TerminalStatus,
  TerminalTask,
  TerminalTrouble,
} from '../contract.ts';
import type { TerminalDriver } from '../protocol.ts';
import type { Met } from './connection.ts';
import { enquiry, setDateTime } from './handshake.ts';
import { boundedIssue } from './issue.ts';
import type { ZvtBaudRate, ZvtMessage } from './messages.ts';
import { ZVT_TIMINGS, type ZvtTerminalOptions } from './options.ts';
import { orAborted } from './or-aborted.ts';
import {
  approvalOf,
  conditionOutcome,
  dayOutcome,
  doneOutcome,
  type Ended,
  inquireOutcome,
  lastTransactionOutcome,
  payOutcome,
  receiptsOf,
} from './outcomes.ts';
import { createPresence } from './presence.ts';
import type { Question } from './question.ts';
import { createReversals } from './reversal.ts';
import type { RunOptions, ZvtSession } from './session.ts';
import { RESULT } from './tables.ts';

export type { ZvtTerminalOptions, ZvtTimings } from './options.ts';

export interface ZvtTerminal extends TerminalDriver {
  /**
   * Changes the speed of the serial line (`08 40`). `adopt` is called when the terminal has agreed: from then on the
   * link factory must open at the new speed. Afterwards the terminal is connected to anew.
   */
  changeBaudRate(baudRate: ZvtBaudRate, adopt: () => void, signal: AbortSignal): Promise<Result<void, TerminalTrouble>>;
}

const AZN = 944;
/** `06 20`: send the status information, print nothing at the terminal [PA00P015 13.08, chapter 2.24]. */
const REPEAT_SERVICE = 0x03;
/** Seconds in which we promise to answer each `04 0F` of an issue of goods; T3, which every terminal grants. */
const ISSUE_ANSWER_S = 5;
/** Both sides change their speed so long after the answer to `08 40`, and then some. */
const BAUD_CHANGE_MS = 2_500;

/**
 * A payment terminal that speaks ZVT [PA00P015 13.08] over a serial line or TCP. It registers and takes stock after every
 * connect and before anything else; a sale (`06 01`) is sent once. After an exchange without an end the link is opened
 * anew, because a late answer would be taken for that of the next command.
 */
export function createZvtTerminal(options: ZvtTerminalOptions): ZvtTerminal {
  if (!/^\d{6}$/.test(options.password)) throw new Error('the password of a ZVT terminal is six digits');
  const { clock, password, currency = AZN } = options;
  const timings = { ...ZVT_TIMINGS, ...options.timings };
  const changes = emitter<TerminalStatus>();
  /** The last thing an inquiry said was *not paid*: an approval that comes after that must not stand. */
  let settledNotPaid = false;
  let lane: 'free' | 'taken' = 'free';

  const presence = createPresence({
    ...options,
    charset: options.charset ?? 'cp437',
    currency,
    timings,
    refusesLateApproval: () => settledNotPaid || options.saleInDoubt?.() === false,
    onEnded: handOver,
  });
  const status = (): TerminalStatus => {
    const refused = presence.refused();
    return { device: presence.state(), ...(refused !== undefined && { refused }) };
  };
  presence.onState(() => changes.emit(status()));

  function handOver(ended: Ended): Ended {
    for (const receipt of receiptsOf(ended)) options.onReceipt?.(receipt);
    return ended;
  }

  /** Runs a command that may be given up by its caller: the dialogue goes on to its end, as it must, without him. */
  async function ask<T>(question: Question<T>, signal: AbortSignal): Promise<T> {
    if (lane === 'taken') return question.failed({ code: 'TRM-105', kind: 'busy' });
    lane = 'taken';
    try {
      const { answer, outOfStep } = await put(question, signal);
      return outOfStep ? (await put(question, signal)).answer : answer;
    } finally {
      lane = 'free';
    }
  }

  /** A beat may begin between the moment in which a connection is found free and the one in which that is heard of. */
  async function free(signal: AbortSignal, waitMs: number): Promise<Met | undefined> {
    let connection: Met | undefined;
    do connection = await presence.ready(signal, waitMs);
    while (connection?.session.busy);
    return connection;
  }

  /** Asks once. `outOfStep`: what came was the end of a dialogue from before, and the terminal is connected to anew. */
  async function put<T>(
    { command, read, failed, objection, afterwards }: Question<T>,
    signal: AbortSignal,
  ): Promise<{ readonly answer: T; readonly outOfStep: boolean }> {
    const answered = (answer: T) => ({ answer, outOfStep: false });
    const connection = await free(signal, timings.comeBackMs);
    if (!connection) return answered(failed(presence.trouble()));
    const { session, terminalId } = connection;
    const why = objection?.(terminalId);
    if (why) return answered(failed(why));
    const ended = await orAborted(session.run(command), signal);
    if (!ended) return answered(failed({ code: 'TRM-102', kind: 'no-answer', phase: 'after-write' }));
    noteRefusal(handOver(ended), session);
    if (ended.end.by === 'completion') afterwards?.(session);
    const outOfStep = isOfAnother(command, ended);
    if (outOfStep) presence.part(session);
    return { answer: read(ended, terminalId), outOfStep };
  }

  /** A terminal that lost its registration (it was switched off and on) is registered again by connecting again. */
  function noteRefusal({ end }: Ended, session: ZvtSession): void {
    if (end.by === 'loss' || end.by === 'completion' || end.resultCode !== RESULT.notRegistered) return;
    presence.part(session);
  }

  /** A sale or a refund, which are under the same rules. */
  async function move(
    command: ZvtMessage,
    intent: PaymentIntent,
    signal: AbortSignal,
    run: (terminalId: string) => RunOptions,
  ): Promise<PayOutcome> {
    if (lane === 'taken') return { known: 'never-started', trouble: { code: 'TRM-105', kind: 'busy' } };
    lane = 'taken';
    try {
      const connection = await free(signal, 0);
      if (signal.aborted) return { known: 'cancelled' };
      if (!connection) return { known: 'never-started', trouble: presence.trouble() };
      settledNotPaid = false;
      const { session, terminalId } = connection;
      const ended = await session.run(command, { abort: signal, ...run(terminalId) });
      noteRefusal(handOver(ended), session);
      return payOutcome(ended, intent, terminalId);
    } finally {
      lane = 'free';
    }
  }

  function pay(
    intent: PaymentIntent,
    signal: AbortSignal,
    onPrompt: (prompt: TerminalPrompt) => void,
    issue?: Issue,
  ): Promise<PayOutcome> {
    const { amount } = intent;
    const { holdMs, issueMs } = timings;
    // Both fields: with only the second, some terminals ask again within milliseconds and have soon asked often enough.
    const limits = issue && {
      timeout: ISSUE_ANSWER_S,
      maxStatusInfos: Math.min(0xff, 1 + Math.ceil(issueMs / holdMs)),
    };
    const command: ZvtMessage = { kind: 'authorization', fields: { amount, currency, ...limits } };
    return move(command, intent, signal, (terminalId) => ({
      onPrompt,
      ...(issue && {
        async issue(info, over) {
          // A terminal that took another sum than it was asked for is told to give it back, not that this is final.
          if (info.amount !== undefined && info.amount !== amount) return { issued: 'nothing' };
          return boundedIssue(issue, approvalOf(info, [], amount, terminalId), { clock, limitMs: issueMs, over });
        },
      }),
    }));
  }

  const repeatReceipt: ZvtMessage = { kind: 'repeat-receipt', fields: { password, serviceByte: REPEAT_SERVICE } };

  return {
    capabilities: { issueOfGoods: options.issueOfGoods ?? true },
    status,
    onStatus: changes.on,
    lastTransaction: (signal) =>
      ask<Result<LastTransaction, TerminalTrouble>>(
        { command: repeatReceipt, read: lastTransactionOutcome, failed: err },
        signal,
      ),
    pay,
    async inquire(intent, signal) {
      const outcome = await ask<InquireOutcome>(
        {
          command: repeatReceipt,
          read: (ended, terminalId) => inquireOutcome(ended, intent, terminalId, options.counting),
          failed: (why) => ({ known: 'nothing', trouble: why }),
        },
        signal,
      );
      if (outcome.known === 'not-paid') settledNotPaid = true;
      return outcome;
    },
    ...createReversals({ ask, password, repeatReceipt }),
    refund: (intent, signal, onPrompt) =>
      move({ kind: 'refund', fields: { password, amount: intent.amount, currency } }, intent, signal, () => ({
        onPrompt,
      })),
    condition: (signal) => ask({ command: enquiry(password), read: conditionOutcome, failed: err }, signal),
    endOfDay: (signal) =>
      ask({ command: { kind: 'end-of-day', fields: { password } }, read: dayOutcome, failed: err }, signal),
    perform: (task, signal) =>
      ask<Result<readonly TerminalReceipt[], TerminalTrouble>>(
        {
          command: commandOf(task, password, options.now),
          read: receiptsIfDone,
          failed: err,
          // What it was told at registration is forgotten.
          ...(task === 'reset' && { afterwards: (session) => presence.part(session) }),
        },
        signal,
      ),
    changeBaudRate: (baudRate, adopt, signal) =>
      ask<Result<void, TerminalTrouble>>(
        {
          command: { kind: 'change-baud-rate', fields: { baudRate } },
          read: doneOutcome,
          failed: err,
          afterwards(session) {
            adopt();
            presence.part(session, BAUD_CHANGE_MS);
          },
        },
        signal,
      ),
    async close() {
      await presence.close();
      changes.clear();
    },
  };
}

/**
 * `06 20` is answered by a status information or an abort. A completion alone ends something else: a terminal that was away answers all
 * that it was asked meanwhile, so what comes is one answer late.
 */
const isOfAnother = ({ kind }: ZvtMessage, { end, state }: Ended): boolean =>
  kind === 'repeat-receipt' && end.by === 'completion' && state.info === null;

function receiptsIfDone(ended: Ended): Result<readonly TerminalReceipt[], TerminalTrouble> {
  const done = doneOutcome(ended);
  return done.ok ? ok(receiptsOf(ended)) : done;
}

function commandOf(task: TerminalTask, password: string, now: (() => Date) | undefined): ZvtMessage {
  switch (task) {
    case 'initialisation':
      return { kind: task, fields: { password } };
    case 'diagnosis':
    case 'reset':
    case 'log-off':
      return { kind: task, fields: {} };
    case 'set-date-time':
      if (!now) throw new Error('the time of day was not given to this driver');
      return setDateTime(now());
    default:
      return task satisfies never;
  }
}
