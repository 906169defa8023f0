import type { Result } from '../../drivers/result.ts';
import type { Applicant, BackOfficeTrouble } from './contract.ts';

/** A child of the person, with the answers that a form asks for. */
export interface KnownChild {
  readonly surname: string;
  readonly givenNames: string;
  /** ISO date. */
  readonly birthDate: string;
  readonly fin: string;
}

export interface KnownPhone {
  /** Masked: the kiosk never gets the number. */
  readonly number: string;
  /** Stands for the number in the answers. It reveals nothing, and the office replaces it. */
  readonly token: string;
}

export type Knowledge = 'children' | 'phone';

export interface KnownRequest extends Pick<Applicant, 'fin' | 'documentNumber' | 'assurance'> {
  readonly kiosk: string;
  readonly service: string;
  /** Key of the code that the person typed, or `null`. */
  readonly confirmation: string | null;
  readonly wanted: readonly Knowledge[];
}

export interface Known {
  /** Empty: none in the register, or not asked. */
  readonly children: readonly KnownChild[];
  /** `null`: none in the register, not asked, or not told. */
  readonly phone: KnownPhone | null;
}

/** Data of registers, so that a form asks less. Optional. */
export interface KnownOffice {
  /** The office records each access under `key` and shows it with the application lodged with this key. No other effect. */
  readKnown(key: string, request: KnownRequest, signal: AbortSignal): Promise<Result<Known, BackOfficeTrouble>>;
}
