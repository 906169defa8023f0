import { describe, expect, it } from 'vitest';
import { isReference, makeReference } from '../../../../simulators/back-office/reference.ts';
import { seededRandom } from '../../../../simulators/random.ts';
import { codeCharacterOf, MAX_REFERENCE_LETTERS, readReference } from './reference-code.ts';

const read = (typed: string) => {
  const result = readReference(typed);
  return typeof result === 'string' ? result : result.reference;
};

describe('a typed reference', () => {
  const random = seededRandom(5);
  const some = ['K5', 'A', 'KIOSK9'].flatMap((kiosk) => Array.from({ length: 50 }, () => makeReference(kiosk, random)));

  it('when a reference has its hyphens or none, then it is read as the back office made it', () => {
    for (const reference of some) {
      expect(read(reference)).toBe(reference);
      expect(read(reference.replaceAll('-', ''))).toBe(reference);
      expect(reference.length).toBeLessThanOrEqual(MAX_REFERENCE_LETTERS);
    }
  });

  it('when one symbol is wrong, then the reference is mistyped, for the back office too', () => {
    for (const reference of some.slice(0, 60)) {
      const at = reference.length - 4;
      const wrong = reference[at] === '7' ? '8' : '7';
      const other = reference.slice(0, at) + wrong + reference.slice(at + 1);
      expect(isReference(other)).toBe(false);
      expect(read(other)).toBe('mistyped');
    }
  });

  it('when letters look like digits, then they are read as digits', () => {
    const reference = makeReference('K5', () => 0);
    expect(reference.slice(3, 7)).toBe('0000');
    expect(read(reference.replace('0000', 'OOOO'))).toBe(reference);
  });

  it.each(['AU-2026-000005', 'AU2026000005'])(
    'when the citizen types the certificate number "%s", then it is accepted unchanged',
    (typed) => {
      expect(read(typed)).toBe('AU2026000005');
    },
  );

  it.each(['', 'K5', 'K5-7QF'])('when "%s" is typed, then it is incomplete', (typed) => {
    expect(read(typed)).toBe('incomplete');
  });

  it.each([
    ['k', 'K'],
    ['i', 'I'],
    ['İ', 'I'],
    ['7', '7'],
    ['-', '-'],
    ['ə', 'E'],
    ['Ü', 'U'],
    [' ', null],
    ['к', null],
  ])('when the key %s is pressed, then the code gets %s', (key, kept) => {
    expect(codeCharacterOf(key)).toBe(kept);
  });
});
