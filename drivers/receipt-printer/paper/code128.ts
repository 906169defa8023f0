// biome-ignore format: a table
const WIDTHS: readonly string[] = [
  '212222', '222122', '222221', '121223', '121322', '131222', '122213', '122312', '132212', '221213', '221312', '231212',
  '112232', '122132', '122231', '113222', '123122', '123221', '223211', '221132', '221231', '213212', '223112', '312131',
  '311222', '321122', '321221', '312212', '322112', '322211', '212123', '212321', '232121', '111323', '131123', '131321',
  '112313', '132113', '132311', '211313', '231113', '231311', '112133', '112331', '132131', '113123', '113321', '133121',
  '313121', '211331', '231131', '213113', '213311', '213131', '311123', '311321', '331121', '312113', '312311', '332111',
  '314111', '221411', '431111', '111224', '111422', '121124', '121421', '141122', '141221', '112214', '112412', '122114',
  '122411', '142112', '142211', '241211', '221114', '413111', '241112', '134111', '111242', '121142', '121241', '114212',
  '124112', '124211', '411212', '421112', '421211', '212141', '214121', '412121', '111143', '111341', '131141', '114113',
  '114311', '411113', '411311', '113141', '114131', '311141', '411131', '211412', '211214', '211232', '2331112',
];

const START_B = 104;
const START_C = 105;
const TO_C = 99;
const TO_B = 100;
const STOP = 106;
const CHECK_MODULUS = 103;

const LEAST_DIGITS_FOR_C = 4;

/** In C, two digits are one symbol. */
export interface Code128Run {
  readonly set: 'B' | 'C';
  readonly text: string;
}

/** Whether code sets B and C can encode the text: ASCII 32 to 126, at least one letter. */
export const fitsCode128 = (text: string): boolean => /^[ -~]+$/.test(text);

/**
 * Cuts a text that `fitsCode128` into runs, runs of at least four digits in set C. Fewer digits gain nothing: a change of the set costs a
 * symbol.
 */
export function code128Runs(text: string): readonly Code128Run[] {
  const runs: Code128Run[] = [];
  for (const part of text.split(/(\d{4,})/).filter((each) => each !== '')) {
    const digits = /^\d+$/.test(part) && part.length >= LEAST_DIGITS_FOR_C;
    const paired = digits ? part.length - (part.length % 2) : 0;
    if (paired > 0) runs.push({ set: 'C', text: part.slice(0, paired) });
    const rest = part.slice(paired);
    const before = runs.at(-1);
    if (rest !== '' && before?.set === 'B') runs[runs.length - 1] = { set: 'B', text: before.text + rest };
    else if (rest !== '') runs.push({ set: 'B', text: rest });
  }
  return runs;
}

function symbolsOf(runs: readonly Code128Run[]): readonly number[] {
  const symbols = runs.flatMap(({ set, text }, at): number[] => {
    const change = at === 0 ? (set === 'B' ? START_B : START_C) : set === 'B' ? TO_B : TO_C;
    return [change, ...valuesOf(set, text)];
  });
  const check = symbols.reduce((sum, symbol, at) => sum + symbol * Math.max(1, at), 0) % CHECK_MODULUS;
  return [...symbols, check, STOP];
}

const valuesOf = (set: Code128Run['set'], text: string): readonly number[] =>
  set === 'B'
    ? Array.from(text, (letter) => letter.charCodeAt(0) - 0x20)
    : Array.from(text.matchAll(/\d\d/g), ([pair]) => Number(pair));

/**
 * One row of modules of a CODE128 (ISO/IEC 15417), `true` is a bar, without quiet zones. The table has widths in modules, bar first, by
 * symbol value. 103 to 105: start of code sets A, B, C. 106: stop with its closing bar.
 */
export function code128Modules(runs: readonly Code128Run[]): readonly boolean[] {
  return symbolsOf(runs).flatMap((symbol) =>
    Array.from(WIDTHS[symbol]!).flatMap((width, at) => Array<boolean>(Number(width)).fill(at % 2 === 0)),
  );
}

const BRACE = 0x7b;
const SET_B = 0x42;
const SET_C = 0x43;

/** Data of `GS k 73`: `{B` and letters (`{` twice), `{C` and one byte for two digits. */
export function code128Data(runs: readonly Code128Run[]): Uint8Array {
  return Uint8Array.from(
    runs.flatMap(({ set, text }) => {
      if (set === 'C') return [BRACE, SET_C, ...valuesOf('C', text)];
      return [
        BRACE,
        SET_B,
        ...Array.from(text).flatMap((letter) => (letter === '{' ? [BRACE, BRACE] : [letter.charCodeAt(0)])),
      ];
    }),
  );
}

/** Reverse of `code128Data`; `undefined` for other data (set A, function codes). */
export function readCode128Data(data: Uint8Array): readonly Code128Run[] | undefined {
  const runs: { set: 'B' | 'C'; text: string }[] = [];
  for (let at = 0; at < data.length; at++) {
    const byte = data[at]!;
    const run = runs.at(-1);
    const next = data[at + 1];
    if (byte === BRACE && (next === SET_B || next === SET_C)) {
      runs.push({ set: next === SET_B ? 'B' : 'C', text: '' });
      at += 1;
    } else if (!run) return undefined;
    else if (run.set === 'C' && byte < 100) run.text += String(byte).padStart(2, '0');
    else if (run.set === 'B' && byte === BRACE && next === BRACE) {
      run.text += '{';
      at += 1;
    } else if (run.set === 'B' && byte >= 0x20 && byte < 0x7f && byte !== BRACE) run.text += String.fromCharCode(byte);
    else return undefined;
  }
  return runs.length > 0 ? runs : undefined;
}
