import type { Result } from '../../drivers/result.ts';
import type { Due, DueNumber, OfficeText } from '../words/due.ts';
import type { Applicant, BackOfficeTrouble } from './contract.ts';

/** Looks up dues by the citizen's answers to the questions of the service. */
export interface DueLookUp {
  readonly kiosk: string;
  readonly service: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** Asks for all dues of a person, identified by the chip of the card or by the typed code. */
export interface DueListRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly applicant: Applicant;
  readonly confirmation: string | null;
}

/** Changes nothing. */
export interface DueOffice {
  /** Refused with `unknown-due` if no due has this number. Every owner is masked. */
  lookUpDues(request: DueLookUp, signal: AbortSignal): Promise<Result<readonly Due[], BackOfficeTrouble>>;
  /** Refused with `not-confirmed` if the identification is too weak. Empty: no dues. */
  listDues(request: DueListRequest, signal: AbortSignal): Promise<Result<readonly Due[], BackOfficeTrouble>>;
}

export interface PaidDue {
  /** Payee and purpose, so that the paper can be printed again in another visit. */
  readonly payee: OfficeText;
  readonly subject: OfficeText;
  /** Absent or `null`: the office does not say. */
  readonly number?: DueNumber | null;
  /** The payee's own reference of the payment. */
  readonly reference: string;
  /** Rest of the due afterwards, in qəpik. */
  readonly rest: number;
}
