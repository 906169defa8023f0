import { describe, expect, it } from 'vitest';
import { fromHex } from '../../bytes.ts';
import { ACK_BYTE, encodeSerialFrame, NAK_BYTE } from './framer.ts';
import { stepTransport, TRANSPORT_START, type TransportInput, type TransportState } from './transport.ts';

const COMMAND = fromHex('050103123456');
const ANSWER = fromHex('800000');
const STATUS = fromHex('04ff010a');
const received = (apdu: Uint8Array): TransportInput => ({ type: 'received', unit: { unit: 'apdu', apdu } });
const ACK: TransportInput = { type: 'received', unit: { unit: 'ack' } };
const NAK: TransportInput = { type: 'received', unit: { unit: 'nak' } };
const TIME: TransportInput = { type: 'timed-out' };

function send(apdu: Uint8Array, repeatable = true): TransportInput {
  return { type: 'send', outgoing: { apdu, repeatable } };
}

/** Feeds all inputs; the effects are those of the last. */
function fed(...inputs: readonly TransportInput[]) {
  let state: TransportState = TRANSPORT_START;
  let effects: ReturnType<typeof stepTransport>[1] = [];
  for (const input of inputs) [state, effects] = stepTransport(state, input);
  return { state, effects };
}

const writing = (apdu: Uint8Array) => ({ do: 'write', bytes: encodeSerialFrame(apdu) });

describe('the serial line', () => {
  it('sends a frame and waits for its ACK', () => {
    expect(fed(send(COMMAND)).effects).toEqual([writing(COMMAND), { do: 'await-ack' }]);
    expect(fed(send(COMMAND), ACK).effects).toEqual([{ do: 'stop-waiting' }, { do: 'delivered', apdu: COMMAND }]);
  });

  it('repeats at most twice, on NAK and on time', () => {
    expect(fed(send(COMMAND), TIME).effects).toEqual([writing(COMMAND), { do: 'await-ack' }]);
    expect(fed(send(COMMAND), TIME, NAK).effects).toEqual([writing(COMMAND), { do: 'await-ack' }]);
    expect(fed(send(COMMAND), TIME, NAK, TIME).effects).toEqual([
      { do: 'stop-waiting' },
      { do: 'undelivered', apdu: COMMAND },
    ]);
  });

  it('never repeats what moves money', () => {
    const lost = [{ do: 'stop-waiting' }, { do: 'undelivered', apdu: COMMAND }];
    expect(fed(send(COMMAND, false), TIME).effects).toEqual(lost);
    expect(fed(send(COMMAND, false), NAK).effects).toEqual(lost);
  });

  it('acknowledges every frame before it is acted on', () => {
    expect(fed(received(STATUS)).effects).toEqual([
      { do: 'write', bytes: ACK_BYTE },
      { do: 'deliver', apdu: STATUS },
    ]);
  });

  it('takes an answer for the missing ACK of a command, but not another message', () => {
    expect(fed(send(COMMAND), received(ANSWER)).effects).toEqual([
      { do: 'write', bytes: ACK_BYTE },
      { do: 'stop-waiting' },
      { do: 'delivered', apdu: COMMAND },
      { do: 'deliver', apdu: ANSWER },
    ]);
    expect(fed(send(COMMAND), received(STATUS)).state.awaiting).not.toBeNull();
  });

  it('takes another message for the missing ACK of an answer', () => {
    expect(fed(send(ANSWER), received(STATUS)).state.awaiting).toBeNull();
  });

  it('sends one frame at a time, in order', () => {
    expect(fed(send(COMMAND), send(STATUS)).effects).toEqual([]);
    expect(fed(send(COMMAND), send(STATUS), ACK).effects).toEqual([
      { do: 'stop-waiting' },
      { do: 'delivered', apdu: COMMAND },
      writing(STATUS),
      { do: 'await-ack' },
    ]);
  });

  it('asks for a damaged frame again, and lets answers go that nothing waits for', () => {
    expect(fed({ type: 'damaged' }).effects).toEqual([{ do: 'write', bytes: NAK_BYTE }]);
    expect(fed(ACK).effects).toEqual([]);
    expect(fed(NAK).effects).toEqual([]);
    expect(fed(TIME).effects).toEqual([]);
  });
});
