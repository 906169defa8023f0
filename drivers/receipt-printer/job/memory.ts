import type { PaperSupply } from '../contract.ts';

/** What a printer's driver must still know after a power cut. JSON. */
export interface PrinterMemo {
  /** Since the roll was new, in mm. */
  readonly printedMm: number;
  /** A receipt was begun and did not come out whole; its remains may hang out of the printer or wait in it. */
  readonly unfinished: boolean;
  /** The number of that receipt, where it had one. */
  readonly number?: string;
}

/** Where the memo of a printer is kept; the driver itself writes no files. */
export interface PrinterMemory {
  /** The length of a new roll, in mm; `null` where nobody measured it, then nothing is said of what is left. */
  readonly rollMm: number | null;
  load(): PrinterMemo | undefined;
  /** Returns when it is safe. */
  save(memo: PrinterMemo): void;
}

const NOTHING_PRINTED: PrinterMemo = { printedMm: 0, unfinished: false };

export type KeptMemo = ReturnType<typeof keepMemo>;

/** The memo of one printer, saved with every change. */
export function keepMemo(memory: PrinterMemory | undefined) {
  let memo: PrinterMemo = memory?.load() ?? NOTHING_PRINTED;
  const keep = (next: PrinterMemo): void => {
    memo = next;
    memory?.save(memo);
  };
  return {
    memo: (): PrinterMemo => memo,
    remember: (next: Partial<PrinterMemo>): void => keep({ ...memo, ...next }),
    /** A receipt came out whole: nothing hangs out any more, and nothing needs to be named. */
    finished: (movedMm: number): void => keep({ printedMm: memo.printedMm + movedMm, unfinished: false }),
    /** `null` where nobody measured the roll. */
    paperLeftMm(paper: PaperSupply): number | null {
      if (!memory || memory.rollMm === null) return null;
      return paper === 'out' ? 0 : Math.max(0, memory.rollMm - memo.printedMm);
    },
  };
}
