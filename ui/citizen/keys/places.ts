export interface ControlBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Place of a control. `region`: the scrolling part that it is in; `null`: the page itself. */
export interface ControlPlace<C> {
  readonly control: C;
  readonly box: ControlBox;
  readonly region: object | null;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

type Row<C> = readonly ControlPlace<C>[];

/**
 * The next control in a direction; `undefined` only if `from` is not among the places. Up and down go from row to row, the last row is
 * followed by the first. Left and right go along the row, then to the column beside, then on to the next row. So from each control every
 * other one is reached: by rows, and then along the row. `boxOf` gives the visible box of a scrolling part.
 */
export function neighbour<C>(
  from: C,
  direction: Direction,
  places: readonly ControlPlace<C>[],
  boxOf: (region: object) => ControlBox,
): C | undefined {
  const rows = rowsOf(places, boxOf);
  const at = rows.findIndex((row) => row.some(({ control }) => control === from));
  const row = rows[at];
  const here = row?.find(({ control }) => control === from);
  if (!row || !here) return undefined;
  const by = direction === 'down' || direction === 'right' ? 1 : -1;
  const next = rows[(at + by + rows.length) % rows.length] ?? row;
  if (direction === 'up' || direction === 'down') return nearestBeside(here, next);
  const beside = row[row.indexOf(here) + by] ?? acrossColumns(here, by, places, boxOf);
  return beside?.control ?? next.at(by === 1 ? 0 : -1)?.control;
}

/** The rows of the page in reading order; a scrolling part is read as a whole. */
export function rowsOf<C>(
  places: readonly ControlPlace<C>[],
  boxOf: (region: object) => ControlBox,
): readonly Row<C>[] {
  const parts = new Map<object | null, ControlPlace<C>[]>();
  for (const place of places) parts.set(place.region, [...(parts.get(place.region) ?? []), place]);
  const blocks = [...parts].flatMap(([region, its]) => {
    const rows = inRows(its);
    if (region !== null) return [{ top: boxOf(region).top, left: boxOf(region).left, rows }];
    return rows.map((row) => ({ top: topOf(row), left: row[0]?.box.left ?? 0, rows: [row] }));
  });
  return blocks.sort((a, b) => a.top - b.top || a.left - b.left).flatMap(({ rows }) => rows);
}

const middleOf = ({ top, bottom }: ControlBox): number => (top + bottom) / 2;
const centreOf = ({ left, right }: ControlBox): number => (left + right) / 2;
const heightOf = ({ top, bottom }: ControlBox): number => bottom - top;
const topOf = <C>(row: Row<C>): number => Math.min(...row.map(({ box }) => box.top));

/** Controls stand in one row if their middles differ by less than half of the smaller height. */
function inRows<C>(places: readonly ControlPlace<C>[]): readonly Row<C>[] {
  const rows: ControlPlace<C>[][] = [];
  for (const place of [...places].sort((a, b) => middleOf(a.box) - middleOf(b.box))) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && isBeside(place.box, first.box)) row.push(place);
    else rows.push([place]);
  }
  return rows.map((row) => row.sort((a, b) => a.box.left - b.box.left || a.box.top - b.box.top));
}

const isBeside = (a: ControlBox, b: ControlBox): boolean =>
  Math.abs(middleOf(a) - middleOf(b)) < Math.min(heightOf(a), heightOf(b)) / 2;

function nearestBeside<C>({ box }: ControlPlace<C>, row: Row<C>): C | undefined {
  return least(row, (place) => Math.abs(centreOf(place.box) - centreOf(box)))?.control;
}

/** Nearest control of another part of the page, on the same height. */
function acrossColumns<C>(
  from: ControlPlace<C>,
  by: 1 | -1,
  places: readonly ControlPlace<C>[],
  boxOf: (region: object) => ControlBox,
): ControlPlace<C> | undefined {
  const visible = from.region === null ? from.box : clamped(from.box, boxOf(from.region));
  const others = places.filter(({ box, region }) => {
    if (region === from.region) return false;
    const part = region === null ? box : boxOf(region);
    const ahead = by === 1 ? part.left >= visible.right : part.right <= visible.left;
    return ahead && part.top < visible.bottom && part.bottom > visible.top;
  });
  return least(others, ({ box }) => Math.abs(middleOf(box) - middleOf(visible)) + Math.abs(box.left - visible.left));
}

/** A box scrolled away lies at the edge of its part. */
function clamped(box: ControlBox, part: ControlBox): ControlBox {
  const within = (y: number) => Math.min(part.bottom, Math.max(part.top, y));
  return { ...box, top: within(box.top), bottom: within(box.bottom) };
}

function least<T>(all: readonly T[], by: (one: T) => number): T | undefined {
  let best: T | undefined;
  for (const one of all) if (best === undefined || by(one) < by(best)) best = one;
  return best;
}
