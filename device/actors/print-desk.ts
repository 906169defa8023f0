import { withAnyOf } from '../../drivers/abort.ts';
import type { DocumentJob, DocumentPrinter } from '../../drivers/document-printer/contract.ts';
import type { Receipt, ReceiptPrinter } from '../../drivers/receipt-printer/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import { isPersonNamedOnPaper, type NameOnPaper, type PersonOfVisit } from '../session/person.ts';
import type { DocumentPrintResult, PrintResult, WrongPaperTrouble } from '../session/print-result.ts';

export interface PrintJob {
  readonly session: number;
  readonly person: PersonOfVisit | null;
  readonly named: NameOnPaper | null;
  readonly receipt: Receipt;
}

export interface SheetJob extends Omit<PrintJob, 'receipt'>, DocumentJob {}

/** The job is not of this visit or names another person. The message contains no names. */
export class PaperNotForVisitError extends Error {
  readonly code: WrongPaperTrouble['code'];
  constructor(code: WrongPaperTrouble['code']) {
    super(`a paper was refused: ${code}`);
    this.code = code;
  }
}

const NOT_THIS_VISIT = { code: 'PRN-211', kind: 'not-this-visit', phase: 'before-write' } as const;
const TOO_LONG = { code: 'PRN-202', kind: 'too-little-paper', phase: 'before-write' } as const;
const NOT_THIS_PERSON = { code: 'PRN-212', kind: 'not-this-person', phase: 'before-write' } as const;

/**
 * The only way to the printers. The desk prints a visit's paper only for the current visit and its person. When the visit ends, it stops
 * the current job, and the printer's driver makes the paper void. A refused job is reported as a bug, except if its signal was aborted.
 * `named`: the person on the paper, or `null`.
 */
export function createPrintDesk(
  printer: Pick<ReceiptPrinter, 'print' | 'status' | 'lengthMm'>,
  onBug: (error: PaperNotForVisitError) => void,
  sheets: Pick<DocumentPrinter, 'print'> | null = null,
) {
  let open: { readonly id: number; readonly over: AbortController } | undefined;

  function end(): void {
    open?.over.abort();
    open = undefined;
  }

  function refuse(trouble: WrongPaperTrouble, signal: AbortSignal) {
    if (!signal.aborted) onBug(new PaperNotForVisitError(trouble.code));
    return err(trouble);
  }

  /** A near-end sensor that sees paper overrules the estimate. */
  function endsWithin(receipt: Receipt): boolean {
    const { paper, paperLeftMm } = printer.status();
    return paper !== 'full' && paperLeftMm !== undefined && printer.lengthMm(receipt) > paperLeftMm;
  }

  function foreign({ session, named, person }: Omit<PrintJob, 'receipt'>): WrongPaperTrouble | null {
    if (open?.id !== session) return NOT_THIS_VISIT;
    return named && !isPersonNamedOnPaper(named, person) ? NOT_THIS_PERSON : null;
  }

  return {
    openSession(id: number): void {
      end();
      open = { id, over: new AbortController() };
    },
    endSession(id: number): void {
      if (open?.id === id) end();
    },
    async print(job: PrintJob, signal: AbortSignal): Promise<PrintResult> {
      const trouble = foreign(job);
      if (!open || trouble) return refuse(trouble ?? NOT_THIS_VISIT, signal);
      if (job.named && endsWithin(job.receipt)) return err(TOO_LONG);
      return withAnyOf([signal, open.over.signal], (either) => printer.print(job.receipt, either));
    },
    /** Paper of staff, which names no person. Refused while a visit runs. */
    async printForStaff(receipt: Receipt, signal: AbortSignal): Promise<PrintResult> {
      return open ? refuse(NOT_THIS_VISIT, signal) : printer.print(receipt, signal);
    },
    async printSheetForStaff(job: DocumentJob, signal: AbortSignal): Promise<DocumentPrintResult> {
      if (open) return refuse(NOT_THIS_VISIT, signal);
      if (!sheets) throw new Error('a test sheet needs a document printer');
      const printed = await sheets.print(job, signal);
      return printed.ok ? ok(undefined) : printed;
    },
    /** The driver first asks the printer what it printed under this key. The end of the visit cancels waiting jobs. */
    async printSheets(job: SheetJob, signal: AbortSignal): Promise<DocumentPrintResult> {
      const trouble = foreign(job);
      if (!open || trouble) return refuse(trouble ?? NOT_THIS_VISIT, signal);
      if (!sheets) throw new Error('a document needs a document printer');
      const { pdf, copies, sheets: count, jobName, key } = job;
      const printed = await withAnyOf([signal, open.over.signal], (either) =>
        sheets.print({ pdf, copies, sheets: count, jobName, key }, either),
      );
      return printed.ok ? ok(undefined) : printed;
    },
  };
}

type WholeDesk = ReturnType<typeof createPrintDesk>;

export type PrintDesk = Omit<WholeDesk, 'printForStaff' | 'printSheetForStaff'>;
