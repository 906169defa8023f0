import { describe, expect, it } from 'vitest';
import { checkReference, makeReference } from '../../../../simulators/back-office/reference.ts';
import { seededRandom } from '../../../../simulators/random.ts';
import { codeKey, LONGEST_CODE, readReference } from './reference-code.ts';

const read = (typed: string) => {
  const result = readReference(typed);
  return typeof result === 'string' ? result : result.reference;
};

describe('a reference as it is typed', () => {
  const random = seededRandom(5);
  const some = ['K5', 'A', 'KIOSK9'].flatMap((kiosk) => Array.from({ length: 50 }, () => makeReference(kiosk, random)));

  it('is read with and without its hyphens, as the back office made it', () => {
    for (const reference of some) {
      expect(read(reference)).toBe(reference);
      expect(read(reference.replaceAll('-', ''))).toBe(reference);
      expect(reference.length).toBeLessThanOrEqual(LONGEST_CODE);
    }
  });

  it('is refused with any one symbol wrong, and where the back office would not know it either', () => {
    for (const reference of some.slice(0, 60)) {
      const at = reference.length - 4;
      const wrong = reference[at] === '7' ? '8' : '7';
      const other = reference.slice(0, at) + wrong + reference.slice(at + 1);
      expect(checkReference(other)).toBe(false);
      expect(read(other)).toBe('mistyped');
    }
  });

  it('reads letters that look like digits as what they look like', () => {
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

  it.each(['', 'K5', 'K5-7QF'])('"%s" is not finished', (typed) => {
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
  ])('the key %s is %s', (key, kept) => {
    expect(codeKey(key)).toBe(kept);
  });
});
