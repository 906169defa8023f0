import { createPrivateKey, generateKeyPairSync, type X509Certificate } from 'node:crypto';
import { readCertificate, signedDataParts } from '../../drivers/id-reader/emrtd/cms.ts';
import { commonNameOf, context, integer, sequence, signed } from '../../drivers/id-reader/emrtd/der.ts';
import { findTlv, readTlvs } from '../../drivers/id-reader/emrtd/tlv.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { fingerprintOf } from '../machine/office-authorities.ts';

/** A key that never leaves this machine, and what the office is asked with for it. */
export interface KeyAndRequest {
  /** PKCS #8, PEM. */
  readonly key: string;
  /** PKCS #10 (RFC 2986), DER in base 64: what EST sends. */
  readonly request: string;
}

/** A message of a few certificates has 5 kB at most; far more is no message of certificates. */
const LONGEST_MESSAGE_BYTES = 256 * 1024;
const MOST_CERTIFICATES = 20;

/** A new key on P-256, and a request with this common name that it signed. */
export function makeRequest(commonName: string): KeyAndRequest {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const body = sequence(integer(0), commonNameOf(commonName), Uint8Array.from(spki), context(0));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    request: Buffer.from(signed(body, privateKey)).toString('base64'),
  };
}

/**
 * The certificates of an answer of EST: a message of certificates alone (RFC 8551, 3.8), DER in base 64, with or without line ends (RFC 8951,
 * 3.1). `null`: it is none.
 */
export function readCertsOnly(text: string): readonly X509Certificate[] | null {
  if (text.length > LONGEST_MESSAGE_BYTES || !/^[A-Za-z0-9+/=\s]+$/.test(text)) return null;
  const parts = signedDataParts(Uint8Array.from(Buffer.from(text, 'base64')));
  const list = parts.ok ? readTlvs(findTlv(parts.value, CERTIFICATES) ?? new Uint8Array()) : parts;
  if (!list.ok || list.value.length === 0 || list.value.length > MOST_CERTIFICATES) return null;
  const certificates = list.value.flatMap(({ raw }) => readCertificate(raw) ?? []);
  return certificates.length === list.value.length ? certificates : null;
}

/** `[0]` of SignedData (RFC 5652, 5.1). */
const CERTIFICATES = 0xa0;

/** As it is typed: with colons or without, in any letters. */
export const plainFingerprint = (typed: string): string => typed.replaceAll(':', '').toLowerCase();

const isSelfSigned = (certificate: X509Certificate): boolean =>
  certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);

/** Longer chains are no chains of an office. */
const LONGEST_CHAIN = 5;

/** Whether somebody of `anchors` vouches for it, by others of `between`; names and signatures, not dates. */
function chainsTo(
  certificate: X509Certificate,
  anchors: readonly X509Certificate[],
  between: readonly X509Certificate[],
  depth = 0,
): boolean {
  const isIssuer = (other: X509Certificate) =>
    other.ca && certificate.checkIssued(other) && certificate.verify(other.publicKey);
  if (anchors.some((anchor) => anchor.raw.equals(certificate.raw) || isIssuer(anchor))) return true;
  if (depth >= LONGEST_CHAIN) return false;
  return between.some(
    (other) => other !== certificate && isIssuer(other) && chainsTo(other, anchors, between, depth + 1),
  );
}

/** What the office calls its authorities, as far as they are believed. */
export interface Authorities {
  /** Vouch for themselves. */
  readonly roots: readonly X509Certificate[];
  /** Vouched for by one of those. */
  readonly between: readonly X509Certificate[];
}

/**
 * Those of the office's list that are believed: where a fingerprint is given, the one that has it and what it vouches for; without one the list
 * came over a connection that was believed, and all roots of it are (RFC 7030, 4.1.1). `null`: none.
 */
export function believedOf(list: readonly X509Certificate[], fingerprint: string | null): Authorities | null {
  const roots = list.filter(
    (each) => each.ca && isSelfSigned(each) && (fingerprint === null || fingerprintOf(each) === fingerprint),
  );
  if (roots.length === 0) return null;
  const others = list.filter((each) => !roots.includes(each) && each.ca);
  return { roots, between: others.filter((each) => chainsTo(each, roots, others)) };
}

export const pemOf = (certificates: readonly X509Certificate[]): string => certificates.map(String).join('');

/** A clock that is a little behind the office's is no wrong clock. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * The certificate of an answer that is for this key, with those between it and a root. Why it can not be used is said in words for a technician;
 * nothing of the key is.
 */
export function usableCertificate(
  answer: readonly X509Certificate[],
  of: { readonly key: string; readonly commonName: string; readonly authorities: Authorities; readonly now: Date },
): Result<{ readonly certificate: X509Certificate; readonly chain: readonly X509Certificate[] }, string> {
  const key = createPrivateKey(of.key);
  const certificate = answer.find((each) => each.checkPrivateKey(key));
  if (!certificate) return err('it is for another key');
  const name = /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '';
  if (name !== of.commonName) return err(`it is for ${JSON.stringify(name)}, not for ${of.commonName}`);
  const between = [...of.authorities.between, ...answer.filter((each) => each !== certificate && each.ca)];
  if (!chainsTo(certificate, of.authorities.roots, between)) return err('no authority of the office vouches for it');
  const [from, until] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  if (of.now.getTime() + CLOCK_TOLERANCE_MS < from.getTime())
    return err(`it is valid from ${from.toISOString()} on, and this machine has ${of.now.toISOString()}`);
  if (of.now >= until)
    return err(`it was valid until ${until.toISOString()}, and this machine has ${of.now.toISOString()}`);
  return ok({ certificate, chain: between.filter((each) => !of.authorities.roots.includes(each)) });
}
