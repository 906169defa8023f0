/** The four panels of the field, each upright or across. */
export interface Panel {
  readonly name: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
}

const MM_PER_INCH = 25.4;

function panel(name: string, inches: number, widthPx: number, heightPx: number): Panel {
  const pxPerMm = Math.hypot(widthPx, heightPx) / (inches * MM_PER_INCH);
  return { name, widthPx, heightPx, pxPerMm: Math.round(pxPerMm * 100) / 100 };
}

export const PANELS: readonly Panel[] = [
  panel('21.5″ portrait', 21.5, 1080, 1920),
  panel('21.5″ landscape', 21.5, 1920, 1080),
  panel('15.6″ portrait', 15.6, 768, 1366),
  panel('15.6″ landscape', 15.6, 1366, 768),
  panel('27″ portrait', 27, 1080, 1920),
  panel('27″ landscape', 27, 1920, 1080),
  panel('32″ portrait', 32, 1080, 1920),
  panel('32″ landscape', 32, 1920, 1080),
];
