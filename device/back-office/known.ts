import type { Result } from '../../drivers/result.ts';
import type { Applicant, BackOfficeTrouble } from './contract.ts';

/** A child of the person, with the answers that a form asks about a child. */
export interface KnownChild {
  readonly surname: string;
  readonly givenNames: string;
  /** ISO date. */
  readonly birthDate: string;
  readonly fin: string;
}

/** The mobile number that the register has of the person. */
export interface KnownPhone {
  /** Masked: the kiosk never gets the number. */
  readonly number: string;
  /** Stands as the answer in place of the number. It says nothing of the number, and the office replaces it. */
  readonly token: string;
}

/** Kinds of data that a register may give about a person. */
export type Knowledge = 'children' | 'phone';

export interface KnownRequest extends Pick<Applicant, 'fin' | 'documentNumber' | 'assurance'> {
  readonly kiosk: string;
  readonly service: string;
  /** The key of the code that the person typed, or `null`. */
  readonly confirmation: string | null;
  readonly wanted: readonly Knowledge[];
}

export interface Known {
  /** Empty: the register has none, or the kiosk did not ask for them. */
  readonly children: readonly KnownChild[];
  /** `null`: the register has none, the kiosk did not ask for it, or the office does not tell it. */
  readonly phone: KnownPhone | null;
}

/** Tells what the registers know of a person, so that the form asks less. This operation is optional. */
export interface KnownOffice {
  /**
   * The office records each reading under `key`. The application that is lodged with this key shows these readings. The call changes
   * nothing else.
   */
  readKnown(key: string, request: KnownRequest, signal: AbortSignal): Promise<Result<Known, BackOfficeTrouble>>;
}
