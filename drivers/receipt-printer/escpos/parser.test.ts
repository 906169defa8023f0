import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, fromHex } from '../../bytes.ts';
import type { Command } from '../paper/command.ts';
import { encodeCommand } from './commands.ts';
import { createCommandParser } from './parser.ts';

const kinds = (bytes: Uint8Array): readonly string[] =>
  createCommandParser()
    .feed(bytes)
    .map(({ command }) => command.kind);

/** Epson's ESC/POS reference, section by command name. */
const GOLDEN: readonly (readonly [string, Command])[] = [
  ['1B40', { kind: 'initialise' }],
  ['1C2E', { kind: 'kanji-off' }],
  ['1B740D', { kind: 'code-page', number: 13 }],
  ['1B4501', { kind: 'bold', on: true }],
  ['1D2111', { kind: 'size', width: 2, height: 2 }],
  ['1B6101', { kind: 'align', align: 'center' }],
  ['1B2501', { kind: 'user-glyphs', on: true }],
  ['1D564210', { kind: 'cut', full: false, feedUnits: 16 }],
  ['1D610E', { kind: 'status-back', mask: 14 }],
  ['1D7201', { kind: 'ask-queued', what: 1 }],
  ['1D286B04003141 3200', { kind: 'qr-model' }],
  ['1D286B0300314306', { kind: 'qr-module', dots: 6 }],
  ['1D286B0300314531', { kind: 'qr-correction', level: 'M' }],
  ['1D286B0500315030 4142', { kind: 'qr-store', data: fromHex('4142') }],
  ['1D286B0300315130', { kind: 'qr-print' }],
  ['1D6850', { kind: 'barcode-height', dots: 80 }],
  ['1D7702', { kind: 'barcode-module', dots: 2 }],
  ['1D4800', { kind: 'barcode-text', where: 0 }],
  ['1D6B4906 7B4241 7B4310', { kind: 'barcode', data: fromHex('7B4241 7B4310') }],
  ['1D76300001000200 80FF', { kind: 'raster', widthBytes: 1, height: 2, data: fromHex('80FF') }],
  ['1B26032020 01AABBCC', { kind: 'define-glyphs', first: 0x20, bitmaps: [fromHex('AABBCC')] }],
  ['100404', { kind: 'ask-status', what: 4 }],
  ['100502', { kind: 'recover', how: 2 }],
  ['10140801031401060208', { kind: 'clear-buffer' }],
];

test.each(GOLDEN)('ESC/POS command %s is decoded and encoded back', (bytes, command) => {
  expect(
    createCommandParser()
      .feed(fromHex(bytes))
      .map((parsed) => parsed.command),
  ).toEqual([command]);
  expect(encodeCommand(command)).toEqual(fromHex(bytes));
});

const byte = fc.integer({ min: 0, max: 255 });
const data = (length: number) =>
  fc
    .array(fc.integer({ min: 0x20, max: 255 }), { minLength: length, maxLength: length })
    .map((all) => Uint8Array.from(all));

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.constant<Command>({ kind: 'line-feed' }),
  fc.constant<Command>({ kind: 'initialise' }),
  fc.constant<Command>({ kind: 'qr-print' }),
  byte.map((number): Command => ({ kind: 'code-page', number })),
  fc.boolean().map((on): Command => ({ kind: 'bold', on })),
  fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))
    .map(([width, height]): Command => ({ kind: 'size', width, height })),
  fc.constantFrom('left', 'center', 'right').map((align): Command => ({ kind: 'align', align })),
  byte.map((units): Command => ({ kind: 'feed', units })),
  fc.option(byte, { nil: null }).map((units): Command => ({ kind: 'line-spacing', units })),
  fc
    .array(data(36), { minLength: 1, maxLength: 5 })
    .map((bitmaps): Command => ({ kind: 'define-glyphs', first: 0x5b, bitmaps })),
  fc
    .integer({ min: 1, max: 60 })
    .chain(data)
    .map((all): Command => ({ kind: 'qr-store', data: all })),
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .chain(([widthBytes, height]) =>
      data(widthBytes * height).map((dots): Command => ({ kind: 'raster', widthBytes, height, data: dots })),
    ),
  byte.map((dots): Command => ({ kind: 'barcode-height', dots })),
  fc
    .integer({ min: 1, max: 40 })
    .chain(data)
    .map((all): Command => ({ kind: 'barcode', data: all })),
  fc.tuple(fc.boolean(), byte).map(([full, feedUnits]): Command => ({ kind: 'cut', full, feedUnits })),
  fc.constantFrom(1, 2, 3, 4).map((what): Command => ({ kind: 'ask-status', what })),
);

test('property: when commands are encoded and the stream is cut anywhere, then the same commands are read', () => {
  fc.assert(
    fc.property(fc.array(anyCommand), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (commands, cuts) => {
      const bytes = concatBytes(commands.map(encodeCommand));
      const parser = createCommandParser();
      const read: Command[] = [];
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const length = cuts[i % cuts.length]!;
        read.push(...parser.feed(bytes.slice(at, at + length)).map(({ command }) => command));
        at += length;
      }
      expect(read).toEqual(commands);
      expect(parser.waiting()).toHaveLength(0);
    }),
  );
});

test('property: when any bytes come, then each byte is in exactly one command or waits', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const parser = createCommandParser();
      // Excluded: real-time commands inside data count twice.
      fc.pre(!hasRealTime(bytes));
      const read = parser.feed(bytes).map((parsed) => parsed.bytes);
      expect(concatBytes([...read, parser.waiting()])).toEqual(bytes);
    }),
  );
});

function hasRealTime(bytes: Uint8Array): boolean {
  return bytes.some((one, at) => one === 0x10 && [0x04, 0x05, 0x14].includes(bytes[at + 1] ?? 0));
}

describe('real-time commands', () => {
  // Source: enocperez-spec/POS-Printer-Emulator@b910d1d: split in the middle of print data.
  test('when a real-time command is split between two chunks in a text, then it is read and the text is whole', () => {
    const parser = createCommandParser();
    const read = [fromHex('53414c451004'), fromHex('010a')].flatMap((chunk) => parser.feed(chunk));
    expect(read.map(({ command }) => command.kind)).toEqual(['text', 'ask-status', 'line-feed']);
  });

  test('when a real-time command is inside raster data, then it is executed and stays data', () => {
    const raster = fromHex('1D76300001000600 FF100401FFFF');
    expect(kinds(raster)).toEqual(['ask-status', 'raster']);
    const parser = createCommandParser();
    const split = [raster.slice(0, 10), raster.slice(10)].flatMap((chunk) => parser.feed(chunk));
    expect(split.map(({ command }) => command.kind)).toEqual(['ask-status', 'raster']);
    expect(split[1]!.command).toMatchObject({ data: fromHex('FF100401FFFF') });
  });

  test('when DLE ENQ 2 comes inside a command, then the command is dropped', () => {
    expect(kinds(fromHex('1D7630000100FF00 AABB 100502 1B40'))).toEqual(['recover', 'initialise']);
  });

  test('when DLE ENQ 1 comes inside a command, then the command is read', () => {
    expect(kinds(fromHex('1D76300001000400 AA100501'))).toEqual(['recover', 'raster']);
  });

  test('when a real-time command comes before a parameter, then its bytes become the parameter, as on a real printer', () => {
    expect(kinds(fromHex('1B74 100401 41'))).toEqual(['ask-status', 'code-page', 'unknown', 'unknown', 'text']);
  });
});

test('when bytes begin no command, then each is reported as unknown', () => {
  expect(kinds(fromHex('0001021B01'))).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'unknown']);
});

test('when a command is not modelled, then it is skipped with its parameters', () => {
  expect(kinds(fromHex('1B700019FA 1D6B04414200 1D6B4803414243 1B4408101800 1D284C02003041 1C7003004142'))).toEqual([
    'other',
    'other',
    'other',
    'other',
    'other',
    'other',
    'text',
  ]);
});

test('when another program selects italics, then the parameter is not text', () => {
  expect(kinds(fromHex('1B3401 41'))).toEqual(['other', 'text']);
});
