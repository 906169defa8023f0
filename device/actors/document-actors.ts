import { fromPromise } from 'xstate';
import type { JobQuestion } from '../../drivers/document-printer/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import { applicationIdOf, type SessionContext, visitDocumentOf } from '../session/context.ts';
import type { DocumentPrintFate, DocumentPrintInquiry, DocumentPrintOrder } from '../session/document.machine.ts';
import type { ReadDocumentOutput } from '../session/document.ts';
import type { DocumentPrintResult } from '../session/print-result.ts';
import type { Claims } from './claims.ts';
import type { KioskParts } from './kiosk-parts.ts';
import type { PrintDesk } from './print-desk.ts';

interface DocumentParts extends Pick<KioskParts, 'ledger' | 'documentPrinter'> {
  readonly claims: Claims;
  readonly desk: PrintDesk;
}

const documentKey = ({ applicationId, printing }: DocumentPrintInquiry): string => `${applicationId}.${printing}`;

const questionOf = (its: DocumentPrintInquiry): JobQuestion => ({
  key: documentKey(its),
  copies: its.copies,
  sheets: its.document.facts.pages,
});

/**
 * Actors that print documents on sheets and ask the printer whether a document was printed. The ledger has each print result, and
 * *printed* as an answer, before the machine gets it.
 */
export function documentActors({ claims, desk, ledger, documentPrinter }: DocumentParts) {
  const on = 'sheets' as const;
  return {
    printSheets: fromPromise<DocumentPrintResult, DocumentPrintOrder>(({ input, signal }) =>
      claims.during(input.applicationId, async () => {
        const { applicationId, session, person, reference, printing: copy } = input;
        const { pdf, facts } = input.document;
        ledger.append(applicationId, { kind: 'printing', copy, on });
        const job = {
          session,
          person,
          named: facts.person,
          pdf,
          jobName: reference,
          ...questionOf(input),
        };
        const outcome = await desk.printSheets(job, signal);
        if (outcome.ok) ledger.append(applicationId, { kind: 'printed', copy, on });
        else {
          const { code, phase } = outcome.error;
          ledger.append(applicationId, { kind: 'printFailed', code, copy, torn: phase === 'after-write', on });
        }
        return outcome;
      }),
    ),
    askPrinter: fromPromise<DocumentPrintFate, DocumentPrintInquiry>(({ input, signal }) =>
      claims.during(input.applicationId, async () => {
        const asked = await documentPrinter?.inquire(questionOf(input), signal);
        if (!asked?.ok) return 'unheard';
        if (asked.value.known === 'printed')
          ledger.append(input.applicationId, { kind: 'printed', copy: input.printing, on });
        return asked.value.known;
      }),
    ),
  };
}

/** Fetches the document that the office sealed. If the check fails, no byte of it leaves this function. */
export function createReadDocumentActor({
  backOffice,
  checkDocument,
  paper,
}: Pick<KioskParts, 'backOffice' | 'checkDocument' | 'paper'>) {
  return fromPromise<ReadDocumentOutput, SessionContext>(async ({ input, signal }) => {
    const { registered } = input;
    const number = registered?.document?.number;
    const fin = visitDocumentOf(input)?.fin;
    // `isAnswerEnoughForPaper` has checked number and FIN.
    if (!registered || !number || !fin) return err('BKO-105');
    const read = await backOffice.readDocument(applicationIdOf(input), paper.kioskId, signal);
    if (!read.ok) return err(read.error.kind === 'in-progress' ? read.error.kind : read.error.code);
    const { pdf } = read.value;
    const checked = await checkDocument(pdf, { number, reference: registered.reference, fin });
    return checked.ok ? ok({ pdf, facts: checked.value.facts }) : err(checked.error.code);
  });
}
