import type { IssueDecision, TerminalPrompt, TerminalTrouble } from '../contract.ts';
import { ASK_FOR_GOODS_AGAIN, answerForDecision, GOODS_NOT_ISSUED, type GoodsIssueState } from './goods.ts';
import type { StatusInformationFields, ZvtKind, ZvtMessage } from './messages.ts';
import { NOTHING_PRINTED, type PrintedReceipts, withPrintedLine, withTextBlock } from './printed.ts';
import { promptOf, RESULT_CODE } from './tables.ts';

export interface ZvtExchangeState {
  readonly command: ZvtMessage;
  /** `asked`: waits for 80 or 84 (T3). `running`: terminal works (T4). */
  readonly phase: 'new' | 'asked' | 'running' | 'over';
  /** `wanted`: `06 B0` waits for the command's answer, which could be taken for its own. */
  readonly abort: 'no' | 'wanted' | 'sent';
  /** Last `04 0F`; one sale may have several `04 0F`. */
  readonly info: StatusInformationFields | null;
  readonly completion: Extract<ZvtMessage, { kind: 'completion' }>['fields'] | null;
  readonly printed: PrintedReceipts;
  readonly goods: GoodsIssueState;
}

export type ZvtExchangeEnd =
  | { readonly by: 'completion' }
  | { readonly by: 'abort'; readonly resultCode: string }
  /** The command was refused with 84 xx: nothing was done. */
  | { readonly by: 'refusal'; readonly resultCode: string }
  /** No end came, and a later end cannot be recognised. */
  | { readonly by: 'loss'; readonly trouble: TerminalTrouble };

export type ZvtExchangeInput =
  | { readonly type: 'start' }
  /** `repeat`: the message has the last message's number. `unwanted`: an approval of another command. */
  | {
      readonly type: 'received';
      readonly message: ZvtMessage;
      readonly repeat?: boolean;
      readonly unwanted?: boolean;
    }
  /** APDU that contradicts itself. `bytes`: its first bytes in hex. */
  | { readonly type: 'malformed'; readonly bytes: string }
  | { readonly type: 'undelivered' }
  | { readonly type: 'timed-out' }
  | { readonly type: 'abort' }
  | { readonly type: 'issue-decided'; readonly decision: IssueDecision }
  | { readonly type: 'held' }
  | { readonly type: 'down' };

export type ZvtExchangeTimer =
  | { readonly name: 'answer' }
  /** `minutes`: wait that the terminal requested with `04 FF`. */
  | { readonly name: 'message'; readonly minutes?: number }
  | { readonly name: 'after-abort' };

export type ZvtExchangeEffect =
  | { readonly do: 'send'; readonly message: ZvtMessage }
  | { readonly do: 'wait'; readonly timer: ZvtExchangeTimer }
  | { readonly do: 'hold' }
  | { readonly do: 'issue'; readonly info: StatusInformationFields }
  | { readonly do: 'prompt'; readonly prompt: TerminalPrompt }
  | { readonly do: 'finish'; readonly end: ZvtExchangeEnd };

type Step = readonly [ZvtExchangeState, readonly ZvtExchangeEffect[]];

const POSITIVE: ZvtExchangeEffect = { do: 'send', message: { kind: 'positive-ack', fields: {} } };
const ABORT: ZvtExchangeEffect = { do: 'send', message: { kind: 'ecr-abort', fields: {} } };
const NO_ANSWER: TerminalTrouble = { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' };

/** State of a new exchange. `issues`: goods are handed over before an approval is confirmed. */
export function initialZvtExchange(command: ZvtMessage, issues = false): ZvtExchangeState {
  return {
    command,
    phase: 'new',
    abort: 'no',
    info: null,
    completion: null,
    printed: NOTHING_PRINTED,
    goods: { state: issues ? 'to-be-issued' : 'none' },
  };
}

/**
 * Next state of one command, and what to do [PA00P015 13.08, chapter 2]. Messages: `command → 80 | 84`, then messages of the terminal, each
 * answered with 80 00 00, until `06 0F` or `06 1E`. Pure; `dialogue.ts` runs it.
 * Before 80 or 84, messages belong to an earlier command. A late approval is refused if it is `unwanted`, or before a sale or refund.
 * Otherwise the next inquiry finds its sale. But a status enquiry, which moves no money, may end at once with a completion, as some
 * terminals answer.
 * `06 B0` is sent once: a second could hit the next command. If goods are being issued, their decision ends the sale instead. A lost sale
 * or refund is aborted: it must not wait for a card.
 * An answer to `04 0F` is held back for a moment. So a quick decision is sent at once, and terminals that repeat without a pause slow down.
 * An unwanted approval restarts T4, not T3: the terminal works. Some terminals send 0 minutes for *no wish*.
 */
export function stepZvtExchange(state: ZvtExchangeState, input: ZvtExchangeInput): Step {
  if (state.phase === 'over') return [state, []];
  switch (input.type) {
    case 'start':
      return [
        { ...state, phase: 'asked' },
        [
          { do: 'send', message: state.command },
          { do: 'wait', timer: { name: 'answer' } },
        ],
      ];
    case 'received':
      if (input.unwanted) return [state, refusal(state)];
      return state.phase === 'asked'
        ? whileAsked(state, input.message)
        : whileRunning(state, input.message, input.repeat === true);
    case 'malformed':
      return lose(state, { code: 'TRM-104', kind: 'nonsense', bytes: input.bytes });
    case 'undelivered':
      // A running command proves that it arrived.
      return state.phase === 'asked' ? lose(state, NO_ANSWER) : [state, []];
    case 'timed-out':
      return lose(state, NO_ANSWER);
    case 'abort':
      return abort(state);
    case 'issue-decided':
      return issueDecided(state, input.decision);
    case 'held':
      return held(state);
    case 'down':
      return finish(state, { by: 'loss', trouble: NO_ANSWER });
    default:
      return input satisfies never;
  }
}

export function isApproval(message: ZvtMessage): boolean {
  return message.kind === 'status-information' && message.fields.resultCode === RESULT_CODE.success;
}

const WITH_RESULT: ReadonlySet<ZvtKind> = new Set([
  'authorisation',
  'refund',
  'reversal',
  'repeat-receipt',
  'end-of-day',
]);

/** Whether an approval may now be the result of this command. Before 80 or 84 it cannot. */
export function awaitsApproval({ phase, command }: ZvtExchangeState): boolean {
  return phase === 'running' && WITH_RESULT.has(command.kind);
}

function refusal(state: ZvtExchangeState): readonly ZvtExchangeEffect[] {
  const answer: ZvtExchangeEffect = { do: 'send', message: GOODS_NOT_ISSUED };
  return state.phase === 'running' ? [answer, waitFor(state)] : [answer];
}

function whileAsked(state: ZvtExchangeState, message: ZvtMessage): Step {
  switch (message.kind) {
    case 'positive-ack':
      return beginRunning({ ...state, phase: 'running' });
    case 'negative-ack':
      return finish(state, { by: 'refusal', resultCode: message.fields.resultCode });
    case 'status-information':
      return [state, [answerToEarlier(state, message)]];
    case 'completion':
      return state.command.kind === 'status-enquiry' ? whileRunning(state, message, false) : [state, [POSITIVE]];
    default:
      return [state, [POSITIVE]];
  }
}

function answerToEarlier(state: ZvtExchangeState, message: ZvtMessage): ZvtExchangeEffect {
  return isApproval(message) && movesMoney(state) ? { do: 'send', message: GOODS_NOT_ISSUED } : POSITIVE;
}

/** Commands that wait for a card: without a caller they are aborted. */
function movesMoney({ command }: ZvtExchangeState): boolean {
  return command.kind === 'authorisation' || command.kind === 'refund';
}

function whileRunning(state: ZvtExchangeState, message: ZvtMessage, repeat: boolean): Step {
  switch (message.kind) {
    // An answer to our abort `06 B0`, or a repeated one.
    case 'positive-ack':
    case 'negative-ack':
      return [state, []];
    case 'intermediate-status': {
      const { code, timeoutMinutes } = message.fields;
      return [state, [POSITIVE, waitFor(state, timeoutMinutes), { do: 'prompt', prompt: promptOf(code) }]];
    }
    case 'status-information':
      return statusInformation({ ...state, info: message.fields }, message.fields);
    case 'print-line': {
      const { receiptType } = message.fields;
      const printed = repeat ? state.printed : withPrintedLine(state.printed, message.fields, receiptType ?? null);
      return [{ ...state, printed }, [POSITIVE, waitFor(state)]];
    }
    case 'print-text-block': {
      const printed = repeat ? state.printed : withTextBlock(state.printed, message.fields);
      return [{ ...state, printed }, [POSITIVE, waitFor(state)]];
    }
    case 'completion':
      return finish({ ...state, completion: message.fields }, { by: 'completion' }, [POSITIVE]);
    case 'abort':
      return finish(state, { by: 'abort', resultCode: message.fields.resultCode }, [POSITIVE]);
    default:
      return [state, [POSITIVE, waitFor(state)]];
  }
}

function statusInformation(state: ZvtExchangeState, info: StatusInformationFields): Step {
  const { goods } = state;
  if (info.resultCode !== RESULT_CODE.success || goods.state === 'none') return [state, [POSITIVE, waitFor(state)]];
  if (goods.state === 'settled')
    return [state, [{ do: 'send', message: answerForDecision(goods.decision) }, waitFor(state)]];
  const issuing: ZvtExchangeState = { ...state, goods: { state: 'being-issued', owed: true } };
  const start: readonly ZvtExchangeEffect[] = goods.state === 'to-be-issued' ? [{ do: 'issue', info }] : [];
  return [issuing, [waitFor(state), { do: 'hold' }, ...start]];
}

function held(state: ZvtExchangeState): Step {
  if (state.goods.state !== 'being-issued' || !state.goods.owed) return [state, []];
  return [
    { ...state, goods: { state: 'being-issued', owed: false } },
    [{ do: 'send', message: ASK_FOR_GOODS_AGAIN }, waitFor(state)],
  ];
}

function issueDecided(state: ZvtExchangeState, decision: IssueDecision): Step {
  if (state.goods.state !== 'being-issued') return [state, []];
  const settled: ZvtExchangeState = { ...state, goods: { state: 'settled', decision } };
  return [settled, state.goods.owed ? [{ do: 'send', message: answerForDecision(decision) }, waitFor(state)] : []];
}

function waitFor(state: ZvtExchangeState, minutes?: number): ZvtExchangeEffect {
  if (state.abort === 'sent') return { do: 'wait', timer: { name: 'after-abort' } };
  return { do: 'wait', timer: minutes ? { name: 'message', minutes } : { name: 'message' } };
}

function beginRunning(state: ZvtExchangeState): Step {
  // A log-off has no message after its 80.
  if (state.command.kind === 'log-off') return finish(state, { by: 'completion' });
  return state.abort === 'wanted' ? sendAbort(state) : [state, [waitFor(state)]];
}

function abort(state: ZvtExchangeState): Step {
  if (state.abort !== 'no' || state.goods.state === 'being-issued' || state.goods.state === 'settled')
    return [state, []];
  return state.phase === 'running' ? sendAbort(state) : [{ ...state, abort: 'wanted' }, []];
}

function sendAbort(state: ZvtExchangeState): Step {
  const next: ZvtExchangeState = { ...state, abort: 'sent' };
  return [next, [ABORT, waitFor(next)]];
}

function lose(state: ZvtExchangeState, trouble: TerminalTrouble): Step {
  const stop = movesMoney(state) && state.abort !== 'sent' ? [ABORT] : [];
  return finish(state, { by: 'loss', trouble }, stop);
}

function finish(state: ZvtExchangeState, end: ZvtExchangeEnd, before: readonly ZvtExchangeEffect[] = []): Step {
  return [{ ...state, phase: 'over' }, [...before, { do: 'finish', end }]];
}
