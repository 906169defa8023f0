import { latin1Text } from '../../bytes.ts';
import { textDots } from './cell-dots.ts';
import { blacken, blankDots, copyDots, type Dots } from './dots.ts';

/** Settings of `GS ( k`. `columns`, `rows` 0: the printer chooses. */
export interface Pdf417Settings {
  readonly columns: number;
  readonly rows: number;
  readonly moduleDots: number;
  readonly rowModules: number;
  /** Error correction: level 0 to 8, or tenths of the data codewords. */
  readonly correction: { readonly level: number } | { readonly tenths: number };
  readonly truncated: boolean;
  readonly data: Uint8Array;
}

/** Epson's settings at power-on (`GS ( k`, functions 065 to 070). */
export const INITIAL_PDF417_SETTINGS: Pdf417Settings = {
  columns: 0,
  rows: 0,
  moduleDots: 3,
  rowModules: 3,
  correction: { tenths: 1 },
  truncated: false,
  data: new Uint8Array(0),
};

const MODULES_A_CODEWORD = 17;
const FRAME_MODULES = 69;
const TRUNCATED_FRAME_MODULES = 35;
const MOST_COLUMNS = 30;
const [FEWEST_ROWS, MOST_ROWS] = [3, 90];
const MOST_CODEWORDS = 928;

/**
 * A frame as large as a PDF417 symbol (ISO/IEC 15438:2015): no library here draws the symbol. `undefined`: the symbol does not fit
 * `widthDots`, and the printer prints nothing (Epson's reference, function 081). If the printer chooses the columns, the frame has as many
 * as fit: each model chooses differently.
 * A row has a start, two row indicators and a stop. A truncated row has one row indicator, and a stop of one module. The codewords are
 * counted as if all data had one compaction (5.4): numeric, text or bytes. In text (5.4.1.5), each letter and each change of the set is one
 * value, and a codeword has two values. A shift changes the set for one letter: a capital, or punctuation.
 */
export function pdf417Frame(settings: Pdf417Settings, widthDots: number): Dots | undefined {
  const { moduleDots, rowModules, truncated, data } = settings;
  const edges = truncated ? TRUNCATED_FRAME_MODULES : FRAME_MODULES;
  const codewords = codewordsOf(data);
  const total = 1 + codewords + correctionCodewords(settings.correction, codewords);
  const fitting = Math.min(MOST_COLUMNS, Math.floor((widthDots / moduleDots - edges) / MODULES_A_CODEWORD));
  const columns = settings.columns || Math.min(fitting, Math.ceil(total / (settings.rows || FEWEST_ROWS)));
  if (columns < 1 || columns > fitting) return undefined;
  const rows = Math.max(settings.rows, FEWEST_ROWS, Math.ceil(total / columns));
  if (rows > (settings.rows || MOST_ROWS) || rows * columns > MOST_CODEWORDS) return undefined;
  return frame((edges + MODULES_A_CODEWORD * columns) * moduleDots, rows * rowModules * moduleDots);
}

const LINE_DOTS = 2;

function frame(width: number, height: number): Dots {
  const dots = blankDots(width, height);
  const name = textDots('PDF417', { bold: false, width: 1, height: 1 });
  const above = Math.floor((height - name.height) / 2);
  if (above > LINE_DOTS) copyDots(name, dots, Math.floor((width - 8 * name.widthBytes) / 2), above);
  for (const y of [0, height - LINE_DOTS]) blacken(dots, 0, y, width, LINE_DOTS);
  for (const x of [0, width - LINE_DOTS]) blacken(dots, x, 0, LINE_DOTS, height);
  return dots;
}

/** Highest product of data codewords and ratio for level 1, 2 …; above, the next level (Epson's reference, function 069). */
const HIGHEST_OF_LEVEL: readonly number[] = [3, 10, 20, 45, 100, 200, 400];

function correctionCodewords(correction: Pdf417Settings['correction'], codewords: number): number {
  if ('level' in correction) return 2 ** (correction.level + 1);
  const wanted = Math.round((codewords * correction.tenths) / 10);
  const level = 1 + HIGHEST_OF_LEVEL.filter((highest) => wanted > highest).length;
  return 2 ** (level + 1);
}

function codewordsOf(data: Uint8Array): number {
  const text = latin1Text(data);
  const { length } = text;
  if (/^\d{13,}$/.test(text))
    return 1 + 15 * Math.floor(length / 44) + (length % 44 && Math.floor((length % 44) / 3) + 1);
  if (/^[\t\n\r\x20-\x7e]*$/.test(text)) return Math.ceil(textValues(text) / 2);
  return 1 + 5 * Math.floor(length / 6) + (length % 6);
}

/** Sets of text compaction (5.4.1.5). Letters of no set are punctuation. */
const [UPPER, LOWER, MIXED] = [/[A-Z ]/, /[a-z ]/, /[\d\t\r ,:#.$/+%*=^&-]/] as const;

function textValues(text: string): number {
  let set: RegExp = UPPER;
  let values = 0;
  for (const letter of text) {
    const next: RegExp | undefined = [set, UPPER, LOWER, MIXED].find((letters) => letters.test(letter));
    values += next === set ? 1 : 2;
    if (next !== undefined && !(set === LOWER && next === UPPER)) set = next;
  }
  return values;
}
