import { ACK_FRAME, encodeFrame, FROM_CHIP, FROM_HOST, NACK_FRAME, type Pn532Frame } from './framer.ts';

/** [UM0701-02 §6.2.2]. `stepPn532Exchange` is pure; `session.ts` runs it. */
export interface Pn532Request {
  readonly packet: Uint8Array;
  /** Limit after the ACK; `null`: none. */
  readonly answerMs: number | null;
  /** Whether to send again after a missing ACK. Never for card data: secure messaging counts commands, and a lost ACK looks like a lost command. */
  readonly repeatable: boolean;
}

export type Pn532Outcome =
  | { readonly known: 'answer'; readonly packet: Uint8Array }
  /** The chip rejects command or parameters. */
  | { readonly known: 'syntax-error' }
  | { readonly known: 'silence'; readonly phase: 'before-ack' | 'after-ack' }
  | { readonly known: 'cancelled' };

export type Pn532ExchangeState =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'before-ack' | 'after-ack';
      readonly request: Pn532Request;
      readonly sendings: number;
      readonly nacks: number;
    };

export type Pn532ExchangeInput =
  | { readonly type: 'asked'; readonly request: Pn532Request }
  | { readonly type: 'received'; readonly unit: Pn532Frame }
  | { readonly type: 'damaged' }
  | { readonly type: 'timed-out' }
  | { readonly type: 'cancelled' };

export type Pn532ExchangeEffect =
  | { readonly do: 'write'; readonly bytes: Uint8Array }
  /** Restarts the wait. `null`: no limit. */
  | { readonly do: 'wait'; readonly ms: number | null }
  | { readonly do: 'settle'; readonly outcome: Pn532Outcome };

export const EXCHANGE_START: Pn532ExchangeState = { phase: 'idle' };

/** 15 ms [UM0701-02 §6.2.2]; the rest is for USB adapters and stalled hosts. */
const ACK_WITHIN_MS = 450;
const MAX_SENDINGS = 3;
const MAX_NACKS = 2;

type Pn532Transition = readonly [Pn532ExchangeState, readonly Pn532ExchangeEffect[]];

/** `asked` during another request is a bug and throws. */
export function stepPn532Exchange(state: Pn532ExchangeState, input: Pn532ExchangeInput): Pn532Transition {
  if (input.type === 'asked') {
    if (state.phase !== 'idle') throw new Error('one command at a time');
    return send({ phase: 'before-ack', request: input.request, sendings: 0, nacks: 0 });
  }
  // An answer while idle is late, to an abandoned command.
  if (state.phase === 'idle') return [state, []];
  switch (input.type) {
    case 'received':
      return received(state, input.unit);
    case 'damaged':
      return askAgain(state);
    case 'timed-out':
      return timedOut(state);
    case 'cancelled':
      return giveUp({ known: 'cancelled' });
    default:
      return input satisfies never;
  }
}

type Running = Exclude<Pn532ExchangeState, { phase: 'idle' }>;

function send(state: Running): Pn532Transition {
  return [
    { ...state, phase: 'before-ack', sendings: state.sendings + 1 },
    [
      { do: 'write', bytes: encodeFrame(FROM_HOST, state.request.packet) },
      { do: 'wait', ms: ACK_WITHIN_MS },
    ],
  ];
}

function received(state: Running, unit: Pn532Frame): Pn532Transition {
  switch (unit.unit) {
    case 'ack':
      if (state.phase === 'after-ack') return [state, []];
      return [{ ...state, phase: 'after-ack' }, [{ do: 'wait', ms: state.request.answerMs }]];
    case 'syntax-error':
      return settle({ known: 'syntax-error' });
    case 'information': {
      // The answer replaces a lost ACK. Another code is a late answer.
      const isOurs = unit.from === FROM_CHIP && unit.data[0] === ((state.request.packet[0] ?? 0) + 1) % 256;
      return isOurs ? settle({ known: 'answer', packet: unit.data }) : [state, []];
    }
    case 'nack':
      // The chip wants the command again: it has not started.
      return state.sendings < MAX_SENDINGS ? send(state) : giveUp({ known: 'silence', phase: state.phase });
    default:
      return unit satisfies never;
  }
}

/** A NACK repeats the chip's last answer [UM0701-02 §6.2.1.4], without the card. */
function askAgain(state: Running): Pn532Transition {
  if (state.phase === 'before-ack' || state.nacks >= MAX_NACKS) return [state, []];
  return [
    { ...state, nacks: state.nacks + 1 },
    [
      { do: 'write', bytes: NACK_FRAME },
      { do: 'wait', ms: state.request.answerMs },
    ],
  ];
}

function timedOut(state: Running): Pn532Transition {
  const mayRepeat = state.phase === 'before-ack' && state.request.repeatable && state.sendings < MAX_SENDINGS;
  return mayRepeat ? send(state) : giveUp({ known: 'silence', phase: state.phase });
}

/** The host's ACK cancels the command, without an answer [UM0701-02 §6.2.2]. */
function giveUp(outcome: Pn532Outcome): Pn532Transition {
  const [state, effects] = settle(outcome);
  return [state, [{ do: 'write', bytes: ACK_FRAME }, ...effects]];
}

const settle = (outcome: Pn532Outcome): Pn532Transition => [EXCHANGE_START, [{ do: 'settle', outcome }]];
