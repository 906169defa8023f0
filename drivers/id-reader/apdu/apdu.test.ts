import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import { type CommandApdu, decodeCommandApdu, decodeResponse, encodeCommand, encodeResponse } from './apdu.ts';

/** ISO/IEC 7816-3 §12.1.3, tables 12 and 13: each case, short and extended. */
const CASES: readonly (readonly [name: string, hex: string, command: Partial<CommandApdu>])[] = [
  ['case 1', '00a4020c', { ins: 0xa4, p1: 2, p2: 0x0c }],
  ['case 2, short', '0084000008', { ins: 0x84, le: 8 }],
  ['case 2, short, all', '00b0000000', { ins: 0xb0, le: 256 }],
  ['case 3, short', '00a4020c02011e', { ins: 0xa4, p1: 2, p2: 0x0c, data: fromHex('011e') }],
  ['case 4, short', '10860000027c0000', { cla: 0x10, ins: 0x86, data: fromHex('7c00'), le: 256 }],
  ['case 2, extended', '00b00000000400', { ins: 0xb0, le: 1_024, extended: true }],
  ['case 2, extended, all', '00b00000000000', { ins: 0xb0, le: 65_536, extended: true }],
  ['case 3, extended', '00d60000000002aabb', { ins: 0xd6, data: fromHex('aabb'), extended: true }],
  ['case 4, extended', '0088000000000211220100', { ins: 0x88, data: fromHex('1122'), le: 256, extended: true }],
];

describe('command APDU', () => {
  it.each(CASES)('%s: the command is encoded as %s and decoded back', (_, hex, part) => {
    const command = { cla: 0, ins: 0, p1: 0, p2: 0, ...part };
    expect(toHex(encodeCommand(command))).toBe(hex);
    expect(decodeCommandApdu(fromHex(hex))).toEqual({ ok: true, value: command });
  });

  it('any command survives a round trip', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const commands = fc.record(
      {
        cla: byte,
        ins: byte,
        p1: byte,
        p2: byte,
        data: fc.uint8Array({ minLength: 1, maxLength: 700 }),
        le: fc.integer({ min: 1, max: 65_536 }),
      },
      { requiredKeys: ['cla', 'ins', 'p1', 'p2'] },
    );
    fc.assert(
      fc.property(commands, (command) => {
        const bytes = encodeCommand(command);
        const back = decodeCommandApdu(bytes);
        expect(back).toMatchObject({ ok: true, value: command });
        if (back.ok) expect(encodeCommand(back.value)).toEqual(bytes);
      }),
    );
  });

  it('for any bytes, nothing throws, and a decoded command is encoded as the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const command = decodeCommandApdu(bytes);
        if (command.ok) expect(encodeCommand(command.value)).toEqual(bytes);
      }),
    );
  });

  it.each([
    '',
    '00a402',
    '00a4020c03011e',
    '00a4020c02011eaabb',
    '00b000000000',
    '00b00000000000aa',
    '00b0000000000311',
  ])('when the bytes %s are no command APDU, then they are refused', (hex) => {
    expect(decodeCommandApdu(fromHex(hex)).ok).toBe(false);
  });

  it('when a command is longer than the standard allows, then encodeCommand throws', () => {
    const header = { cla: 0, ins: 0xb0, p1: 0, p2: 0 };
    expect(() => encodeCommand({ ...header, le: 65_537 })).toThrow();
    expect(() => encodeCommand({ ...header, data: new Uint8Array(65_536) })).toThrow();
  });
});

describe('response APDU', () => {
  it('any response survives a round trip', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 0, max: 0xffff }), (data, status) => {
        expect(decodeResponse(encodeResponse({ data, status }))).toEqual({ ok: true, value: { data, status } });
      }),
    );
  });

  it('when the status word is missing, then the response is refused', () => {
    expect(decodeResponse(Uint8Array.of(0x90)).ok).toBe(false);
    expect(decodeResponse(new Uint8Array()).ok).toBe(false);
  });
});
