import type { Result } from '../../drivers/result.ts';
import type { Due, DueNumber, OfficeText } from '../words/due.ts';
import type { Applicant, BackOfficeTrouble } from './contract.ts';

/** By the answers to the service's questions. */
export interface DueLookUp {
  readonly kiosk: string;
  readonly service: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** The chip or the typed code identifies the person. */
export interface DueListRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly applicant: Applicant;
  readonly confirmation: string | null;
}

/** Changes nothing. */
export interface DueOffice {
  /** Refused: `unknown-due`. Every owner is masked. */
  lookUpDues(request: DueLookUp, signal: AbortSignal): Promise<Result<readonly Due[], BackOfficeTrouble>>;
  /** `not-confirmed`: the identification is too weak. Empty: no dues. */
  listDues(request: DueListRequest, signal: AbortSignal): Promise<Result<readonly Due[], BackOfficeTrouble>>;
}

export interface PaidDue {
  /** For printing again in another visit. */
  readonly payee: OfficeText;
  readonly subject: OfficeText;
  /** Absent or `null`: unknown. */
  readonly number?: DueNumber | null;
  /** The payee's own. */
  readonly reference: string;
  /** Rest of the due, in qəpik. */
  readonly rest: number;
}
