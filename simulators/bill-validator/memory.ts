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
  /** Back with whoever put them in, or pulled out by a hand that cleared a jam. */
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

const note = (digits: number, exponent: number, country: string) => ({ digits, exponent, country });

/**
 * The kinds of note of a unit as it is sold in Azerbaijan: dollars at 0, euros at 8, manats from 16 (as a public client of such
 * units lists them [derskythe/CashInMilliKart, CcnetBillTypes.cs]). The note of 200, which is younger than that list, has
 * the number that is free there.
 */
export const AZERBAIJANI_TABLE: BillTable = [
  note(1, 0, 'USA'),
  note(2, 0, 'USA'),
  note(5, 0, 'USA'),
  note(1, 1, 'USA'),
  note(2, 1, 'USA'),
  note(5, 1, 'USA'),
  note(1, 2, 'USA'),
  null,
  note(5, 0, 'EUR'),
  note(1, 1, 'EUR'),
  note(2, 1, 'EUR'),
  note(5, 1, 'EUR'),
  note(1, 2, 'EUR'),
  note(2, 2, 'EUR'),
  note(5, 2, 'EUR'),
  null,
  note(1, 0, 'AZE'),
  note(2, 2, 'AZE'),
  note(5, 0, 'AZE'),
  note(1, 1, 'AZE'),
  note(2, 1, 'AZE'),
  note(5, 1, 'AZE'),
  note(1, 2, 'AZE'),
  null,
];
