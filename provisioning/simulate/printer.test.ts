import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PLAIN_LINES } from '../../drivers/id-reader/mrz/dialect.ts';
import { cable } from '../../drivers/link/pair.ts';
import { encodeReceipt } from '../../drivers/receipt-printer/dialects/encode.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { turnClock } from '../../test/support/fake-io.ts';
import { simulatedPrinter } from './printer.ts';

const DRAWN_MS = 30_000;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-papers-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each(['epson-tm-t20', 'star-mc-print3'] as const)(
  'when %s prints, then the paper is written as text, PNG and SVG',
  async (model) => {
    const wire = cable();
    const device = await simulatedPrinter({
      wire: wire.device,
      clock: turnClock(1),
      framing: 'serial',
      dialect: PLAIN_LINES,
      seed: 1,
      model,
      baudRate: 115_200,
      papersDir: folder,
    });
    const link = wire.host();
    await link.open();
    await link.write(encodeReceipt({ lines: [{ text: 'Qəbz № 17' }], cut: true }, requirePrinterModel(model)));
    const news = await vi.waitFor(() => {
      const [first] = device.news();
      if (!first) throw new Error('no paper yet');
      return first;
    }, DRAWN_MS);
    device.close();
    const files = ['txt', 'png', 'svg'].map((end) => join(folder, `paper-1.${end}`));
    expect(news.fields).toMatchObject({ lines: ['Qəbz № 17'], files });
    expect(readdirSync(folder).toSorted()).toEqual(['paper-1.png', 'paper-1.svg', 'paper-1.txt']);
    expect(readFileSync(files[0]!, 'utf8')).toContain('Qəbz № 17');
    expect(readFileSync(files[2]!, 'utf8')).toContain('Qəbz № 17');
  },
);

test('when the folder has papers, then the next number follows the highest', async () => {
  for (const name of ['paper-2.txt', 'paper-11.png', 'paper-x.txt']) writeFileSync(join(folder, name), 'of yesterday');
  const wire = cable();
  const device = await simulatedPrinter({
    wire: wire.device,
    clock: turnClock(1),
    framing: 'serial',
    seed: 1,
    papersDir: folder,
  });
  const link = wire.host();
  await link.open();
  const bytes = encodeReceipt({ lines: [{ text: 'Qəbz' }], cut: true }, requirePrinterModel('epson-tm-t20'));
  await link.write(Uint8Array.from([...bytes, ...bytes]));
  await vi.waitFor(() => {
    device.news();
    expect(readdirSync(folder)).toContain('paper-13.svg');
  }, DRAWN_MS);
  device.close();
  expect(readdirSync(folder)).toHaveLength(9);
  expect(readFileSync(join(folder, 'paper-2.txt'), 'utf8')).toBe('of yesterday');
});
