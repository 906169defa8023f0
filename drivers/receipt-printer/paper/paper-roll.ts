import { concat } from '../../bytes.ts';
import type { Paper, PaperRow } from './paper-rows.ts';
import type { PrinterModel } from './profile.ts';

export type PaperRoll = ReturnType<typeof createPaperRoll>;

/** Uncut paper, row by row. */
export function createPaperRoll({ columns, dotsPerLine, dotsPerMm, paperWidthMm }: PrinterModel) {
  let rows: PaperRow[] = [];
  const paper = (cut: boolean): Paper => {
    const heightMm = rows.reduce((sum, row) => sum + row.heightDots, 0) / dotsPerMm;
    return { rows: [...rows], cut, heightMm, columns, dotsPerLine, dotsPerMm, paperWidthMm };
  };
  return {
    /** Returns the movement in mm. */
    add(row: PaperRow): number {
      const before = rows.at(-1);
      if (row.kind === 'raster' && before?.kind === 'raster' && joins(before, row))
        rows[rows.length - 1] = joined(before, row);
      else rows.push(row);
      return row.heightDots / dotsPerMm;
    },
    current: (): Paper => paper(false),
    /** `cut`: cut by the knife, else torn by hand. */
    takeOff(cut: boolean): Paper {
      const off = paper(cut);
      rows = [];
      return off;
    },
  };
}

type RasterRow = Extract<PaperRow, { readonly kind: 'raster' }>;

/** Bands of one picture follow each other without a gap. */
const joins = (above: RasterRow, below: RasterRow): boolean =>
  above.align === below.align &&
  above.area?.left === below.area?.left &&
  above.area?.width === below.area?.width &&
  above.dots.widthBytes === below.dots.widthBytes;

function joined(above: RasterRow, below: RasterRow): RasterRow {
  const height = above.dots.height + below.dots.height;
  return {
    ...above,
    dots: { widthBytes: above.dots.widthBytes, height, data: concat(above.dots.data, below.dots.data) },
    heightDots: height,
  };
}
