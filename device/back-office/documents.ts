import type { Result } from '../../drivers/result.ts';
import { paperStateAnswer } from './answers.ts';
import { type AskOptions, asker } from './ask.ts';
import type { BackOfficeTrouble, RegisterTrouble } from './contract.ts';

/** A document as the office made and sealed it. Nothing of it counts before `device/document/check.ts` said so. */
export interface OfficeDocument {
  readonly reference: string;
  readonly number: string;
  readonly pdf: Uint8Array;
}

/** Gives the sealed document of a registered application. */
export interface DocumentOffice {
  /**
   * `key` is that of the application, or of a duplicate. The same bytes at every repeat. Refused with `no-document` where the application has none, and with
   * `unknown-application` where it is not registered, or was lodged from another kiosk.
   */
  readDocument(key: string, kiosk: string, signal: AbortSignal): Promise<Result<OfficeDocument, RegisterTrouble>>;
}

/** What an office tells any person who has the paper. It tells nothing about the citizen. */
export interface PaperState {
  readonly number: string;
  readonly title: string;
  readonly agency: string;
  /** ISO dates at the centre. */
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly state: 'valid' | 'expired' | 'withdrawn';
}

/** Asks an office by what stands on a paper. Refused with `unknown-document` where it knows none of this number and code. */
export const verifyPaper = (
  options: AskOptions,
  { number, code }: { readonly number: string; readonly code: string },
  signal: AbortSignal,
): Promise<Result<PaperState, BackOfficeTrouble>> =>
  asker(options).for(
    paperStateAnswer,
    { path: `/v1/verify/${encodeURIComponent(number)}?${new URLSearchParams({ code })}` },
    [200],
    signal,
  );
