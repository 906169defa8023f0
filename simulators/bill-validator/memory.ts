import type { BillTable } from '../../drivers/bill-validator/ccnet/bill-table.ts';

/** One piece of paper, told from all others. */
export interface PhysicalNote {
  readonly id: number;
  /** Its kind in the unit's table. */
  readonly type: number;
}

/**
 * Where a note is inside: being looked at (`path`), held (`escrow`), on the way to the cassette while it can still be turned
 * back (`leaving`), too far for that (`beyond`), or hanging out of the mouth.
 */
export type Place = 'path' | 'escrow' | 'leaving' | 'beyond' | 'mouth';

/** Everything that is still so after a power cut. JSON. */
export interface CcnetUnitMemory {
  readonly inside: { readonly note: PhysicalNote; readonly at: Place } | null;
  /** A second note that was pushed in before the first was away. */
  readonly blocking: PhysicalNote | null;
  readonly cassette: readonly PhysicalNote[];
  readonly cassetteIn: boolean;
  /** Taken out of emptied cassettes by staff. */
  readonly collected: readonly PhysicalNote[];
  /** Back with the person who put them in, or pulled out by a hand that cleared a jam. */
  readonly handedBack: readonly PhysicalNote[];
  /** In the cassette and not acknowledged: the memory behind the unit's credit recovery. */
  readonly owed: PhysicalNote | null;
  readonly jam: 'path' | 'cassette' | null;
  readonly notesSeen: number;
}

export const NEW_UNIT: CcnetUnitMemory = {
  inside: null,
  blocking: null,
  cassette: [],
  cassetteIn: true,
  collected: [],
  handedBack: [],
  owed: null,
  jam: null,
  notesSeen: 0,
};

/** Eight kinds: seven values of a currency, and a number that is free. */
const kinds = (country: string, ...values: readonly number[]): BillTable => [
  ...values.map((value) => ({ digits: Number(String(value)[0]), exponent: Math.floor(Math.log10(value)), country })),
  null,
];

/**
 * The kinds of note of a unit as it is sold in Azerbaijan: dollars at 0, euros at 8, manats from 16 (as a public client of such
 * units lists them [derskythe/CashInMilliKart, CcnetBillTypes.cs]). The note of 200, which is younger than that list, has
 * the number that is free there.
 */
export const AZERBAIJANI_TABLE: BillTable = [
  ...kinds('USA', 1, 2, 5, 10, 20, 50, 100),
  ...kinds('EUR', 5, 10, 20, 50, 100, 200, 500),
  ...kinds('AZE', 1, 200, 5, 10, 20, 50, 100),
];
