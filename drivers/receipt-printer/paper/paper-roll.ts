import { concat } from '../../bytes.ts';
import type { Paper, PaperRow } from './paper-rows.ts';
import type { PrinterModel } from './profile.ts';

export type PaperRoll = ReturnType<typeof createPaperRoll>;

export function createPaperRoll({ columns, dotsPerLine, dotsPerMm, paperWidthMm }: PrinterModel) {
  let rows: PaperRow[] = [];
  const paper = (cut: boolean): Paper => {
    const heightMm = rows.reduce((sum, row) => sum + row.heightDots, 0) / dotsPerMm;
    return { rows: [...rows], cut, heightMm, columns, dotsPerLine, dotsPerMm, paperWidthMm };
  };

  /** White is divided at the knife; other rows lie where most of them is. */
  function takeLast(dots: number): PaperRow[] {
    const taken: PaperRow[] = [];
    for (let left = dots; left > 0; ) {
      const row = rows.pop();
      if (!row) break;
      const { heightDots } = row;
      const above = row.kind === 'feed' ? Math.max(0, heightDots - left) : heightDots >= 2 * left ? heightDots : 0;
      if (above > 0) rows.push({ ...row, heightDots: above });
      if (above < heightDots) taken.unshift({ ...row, heightDots: heightDots - above });
      left = above > 0 ? 0 : left - heightDots;
    }
    return taken;
  }

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
    /** `cut`: by the knife. */
    takeOff(cut: boolean, dotsBelowKnife = 0): Paper {
      const below = takeLast(dotsBelowKnife);
      const off = paper(cut);
      rows = below;
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
