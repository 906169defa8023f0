import type { Result } from '../../drivers/result.ts';
import type { DocumentFacts } from '../../drivers/sealed-document/contract.ts';
import type { TroubleCode } from '../words/trouble.ts';

/** Its seal and person were checked here (`device/document/check.ts`). It dies with the visit. */
export interface CheckedDocument {
  readonly pdf: Uint8Array;
  readonly facts: DocumentFacts;
}

/** Shown before printing, in the document's language. */
export type DocumentPreview = Pick<
  DocumentFacts,
  'title' | 'agency' | 'number' | 'person' | 'lines' | 'issuedOn' | 'validUntil'
>;

export const previewOf = ({ facts }: CheckedDocument): DocumentPreview => {
  const { title, agency, number, person, lines, issuedOn, validUntil } = facts;
  return { title, agency, number, person, lines, issuedOn, validUntil };
};

export type DocumentOutput = Result<CheckedDocument, TroubleCode | 'in-progress'>;

/** Longest wait while the office makes it. Why 20 s: chosen, not measured. */
export const DOCUMENT_PATIENCE_MS = 20_000;
