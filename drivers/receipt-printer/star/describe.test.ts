import { expect, test } from 'vitest';
import { fromHex } from '../../bytes.ts';
import type { Receipt } from '../contract.ts';
import { encodeReceipt } from '../dialects/encode.ts';
import { requirePrinterModel } from '../paper/profile.ts';
import { createStarDecoder } from './describe.ts';

test('when questions and answers pass, then each has a readable line', () => {
  const decode = createStarDecoder();
  const say = (direction: 'in' | 'out', bytes: string) =>
    decode({ direction, bytes: fromHex(bytes) }).map((line) => line.meaning);
  expect(say('out', '1B0601')).toEqual(['ESC ACK SOH: how are you?']);
  expect(say('in', '23 06 28 00 00 00 00 04 00')).toEqual(['Status: cover open, offline; 2 blocks printed']);
  expect(say('in', '0F 06 00 00 00 00 00')).toEqual(['Status: all well']);
  expect(say('in', '13 11')).toEqual(['XOFF: wait', 'XON: go on']);
  expect(say('out', '1B1E6101 17 1B0618')).toEqual([
    'ESC RS a: report every change',
    'ETB: is all before this printed?',
    'ESC ACK CAN: reset',
  ]);
  expect(say('out', '0000 08')).toEqual(['begins no command']);
});

test('when a receipt passes, then it has one line, besides reset and QR code', () => {
  const receipt: Receipt = { lines: [{ text: 'Salam' }, { qr: 'AB' }], cut: true };
  const bytes = encodeReceipt(receipt, requirePrinterModel('star-mc-print3'));
  expect(createStarDecoder()({ direction: 'out', bytes }).map((line) => line.meaning)).toEqual([
    'ESC @: reset',
    'QR code of 2 letters',
    `Receipt, 2 lines, ${bytes.length} bytes, cut`,
  ]);
});
