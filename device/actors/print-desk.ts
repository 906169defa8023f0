import { withAnyOf } from '../../drivers/abort.ts';
import type { DocumentJob, DocumentPrinter } from '../../drivers/document-printer/contract.ts';
import type { Receipt, ReceiptPrinter } from '../../drivers/receipt-printer/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import { isNamed, type Named, type Person } from '../session/person.ts';
import type { DeskTrouble, DocumentResult, PrintResult } from '../session/print-result.ts';

/** One paper of one visit. */
export interface PrintJob {
  /** The visit it was made in. */
  readonly session: number;
  /** Whose card was read in that visit. */
  readonly person: Person | null;
  /** Whom the paper names, or `null` if it names nobody. */
  readonly named: Named | null;
  readonly receipt: Receipt;
}

/** One document of one visit, on sheets. */
export interface SheetJob extends Omit<PrintJob, 'receipt'>, DocumentJob {}

/** A paper for somebody else was asked for. Names nobody. */
export class ForeignPaperError extends Error {
  readonly code: DeskTrouble['code'];
  constructor(code: DeskTrouble['code']) {
    super(`a paper was refused: ${code}`);
    this.code = code;
  }
}

const NOT_THIS_VISIT = { code: 'PRN-211', kind: 'not-this-visit', phase: 'before-write' } as const;
const TOO_LONG = { code: 'PRN-202', kind: 'too-little-paper', phase: 'before-write' } as const;
const NOT_THIS_PERSON = { code: 'PRN-212', kind: 'not-this-person', phase: 'before-write' } as const;

/**
 * The one place where papers go to the printer. It prints only for the visit that is under way and for its person;
 * what is under way when the visit ends is stopped, and the printer's driver makes it void.
 */
export function createPrintDesk(
  printer: Pick<ReceiptPrinter, 'print' | 'status' | 'lengthMm'>,
  onBug: (error: ForeignPaperError) => void,
  sheets: Pick<DocumentPrinter, 'print'> | null = null,
) {
  let open: { readonly id: number; readonly over: AbortController } | undefined;

  function end(): void {
    open?.over.abort();
    open = undefined;
  }

  function refuse(trouble: DeskTrouble, signal: AbortSignal) {
    // An order that was given up already, because its visit ended while it was being made, is no bug.
    if (!signal.aborted) onBug(new ForeignPaperError(trouble.code));
    return err(trouble);
  }

  /** By the estimate; a near-end sensor that sees paper knows better. */
  function endsWithin(receipt: Receipt): boolean {
    const { paper, paperLeftMm } = printer.status();
    return paper !== 'full' && paperLeftMm !== undefined && printer.lengthMm(receipt) > paperLeftMm;
  }

  /** Whose paper it may be: what is printed is of this visit and of its person. */
  function foreign({ session, named, person }: Omit<PrintJob, 'receipt'>): DeskTrouble | null {
    if (open?.id !== session) return NOT_THIS_VISIT;
    return named && !isNamed(named, person) ? NOT_THIS_PERSON : null;
  }

  return {
    openSession(id: number): void {
      end();
      open = { id, over: new AbortController() };
    },
    /** Does nothing where another visit has begun. */
    endSession(id: number): void {
      if (open?.id === id) end();
    },
    async print(job: PrintJob, signal: AbortSignal): Promise<PrintResult> {
      const trouble = foreign(job);
      if (!open || trouble) return refuse(trouble ?? NOT_THIS_VISIT, signal);
      if (job.named && endsWithin(job.receipt)) return err(TOO_LONG);
      return withAnyOf([signal, open.over.signal], (either) => printer.print(job.receipt, either));
    },
    /** On sheets. The driver asks for what was printed under this key before, and takes back what waits when the visit ends. */
    async printSheets(job: SheetJob, signal: AbortSignal): Promise<DocumentResult> {
      const trouble = foreign(job);
      if (!open || trouble) return refuse(trouble ?? NOT_THIS_VISIT, signal);
      if (!sheets) throw new Error('a document without a printer of whole sheets');
      const { pdf, copies, sheets: count, jobName, key } = job;
      const printed = await withAnyOf([signal, open.over.signal], (either) =>
        sheets.print({ pdf, copies, sheets: count, jobName, key }, either),
      );
      return printed.ok ? ok(undefined) : printed;
    },
  };
}

export type PrintDesk = ReturnType<typeof createPrintDesk>;
