import { ACK_BYTE, encodeSerialFrame, NAK_BYTE, type ZvtUnit } from './framer.ts';

const MAX_REPEATS = 2;

export interface OutgoingApdu {
  readonly apdu: Uint8Array;
  /** Not if it moves money: the terminal cannot recognise a copy, if only the acknowledgement was lost. */
  readonly repeatable: boolean;
}

export interface TransportState {
  readonly queue: readonly OutgoingApdu[];
  readonly awaiting: { readonly sent: OutgoingApdu; readonly repeats: number } | null;
}

export type TransportInput =
  | { readonly type: 'send'; readonly outgoing: OutgoingApdu }
  | { readonly type: 'received'; readonly unit: ZvtUnit }
  /** A frame with a wrong checksum, or a pause longer than T1. */
  | { readonly type: 'damaged' }
  /** The wait T2 is over. */
  | { readonly type: 'timed-out' };

export type TransportEffect =
  | { readonly do: 'write'; readonly bytes: Uint8Array }
  /** Starts or restarts the wait T2. */
  | { readonly do: 'await-ack' }
  | { readonly do: 'stop-waiting' }
  | { readonly do: 'deliver'; readonly apdu: Uint8Array }
  | { readonly do: 'delivered'; readonly apdu: Uint8Array }
  /** No acknowledgement came, but the APDU may have arrived. */
  | { readonly do: 'undelivered'; readonly apdu: Uint8Array };

export const TRANSPORT_START: TransportState = { queue: [], awaiting: null };

type Step = readonly [TransportState, readonly TransportEffect[]];

/**
 * ACK, NAK and repeats of the serial line [PA00P016_04, chapter 3], with at most two repeats of a frame. Pure; `line.ts` runs it.
 * An answer (80 or 84) proves that a command arrived, even without ACK. A terminal that sends another message has our answer, or no longer
 * wants it: a repeat would only delay the next message.
 */
export function stepTransport(state: TransportState, input: TransportInput): Step {
  switch (input.type) {
    case 'send':
      return sendNext({ ...state, queue: [...state.queue, input.outgoing] }, []);
    case 'damaged':
      return [state, [{ do: 'write', bytes: NAK_BYTE }]];
    case 'timed-out':
      return repeatOrGiveUp(state);
    case 'received':
      return received(state, input.unit);
    default:
      return input satisfies never;
  }
}

function received(state: TransportState, unit: ZvtUnit): Step {
  switch (unit.unit) {
    case 'ack':
      return state.awaiting ? settle(state, 'delivered') : [state, []];
    case 'nak':
      return repeatOrGiveUp(state);
    case 'apdu': {
      const acknowledge: TransportEffect = { do: 'write', bytes: ACK_BYTE };
      const deliver: TransportEffect = { do: 'deliver', apdu: unit.apdu };
      if (!state.awaiting || !provesArrival(unit.apdu, state.awaiting.sent.apdu))
        return [state, [acknowledge, deliver]];
      const [next, settled] = settle(state, 'delivered');
      // The ACK goes first. The sent frame counts as delivered before its answer.
      return [next, [acknowledge, ...settled, deliver]];
    }
    default:
      return unit satisfies never;
  }
}

function provesArrival(received: Uint8Array, sent: Uint8Array): boolean {
  return isAnswer(received) || isAnswer(sent);
}

function isAnswer(apdu: Uint8Array): boolean {
  return apdu[0] === 0x80 || apdu[0] === 0x84;
}

function repeatOrGiveUp(state: TransportState): Step {
  if (!state.awaiting) return [state, []];
  const { sent, repeats } = state.awaiting;
  if (!sent.repeatable || repeats >= MAX_REPEATS) return settle(state, 'undelivered');
  return [
    { ...state, awaiting: { sent, repeats: repeats + 1 } },
    [{ do: 'write', bytes: encodeSerialFrame(sent.apdu) }, { do: 'await-ack' }],
  ];
}

function settle(state: TransportState, how: 'delivered' | 'undelivered'): Step {
  if (!state.awaiting) return [state, []];
  const told: TransportEffect = { do: how, apdu: state.awaiting.sent.apdu };
  return sendNext({ ...state, awaiting: null }, [{ do: 'stop-waiting' }, told]);
}

function sendNext(state: TransportState, before: readonly TransportEffect[]): Step {
  const [next, ...queue] = state.queue;
  if (state.awaiting || !next) return [state, before];
  return [
    { queue, awaiting: { sent: next, repeats: 0 } },
    [...before, { do: 'write', bytes: encodeSerialFrame(next.apdu) }, { do: 'await-ack' }],
  ];
}
