import { expect, test } from 'vitest';
import { fromHex } from '../../bytes.ts';
import type { Receipt } from '../contract.ts';
import { decodePrinterBytes } from '../dialects/decode.ts';
import { encodeReceipt } from '../dialects/encode.ts';
import { requirePrinterModel } from '../paper/profile.ts';
import { createEscposDecoder } from './describe.ts';

test('when questions and answers pass, then each has a readable line', () => {
  const decode = createEscposDecoder();
  const say = (direction: 'in' | 'out', bytes: string) =>
    decode({ direction, bytes: fromHex(bytes) }).map((line) => line.meaning);
  expect(say('out', '100404')).toEqual(['DLE EOT 4: paper sensor?']);
  expect(say('in', '12')).toEqual(['Paper present']);
  expect(say('out', '100401100402')).toEqual(['DLE EOT 1: online?', 'DLE EOT 2: why offline?']);
  expect(say('in', '1A')).toEqual(['Offline']);
  expect(say('in', '16')).toEqual(['Cover open']);
  expect(say('in', '14000300')).toEqual(['ASB: paper near end']);
  expect(say('in', '10000000')).toEqual(['ASB: all well']);
  expect(say('in', '1311')).toEqual(['XOFF: wait', 'XON: go on']);
  expect(say('in', '372500')).toEqual(['The buffers are clear']);
  expect(say('in', '5F415A00')).toEqual(['I am AZ']);
  expect(say('in', '12')).toEqual(['An answer without a question']);
  expect(say('out', '1D7201')).toEqual(['GS r 1: is all before this printed?']);
  expect(say('in', '00')).toEqual(['Everything sent before the status request has been printed']);
});

test('when noise passes, then its line is marked as discarded', () => {
  const decode = createEscposDecoder();
  expect(decode({ direction: 'in', bytes: fromHex('FF') })).toEqual([
    { direction: 'in', bytes: fromHex('FF'), meaning: 'not a printer message', discarded: true },
  ]);
  expect(decode({ direction: 'out', bytes: fromHex('01') })[0]).toMatchObject({ discarded: true });
});

test('when a receipt passes, then it has one line, besides reset, glyphs and QR code', () => {
  const receipt: Receipt = {
    lines: [{ text: 'Gəncə' }, ...Array.from({ length: 30 }, () => ({ text: 'Dövlət rüsumu: 5,00 ₼' })), { qr: 'AB' }],
    cut: true,
  };
  const bytes = encodeReceipt(receipt, requirePrinterModel('epson-tm-t20'));
  const decode = createEscposDecoder();
  const lines = [bytes.slice(0, 400), bytes.slice(400)].flatMap((chunk) => decode({ direction: 'out', bytes: chunk }));
  expect(lines.map((line) => line.meaning)).toEqual([
    'ESC @: reset',
    'Define glyphs ə ₼',
    'QR code of 2 letters',
    `Receipt, 32 lines, ${bytes.length} bytes, cut`,
  ]);
  expect(lines.at(-1)!.bytes).toEqual(bytes);
});

test('when a receipt is abandoned, then its line says "not cut"', () => {
  const decode = createEscposDecoder();
  const lines = decode({ direction: 'out', bytes: fromHex('1B40410A100502') });
  expect(lines.map((line) => line.meaning)).toEqual([
    'ESC @: reset',
    'Receipt, 1 lines, 4 bytes, not cut',
    'DLE ENQ 2: recover, forget what waits',
  ]);
});

test('when bytes are decoded, then the commands are JSON and other bytes are listed', () => {
  const receipt: Receipt = { lines: [{ text: 'Gəncə küçəsi' }, { text: 'Дом' }, { qr: 'AB' }], cut: true };
  const bytes = encodeReceipt(receipt, requirePrinterModel('epson-tm-t20'));
  const { commands, discarded } = decodePrinterBytes(
    Uint8Array.from([0, 1, ...bytes, 0x1b]),
    requirePrinterModel('epson-tm-t20'),
  );
  expect(commands.filter(({ kind }) => kind === 'text').map(({ text }) => text)).toEqual(['Gəncə k', 'üçəsi', 'Дом']);
  expect(commands).toContainEqual({ kind: 'code-page', number: 13 });
  expect(commands).toContainEqual({ kind: 'qr-store', data: 'AB' });
  expect(commands.at(-1)).toEqual({ kind: 'cut', full: false, feedUnits: 16 });
  expect(discarded).toEqual([
    { bytes: '0001', why: 'begins no command' },
    { bytes: '1B', why: 'the command is cut short' },
  ]);
  expect(JSON.parse(JSON.stringify(commands))).toEqual(commands);
});
