import type { Result } from '../../drivers/result.ts';
import type { Due, DueNumber, OfficeText } from '../words/due.ts';
import type { Applicant, BackOfficeTrouble } from './contract.ts';

/** What is owed under a number: the answers to the questions of the service. */
export interface DueLookUp {
  readonly kiosk: string;
  readonly service: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** All that a person owes, on their word: by the chip of the card, or by the code that they typed. */
export interface DueListRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly applicant: Applicant;
  readonly confirmation: string | null;
}

/** Says what somebody owes. Changes nothing. */
export interface DueOffice {
  /** Refused with `unknown-due` where nothing has this number. Every owner is masked. */
  lookUpDues(request: DueLookUp, signal: AbortSignal): Promise<Result<readonly Due[], BackOfficeTrouble>>;
  /** Refused with `not-confirmed` where it is not sure enough who it is. Empty: nothing is owed. */
  listDues(request: DueListRequest, signal: AbortSignal): Promise<Result<readonly Due[], BackOfficeTrouble>>;
}

/** What was paid of a due, as the office handed it on. */
export interface PaidDue {
  /** To whom, and what for: so that its paper can be printed once more in another visit. */
  readonly payee: OfficeText;
  readonly subject: OfficeText;
  /** Absent or `null`: the office does not say. */
  readonly number?: DueNumber | null;
  /** Under which its payee knows the payment. */
  readonly reference: string;
  /** What is still owed after it, in qəpik. */
  readonly rest: number;
}
