import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { concat } from '../../../drivers/bytes.ts';
import { readCertificateIssuer } from '../../../drivers/id-reader/emrtd/cms.ts';
import {
  DATA_OID,
  derBitString,
  derContext,
  derExtension,
  derInteger,
  derOctetString,
  derOid,
  derPrintableString,
  derSequence,
  derSet,
  derUtcTime,
  derUtf8String,
  ECDSA_SHA256,
  encodeBigInt,
  SIGNED_DATA_OID,
} from '../../../drivers/id-reader/emrtd/der.ts';
import { writeTlv } from '../../../drivers/id-reader/emrtd/tlv.ts';
import { insertSignature } from '../../../drivers/sealed-document/byte-range.ts';
import { sealOwnerOf } from '../../../drivers/sealed-document/read.ts';
import { seededScalar } from '../../id-reader/emrtd/issue/seed.ts';

export interface Seal {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
  readonly name: string;
}

export interface SealPlan {
  readonly label: string;
  readonly serial: number;
  readonly commonName: string;
  /** `YYYYMMDD`, both at midnight UTC. */
  readonly from: string;
  readonly until: string;
}

/** Not secret: anyone can derive the key from this label. */
const SAMPLE: SealPlan = {
  label: 'office seal',
  serial: 301,
  commonName: 'Sample office seal (TEST ONLY)',
  from: '20200101',
  until: '20450101',
};

/** The seal of the sample office, the same in every run and on every computer. */
export const sampleSeal = (): Seal => makeSeal(SAMPLE);

/** Reads files as OpenSSL writes them. Throws if the key is not the certificate's, or not on a curve. */
export function readSeal({
  key: keyPem,
  certificate: pem,
}: {
  readonly key: string;
  readonly certificate: string;
}): Seal {
  const key = createPrivateKey(keyPem);
  const certificate = new X509Certificate(pem);
  if (key.asymmetricKeyType !== 'ec') throw new Error('the key of the seal is not on an elliptic curve');
  if (!certificate.checkPrivateKey(key)) throw new Error('the key of the seal does not belong to its certificate');
  return { key, certificate, name: sealOwnerOf(certificate).name };
}

const SHA256 = derSequence(derOid('2.16.840.1.101.3.4.2.1'));

/** A self-signed seal. The key depends only on the label. */
export function makeSeal({ label, serial, commonName, from, until }: SealPlan): Seal {
  const secret = encodeBigInt(seededScalar(label, p256.Point.CURVE().n), 32);
  const key = keyOf(secret);
  const publicKey = Uint8Array.from(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  const name = derSequence(
    derSet(derSequence(derOid('2.5.4.10'), derUtf8String('TEST ONLY, not an authority of any state'))),
    derSet(derSequence(derOid('2.5.4.3'), derUtf8String(commonName))),
    derSet(derSequence(derOid('2.5.4.6'), derPrintableString('AZ'))),
  );
  const body = derSequence(
    derContext(0, derInteger(2)),
    derInteger(serial),
    ECDSA_SHA256,
    name,
    derSequence(derUtcTime(from), derUtcTime(until)),
    name,
    publicKey,
    // KeyUsage: digitalSignature and nonRepudiation, critical (RFC 5280, 4.2.1.3).
    derContext(3, derSequence(derExtension('2.5.29.15', Uint8Array.of(0x03, 0x02, 0x06, 0xc0), 'critical'))),
  );
  // RFC 6979: always the same certificate, with a published fingerprint.
  const signature = p256.sign(body, secret, { lowS: false, format: 'der' });
  const certificate = new X509Certificate(derSequence(body, ECDSA_SHA256, derBitString(signature)));
  return { key, certificate, name: commonName };
}

function keyOf(secret: Uint8Array): KeyObject {
  const point = p256.getPublicKey(secret, false);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const [x, y] = [text(point.slice(1, 33)), text(point.slice(33))];
  return createPrivateKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', d: text(secret), x, y } });
}

/** Puts the seal into a PDF that has room for it. */
export const sealPdf = (pdf: Uint8Array, seal: Seal): Uint8Array =>
  insertSignature(pdf, (bytes) => detachedSignature(bytes, seal));

const digest = (bytes: Uint8Array): Uint8Array => Uint8Array.from(createHash('sha256').update(bytes).digest());

/**
 * CMS SignedData without its content (RFC 5652, 5), with one signer and its certificate. The signed attributes follow PAdES (EN 319 142-1,
 * 6.3): type and digest of the content, and the certificate (RFC 5035, 3).
 */
export function detachedSignature(bytes: Uint8Array, { key, certificate }: Seal): Uint8Array {
  const raw = Uint8Array.from(certificate.raw);
  const data = derOid(DATA_OID);
  const attributes = derSet(
    derSequence(derOid('1.2.840.113549.1.9.3'), derSet(data)),
    derSequence(derOid('1.2.840.113549.1.9.4'), derSet(derOctetString(digest(bytes)))),
    derSequence(
      derOid('1.2.840.113549.1.9.16.2.47'),
      derSet(derSequence(derSequence(derSequence(derOctetString(digest(raw)))))),
    ),
  );
  const parts = readCertificateIssuer(certificate);
  if (!parts) throw new Error('a certificate without a name or a number');
  const signer = derSequence(
    derInteger(1),
    derSequence(parts.issuer, writeTlv(0x02, parts.serial)),
    SHA256,
    // The attributes are signed as a SET, and carried as [0] (RFC 5652, 5.4).
    concat(Uint8Array.of(0xa0), attributes.subarray(1)),
    ECDSA_SHA256,
    derOctetString(Uint8Array.from(sign('sha256', attributes, key))),
  );
  const body = derSequence(derInteger(1), derSet(SHA256), derSequence(data), derContext(0, raw), derSet(signer));
  return derSequence(derOid(SIGNED_DATA_OID), derContext(0, body));
}
