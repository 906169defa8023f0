import { type Clock, createTimer, type Timer } from '../../clock.ts';
import type { Framer, FramerOutput } from '../../framer.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { withoutCardNumbers } from './card-numbers.ts';
import { CUT_SHORT_FRAME_REASON, createFramer, DAMAGED_FRAME_REASON, type ZvtUnit } from './framer.ts';
import { stepTransport, TRANSPORT_START, type TransportEffect, type TransportInput } from './transport.ts';

/** Limits in milliseconds. T1 and T2: PA00P016_04, chapter 3. */
export interface LineTimings {
  /** T1: longest pause inside a frame. */
  readonly interCharacterMs: number;
  /** T2: longest wait from a frame's end to its ACK. */
  readonly linkAckMs: number;
  /** TCP: longest pause inside an APDU, once seen in ten pieces. */
  readonly stalledApduMs: number;
}

export const LINE_TIMINGS: LineTimings = { interCharacterMs: 200, linkAckMs: 5_000, stalledApduMs: 3_000 };

export interface ZvtLineOptions {
  readonly framing: 'serial' | 'tcp';
  readonly clock: Clock;
  readonly timings: LineTimings;
  readonly write: (bytes: Uint8Array) => void;
  readonly onApdu: (apdu: Uint8Array) => void;
  readonly onDelivered: (apdu: Uint8Array) => void;
  readonly onUndelivered: (apdu: Uint8Array) => void;
  readonly onDiscarded: OnDiscarded;
  /** TCP: an APDU stopped in the middle, so no next start can be found. */
  readonly onLost: () => void;
}

export class ZvtLine {
  readonly #options: ZvtLineOptions;
  readonly #serial: boolean;
  readonly #framer: Framer<ZvtUnit>;
  readonly #silence: Timer;
  readonly #ackWait: Timer;
  #transport = TRANSPORT_START;
  #closed = false;

  constructor(options: ZvtLineOptions) {
    this.#options = options;
    this.#serial = options.framing === 'serial';
    this.#framer = createFramer(options.framing);
    this.#silence = createTimer(options.clock, () => this.#handle(this.#framer.gap()));
    this.#ackWait = createTimer(options.clock, () => this.#run({ type: 'timed-out' }));
  }

  send(apdu: Uint8Array, repeatable: boolean): void {
    if (this.#closed) return;
    if (this.#serial) {
      this.#run({ type: 'send', outgoing: { apdu, repeatable } });
    } else {
      this.#options.write(apdu);
      this.#options.onDelivered(apdu);
    }
  }

  receive(bytes: Uint8Array): void {
    if (this.#closed) return;
    const { interCharacterMs, stalledApduMs } = this.#options.timings;
    this.#silence.start(this.#serial ? interCharacterMs : stalledApduMs);
    this.#handle(this.#framer.feed(bytes));
  }

  /** The next connection does not continue a half-received APDU. */
  connectionEnded(): void {
    this.#silence.stop();
    this.#handle(this.#framer.gap());
  }

  close(): void {
    this.#closed = true;
    this.#silence.stop();
    this.#ackWait.stop();
  }

  #run(input: TransportInput): void {
    const [next, effects] = stepTransport(this.#transport, input);
    this.#transport = next;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: TransportEffect): void {
    if (this.#closed) return;
    const { timings, write, onApdu, onDelivered, onUndelivered } = this.#options;
    switch (effect.do) {
      case 'write':
        write(effect.bytes);
        break;
      case 'await-ack':
        this.#ackWait.start(timings.linkAckMs);
        break;
      case 'stop-waiting':
        this.#ackWait.stop();
        break;
      case 'deliver':
        onApdu(effect.apdu);
        break;
      case 'delivered':
        onDelivered(effect.apdu);
        break;
      case 'undelivered':
        onUndelivered(effect.apdu);
        break;
      default:
        effect satisfies never;
    }
  }

  #handle(framed: readonly FramerOutput<ZvtUnit>[]): void {
    for (const piece of framed) {
      if (this.#closed) return;
      if (piece.kind === 'discarded') this.#discard(piece.bytes, piece.why);
      else if (this.#serial) this.#run({ type: 'received', unit: piece.body });
      else if (piece.body.unit === 'apdu') this.#options.onApdu(piece.body.apdu);
    }
  }

  #discard(bytes: Uint8Array, why: string): void {
    this.#options.onDiscarded({ bytes: withoutCardNumbers(bytes), why });
    const wasFrame = why === DAMAGED_FRAME_REASON || why === CUT_SHORT_FRAME_REASON;
    if (wasFrame && this.#serial) this.#run({ type: 'damaged' });
    if (wasFrame && !this.#serial) this.#options.onLost();
  }
}
