import type { Result } from '../../drivers/result.ts';
import type { SealedDocumentFacts } from '../../drivers/sealed-document/contract.ts';
import type { TroubleCode } from '../words/trouble.ts';

/** Document after the check of seal and person (`device/document/check.ts`). Dies with the visit. */
export interface CheckedDocument {
  readonly pdf: Uint8Array;
  readonly facts: SealedDocumentFacts;
}

export type DocumentPreview = Pick<
  SealedDocumentFacts,
  'title' | 'agency' | 'number' | 'person' | 'lines' | 'issuedOn' | 'validUntil'
>;

export const previewOf = ({ facts }: CheckedDocument): DocumentPreview => {
  const { title, agency, number, person, lines, issuedOn, validUntil } = facts;
  return { title, agency, number, person, lines, issuedOn, validUntil };
};

export type ReadDocumentOutput = Result<CheckedDocument, TroubleCode | 'in-progress'>;

/** Milliseconds that the kiosk waits while the office makes the document. Why 20 s: chosen, not measured. */
export const DOCUMENT_PATIENCE_MS = 20_000;
