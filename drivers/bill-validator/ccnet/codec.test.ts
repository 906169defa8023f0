import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AZERBAIJANI_BILL_TABLE } from '../../../simulators/bill-validator/memory.ts';
import { concat, fromHex, toHex } from '../../bytes.ts';
import { acceptedNoteTypes, type BillTable, billTableLayout, qepikOf } from './bill-table.ts';
import {
  type Answer,
  type Command,
  decodeState,
  encodeAnswer,
  encodeCommand,
  encodeState,
  parseCcnetAnswer,
  parseCcnetCommand,
  type UnitState,
} from './codec.ts';
import { encodeFrame } from './framer.ts';
import { failedPartOf, PLAIN_COMMANDS, PLAIN_STATES, rejectionOf } from './tables.ts';

const types = fc.uniqueArray(fc.nat(23)).map((list) => [...list].sort((a, b) => a - b));
const byte = fc.nat(255);
const hex = (bytes: number) => fc.uint8Array({ minLength: bytes, maxLength: bytes }).map(toHex);

const plainCommand = fc.constantFrom(...(Object.keys(PLAIN_COMMANDS) as (keyof typeof PLAIN_COMMANDS)[]));
const command: fc.Arbitrary<Command> = fc.oneof(
  plainCommand.map((kind) => ({ kind })),
  fc.record({ kind: fc.constant('set-security' as const), types }),
  fc.record({ kind: fc.constant('enable' as const), types, escrow: types }),
  fc.record({ kind: fc.constant('set-barcode' as const), format: byte, characters: byte }),
);

const unitState: fc.Arbitrary<UnitState> = fc.oneof(
  fc.constantFrom(...(Object.keys(PLAIN_STATES) as (keyof typeof PLAIN_STATES)[])).map((state) => ({ state })),
  fc.record({ state: fc.constant('busy' as const), tenths: byte }),
  fc.record({ state: fc.constant('rejecting' as const), reason: byte }),
  fc.record({ state: fc.constant('failure' as const), part: byte }),
  fc.record({ state: fc.constantFrom('escrow' as const, 'stacked' as const, 'returned' as const), type: fc.nat(23) }),
);

const billType = fc.record({
  digits: fc.integer({ min: 1, max: 255 }),
  country: fc.stringMatching(/^[A-Z]{3}$/),
  exponent: fc.integer({ min: -9, max: 9 }),
});
const table: fc.Arbitrary<BillTable> = fc.array(fc.option(billType), { minLength: 24, maxLength: 24 });

const answered: fc.Arbitrary<readonly [Command['kind'], Answer]> = fc.oneof(
  fc.tuple(plainCommand, fc.constantFrom({ kind: 'ack' }, { kind: 'nak' }, { kind: 'illegal' } as const)),
  unitState.map((unit) => ['poll', { kind: 'state', unit }] as const),
  table.map((known) => ['bill-table', { kind: 'bill-table', table: known }] as const),
  fc
    .record({
      partNumber: fc.stringMatching(/^[!-~]{1,15}$/),
      serialNumber: fc.stringMatching(/^[!-~]{1,12}$/),
      asset: hex(7),
    })
    .map((identification) => ['identification', { kind: 'identification', identification }] as const),
  fc
    .tuple(types, types)
    .map(([enabled, highSecurity]) => ['status', { kind: 'status', enabled, highSecurity }] as const),
  hex(4).map((crc) => ['crc32', { kind: 'crc32', crc }] as const),
  hex(18).map((data) => ['barcode-data', { kind: 'data', hex: data }] as const),
) as fc.Arbitrary<readonly [Command['kind'], Answer]>;

describe('commands', () => {
  it.each([
    // From real lines [an ESP32 sketch]. ENABLE: kinds 2 to 6, no escrow.
    ['02 03 06 30 41 B3', { kind: 'reset' }],
    ['02 03 06 33 DA 81', { kind: 'poll' }],
    ['02 03 06 00 C2 82', { kind: 'ack' }],
    ['02 03 0C 34 00 00 7C 00 00 00 66 C1', { kind: 'enable', types: [2, 3, 4, 5, 6], escrow: [] }],
  ] as const)('frame %s is decoded as its command and encoded again', (bytes, meaning) => {
    expect(toHex(encodeFrame(encodeCommand(meaning)))).toBe(toHex(fromHex(bytes)));
    expect(parseCcnetCommand(fromHex(bytes).slice(3, -2))).toEqual(meaning);
  });

  it('when any command is encoded, then it is decoded as the same command', () => {
    fc.assert(
      fc.property(command, (one) => {
        expect(parseCcnetCommand(encodeCommand(one))).toEqual(one);
      }),
    );
  });

  it('when a command has the wrong length, then it is unknown and keeps its bytes', () => {
    for (const data of ['3300', '3400', '320001', '390102ff', '5001']) {
      const read = parseCcnetCommand(fromHex(data));
      expect(read).toEqual({ kind: 'unknown', hex: data });
      expect(toHex(encodeCommand(read))).toBe(data);
    }
  });
});

describe('answers', () => {
  it('when any answer or state is encoded, then it is decoded as the same answer or state', () => {
    fc.assert(
      fc.property(answered, ([to, answer]) => {
        expect(parseCcnetAnswer(to, encodeAnswer(answer))).toEqual({ ok: true, value: answer });
      }),
    );
    fc.assert(
      fc.property(unitState, (unit) => {
        expect(decodeState(encodeState(unit))).toEqual(unit);
      }),
    );
  });

  it.each([
    ['poll', '8001ff'],
    ['poll', '80'],
    ['poll', '1400'],
    ['poll', '7777'],
    ['bill-table', '14'],
    ['identification', '00112233'],
    ['status', '0011'],
    ['crc32', '0011'],
    ['stack', '8001'],
  ] as const)('when the command is %s, then %s is refused as its answer', (to, data) => {
    expect(parseCcnetAnswer(to, fromHex(data))).toMatchObject({ ok: false, error: expect.stringContaining(to) });
  });

  it('when a reason or failed part is in the manual, then it has its own meaning, and any other code is unknown', () => {
    for (const reason of [...range(0x60, 0x6a), 0x6c, 0x6d, ...range(0x92, 0x95)])
      expect(rejectionOf(reason).refusal).not.toBe('unknown');
    expect(rejectionOf(0x77)).toEqual({ refusal: 'unknown', words: 'reason 77' });
    for (const part of [...range(0x50, 0x56), 0x5f]) expect(failedPartOf(part)).not.toBe('unknown');
    expect(failedPartOf(0x00)).toBe('unknown');
  });
});

describe('the bill table', () => {
  it('when the bill table is read, then each note has its printed value in qəpik', () => {
    const bytes = concat(
      fromHex('01 41 5a 45 00  05 41 5a 45 00  01 41 5a 45 01  02 41 5a 45 02'),
      new Uint8Array(100),
    );
    const read = billTableLayout.read(bytes);
    expect([0, 1, 2, 3, 4].map((type) => qepikOf(read ?? null, type))).toEqual([100, 500, 1_000, 20_000, null]);
    expect(Uint8Array.from(billTableLayout.write(read ?? []))).toEqual(bytes);
  });

  it('when notes are selected, then only the seven notes of the manat are accepted', () => {
    const taken = acceptedNoteTypes(AZERBAIJANI_BILL_TABLE).map(
      (type) => (qepikOf(AZERBAIJANI_BILL_TABLE, type) ?? 0) / 100,
    );
    expect(taken.sort((a, b) => a - b)).toEqual([1, 5, 10, 20, 50, 100, 200]);
    expect(qepikOf([{ digits: 2, country: 'AZE', exponent: 0 }], 0)).toBeNull();
    expect(qepikOf([{ digits: 1, country: 'USA', exponent: 0 }], 0)).toBeNull();
    // 0.5 manat is the value of a coin.
    expect(qepikOf([{ digits: 5, country: 'AZE', exponent: -1 }], 0)).toBeNull();
    expect(acceptedNoteTypes(null)).toEqual([]);
  });

  it('when a unit knows few kinds of note, then its bill table still has 24 entries', () => {
    const [first = null] = AZERBAIJANI_BILL_TABLE;
    expect(billTableLayout.write([first])).toHaveLength(120);
    expect(billTableLayout.read(Uint8Array.from(billTableLayout.write([first])))?.[0]).toEqual(first);
  });

  it('when a bill table has 119 bytes, then it is refused', () => {
    expect(billTableLayout.read(new Uint8Array(119))).toBeUndefined();
  });
});

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
