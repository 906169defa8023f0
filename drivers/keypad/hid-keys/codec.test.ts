import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../bytes.ts';
import { parseReportDescriptor, usageOf } from '../../hid/descriptor.ts';
import { BOOT_KEYBOARD, decodeKeys, encodeKeys } from './codec.ts';
import { createKeysDecoder } from './describe.ts';
import { createKeyTracker } from './keys.ts';
import { KEYPAD_MODELS } from './profile.ts';

const key = (id: number) => usageOf(0x07, id);

describe('a report of a keyboard', () => {
  /** Storm 1400 Audio-Nav manual, rev 1.5, page 28, in hex. */
  it.each([
    ['0000720000000000', [key(0x72)]],
    ['2000040000000000', [key(0xe5), key(0x04)]],
    ['0000000000000000', []],
    ['0000525128000000', [key(0x52), key(0x51), key(0x28)]],
  ])('report %s is decoded as its usages and encoded as the same bytes', (hex, usages) => {
    const bytes = fromHex(hex);
    expect(decodeKeys(bytes, BOOT_KEYBOARD)).toEqual({ ok: true, value: { reportId: 0, usages } });
    expect(encodeKeys(usages)).toEqual(bytes);
  });

  it('any six keys and any modifiers survive a round trip', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 4, max: 0xa4 }), { maxLength: 6 });
    const modifiers = fc.subarray([0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7]);
    fc.assert(
      fc.property(ids, modifiers, (keys, held) => {
        const usages = [...held, ...keys].map(key);
        expect(decodeKeys(encodeKeys(usages), BOOT_KEYBOARD)).toEqual({ ok: true, value: { reportId: 0, usages } });
      }),
    );
  });

  it('when a report has too many keys or too few bytes, then decodeKeys refuses it', () => {
    const seven = encodeKeys(Array.from({ length: 7 }, (_, index) => key(4 + index)));
    expect(decodeKeys(seven, BOOT_KEYBOARD)).toMatchObject({ ok: false });
    expect(decodeKeys(Uint8Array.of(0, 0), BOOT_KEYBOARD)).toEqual({ ok: false, error: '2 of 8 bytes' });
  });
});

describe('a keypad that describes itself', () => {
  /** Report 1: array of one key. Report 2, consumer page: volume bits. */
  const parsed = parseReportDescriptor(
    Uint8Array.from(
      Buffer.from(
        '05010906a1018501050719002aff00150026ff00750895018100c0050c0901a101850209e909ea1500250175019502810295068103c0',
        'hex',
      ),
    ),
  );
  if (!parsed.ok) throw new Error('the descriptor is well-formed');
  const descriptor = parsed.value;

  it('when keys and volume come in two reports, then both can be down together', () => {
    const tracker = createKeyTracker(KEYPAD_MODELS.arrows.table);
    const feed = (...bytes: number[]) => {
      const down = decodeKeys(Uint8Array.from(bytes), descriptor);
      if (!down.ok) throw new Error(down.error);
      return tracker.report(down.value);
    };
    expect(feed(1, 0x52)).toEqual([{ type: 'key.pressed', key: 'up' }]);
    expect(feed(2, 0b01)).toEqual([{ type: 'key.pressed', key: 'volume-up' }]);
    expect(feed(1, 0)).toEqual([{ type: 'key.released', key: 'up' }]);
    expect(feed(2, 0b10)).toEqual([
      { type: 'key.released', key: 'volume-up' },
      { type: 'key.pressed', key: 'volume-down' },
    ]);
    expect(tracker.end()).toEqual([{ type: 'key.released', key: 'volume-down' }]);
    expect(decodeKeys(Uint8Array.of(3, 0), descriptor)).toEqual({ ok: false, error: 'there is no report 3' });
  });
});

describe('createKeysDecoder', () => {
  it('the meaning of a report names the usage and its key in the table', () => {
    const decode = createKeysDecoder(BOOT_KEYBOARD, KEYPAD_MODELS['storm-audio-nav'].table);
    const meaning = (...usages: number[]) =>
      decode({ direction: 'in', bytes: encodeKeys(usages.map(key)) })[0]?.meaning;
    expect(meaning(0x72)).toBe('07:72 back');
    expect(meaning(0x04)).toBe('07:04 not a key of this keypad');
    expect(meaning()).toBe('nothing down');
  });
});
