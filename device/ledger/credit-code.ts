/*
 * The code of a credit is money in the hand of whoever knows it, so it is drawn and not counted: eight of Crockford's
 * symbols are 40 bits. Its two check digits are those of references (ISO/IEC 7064 MOD 97-10 over two digits a symbol), which
 * find every single wrong symbol and every exchange of two neighbours.
 */

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** Such as `K5-7QF2-9XKD-62`. `randomBytes` gives so many bytes that nobody can foresee. */
export function makeCreditCode(kiosk: string, randomBytes: (count: number) => Uint8Array): string {
  const symbols = [...randomBytes(LENGTH)].map((byte) => SYMBOLS.charAt(byte % SYMBOLS.length)).join('');
  const check = String(98 - ((remainder(kiosk + symbols) * 100) % 97)).padStart(2, '0');
  return `${kiosk}-${symbols.slice(0, 4)}-${symbols.slice(4)}-${check}`;
}

/** Whether a code was written down right. Wants it as it was printed. */
export function checkCreditCode(code: string): boolean {
  const parts = /^([A-Z][A-Z0-9]{0,5})-([0-9A-HJKMNP-TV-Z]{4})-([0-9A-HJKMNP-TV-Z]{4})-([0-9]{2})$/.exec(code);
  if (!parts) return false;
  const [, kiosk = '', first = '', second = '', check] = parts;
  return (remainder(kiosk + first + second) * 100 + Number(check)) % 97 === 1;
}

/** 0 as 00 … 9 as 09, A as 10 … Z as 35. */
function remainder(symbols: string): number {
  let rest = 0;
  for (const symbol of symbols) rest = (rest * 100 + Number.parseInt(symbol, 36)) % 97;
  return rest;
}
