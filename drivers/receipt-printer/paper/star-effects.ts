import { latin1Text } from '../../bytes.ts';
import { encodeBars, type Symbology } from './bars.ts';
import { code128Modules, code128Runs, fitsCode128 } from './code128.ts';
import { CR, ESC, GS, HT } from './control-codes.ts';
import { scaleDots } from './dots.ts';
import { GLYPH_WIDTH } from './glyphs.ts';
import {
  dotsFromColumns,
  EIGHT_ROW_DOT_HEIGHT,
  NO_EFFECT,
  type PaperEffect,
  readWord,
  type StyleChange,
  toSignedWord,
} from './paper-effects.ts';

const style = (change: StyleChange): PaperEffect => ({ does: 'style', style: change });

const digit = (n = 0): number => (n >= 0x30 && n <= 0x39 ? n - 0x30 : n);

const RS = 0x1e;
const [SO, DC4] = [0x0e, 0x14];

/** Without effect on paper: questions, carriage return, drawer pulses, end of upside-down letters. */
const QUIET: readonly number[] = [CR, 0x04, 0x05, 0x07, 0x12, 0x19, 0x1a, 0x1c];

/**
 * Effect on paper of a Star command that the kiosk never sends (Star's "STAR Line Mode Command Specifications", also for StarPRNT). Lengths
 * are in dots. `undefined`: the length of the command is known, but its effect cannot be drawn.
 */
export function starEffectOf(bytes: Uint8Array): PaperEffect | undefined {
  const [first = 0, name = 0] = bytes;
  if (first === ESC) return escEffect(name, bytes);
  if (first === HT) return { does: 'tab' };
  if (first === SO || first === DC4) return style({ width: first === SO ? 2 : 1 });
  return QUIET.includes(first) ? NO_EFFECT : undefined;
}

/** Without effect on paper: character sets, page length, Kanji off and the like. */
const QUIET_ESC: readonly number[] = [
  0x07, 0x24, 0x2f, 0x36, 0x37, 0x3d, 0x3f, 0x43, 0x4d, 0x4e, 0x4f, 0x71, 0x72, 0x73, 0x74,
];

function escEffect(name: number, bytes: Uint8Array): PaperEffect | undefined {
  const n = bytes[2] ?? 0;
  switch (name) {
    case SO:
    case DC4:
      return style({ height: name === SO ? 2 : 1 });
    case 0x20:
      return { does: 'letter-space', units: digit(n) };
    case 0x2d:
      return style({ underline: Math.min(2, digit(n)) });
    case 0x34:
    case 0x35:
      return style({ inverse: name === 0x34 });
    // Overline: only *off* is drawn.
    case 0x5f:
      return digit(n) === 0 ? NO_EFFECT : undefined;
    case 0x44:
      return { does: 'tab-stops', columns: [...bytes.subarray(2, -1)] };
    case 0x57:
      return style({ width: digit(n) + 1 });
    case 0x68:
      return style({ height: digit(n) + 1 });
    case 0x6c:
      return { does: 'left-margin', units: n * GLYPH_WIDTH };
    case 0x51:
      return { does: 'right-margin', units: n * GLYPH_WIDTH };
    // Cuts, margins and speed; rows are commands of their own.
    case 0x2a:
      return NO_EFFECT;
    default:
      return pictureEffect(name, bytes) ?? groupEffect(name, bytes);
  }
}

function pictureEffect(name: number, bytes: Uint8Array): PaperEffect | undefined {
  const data = bytes.subarray(4);
  switch (name) {
    // `ESC K` and `ESC L`: columns of 8 dots, single and double density.
    case 0x4b:
    case 0x4c: {
      const dots = dotsFromColumns(data, readWord(bytes, 2), 1);
      return { does: 'picture', dots: scaleDots(dots, name === 0x4b ? 2 : 1, EIGHT_ROW_DOT_HEIGHT) };
    }
    // `ESC X`: columns of 24 dots.
    case 0x58:
      return { does: 'picture', dots: dotsFromColumns(data, readWord(bytes, 2), 3) };
    // `ESC k`: 24 rows.
    case 0x6b:
      return { does: 'picture', dots: { widthBytes: bytes[2] ?? 0, height: 24, data } };
    case 0x62:
      return barsEffect(bytes);
    default:
      return undefined;
  }
}

/** `ESC RS` and `ESC GS`. Others: density, speed, buzzer, switches. */
function groupEffect(name: number, bytes: Uint8Array): PaperEffect | undefined {
  const [, , second = 0, n] = bytes;
  if (name === RS) return second === 0x46 ? style({ font: digit(n) === 0 ? 'A' : 'B' }) : NO_EFFECT;
  if (name !== GS) return QUIET_ESC.includes(name) ? NO_EFFECT : undefined;
  switch (second) {
    case 0x41:
      return { does: 'move', units: readWord(bytes, 3), from: 'margin' };
    case 0x52:
      return { does: 'move', units: toSignedWord(readWord(bytes, 3)), from: 'here' };
    // Of the PDF417 commands, only the one with the content counts as not drawn.
    case 0x78:
      return bytes[3] === 0x44 ? undefined : NO_EFFECT;
    // Page mode is not drawn: 6 and 7 print the page, 8 drops it. Some programs print an unfinished line with it.
    case 0x50:
      return digit(n) < 6 ? NO_EFFECT : undefined;
    // Smaller letters: only *off* is drawn.
    case 0x63:
      return digit(n) === 0 && digit(bytes[4]) === 0 ? NO_EFFECT : undefined;
    default:
      return NO_EFFECT;
  }
}

/** Index: `n1` of `ESC b`. */
const SYMBOLOGIES: readonly ('CODE128' | Symbology)[] = [
  'UPC-E',
  'UPC-A',
  'EAN8',
  'EAN13',
  'CODE39',
  'ITF',
  'CODE128',
  'CODE93',
  'CODABAR',
];

/** `ESC b n1 n2 n3 n4 d… RS`. An even `n2` prints the text below. `n3`: narrowest bar: 2, 3 and 4 dots in turn. */
function barsEffect(bytes: Uint8Array): PaperEffect | undefined {
  const [, , kind, text, mode = 1, heightDots = 1] = bytes;
  const symbology = SYMBOLOGIES[digit(kind)];
  const data = latin1Text(bytes.subarray(6, -1));
  const bars = symbology === 'CODE128' ? code128Of(data) : symbology && encodeBars(symbology, data);
  if (!bars) return undefined;
  const moduleDots = 2 + ((Math.max(1, digit(mode)) - 1) % 3);
  return { does: 'bars', bars, look: { heightDots, moduleDots, text: digit(text) % 2 === 0 ? 2 : 0 } };
}

/** The printer chooses the code sets. `%0` is a percent sign; other `%` codes are control characters. */
function code128Of(data: string) {
  const text = data.replaceAll('%0', '%');
  if (!fitsCode128(text) || /%[^0]/.test(data)) return undefined;
  return { symbology: 'CODE128' as const, text, modules: code128Modules(code128Runs(text)) };
}
