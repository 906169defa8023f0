import type { Result } from '../result.ts';

/** Facts that pages and record contain. */
export interface SealedDocumentFacts {
  readonly number: string;
  /** Reference of the application. */
  readonly reference: string;
  readonly service: string;
  /** Official language, also the fields below. */
  readonly title: string;
  readonly agency: string;
  readonly person: { readonly name: string; readonly fin: string };
  readonly lines: readonly string[];
  /** ISO dates, centre's time. Valid on both days. */
  readonly issuedOn: string;
  readonly validUntil: string;
  /** Page that shows validity. The address contains a secret. */
  readonly verifyUrl: string;
  /** One-sided sheets. */
  readonly pages: number;
}

/** Owner that the seal's certificate names. */
export interface SealOwner {
  /** Common name. */
  readonly name: string;
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
}

/** Document with an intact seal of a trusted certificate. */
export interface SealedDocument {
  readonly facts: SealedDocumentFacts;
  readonly sealedAt: Date;
  readonly by: SealOwner;
}

export type SealTrouble =
  /** The document has no readable seal. `why` has no personal data. */
  | { readonly code: 'BKO-121'; readonly kind: 'unsealed'; readonly why: string }
  /** Bytes changed after sealing. */
  | { readonly code: 'BKO-122'; readonly kind: 'altered' }
  /** The key is not the certificate's. */
  | { readonly code: 'BKO-123'; readonly kind: 'wrong-key' }
  /** Intact seal, but certificate not trusted. */
  | { readonly code: 'BKO-124'; readonly kind: 'unknown-seal'; readonly by: SealOwner }
  /** Sealed outside the certificate's validity, or in the future. */
  | { readonly code: 'BKO-125'; readonly kind: 'out-of-time'; readonly by: SealOwner; readonly sealedAt: Date };

/** Checks a seal; see `readSealedDocument`. */
export type SealedDocumentReader = (
  pdf: Uint8Array,
  trusted: readonly Uint8Array[],
  now: Date | null,
) => Result<SealedDocument, SealTrouble>;
