import { DAY_MS } from '../../drivers/durations.ts';
import type { Qepik } from '../../drivers/money.ts';
import type { DayTotals } from '../../drivers/payment-terminal/contract.ts';
import {
  type DisputedTransaction,
  isWithinPeriod,
  type ReconciliationDifference,
  type ReconciliationFinding,
  type TerminalDayClosing,
  type TimePeriod,
} from './findings.ts';
import type { ApplicationToReconcile, LedgerSale } from './ledger-line.ts';

type Sold = ApplicationToReconcile & { readonly sale: LedgerSale };

/**
 * Differences between the ledger and the terminal. A terminal reports sums and a range of receipts, never single sales, so the wrong sale
 * has to be inferred.
 */
export function terminalFindings(
  lines: readonly ApplicationToReconcile[],
  closing: TerminalDayClosing,
): readonly ReconciliationFinding[] {
  const { totals, terminalId, period } = closing;
  const sold = lines.filter((line): line is Sold => line.sale?.ref.terminalId === terminalId);
  const range = receiptRange(totals);
  // A terminal's day may begin before midnight. A sale with a receipt in its range belongs to the day, unless the ledger's time is days
  // away.
  const ofDay = sold.filter(({ sale, dated }) =>
    range?.has(sale.ref.receiptNumber) ? !dated || near(sale.at, period) : isWithinPeriod(sale.at, period),
  );
  const standing = ofDay.filter(({ sale }) => sale.state === 'stands');
  const outside = range ? standing.filter(({ sale }) => !range.has(sale.ref.receiptNumber)) : [];
  const inside = standing.filter((line) => !outside.includes(line));
  const named = outside.map((line) => finding(-line.sale.amount, [suspect('not-at-terminal', line)], line.open));
  const sum = sumOf(totals);
  if (sum === null) return named;

  const count = countOf(totals);
  const free = range && unclaimed(range, sold);
  const doubtful = lines.filter((line) => line.inDoubt || (!line.sale && line.byHand && near(line.since, period)));
  const against = (counted: readonly Sold[]): Compared => ({
    inside: counted,
    ofDay,
    doubtful,
    free,
    difference: sum - counted.reduce((total, { sale }) => total + sale.amount, 0),
    more: count === null ? null : count - counted.length,
  });
  const books = against(inside);
  if (agree(books)) return named;
  const handed = ofDay.filter(({ sale }) => sale.state === 'returned-by-hand');
  const rest = against([...inside, ...handed]);
  // The terminal counts sales that staff gave back by hand, unless staff reversed them at its keypad.
  if (handed.length === 0 || (!agree(rest) && hasSingleCause(books))) return [...named, findingOf(books, lines)];
  return [
    ...named,
    ...handed.map((line) => finding(line.sale.amount, [suspect('by-hand-returned', line)], line.open)),
    ...(agree(rest) ? [] : [findingOf(rest, lines)]),
  ];
}

const agree = ({ difference, more }: Compared): boolean => difference === 0 && (more === null || more === 0);

const hasSingleCause = (books: Compared): boolean =>
  books.more !== null && Math.abs(books.more) <= 1 && suspectsOf(books).length > 0;

const suspectsOf = (books: Compared): readonly DisputedTransaction[] =>
  books.difference > 0 ? surplus(books) : books.difference < 0 ? shortage(books) : [];

function findingOf(books: Compared, lines: readonly ApplicationToReconcile[]): ReconciliationFinding {
  const suspects = suspectsOf(books);
  const open =
    suspects.length === 1 &&
    lines.some(({ applicationId, open: its }) => its && applicationId === suspects[0]?.applicationId);
  return finding(books.difference, suspects, open);
}

interface Compared {
  readonly inside: readonly Sold[];
  readonly ofDay: readonly Sold[];
  readonly difference: Qepik;
  /** Surplus of sales at the terminal; `null`: the terminal told no number of sales. */
  readonly more: number | null;
  /** The terminal may have a sale for these applications. */
  readonly doubtful: readonly ApplicationToReconcile[];
  /** Receipts in the terminal's range that the ledger does not know; `null`: no range. */
  readonly free: readonly string[] | null;
}

function surplus({ inside, ofDay, difference, more, doubtful, free }: Compared): DisputedTransaction[] {
  const oneMore = more === null || more > 0;
  const sameCount = more === null || more === 0;
  // With two or more sales too many, each amount is unknown.
  const amount = more === null || more === 1 ? difference : null;
  return [
    ...(oneMore
      ? [
          ...doubtful
            .filter(({ duty, credit }) => duty - credit === difference)
            .map((line) => suspect(line.byHand ? `by-hand-${line.byHand}` : 'doubtful-sale-counted', line)),
          ...ofDay
            .filter(({ sale }) => sale.state !== 'stands' && sale.amount === difference)
            .map((line) =>
              suspect(line.sale.state === 'returned-by-hand' ? 'by-hand-returned' : 'return-not-at-terminal', line),
            ),
          ...(free ?? [null]).map((receiptNumber) => ({ ...UNKNOWN, receiptNumber, amount })),
        ]
      : []),
    ...(sameCount ? inside.map((line) => suspect('amount-differs', line)) : []),
  ];
}

function shortage({ inside, difference, more }: Compared): DisputedTransaction[] {
  const oneLess = more === null || more === -1;
  const sameCount = more === null || more === 0;
  return [
    ...(oneLess ? inside.filter(({ sale }) => sale.amount === -difference) : []).map((line) =>
      suspect('not-at-terminal', line),
    ),
    ...(sameCount ? inside.filter(({ sale }) => sale.amount > -difference) : []).map((line) =>
      suspect('amount-differs', line),
    ),
  ];
}

const UNKNOWN = {
  what: 'not-in-ledger',
  applicationId: null,
  reference: null,
  traceNumber: null,
} as const satisfies Partial<DisputedTransaction>;

function suspect(
  what: ReconciliationDifference,
  { applicationId, reference, sale, duty, credit }: ApplicationToReconcile,
): DisputedTransaction {
  const { receiptNumber = null, traceNumber = null } = sale?.ref ?? {};
  return { what, applicationId, reference, receiptNumber, traceNumber, amount: sale?.amount ?? duty - credit };
}

const finding = (
  difference: Qepik,
  suspects: readonly DisputedTransaction[],
  open: boolean,
): ReconciliationFinding => ({
  between: 'ledger-terminal',
  difference,
  suspects,
  open,
});

interface Range {
  has(receiptNumber: string): boolean;
  readonly all: () => readonly string[];
}

/** Receipt numbers in an end of day have four digits and start again after 9999. */
const RECEIPTS = 10_000;

function receiptRange({ receipts }: DayTotals): Range | null {
  // The range of an empty day is 0000 to 0000.
  if (!receipts || Number(receipts.last) === 0) return null;
  const first = Number(receipts.first);
  const length = ((Number(receipts.last) - first + RECEIPTS) % RECEIPTS) + 1;
  const number = (nth: number) => String((first + nth) % RECEIPTS).padStart(4, '0');
  return {
    has: (receiptNumber) => (((Number(receiptNumber) - first) % RECEIPTS) + RECEIPTS) % RECEIPTS < length,
    all: () => Array.from({ length }, (_, nth) => number(nth)),
  };
}

function unclaimed(range: Range, sold: readonly Sold[]): readonly string[] {
  const known = new Set(sold.map(({ sale }) => Number(sale.ref.receiptNumber) % RECEIPTS));
  // 0001 follows 9999.
  return range.all().filter((receipt) => Number(receipt) !== 0 && !known.has(Number(receipt)));
}

const sumOf = ({ amount, byCard }: DayTotals): Qepik | null =>
  amount ?? byCard?.reduce((sum, card) => sum + card.amount, 0) ?? null;

/** Highest count of sales of one card scheme in the day's totals. The count has one byte: 255 means 255 or more. */
const MOST = 255;

function countOf({ byCard }: DayTotals): number | null {
  if (!byCard || byCard.some(({ count }) => count >= MOST)) return null;
  return byCard.reduce((sum, { count }) => sum + count, 0);
}

/** From two days before the period to one day after it: receipt numbers return after 10,000 sales, which takes weeks. */
const near = (at: string, { from, to }: TimePeriod): boolean =>
  isWithinPeriod(at, {
    from: new Date(Date.parse(from) - 2 * DAY_MS).toISOString(),
    to: new Date(Date.parse(to) + DAY_MS).toISOString(),
  });
