import type { Result } from '../../drivers/result.ts';
import type { DocumentFacts } from '../../drivers/sealed-document/contract.ts';
import type { TroubleCode } from '../words/trouble.ts';

/** A document of the office whose seal and person were checked on this kiosk (`device/document/check.ts`). It dies with the visit. */
export interface CheckedDocument {
  readonly pdf: Uint8Array;
  readonly facts: DocumentFacts;
}

/** The parts of a document that are shown and said before it is printed, in its own language. */
export type DocumentPreview = Pick<
  DocumentFacts,
  'title' | 'agency' | 'number' | 'person' | 'lines' | 'issuedOn' | 'validUntil'
>;

export const previewOf = ({ facts }: CheckedDocument): DocumentPreview => {
  const { title, agency, number, person, lines, issuedOn, validUntil } = facts;
  return { title, agency, number, person, lines, issuedOn, validUntil };
};

/** What the office sealed, or why it cannot be shown or printed. */
export type DocumentOutput = Result<CheckedDocument, TroubleCode | 'in-progress'>;

/** How long the kiosk waits for a document that the office is still making. Why 20 s: chosen, not measured. */
export const DOCUMENT_PATIENCE_MS = 20_000;
