import type { Qepik } from '../../drivers/money.ts';
import type { CassetteEntry, LedgerEntry, NoteCount } from './entries.ts';

/** Value of `by` if staff used the service key, not a badge. It names no person. */
export const SERVICE_KEY = 'service-key';

export interface CassetteExchange {
  readonly last: CassetteEntry['kind'];
  readonly begunBy: string;
  readonly begunAt: string;
  readonly outAt: string | null;
  /** The newest count; `null`: not counted yet. */
  readonly count: Omit<Extract<CassetteEntry, { readonly kind: 'cassetteCounted' }>, 'kind'> | null;
  /** Whether any count differed: after that the page has shown the expected numbers, so no later count is blind. */
  readonly differed: boolean;
  /** Badge that confirmed the difference, after the newest count. */
  readonly second: string | null;
  readonly bag: string | null;
  readonly signature: string | null;
  readonly slip: boolean;
  readonly endedAt: string | null;
}

/** Allowed next entries. An exchange may end without the cassette moved. */
const NEXT: { readonly [K in CassetteEntry['kind'] | 'start']: readonly CassetteEntry['kind'][] } = {
  start: ['cassetteBegun'],
  cassetteBegun: ['cassetteOut', 'cassetteEnded'],
  cassetteOut: ['cassetteIn'],
  cassetteIn: ['cassetteCounted'],
  cassetteCounted: ['cassetteCounted', 'cassetteDifference', 'cassetteSealed'],
  cassetteDifference: ['cassetteCounted', 'cassetteSealed'],
  cassetteSealed: ['cassetteEnded'],
  cassetteEnded: [],
};

export const isOfCassette = (entry: LedgerEntry): entry is CassetteEntry => entry.kind in NEXT;

/** The exchange after one more entry, or what is wrong with the entry. */
export function applyCassetteEntry(
  exchange: CassetteExchange | undefined,
  entry: CassetteEntry,
): CassetteExchange | string {
  const before = exchange?.last ?? 'start';
  if (!NEXT[before].includes(entry.kind)) return `${entry.kind} may not follow ${before}`;
  if (entry.kind === 'cassetteBegun') return { ...NOTHING_YET, last: entry.kind, begunBy: entry.by, begunAt: entry.at };
  if (!exchange) return `${entry.kind} before the exchange`;
  const moved = { ...exchange, last: entry.kind };
  switch (entry.kind) {
    case 'cassetteOut':
      return { ...moved, outAt: entry.at };
    case 'cassetteIn':
      return moved;
    case 'cassetteCounted': {
      const { kind: _, ...count } = entry;
      if (!isCount(count.counted)) return 'a count with an invalid value or number of notes';
      return { ...moved, count, differed: exchange.differed || differs(count), second: null };
    }
    case 'cassetteDifference':
      if (!exchange.count || !exchange.differed) return 'a confirmed difference without a difference';
      if (exchange.count.by === SERVICE_KEY)
        return 'a confirmed difference, although the notes were counted without a badge';
      if (exchange.count.by === entry.second) return 'a difference confirmed with the badge of the person who counted';
      return { ...moved, second: entry.second };
    case 'cassetteSealed':
      if (needsSecondBadge(exchange)) return 'a bag sealed with a difference that no second badge confirmed';
      return { ...moved, bag: entry.bag, signature: entry.signature };
    case 'cassetteEnded':
      return { ...moved, slip: entry.slip, endedAt: entry.at };
    default:
      return entry satisfies never;
  }
}

const NOTHING_YET = {
  outAt: null,
  count: null,
  differed: false,
  second: null,
  bag: null,
  signature: null,
  slip: false,
  endedAt: null,
} as const;

const isCount = (notes: readonly NoteCount[]): boolean =>
  notes.every(
    ({ value, count }) => Number.isSafeInteger(count) && count >= 0 && Number.isSafeInteger(value) && value > 0,
  );

/** Whether a second badge still has to confirm a difference. */
export const needsSecondBadge = ({ differed, second }: Pick<CassetteExchange, 'differed' | 'second'>): boolean =>
  differed && second === null;

const differs = ({ counted, expected }: Pick<NonNullable<CassetteExchange['count']>, 'counted' | 'expected'>) =>
  differencesOf(counted, expected).length > 0;

export interface NoteDifference {
  readonly value: Qepik;
  readonly counted: number;
  readonly expected: number;
}

/** Values with different numbers of notes, ascending. */
export function differencesOf(
  counted: readonly NoteCount[],
  expected: readonly NoteCount[],
): readonly NoteDifference[] {
  const numberOf = (notes: readonly NoteCount[], value: Qepik) =>
    notes.reduce((sum, note) => sum + (note.value === value ? note.count : 0), 0);
  const values = [...new Set([...counted, ...expected].map(({ value }) => value))].sort((a, b) => a - b);
  return values
    .map((value) => ({ value, counted: numberOf(counted, value), expected: numberOf(expected, value) }))
    .filter((each) => each.counted !== each.expected);
}

export const sumOfNotes = (notes: readonly NoteCount[]): Qepik =>
  notes.reduce((sum, { value, count }) => sum + value * count, 0);

/**
 * Text that the kiosk signs: one fact a line, in this order. `id`: of the exchange. Badges and bag have no line break.
 */
export function cassetteRecord(
  kioskId: string,
  id: string,
  { outAt, count, second, begunBy }: CassetteExchange,
  bag: string,
): string {
  const notes = (list: readonly NoteCount[]) => list.map(({ value, count: number }) => `${number}x${value}`).join(' ');
  return [
    'asan-kiosk/cassette/v1',
    `kiosk ${kioskId}`,
    `exchange ${id}`,
    `out ${outAt ?? ''}`,
    `begun-by ${begunBy}`,
    `counted ${notes(count?.counted ?? [])}`,
    `expected ${notes(count?.expected ?? [])}`,
    `counted-by ${count?.by ?? ''} ${count?.at ?? ''}`,
    `second ${second ?? ''}`,
    `bag ${bag}`,
    '',
  ].join('\n');
}
