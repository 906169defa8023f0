import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { formatOrderCode, parseOrderCode } from './code.ts';
import { createWedgeReader } from './wedge.ts';

const FINGERPRINT = 'AB'.repeat(32);
const CODE = { host: 'office.example', port: 8443, code: 'ABCD-EFGH-JKMN-PQRS', fingerprint: FINGERPRINT };
const TEXT = `ASAN-KIOSK:OFFICE.EXAMPLE:8443/ABCD-EFGH-JKMN-PQRS/${FINGERPRINT}`;

it('when an order code is formatted, then parsing gives it back, also in small letters', () => {
  expect(formatOrderCode({ ...CODE, fingerprint: FINGERPRINT.match(/../g)!.join(':') })).toBe(TEXT);
  expect(parseOrderCode(` ${TEXT.toLowerCase()}\n`)).toEqual(CODE);
});

it('when an order code is made, then it fits into a small QR code', () =>
  expect(encode(TEXT, { ecc: 'M' }).version).toBeLessThanOrEqual(7));

it.each([
  '',
  'https://status.example/a/K5-7QF2-41',
  TEXT.replace('8443', '0'),
  TEXT.replace('8443', '70000'),
  TEXT.slice(0, -1),
  TEXT.replace('OFFICE.EXAMPLE', 'A@B'),
])('when the text is %s, then it is not an order code', (text) => expect(parseOrderCode(text)).toBeNull());

/** One key at a time, each released. */
function reports(text: string): readonly Uint8Array[] {
  const others: Record<string, number> = { '-': 0x2d, ':': 0x33, '.': 0x37, '/': 0x38, '\n': 0x28, '0': 0x27 };
  return [...text].flatMap((letter) => {
    const usage =
      others[letter] ?? (/[A-Z]/.test(letter) ? letter.charCodeAt(0) - 61 : letter.charCodeAt(0) - 0x31 + 0x1e);
    const shift = /[A-Z:]/.test(letter) ? 0x02 : 0;
    return [Uint8Array.of(shift, 0, usage, 0, 0, 0, 0, 0), new Uint8Array(8)];
  });
}

it('when a scanner in keyboard mode sends two codes, then both are read in order', () => {
  const line = createWedgeReader();
  const lines = reports(`${TEXT}\n${TEXT}\n`).flatMap((report) => line(report) ?? []);
  expect(lines).toEqual([TEXT, TEXT]);
});

it('when a key is held while the next comes, then it counts once', () => {
  const line = createWedgeReader();
  expect(line(Uint8Array.of(0, 0, 4, 0, 0, 0, 0, 0))).toBeNull();
  expect(line(Uint8Array.of(0, 0, 4, 5, 0, 0, 0, 0))).toBeNull();
  expect(line(Uint8Array.of(0, 0, 5, 0x28, 0, 0, 0, 0))).toBe('ab');
});
