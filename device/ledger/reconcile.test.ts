import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayTotals } from '../../drivers/payment-terminal/contract.ts';
import type { PaymentProof } from '../back-office/payment-proof.ts';
import type { OfficeRegisterRow } from '../back-office/register-list.ts';
import type { OfficeRegisterExtract, ReconciliationFinding, TerminalDayClosing } from './findings.ts';
import type { ApplicationToReconcile, LedgerSale } from './ledger-line.ts';
import { reconcile } from './reconcile.ts';

const TERMINAL = '52500041';
const PERIOD = { from: '2026-11-24T00:00:00+04:00', to: '2026-11-25T00:00:00+04:00' };
const at = (minute: number) => new Date(Date.parse('2026-11-24T05:00:00Z') + minute * 60_000).toISOString();

interface Books {
  readonly lines: readonly ApplicationToReconcile[];
  readonly closing: TerminalDayClosing;
  readonly register: OfficeRegisterExtract;
}

type Way = 'card' | 'returned' | 'cash' | 'free' | 'abandoned' | 'credit' | 'part';
interface Visit {
  readonly way: Way;
  readonly amount: number;
}

function agreeing(visits: readonly Visit[], first: number, counted: boolean): Books {
  let receipt = first - 1;
  const lines = visits.map(({ way, amount }, nth): ApplicationToReconcile => {
    const card = way === 'card' || way === 'returned' || way === 'part';
    if (card) receipt += 1;
    const number = String(((receipt + 9_999) % 9_999) + 1).padStart(4, '0');
    const sale: LedgerSale | null = card
      ? {
          ref: { terminalId: TERMINAL, traceNumber: String(receipt + 700).padStart(6, '0'), receiptNumber: number },
          amount,
          at: at(nth * 5 + 1),
          state: way === 'returned' ? 'returned' : 'stands',
        }
      : null;
    return {
      applicationId: `id-${nth}`,
      reference: `K5-${String(nth).padStart(4, '0')}-00`,
      since: at(nth * 5),
      dated: true,
      duty: way === 'free' ? 0 : way === 'part' ? amount + 50 : amount,
      credit: way === 'credit' ? amount : way === 'part' ? 50 : 0,
      sale,
      inDoubt: false,
      notes: way === 'cash' ? [amount] : null,
      registered: way !== 'returned' && way !== 'abandoned',
      byHand: null,
      open: false,
      dues: [],
    };
  });
  const rows = lines.map((line): OfficeRegisterRow => {
    const { applicationId: key, reference, since: lodgedAt, registered } = line;
    const payment = registered ? proofOf(line) : null;
    return { key, reference: reference ?? '', state: registered ? 'registered' : 'withdrawn', lodgedAt, payment };
  });
  return {
    lines,
    closing: { terminalId: TERMINAL, totals: totalsOf(lines, counted), period: PERIOD },
    register: { rows, period: PERIOD },
  };
}

function proofOf({ sale, notes, duty, credit }: ApplicationToReconcile): PaymentProof | null {
  if (sale) return { ...sale.ref, amount: sale.amount, at: sale.at, ...(credit > 0 && { credit }) };
  if (credit > 0) return { credit, amount: 0, at: at(0) };
  return notes && { notes, amount: duty, at: at(0) };
}

function totalsOf(lines: readonly ApplicationToReconcile[], counted: boolean): DayTotals {
  const sales = lines.flatMap(({ sale }) => (sale?.state === 'stands' ? [sale] : []));
  const amount = sales.reduce((sum, sale) => sum + sale.amount, 0);
  return {
    amount,
    traceNumber: null,
    date: null,
    time: null,
    receipts: {
      first: sales[0]?.ref.receiptNumber ?? '0000',
      last: sales.at(-1)?.ref.receiptNumber ?? '0000',
    },
    byCard: counted ? [{ card: 'visa', count: sales.length, amount }] : null,
  };
}

const visit = fc.record({
  way: fc.constantFrom<Way>('card', 'card', 'card', 'returned', 'cash', 'free', 'abandoned', 'credit', 'part'),
  amount: fc.integer({ min: 1, max: 40 }).map((manats) => manats * 100),
});
const visits = fc.array(visit, { minLength: 1, maxLength: 12 });
const firsts = fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 9_985, max: 9_999 }));

const all = ({ lines, closing, register }: Books) => reconcile(lines, closing, register);
const swap = <T>(list: readonly T[], nth: number, change: (item: T) => T): readonly T[] =>
  list.map((item, index) => (index === nth ? change(item) : item));
const withLines = (books: Books, lines: readonly ApplicationToReconcile[]): Books => ({ ...books, lines });
const withRows = (books: Books, rows: readonly OfficeRegisterRow[]): Books => ({
  ...books,
  register: { ...books.register, rows },
});
const withTotals = (books: Books, totals: DayTotals): Books => ({ ...books, closing: { ...books.closing, totals } });

interface Damage {
  readonly to: (line: ApplicationToReconcile) => boolean;
  readonly done: (books: Books, nth: number, counted: boolean) => Books;
  /** Expected finding between ledger and terminal; `register`: between ledger and register. Absent: none. */
  readonly terminal?: ReconciliationFinding['suspects'][number]['what'];
  readonly register?: ReconciliationFinding['suspects'][number]['what'];
}

const isSale = ({ sale }: ApplicationToReconcile) => sale?.state === 'stands';
const isPaid = (line: ApplicationToReconcile) => isSale(line) || line.notes !== null;
const without = (lines: readonly ApplicationToReconcile[], nth: number) => lines.filter((_, index) => index !== nth);
const alter = (line: ApplicationToReconcile, change: Partial<LedgerSale>): ApplicationToReconcile => ({
  ...line,
  sale: line.sale && { ...line.sale, ...change },
});

const unsold = (line: ApplicationToReconcile): ApplicationToReconcile => ({ ...line, sale: null });

const givenBack = (books: Books, which: readonly number[]): Books =>
  which.reduce(
    (before, nth) =>
      withRows(
        withLines(
          before,
          swap(before.lines, nth, (line) => ({
            ...alter(line, { state: 'returned-by-hand' }),
            byHand: 'returned',
            registered: false,
          })),
        ),
        swap(before.register.rows, nth, (row) => ({ ...row, state: 'withdrawn', payment: null })),
      ),
    books,
  );

const DAMAGES: Readonly<Record<string, Damage>> = {
  'a sale the ledger has lost': {
    to: isSale,
    done: (books, nth) => withLines(books, without(books.lines, nth)),
    terminal: 'not-in-ledger',
    register: 'not-in-ledger',
  },
  'a sale the terminal has lost': {
    to: isSale,
    done: (books, nth, counted) => withTotals(books, totalsOf(without(books.lines, nth), counted)),
    terminal: 'not-at-terminal',
  },
  'a sale for which the terminal took more': {
    to: isSale,
    done: (books, nth, counted) =>
      withTotals(
        books,
        totalsOf(
          swap(books.lines, nth, (line) => alter(line, { amount: (line.sale?.amount ?? 0) + 130 })),
          counted,
        ),
      ),
    terminal: 'amount-differs',
  },
  'a sale for which the terminal took less': {
    to: isSale,
    done: (books, nth, counted) =>
      withTotals(
        books,
        totalsOf(
          swap(books.lines, nth, (line) => alter(line, { amount: (line.sale?.amount ?? 0) - 30 })),
          counted,
        ),
      ),
    terminal: 'amount-differs',
  },
  'a sale with another amount in the ledger': {
    to: isSale,
    done: (books, nth) =>
      withLines(
        books,
        swap(books.lines, nth, (line) => alter(line, { amount: (line.sale?.amount ?? 0) + 70 })),
      ),
    terminal: 'amount-differs',
    register: 'amount-differs',
  },
  'a return that the terminal never made': {
    to: isSale,
    done: (books, nth) =>
      withRows(
        withLines(
          books,
          swap(books.lines, nth, (line) => ({ ...alter(line, { state: 'returned' }), registered: false })),
        ),
        swap(books.register.rows, nth, (row) => ({ ...row, state: 'withdrawn', payment: null })),
      ),
    terminal: 'return-not-at-terminal',
  },
  'a sale in doubt that the terminal counts': {
    to: isSale,
    done: (books, nth) =>
      withRows(
        withLines(
          books,
          swap(books.lines, nth, (line) => ({ ...line, sale: null, inDoubt: true, registered: false, open: true })),
        ),
        swap(books.register.rows, nth, (row) => ({ ...row, state: 'lodged', payment: null })),
      ),
    terminal: 'doubtful-sale-counted',
  },
  'a sale that staff gave back by hand': {
    to: isSale,
    done: (books, nth) => givenBack(books, [nth]),
    terminal: 'by-hand-returned',
  },
  'a sale without an approval in the ledger that staff gave back': {
    to: isSale,
    done: (books, nth) => withLines(givenBack(books, [nth]), swap(givenBack(books, [nth]).lines, nth, unsold)),
    terminal: 'by-hand-returned',
  },
  'a sale that staff settled as not paid': {
    to: isSale,
    done: (books, nth) =>
      withLines(
        givenBack(books, [nth]),
        swap(givenBack(books, [nth]).lines, nth, (line) => ({ ...unsold(line), byHand: 'not-paid' })),
      ),
    terminal: 'by-hand-not-paid',
  },
  'a payment that is not registered': {
    to: isPaid,
    done: (books, nth) =>
      withRows(
        books,
        swap(books.register.rows, nth, (row) => ({ ...row, state: 'lodged', payment: null })),
      ),
    register: 'paid-without-registration',
  },
  'a registration without proof of payment': {
    to: isPaid,
    done: (books, nth) =>
      withRows(
        books,
        swap(books.register.rows, nth, (row) => ({ ...row, payment: null })),
      ),
    register: 'registered-without-payment',
  },
  'a registration of an application that is not registered in the ledger': {
    to: ({ registered, duty }) => !registered && duty > 0,
    done: (books, nth) =>
      withRows(
        books,
        swap(books.register.rows, nth, (row) => ({ ...row, state: 'registered', payment: proofOf(books.lines[nth]!) })),
      ),
    register: 'registered-without-payment',
  },
  'a registration with another sale': {
    to: isSale,
    done: (books, nth) =>
      withRows(
        books,
        swap(books.register.rows, nth, (row) =>
          row.payment && 'terminalId' in row.payment
            ? { ...row, payment: { ...row.payment, traceNumber: '999998' } }
            : row,
        ),
      ),
    register: 'payment-differs',
  },
  'a registration with another credit': {
    to: ({ credit }) => credit > 0,
    done: (books, nth) =>
      withRows(
        books,
        swap(books.register.rows, nth, (row) =>
          row.payment?.credit ? { ...row, payment: { ...row.payment, credit: row.payment.credit + 1 } } : row,
        ),
      ),
    register: 'payment-differs',
  },
  'a registration without its credit': {
    to: ({ credit, duty }) => credit > 0 && credit === duty,
    done: (books, nth) =>
      withRows(
        books,
        swap(books.register.rows, nth, (row) => ({ ...row, payment: null })),
      ),
    register: 'registered-without-payment',
  },
  'a registration with other notes': {
    to: ({ notes }) => notes !== null,
    done: (books, nth) =>
      withRows(
        books,
        swap(books.register.rows, nth, (row) =>
          row.payment && 'notes' in row.payment ? { ...row, payment: { ...row.payment, notes: [100, 100] } } : row,
        ),
      ),
    register: 'payment-differs',
  },
  'a free service that is not in the register': {
    to: ({ registered, duty }) => registered && duty === 0,
    done: (books, nth) =>
      withRows(
        books,
        without(books.lines, nth).map((line) => books.register.rows[books.lines.indexOf(line)]!),
      ),
    register: 'not-in-register',
  },
  'a free registration that the ledger does not have': {
    to: ({ registered, duty }) => registered && duty === 0,
    done: (books, nth) =>
      withLines(
        books,
        swap(books.lines, nth, (line) => ({ ...line, registered: false })),
      ),
    register: 'registration-not-in-ledger',
  },
};

describe('books that agree', () => {
  it('when the three books agree, then there is no finding', () => {
    fc.assert(
      fc.property(visits, firsts, fc.boolean(), (day, first, counted) => {
        expect(all(agreeing(day, first, counted))).toEqual([]);
      }),
    );
  });

  it('when the terminal’s day began before midnight and a sale follows its closing, then there is no finding', () => {
    const books = agreeing(
      [
        { way: 'card', amount: 500 },
        { way: 'card', amount: 900 },
        { way: 'card', amount: 300 },
      ],
      41,
      true,
    );
    const lines = swap(
      swap(books.lines, 0, (line) => alter(line, { at: '2026-11-23T22:10:00+04:00' })),
      2,
      (line) => alter(line, { at: '2026-11-24T19:00:00+04:00' }),
    );
    const closing = {
      ...books.closing,
      totals: totalsOf(lines.slice(0, 2), true),
      period: { ...PERIOD, to: '2026-11-24T18:30:00+04:00' },
    };
    expect(reconcile(lines, closing, null)).toEqual([]);
  });
});

describe('sales that staff gave back by hand', () => {
  const day = agreeing(
    [500, 900, 300, 700].map((amount) => ({ way: 'card', amount })),
    41,
    true,
  );
  const named = (findings: readonly ReconciliationFinding[]) =>
    findings.map(({ difference, suspects }) => [difference, suspects.map(({ what, amount }) => [what, amount])]);

  it('when the terminal counts all these sales, then each is a finding', () => {
    expect(named(all(givenBack(day, [0, 2])))).toEqual([
      [500, [['by-hand-returned', 500]]],
      [300, [['by-hand-returned', 300]]],
    ]);
  });

  it('when the ledger also lost another sale, then that sale is one more finding', () => {
    const { lines, ...others } = givenBack(day, [0, 2]);
    expect(named(reconcile(without(lines, 3), others.closing, null))).toEqual([
      [500, [['by-hand-returned', 500]]],
      [300, [['by-hand-returned', 300]]],
      [700, [['not-in-ledger', 700]]],
    ]);
  });

  it('when staff reversed these sales at the keypad of the terminal, then they are no finding', () => {
    const books = givenBack(day, [1]);
    expect(all(withTotals(books, totalsOf(books.lines, true)))).toEqual([]);
    const lost = without(books.lines, 3);
    expect(named(reconcile(lost, { ...books.closing, totals: totalsOf(books.lines, true) }, null))).toEqual([
      [700, [['not-in-ledger', 700]]],
    ]);
  });
});

describe.each(Object.entries(DAMAGES))('%s', (_, damage) => {
  const damaged = fc
    .tuple(visits, firsts, fc.boolean(), fc.nat(11))
    .map(([day, first, counted, pick]) => ({ books: agreeing(day, first, counted), counted, pick }))
    .filter(({ books }) => books.lines.some(damage.to))
    .map(({ books, counted, pick }) => {
      const able = books.lines.flatMap((line, nth) => (damage.to(line) ? [nth] : []));
      const nth = able[pick % able.length] ?? 0;
      const line = books.lines[nth]!;
      return { before: books, counted, line, after: damage.done(books, nth, counted) };
    });

  it('when one visit is damaged in this way, then its finding is the only one', () => {
    fc.assert(
      fc.property(damaged, ({ line, after }) => {
        const findings = all(after);
        const names = ({ suspects }: ReconciliationFinding, what: string | undefined) =>
          suspects.some(
            (each) =>
              each.what === what &&
              (each.applicationId === line.applicationId ||
                (each.receiptNumber !== null && each.receiptNumber === line.sale?.ref.receiptNumber)),
          );
        const ofTerminal = findings.filter(({ between }) => between === 'ledger-terminal');
        const ofRegister = findings.filter(({ between }) => between === 'ledger-register');
        expect([ofTerminal.length, ofRegister.length]).toEqual([damage.terminal ? 1 : 0, damage.register ? 1 : 0]);
        for (const found of ofTerminal) expect(names(found, damage.terminal), JSON.stringify(found)).toBe(true);
        for (const found of ofRegister) {
          expect(found.suspects).toHaveLength(1);
          expect(names(found, damage.register), JSON.stringify(found)).toBe(true);
        }
      }),
    );
  });
});
