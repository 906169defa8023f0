import type { PaperSupply } from '../contract.ts';

/** What a driver must know after a power cut, as JSON. */
export interface PrinterMemo {
  readonly printedMm: number;
  /** Whether the rest of a receipt may hang out or wait in the printer. */
  readonly unfinished: boolean;
  readonly number?: string;
}

/** Storage of the memo. The driver itself writes no files. */
export interface PrinterMemory {
  /** Length of a new roll, in mm. `null`: not measured. */
  readonly rollMm: number | null;
  load(): PrinterMemo | undefined;
  /** Returns when stored. */
  save(memo: PrinterMemo): void;
}

const NOTHING_PRINTED: PrinterMemo = { printedMm: 0, unfinished: false };

export type StoredPrinterMemo = ReturnType<typeof createStoredMemo>;

/** Memo of one printer, stored on every change. */
export function createStoredMemo(memory: PrinterMemory | undefined) {
  let memo: PrinterMemo = memory?.load() ?? NOTHING_PRINTED;
  const keep = (next: PrinterMemo): void => {
    memo = next;
    memory?.save(memo);
  };
  return {
    memo: (): PrinterMemo => memo,
    remember: (next: Partial<PrinterMemo>): void => keep({ ...memo, ...next }),
    finished: (movedMm: number): void => keep({ printedMm: memo.printedMm + movedMm, unfinished: false }),
    paperLeftMm(paper: PaperSupply): number | null {
      if (!memory || memory.rollMm === null) return null;
      return paper === 'out' ? 0 : Math.max(0, memory.rollMm - memo.printedMm);
    },
  };
}
