import type { BillTable } from '../../drivers/bill-validator/ccnet/bill-table.ts';

export interface PhysicalNote {
  readonly id: number;
  readonly type: number;
}

/** `path`: being checked or coming back; `escrow`: held; `leaving`: leaving and returnable; `beyond`: not returnable; or in the mouth. */
export type Place = 'path' | 'escrow' | 'leaving' | 'beyond' | 'mouth';

/** Survives a power cut. JSON. */
export interface CcnetUnitMemory {
  readonly inside: { readonly note: PhysicalNote; readonly at: Place } | null;
  /** Second note, pushed in before the first was away. */
  readonly blocking: PhysicalNote | null;
  readonly cassette: readonly PhysicalNote[];
  readonly cassetteIn: boolean;
  /** Notes that staff took out of cassettes. */
  readonly collected: readonly PhysicalNote[];
  /** Also pulled out by a hand that cleared a jam. */
  readonly handedBack: readonly PhysicalNote[];
  /** Not acknowledged, for credit recovery. */
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

/** Seven values of a currency, and one free number. */
const kinds = (country: string, ...values: readonly number[]): BillTable => [
  ...values.map((value) => ({ digits: Number(String(value)[0]), exponent: Math.floor(Math.log10(value)), country })),
  null,
];

/**
 * As sold in Azerbaijan: dollars from 0, euros from 8, manats from 16 (list of a public client [derskythe/CashInMilliKart,
 * CcnetBillTypes.cs]). The newer note of 200 is 17.
 */
export const AZERBAIJANI_BILL_TABLE: BillTable = [
  ...kinds('USA', 1, 2, 5, 10, 20, 50, 100),
  ...kinds('EUR', 5, 10, 20, 50, 100, 200, 500),
  ...kinds('AZE', 1, 200, 5, 10, 20, 50, 100),
];
