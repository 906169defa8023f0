import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigits, checkReference, makeReference } from './reference.ts';

const SYMBOLS = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const references = fc.array(fraction, { minLength: 4, maxLength: 4 }).map((draws) => {
  const left = [...draws];
  return makeReference('K5', () => left.shift() ?? 0);
});

test('kiosk, four symbols, two check digits of ISO/IEC 7064 MOD 97-10', () => {
  const draws = ['7', 'Q', 'F', '2'].map((symbol) => SYMBOLS.indexOf(symbol) / 32);
  // K57QF2 is 20 5 7 26 15 2; 20572615200 leaves 48 in 97, and 98 - 48 is 50.
  expect(makeReference('K5', () => draws.shift()!)).toBe('K5-7QF2-50');
});

test('the worked example of ISO/IEC 7064 for MOD 97-10', () => {
  expect(checkDigits('0794')).toBe('44');
});

test('what was made is right', () => {
  fc.assert(fc.property(references, (reference) => checkReference(reference)));
});

test('one wrong symbol is found', () => {
  fc.assert(
    fc.property(references, fc.nat(3), fc.constantFrom(...SYMBOLS), (reference, place, symbol) => {
      const at = 3 + place;
      fc.pre(reference[at] !== symbol);
      return !checkReference(reference.slice(0, at) + symbol + reference.slice(at + 1));
    }),
  );
});

test('two exchanged neighbours are found', () => {
  fc.assert(
    fc.property(references, fc.nat(2), (reference, place) => {
      const at = 3 + place;
      const [first, second] = [reference[at]!, reference[at + 1]!];
      fc.pre(first !== second);
      return !checkReference(reference.slice(0, at) + second + first + reference.slice(at + 2));
    }),
  );
});

test.each(['', 'K5-7QF2', 'K5-7QF2-5O', 'k5-7qf2-50', 'K5 7QF2 50', 'K5-7QI2-50'])('"%s" is no reference', (text) => {
  expect(checkReference(text)).toBe(false);
});
