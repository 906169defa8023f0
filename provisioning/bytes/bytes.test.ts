import { linkSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { fromHex } from '../../drivers/bytes.ts';
import { type FakeIoOptions, fakeIo } from '../../test/support/fake-io.ts';
import { parseHex } from '../command/input.ts';
import { main } from '../main.ts';
import { numberedFile } from './render-escpos.ts';

/** ICAO 9303-5, appendix B. */
const UTOPIA = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
/** Captured frame: authorisation of 1,90 [facts on ZVT, PA00P016_04 chapter 3]. */
const SALE = '10 02 06 01 07 04 00 00 00 00 01 90 10 03 76 57';
const RECEIPT = packageFile('test/bench/receipt.json');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-bytes-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(args: readonly string[], options: FakeIoOptions = {}) {
  const io = fakeIo(options);
  const { exit } = await main(args, io);
  return {
    exit,
    out: io.written(),
    bytes: io.bytes(),
    notes: io.notes,
    json: () => JSON.parse(io.written()) as unknown,
  };
}

describe('decode mrz', () => {
  it('when a zone is valid, then the documented JSON is printed', async () => {
    const { exit, json } = await run(['decode', 'mrz', '--json', ...UTOPIA]);
    expect(exit).toBe(0);
    expect(json()).toEqual({
      format: 'TD1',
      documentCode: 'I',
      issuer: 'UTO',
      documentNumber: 'D23145890',
      nationality: 'UTO',
      surname: 'ERIKSSON',
      givenNames: 'ANNA MARIA',
      sex: 'F',
      birthDate: '740812',
      expiryDate: '120415',
      optional: ['', ''],
      fin: null,
      checks: { documentNumber: true, birthDate: true, expiryDate: true, optional: null, composite: true },
      valid: true,
      repairs: [],
    });
  });

  it('when a check digit is wrong, then the exit code is 1 and the error names the check but no data of the person', async () => {
    const input = UTOPIA.join('\n').replace('UTO<<<<<<<<<<<6', 'UTO<<<<<<<<<<<7');
    const { exit, json, notes } = await run(['decode', 'mrz', '--json', '-'], { input });
    expect(exit).toBe(1);
    expect(json()).toMatchObject({ surname: 'ERIKSSON', valid: false, checks: { composite: false } });
    expect(notes.join()).toContain('composite');
    expect(notes.join()).not.toMatch(/ERIKSSON|D23145890/);
  });

  it('when the text is not a zone, then JSON also has one value', async () => {
    const { exit, json } = await run(['decode', 'mrz', '--json', 'HELLO']);
    expect(exit).toBe(1);
    expect(json()).toMatchObject({ format: null, valid: false, code: 'MRZ-101' });
  });

  it.each(['', ' \n\n'])(
    'when the input is %j, then it counts as wrong use, as in the other decoders',
    async (input) => {
      const { exit, out, notes } = await run(['decode', 'mrz', '--json', '-'], { input });
      expect({ exit, out, notes }).toEqual({
        exit: 2,
        out: '',
        notes: ['asan-kiosk: nothing to decode: the input is empty'],
      });
    },
  );

  it('when --raw is given without --dialect, then the command is refused', async () => {
    const { exit, notes } = await run(['decode', 'mrz', '--raw', '-'], { input: UTOPIA.join('\n') });
    expect(exit).toBe(2);
    expect(notes[0]).toContain('--raw is for the bytes of a reader: add --dialect');
  });
});

describe('decode zvt', () => {
  it('when a captured frame is given, then it is decoded', async () => {
    const { exit, json } = await run(['decode', 'zvt', '--serial', '--json', ...SALE.split(' ')]);
    expect(exit).toBe(0);
    expect(json()).toEqual({ messages: [{ kind: 'authorisation', fields: { amount: 190 } }], discarded: [] });
  });

  it('when hex or raw bytes come on standard input, then both are decoded', async () => {
    const raw = parseHex(SALE) ?? new Uint8Array(0);
    const fromHex = await run(['decode', 'zvt', '--serial', '--json', '-'], { input: `${SALE}\n` });
    const fromBytes = await run(['decode', 'zvt', '--serial', '--json'], { input: raw });
    expect(fromBytes.out).toBe(fromHex.out);
  });

  it('when bytes are discarded, then the note says which; when nothing is left, then the exit code is 1 and the other framing is named', async () => {
    const wrong = await run(['decode', 'zvt', '--serial', '--json', SALE.replace('76 57', '76 58')]);
    expect(wrong.exit).toBe(1);
    expect(wrong.json()).toMatchObject({ messages: [], discarded: [{ why: 'checksum wrong' }] });
    const tcp = await run(['decode', 'zvt', '--serial', '04 FF 01 0A']);
    expect(tcp.notes[0]).toContain('leave out --serial');
  });

  it('when --json is missing, then each message is one line of text', async () => {
    expect((await run(['decode', 'zvt', '06 01 07 04 00 00 00 00 01 90'])).out).toBe(
      'authorisation, amount 1.90 AZN\n',
    );
  });

  it.each([
    ['06 01 0a 04 00 00 00 01 10 00 49 09 78', 'authorisation, amount 110.00 EUR'],
    ['06 01 09 04 00 00 00 00 05 00 01 b4', 'authorisation, amount 5.00 AZN, timeout 180 s'],
    ['04 ff 02 0a 03', 'intermediate status, code 0a (Insert card), timeout 3 min'],
    ['06 1e 01 6c', 'abort, result code 6c (abort via timeout or abort-key)'],
    ['80 00 00', 'positive ack'],
  ])('when the message is %s, then the line has names and units', async (hex, line) => {
    expect((await run(['decode', 'zvt', hex])).out).toBe(`${line}\n`);
  });
});

describe('encode receipt, decode escpos, render escpos', () => {
  it('when a receipt is encoded, then decoding and rendering give its text back in two alphabets', async () => {
    const encoded = await run(['encode', 'receipt', RECEIPT]);
    expect(encoded.exit).toBe(0);
    const file = join(folder, 'receipt.bin');
    writeFileSync(file, encoded.bytes);

    const text = join(folder, 'receipt.txt');
    const png = join(folder, 'receipt.png');
    expect((await run(['render', 'escpos', file, '--png', png, '--text', text])).exit).toBe(0);
    for (const line of [
      'Şəxsiyyət vəsiqəsinin dəyişdirilməsi',
      'Замена удостоверения личности',
      '5,00 ₼',
      'K5-7QF2-41',
    ]) {
      expect(readFileSync(text, 'utf8')).toContain(line);
    }
    expect([...readFileSync(png).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);

    const json = (await run(['render', 'escpos', file, '--json'])).json();
    expect(json).toMatchObject({ papers: [{ cut: true, columns: 48, qr: ['https://asan.gov.az/m/K5-7QF2-41'] }] });
    const decoded = await run(['decode', 'escpos', '--raw', '--json', '-'], { input: encoded.bytes });
    expect(decoded.json()).toMatchObject({ discarded: [] });
  });

  it('when a model is named, then the bytes are for that model', async () => {
    const file = join(folder, 'receipt.bin');
    const { json } = await run(['encode', 'receipt', RECEIPT, '--profile', 'pos-5890', '--out', file, '--json']);
    expect(json()).toEqual({ model: 'pos-5890', bytes: readFileSync(file).length, replaced: [] });
    const papers = await run(['render', 'escpos', file, '--profile', 'pos-5890', '--text', '-']);
    expect(papers.out).toContain('Замена удостоверения личности');
  });

  it('when there are several papers, then their pictures are numbered', () => {
    expect([0, 1, 2].map((index) => numberedFile('/tmp/a.b/paper.png', index))).toEqual([
      '/tmp/a.b/paper.png',
      '/tmp/a.b/paper-2.png',
      '/tmp/a.b/paper-3.png',
    ]);
  });

  it.each([
    ['{"lines":[{"text":"x"},{"txt":"y"}],"cut":true}', 'lines.1: expected a line with one of text, columns'],
    ['{"lines":[{"text":"x","style":"huge"}],"cut":true}', 'lines.0.style: expected one of normal, bold, large, title'],
    ['{"lines":[{"columns":["a",2]}],"cut":true}', 'lines.0.columns.1: expected a text'],
    ['{"lines":[{"text":"x"}]}', 'cut: expected true, false or full'],
    ['{"lines":[{"image":"AAAA"}],"cut":true}', 'lines.0.image: expected a black-and-white PNG (1 bit) in base64'],
    ['{"lines":[{"barcode":"qəbz"}],"cut":true}', 'lines.0.barcode: expected ASCII letters and digits'],
    ['{"lines":[{"text":"x"}],"cut":true,"copies":2}', 'expected no key copies'],
    ['{"lines":', 'expected JSON'],
  ])('when the receipt has %s, then the error names the place', async (input, said) => {
    const { exit, notes, bytes } = await run(['encode', 'receipt', '-'], { input });
    expect(exit).toBe(2);
    expect(notes).toEqual([expect.stringContaining(said)]);
    expect(bytes).toHaveLength(0);
  });

  it('when a command cannot be drawn, then standard error names it once', async () => {
    const pdf417 = '1d286b0800305030 4142434445 1d286b0300305130'.replaceAll(' ', '');
    const input = fromHex(`41${pdf417}${pdf417}021b4c420a`);
    expect(await run(['render', 'escpos', '-'], { input })).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^\s*\[PDF417 ABCDE\]\n\s*\[PDF417 ABCDE\]\nAB\n$/),
      notes: [
        'not drawn: GS ( k PDF417: 1D 28 6B 03 00 30 51 30, 2 times',
        'not drawn: no command: 02',
        'not drawn: ESC 4C: 1B 4C',
      ],
    });
  });

  it('when the bytes print nothing, then render says so', async () => {
    const { exit, notes } = await run(['render', 'escpos', '-'], { input: Uint8Array.of(0x1b, 0x40) });
    expect(exit).toBe(1);
    expect(notes[0]).toContain('print nothing');
  });

  it.each(['itself', 'soft', 'hard', 'dotted'])(
    'when the output is also the input (%s), then it is not overwritten',
    async (how) => {
      const source = join(folder, 'a-2.bin');
      const path = how === 'itself' ? source : how === 'dotted' ? `${folder}/./a-2.bin` : join(folder, how);
      const receipt = '{"lines":[{"text":"x"}],"cut":true}';
      writeFileSync(source, receipt);
      if (how === 'soft') symlinkSync(source, path);
      if (how === 'hard') linkSync(source, path);
      const encoded = await run(['encode', 'receipt', source, '--out', path]);
      expect(encoded).toMatchObject({ exit: 2, notes: [expect.stringContaining('is the input file')] });
      expect(readFileSync(source, 'utf8')).toBe(receipt);

      const { bytes } = await run(['encode', 'receipt', source]);
      const twoPapers = Buffer.concat([bytes, bytes]);
      writeFileSync(source, twoPapers);
      for (const over of ['--png', '--text']) {
        expect(await run(['render', 'escpos', source, over, path])).toMatchObject({ exit: 2, out: '' });
      }
      expect(await run(['render', 'escpos', source, '--png', join(folder, 'a.bin')])).toMatchObject({ exit: 2 });
      expect(readFileSync(source)).toEqual(twoPapers);
    },
  );

  it('when a file cannot be written, then the error names it', async () => {
    const { exit, notes } = await run(['encode', 'receipt', RECEIPT, '--out', join(folder, 'no/such/x.bin')]);
    expect(exit).toBe(1);
    expect(notes[0]).toContain('no/such/x.bin was not written');
  });
});

describe('a decoder', () => {
  it.each([[['zvt', '--serial', '--raw']], [['zvt', '--raw']], [['ccnet', '--raw']], [['pn532', '--raw']], [['mrz']]])(
    'when standard input has one byte more than 16 MB, then %j refuses the input',
    async (args) => {
      const input = new Uint8Array(16 * 1_048_576 + 1);
      const { exit, out, notes } = await run(['decode', ...args, '-'], { input });
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      expect(notes).toEqual([expect.stringContaining('more than 16 MB on standard input')]);
    },
  );
});

describe('parseHex', () => {
  it.each(['1b40', '1B 40', '0x1b 0x40', '1b:40', '\\x1b\\x40', '1b,40\n'])(
    'when the text is %j, then the bytes are 1b 40',
    (text) => expect(parseHex(text)).toEqual(Uint8Array.of(0x1b, 0x40)),
  );
  it.each(['1', '1b4', 'zz', 'hello'])('when the text is %j, then it is not hex', (text) =>
    expect(parseHex(text)).toBeNull(),
  );
});
