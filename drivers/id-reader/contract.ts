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

export type ReaderTrouble =
  /** Something was put in, but no zone could be made of what came. */
  | { readonly code: 'RDR-101'; readonly kind: 'unreadable' }
  /** A zone came whole, but the named check digits are wrong. */
  | { readonly code: 'RDR-102'; readonly kind: 'check-digit'; readonly failed: readonly string[] }
  /** The zone stopped in the middle: the card was taken away too early. */
  | { readonly code: 'RDR-103'; readonly kind: 'removed-early' };

export type ReaderEvent =
  /** The first byte of a document: a card is in the reader, and nothing is known of it yet. */
  | { readonly type: 'document.inserted' }
  | {
      readonly type: 'document.read';
      readonly result: Result<{ readonly document: IdentityDocument; readonly assurance: Assurance }, ReaderTrouble>;
    };

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
  close(): Promise<void>;
}
