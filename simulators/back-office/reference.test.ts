import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isReference, makeReference } from './reference.ts';

const SYMBOLS = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const references = fc.array(fraction, { minLength: 4, maxLength: 4 }).map((draws) => {
  const left = [...draws];
  return makeReference('K5', () => left.shift() ?? 0);
});

test('when symbols are drawn, then the reference is kiosk, four symbols and two check digits of ISO/IEC 7064 MOD 97-10', () => {
  const draws = ['7', 'Q', 'F', '2'].map((symbol) => SYMBOLS.indexOf(symbol) / 32);
  // K57QF2 is 20 05 07 26 15 02; 20050726150200 leaves 36 in 97, and 98 - 36 is 62.
  expect(makeReference('K5', () => draws.shift()!)).toBe('K5-7QF2-62');
});

test('when a reference was made, then isReference accepts it', () => {
  fc.assert(fc.property(references, (reference) => isReference(reference)));
});

test('when one symbol is wrong, then isReference refuses it', () => {
  fc.assert(
    fc.property(references, fc.nat(3), (reference, place) => {
      const at = 3 + place;
      return SYMBOLS.filter((symbol) => symbol !== reference[at]).every(
        (symbol) => !isReference(reference.slice(0, at) + symbol + reference.slice(at + 1)),
      );
    }),
  );
});

test('when two neighbours are exchanged, then isReference refuses it', () => {
  fc.assert(
    fc.property(references, fc.nat(2), (reference, place) => {
      const at = 3 + place;
      const [first, second] = [reference[at]!, reference[at + 1]!];
      fc.pre(first !== second);
      return !isReference(reference.slice(0, at) + second + first + reference.slice(at + 2));
    }),
  );
});

test.each(['', 'K5-7QF2', 'K5-7QF2-5O', 'k5-7qf2-62', 'K5 7QF2 62', 'K5-7QI2-62'])(
  'when the text is "%s", then isReference refuses it',
  (text) => {
    expect(isReference(text)).toBe(false);
  },
);
