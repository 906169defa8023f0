import { type Application, applyEntry } from '../../device/ledger/application.ts';
import { owesCredit, whyCashForbidsPhase } from '../../device/ledger/cash.ts';
import { describeCashImbalance, NO_CASH } from '../../device/ledger/cash-accounts.ts';
import { notesStacked } from '../../device/ledger/cassette-count.ts';
import { readCreditCode } from '../../device/ledger/credit-code.ts';
import type { LedgerEntry, NoteCount } from '../../device/ledger/entries.ts';
import { isWithinPeriod } from '../../device/ledger/findings.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import type { ApplicationToReconcile, LedgerSale } from '../../device/ledger/ledger-line.ts';
import { nextSettlementStep } from '../../device/ledger/next-step.ts';
import { paymentProofOf } from '../../device/ledger/proof.ts';
import { reconcile } from '../../device/ledger/reconcile.ts';
import { sampleCreditCode } from '../support/sample-credit.ts';
import { type BoundPair, boundPair } from './pair.ts';

const AT = '2026-11-24T10:00:00+04:00';
const QUOTED: LedgerEntry = {
  kind: 'quoted',
  service: 's',
  tier: null,
  tariffDate: null,
  amount: 500,
  paper: 'receipt',
};
const LODGED: readonly LedgerEntry[] = [QUOTED, { kind: 'lodged', reference: 'K5-7QF2-41' }];
const TAKING: readonly LedgerEntry[] = [...LODGED, { kind: 'cashIntent' }];

function folded(...entries: readonly LedgerEntry[]): Application {
  let application: Application | undefined;
  for (const entry of entries) application = applyEntry('a', application, entry);
  if (!application) throw new Error('no entries');
  return application;
}

function takes(...entries: readonly LedgerEntry[]): boolean {
  try {
    folded(...entries);
    return true;
  } catch {
    return false;
  }
}

const OUT_AND_IN: readonly LedgerEntry[] = [
  { kind: 'cassetteBegun', by: 'T-017', since: 0, at: AT },
  { kind: 'cassetteOut', at: AT },
  { kind: 'cassetteIn', at: AT },
];
const counted = (note: NoteCount): LedgerEntry => ({
  kind: 'cassetteCounted',
  counted: [note],
  expected: [],
  by: 'T-017',
  at: AT,
});

const note = (value: number): readonly LedgerEntry[] => [
  { kind: 'noteHeld', noteId: 'n', value },
  { kind: 'noteStacked', noteId: 'n' },
];
const reserve = (amount: number): LedgerEntry => ({ kind: 'creditReserved', amount, at: AT }) as LedgerEntry;
const stopped = (value: number): readonly LedgerEntry[] => [
  ...TAKING,
  ...(value > 0 ? note(value) : []),
  { kind: 'cashStopped' },
];

const CODE = sampleCreditCode('K', 'a').replaceAll('-', '');
const read = (symbols: number) => {
  const its = readCreditCode(CODE.slice(CODE.length - symbols));
  return typeof its === 'string' ? its : 'whole';
};

const PERIOD = { from: '2026-11-24T00:00:00+04:00', to: '2026-11-25T00:00:00+04:00' };
const REF = { terminalId: '52500041', traceNumber: '000042', receiptNumber: '0008' };
const sale = (amount: number, state: LedgerSale['state'] = 'stands'): LedgerSale => ({
  ref: REF,
  amount,
  at: AT,
  state,
});
const line = (its: Partial<ApplicationToReconcile>): ApplicationToReconcile => ({
  applicationId: 'a',
  reference: 'r',
  since: AT,
  dated: true,
  duty: 500,
  credit: 0,
  sale: null,
  inDoubt: false,
  notes: null,
  registered: true,
  byHand: null,
  open: false,
  dues: [],
  ...its,
});
const totals = (amount: number, count: number | null, last = '0008') => ({
  amount,
  traceNumber: null,
  date: null,
  time: null,
  receipts: { first: '0008', last },
  byCard: count === null ? null : [{ card: 'visa', count, amount }],
});

function suspects(
  lines: readonly ApplicationToReconcile[],
  counted: ReturnType<typeof totals>,
  rows: readonly object[] = [],
): readonly string[] {
  const closing = { terminalId: REF.terminalId, totals: counted, period: PERIOD };
  const found = reconcile(lines, closing as never, { rows, period: PERIOD } as never);
  return found.flatMap(({ between, suspects: its }) => its.map(({ what }) => `${between}: ${what}`));
}

const row = (payment: object | null) => ({ key: 'a', reference: 'r', state: 'registered', lodgedAt: AT, payment });

const unpaid = (its: Partial<ApplicationToReconcile>): readonly string[] =>
  suspects([line(its)], totals(0, 0, '0000'), [row(null)]);

const ofTerminal = (all: readonly string[]) => all.filter((what) => what.startsWith('ledger-terminal')).join();

function notesBetween(after: number, upTo: number): number {
  const ledger = openLedger({ file: ':memory:', now: () => new Date(0) });
  for (const entry of [...TAKING, ...note(500)]) ledger.append('a', entry);
  const { length } = notesStacked(ledger, after, upTo);
  ledger.close();
  return length;
}

export const LEDGER_PAIRS: readonly BoundPair[] = [
  boundPair(
    'cash-accounts.ts: sum < 0',
    [0, true],
    [-1, false],
    (held) => describeCashImbalance({ ...NO_CASH, held }) === null,
  ),
  boundPair('cash.ts: owedCash(application) > 0', [0, false], [1, true], (value) =>
    owesCredit(folded(...stopped(value))),
  ),
  boundPair('cash.ts: amount <= 0', [1, true], [0, false], (amount) =>
    takes(...stopped(amount), { kind: 'creditIssued', code: 'c', amount, at: AT }),
  ),
  boundPair(
    'cash.ts: insertedCash(application) < restToPay(application)',
    [500, true],
    [499, false],
    (value) => whyCashForbidsPhase(folded(...TAKING, ...note(value)), 'cashPaid') === null,
  ),
  boundPair('cassette-count.ts: at <= after', [3, 1], [4, 0], (after) => notesBetween(after, 5)),
  boundPair('cassette-count.ts: at > upTo', [4, 1], [3, 0], (upTo) => notesBetween(0, upTo)),
  boundPair('cassette-exchange.ts: count >= 0', [0, true], [-1, false], (count) =>
    takes(...OUT_AND_IN, counted({ value: 500, count })),
  ),
  boundPair('cassette-exchange.ts: value > 0', [1, true], [0, false], (value) =>
    takes(...OUT_AND_IN, counted({ value, count: 1 })),
  ),
  boundPair(
    'next-step.ts: insertedCash(application) >= restToPay(application)',
    [500, 'count-cash'],
    [499, 'stop-cash'],
    (value) => nextSettlementStep(folded(...TAKING, ...note(value)))?.do,
  ),
  boundPair('credit-code.ts: symbols.length < LENGTH + 3', [11, 'whole'], [10, 'incomplete'], read),
  boundPair(
    'findings.ts: time >= Date.parse(from)',
    ['2026-11-24T00:00:00.000+04:00', true],
    ['2026-11-23T23:59:59.999+04:00', false],
    (at) => isWithinPeriod(at, PERIOD),
  ),
  boundPair(
    'findings.ts: time < Date.parse(to)',
    ['2026-11-24T23:59:59.999+04:00', true],
    ['2026-11-25T00:00:00.000+04:00', false],
    (at) => isWithinPeriod(at, PERIOD),
  ),
  boundPair(
    'proof.ts: restToPay(application) > 0',
    [500, true],
    [499, false],
    (amount) => paymentProofOf(folded(...LODGED, reserve(amount))) !== null,
  ),
  boundPair('reserved.ts: amount <= 0', [1, true], [0, false], (amount) => takes(...LODGED, reserve(amount))),
  boundPair('reserved.ts: amount > application.amount', [500, true], [501, false], (amount) =>
    takes(...LODGED, reserve(amount)),
  ),
  boundPair(
    'reconcile-register.ts: line.duty > line.credit',
    [500, true],
    [499, false],
    (credit) => suspects([line({ credit })], totals(0, 0, '0000'), [row({ credit, amount: 0, at: AT })]).length === 0,
  ),
  boundPair('reconcile-register.ts: line.duty > 0', [0, 0], [1, 1], (duty) => unpaid({ duty, credit: duty }).length),
  boundPair(
    'reconcile-terminal.ts: more > 0',
    [1, 'ledger-terminal: amount-differs'],
    [2, 'ledger-terminal: not-in-ledger'],
    (count) => ofTerminal(suspects([line({ sale: sale(500) })], totals(700, count, '0009'))),
  ),
  boundPair(
    'reconcile-terminal.ts: books.difference > 0',
    [500, ''],
    [501, 'ledger-terminal: amount-differs'],
    (amount) => ofTerminal(suspects([line({ sale: sale(500) })], totals(amount, 1))),
  ),
  boundPair(
    'reconcile-terminal.ts: books.difference < 0',
    [500, ''],
    [499, 'ledger-terminal: amount-differs'],
    (amount) => ofTerminal(suspects([line({ sale: sale(500) })], totals(amount, 1))),
  ),
  boundPair(
    'reconcile-terminal.ts: sale.amount > -difference',
    [1, 'ledger-terminal: amount-differs'],
    [0, ''],
    (amount) => ofTerminal(suspects([line({ sale: sale(500) })], totals(amount, 1))),
  ),
  boundPair(
    'reconcile-terminal.ts: count >= MOST',
    [254, 'ledger-terminal: not-in-ledger'],
    [255, 'ledger-terminal: not-in-ledger,ledger-terminal: amount-differs'],
    // From 255 on, the counter of a card has no meaning.
    (count) => ofTerminal(suspects([line({ sale: sale(500) })], { ...totals(700, count, '0009') })),
  ),
  boundPair(
    'reconcile-terminal.ts: (((Number(receiptNumber) - first) % RECEIPTS) + RECEIPTS) % RECEIPTS < length',
    ['0008', ''],
    ['0009', 'ledger-terminal: not-at-terminal'],
    (receiptNumber) => {
      const other = { ...sale(500), ref: { ...REF, receiptNumber } };
      const all =
        receiptNumber === '0008'
          ? [line({ sale: other })]
          : [line({ sale: sale(500) }), line({ applicationId: 'b', sale: other })];
      return ofTerminal(suspects(all, totals(500, 1)));
    },
  ),
];

/** These comparisons need a ledger file, a till or a clock. */
export const LEDGER_WITHOUT_PAIR: readonly string[] = [
  'cash-dealings.ts: insertedCash(application) >= restToPay(application)',
  'cash-dealings.ts: rest > 0',
  'integrity.ts: (newestChainLink(db)?.seq ?? 0) < gone.seq',
  'integrity.ts: touched.size < MOST_FOLDED',
  'integrity.ts: end < from.seq',
  'integrity.ts: unlisted.run().changes > 0',
  'integrity.ts: (newestChainLink(db)?.seq ?? 0) < mark.seq',
  'integrity.ts: aside.size > 0',
  'integrity.ts: aside.size > 0',
  'ledger-file.ts: names > 1',
  'mark-file.ts: count >= 0',
  'next-step.ts: copies > 0',
  'reconcile-terminal.ts: Math.abs(books.more) <= 1',
  'schema-version.ts: found <= SCHEMA_VERSION',
  'settle-by-hand.ts: open.length > 1',
  'settlement.ts: unclaimed().length < before',
  'settlement.ts: left > 0',
  'settlement.ts: clock.now() >= (notBefore.get(id) ?? 0)',
  'standing.ts: (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0',
  'standing.ts: known.seq > 0',
  'standing.ts: named > has.seq',
  'standing.ts: short > 0',
  'standing.ts: short > MAX_LOST_COMMITS',
  'standing.ts: short > 0',
  'standing.ts: has.leaves < mark.leaves - Math.max(0, short)',
  'standing.ts: has.leaves >= mark.leaves',
  'standing.ts: short > 0',
  'standing.ts: has.seq > 0',
  'standing.ts: seq > 0',
  'standing.ts: seq <= last',
  'till.ts: missingCash(application) > 0',
  'till.ts: value - missing <= overpayLimit',
];
