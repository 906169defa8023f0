import { encode } from 'uqr';

export interface QrPath {
  /** Side of the square in modules, quiet zone included. */
  readonly size: number;
  /** SVG path of the dark modules, one run of a row a rectangle. */
  readonly path: string;
}

/** Modules of white around the code: ISO/IEC 18004 asks for four. */
const QUIET_ZONE = 4;

/** Longer texts get the lowest correction: nothing smears glass, and larger modules are read from further away. */
const USUAL_LENGTH = 400;

/** A QR code as one SVG path. Throws where the text is too long for any version. */
export function qrPath(text: string): QrPath {
  const { size, data } = encode(text, { ecc: text.length > USUAL_LENGTH ? 'L' : 'M', border: QUIET_ZONE });
  const runs = data.flatMap((row, y) => rowRuns(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`));
  return { size, path: runs.join('') };
}

function rowRuns(row: readonly boolean[]): { readonly x: number; readonly length: number }[] {
  const runs: { x: number; length: number }[] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last.x + last.length === x) last.length += 1;
    else runs.push({ x, length: 1 });
  });
  return runs;
}
