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

function fed(...inputs: readonly TransportInput[]) {
  let state: TransportState = TRANSPORT_START;
  let effects: ReturnType<typeof stepTransport>[1] = [];
  for (const input of inputs) [state, effects] = stepTransport(state, input);
  return { state, effects };
}

const writing = (apdu: Uint8Array) => ({ do: 'write', bytes: encodeSerialFrame(apdu) });

describe('the serial line', () => {
  it('when a frame is sent, then the sender waits for its ACK', () => {
    expect(fed(send(COMMAND)).effects).toEqual([writing(COMMAND), { do: 'await-ack' }]);
    expect(fed(send(COMMAND), ACK).effects).toEqual([{ do: 'stop-waiting' }, { do: 'delivered', apdu: COMMAND }]);
  });

  it('when NAK or a timeout comes, then the frame is repeated at most twice', () => {
    expect(fed(send(COMMAND), TIME).effects).toEqual([writing(COMMAND), { do: 'await-ack' }]);
    expect(fed(send(COMMAND), TIME, NAK).effects).toEqual([writing(COMMAND), { do: 'await-ack' }]);
    expect(fed(send(COMMAND), TIME, NAK, TIME).effects).toEqual([
      { do: 'stop-waiting' },
      { do: 'undelivered', apdu: COMMAND },
    ]);
  });

  it('when a frame is not repeatable, then NAK or a timeout ends its delivery', () => {
    const lost = [{ do: 'stop-waiting' }, { do: 'undelivered', apdu: COMMAND }];
    expect(fed(send(COMMAND, false), TIME).effects).toEqual(lost);
    expect(fed(send(COMMAND, false), NAK).effects).toEqual(lost);
  });

  it('when a frame comes, then its ACK is written before it is delivered', () => {
    expect(fed(received(STATUS)).effects).toEqual([
      { do: 'write', bytes: ACK_BYTE },
      { do: 'deliver', apdu: STATUS },
    ]);
  });

  it('when an answer comes before the ACK of a command, then the command is delivered; another message does not count', () => {
    expect(fed(send(COMMAND), received(ANSWER)).effects).toEqual([
      { do: 'write', bytes: ACK_BYTE },
      { do: 'stop-waiting' },
      { do: 'delivered', apdu: COMMAND },
      { do: 'deliver', apdu: ANSWER },
    ]);
    expect(fed(send(COMMAND), received(STATUS)).state.awaiting).not.toBeNull();
  });

  it('when a message comes before the ACK of an answer, then the answer is delivered', () => {
    expect(fed(send(ANSWER), received(STATUS)).state.awaiting).toBeNull();
  });

  it('when two frames are sent, then the second waits for the ACK of the first', () => {
    expect(fed(send(COMMAND), send(STATUS)).effects).toEqual([]);
    expect(fed(send(COMMAND), send(STATUS), ACK).effects).toEqual([
      { do: 'stop-waiting' },
      { do: 'delivered', apdu: COMMAND },
      writing(STATUS),
      { do: 'await-ack' },
    ]);
  });

  it('when a frame is damaged, then NAK is written; an unexpected ACK, NAK or timeout has no effect', () => {
    expect(fed({ type: 'damaged' }).effects).toEqual([{ do: 'write', bytes: NAK_BYTE }]);
    expect(fed(ACK).effects).toEqual([]);
    expect(fed(NAK).effects).toEqual([]);
    expect(fed(TIME).effects).toEqual([]);
  });
});
