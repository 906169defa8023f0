import type { Clock } from '../../drivers/clock.ts';
import type { ZvtCharset } from '../../drivers/payment-terminal/zvt/charset.ts';
import { decodeNumbered, encodeMessage } from '../../drivers/payment-terminal/zvt/codec.ts';
import { LINE_TIMINGS, Line, oneTimer } from '../../drivers/payment-terminal/zvt/line.ts';
import type { ZvtMessage } from '../../drivers/payment-terminal/zvt/messages.ts';
import { nextSequence } from '../../drivers/payment-terminal/zvt/status-tlv.ts';
import type { Wire } from '../wire.ts';

/** What the kiosk said to a message of the terminal. */
export type Answer =
  | { readonly is: 'positive' }
  /** `amount`: of what was issued in part, integer qəpik. */
  | { readonly is: 'negative'; readonly resultCode: string; readonly amount?: number }
  | { readonly is: 'none' };

/** The terminal's end of the wire: commands come in, messages go out one after the other. */
export interface HostSide {
  /** An answer (80, 84), which has no answer itself. */
  reply(message: ZvtMessage): void;
  /** A message that wants 80 or 84. Waits until the ones before are answered. */
  tell(message: ZvtMessage, how?: Telling): Promise<Answer>;
  /** An APDU that no codec would write; nobody waits for an answer to it. */
  sendRaw(apdu: Uint8Array): void;
  close(): void;
}

export interface Telling {
  /** How long the kiosk may take, in milliseconds; T3 if not given. */
  readonly answerMs?: number;
  /** Twice, the same to the byte; the second answer counts. */
  readonly twice?: boolean;
  /** Without the length byte. */
  readonly bare?: boolean;
  readonly charset?: ZvtCharset;
}

export interface HostSideOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly framing: 'serial' | 'tcp';
  readonly charset: () => ZvtCharset;
  readonly onCommand: (message: ZvtMessage) => void;
}

interface Waiting {
  readonly apdu: Uint8Array;
  readonly settle: (answer: Answer) => void;
  readonly answerMs: number;
}

/** T3 of PA00P015 13.08: how long the kiosk may take for 80 or 84. */
const ANSWER_MS = 5_000;
const PROTOCOL_ERROR = '9a';

export function createHostSide({ wire, clock, framing, charset, onCommand }: HostSideOptions): HostSide {
  let waiting: Waiting | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;
  /** Numbers of the messages [PA00P015 13.08, chapter 5]; the kiosk offers them with its registration. */
  let numbered = false;
  let kioskNumber: number | undefined;
  let ownNumber = 0;
  const answerWait = oneTimer(clock, () => settle({ is: 'none' }));

  function settle(answer: Answer): void {
    answerWait.stop();
    const was = waiting;
    waiting = undefined;
    was?.settle(answer);
  }

  function received(message: ZvtMessage, number: number | undefined): void {
    if (message.kind === 'positive-ack') settle({ is: 'positive' });
    else if (message.kind === 'negative-ack') settle({ is: 'negative', ...message.fields });
    else {
      if (message.kind === 'registration') numbered = number !== undefined;
      kioskNumber = number;
      onCommand(message);
    }
  }

  const line = new Line({
    framing,
    clock,
    timings: LINE_TIMINGS,
    write: (bytes) => wire.write(bytes),
    onApdu(apdu) {
      const decoded = decodeNumbered(apdu, charset());
      if (decoded.ok) received(decoded.value.message, decoded.value.sequence);
      else reply({ kind: 'negative-ack', fields: { resultCode: PROTOCOL_ERROR } });
    },
    onDelivered(apdu) {
      if (waiting?.apdu === apdu) answerWait.start(waiting.answerMs);
    },
    onUndelivered(apdu) {
      if (waiting?.apdu === apdu) settle({ is: 'none' });
    },
    onDiscarded: () => undefined,
    onLost: () => undefined,
  });
  const stopListening = wire.onBytes((bytes) => line.receive(bytes));

  function reply(message: ZvtMessage): void {
    line.send(encodeMessage(message, charset(), numbered ? kioskNumber : undefined), true);
  }

  function ask(message: ZvtMessage, how: Telling): Promise<Answer> {
    if (closed) return Promise.resolve({ is: 'none' });
    ownNumber = nextSequence(ownNumber);
    const whole = encodeMessage(message, how.charset ?? charset(), numbered ? ownNumber : undefined);
    const once = () =>
      new Promise<Answer>((resolve) => {
        const apdu = how.bare ? withoutLength(whole) : whole.slice();
        waiting = { apdu, settle: resolve, answerMs: how.answerMs ?? ANSWER_MS };
        line.send(apdu, true);
      });
    return how.twice ? once().then((first) => (first.is === 'none' ? first : once())) : once();
  }

  return {
    reply,
    sendRaw: (apdu) => line.send(apdu, true),
    tell(message, how = {}) {
      const answer = queue.then(() => ask(message, how));
      queue = answer;
      return answer;
    },
    close() {
      closed = true;
      stopListening();
      line.close();
      settle({ is: 'none' });
    },
  };
}

/** As recorded from some firmware; only a short message has one length byte to lack. */
function withoutLength(apdu: Uint8Array): Uint8Array {
  return Uint8Array.of(...apdu.subarray(0, 2), ...apdu.subarray(3));
}
