import type { DeviceState, Unknowable } from '../device-status.ts';
import type { Result } from '../result.ts';

/** Data of a person from a zone or chip (ICAO 9303-3/-5). Dates are ISO `YYYY-MM-DD`. */
export interface IdentityDocument {
  readonly format: 'TD1' | 'TD2' | 'TD3' | 'MRVA' | 'MRVB';
  readonly documentCode: string;
  readonly issuer: string;
  readonly documentNumber: string;
  readonly surname: string;
  readonly givenNames: string;
  /** Name in the holder's own letters, from a chip (ICAO 9303-10, 4.7.11). A zone has none. */
  readonly writtenName?: string;
  readonly nationality: string;
  readonly sex: 'F' | 'M' | 'X';
  readonly birthDate: string;
  /** `null`: no term (old Azerbaijani cards). */
  readonly expiryDate: string | null;
  /** Azerbaijan's personal identification number (FIN), 7 characters, or `null`. */
  readonly fin: string | null;
}

/** `zone`: read by OCR. `chip`: signature verified. */
export type Assurance = 'zone' | 'chip';

/** Picture of the holder from the chip. Show or compare it; never store it. */
export interface FaceImage {
  readonly mime: 'image/jpeg' | 'image/jp2';
  readonly bytes: Uint8Array;
}

/** Why a chip was not read, for technicians. See `ChipTrouble` in `emrtd/trouble.ts`. */
export type ChipFailure =
  | `RDR-20${1 | 2 | 3 | 4 | 5}`
  | `RDR-21${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | `RDR-22${0 | 1 | 2 | 3 | 4}`
  | `RDR-23${1 | 2}`;

/** Why a chip was read but is not trusted. */
export type ChipDoubt = `RDR-24${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

/** Why no document was read. */
export type ReaderTrouble =
  /** No document could be read. `cause`: trouble of the chip. */
  | { readonly code: 'RDR-101'; readonly kind: 'unreadable'; readonly cause?: ChipFailure }
  /** The zone is complete, but these check digits are wrong. `birthDateUnknown`: month or day of birth are blank. */
  | { readonly code: 'RDR-102'; readonly kind: 'check-digit'; readonly failed: readonly string[] }
  /** The card was taken away during the read. */
  | { readonly code: 'RDR-103'; readonly kind: 'removed-early' }
  /** The chip was read, but it may not be what its country issued: a clerk must look at it. */
  | { readonly code: 'RDR-107'; readonly kind: 'unconfirmed'; readonly cause: ChipDoubt };

/** Event of a reader. */
export type ReaderEvent =
  /** First byte of a document: a card is there, and its data are still unknown. */
  | { readonly type: 'document.inserted' }
  | {
      readonly type: 'document.read';
      readonly result: Result<{ readonly document: IdentityDocument; readonly assurance: Assurance }, ReaderTrouble>;
    };

/** News of a chip reader between `document.inserted` and `document.read`. Machines must not keep a face: it belongs in no snapshot. */
export type ChipNews =
  /** A chip takes seconds. 0 at opening, then 0 < fraction ≤ 1 of its bytes, growing within one try. */
  | { readonly type: 'chip.progress'; readonly fraction: number }
  /** Comes just before its `document.read`, if the reader was asked for faces. */
  | { readonly type: 'chip.face'; readonly face: FaceImage };

/** State of a reader and its media. */
export interface ReaderStatus {
  readonly device: DeviceState;
  /** XFS4IoT `media`. A plain-line MRZ reader cannot know: `not-measured`. */
  readonly media: Unknowable<'present' | 'notPresent'>;
}

/** A reader that reads every document by itself. */
export interface IdReader {
  status(): ReaderStatus;
  /** Called on changes only. */
  onStatus(listener: (status: ReaderStatus) => void): () => void;
  onEvent(listener: (event: ReaderEvent) => void): () => void;
  /** Zone readers do not have it. */
  onChipNews?(listener: (news: ChipNews) => void): () => void;
  close(): Promise<void>;
}
