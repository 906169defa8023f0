import { isDeepStrictEqual } from 'node:util';
import { parseTerminalTime } from '../../drivers/payment-terminal/transaction-order.ts';
import { commissionedTerminal, withReversalByHand, withSaleByHand } from '../../simulators/payment-terminal/by-hand.ts';
import { emptyMemory, type Sale, type ZvtTerminalState } from '../../simulators/payment-terminal/memory.ts';
import { closingEntryOf, type FourBooks } from '../support/four-books.ts';

export const HISTORIES = {
  'exchanged by an empty one under the same id': ({ terminalId }) => emptyMemory(terminalId),
  'exchanged by a tried one under the same id': ({ terminalId }, now) =>
    commissionedTerminal(emptyMemory(terminalId), now),
  'exchanged by one of another id': (_, now) => commissionedTerminal(emptyMemory('99999999'), now),
  'reset, so that it counts anew': (memory, now) =>
    commissionedTerminal({ ...memory, traceNumber: 0, receiptNumber: 0, last: null }, now),
  'used for a sale by hand': (memory, now, amount) => withSaleByHand(memory, amount, now),
  'used for a sale and a reversal by hand': (memory, now, amount) =>
    withReversalByHand(withSaleByHand(memory, amount, now), now),
} as const satisfies Record<string, (memory: ZvtTerminalState, now: Date, amount: number) => ZvtTerminalState>;

export type TerminalHistoryName = keyof typeof HISTORIES;

export const HISTORY_NAMES = Object.keys(HISTORIES) as readonly TerminalHistoryName[];

export interface CabinetSales {
  readonly own: readonly Sale[];
  readonly byHand: readonly Sale[];
}

/**
 * False statements of the ledger about a terminal of `HISTORIES`. These are a wrong outcome, a standing sale that neither an application
 * nor the staff list has, and a manual sale taken for the kiosk's.
 */
export function falseClaims(
  { ledger, staff }: Pick<FourBooks, 'ledger' | 'staff'>,
  { own, byHand }: CabinetSales,
): readonly string[] {
  const applications = ledger.map(({ id, entries }) => {
    const approved = entries.find((entry) => entry.kind === 'approved');
    const last = closingEntryOf(entries);
    const ref = approved?.kind === 'approved' ? approved.approval.ref : null;
    return { id, ref, outcome: last?.kind === 'closed' ? last.outcome : null };
  });
  const isOf = (ref: (typeof applications)[number]['ref'], sale: Sale): boolean =>
    ref !== null && isSame(ref, sale) && isAt(ref.at, sale.at);
  const wrong = applications.flatMap(({ id, ref, outcome }) => {
    if (ref === null) return [];
    if (byHand.some((sale) => isOf(ref, sale))) return [`${id} has a sale that staff made by hand`];
    const sale = own.find((one) => isOf(ref, one));
    const stands = outcome?.startsWith('delivered') ? 'approved' : outcome === 'returned' ? 'reversed' : null;
    return stands !== null && sale?.state !== stands ? [`${id} ended ${outcome}, and its sale is ${sale?.state}`] : [];
  });
  const unaccounted = own
    .filter(({ state }) => state === 'approved')
    .filter((sale) => !applications.some(({ ref }) => isOf(ref, sale)));
  const looked = applications.filter(({ id, ref }) => ref === null && staff.includes(id)).length;
  return [
    ...wrong,
    ...unaccounted.slice(looked).map(({ ref }) => `sale ${ref.traceNumber} stands and nobody is told of it`),
  ];
}

const isSame = (ref: Sale['ref'], sale: Sale): boolean =>
  isDeepStrictEqual(
    [ref.terminalId, ref.traceNumber, ref.receiptNumber],
    [sale.ref.terminalId, sale.ref.traceNumber, sale.ref.receiptNumber],
  );

/** 2 s, because the terminal notes two moments. */
const isAt = (at: string | undefined, booked: string): boolean =>
  at !== undefined && Math.abs(parseTerminalTime(at, Date.parse(booked)) - Date.parse(booked)) < 2_000;
