import { concat, toHex } from '../../bytes.ts';
import { digitsToBcd, fromBcd, toBcd } from './bcd.ts';

/** Card schemes in the order of field 60. */
export const CARD_SCHEMES = ['girocard', 'jcb', 'mastercard', 'amex', 'visa', 'diners', 'other'] as const;

export type CardScheme = (typeof CARD_SCHEMES)[number];

/** Field 60 of an end of day: turnover since the last end of day. */
export interface FieldTotals {
  /** Four digits each. */
  readonly firstReceipt: string;
  readonly lastReceipt: string;
  /** Card schemes in the order of `CARD_SCHEMES`. `amount` in integer qəpik. */
  readonly cards: readonly { readonly card: CardScheme; readonly count: number; readonly amount: number }[];
}

const RECEIPT_BYTES = 2;
const AMOUNT_BYTES = 6;
const CARD_BYTES = 1 + AMOUNT_BYTES;
const TOTALS_BYTES = 2 * RECEIPT_BYTES + CARD_SCHEMES.length * CARD_BYTES;

/**
 * Reads field 60 [PA00P015 13.08, end of day, status information]. It has two receipt numbers in BCD, then per card a binary count and an
 * amount in BCD. `undefined`: other data.
 */
export function readTotals(data: Uint8Array): FieldTotals | undefined {
  if (data.length !== TOTALS_BYTES) return undefined;
  const cards: FieldTotals['cards'][number][] = [];
  for (const [i, card] of CARD_SCHEMES.entries()) {
    const at = 2 * RECEIPT_BYTES + i * CARD_BYTES;
    const amount = fromBcd(data.subarray(at + 1, at + CARD_BYTES));
    if (amount === undefined) return undefined;
    cards.push({ card, count: data[at] ?? 0, amount });
  }
  return {
    firstReceipt: toHex(data.subarray(0, RECEIPT_BYTES)),
    lastReceipt: toHex(data.subarray(RECEIPT_BYTES, 2 * RECEIPT_BYTES)),
    cards,
  };
}

/** Missing cards are zero. A count above 255 does not fit and is written as 255. */
export function writeTotals({ firstReceipt, lastReceipt, cards }: FieldTotals): Uint8Array {
  const of = (card: CardScheme) => cards.find((one) => one.card === card) ?? { count: 0, amount: 0 };
  return concat(
    digitsToBcd(firstReceipt, RECEIPT_BYTES),
    digitsToBcd(lastReceipt, RECEIPT_BYTES),
    ...CARD_SCHEMES.flatMap((card) => [[Math.min(of(card).count, 0xff)], toBcd(of(card).amount, AMOUNT_BYTES)]),
  );
}
