import type { X509Certificate } from 'node:crypto';
import { tlsTrouble } from '../../device/back-office/tls-trouble.ts';
import type { Clock } from '../../drivers/clock.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';
import { adviceOf } from '../devices/open-device.ts';
import {
  type Authorities,
  type KeyAndRequest,
  pemOf,
  readCertsOnly,
  trustedAuthorities,
  usableCertificate,
} from './certificates.ts';
import { askEst, type EstAnswer, type EstFailureText, type EstTrust, requestWithRetries } from './est-client.ts';

export interface FirstOfficeTrust {
  /** SHA-256 of an authority, lower-case hex; `null`: the connection must be trusted. */
  readonly fingerprint: string | null;
  /** PEM of authorities; `null`: the system's authorities. */
  readonly ca: string | null;
}

interface Asking {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Fetches the office's authorities (RFC 7030, 4.1). Without `fingerprint`, the connection must be trusted, and every root in the list then
 * is.
 */
export async function fetchAuthorities(
  office: string,
  { fingerprint, ca }: FirstOfficeTrust,
  { clock, signal }: Asking,
  identity?: EstTrust['identity'],
): Promise<Result<Authorities, CliTrouble>> {
  // With a fingerprint, any server is asked; no code is sent before the comparison.
  const trust: EstTrust = { ca: fingerprint === null ? (ca ?? 'system') : 'anybody', ...(identity && { identity }) };
  const answer = await requestWithRetries(() => askEst(office, 'cacerts', trust, { clock }), clock, signal);
  if (!answer.ok) return noAnswer(office, answer.error);
  if (answer.value.status !== 200) return refused(office, answer.value);
  const list = readCertsOnly(answer.value.body);
  if (!list) return failed(line(`${office} answers, but sends no authorities`, 'ENR-101'));
  const believed = trustedAuthorities(list, fingerprint);
  if (believed) return ok(believed);
  const what = fingerprint === null ? 'sends no root authority' : 'has no authority of this fingerprint';
  return failed(line(`${office} ${what}`, 'ENR-102'));
}

/** Fetches and checks a certificate for this key (RFC 7030, 4.2). */
export async function fetchCertificate(
  office: string,
  operation: 'simpleenroll' | 'simplereenroll',
  asked: KeyAndRequest & {
    readonly kiosk: string;
    readonly authorities: Authorities;
    readonly as: Pick<EstTrust, 'login' | 'identity'>;
  },
  { clock, signal, now }: Asking & { readonly now: () => Date },
): Promise<Result<{ readonly certificate: X509Certificate; readonly chain: readonly X509Certificate[] }, CliTrouble>> {
  const trust: EstTrust = { ca: pemOf(asked.authorities.roots), ...asked.as };
  const ask = () => askEst(office, operation, trust, { clock, body: asked.request });
  const answer = await requestWithRetries(ask, clock, signal);
  if (!answer.ok) return noAnswer(office, answer.error);
  if (answer.value.status !== 200) return refused(office, answer.value);
  const list = readCertsOnly(answer.value.body);
  if (!list) return failed(line('the answer of the office has no certificate in it', 'ENR-104'));
  const { key, kiosk: commonName, authorities } = asked;
  const usable = usableCertificate(list, { key, commonName, authorities, now: now() });
  return usable.ok
    ? usable
    : failed(line(`the certificate from the office cannot be used: ${usable.error}`, 'ENR-104'));
}

type Code = 'ENR-101' | 'ENR-102' | 'ENR-103' | 'ENR-104';
const line = (what: string, code: Code, fix = adviceOf(code)): string => `${what} (${code}): ${fix}`;

const CLOCK_FIX = 'Compare `date` with a watch: a wrong year makes every certificate invalid.';

function noAnswer(office: string, why: EstFailureText) {
  const distrust = tlsTrouble(why, 'unknown');
  if (!distrust) return failed(line(`${office} did not answer: ${why}`, 'ENR-101'));
  const isOfTheClock = distrust.cause === 'not-yet-valid' || distrust.cause === 'expired';
  const fix = isOfTheClock ? CLOCK_FIX : adviceOf('ENR-102');
  return failed(line(`the certificate of ${office} is not trusted: ${distrust.cause}`, 'ENR-102', fix));
}

const REFUSALS: Readonly<Record<string, string>> = {
  'unknown-code': 'did not give this code to this kiosk',
  'used-code': 'says that this code was used',
  'expired-code': 'says that this code is too old',
  'revoked-kiosk': 'has revoked the certificate of this kiosk',
  'unknown-kiosk': 'does not know the certificate of this kiosk',
  'foreign-kiosk': 'issues certificates to another kiosk with this code',
};

function refused(office: string, { status, reason, retryAfter }: EstAnswer) {
  if (status === 202) {
    const later = retryAfter === null ? '' : `; ask again in ${retryAfter} s`;
    return failed(line(`${office} must approve the request first (202)${later}`, 'ENR-101'));
  }
  if (status >= 500 || status === 404) return failed(line(`${office} answers with status ${status}`, 'ENR-101'));
  const why = REFUSALS[reason ?? ''] ?? `refuses the request with status ${status}`;
  return failed(line(`${office} ${why}`, 'ENR-103'));
}
