import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { Integer, OctetString, Utf8String } from 'asn1js';
import {
  AltName,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CertificateRevocationList,
  CertificationRequest,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  Extensions,
  ExtKeyUsage,
  GeneralName,
  type PublicKeyInfo,
  RelativeDistinguishedNames,
  RevokedCertificate,
  SignedData,
  Time,
} from 'pkijs';

/** An authority that issues certificates: its key (PKCS #8) and its certificate, both PEM. */
export interface Authority {
  readonly key: string;
  readonly certificate: string;
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const DAY_MS = 86_400_000;
const COMMON_NAME = '2.5.4.3';

/** What a certificate is for (RFC 5280, 4.2.1.3 and 4.2.1.12). */
const USES = {
  authority: { bits: [0x03, 0x02, 0x01, 0x06], purpose: null },
  server: { bits: [0x03, 0x02, 0x07, 0x80], purpose: '1.3.6.1.5.5.7.3.1' },
  kiosk: { bits: [0x03, 0x02, 0x07, 0x80], purpose: '1.3.6.1.5.5.7.3.2' },
} as const;

interface Plan {
  readonly commonName: string;
  readonly publicKey: PublicKeyInfo;
  readonly use: keyof typeof USES;
  /** 20 bytes at most, hex (RFC 5280, 4.1.2.2). */
  readonly serial: string;
  readonly from: Date;
  readonly until: Date;
  /** Of a server: DNS names and addresses. */
  readonly names?: readonly string[];
}

/** A new authority, for ten years. */
export async function makeAuthority(serial: string, now: Date): Promise<Authority> {
  const { key, publicKey } = await makeKey();
  const plan = { commonName: 'Reference office (TEST ONLY)', publicKey, use: 'authority', serial } as const;
  const certificate = await signed({ ...plan, from: early(now), until: days(now, 3650) }, null, key);
  return { key, certificate };
}

/** A key for the office's own server, and its certificate. */
export async function makeServer(
  authority: Authority,
  { names, serial, now }: { readonly names: readonly string[]; readonly serial: string; readonly now: Date },
): Promise<{ readonly key: string; readonly certificate: string }> {
  const { key, publicKey } = await makeKey();
  const plan = { commonName: names[0]!, publicKey, use: 'server', serial, names } as const;
  const until = days(now, 365);
  return { key, certificate: await signed({ ...plan, from: early(now), until }, authority, authority.key) };
}

/** A certificate for whoever has the key of a request. PEM. */
export const issueFor = (
  authority: Authority,
  request: AskedCertificate,
  { serial, now, until }: { readonly serial: string; readonly now: Date; readonly until: Date },
): Promise<string> => signed({ ...request, use: 'kiosk', serial, from: early(now), until }, authority, authority.key);

/** A clock that is a little behind takes it all the same. */
const early = (now: Date): Date => new Date(now.getTime() - 5 * 60_000);
const days = (now: Date, count: number): Date => new Date(now.getTime() + count * DAY_MS);

async function makeKey() {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const request = new CertificationRequest();
  const spki = pair.publicKey.export({ type: 'spki', format: 'der' });
  await request.subjectPublicKeyInfo.importKey(await crypto.subtle.importKey('spki', spki, ECDSA, true, ['verify']));
  return {
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: request.subjectPublicKeyInfo,
  };
}

const signingKey = (pem: string) => crypto.subtle.importKey('pkcs8', derOf(pem), ECDSA, false, ['sign']);

/** The bytes of the first block of a PEM text. */
const derOf = (pem: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(/-----BEGIN [A-Z ]+-----([^-]+)-----END/.exec(pem)?.[1] ?? '', 'base64'));

const parsed = (pem: string): Certificate => Certificate.fromBER(derOf(pem));

async function signed(plan: Plan, by: Authority | null, key: string): Promise<string> {
  const certificate = new Certificate({ version: 2, serialNumber: serialOf(plan.serial) });
  certificate.subject = nameOf(plan.commonName);
  certificate.issuer = by ? parsed(by.certificate).subject : certificate.subject;
  certificate.notBefore = timeOf(plan.from);
  certificate.notAfter = timeOf(plan.until);
  certificate.subjectPublicKeyInfo = plan.publicKey;
  certificate.extensions = extensionsOf(plan, by ? parsed(by.certificate) : certificate);
  await certificate.sign(await signingKey(key), 'SHA-256');
  return new X509Certificate(Buffer.from(certificate.toSchema(true).toBER())).toString();
}

function extensionsOf({ use, names, publicKey }: Plan, issuer: Certificate): Extension[] {
  const { bits, purpose } = USES[use];
  const extension = (extnID: string, extnValue: ArrayBuffer, critical = false) =>
    new Extension({ extnID, critical, extnValue });
  const all = [
    extension('2.5.29.15', Uint8Array.from(bits).buffer, true),
    extension('2.5.29.14', new OctetString({ valueHex: keyId(publicKey).buffer }).toBER()),
    extension('2.5.29.35', authorityId(issuer)),
  ];
  if (use === 'authority')
    all.push(extension('2.5.29.19', new BasicConstraints({ cA: true }).toSchema().toBER(), true));
  if (purpose) all.push(extension('2.5.29.37', new ExtKeyUsage({ keyPurposes: [purpose] }).toSchema().toBER()));
  if (names) all.push(extension('2.5.29.17', new AltName({ altNames: names.map(altName) }).toSchema().toBER()));
  return all;
}

const keyId = (key: PublicKeyInfo) =>
  new Uint8Array(createHash('sha1').update(key.subjectPublicKey.valueBlock.valueHexView).digest());

/** AuthorityKeyIdentifier ::= SEQUENCE { [0] keyIdentifier } */
const authorityId = (issuer: Certificate): ArrayBuffer =>
  Uint8Array.of(0x30, 22, 0x80, 20, ...keyId(issuer.subjectPublicKeyInfo)).buffer;

/** An address is four bytes, or a name of DNS (RFC 5280, 4.2.1.6). */
function altName(name: string): GeneralName {
  if (isIP(name) !== 4) return new GeneralName({ type: 2, value: name });
  const valueHex = Uint8Array.from(name.split('.').map(Number)).buffer;
  return new GeneralName({ type: 7, value: new OctetString({ valueHex }) });
}

function nameOf(commonName: string): RelativeDistinguishedNames {
  const value = new Utf8String({ value: commonName });
  return new RelativeDistinguishedNames({ typesAndValues: [new AttributeTypeAndValue({ type: COMMON_NAME, value })] });
}

const serialOf = (hex: string): Integer => new Integer({ valueHex: Uint8Array.from(Buffer.from(hex, 'hex')).buffer });

/** UTCTime until 2049, GeneralizedTime from then on (RFC 5280, 4.1.2.5). */
const timeOf = (value: Date): Time => new Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value });

/** Who wants a certificate, and for which key. */
export interface AskedCertificate {
  readonly commonName: string;
  readonly publicKey: PublicKeyInfo;
}

/**
 * A request after PKCS #10 (RFC 2986) whose signature is right: whoever sent it has the key. `null`: it is none, its subject is not one common
 * name alone, or its key is not on P-256.
 */
export async function readRequest(der: Uint8Array): Promise<AskedCertificate | null> {
  try {
    const request = CertificationRequest.fromBER(Uint8Array.from(der).buffer);
    const [name, ...more] = request.subject.typesAndValues;
    const publicKey = request.subjectPublicKeyInfo;
    const isP256 = (publicKey.toJSON() as { crv?: string }).crv === 'P-256';
    if (!name || name.type !== COMMON_NAME || more.length > 0 || !isP256 || !(await request.verify())) return null;
    return { commonName: String(name.value.valueBlock.value), publicKey };
  } catch {
    // The library throws errors of several kinds for bytes that are something else.
    return null;
  }
}

/** PEM certificates as a message of certificates alone (RFC 8551, 3.8), DER. */
export function certsOnly(certificates: readonly string[]): Uint8Array {
  const content = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: ContentInfo.DATA }),
    certificates: certificates.map(parsed),
  });
  const message = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: content.toSchema(true) });
  return new Uint8Array(message.toSchema().toBER());
}

/** The list of what was revoked (RFC 5280, 5), DER; good for a day. */
export async function revocationList(
  authority: Authority,
  revoked: readonly { readonly serial: string; readonly at: Date }[],
  now: Date,
): Promise<Uint8Array> {
  const issuer = parsed(authority.certificate);
  const seconds = Math.floor(now.getTime() / 1_000);
  const list = new CertificateRevocationList({
    version: 1,
    issuer: issuer.subject,
    thisUpdate: timeOf(early(now)),
    nextUpdate: timeOf(days(now, 1)),
    crlExtensions: new Extensions({
      extensions: [
        new Extension({ extnID: '2.5.29.35', extnValue: authorityId(issuer) }),
        // A later list has a larger number: seconds since 1970.
        new Extension({ extnID: '2.5.29.20', extnValue: new Integer({ value: seconds }).toBER() }),
      ],
    }),
    // An empty SEQUENCE must not be there.
    ...(revoked.length > 0 && {
      revokedCertificates: revoked.map(
        ({ serial, at }) => new RevokedCertificate({ userCertificate: serialOf(serial), revocationDate: timeOf(at) }),
      ),
    }),
  });
  await list.sign(await signingKey(authority.key), 'SHA-256');
  return new Uint8Array(list.toSchema(true).toBER());
}
