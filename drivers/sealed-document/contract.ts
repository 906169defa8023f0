import type { Result } from '../result.ts';

/** Content of a document. Its pages and its record are made from these facts. */
export interface DocumentFacts {
  readonly number: string;
  /** Reference of the application. */
  readonly reference: string;
  readonly service: string;
  /** In the official language, like the fields below. */
  readonly title: string;
  readonly agency: string;
  readonly person: { readonly name: string; readonly fin: string };
  readonly lines: readonly string[];
  /** ISO dates in the time of the centre. The document is valid on both days. */
  readonly issuedOn: string;
  readonly validUntil: string;
  /** Page that says whether the document is valid. The address contains a secret. */
  readonly verifyUrl: string;
  /** Sheets, printed on one side. */
  readonly pages: number;
}

/** Owner of a seal, from its certificate. */
export interface SealOwner {
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
  /** No seal that this program can read. `why` holds no personal data. */
  | { readonly code: 'BKO-121'; readonly kind: 'unsealed'; readonly why: string }
  /** The bytes changed after the seal was made. */
  | { readonly code: 'BKO-122'; readonly kind: 'altered' }
  /** The seal was made with another key than its certificate's. */
  | { readonly code: 'BKO-123'; readonly kind: 'wrong-key' }
  /** The seal is intact, but its certificate is not trusted. */
  | { readonly code: 'BKO-124'; readonly kind: 'unknown-seal'; readonly by: SealOwner }
  /** The certificate was not valid at the time of the seal, or that time is in the future. */
  | { readonly code: 'BKO-125'; readonly kind: 'out-of-time'; readonly by: SealOwner; readonly sealedAt: Date };

/**
 * Reads a document and checks its seal. `trusted`: certificates in DER; certificates that they issued are not trusted. `now`: `null` if the
 * clock is not set; then a seal from the future is not noticed.
 */
export type ReadSealed = (
  pdf: Uint8Array,
  trusted: readonly Uint8Array[],
  now: Date | null,
) => Result<SealedDocument, SealTrouble>;
