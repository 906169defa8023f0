import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CardOfVisit, MAX_PARKED_BYTES, openSealedVisit, parkedIdOf, sealVisit } from './seal.ts';
import { readSlipCode, slipCodeOf } from './slip-code.ts';

const newSlipKey = (): Uint8Array => randomBytes(32);
const CARD: CardOfVisit = { issuer: 'AZE', documentNumber: 'AA1234567', fin: '5ABC12D' };
const UNTIL = '2026-11-25T10:32:00.000Z';
const TEXT = JSON.stringify({ answers: { reason: 'köhnəlib', mobile: '501234567' } });

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 });
const letters = fc.string({
  unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  minLength: 1,
  maxLength: 14,
});
const cards: fc.Arbitrary<CardOfVisit> = fc.record({
  issuer: fc.constantFrom('AZE', 'TUR', 'D'),
  documentNumber: letters,
  fin: fc.option(letters),
});
const texts = fc.string({ unit: 'grapheme', maxLength: 400 }).map((text) => JSON.stringify({ text }));

describe('the seal of a parked visit', () => {
  it('when the slip and the card are the same, then any text is opened unchanged', () => {
    fc.assert(
      fc.property(keys, cards, texts, (key, card, text) => {
        expect(openSealedVisit(key, card, sealVisit(key, card, text, UNTIL))?.trimEnd()).toBe(text);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('when any bit of the sealed bytes differs, then the visit does not open', () => {
    const key = newSlipKey();
    const visit = sealVisit(key, CARD, TEXT, UNTIL);
    fc.assert(
      fc.property(fc.nat(visit.sealed.byteLength * 8 - 1), (bit) => {
        const sealed = Uint8Array.from(visit.sealed);
        sealed[bit >> 3]! ^= 1 << (bit & 7);
        expect(openSealedVisit(key, CARD, { ...visit, sealed })).toBeNull();
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('when the sealed bytes are cut short at any place, then the visit does not open', () => {
    const key = newSlipKey();
    const { sealed } = sealVisit(key, CARD, TEXT, UNTIL);
    for (let length = 0; length < sealed.byteLength; length += 97)
      expect(openSealedVisit(key, CARD, { sealed: sealed.subarray(0, length), until: UNTIL })).toBeNull();
  });

  it('when the card is another card, then the visit does not open', () => {
    fc.assert(
      fc.property(keys, cards, cards, (key, card, other) => {
        fc.pre(JSON.stringify(card) !== JSON.stringify(other));
        expect(openSealedVisit(key, other, sealVisit(key, card, TEXT, UNTIL))).toBeNull();
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it("when any bit of the slip's key differs, then the visit does not open, and the id differs", () => {
    const key = newSlipKey();
    const visit = sealVisit(key, CARD, TEXT, UNTIL);
    for (let bit = 0; bit < 256; bit++) {
      const other = Uint8Array.from(key);
      other[bit >> 3]! ^= 1 << (bit & 7);
      expect(openSealedVisit(other, CARD, visit)).toBeNull();
      expect(parkedIdOf(other)).not.toBe(parkedIdOf(key));
    }
  });

  it('when the office changes the expiry time, then the visit does not open', () => {
    const key = newSlipKey();
    const visit = sealVisit(key, CARD, TEXT, UNTIL);
    expect(openSealedVisit(key, CARD, { ...visit, until: '2026-11-26T10:32:00.000Z' })).toBeNull();
  });

  it('when the machine-readable zone has fillers or small letters, then the card is the same', () => {
    const key = newSlipKey();
    const visit = sealVisit(key, CARD, TEXT, UNTIL);
    expect(openSealedVisit(key, { ...CARD, documentNumber: 'aa1234567<<' }, visit)?.trimEnd()).toBe(TEXT);
  });

  it('when two texts have up to 4096 bytes, then their sealed lengths are the same', () => {
    const lengthOf = (text: string) => sealVisit(newSlipKey(), CARD, text, UNTIL).sealed.byteLength;
    expect(lengthOf('1')).toBe(4_096 + 16);
    expect(lengthOf('1'.repeat(4_096))).toBe(4_096 + 16);
    expect(lengthOf('1'.repeat(4_097))).toBe(8_192 + 16);
    expect(lengthOf('1'.repeat(MAX_PARKED_BYTES))).toBe(MAX_PARKED_BYTES + 16);
    expect(() => lengthOf('1'.repeat(MAX_PARKED_BYTES + 1))).toThrow('too long');
  });
});

describe('the code of a slip', () => {
  it('when a key is written as a code, then the code is read as this key', () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(readSlipCode(slipCodeOf(key))).toEqual(key);
        expect(readSlipCode(` ${slipCodeOf(key).toLowerCase()}`)).toEqual(key);
        expect(slipCodeOf(key)).toMatch(/^[0-9A-Z:-]{64}$/);
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  it.each(['', 'ASAN-PARK-1:', `ASAN-PARK-1:${'1'.repeat(52)}`, `ASAN-PARK-1:${'B'.repeat(52)}`, 'https://a.example/'])(
    'when the text is %j, then it is not the code of a slip',
    (text) => {
      expect(readSlipCode(text)).toBeNull();
    },
  );
});
