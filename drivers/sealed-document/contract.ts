import type { Result } from '../result.ts';

/** Facts of the pages and the record. */
export interface DocumentFacts {
  readonly number: string;
  /** Of the application. */
  readonly reference: string;
  readonly service: string;
  /** Official language, also below. */
  readonly title: string;
  readonly agency: string;
  readonly person: { readonly name: string; readonly fin: string };
  readonly lines: readonly string[];
  /** ISO dates, centre time, both days valid. */
  readonly issuedOn: string;
  readonly validUntil: string;
  /** Page of validity. The address contains a secret. */
  readonly verifyUrl: string;
  /** Sheets, one-sided. */
  readonly pages: number;
}

/** From the seal's certificate. */
export interface SealOwner {
  /** Common name. */
  readonly name: string;
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
}

/** Intact seal of a trusted certificate. */
export interface SealedDocument {
  readonly facts: DocumentFacts;
  readonly sealedAt: Date;
  readonly by: SealOwner;
}

export type SealTrouble =
  /** No readable seal. `why`: no personal data. */
  | { readonly code: 'BKO-121'; readonly kind: 'unsealed'; readonly why: string }
  /** Bytes changed after sealing. */
  | { readonly code: 'BKO-122'; readonly kind: 'altered' }
  /** Key differs from the certificate's. */
  | { readonly code: 'BKO-123'; readonly kind: 'wrong-key' }
  /** Intact, but certificate not trusted. */
  | { readonly code: 'BKO-124'; readonly kind: 'unknown-seal'; readonly by: SealOwner }
  /** Sealed outside the certificate's validity, or in the future. */
  | { readonly code: 'BKO-125'; readonly kind: 'out-of-time'; readonly by: SealOwner; readonly sealedAt: Date };

/**
 * `trusted`: certificates in DER. Certificates that they issued are not trusted. `now` `null`: the clock is not set; seals
 * from the future pass.
 */
export type ReadSealed = (
  pdf: Uint8Array,
  trusted: readonly Uint8Array[],
  now: Date | null,
) => Result<SealedDocument, SealTrouble>;
