import type { Clock } from '../../drivers/clock.ts';
import type { ZvtCharset } from '../../drivers/payment-terminal/zvt/charset.ts';
import { decodeMessage, encodeMessage } from '../../drivers/payment-terminal/zvt/codec.ts';
import { createLine, LINE_TIMINGS, oneTimer } from '../../drivers/payment-terminal/zvt/line.ts';
import type { ZvtMessage } from '../../drivers/payment-terminal/zvt/messages.ts';
import type { Wire } from '../wire.ts';

/** What the kiosk said to a message of the terminal. */
export type Answer =
  | { readonly is: 'positive' }
  | { readonly is: 'negative'; readonly resultCode: string }
  | { readonly is: 'none' };

/** The terminal's end of the wire: commands come in, messages go out one after the other. */
export interface HostSide {
  /** An answer (80, 84), which has no answer itself. */
  reply(message: ZvtMessage): void;
  /** A message that wants 80 or 84. Waits until the ones before are answered. */
  tell(message: ZvtMessage): Promise<Answer>;
  close(): void;
}

export interface HostSideOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly framing: 'serial' | 'tcp';
  readonly charset: () => ZvtCharset;
  readonly onCommand: (message: ZvtMessage) => void;
}

/** T3 of PA00P015 13.08: how long the kiosk may take for 80 or 84. */
const ANSWER_MS = 5_000;
const PROTOCOL_ERROR = '9a';

export function createHostSide({ wire, clock, framing, charset, onCommand }: HostSideOptions): HostSide {
  let waiting: { readonly apdu: Uint8Array; readonly settle: (answer: Answer) => void } | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;
  const answerWait = oneTimer(clock, () => settle({ is: 'none' }));

  function settle(answer: Answer): void {
    answerWait.stop();
    const was = waiting;
    waiting = undefined;
    was?.settle(answer);
  }

  function received(message: ZvtMessage): void {
    if (message.kind === 'positive-ack') settle({ is: 'positive' });
    else if (message.kind === 'negative-ack') settle({ is: 'negative', resultCode: message.fields.resultCode });
    else onCommand(message);
  }

  const line = createLine({
    framing,
    clock,
    timings: LINE_TIMINGS,
    write: (bytes) => wire.write(bytes),
    onApdu(apdu) {
      const decoded = decodeMessage(apdu, charset());
      if (decoded.ok) received(decoded.value);
      else reply({ kind: 'negative-ack', fields: { resultCode: PROTOCOL_ERROR } });
    },
    onDelivered(apdu) {
      if (waiting?.apdu === apdu) answerWait.start(ANSWER_MS);
    },
    onUndelivered(apdu) {
      if (waiting?.apdu === apdu) settle({ is: 'none' });
    },
    onDiscarded: () => undefined,
    onLost: () => undefined,
  });
  const stopListening = wire.onBytes((bytes) => line.receive(bytes));

  function reply(message: ZvtMessage): void {
    line.send(encodeMessage(message, charset()), true);
  }

  function ask(message: ZvtMessage): Promise<Answer> {
    if (closed) return Promise.resolve({ is: 'none' });
    return new Promise((resolve) => {
      const apdu = encodeMessage(message, charset());
      waiting = { apdu, settle: resolve };
      line.send(apdu, true);
    });
  }

  return {
    reply,
    tell(message) {
      const answer = queue.then(() => ask(message));
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
