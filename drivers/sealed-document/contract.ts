import type { Result } from '../result.ts';

/** The content of a document. Its pages and the record inside it are made from these facts. */
export interface DocumentFacts {
  readonly number: string;
  /** The reference of the application. */
  readonly reference: string;
  /** The id of the service. */
  readonly service: string;
  /** In the official language, like the fields below. */
  readonly title: string;
  readonly agency: string;
  readonly person: { readonly name: string; readonly fin: string };
  readonly lines: readonly string[];
  /** ISO dates in the time of the centre. The document is valid on both days. */
  readonly issuedOn: string;
  readonly validUntil: string;
  /** Address of the page that says whether the document is valid. It contains a secret. */
  readonly verifyUrl: string;
  /** Sheets printed on one side. */
  readonly pages: number;
}

/** The owner of a seal, as its certificate names them. */
export interface SealOwner {
  /** The common name. */
  readonly name: string;
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
}

/** A document with an intact seal of a trusted certificate. */
export interface SealedDocument {
  readonly facts: DocumentFacts;
  readonly sealedAt: Date;
  readonly by: SealOwner;
}

export type SealTrouble =
  /** The document has no seal that this program can read. `why` holds no personal data. */
  | { readonly code: 'BKO-121'; readonly kind: 'unsealed'; readonly why: string }
  /** The bytes changed after the seal was made. */
  | { readonly code: 'BKO-122'; readonly kind: 'altered' }
  /** The seal was not made with the key of the certificate that it names. */
  | { readonly code: 'BKO-123'; readonly kind: 'wrong-key' }
  /** The seal is intact, but its certificate is not trusted. */
  | { readonly code: 'BKO-124'; readonly kind: 'unknown-seal'; readonly by: SealOwner }
  /** The certificate was not valid when the seal was made, or the time of the seal is in the future. */
  | { readonly code: 'BKO-125'; readonly kind: 'out-of-time'; readonly by: SealOwner; readonly sealedAt: Date };

/**
 * Reads a document and checks its seal. `trusted`: certificates in DER. Only these certificates are trusted, and no certificate that they issued.
 * `now`: `null` if the clock is not set. Then the check does not notice a seal from the future.
 */
export type ReadSealed = (
  pdf: Uint8Array,
  trusted: readonly Uint8Array[],
  now: Date | null,
) => Result<SealedDocument, SealTrouble>;
