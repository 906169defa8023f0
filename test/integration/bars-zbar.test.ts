import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { interpretEscpos } from '../../drivers/receipt-printer/dialects/paper.ts';
import { renderPaperPng } from '../../drivers/receipt-printer/paper/render-png.ts';

const run = promisify(execFile);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-bars-'));
});
afterAll(() => rm(folder, { recursive: true }));

it.each([
  ['UPC-A', 65, '01234567890', '012345678905', ['upca.enable']],
  ['UPC-E', 66, '123456', '01234565', ['upce.enable', 'ean13.disable']],
  ['EAN-13', 67, '590123412345', '5901234123457', []],
  ['EAN-8', 68, '9638507', '96385074', []],
  ['CODE39', 69, 'K5-7QF2 41', 'K5-7QF2 41', []],
  ['ITF', 70, '0123456789', '0123456789', []],
  ['CODABAR', 71, 'A40156-7B', 'A40156-7B', ['codabar.enable']],
  ['CODE93', 72, 'K5-7QF2', 'K5-7QF2', ['code93.enable']],
])('when a %s is printed, then zbarimg reads it', async (name, system, data, read, settings) => {
  const bytes = Uint8Array.of(0x1b, 0x61, 1, 0x1d, 0x77, 2, 0x1d, 0x6b, system, data.length, ...Buffer.from(data));
  const [paper] = interpretEscpos(bytes);
  const png = join(folder, `${name}.png`);
  await writeFile(png, renderPaperPng(paper!, { scale: 2 }));
  const { stdout } = await run('zbarimg', ['--quiet', '--raw', ...settings.map((each) => `-S${each}`), png]);
  expect(stdout.trim()).toBe(read);
});
