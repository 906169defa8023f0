/** What a printer's driver must still know after a power cut. JSON. */
export interface PrinterMemo {
  /** Since the roll was new, in mm. */
  readonly printedMm: number;
  /** A receipt was begun and did not come out whole; its remains may hang out of the printer or wait in it. */
  readonly unfinished: boolean;
  /** The number of that receipt, where it had one. */
  readonly number?: string;
}

/** Where it is kept, by whoever has a disk. */
export interface PrinterMemory {
  /** The length of a new roll, in mm; `null` where nobody measured it, then nothing is said of what is left. */
  readonly rollMm: number | null;
  load(): PrinterMemo | undefined;
  /** Returns when it is safe. */
  save(memo: PrinterMemo): void;
}

export const NOTHING_PRINTED: PrinterMemo = { printedMm: 0, unfinished: false };
