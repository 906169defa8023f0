import type { ClockSync } from '../clock/kiosk-clock.ts';

export type TlsCode =
  /** Wrong date, perhaps because this kiosk's clock is not set: set the clock. */
  | 'BKO-111'
  /** The certificate is refused for another reason. */
  | 'BKO-112';

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

const TOO_EARLY = new Set(['CERT_NOT_YET_VALID', 'CRL_NOT_YET_VALID']);
const TOO_LATE = new Set(['CERT_HAS_EXPIRED', 'CRL_HAS_EXPIRED']);

/** OpenSSL's codes of distrust, and Node's code of a wrong name. */
const DISTRUSTED =
  /^(UNABLE_TO_|CERT_|CRL_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|INVALID_|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERROR_IN_CERT_|ERR_TLS_CERT_ALTNAME_INVALID)/;

/**
 * Trouble behind Node's code of a failed handshake, given the state `sync` of the clock; `null` if the certificate was not the reason.
 *
 * A machine without a battery begins in 1970, before every certificate. A clock in the future finds certificates expired. If the clock is
 * unknown, *not yet valid* points to the clock, because such certificates are hardly ever issued. *Expired* points to the certificate:
 * renewal is often forgotten.
 */
export function tlsTrouble(code: string, sync: ClockSync): TlsTrouble | null {
  if (TOO_EARLY.has(code)) return { code: sync === 'synchronised' ? 'BKO-112' : 'BKO-111', cause: 'not-yet-valid' };
  if (TOO_LATE.has(code)) return { code: sync === 'unsynchronised' ? 'BKO-111' : 'BKO-112', cause: 'expired' };
  return DISTRUSTED.test(code) ? { code: 'BKO-112', cause: CAUSES[code] ?? 'unfit' } : null;
}

/** `SELF_SIGNED_CERT_IN_CHAIN`: the chain ends with an unknown authority. `DEPTH_ZERO_…`: the certificate stands alone. */
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

/** The trouble as detail of an answer: `BKO-112 other-name`. */
export const formatDistrustDetail = ({ code, cause }: TlsTrouble): string => `${code} ${cause}`;

/** Decodes a detail of an answer; `null`: the detail says something else. */
export function parseDistrustDetail(detail: string): TlsTrouble | null {
  const [code, cause] = detail.split(' ');
  const known = DISTRUST_CAUSES.find((each) => each === cause);
  return known !== undefined && (code === 'BKO-111' || code === 'BKO-112') ? { code, cause: known } : null;
}
