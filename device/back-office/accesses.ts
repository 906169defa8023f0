import type { Result } from '../../drivers/result.ts';
import type { BackOfficeTrouble } from './contract.ts';

/** From the office's log. */
export interface RegisterAccess {
  /** From the catalogue, or `phone-numbers`. */
  readonly register: string;
  /** Of the register, in Azerbaijani. */
  readonly title: string;
  /** Reading agency, in Azerbaijani. */
  readonly reader: string;
  /** Local time, `YYYY-MM-DDTHH:MM`. */
  readonly at: string;
}

export interface AccessOffice {
  /** For this application and the identification of its applicant: oldest first. Changes nothing. */
  accesses(
    key: string,
    request: { readonly kiosk: string },
    signal: AbortSignal,
  ): Promise<Result<readonly RegisterAccess[], BackOfficeTrouble>>;
}
