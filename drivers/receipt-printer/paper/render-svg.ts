import { toHex } from '../../bytes.ts';
import { dotsOfCell } from './cell-dots.ts';
import { type Dots, hasDotAt } from './dots.ts';
import type { Paper, PaperStyle } from './paper-rows.ts';
import { type PlacedInk, placeInk, renderPaperText } from './render.ts';

/** Colours of thermal paper: warm white and brown-black. */
const PAPER_COLOUR = '#fdfcf7';
const INK_COLOUR = '#1d1b19';
/** About half the width of a tooth of the cut edge. */
const TOOTH_DOTS = 6;

/**
 * The paper as an SVG of its real width in mm. Dots are paths; each different letter of a style is drawn once and reused in all sizes. A
 * cut edge has teeth; other paper ends straight. Its name is the text. `idPrefix` separates the ids of two papers in one
 * document.
 */
export function renderPaperSvg(paper: Paper, options: { readonly idPrefix?: string } = {}): string {
  const prefix = options.idPrefix ?? 'ink';
  const { width, height, inks } = placeInk(paper);
  const letters = new Map<string, { readonly id: string; readonly path: string }>();
  const marks = inks.map((ink) => mark(ink, letters, prefix)).join('');
  const symbols = [...letters.values()].map(({ id, path }) => `<path id="${id}" d="${path}"/>`).join('');
  const size = `width="${width / paper.dotsPerMm}mm" height="${height / paper.dotsPerMm}mm"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ${size} role="img" ` +
    `aria-label="${escaped(renderPaperText(paper).replace(/\s+/g, ' ').trim())}">` +
    `<path d="${outline(width, height, paper.cut)}" fill="${PAPER_COLOUR}"/>` +
    `<defs>${symbols}</defs><g fill="${INK_COLOUR}">${marks}</g></svg>`
  );
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function outline(width: number, height: number, cut: boolean): string {
  if (!cut) return `M0 0H${width}V${height}H0Z`;
  const teeth = Math.round(width / (2 * TOOTH_DOTS));
  const half = Number((width / (2 * teeth)).toFixed(4));
  return `M0 0H${width}V${height - TOOTH_DOTS}${`l${-half} ${TOOTH_DOTS}l${-half} ${-TOOTH_DOTS}`.repeat(teeth)}Z`;
}

function mark(ink: PlacedInk, letters: Map<string, { id: string; path: string }>, prefix: string): string {
  if (ink.kind === 'picture') {
    const { dots, x, y } = ink;
    return `<path transform="translate(${x} ${y})" d="${pathOf(dots)}"/>`;
  }
  const { cell, x, y } = ink;
  const key = `${styleKey(cell.style)}${cell.letter}${cell.bitmap ? toHex(cell.bitmap) : ''}`;
  let letter = letters.get(key);
  if (!letter) {
    const drawn = dotsOfCell(cell);
    if (!drawn) return '';
    letter = { id: `${prefix}-${letters.size}`, path: pathOf(drawn) };
    letters.set(key, letter);
  }
  const { width, height } = cell.style;
  const place =
    width === 1 && height === 1 ? `x="${x}" y="${y}"` : `transform="translate(${x} ${y}) scale(${width} ${height})"`;
  return `<use href="#${letter.id}" ${place}/>`;
}

const styleKey = ({ bold, font, underline, inverse, space }: PaperStyle): string =>
  `${bold ? 'b' : 'n'}${font ?? ''}${underline ?? ''}${inverse ? 'i' : ''}${space ?? ''} `;

/** Black dots as rectangles: horizontal runs, extended down over equal rows. */
function pathOf(dots: Dots): string {
  const { height } = dots;
  const width = dots.widthBytes * 8;
  const done = new Set<number>();
  const free = (x: number, y: number): boolean => hasDotAt(dots, x, y) && !done.has(y * width + x);
  let path = '';
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!free(x, y)) continue;
      let right = x + 1;
      while (right < width && free(right, y)) right++;
      let bottom = y + 1;
      while (bottom < height && rowIs(x, right, bottom, free)) bottom++;
      for (let row = y; row < bottom; row++) for (let at = x; at < right; at++) done.add(row * width + at);
      path += `M${x} ${y}h${right - x}v${bottom - y}h${x - right}z`;
    }
  }
  return path;
}

function rowIs(from: number, to: number, y: number, free: (x: number, y: number) => boolean): boolean {
  for (let x = from; x < to; x++) if (!free(x, y)) return false;
  return true;
}
