import type { DocumentOffice } from '../../device/back-office/documents.ts';
import type { CheckDocument } from '../../device/document/check.ts';
import type {
  DocumentJob,
  DocumentPrinter,
  DocumentPrinterStatus,
  DocumentPrinterTrouble,
  JobFate,
  PrintEvidence,
} from '../../drivers/document-printer/contract.ts';
import { emitter } from '../../drivers/emitter.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { SealedDocument } from '../../drivers/sealed-document/contract.ts';

type Outcome = Result<PrintEvidence, DocumentPrinterTrouble>;

const PRINTED: Outcome = ok({ jobId: 1, sheets: 1 });
/** The printing failed after sheets may have been on their way. */
export const LOST_PRINT_OUTCOME: Outcome = err({ code: 'PRN-103', kind: 'no-answer', phase: 'after-write' });

type Checked = Awaited<ReturnType<CheckDocument>>;

/** Sealed document for the holder of the card with `name` and `fin`. */
export const sealedFor = (name: string, fin: string, pages = 1): SealedDocument => {
  const said = { number: 'AÜ-1', reference: 'K5-7QF2-41', service: 'family-members-certificate', title: 'Arayış' };
  const days = { issuedOn: '2026-11-24', validUntil: '2027-02-24', verifyUrl: 'https://status.example/v/1#2' };
  return {
    facts: { ...said, ...days, agency: 'Ədliyyə Nazirliyi', person: { name, fin }, lines: ['a line'], pages },
    sealedAt: new Date('2026-11-24T10:32:00Z'),
    by: { name: 'test', fingerprint: '00' },
  };
};

export const documentFor = (name: string, fin: string, pages = 1): Checked => ok(sealedFor(name, fin, pages));

export type FakeDocuments = ReturnType<typeof fakeDocuments>;

/** A document printer, and an office that seals documents. A print ends when the test says so. */
export function fakeDocuments(document = documentFor('AYSEL MAMMADOVA', '5ABC12D')) {
  const changes = emitter<DocumentPrinterStatus>();
  let status: DocumentPrinterStatus = {
    device: 'online',
    blockedBy: null,
    paper: 'full',
    toner: 'full',
    supplies: [{ kind: 'paper', name: 'main', level: 100, sheets: 250 }],
  };
  const jobs: { readonly job: DocumentJob; readonly signal: AbortSignal; settle(outcome: Outcome): void }[] = [];
  const state = {
    document,
    down: false,
    atWork: false,
    asked: [] as string[],
    /** `null`: the printer cannot be asked. */
    fate: { known: 'nothing' } as JobFate | null,
    wanted: [] as { readonly key: string; readonly kiosk: string }[],
  };
  const contract: DocumentPrinter = {
    status: () => status,
    onStatus: changes.on,
    print: (job, signal) => new Promise((settle) => jobs.push({ job, signal, settle })),
    async inquire({ key }) {
      state.asked.push(key);
      return state.fate ? ok(state.fate) : err({ code: 'PRN-101', kind: 'not-connected', phase: 'after-write' });
    },
    cancelWaiting: async () => ok(0),
  };
  const office: DocumentOffice = {
    async readDocument(key, kiosk) {
      state.wanted.push({ key, kiosk });
      if (state.down) return err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' });
      if (state.atWork) return err({ code: 'BKO-108', kind: 'in-progress', retryAfterMs: 1_000 });
      return ok({ reference: 'K5-7QF2-41', number: 'AÜ-1', pdf: new TextEncoder().encode('%PDF-1.4') });
    },
  };
  const check: CheckDocument = async () => state.document;
  return {
    contract,
    jobs,
    state,
    office,
    check,
    finish: (outcome: Outcome = PRINTED) => jobs.at(-1)?.settle(outcome),
    become(next: Partial<DocumentPrinterStatus>) {
      status = { ...status, ...next };
      changes.emit(status);
    },
  };
}
