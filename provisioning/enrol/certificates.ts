import { createPrivateKey, generateKeyPairSync, type X509Certificate } from 'node:crypto';
import { readCertificate, signedDataParts } from '../../drivers/id-reader/emrtd/cms.ts';
import {
  derCommonName,
  derContext,
  derInteger,
  derSequence,
  signDerStructure,
} from '../../drivers/id-reader/emrtd/der.ts';
import { findTlv, readTlvs } from '../../drivers/id-reader/emrtd/tlv.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { certificateFingerprint } from '../machine/office-authorities.ts';

/** The key never leaves this machine. */
export interface KeyAndRequest {
  /** PKCS #8, PEM. */
  readonly key: string;
  /** PKCS #10 (RFC 2986), DER in base 64, as EST sends it. */
  readonly request: string;
}

/** Longest message in bytes: a few certificates have 5 kB at most. */
const LONGEST_MESSAGE_BYTES = 256 * 1024;
const MOST_CERTIFICATES = 20;

/** A new P-256 key, and a request with this common name, signed by the key. */
export function makeRequest(commonName: string): KeyAndRequest {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const body = derSequence(derInteger(0), derCommonName(commonName), Uint8Array.from(spki), derContext(0));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    request: Buffer.from(signDerStructure(body, privateKey)).toString('base64'),
  };
}

/**
 * Reads certificates from an EST answer: a certs-only message (RFC 8551, 3.8), DER in base 64, with or without line ends (RFC 8951, 3.1).
 * `null`: the text is something else.
 */
export function readCertsOnly(text: string): readonly X509Certificate[] | null {
  if (text.length > LONGEST_MESSAGE_BYTES || !/^[A-Za-z0-9+/=\s]+$/.test(text)) return null;
  const parts = signedDataParts(Uint8Array.from(Buffer.from(text, 'base64')));
  const list = parts.ok ? readTlvs(findTlv(parts.value, CERTIFICATES) ?? new Uint8Array()) : parts;
  if (!list.ok || list.value.length === 0 || list.value.length > MOST_CERTIFICATES) return null;
  const certificates = list.value.flatMap(({ raw }) => readCertificate(raw) ?? []);
  return certificates.length === list.value.length ? certificates : null;
}

/** Tag of the certificates: `[0]` of SignedData (RFC 5652, 5.1). */
const CERTIFICATES = 0xa0;

/** A fingerprint may be typed with or without colons, in any case. */
export const plainFingerprint = (typed: string): string => typed.replaceAll(':', '').toLowerCase();

const isSelfSigned = (certificate: X509Certificate): boolean =>
  certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);

const LONGEST_CHAIN = 5;

/** Whether it chains to an anchor. Dates are not checked. */
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

export interface Authorities {
  readonly roots: readonly X509Certificate[];
  readonly between: readonly X509Certificate[];
}

/**
 * Trusted authorities in the office's list. With a fingerprint: the authority that has it, and all that this authority signed. Without a
 * fingerprint: all roots, because the list came over a trusted connection (RFC 7030, 4.1.1). `null`: none.
 */
export function trustedAuthorities(list: readonly X509Certificate[], fingerprint: string | null): Authorities | null {
  const roots = list.filter(
    (each) => each.ca && isSelfSigned(each) && (fingerprint === null || certificateFingerprint(each) === fingerprint),
  );
  if (roots.length === 0) return null;
  const others = list.filter((each) => !roots.includes(each) && each.ca);
  return { roots, between: others.filter((each) => chainsTo(each, roots, others)) };
}

export const pemOf = (certificates: readonly X509Certificate[]): string => certificates.map(String).join('');

/** The kiosk's clock may be slightly behind the office's. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * The certificate for this key in the answer, with its chain to a root. An error says in words why it cannot be used, without data of the
 * key.
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
  if (!chainsTo(certificate, of.authorities.roots, between))
    return err('it was not signed by an authority of the office');
  const [from, until] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  if (of.now.getTime() + CLOCK_TOLERANCE_MS < from.getTime())
    return err(`it is valid from ${from.toISOString()} on, but the clock of this machine says ${of.now.toISOString()}`);
  if (of.now >= until)
    return err(`it was valid until ${until.toISOString()}, but the clock of this machine says ${of.now.toISOString()}`);
  return ok({ certificate, chain: between.filter((each) => !of.authorities.roots.includes(each)) });
}
