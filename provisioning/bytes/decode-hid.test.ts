import { describe, expect, it } from 'vitest';
import { toHex } from '../../drivers/bytes.ts';
import { encodeScan } from '../../drivers/scanner/hid-pos/codec.ts';
import { COMMON_LAYOUT, MICROSCAN_LAYOUT } from '../../drivers/scanner/hid-pos/layout.ts';
import { POS_DESCRIPTOR } from '../../simulators/scanner/descriptors.ts';
import { type FakeIoOptions, fakeIo } from '../../test/support/fake-io.ts';
import { type DecodeHidOptions, decodeHidCommand } from './decode-hid.ts';

async function decode(bytes: Uint8Array | string, options: DecodeHidOptions = {}, input: FakeIoOptions = {}) {
  const io = fakeIo(input);
  const hex = typeof bytes === 'string' ? bytes : toHex(bytes);
  const outcome = await decodeHidCommand(hex === '' ? [] : [hex], options, io);
  return { outcome, out: io.written(), json: () => JSON.parse(io.written()) as unknown };
}

const reports = (text: string, layout = COMMON_LAYOUT) =>
  Uint8Array.from(Buffer.concat(encodeScan(']Q1', new TextEncoder().encode(text), layout)));

describe('decode hid', () => {
  it('when several reports of a scanner are given, then their parts of the code are joined', async () => {
    const long = 'https://status.example/a/K5-7QF2-41?ə=1'.repeat(3);
    expect((await decode(reports(long), { json: true })).json()).toEqual({
      kind: 'scanner',
      codes: [{ aim: ']Q1', symbology: 'qr', text: long, bytes: Buffer.from(long).toString('hex') }],
      discarded: [],
    });
    expect((await decode(reports('x'.repeat(99), MICROSCAN_LAYOUT))).out).toBe(`unknown: ${'x'.repeat(99)}\n`);
  });

  it('when a keypad table is named, then the reports are decoded with it', async () => {
    expect((await decode('0000720000000000')).out).toBe('07:72 back\n');
    expect((await decode('0000520000000000 0000000000000000', { model: 'arrows', json: true })).json()).toEqual({
      kind: 'keypad',
      reports: [
        { bytes: '0000520000000000', usages: ['07:52'], keys: ['up'] },
        { bytes: '0000000000000000', usages: [], keys: [] },
      ],
    });
  });

  it('when a report descriptor is given, then it is decoded', async () => {
    const { out } = await decode(POS_DESCRIPTOR);
    expect(out).toContain('device 8C:02 bar code scanner\ninput report 2, 63 bytes behind its id\n');
    expect(out).toContain('byte 4: 56 × 8 bits, 8C:FE decoded data\n');
    expect((await decode(POS_DESCRIPTOR, { json: true })).json()).toMatchObject({
      kind: 'descriptor',
      usages: ['8C:02'],
      reports: [
        { kind: 'input', id: 2, bytes: 63 },
        { kind: 'feature', id: 254 },
      ],
    });
  });

  it.each([
    ['0501', { as: 'descriptor' }, 1, 'no collection'],
    ['05', {}, 1, 'cut short at byte 0'],
    ['02', { as: 'scanner' }, 1, 'no code in these reports: 1 of 64 bytes'],
    ['0000', { as: 'keypad' }, 1, 'no report of a keypad'],
    ['00', { as: 'mouse' }, 2, 'it takes descriptor, scanner, keypad'],
    ['0000000000000000', { model: 'x' }, 2, 'there are storm-audio-nav, storm-arrows, arrows'],
    ['0', {}, 2, 'not hex'],
  ] as const)(
    'when the arguments are %s %j, then the exit code is %i and the error says: %s',
    async (hex, options, exit, line) => {
      expect((await decode(hex, options)).outcome).toEqual({
        ok: false,
        error: { exit, line: expect.stringContaining(line) },
      });
    },
  );
});
