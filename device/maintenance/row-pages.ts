/** Rows of a list on one page: more would not fit on the smallest panel. */
export const ROWS_AT_ONCE = 4;

/** One page of a long list, so that no row needs scrolling. `page` counts from 0. */
export interface ListPage<T> {
  readonly rows: readonly T[];
  readonly page: number;
  readonly pages: number;
}

export function listPageOf<T>(all: readonly T[], page: number): ListPage<T> {
  const starts = all.map((_, nth) => nth).filter((nth) => nth % ROWS_AT_ONCE === 0);
  const pages = Math.max(1, starts.length);
  const at = Math.min(page, pages - 1);
  const start = starts[at] ?? 0;
  return { rows: all.slice(start, start + ROWS_AT_ONCE), page: at, pages };
}

/** The page after the last one is the first. */
export const nextPageNumber = ({ page, pages }: Pick<ListPage<unknown>, 'page' | 'pages'>): number =>
  (page + 1) % pages;
