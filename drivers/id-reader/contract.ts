import type { DeviceState, Unknowable } from '../device-status.ts';
import type { Result } from '../result.ts';

/** What a zone (or chip) said about a person, after ICAO 9303-3/-5. Dates are ISO `YYYY-MM-DD`. */
export interface IdentityDocument {
  readonly format: 'TD1' | 'TD2' | 'TD3' | 'MRVA' | 'MRVB';
  readonly documentCode: string;
  readonly issuer: string;
  readonly documentNumber: string;
  readonly surname: string;
  readonly givenNames: string;
  /** Surname and given names in the holder's own letters, where a chip has them (ICAO 9303-10, 4.7.11); a zone has none. */
  readonly writtenName?: string;
  readonly nationality: string;
  readonly sex: 'F' | 'M' | 'X';
  readonly birthDate: string;
  /** `null`: valid without a term (old Azerbaijani cards). */
  readonly expiryDate: string | null;
  /** Azerbaijan's personal identification number (FIN), 7 characters; `null` where the document has none. */
  readonly fin: string | null;
}

/** How sure we are: `zone` is what OCR read, `chip` also had its signature verified. */
export type Assurance = 'zone' | 'chip';

/** A picture of the holder, as it came out of the chip. It is shown or compared and never stored. */
export interface FaceImage {
  readonly mime: 'image/jpeg' | 'image/jp2';
  readonly bytes: Uint8Array;
}

/** Why a chip was not read, for technicians; each is described beside `ChipTrouble` in `emrtd/trouble.ts`. */
export type ChipFailure =
  | `RDR-20${1 | 2 | 3 | 4 | 5}`
  | `RDR-21${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | `RDR-22${0 | 1 | 2 | 3 | 4}`
  | `RDR-23${1 | 2}`;

/** Why what a chip says is not believed, though it was read. */
export type ChipDoubt = `RDR-24${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

/** Why no document came of what was put in. */
export type ReaderTrouble =
  /** Something was put in, but no document could be made of what came. `cause`: what was wrong with the chip. */
  | { readonly code: 'RDR-101'; readonly kind: 'unreadable'; readonly cause?: ChipFailure }
  /** A zone came whole, but the named check digits are wrong. `birthDateUnknown`: month or day of birth are left open. */
  | { readonly code: 'RDR-102'; readonly kind: 'check-digit'; readonly failed: readonly string[] }
  /** The zone or the chip stopped in the middle: the card was taken away too early. */
  | { readonly code: 'RDR-103'; readonly kind: 'removed-early' }
  /** The chip was read, and it is not certain that it is what its country issued: a person has to look at it. */
  | { readonly code: 'RDR-107'; readonly kind: 'unconfirmed'; readonly cause: ChipDoubt };

/** What a reader makes of what is put into it. */
export type ReaderEvent =
  /** The first byte of a document: a card is in the reader, and nothing is known of it yet. */
  | { readonly type: 'document.inserted' }
  | {
      readonly type: 'document.read';
      readonly result: Result<{ readonly document: IdentityDocument; readonly assurance: Assurance }, ReaderTrouble>;
    };

/** What a chip reader tells between `document.inserted` and `document.read`. A face is not for machines: it belongs in no snapshot. */
export type ChipNews =
  /** A chip takes seconds: 0 when it is being opened, then 0 < fraction ≤ 1 of its bytes, growing within one try. */
  | { readonly type: 'chip.progress'; readonly fraction: number }
  /** Just before the `document.read` it belongs to, from readers that were asked for faces. */
  | { readonly type: 'chip.face'; readonly face: FaceImage };

/** How a reader stands, and whether something is in it. */
export interface ReaderStatus {
  readonly device: DeviceState;
  /** XFS4IoT `media`. A plain-line MRZ reader cannot tell: `not-measured`. */
  readonly media: Unknowable<'present' | 'notPresent'>;
}

/** What the machine sees of a reader. It reads by itself whenever a document comes. */
export interface IdReader {
  status(): ReaderStatus;
  /** Only changes are reported. */
  onStatus(listener: (status: ReaderStatus) => void): () => void;
  onEvent(listener: (event: ReaderEvent) => void): () => void;
  /** Readers of zones have none. */
  onChipNews?(listener: (news: ChipNews) => void): () => void;
  close(): Promise<void>;
}
