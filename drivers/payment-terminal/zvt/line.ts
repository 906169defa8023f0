import type { Clock } from '../../clock.ts';
import type { Framed } from '../../framer.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { withoutCardNumbers } from './card-numbers.ts';
import { createFramer, WHY_CUT_SHORT, WHY_DAMAGED, type ZvtUnit } from './framer.ts';
import { stepTransport, TRANSPORT_START, type TransportEffect, type TransportInput } from './transport.ts';

/** All in milliseconds. The first two are T1 and T2 of PA00P016_04, chapter 3. */
export interface LineTimings {
  /** T1: between two bytes of one frame. */
  readonly interCharacterMs: number;
  /** T2: from the end of a frame to its ACK. */
  readonly linkAckMs: number;
  /** TCP: how long an APDU may stand half-received. One of them was seen arriving in ten pieces. */
  readonly stalledApduMs: number;
}

export const LINE_TIMINGS: LineTimings = { interCharacterMs: 200, linkAckMs: 5_000, stalledApduMs: 3_000 };

export interface LineOptions {
  readonly framing: 'serial' | 'tcp';
  readonly clock: Clock;
  readonly timings: LineTimings;
  readonly write: (bytes: Uint8Array) => void;
  readonly onApdu: (apdu: Uint8Array) => void;
  /** Its link-level acknowledgement came (TCP has none: as soon as it is written). */
  readonly onDelivered: (apdu: Uint8Array) => void;
  /** Its acknowledgement did not come, and it will not be sent again. */
  readonly onUndelivered: (apdu: Uint8Array) => void;
  readonly onDiscarded: OnDiscarded;
  /** TCP: an APDU stopped in the middle. What follows cannot be told from the middle of a message any more. */
  readonly onLost: () => void;
}

/** Whole APDUs in and out of one end of a line; the same at the kiosk and at the terminal. */
export interface Line {
  /** See `Outgoing.repeatable`. */
  send(apdu: Uint8Array, repeatable: boolean): void;
  receive(bytes: Uint8Array): void;
  /** Stops the timers; nothing is reported after it. */
  close(): void;
}

export function createLine(options: LineOptions): Line {
  const { clock, timings, framing } = options;
  const framer = createFramer(framing);
  const serial = framing === 'serial';
  const silence = oneTimer(clock, () => handle(framer.gap()));
  const ackWait = oneTimer(clock, () => run({ type: 'timed-out' }));
  let transport = TRANSPORT_START;
  let closed = false;

  function run(input: TransportInput): void {
    const [next, effects] = stepTransport(transport, input);
    transport = next;
    for (const effect of effects) perform(effect);
  }

  function perform(effect: TransportEffect): void {
    if (closed) return;
    switch (effect.do) {
      case 'write':
        options.write(effect.bytes);
        break;
      case 'await-ack':
        ackWait.start(timings.linkAckMs);
        break;
      case 'stop-waiting':
        ackWait.stop();
        break;
      case 'deliver':
        options.onApdu(effect.apdu);
        break;
      case 'delivered':
        options.onDelivered(effect.apdu);
        break;
      case 'undelivered':
        options.onUndelivered(effect.apdu);
        break;
      default:
        effect satisfies never;
    }
  }

  function handle(framed: readonly Framed<ZvtUnit>[]): void {
    for (const piece of framed) {
      if (closed) return;
      if (piece.kind === 'discarded') discard(piece.bytes, piece.why);
      else if (serial) run({ type: 'received', unit: piece.body });
      else if (piece.body.unit === 'apdu') options.onApdu(piece.body.apdu);
    }
  }

  function discard(bytes: Uint8Array, why: string): void {
    options.onDiscarded({ bytes: withoutCardNumbers(bytes), why });
    const wasFrame = why === WHY_DAMAGED || why === WHY_CUT_SHORT;
    if (wasFrame && serial) run({ type: 'damaged' });
    if (wasFrame && !serial) options.onLost();
  }

  return {
    send(apdu, repeatable) {
      if (closed) return;
      if (serial) {
        run({ type: 'send', outgoing: { apdu, repeatable } });
      } else {
        options.write(apdu);
        options.onDelivered(apdu);
      }
    },
    receive(bytes) {
      if (closed) return;
      silence.start(serial ? timings.interCharacterMs : timings.stalledApduMs);
      handle(framer.feed(bytes));
    },
    close() {
      closed = true;
      silence.stop();
      ackWait.stop();
    },
  };
}

/** A wait of which there is at most one at a time. */
export interface OneTimer {
  /** Begins anew if it was running. */
  start(ms: number): void;
  stop(): void;
}

export function oneTimer(clock: Clock, onTime: () => void): OneTimer {
  let id: unknown;
  const stop = () => {
    if (id !== undefined) clock.clearTimeout(id);
    id = undefined;
  };
  return {
    start(ms) {
      stop();
      id = clock.setTimeout(() => {
        id = undefined;
        onTime();
      }, ms);
    },
    stop,
  };
}
