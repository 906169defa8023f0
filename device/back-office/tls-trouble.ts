import type { ClockSync } from '../clock/kiosk-clock.ts';

/** Why the certificate of the back office was not accepted. */
export type TlsCode =
  /** Only for the date, which this machine does not know: it comes right with the clock. */
  | 'BKO-111'
  /** For what it is. */
  | 'BKO-112';

/** What is wrong with it, in a word for the log. */
export const DISTRUST_CAUSES = [
  'self-signed',
  'unknown-authority',
  'other-name',
  'expired',
  'not-yet-valid',
  'revoked',
  'unfit',
] as const;
export type DistrustCause = (typeof DISTRUST_CAUSES)[number];

export interface TlsTrouble {
  readonly code: TlsCode;
  readonly cause: DistrustCause;
}

/** OpenSSL's words for a certificate of another time. */
const TOO_EARLY = new Set(['CERT_NOT_YET_VALID', 'CRL_NOT_YET_VALID']);
const TOO_LATE = new Set(['CERT_HAS_EXPIRED', 'CRL_HAS_EXPIRED']);

/** OpenSSL's words for a certificate that is not to be believed, and Node's own for another name in it. */
const DISTRUSTED =
  /^(UNABLE_TO_|CERT_|CRL_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|INVALID_|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERROR_IN_CERT_|ERR_TLS_CERT_ALTNAME_INVALID)/;

/**
 * What Node's code of a failed handshake means if the clock is in the state `sync`; `null` if the certificate was not the reason.
 *
 * A machine without a battery begins in 1970, before every certificate. One that is wrongly in the future finds them expired. Where
 * nobody can say whether the clock is right, a certificate from the future speaks against the clock, and one from the past against
 * itself: the first is hardly ever issued, the second is often forgotten.
 */
export function tlsTrouble(code: string, sync: ClockSync): TlsTrouble | null {
  if (TOO_EARLY.has(code)) return { code: sync === 'synchronised' ? 'BKO-112' : 'BKO-111', cause: 'not-yet-valid' };
  if (TOO_LATE.has(code)) return { code: sync === 'unsynchronised' ? 'BKO-111' : 'BKO-112', cause: 'expired' };
  return DISTRUSTED.test(code) ? { code: 'BKO-112', cause: CAUSES[code] ?? 'unfit' } : null;
}

/** The chain of `SELF_SIGNED_CERT_IN_CHAIN` ends with an authority, of `DEPTH_ZERO_…` it is the certificate alone. */
const CAUSES: Readonly<Record<string, DistrustCause>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-authority',
  CERT_UNTRUSTED: 'unknown-authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other-name',
  HOSTNAME_MISMATCH: 'other-name',
  CERT_REVOKED: 'revoked',
};

/** How an answer says it that was given no chance: `BKO-112 other-name`. */
export const distrustDetail = ({ code, cause }: TlsTrouble): string => `${code} ${cause}`;

/** Reads this trouble from a `detail`; `null` if the detail says something else. */
export function distrustIn(detail: string): TlsTrouble | null {
  const [code, cause] = detail.split(' ');
  const known = DISTRUST_CAUSES.find((each) => each === cause);
  return known !== undefined && (code === 'BKO-111' || code === 'BKO-112') ? { code, cause: known } : null;
}
