import type { Result } from '../../drivers/result.ts';
import type { Applicant, BackOfficeTrouble } from './contract.ts';

/** With the answers that a form asks for. */
export interface KnownChild {
  readonly surname: string;
  readonly givenNames: string;
  /** ISO date. */
  readonly birthDate: string;
  readonly fin: string;
}

export interface KnownPhone {
  /** Masked. */
  readonly number: string;
  /** In place of the number; the office replaces it. */
  readonly token: string;
}

export type RegisterFactKind = 'children' | 'phone';

export interface KnownRequest extends Pick<Applicant, 'fin' | 'documentNumber' | 'assurance'> {
  readonly kiosk: string;
  readonly service: string;
  /** Of the typed code, or `null`. */
  readonly confirmation: string | null;
  readonly wanted: readonly RegisterFactKind[];
}

export interface RegisterFacts {
  /** Empty: none, or not asked. */
  readonly children: readonly KnownChild[];
  /** `null`: none, not asked, or not told. */
  readonly phone: KnownPhone | null;
}

/** So that a form asks less. Optional. */
export interface KnownOffice {
  /** The office records each access under `key` and shows it with the application of this key. */
  readKnown(key: string, request: KnownRequest, signal: AbortSignal): Promise<Result<RegisterFacts, BackOfficeTrouble>>;
}
