import { type Clock, createTimer } from '../../drivers/clock.ts';
import type { ZvtCharset } from '../../drivers/payment-terminal/zvt/charset.ts';
import { decodeNumberedMessage, encodeMessage } from '../../drivers/payment-terminal/zvt/codec.ts';
import { LINE_TIMINGS, ZvtLine } from '../../drivers/payment-terminal/zvt/line.ts';
import type { ZvtMessage } from '../../drivers/payment-terminal/zvt/messages.ts';
import { nextMessageNumber } from '../../drivers/payment-terminal/zvt/status-tlv.ts';
import type { Wire } from '../wire.ts';

export type KioskAnswer =
  | { readonly is: 'positive' }
  /** `amount`: part of the goods that was issued, in integer qəpik. */
  | { readonly is: 'negative'; readonly resultCode: string; readonly amount?: number }
  | { readonly is: 'none' };

export interface KioskMessageOptions {
  /** Milliseconds for the kiosk's answer; default: T3. */
  readonly answerMs?: number | undefined;
  /** Sends the same bytes twice; the second answer counts. */
  readonly twice?: boolean;
  readonly bare?: boolean;
  readonly charset?: ZvtCharset;
}

export interface ChannelToKioskOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly framing: 'serial' | 'tcp';
  readonly charset: () => ZvtCharset;
  readonly onCommand: (message: ZvtMessage) => void;
}

interface Waiting {
  readonly apdu: Uint8Array;
  readonly settle: (answer: KioskAnswer) => void;
  readonly answerMs: number;
}

/** T3 of PA00P015 13.08: longest wait for 80 or 84. */
const ANSWER_MS = 5_000;
const PROTOCOL_ERROR = '9a';

/** Messages go out one by one. */
export class ChannelToKiosk {
  readonly #options: ChannelToKioskOptions;
  readonly #line;
  readonly #answerWait;
  readonly #stopListening: () => void;
  #waiting: Waiting | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;
  /** The kiosk's registration offers numbers [PA00P015 13.08, chapter 5]. */
  #numbered = false;
  #kioskNumber: number | undefined;
  #ownNumber = 0;

  constructor(options: ChannelToKioskOptions) {
    const { wire, clock, framing } = options;
    this.#options = options;
    this.#answerWait = createTimer(clock, () => this.#settle({ is: 'none' }));
    this.#line = new ZvtLine({
      framing,
      clock,
      timings: LINE_TIMINGS,
      write: (bytes) => wire.write(bytes),
      onApdu: (apdu) => this.#received(apdu),
      onDelivered: (apdu) => {
        if (this.#waiting?.apdu === apdu) this.#answerWait.start(this.#waiting.answerMs);
      },
      onUndelivered: (apdu) => {
        if (this.#waiting?.apdu === apdu) this.#settle({ is: 'none' });
      },
      onDiscarded: () => undefined,
      onLost: () => undefined,
    });
    const stops = [
      wire.onBytes((bytes) => this.#line.receive(bytes)),
      wire.onConnected(() => {
        if (framing === 'tcp') this.#line.connectionEnded();
      }),
    ];
    this.#stopListening = () => {
      for (const stop of stops) stop();
    };
  }

  /** Sends 80 or 84, which gets no answer. */
  reply(message: ZvtMessage): void {
    this.sendRaw(encodeMessage(message, this.#options.charset(), this.#numbered ? this.#kioskNumber : undefined));
  }

  /** Waits for earlier answers. */
  tell(message: ZvtMessage, how: KioskMessageOptions = {}): Promise<KioskAnswer> {
    const answer = this.#queue.then(() => this.#ask(message, how));
    this.#queue = answer;
    return answer;
  }

  sendRaw(apdu: Uint8Array): void {
    this.#line.send(apdu, true);
  }

  close(): void {
    this.#closed = true;
    this.#stopListening();
    this.#line.close();
    this.#settle({ is: 'none' });
  }

  #settle(answer: KioskAnswer): void {
    this.#answerWait.stop();
    const was = this.#waiting;
    this.#waiting = undefined;
    was?.settle(answer);
  }

  #received(apdu: Uint8Array): void {
    const decoded = decodeNumberedMessage(apdu, this.#options.charset());
    if (decoded.ok) this.#understood(decoded.value.message, decoded.value.sequence);
    else this.reply({ kind: 'negative-ack', fields: { resultCode: PROTOCOL_ERROR } });
  }

  #understood(message: ZvtMessage, number: number | undefined): void {
    // The number shows an answer to an earlier message.
    const late = this.#numbered && number !== undefined && number !== this.#ownNumber;
    if (late && (message.kind === 'positive-ack' || message.kind === 'negative-ack')) return;
    if (message.kind === 'positive-ack') this.#settle({ is: 'positive' });
    else if (message.kind === 'negative-ack') this.#settle({ is: 'negative', ...message.fields });
    else {
      if (message.kind === 'registration') this.#numbered = number !== undefined;
      this.#kioskNumber = number;
      this.#options.onCommand(message);
    }
  }

  async #ask(
    message: ZvtMessage,
    { charset, twice, bare, answerMs = ANSWER_MS }: KioskMessageOptions,
  ): Promise<KioskAnswer> {
    if (this.#closed) return { is: 'none' };
    this.#ownNumber = nextMessageNumber(this.#ownNumber);
    const number = this.#numbered ? this.#ownNumber : undefined;
    const whole = encodeMessage(message, charset ?? this.#options.charset(), number);
    const once = () =>
      new Promise<KioskAnswer>((settle) => {
        const apdu = bare ? withoutLength(whole) : whole.slice();
        this.#waiting = { apdu, settle, answerMs };
        this.#line.send(apdu, true);
      });
    const first = await once();
    return twice && first.is !== 'none' ? once() : first;
  }
}

/** As recorded from some firmware. Only a short message has one length byte. */
function withoutLength(apdu: Uint8Array): Uint8Array {
  return Uint8Array.of(...apdu.subarray(0, 2), ...apdu.subarray(3));
}
