import type { Result } from '../../drivers/result.ts';
import type { BackOfficeTrouble } from './contract.ts';

/** One access to a register about the applicant, from the office's log. */
export interface RegisterAccess {
  /** Id of the register: one of the catalogue, or `phone-numbers`. */
  readonly register: string;
  /** In Azerbaijani. */
  readonly title: string;
  /** Agency, in Azerbaijani. */
  readonly reader: string;
  /** Time at the centre, `YYYY-MM-DDTHH:MM`. */
  readonly at: string;
}

export interface RegisterAccessOffice {
  /** Accesses for this application and its applicant's confirmation, oldest first. Changes nothing. */
  accesses(
    key: string,
    request: { readonly kiosk: string },
    signal: AbortSignal,
  ): Promise<Result<readonly RegisterAccess[], BackOfficeTrouble>>;
}
