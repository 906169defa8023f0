import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { checkChipSignature, readAlgorithm } from '../../drivers/id-reader/emrtd/algorithms.ts';
import { readCertificateIssuer } from '../../drivers/id-reader/emrtd/cms.ts';
import {
  booleanTrue,
  COMMON_NAME_OID,
  commonNameOf,
  context,
  contextPrimitive,
  DATA_OID,
  ECDSA_SHA256,
  extension,
  integer,
  octets,
  oid,
  SIGNED_DATA_OID,
  sequence,
  set,
  signStructure,
  utf8,
} from '../../drivers/id-reader/emrtd/der.ts';
import { decodeOid } from '../../drivers/id-reader/emrtd/oids.ts';
import { readInnerTlvs, type Tlv, writeTlv } from '../../drivers/id-reader/emrtd/tlv.ts';

/** Key in PKCS #8 and certificate, both PEM. */
export interface Authority {
  readonly key: string;
  readonly certificate: string;
}

const DAY_MS = 86_400_000;

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
export function makeAuthority(serial: string, now: Date): Authority {
  const { key, publicKey } = makeKey();
  const plan = { commonName: 'Reference office (TEST ONLY)', publicKey, use: 'authority', serial } as const;
  return { key, certificate: certificateOf({ ...plan, from: early(now), until: days(now, 3650) }, null, key) };
}

export function makeServer(
  authority: Authority,
  { names, serial, now }: { readonly names: readonly string[]; readonly serial: string; readonly now: Date },
): { readonly key: string; readonly certificate: string } {
  const { key, publicKey } = makeKey();
  const plan = { commonName: names[0]!, publicKey, use: 'server', serial, names } as const;
  const until = days(now, 365);
  return { key, certificate: certificateOf({ ...plan, from: early(now), until }, authority, authority.key) };
}

/** A certificate for the kiosk that made a request. PEM. */
export const issueFor = (
  authority: Authority,
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

function certificateOf(plan: Plan, by: Authority | null, key: string): string {
  const name = commonNameOf(plan.commonName);
  const issuer = by ? issuerIn(by.certificate) : { name, publicKey: plan.publicKey };
  const body = sequence(
    context(0, integer(2)),
    serialOf(plan.serial),
    ECDSA_SHA256,
    issuer.name,
    sequence(timeOf(plan.from), timeOf(plan.until)),
    name,
    plan.publicKey,
    context(3, sequence(...extensionsOf(plan, issuer.publicKey))),
  );
  return new X509Certificate(signStructure(body, createPrivateKey(key))).toString();
}

function extensionsOf({ use, names, publicKey }: Plan, issuerKey: Uint8Array): readonly Uint8Array[] {
  const { bits, purpose } = USES[use];
  return [
    extension('2.5.29.15', Uint8Array.from(bits), 'critical'),
    extension('2.5.29.14', octets(keyId(publicKey))),
    authorityId(issuerKey),
    ...(use === 'authority' ? [extension('2.5.29.19', sequence(booleanTrue), 'critical')] : []),
    ...(purpose ? [extension('2.5.29.37', sequence(oid(purpose)))] : []),
    ...(names ? [extension('2.5.29.17', sequence(...names.map(altName)))] : []),
  ];
}

/** SHA-1 of the point (RFC 5280, 4.2.1.2): the last 65 bytes of a P-256 key. */
const keyId = (publicKey: Uint8Array): Uint8Array =>
  Uint8Array.from(createHash('sha1').update(publicKey.subarray(-65)).digest());

/** AuthorityKeyIdentifier ::= SEQUENCE { [0] keyIdentifier } */
const authorityId = (issuerKey: Uint8Array): Uint8Array =>
  extension('2.5.29.35', sequence(contextPrimitive(0, keyId(issuerKey))));

/** Four-byte address, or DNS name (RFC 5280, 4.2.1.6). */
const altName = (name: string): Uint8Array =>
  isIP(name) === 4
    ? contextPrimitive(7, Uint8Array.from(name.split('.').map(Number)))
    : contextPrimitive(2, utf8(name));

const serialOf = (hex: string): Uint8Array => integer(BigInt(`0x${hex}`));

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
export function certsOnly(pems: readonly string[]): Uint8Array {
  const certificates = pems.map((pem) => Uint8Array.from(new X509Certificate(pem).raw));
  const content = sequence(integer(1), set(), sequence(oid(DATA_OID)), context(0, ...certificates), set());
  return sequence(oid(SIGNED_DATA_OID), context(0, content));
}

/** The revocation list (RFC 5280, 5), DER; valid for a day. */
export function revocationList(
  authority: Authority,
  revoked: readonly { readonly serial: string; readonly at: Date }[],
  now: Date,
): Uint8Array {
  const { name, publicKey } = issuerIn(authority.certificate);
  const entries = revoked.map(({ serial, at }) => sequence(serialOf(serial), timeOf(at)));
  const body = sequence(
    integer(1),
    ECDSA_SHA256,
    name,
    timeOf(early(now)),
    timeOf(days(now, 1)),
    // An empty SEQUENCE is not allowed.
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    // The CRL number grows with each list: seconds since 1970.
    context(0, sequence(authorityId(publicKey), extension('2.5.29.20', integer(Math.floor(now.getTime() / 1_000))))),
  );
  return signStructure(body, createPrivateKey(authority.key));
}
