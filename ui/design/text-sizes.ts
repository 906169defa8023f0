import { type DisplaySettings, TEXT_SIZES } from '../../device/words/display.ts';

/** A smaller panel stands on a table: its letters are nearer to the eyes. */
const SMALL_PANEL_MM = 280;
/** Type of 6.75 mm becomes 8.8 mm. The least at the largest size is 8.2 mm there, else 13.5 mm. */
const LARGEST_ON_SMALL_PANEL = 130;

/** Whether the page of this host is on a panel with a diagonal of less than 28 cm. Without a layout, it is not. */
export function isSmallPanel({ offsetWidth = 0, offsetHeight = 0 }: Partial<HTMLElement>, pxPerMm: number): boolean {
  const diagonalMm = Math.hypot(offsetWidth, offsetHeight) / pxPerMm;
  return diagonalMm > 0 && diagonalMm < SMALL_PANEL_MM;
}

/** Text sizes of a panel. */
export const textSizes = (isSmall: boolean): readonly DisplaySettings['text'][] =>
  isSmall ? TEXT_SIZES.filter((size) => size <= LARGEST_ON_SMALL_PANEL) : TEXT_SIZES;

/** Nearest text size that the panel offers. */
export const shownTextSize = (size: DisplaySettings['text'], isSmall: boolean): DisplaySettings['text'] =>
  isSmall && size > LARGEST_ON_SMALL_PANEL ? LARGEST_ON_SMALL_PANEL : size;
