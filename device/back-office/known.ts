import type { Result } from '../../drivers/result.ts';
import type { Applicant, BackOfficeTrouble } from './contract.ts';

export interface RegisterChild {
  readonly surname: string;
  readonly givenNames: string;
  /** ISO date. */
  readonly birthDate: string;
  readonly fin: string;
}

export interface RegisterPhone {
  /** Masked phone number. */
  readonly number: string;
  /** Sent in place of the number; the office replaces the token. */
  readonly token: string;
}

export type RegisterFactKind = 'children' | 'phone';

export interface RegisterFactsRequest extends Pick<Applicant, 'fin' | 'documentNumber' | 'assurance'> {
  readonly kiosk: string;
  readonly service: string;
  /** Key of the typed code or of the identification by phone; `null`: neither. */
  readonly confirmation: string | null;
  readonly wanted: readonly RegisterFactKind[];
}

export interface RegisterFacts {
  /** Empty: the register has none, or the kiosk did not ask. */
  readonly children: readonly RegisterChild[];
  /** `null`: no number in the register, not asked, or not told. */
  readonly phone: RegisterPhone | null;
}

/** Optional: what registers know of a person, so that a form asks less. */
export interface RegisterFactsOffice {
  /** The office logs each access under `key` and shows it with the application of this key. */
  readKnown(
    key: string,
    request: RegisterFactsRequest,
    signal: AbortSignal,
  ): Promise<Result<RegisterFacts, BackOfficeTrouble>>;
}
