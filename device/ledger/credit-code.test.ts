import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logSignerFromSeed } from '../merkle/signer.ts';
import { isCreditCode, makeCreditCode } from './credit-code.ts';

const id = fc.uuid();
const keyOf = (byte: number) => logSignerFromSeed('asan-kiosk/K5', new Uint8Array(32).fill(byte)).sign;
const KEY = keyOf(1);
const code = (applicationId: string, key = KEY) => makeCreditCode('K5', applicationId, 1, key);

describe('the code of a credit', () => {
  it('when a code is made, then it has the kiosk, eight clear symbols and two valid check digits', () => {
    fc.assert(
      fc.property(id, (drawn) => {
        expect(code(drawn)).toMatch(/^K5-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-\d\d$/);
        expect(isCreditCode(code(drawn))).toBe(true);
      }),
    );
  });

  it('when a code is made again, then it is the same, and each other credit has another code', () => {
    expect(code('a')).toBe(code('a'));
    const all = ['a', 'b'].flatMap((each) => [1, 2].map((nth) => makeCreditCode('K5', each, nth, KEY)));
    expect(new Set(all).size).toBe(4);
  });

  it('when another kiosk makes a code for the same application id, then the codes differ', () => {
    expect(code('a', keyOf(2))).not.toBe(code('a'));
  });

  it('when one symbol is wrong or the first two are exchanged, then the check digits do not match', () => {
    const places = [3, 4, 5, 6, 8, 9, 10, 11];
    fc.assert(
      fc.property(
        id,
        fc.constantFrom(...places),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        (drawn, at, symbol) => {
          const right = code(drawn);
          const wrong = right.slice(0, at) + symbol + right.slice(at + 1);
          expect(isCreditCode(wrong)).toBe(wrong === right);
          const swapped = right.slice(0, 3) + right.charAt(4) + right.charAt(3) + right.slice(5);
          expect(isCreditCode(swapped)).toBe(swapped === right);
        },
      ),
    );
  });

  it('when the text is no code, then it is refused', () => {
    for (const text of ['', 'K5-7QF2-62', 'K5-7QF2-9XKI-41', 'k5-7qf2-9xkd-41']) expect(isCreditCode(text)).toBe(false);
  });
});
