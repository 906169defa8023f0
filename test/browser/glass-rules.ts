import type { GlassBox, GlassObservation, SeenTarget, SeenText } from './glass.ts';

/* Each rule returns one line for each fault. */

/** Rounding errors of layout. */
const SLACK_PX = 1.5;
/** Least side of a control, and of a key of the on-screen keyboard (design, table of tokens). */
const TARGET_MM = 20;
const KEY_MM = 15;
/** Least height of a panel on which keys are as high as other controls. */
const TALL_PANEL_MM = 400;
const APART_MM = 3;
const KEYS_IN_ROW = 12;
/** On a shorter diagonal, at most eight keys stand in a row. */
const SMALL_PANEL_MM = 280;
const KEYS_IN_SMALL_ROW = 8;
const BESIDE_KEYS_MM = 10;
const MIN_CONTENT_SHARE = 0.45;
/** Least height of capitals: 4.8 mm (EN 301 549, 5.1.4). Capitals of Inter are 0.727 em. */
const CAPITAL_MM = 4.8;
const CAPITAL_EM = 0.727;
/** Reach (EN 301 549, 8.3). The lower edge of the glass is at 900 mm (docs/mounting.md). */
const LOWER_EDGE_MM = 900;
const REACH_MM = { from: 380, to: 1_220 };

export function layoutFaults({ texts, broken, spilt, scrollWidthPx, widthPx }: GlassObservation): readonly string[] {
  const sideways = scrollWidthPx > widthPx ? [`the page is ${scrollWidthPx - widthPx} px too wide`] : [];
  return [
    ...sideways,
    ...texts.filter(isClipped).map((each) => `clipped: ${told(each)}`),
    ...broken.map(({ word, where }) => `broken: ${word} (${where})`),
    ...spilt.map(({ word, where }) => `out of its box: ${word} (${where})`),
  ];
}

function isClipped({ line, room }: SeenText): boolean {
  // A quarter of the font's ascent and descent is empty.
  const air = (line.bottom - line.top) / 8 + SLACK_PX;
  return (
    line.left < room.left - SLACK_PX ||
    line.right > room.right + SLACK_PX ||
    line.top < room.top - air ||
    line.bottom > room.bottom + air
  );
}

/**
 * Faults of room: top bar, keyboard and bottom bar leave room for the page. Every key, the typed field and the reason of a refusal are in
 * view as a whole.
 */
export function roomFaults({ contentShare, targets, fields, texts }: GlassObservation): readonly string[] {
  const share =
    contentShare !== null && contentShare < MIN_CONTENT_SHARE
      ? [`content has ${Math.round(contentShare * 100)} % of the height`]
      : [];
  const cut = targets.filter(({ kind, box, shown }) => kind === 'key' && !isWhole(box, shown));
  const below = fields.filter(({ box, shown }) => !isWhole(box, shown));
  const unseen = texts.filter(({ where, line, shown }) => where.includes('p.problem') && !isWhole(line, shown));
  return [
    ...share,
    ...cut.map((each) => `cut: ${named(each)}`),
    ...unseen.map((each) => `the reason is not in view: ${told(each)}`),
    ...below.map(({ where }) => `the field is not in view: ${where}`),
  ];
}

export function shrunkTexts(usual: GlassObservation, large: GlassObservation): readonly string[] {
  const sizes = new Map(usual.texts.map((each) => [told(each), each.fontPx]));
  const smaller = large.texts.filter((each) => !each.drawn && each.fontPx < (sizes.get(told(each)) ?? 0) - SLACK_PX);
  return [...new Set(smaller.map((each) => `${sizes.get(told(each))} px become ${each.fontPx}: ${told(each)}`))];
}

const isWhole = (box: GlassBox, shown: GlassBox | null): boolean =>
  shown !== null && shown.bottom > box.bottom - SLACK_PX && shown.top < box.top + SLACK_PX;

export function overlappingTexts({ texts }: GlassObservation): readonly string[] {
  const found: string[] = [];
  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index + 1)) {
      if (one.node === other.node || one.inert !== other.inert || !one.shown || !other.shown) continue;
      if (overlap(letters(one.shown), letters(other.shown))) found.push(`“${told(one)}” stands on “${told(other)}”`);
    }
  }
  return found;
}

function letters({ left, top, right, bottom }: GlassBox): GlassBox {
  const air = (bottom - top) / 4;
  return { left: left + 1, top: top + air, right: right - 1, bottom: bottom - air };
}

function overlap(a: GlassBox, b: GlassBox): boolean {
  return Math.min(a.right, b.right) > Math.max(a.left, b.left) && Math.min(a.bottom, b.bottom) > Math.max(a.top, b.top);
}

export function headingFaults({ headings }: GlassObservation): readonly string[] {
  return headings.length === 1 && headings[0] !== '' ? [] : [`${headings.length} headings: ${headings.join(' | ')}`];
}

export function smallTexts({ texts }: GlassObservation, pxPerMm: number): readonly string[] {
  return texts
    .filter(({ drawn, fontPx }) => !drawn && (fontPx * CAPITAL_EM) / pxPerMm < CAPITAL_MM - 0.01)
    .map((each) => `capitals of ${((each.fontPx * CAPITAL_EM) / pxPerMm).toFixed(1)} mm: ${told(each)}`);
}

/** Faults of controls. The languages are one strip in the design, and keys stand closer than other controls. */
export function controlFaults(
  { targets, widthPx, heightPx, frame }: GlassObservation,
  pxPerMm: number,
): readonly string[] {
  const inRow = Math.hypot(widthPx, heightPx) / pxPerMm < SMALL_PANEL_MM ? KEYS_IN_SMALL_ROW : KEYS_IN_ROW;
  const allowedMm = (widthPx / pxPerMm - BESIDE_KEYS_MM - inRow * APART_MM) / inRow;
  const isTall = heightPx / pxPerMm >= TALL_PANEL_MM && !frame.includes('lower');
  const key = isTall
    ? { wide: Math.min(TARGET_MM, allowedMm), high: TARGET_MM }
    : { wide: Math.min(KEY_MM, allowedMm), high: Math.min(KEY_MM, allowedMm) };
  const small = targets.filter(({ box, kind }) => {
    const least = kind === 'key' ? key : { wide: TARGET_MM, high: TARGET_MM };
    const isLess = (px: number, mm: number) => px < mm * pxPerMm - SLACK_PX;
    return isLess(box.right - box.left, least.wide) || isLess(box.bottom - box.top, least.high);
  });
  const controls = targets.filter(({ kind }) => kind === 'control');
  const close: string[] = [];
  for (const [index, one] of controls.entries()) {
    for (const other of controls.slice(index + 1)) {
      const apart = one.shown && other.shown ? distance(one.shown, other.shown) / pxPerMm : Infinity;
      if (apart < APART_MM - 0.1) close.push(`${apart.toFixed(1)} mm between ${named(one)} and ${named(other)}`);
    }
  }
  const keys = targets.filter(({ kind }) => kind === 'key');
  const tooMany = keys.filter(({ box }) => keys.filter((other) => isSameRow(box, other.box)).length > inRow);
  return [
    ...small.map((each) => `${size(each.box, pxPerMm)} mm: ${named(each)}`),
    ...close,
    ...tooMany.map((each) => `more than ${inRow} keys in its row: ${named(each)}`),
  ];
}

const isSameRow = (a: GlassBox, b: GlassBox): boolean => Math.abs(a.top - b.top) < SLACK_PX;

function distance(a: GlassBox, b: GlassBox): number {
  const across = Math.max(a.left - b.right, b.left - a.right, 0);
  const down = Math.max(a.top - b.bottom, b.top - a.bottom, 0);
  return Math.hypot(across, down);
}

export function outOfReach({ texts, targets, heightPx }: GlassObservation, pxPerMm: number): readonly string[] {
  const aboveFloor = (px: number) => LOWER_EDGE_MM + (heightPx - px) / pxPerMm;
  const boxes = [
    ...texts.map((each) => ({ box: each.shown, said: told(each) })),
    ...targets.map((each) => ({ box: each.shown, said: named(each) })),
  ];
  return boxes.flatMap(({ box, said }) => {
    if (!box) return [];
    const [low, high] = [aboveFloor(box.bottom), aboveFloor(box.top)];
    return low >= REACH_MM.from && high <= REACH_MM.to + 0.5 ? [] : [`at ${high.toFixed(0)} mm: ${said}`];
  });
}

const told = ({ text, where }: SeenText): string => `${text} (${where})`;
const named = ({ name, where }: SeenTarget): string => `“${name}” (${where})`;
const size = ({ left, top, right, bottom }: GlassBox, pxPerMm: number): string =>
  `${((right - left) / pxPerMm).toFixed(1)} × ${((bottom - top) / pxPerMm).toFixed(1)}`;
