export type Symbology = 'UPC-A' | 'UPC-E' | 'EAN13' | 'EAN8' | 'CODE39' | 'ITF' | 'CODABAR' | 'CODE93';

/** Index is `m` of `GS k`, counted from 0 or from 65. */
export const SYMBOLOGIES: readonly Symbology[] = [
  'UPC-A',
  'UPC-E',
  'EAN13',
  'EAN8',
  'CODE39',
  'ITF',
  'CODABAR',
  'CODE93',
];

export interface BarcodeBars {
  readonly symbology: Symbology;
  /** Text with the check digit that the printer adds. */
  readonly text: string;
  readonly modules: readonly boolean[];
}

/**
 * Modules of a barcode of `GS k` besides CODE128. `undefined`: the code cannot hold this text; a printer prints nothing then. Tables:
 * ISO/IEC 15420 (EAN, UPC), 16388 (Code 39), 16390 (2 of 5), AIM BC3 (Codabar), BC5 (Code 93).
 * EAN and UPC: the first digit of an EAN-13 decides which left digits are even. The check digit makes the sum a multiple of ten, with the
 * weights 3 and 1 from the right. It is optional; a wrong one is printed unchanged, but a UPC-E's is corrected. A UPC-E has the parity of
 * the UPC-A's number system and check digit. Its text may be a UPC-A of 11 or 12 digits with the right zeros.
 * Code 39: start and stop are an asterisk, which the text may contain. 2 of 5: bars encode the first digit of a pair, spaces the second.
 * Code 93: the values 43 to 46 are shifts, 47 is start and stop. The weights of both check symbols count from the right and restart after
 * 20 and after 15.
 */
export function encodeBars(symbology: Symbology, text: string): BarcodeBars | undefined {
  const made = ENCODERS[symbology](text);
  return made && { symbology, text: made.text, modules: Array.from(made.bits, (bit) => bit === '1') };
}

interface Made {
  readonly text: string;
  readonly bits: string;
}

const ENCODERS: Readonly<Record<Symbology, (text: string) => Made | undefined>> = {
  'UPC-A': (text) => withEan(text, 11, (digits) => ({ text: digits, bits: ean13(`0${digits}`) })),
  'UPC-E': upcE,
  EAN13: (text) => withEan(text, 12, (digits) => ({ text: digits, bits: ean13(digits) })),
  EAN8: (text) => withEan(text, 7, (digits) => ({ text: digits, bits: ean8(digits) })),
  CODE39: code39,
  ITF: itf,
  CODABAR: codabar,
  CODE93: code93,
};

/** Odd set. The right half is its complement; the even set is the complement reversed. */
const ODD = '0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011'.split(' ');
const RIGHT = ODD.map((bits) => Array.from(bits, (bit) => (bit === '0' ? '1' : '0')).join(''));
const EVEN = RIGHT.map((bits) => [...bits].reverse().join(''));
const PARITIES = '000000 001011 001101 001110 010011 011001 011100 010101 010110 011010'.split(' ');

const digit = (text: string, at: number): number => Number(text[at]);

function eanCheck(digits: string): number {
  const sum = [...digits].reverse().reduce((all, each, at) => all + Number(each) * (at % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

function withEan(text: string, length: number, make: (digits: string) => Made): Made | undefined {
  if (!/^\d+$/.test(text) || (text.length !== length && text.length !== length + 1)) return undefined;
  return make(text.length === length ? text + eanCheck(text) : text);
}

const left = (digits: string, parity: string): string =>
  Array.from(digits, (each, at) => (parity[at] === '1' ? EVEN : ODD)[Number(each)]).join('');
const right = (digits: string): string => Array.from(digits, (each) => RIGHT[Number(each)]).join('');

function ean13(digits: string): string {
  return `101${left(digits.slice(1, 7), PARITIES[digit(digits, 0)]!)}01010${right(digits.slice(7))}101`;
}

const ean8 = (digits: string): string => `101${left(digits.slice(0, 4), '0000')}01010${right(digits.slice(4))}101`;

function upcE(text: string): Made | undefined {
  const short = /^\d{6,8}$/.test(text) ? text.slice(text.length === 6 ? 0 : 1, text.length === 6 ? 6 : 7) : undefined;
  const system = text.length === 6 ? '0' : text.charAt(0);
  const six = short ?? shortened(text);
  if (six === undefined || (system !== '0' && system !== '1')) return undefined;
  const check = eanCheck(system + expanded(six));
  const parity = Array.from(UPC_E_PARITIES[check]!, (each) => (system === '0' ? each : each === '1' ? '0' : '1')).join(
    '',
  );
  return { text: `${system}${six}${check}`, bits: `101${left(six, parity)}010101` };
}

const UPC_E_PARITIES = '111000 110100 110010 110001 101100 100110 100011 101010 101001 100101'.split(' ');

/** Ten digits of a UPC-A between number system and check digit. */
function expanded(six: string): string {
  const [a, b, c, d, e, last] = [...six];
  if (Number(last) <= 2) return `${a}${b}${last}0000${c}${d}${e}`;
  if (last === '3') return `${a}${b}${c}00000${d}${e}`;
  return last === '4' ? `${a}${b}${c}${d}00000${e}` : `${a}${b}${c}${d}${e}0000${last}`;
}

function shortened(text: string): string | undefined {
  if (!/^\d{11,12}$/.test(text)) return undefined;
  const ten = text.slice(1, 11);
  const last = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const six = last.map((each) => {
    if (each <= 2) return `${ten.slice(0, 2)}${ten.slice(7)}${each}`;
    if (each === 3) return `${ten.slice(0, 3)}${ten.slice(8)}3`;
    return each === 4 ? `${ten.slice(0, 4)}${ten.slice(9)}4` : `${ten.slice(0, 5)}${each}`;
  });
  return six.find((candidate) => expanded(candidate) === ten);
}

const WIDE = 3;

/** Modules of a pattern of bars and spaces in turn, bar first; `1` is wide. */
const widths = (pattern: string): string =>
  Array.from(pattern, (wide, at) => (at % 2 === 0 ? '1' : '0').repeat(wide === '1' ? WIDE : 1)).join('');

const CODE39_LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%*';
const CODE39 = (
  '000110100 100100001 001100001 101100000 000110001 100110000 001110000 000100101 100100100 001100100 100001001 ' +
  '001001001 101001000 000011001 100011000 001011000 000001101 100001100 001001100 000011100 100000011 001000011 ' +
  '101000010 000010011 100010010 001010010 000000111 100000110 001000110 000010110 110000001 011000001 111000000 ' +
  '010010001 110010000 011010000 010000101 110000100 011000100 010101000 010100010 010001010 000101010 010010100'
).split(' ');

function code39(text: string): Made | undefined {
  const bare = text.replace(/^\*|\*$/g, '');
  if (bare === '' || !/^[0-9A-Z. $/+%-]+$/.test(bare)) return undefined;
  const letters = Array.from(`*${bare}*`, (letter) => widths(CODE39[CODE39_LETTERS.indexOf(letter)]!));
  return { text: bare, bits: letters.join('0') };
}

const ITF = '00110 10001 01001 11000 00101 10100 01100 00011 10010 01010'.split(' ');

function itf(text: string): Made | undefined {
  if (!/^(\d\d)+$/.test(text)) return undefined;
  const pairs = Array.from(text.matchAll(/(\d)(\d)/g), ([, bars, spaces]) =>
    Array.from(ITF[Number(bars)]!, (wide, at) => wide + ITF[Number(spaces)]![at]).join(''),
  );
  return { text, bits: widths(`0000${pairs.join('')}100`) };
}

const CODABAR_LETTERS = '0123456789-$:/.+ABCD';
const CODABAR = (
  '0000011 0000110 0001001 1100000 0010010 1000010 0100001 0100100 0110000 1001000 ' +
  '0001100 0011000 1000101 1010001 1010100 0010101 0011010 0101001 0001011 0001110'
).split(' ');

function codabar(text: string): Made | undefined {
  const whole = text.toUpperCase();
  if (!/^[A-D][0-9$+\-./:]+[A-D]$/.test(whole)) return undefined;
  const letters = Array.from(whole, (letter) => widths(CODABAR[CODABAR_LETTERS.indexOf(letter)]!));
  return { text: whole, bits: letters.join('0') };
}

const CODE93_LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%';
const CODE93 = (
  '100010100 101001000 101000100 101000010 100101000 100100100 100100010 101010000 100010010 100001010 110101000 ' +
  '110100100 110100010 110010100 110010010 110001010 101101000 101100100 101100010 100110100 100011010 101011000 ' +
  '101001100 101000110 100101100 100010110 110110100 110110010 110101100 110100110 110010110 110011010 101101100 ' +
  '101100110 100110110 100111010 100101110 111010100 111010010 111001010 101101110 101110110 110101110 100100110 ' +
  '111011010 111010110 100110010 101011110'
).split(' ');
const CODE93_START = 47;
const CODE93_MODULUS = 47;

function code93(text: string): Made | undefined {
  if (text === '' || !/^[0-9A-Z. $/+%-]+$/.test(text)) return undefined;
  const values = Array.from(text, (letter) => CODE93_LETTERS.indexOf(letter));
  for (const most of [20, 15]) values.push(weighted(values, most));
  const bits = [CODE93_START, ...values, CODE93_START].map((value) => CODE93[value]);
  return { text, bits: `${bits.join('')}1` };
}

const weighted = (values: readonly number[], most: number): number =>
  [...values].reverse().reduce((sum, value, at) => sum + value * ((at % most) + 1), 0) % CODE93_MODULUS;
