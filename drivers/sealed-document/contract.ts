import type { Result } from '../result.ts';

/** What a document says: its pages and the record inside it are made of the very same. */
export interface DocumentFacts {
  readonly number: string;
  /** Of the application it was made for. */
  readonly reference: string;
  /** The id of the service. */
  readonly service: string;
  /** In the official language, as all that follows. */
  readonly title: string;
  readonly agency: string;
  readonly person: { readonly name: string; readonly fin: string };
  readonly lines: readonly string[];
  /** ISO dates at the centre; it is valid on both days. */
  readonly issuedOn: string;
  readonly validUntil: string;
  /** Where anybody can ask whether it is valid; holds the secret that lets them. */
  readonly verifyUrl: string;
  /** Sheets printed on one side. */
  readonly pages: number;
}

/** Whose seal it is, after its certificate. */
export interface SealOwner {
  /** The common name. */
  readonly name: string;
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
}

/** A document whose bytes are those that were sealed, by a certificate that is believed. */
export interface SealedDocument {
  readonly facts: DocumentFacts;
  readonly sealedAt: Date;
  readonly by: SealOwner;
}

export type SealTrouble =
  /** There is no seal, or none that this program can read; `why` in words that name nobody. */
  | { readonly code: 'BKO-121'; readonly kind: 'unsealed'; readonly why: string }
  /** The bytes are not those that were sealed. */
  | { readonly code: 'BKO-122'; readonly kind: 'altered' }
  /** The seal was not made with the key of the certificate that it names. */
  | { readonly code: 'BKO-123'; readonly kind: 'wrong-key' }
  /** A right seal, of somebody who is not believed. */
  | { readonly code: 'BKO-124'; readonly kind: 'unknown-seal'; readonly by: SealOwner }
  /** The certificate was not valid when the seal was made, or that is yet to come. */
  | { readonly code: 'BKO-125'; readonly kind: 'out-of-time'; readonly by: SealOwner; readonly sealedAt: Date };

/**
 * Reads a document and checks its seal. `believed`: certificates in DER, each by itself; one that they issued is not believed.
 * `now`: `null` where the clock is not set, then a seal of the future is not noticed.
 */
export type ReadSealed = (
  pdf: Uint8Array,
  believed: readonly Uint8Array[],
  now: Date | null,
) => Result<SealedDocument, SealTrouble>;
