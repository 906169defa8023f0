import type { DeviceState, Unknowable } from '../device-status.ts';
import type { Result } from '../result.ts';

/** Person's data from zone or chip (ICAO 9303-3/-5). Dates: ISO `YYYY-MM-DD`. */
export interface IdentityDocument {
  readonly format: 'TD1' | 'TD2' | 'TD3' | 'MRVA' | 'MRVB';
  readonly documentCode: string;
  readonly issuer: string;
  readonly documentNumber: string;
  readonly surname: string;
  readonly givenNames: string;
  /** In the holder's letters, chip only (ICAO 9303-10, 4.7.11). */
  readonly writtenName?: string;
  readonly nationality: string;
  readonly sex: 'F' | 'M' | 'X';
  readonly birthDate: string;
  /** `null`: never expires (old Azerbaijani cards). */
  readonly expiryDate: string | null;
  /** Azerbaijan's personal number (FIN), 7 characters. */
  readonly fin: string | null;
}

/** `zone`: read by OCR. `chip`: signature verified. */
export type Assurance = 'zone' | 'chip';

/** Why a chip was not read, for technicians; see `ChipTrouble`. */
export type ChipFailure =
  | `RDR-20${1 | 2 | 3 | 4 | 5}`
  | `RDR-21${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | `RDR-22${0 | 1 | 2 | 3 | 4}`
  | `RDR-23${1 | 2}`;

/** Why a chip that was read is not trusted. */
export type ChipDoubt = `RDR-24${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

/** Why no document was read. */
export type ReaderTrouble =
  | { readonly code: 'RDR-101'; readonly kind: 'unreadable'; readonly cause?: ChipFailure }
  /** `failed`: fields with a wrong check digit or an impossible date; `birthDateUnknown` if a part of the birth date is blank. */
  | { readonly code: 'RDR-102'; readonly kind: 'check-digit'; readonly failed: readonly string[] }
  | { readonly code: 'RDR-103'; readonly kind: 'removed-early' }
  /** The chip may differ from what its country issued: a clerk must look. */
  | { readonly code: 'RDR-107'; readonly kind: 'unconfirmed'; readonly cause: ChipDoubt };

/** Event of a reader. */
export type ReaderEvent =
  /** A document came; its data are unknown. */
  | { readonly type: 'document.inserted' }
  | {
      readonly type: 'document.read';
      readonly result: Result<{ readonly document: IdentityDocument; readonly assurance: Assurance }, ReaderTrouble>;
    };

/** Between `document.inserted` and `document.read`. */
export interface ChipNews {
  readonly type: 'chip.progress';
  /** 0 at opening, then 0 < fraction ≤ 1 of the chip's bytes, growing within one try. */
  readonly fraction: number;
}

/** Reader and its media. */
export interface ReaderStatus {
  readonly device: DeviceState;
  /** XFS4IoT `media`. A plain-line MRZ reader cannot know: `not-measured`. */
  readonly media: Unknowable<'present' | 'notPresent'>;
}

/** Reads every document by itself. */
export interface IdReader {
  status(): ReaderStatus;
  /** On changes only. */
  onStatus(listener: (status: ReaderStatus) => void): () => void;
  onEvent(listener: (event: ReaderEvent) => void): () => void;
  /** Zone readers have none. */
  onChipNews?(listener: (news: ChipNews) => void): () => void;
  close(): Promise<void>;
}
