import type { ClockSync } from '../clock/kiosk-clock.ts';

/** Why the certificate of the back office was not accepted. */
export type TlsCode =
  /** Only for the date, which this machine does not know: it comes right with the clock. */
  | 'BKO-111'
  /** For what it is. */
  | 'BKO-112';

/** OpenSSL's words for a certificate of another time. */
const TOO_EARLY = new Set(['CERT_NOT_YET_VALID', 'CRL_NOT_YET_VALID']);
const TOO_LATE = new Set(['CERT_HAS_EXPIRED', 'CRL_HAS_EXPIRED']);

/** OpenSSL's words for a certificate that is not to be believed, and Node's own for another name in it. */
const DISTRUSTED =
  /^(UNABLE_TO_|CERT_|CRL_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|INVALID_|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERROR_IN_CERT_|ERR_TLS_CERT_ALTNAME_INVALID)/;

/**
 * What Node's code of a failed handshake means on a machine with such a clock; `null` where the certificate was not the reason.
 *
 * A machine without a battery begins in 1970, before every certificate. One that is wrongly in the future finds them expired. Where
 * nobody can say whether the clock is right, a certificate from the future speaks against the clock, and one from the past against
 * itself: the first is hardly ever issued, the second is often forgotten.
 */
export function tlsTrouble(code: string, sync: ClockSync): TlsCode | null {
  if (TOO_EARLY.has(code)) return sync === 'synchronised' ? 'BKO-112' : 'BKO-111';
  if (TOO_LATE.has(code)) return sync === 'unsynchronised' ? 'BKO-111' : 'BKO-112';
  return DISTRUSTED.test(code) ? 'BKO-112' : null;
}
