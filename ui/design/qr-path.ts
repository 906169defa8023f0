import { encode } from 'uqr';

export interface QrPath {
  /** Side in modules, with quiet zone. */
  readonly size: number;
  /** SVG path of dark modules, one rectangle a run. */
  readonly path: string;
}

/** Width in modules: ISO/IEC 18004 requires four. */
const QUIET_ZONE = 4;

/** Longer texts get the lowest correction: a screen has no damage, and larger modules can be read from further away. */
const USUAL_LENGTH = 400;

/** A QR code as one SVG path. Throws if the text is too long for any version. */
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
