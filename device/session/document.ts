import type { Result } from '../../drivers/result.ts';
import type { DocumentFacts } from '../../drivers/sealed-document/contract.ts';
import type { TroubleCode } from '../words/trouble.ts';

/** A document whose seal and person this kiosk checked (`device/document/check.ts`). It dies with the visit. */
export interface CheckedDocument {
  readonly pdf: Uint8Array;
  readonly facts: DocumentFacts;
}

/** Parts that the page shows before printing, in the document's language. */
export type DocumentPreview = Pick<
  DocumentFacts,
  'title' | 'agency' | 'number' | 'person' | 'lines' | 'issuedOn' | 'validUntil'
>;

export const previewOf = ({ facts }: CheckedDocument): DocumentPreview => {
  const { title, agency, number, person, lines, issuedOn, validUntil } = facts;
  return { title, agency, number, person, lines, issuedOn, validUntil };
};

/** The sealed document, or why it cannot be shown or printed. */
export type DocumentOutput = Result<CheckedDocument, TroubleCode | 'in-progress'>;

/** Longest wait for a document that the office is making. 20 s: chosen, not measured. */
export const DOCUMENT_PATIENCE_MS = 20_000;
