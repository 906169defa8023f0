import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, fromHex } from '../../bytes.ts';
import type { Command } from '../paper/command.ts';
import { encodeStarCommand } from './commands.ts';
import { createStarParser } from './parser.ts';

/** Star's "STAR Line Mode Command Specifications", section by command name. */
const GOLDEN: readonly (readonly [string, Command])[] = [
  ['1B40', { kind: 'initialise' }],
  ['1B1D740C', { kind: 'code-page', number: 12 }],
  ['1B45', { kind: 'bold', on: true }],
  ['1B46', { kind: 'bold', on: false }],
  ['1B690102', { kind: 'size', height: 2, width: 3 }],
  ['1B1D6101', { kind: 'align', align: 'center' }],
  ['1B4910', { kind: 'feed', units: 16 }],
  ['1B6102', { kind: 'feed-lines', lines: 2 }],
  ['0A', { kind: 'line-feed' }],
  ['1B6402', { kind: 'cut', full: true, feedUnits: 0 }],
  ['1B6403', { kind: 'cut', full: false, feedUnits: 0 }],
  ['1B6400', { kind: 'cut', full: true, feedUnits: 0, inPlace: true }],
  ['1B6401', { kind: 'cut', full: false, feedUnits: 0, inPlace: true }],
  ['1B1D795330 02', { kind: 'qr-model' }],
  ['1B1D795331 01', { kind: 'qr-correction', level: 'M' }],
  ['1B1D795332 06', { kind: 'qr-module', dots: 6 }],
  ['1B1D794431 00 0200 4142', { kind: 'qr-store', data: fromHex('4142') }],
  ['1B1D7950', { kind: 'qr-print' }],
  ['1B1D5301 0100 0200 00 80FF', { kind: 'raster', widthBytes: 1, height: 2, data: fromHex('80FF') }],
  ['1B1E6101', { kind: 'status-back', mask: 1 }],
  ['17', { kind: 'ask-queued', what: 1 }],
  ['1B0601', { kind: 'ask-status', what: 1 }],
  ['1B0618', { kind: 'clear-buffer' }],
];

test.each(GOLDEN)('Star command %s is decoded and encoded back', (bytes, command) => {
  expect(
    createStarParser()
      .feed(fromHex(bytes))
      .map((parsed) => parsed.command),
  ).toEqual([command]);
  expect(encodeStarCommand(command)).toEqual(fromHex(bytes));
});

test('when Star lacks a command, then encoding throws', () => {
  expect(() => encodeStarCommand({ kind: 'kanji-off' })).toThrow('StarPRNT has no kanji-off');
});

const data = (length: number) =>
  fc
    .array(fc.integer({ min: 0x20, max: 255 }), { minLength: length, maxLength: length })
    .map((all) => Uint8Array.from(all));
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom(...GOLDEN.map(([, command]) => command)),
  fc
    .integer({ min: 1, max: 300 })
    .chain(data)
    .map((all): Command => ({ kind: 'qr-store', data: all })),
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .chain(([widthBytes, height]) =>
      data(widthBytes * height).map((dots): Command => ({ kind: 'raster', widthBytes, height, data: dots })),
    ),
);

test('property: when commands are encoded and the stream is cut anywhere, then the same commands are read', () => {
  fc.assert(
    fc.property(fc.array(anyCommand), fc.integer({ min: 1, max: 9 }), (commands, size) => {
      const bytes = concatBytes(commands.map(encodeStarCommand));
      const parser = createStarParser();
      const read: Command[] = [];
      for (let at = 0; at < bytes.length; at += size) {
        read.push(...parser.feed(bytes.slice(at, at + size)).map(({ command }) => command));
      }
      expect(read).toEqual(commands);
      expect(parser.waiting()).toHaveLength(0);
    }),
  );
});

describe('real-time commands', () => {
  const kinds = (bytes: string) =>
    createStarParser()
      .feed(fromHex(bytes))
      .map(({ command }) => command.kind);

  test('when a real-time command is inside the data of another command, then it is executed', () => {
    expect(kinds('1B1D5301 0100 0400 00 FF1B0601')).toEqual(['ask-status', 'raster']);
  });

  test('when a reset comes inside a command, then the command is dropped', () => {
    expect(kinds('1B1D5301 0100 FF00 00 AABB 1B0618 41')).toEqual(['clear-buffer', 'text']);
  });
});

test('when bytes begin no command, then each is reported as unknown', () => {
  expect(
    createStarParser()
      .feed(fromHex('0001 1B01'))
      .map(({ command }) => command.kind),
  ).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
});
