import { describe, expect, test } from 'vitest';
import { concatBytes } from '../../bytes.ts';
import { encodeReceipt } from '../dialects/encode.ts';
import { commandLanguageOf } from '../dialects/language.ts';
import { receiptCommands } from '../paper/encode.ts';
import { PRINTER_MODELS, type PrinterModel, requirePrinterModel } from '../paper/profile.ts';
import { encodeCommands, splitIntoBursts } from './bursts.ts';

const LONG = {
  lines: [...Array.from({ length: 60 }, () => ({ text: 'Gəncə küçəsi' })), { qr: 'https://example.org/K5-7QF2-41' }],
  cut: true,
};

function burstsFor(model: PrinterModel) {
  const { setup, body } = receiptCommands(LONG, model);
  return splitIntoBursts(encodeCommands([...setup, ...body], model, commandLanguageOf(model).encode), model);
}

describe.each(Object.values(PRINTER_MODELS))('bursts for $name', (model) => {
  const bursts = burstsFor(model);

  test('when a receipt is cut into bursts, then the bytes are complete and in order', () => {
    const bytes = concatBytes(bursts.flatMap(({ chunks }) => chunks));
    expect(bytes).toEqual(encodeReceipt(LONG, model));
    expect(bytes.length).toBe(bursts.reduce((sum, burst) => sum + burst.bytes, 0));
  });

  test('when a burst is made, then it fits the receive buffer, and a chunk has at most 513 bytes', () => {
    for (const { bytes, chunks } of bursts) {
      expect(bytes).toBeLessThanOrEqual(model.receiveBufferBytes);
      for (const chunk of chunks) expect(chunk.length).toBeLessThanOrEqual(513);
    }
  });

  test('when the printer confirms no clear buffer, then a burst moves the paper at most 22 mm, or 30 mm with a QR command', () => {
    const longest = Math.max(...bursts.map(({ movedMm }) => movedMm));
    if (model.clearsBuffer) expect(longest).toBeGreaterThan(100);
    // A native QR code is one command.
    else expect(longest).toBeLessThanOrEqual(model.qr === 'native' ? 30 : 22);
  });
});

test('when a receipt fits the buffer of a printer that clears its buffer, then the receipt is one burst', () => {
  const model = requirePrinterModel('epson-tm-t20');
  const { setup, body } = receiptCommands({ lines: [{ text: 'Salam' }], cut: true }, model);
  expect(
    splitIntoBursts(encodeCommands([...setup, ...body], model, commandLanguageOf(model).encode), model),
  ).toHaveLength(1);
});
