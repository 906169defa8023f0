import { X509Certificate } from 'node:crypto';
import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { areSameBytes } from '../apdu/bytes.ts';
import {
  type Algorithm,
  checkChipSignature,
  digest,
  findHashByOid,
  type HashName,
  readAlgorithm,
} from './algorithms.ts';
import { toDefiniteLengths } from './ber.ts';
import { SIGNED_DATA_OID } from './der.ts';
import { isSameName } from './names.ts';
import { decodeOid } from './oids.ts';
import { findTlv, type MalformedTlv, readInnerTlvs, readSingleTlv, readTlvs, type Tlv, writeTlv } from './tlv.ts';
import type { ChipTrouble } from './trouble.ts';

/** CMS (RFC 5652 §5), as far as used. */
export interface SignedData {
  readonly contentType: string;
  readonly content: Uint8Array;
  readonly certificates: readonly X509Certificate[];
  readonly signer: Signer;
}

interface Signer {
  /** IssuerAndSerialNumber or [0] SubjectKeyIdentifier. */
  readonly id: Tlv;
  readonly digest: string;
  readonly digestIdentifier: Uint8Array;
  /** Content of the SET of signed attributes. `undefined`: the content itself is signed. */
  readonly attributes: Uint8Array | undefined;
  readonly algorithm: Algorithm;
  readonly signature: Uint8Array;
}

const TAG = { sequence: 0x30, set: 0x31, octets: 0x04, oid: 0x06, context0: 0xa0, keyId: 0x80 } as const;
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';

/** Returns the parts of the SignedData in a ContentInfo (RFC 5652 §3, §5.1), DER or BER. */
export function signedDataParts(bytes: Uint8Array): Result<readonly Tlv[], MalformedTlv> {
  const definite = toDefiniteLengths(bytes);
  const info = definite.ok ? readInnerTlvs(definite.value, TAG.sequence) : definite;
  if (!info.ok) return info;
  const [type, wrapped] = info.value;
  if (oidOf(type) !== SIGNED_DATA_OID || wrapped?.tag !== TAG.context0) return err({ why: 'no signed data' });
  return readInnerTlvs(wrapped.value, TAG.sequence);
}

/**
 * Reads a ContentInfo with SignedData. Only the first signer counts: ICAO 9303-10 §4.6.2 allows one. `detached`: the signed content if it
 * is outside (RFC 5652 §5.2).
 */
export function readSignedData(bytes: Uint8Array, detached?: Uint8Array): Result<SignedData, MalformedTlv> {
  const parts = signedDataParts(bytes);
  if (!parts.ok) return parts;
  const [, , encapsulated] = parts.value;
  const signers = parts.value.at(-1);
  if (encapsulated?.tag !== TAG.sequence || signers?.tag !== TAG.set)
    return err({ why: 'signed data without its parts' });
  const content = readContent(encapsulated.value, detached);
  if (!content.ok) return content;
  const signer = readSigner(signers.value);
  if (!signer.ok) return signer;
  const certificates = readCertificates(findTlv(parts.value, TAG.context0));
  return certificates.ok
    ? ok({ ...content.value, certificates: certificates.value, signer: signer.value })
    : certificates;
}

function readContent(
  bytes: Uint8Array,
  detached: Uint8Array | undefined,
): Result<Pick<SignedData, 'contentType' | 'content'>, MalformedTlv> {
  const parts = readTlvs(bytes);
  if (!parts.ok) return parts;
  const [type, wrapped] = parts.value;
  const contentType = oidOf(type);
  if (contentType && detached)
    return wrapped ? err({ why: 'detached signed data with content' }) : ok({ contentType, content: detached });
  if (!contentType || wrapped?.tag !== TAG.context0) return err({ why: 'signed data without content' });
  const content = readSingleTlv(wrapped.value, TAG.octets);
  return content.ok ? ok({ contentType, content: content.value }) : content;
}

function readSigner(bytes: Uint8Array): Result<Signer, MalformedTlv> {
  const signers = readTlvs(bytes);
  if (!signers.ok) return signers;
  const [first] = signers.value;
  const parts = first ? readTlvs(first.value) : err({ why: 'no signer' });
  if (!parts.ok) return parts;
  const [, id, digestAlgorithm, ...rest] = parts.value;
  const attributes = rest[0]?.tag === TAG.context0 ? rest[0].value : undefined;
  const [algorithmObject, signature] = attributes ? rest.slice(1) : rest;
  const hash = digestAlgorithm && readAlgorithm(digestAlgorithm.value);
  const algorithm = algorithmObject && readAlgorithm(algorithmObject.value);
  if (!id || !hash || !algorithm || signature?.tag !== TAG.octets) return err({ why: 'a signer without its parts' });
  const of = { digest: hash.oid, digestIdentifier: digestAlgorithm.raw };
  return ok({ id, ...of, attributes, algorithm, signature: signature.value });
}

function readCertificates(bytes: Uint8Array | undefined): Result<readonly X509Certificate[], MalformedTlv> {
  const list = readTlvs(bytes ?? new Uint8Array());
  if (!list.ok) return list;
  const certificates: X509Certificate[] = [];
  for (const { tag, raw } of list.value) {
    const certificate = tag === TAG.sequence ? readCertificate(raw) : undefined;
    if (certificate) certificates.push(certificate);
  }
  return ok(certificates);
}

/** Reads an X.509 certificate in DER. `undefined`: not a certificate, or OpenSSL does not know its key. */
export function readCertificate(der: Uint8Array): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(der);
    return certificate.publicKey ? certificate : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the certificate that signed, if the signature is right (RFC 5652 §5.4). Does not check trust. */
export function verifySignedData(data: SignedData): Result<X509Certificate, ChipTrouble> {
  const { signer } = data;
  const certificate = data.certificates.find((candidate) => isSigner(candidate, signer.id));
  if (!certificate)
    return err({ code: 'RDR-244', kind: 'certificate-unfit', why: "the signer's certificate is missing" });
  const hash = findHashByOid(signer.digest);
  if (!hash) return err({ code: 'RDR-248', kind: 'algorithm-unsupported', algorithm: signer.digest });
  if (signer.attributes && !isContentOf(data, signer.attributes, hash)) return wrong();
  // The signature covers the DER of a SET OF, not the [0] (RFC 5652 §5.4).
  const signed = signer.attributes ? writeTlv(TAG.set, signer.attributes) : data.content;
  const verified = checkChipSignature(signer.algorithm, hash, certificate.publicKey, signed, signer.signature);
  if (!verified.ok) return verified;
  return verified.value ? ok(certificate) : wrong();
}

/** Compares type and digest (RFC 5652 §5.3). */
function isContentOf({ contentType, content }: SignedData, attributes: Uint8Array, hash: HashName): boolean {
  const read = readTlvs(attributes);
  const list = read.ok ? read.value : [];
  const ofContent = attributeValue(list, MESSAGE_DIGEST, TAG.octets);
  const type = attributeValue(list, CONTENT_TYPE, TAG.oid);
  const typeName = type && decodeOid(type);
  if (!ofContent || !areSameBytes(ofContent, digest(hash, content))) return false;
  return typeName?.ok === true && typeName.value === contentType;
}

/** Returns whether the content is what was signed. Does not check the signer. `false` without signed attributes. */
export function isSignedContent(data: SignedData): boolean {
  const { attributes, digest: named } = data.signer;
  const hash = findHashByOid(named);
  return attributes !== undefined && hash !== undefined && isContentOf(data, attributes, hash);
}

/** Signature and issuer are checked elsewhere. */
function isSigner(certificate: X509Certificate, id: Tlv): boolean {
  const parts = readCertificateIssuer(certificate);
  if (!parts) return false;
  if (id.tag === TAG.keyId) return contains(certificate.raw, concat([TAG.octets, id.value.length], id.value));
  const wanted = readTlvs(id.value);
  if (!wanted.ok) return false;
  const [issuer, serial] = wanted.value;
  return (
    issuer !== undefined &&
    serial !== undefined &&
    areSameBytes(parts.serial, serial.value) &&
    isSameName(parts.issuer, issuer.raw)
  );
}

/** Returns raw issuer name and serial number of a certificate (RFC 5280 §4.1.2). */
export function readCertificateIssuer({
  raw,
}: X509Certificate):
  | { readonly issuer: Uint8Array; readonly serial: Uint8Array; readonly subject: Uint8Array }
  | undefined {
  const parts = readInnerTlvs(raw, TAG.sequence);
  const fields = parts.ok && parts.value[0] ? readTlvs(parts.value[0].value) : undefined;
  if (!fields?.ok) return undefined;
  const [serial, , issuer, , subject] = fields.value[0]?.tag === TAG.context0 ? fields.value.slice(1) : fields.value;
  return serial && issuer && subject ? { serial: serial.value, issuer: issuer.raw, subject: subject.raw } : undefined;
}

const contains = (whole: Uint8Array, part: Uint8Array): boolean => Buffer.from(whole).includes(Buffer.from(part));

function attributeValue(attributes: readonly Tlv[], oid: string, tag: number): Uint8Array | undefined {
  for (const { value } of attributes) {
    const parts = readTlvs(value);
    if (!parts.ok || oidOf(parts.value[0]) !== oid || !parts.value[1]) continue;
    const found = readSingleTlv(parts.value[1].value, tag);
    return found.ok ? found.value : undefined;
  }
  return undefined;
}

function oidOf(object: Tlv | undefined): string | undefined {
  const oid = object?.tag === TAG.oid ? decodeOid(object.value) : undefined;
  return oid?.ok ? oid.value : undefined;
}

const wrong = (): Result<never, ChipTrouble> => err({ code: 'RDR-242', kind: 'signature-wrong' });
