import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { encodeReceiptCommand } from '../../provisioning/bytes/encode-receipt.ts';
import { renderEscposCommand } from '../../provisioning/bytes/render-escpos.ts';
import type { Io } from '../../provisioning/command/io.ts';
import type { CliOutcome } from '../../provisioning/command/outcome.ts';
import { fakeIo } from '../support/fake-io.ts';
import { LONGEST_CODE } from '../support/long-code.ts';

/* Debian's tesseract `aze` and `rus`, which have not learned ₼. */

const run = promisify(execFile);
/** tesseract's threads mostly wait for each other. */
const ONE_THREAD = { env: { ...process.env, OMP_THREAD_LIMIT: '1' } };
const RECEIPT = packageFile('test/bench/receipt.json');
/** Single letters look alike in both alphabets. */
const WORDS_ONLY = /^(K5-7QF2-41|Kart )/;
const EXACT = [
  'Bakı şəhəri, Heydər Əliyev prospekti 103',
  'Şəxsiyyət vəsiqəsinin dəyişdirilməsi',
  'Замена удостоверения личности',
  'Müraciət nömrəsi / Номер обращения',
  'Qeydə alındı / Принято 24.11.2026 14:32',
  'Hazır olacaq / Готово 04.12.2026',
  'Müraciəti telefonla izləyin',
];
const MOST_WRONG_IN_LINE = 0.3;
const MOST_WRONG = 0.04;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-ocr-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function written(command: (io: Io) => Promise<CliOutcome>): Promise<string> {
  const io = fakeIo();
  expect([await command(io), io.notes]).toEqual([{ ok: true, value: undefined }, []]);
  return io.written();
}

async function printed(model: string, receipt = RECEIPT) {
  const bytes = join(folder, `${model}.bin`);
  const png = join(folder, `${model}.png`);
  await written((io) => encodeReceiptCommand(receipt, { profile: model, out: bytes }, io));
  const json = await written((io) => renderEscposCommand(bytes, { profile: model, png, json: true }, io));
  const { papers } = JSON.parse(json);
  return { png, lines: (papers[0].lines as string[]).map(plain) };
}

const plain = (line: string): string => line.replace(/[─₼]/g, '').replace(/\s+/g, ' ').trim();

/** With both languages, a name in capitals may be read as Russian. */
async function read(png: string): Promise<readonly string[]> {
  const readings = await Promise.all(
    ['aze+rus', 'aze'].map((languages) => run('tesseract', [png, '-', '-l', languages, '--psm', '4'], ONE_THREAD)),
  );
  return readings.flatMap(({ stdout }) => stdout.split('\n').map(plain));
}

const codes = async (png: string): Promise<readonly string[]> =>
  (await run('zbarimg', ['--quiet', '--raw', png])).stdout.trim().split('\n');

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

// Downloaded letters on 80 mm, raster lines on 58 mm, and StarPRNT commands.
describe.each(['epson-tm-t20', 'pos-5890', 'star-mc-print3'])('the receipt on the paper of %s', (model) => {
  test('when tesseract reads the receipt, then few letters are wrong', async () => {
    const { png, lines } = await printed(model);
    const seen = await read(png);
    const words = lines.filter((line) => line !== '' && !WORDS_ONLY.test(line));
    const wrong = words.map((line) => Math.min(...seen.map((other) => distance(line, other))));
    const bad = words.filter((line, at) => wrong[at]! / line.length > MOST_WRONG_IN_LINE);
    expect(bad).toEqual([]);
    const share = wrong.reduce((sum, each) => sum + each, 0) / words.join('').length;
    expect(share).toBeLessThan(MOST_WRONG);
    if (model === 'epson-tm-t20') for (const line of EXACT) expect(seen).toContain(line);
  });

  test('when zbarimg reads the receipt, then it finds the code', async () => {
    const { png } = await printed(model);
    expect(await codes(png)).toEqual(['https://asan.gov.az/m/K5-7QF2-41']);
  });

  test('when the code has the longest proof, then zbarimg reads it, also with a dead dot of the print head', async () => {
    const file = join(folder, 'proof.json');
    writeFileSync(file, JSON.stringify({ lines: [{ text: 'Qəbz' }, { qr: LONGEST_CODE }, { text: '₼' }], cut: true }));
    const { png } = await printed(model, file);
    expect(await codes(png)).toEqual([LONGEST_CODE]);
    const picture = PNG.sync.read(readFileSync(png));
    const column = Math.round(picture.width * 0.6);
    for (let y = 0; y < picture.height; y++)
      picture.data.fill(255, (y * picture.width + column) * 4, (y * picture.width + column + 1) * 4);
    writeFileSync(png, PNG.sync.write(picture));
    expect(await codes(png)).toEqual([LONGEST_CODE]);
  });

  test('when the receipt has bar codes, then zbarimg reads them', async () => {
    const file = join(folder, 'bars.json');
    writeFileSync(
      file,
      JSON.stringify({ lines: [{ barcode: '1604202611240041' }, { barcode: 'K5-7QF2' }], cut: true }),
    );
    const { png } = await printed(model, file);
    expect((await codes(png)).toSorted()).toEqual(['1604202611240041', 'K5-7QF2']);
  });
});
