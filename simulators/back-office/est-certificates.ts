import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { DAY_MS } from '../../drivers/durations.ts';
import { checkChipSignature, readAlgorithm } from '../../drivers/id-reader/emrtd/algorithms.ts';
import { readCertificateIssuer } from '../../drivers/id-reader/emrtd/cms.ts';
import {
  COMMON_NAME_OID,
  DATA_OID,
  DER_TRUE,
  derCommonName,
  derContext,
  derContextPrimitive,
  derExtension,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derSet,
  ECDSA_SHA256,
  SIGNED_DATA_OID,
  signDerStructure,
  utf8,
} from '../../drivers/id-reader/emrtd/der.ts';
import { decodeOid } from '../../drivers/id-reader/emrtd/oids.ts';
import { readInnerTlvs, type Tlv, writeTlv } from '../../drivers/id-reader/emrtd/tlv.ts';

/** Key in PKCS #8 and certificate, both PEM. */
export interface SigningAuthority {
  readonly key: string;
  readonly certificate: string;
}

/** KeyUsage and purpose (RFC 5280, 4.2.1.3 and 4.2.1.12). */
const USES = {
  authority: { bits: [0x03, 0x02, 0x01, 0x06], purpose: null },
  server: { bits: [0x03, 0x02, 0x07, 0x80], purpose: '1.3.6.1.5.5.7.3.1' },
  kiosk: { bits: [0x03, 0x02, 0x07, 0x80], purpose: '1.3.6.1.5.5.7.3.2' },
} as const;

export interface CertificateSubject {
  readonly commonName: string;
  /** SubjectPublicKeyInfo, P-256. */
  readonly publicKey: Uint8Array;
}

interface Plan extends CertificateSubject {
  readonly use: keyof typeof USES;
  /** At most 20 bytes, hex (RFC 5280, 4.1.2.2). */
  readonly serial: string;
  readonly from: Date;
  readonly until: Date;
  readonly names?: readonly string[];
}

/** A new authority, valid for ten years. */
export function makeAuthority(serial: string, now: Date): SigningAuthority {
  const { key, publicKey } = makeKey();
  const plan = { commonName: 'Reference office (TEST ONLY)', publicKey, use: 'authority', serial } as const;
  return { key, certificate: certificateOf({ ...plan, from: early(now), until: days(now, 3650) }, null, key) };
}

export function makeServerCertificate(
  authority: SigningAuthority,
  { names, serial, now }: { readonly names: readonly string[]; readonly serial: string; readonly now: Date },
): { readonly key: string; readonly certificate: string } {
  const { key, publicKey } = makeKey();
  const plan = { commonName: names[0]!, publicKey, use: 'server', serial, names } as const;
  const until = days(now, 365);
  return { key, certificate: certificateOf({ ...plan, from: early(now), until }, authority, authority.key) };
}

/** A certificate for the kiosk that made a request. PEM. */
export const issueKioskCertificate = (
  authority: SigningAuthority,
  request: CertificateSubject,
  { serial, now, until }: { readonly serial: string; readonly now: Date; readonly until: Date },
): string => certificateOf({ ...request, use: 'kiosk', serial, from: early(now), until }, authority, authority.key);

/** Begin of validity, 5 minutes early for a clock that is behind. */
const early = (now: Date): Date => new Date(now.getTime() - 5 * 60_000);
const days = (now: Date, count: number): Date => new Date(now.getTime() + count * DAY_MS);

function makeKey(): { readonly key: string; readonly publicKey: Uint8Array } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { key: privateKey, publicKey: Uint8Array.from(publicKey) };
}

function issuerIn(pem: string): { readonly name: Uint8Array; readonly publicKey: Uint8Array } {
  const certificate = new X509Certificate(pem);
  const publicKey = Uint8Array.from(certificate.publicKey.export({ type: 'spki', format: 'der' }));
  return { name: readCertificateIssuer(certificate)!.subject, publicKey };
}

function certificateOf(plan: Plan, by: SigningAuthority | null, key: string): string {
  const name = derCommonName(plan.commonName);
  const issuer = by ? issuerIn(by.certificate) : { name, publicKey: plan.publicKey };
  const body = derSequence(
    derContext(0, derInteger(2)),
    serialOf(plan.serial),
    ECDSA_SHA256,
    issuer.name,
    derSequence(timeOf(plan.from), timeOf(plan.until)),
    name,
    plan.publicKey,
    derContext(3, derSequence(...extensionsOf(plan, issuer.publicKey))),
  );
  return new X509Certificate(signDerStructure(body, createPrivateKey(key))).toString();
}

function extensionsOf({ use, names, publicKey }: Plan, issuerKey: Uint8Array): readonly Uint8Array[] {
  const { bits, purpose } = USES[use];
  return [
    derExtension('2.5.29.15', Uint8Array.from(bits), 'critical'),
    derExtension('2.5.29.14', derOctetString(keyId(publicKey))),
    authorityId(issuerKey),
    ...(use === 'authority' ? [derExtension('2.5.29.19', derSequence(DER_TRUE), 'critical')] : []),
    ...(purpose ? [derExtension('2.5.29.37', derSequence(derOid(purpose)))] : []),
    ...(names ? [derExtension('2.5.29.17', derSequence(...names.map(altName)))] : []),
  ];
}

/** SHA-1 of the point (RFC 5280, 4.2.1.2): the last 65 bytes of a P-256 key. */
const keyId = (publicKey: Uint8Array): Uint8Array =>
  Uint8Array.from(createHash('sha1').update(publicKey.subarray(-65)).digest());

/** AuthorityKeyIdentifier ::= SEQUENCE { [0] keyIdentifier } */
const authorityId = (issuerKey: Uint8Array): Uint8Array =>
  derExtension('2.5.29.35', derSequence(derContextPrimitive(0, keyId(issuerKey))));

/** Four-byte address, or DNS name (RFC 5280, 4.2.1.6). */
const altName = (name: string): Uint8Array =>
  isIP(name) === 4
    ? derContextPrimitive(7, Uint8Array.from(name.split('.').map(Number)))
    : derContextPrimitive(2, utf8(name));

const serialOf = (hex: string): Uint8Array => derInteger(BigInt(`0x${hex}`));

/** UTCTime until 2049, then GeneralizedTime (RFC 5280, 4.1.2.5). */
function timeOf(value: Date): Uint8Array {
  const digits = `${value.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
  return value.getUTCFullYear() < 2050 ? writeTlv(0x17, utf8(digits.slice(2))) : writeTlv(0x18, utf8(digits));
}

/**
 * A PKCS #10 request (RFC 2986) with a valid signature, which proves that its sender has the key. `null`: the bytes are no such request,
 * its subject is not exactly one common name, or its key is not on P-256.
 */
export function readRequest(der: Uint8Array): CertificateSubject | null {
  const [body, algorithm, signature] = partsOf(der);
  const [, subject, key] = partsOf(body?.raw);
  const commonName = subject && commonNameIn(subject.raw);
  const named = algorithm && readAlgorithm(algorithm.value);
  if (!body || !key || !named || !signature || commonName === undefined) return null;
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key.raw), type: 'spki', format: 'der' });
    const verified = checkChipSignature(named, undefined, publicKey, body.raw, signature.value.subarray(1));
    const isP256 = publicKey.asymmetricKeyDetails?.namedCurve === 'prime256v1';
    if (!isP256 || !verified.ok || !verified.value) return null;
    return { commonName, publicKey: Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' })) };
  } catch {
    return null;
  }
}

function partsOf(bytes: Uint8Array = new Uint8Array(), tag = 0x30): readonly Tlv[] {
  const parts = readInnerTlvs(bytes, tag);
  return parts.ok ? parts.value : [];
}

/** `undefined`: not exactly one common name. */
function commonNameIn(name: Uint8Array): string | undefined {
  const [attributes, ...others] = partsOf(name);
  const [attribute, ...more] = partsOf(attributes?.raw, 0x31);
  const [type, text] = partsOf(attribute?.raw);
  const id = type && decodeOid(type.value);
  if (!text || !id?.ok || id.value !== COMMON_NAME_OID || others.length > 0 || more.length > 0) return undefined;
  return Buffer.from(text.value).toString('utf8');
}

/** PEM certificates as a certs-only message (RFC 8551, 3.8), DER. */
export function encodeCertsOnly(pems: readonly string[]): Uint8Array {
  const certificates = pems.map((pem) => Uint8Array.from(new X509Certificate(pem).raw));
  const content = derSequence(
    derInteger(1),
    derSet(),
    derSequence(derOid(DATA_OID)),
    derContext(0, ...certificates),
    derSet(),
  );
  return derSequence(derOid(SIGNED_DATA_OID), derContext(0, content));
}

/** The revocation list (RFC 5280, 5), DER; valid for a day. */
export function revocationList(
  authority: SigningAuthority,
  revoked: readonly { readonly serial: string; readonly at: Date }[],
  now: Date,
): Uint8Array {
  const { name, publicKey } = issuerIn(authority.certificate);
  const entries = revoked.map(({ serial, at }) => derSequence(serialOf(serial), timeOf(at)));
  const body = derSequence(
    derInteger(1),
    ECDSA_SHA256,
    name,
    timeOf(early(now)),
    timeOf(days(now, 1)),
    // An empty SEQUENCE is not allowed.
    ...(entries.length > 0 ? [derSequence(...entries)] : []),
    // The CRL number grows with each list: seconds since 1970.
    derContext(
      0,
      derSequence(authorityId(publicKey), derExtension('2.5.29.20', derInteger(Math.floor(now.getTime() / 1_000)))),
    ),
  );
  return signDerStructure(body, createPrivateKey(authority.key));
}
