import { maskCardNumbers } from './card-numbers.ts';

/** `zvt7`: seven bits [PA00P015 13.08, chapter 15], with German letters for `[ \\ ] { | } ~`. */
export type ZvtCharset = 'cp437' | 'latin1' | 'utf8' | 'zvt7';

/** Letters of the bytes 80 to FF. */
const CP437_UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Differences from ASCII. */
const ZVT7: ReadonlyMap<number, string> = new Map(
  [...'[\\]{|}~'].map((code, i) => [code.charCodeAt(0), 'ÄÖÜäöüß'[i] ?? '?']),
);
const BYTE_OF_ZVT7 = new Map([...ZVT7].map(([code, letter]) => [letter, code]));

const BYTE_OF_CP437 = new Map([...CP437_UPPER].map((letter, i) => [letter, 0x80 + i]));

/** ASCII letters that terminals print for Azerbaijani letters missing in eight-bit sets. */
const NEAREST: Readonly<Record<string, string>> = {
  ə: 'e',
  Ə: 'E',
  ı: 'i',
  İ: 'I',
  ğ: 'g',
  Ğ: 'G',
  ş: 's',
  Ş: 'S',
  '₼': 'AZN',
  ç: 'c',
  Ç: 'C',
  ö: 'o',
  Ö: 'O',
  ü: 'u',
  Ü: 'U',
};

/**
 * Decodes a text and masks card numbers. All texts of a terminal must pass here. A text is CP437, unless the registration agrees otherwise
 * [PA00P015 13.08, tag 14]. Terminals ignore this rule: one terminal sent C4 for Ä (Latin-1), a second sent 8E (CP437). So the profile
 * names the charset.
 */
export function decodeText(bytes: Uint8Array, charset: ZvtCharset): string {
  return maskCardNumbers(lettersOf(bytes, charset));
}

function lettersOf(bytes: Uint8Array, charset: ZvtCharset): string {
  switch (charset) {
    case 'utf8':
      return new TextDecoder('utf-8').decode(bytes);
    case 'latin1':
      return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    case 'cp437':
      return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : CP437_UPPER[byte - 0x80])).join('');
    case 'zvt7':
      return Array.from(bytes, (byte) => ZVT7.get(byte) ?? String.fromCharCode(byte)).join('');
    default:
      return charset satisfies never;
  }
}

/** Letters that the set lacks become their nearest ASCII letters, or `?`. */
export function encodeText(text: string, charset: ZvtCharset): Uint8Array {
  if (charset === 'utf8') return new TextEncoder().encode(text);
  return Uint8Array.from([...text].flatMap((letter) => bytesOfLetter(letter, charset)));
}

function bytesOfLetter(letter: string, charset: Exclude<ZvtCharset, 'utf8'>): readonly number[] {
  const own = ownByte(letter, charset);
  if (own !== undefined) return [own];
  return Array.from(NEAREST[letter] ?? '?', (nearest) => nearest.charCodeAt(0));
}

function ownByte(letter: string, charset: Exclude<ZvtCharset, 'utf8'>): number | undefined {
  const code = letter.codePointAt(0) ?? 0x3f;
  if (charset === 'zvt7') return BYTE_OF_ZVT7.get(letter) ?? (code < 0x80 && !ZVT7.has(code) ? code : undefined);
  if (code < 0x80 || (charset === 'latin1' && code < 0x100)) return code;
  return charset === 'cp437' ? BYTE_OF_CP437.get(letter) : undefined;
}
