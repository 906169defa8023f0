import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../bytes.ts';
import { createZvtDecoder, decodeZvt } from './describe.ts';
import { encodeSerialFrame } from './framer.ts';
import { describeIntermediate, describeResult, promptOf } from './tables.ts';

const frame = (hex: string) => encodeSerialFrame(fromHex(hex));

describe('createZvtDecoder', () => {
  it('when a dialogue passes, then each message has a readable line', () => {
    const decode = createZvtDecoder('serial');
    const lines = [
      ...decode({ direction: 'out', bytes: frame('06010a04000000000500490944') }),
      ...decode({ direction: 'in', bytes: concat([0x06], frame('800000')) }),
      ...decode({ direction: 'in', bytes: frame('04ff010a') }),
      ...decode({ direction: 'in', bytes: frame('040f0d 2700 04000000000500 0b000042') }),
      ...decode({ direction: 'in', bytes: frame('061e016c') }),
      ...decode({ direction: 'in', bytes: fromHex('55') }),
    ];
    expect(lines.map(({ meaning }) => meaning)).toEqual([
      'Authorisation 5,00 AZN',
      'link ACK',
      'ACK',
      'Status 0a: Insert card',
      'Approved 5,00 AZN, trace 000042',
      'Aborted: abort via timeout or abort-key',
      'discarded: no start of a frame',
    ]);
    expect(lines.map(({ discarded }) => discarded)).toEqual([false, false, false, false, false, false, true]);
    expect(lines[0]?.bytes).toEqual(frame('06010a04000000000500490944'));
  });

  it('when a frame is not whole, then it has no line', () => {
    const decode = createZvtDecoder('tcp');
    expect(decode({ direction: 'in', bytes: fromHex('8000') })).toEqual([]);
    expect(decode({ direction: 'in', bytes: fromHex('00') })).toHaveLength(1);
  });

  it('when a message contradicts itself, then its line is marked as discarded', () => {
    const [line] = createZvtDecoder('serial')({ direction: 'in', bytes: frame('061e026c') });
    expect(line).toMatchObject({ discarded: true });
  });
});

describe('decodeZvt', () => {
  it('when bytes are raw APDUs, then kinds and fields are decoded', () => {
    expect(decodeZvt(fromHex('800000 040f09 2700 04000000000500 061e016c'), { serial: false })).toEqual({
      messages: [
        { kind: 'positive-ack', fields: {} },
        { kind: 'status-information', fields: { resultCode: '00', amount: 500 } },
        { kind: 'abort', fields: { resultCode: '6c' } },
      ],
      discarded: [],
    });
  });

  it('when bytes have serial framing, then link answers and damaged frames are decoded too', () => {
    const bad = frame('800000').map((byte, i) => (i === 2 ? 0x81 : byte));
    expect(decodeZvt(concat([0x06, 0x15], bad, frame('060f00')), { serial: true })).toEqual({
      messages: [
        { kind: 'link-ack', fields: {} },
        { kind: 'link-nak', fields: {} },
        { kind: 'completion', fields: {} },
      ],
      discarded: [{ bytes: toHex(bad), why: 'checksum wrong' }],
    });
  });

  it('when a completion ends a status enquiry, then it is decoded as its status', () => {
    expect(decodeZvt(fromHex('050103123456 800000 060f03000600'), { serial: false }).messages.at(-1)).toEqual({
      kind: 'completion',
      fields: { status: '00' },
    });
  });

  it('when a field is unknown, then the line names the field and the meaning of the fields before it', () => {
    const apdu = fromHex('040f0d 2700 04000000000500 1c050607');
    const [line] = createZvtDecoder('tcp')({ direction: 'in', bytes: apdu });
    expect(line).toMatchObject({ meaning: 'Approved 5,00 AZN; not read: 4 bytes from field 1c on', discarded: false });
    expect(decodeZvt(apdu, { serial: false }).messages).toEqual([
      { kind: 'status-information', fields: { resultCode: '00', amount: 500, unread: { field: '1c', bytes: 4 } } },
    ]);
  });

  it('when a field that decides about a sale is unreadable, then the line names only this field', () => {
    const apdu = fromHex('040f0d 2700 0400000000050a 0b000042');
    const [line] = createZvtDecoder('tcp')({ direction: 'in', bytes: apdu });
    expect(line?.meaning).toMatch(/; not read: field 04$/);
  });

  it('when a message is unfinished or lacks a code, then the reason is listed', () => {
    expect(decodeZvt(fromHex('060f05'), { serial: false })).toEqual({
      messages: [],
      discarded: [{ bytes: '060f05', why: 'cut short' }],
    });
    expect(decodeZvt(fromHex('061e00'), { serial: false }).discarded).toEqual([
      { bytes: '061e00', why: 'an abort without a code' },
    ]);
  });
});

describe('descriptions', () => {
  it('when a result code is known, then it has a text; other codes are unknown', () => {
    expect(describeResult('b4')).toBe('already reversed');
    expect(describeResult('05')).toContain('authorisation system');
    expect(describeResult('e5')).toBe('unknown code e5');
  });

  it('when the code of an intermediate status is known, then it has a text; other codes are unknown', () => {
    expect(describeIntermediate('0e')).toContain('Please wait');
    expect(describeIntermediate('4c')).toBe('Card not readable, please remove card');
    expect(describeIntermediate('70')).toBe('unknown status 70');
  });

  it('when an intermediate status asks for an action, then it has the prompt for this action', () => {
    expect(['0a', '01', '04', '0b', '4e', '0e', '77'].map(promptOf)).toEqual([
      'present-card',
      'enter-pin',
      'processing',
      'remove-card',
      'remove-card',
      'wait',
      'wait',
    ]);
  });
});
