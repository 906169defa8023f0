import type { Result } from '../../drivers/result.ts';
import { paperStateAnswer } from './answers.ts';
import { createOfficeRequester, type OfficeRequesterOptions } from './ask.ts';
import type { BackOfficeTrouble, RegistrationTrouble } from './contract.ts';

/** A document that is trusted only after `device/document/check.ts`. */
export interface OfficeDocument {
  readonly reference: string;
  readonly number: string;
  readonly pdf: Uint8Array;
}

export interface DocumentOffice {
  /**
   * Reads the document of an application or a duplicate by its `key`; the same key returns the same bytes. Refused: `no-document`,
   * `unknown-application` (not registered, or lodged at another kiosk).
   */
  readDocument(key: string, kiosk: string, signal: AbortSignal): Promise<Result<OfficeDocument, RegistrationTrouble>>;
}

/** What the office tells any holder of a paper. The record contains no data of the citizen. */
export interface PaperRecord {
  readonly number: string;
  readonly title: string;
  readonly agency: string;
  /** ISO dates at the centre. */
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly state: 'valid' | 'expired' | 'withdrawn';
}

/** Asks an office about a paper by its number and code. Refused with `unknown-document` if the office knows no such paper. */
export const verifyPaper = (
  options: OfficeRequesterOptions,
  { number, code }: { readonly number: string; readonly code: string },
  signal: AbortSignal,
): Promise<Result<PaperRecord, BackOfficeTrouble>> =>
  createOfficeRequester(options).for(
    paperStateAnswer,
    { path: `/v1/verify/${encodeURIComponent(number)}?${new URLSearchParams({ code })}` },
    [200],
    signal,
  );
