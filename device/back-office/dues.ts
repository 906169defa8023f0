import type { Result } from '../../drivers/result.ts';
import type { Due, DueNumber, OfficeText } from '../words/due.ts';
import type { Applicant, BackOfficeTrouble } from './contract.ts';

export interface DueLookUpRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly answers: Readonly<Record<string, string>>;
}

export interface DueListRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly applicant: Applicant;
  readonly confirmation: string | null;
}

/** Changes nothing. */
export interface DueOffice {
  /** An unknown number is refused with `unknown-due`. Every owner is masked. */
  lookUpDues(request: DueLookUpRequest, signal: AbortSignal): Promise<Result<readonly Due[], BackOfficeTrouble>>;
  /** Refused with `not-confirmed` if the identification is too weak. Empty: no dues. */
  listDues(request: DueListRequest, signal: AbortSignal): Promise<Result<readonly Due[], BackOfficeTrouble>>;
}

export interface PaidDue {
  readonly payee: OfficeText;
  readonly subject: OfficeText;
  /** Number of the due; absent or `null`: unknown. */
  readonly number?: DueNumber | null;
  readonly reference: string;
  /** Unpaid rest of the due, in qəpik. */
  readonly rest: number;
}
