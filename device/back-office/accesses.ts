import type { Result } from '../../drivers/result.ts';
import type { BackOfficeTrouble } from './contract.ts';

/** One reading of a register about the applicant, as the office's log has it. */
export interface Access {
  /** The register's id: one of the catalogue's, or `phone-numbers`. */
  readonly register: string;
  /** Its name, in Azerbaijani. */
  readonly title: string;
  /** The agency that read it, in Azerbaijani. */
  readonly reader: string;
  /** Local to the centre, `YYYY-MM-DDTHH:MM`. */
  readonly at: string;
}

/** Says who read what about an applicant. */
export interface AccessOffice {
  /** What was read for the application of this key, and to confirm who lodged it: oldest first. Changes nothing. */
  accesses(
    key: string,
    request: { readonly kiosk: string },
    signal: AbortSignal,
  ): Promise<Result<readonly Access[], BackOfficeTrouble>>;
}
