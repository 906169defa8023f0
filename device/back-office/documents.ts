import type { Result } from '../../drivers/result.ts';
import type { RegisterTrouble } from './contract.ts';

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
