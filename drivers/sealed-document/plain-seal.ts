import type { X509Certificate } from 'node:crypto';
import { sameBytes } from '../id-reader/apdu/bytes.ts';
import { type SignedData, tbsParts } from '../id-reader/emrtd/cms.ts';
import { encodeOid } from '../id-reader/emrtd/oids.ts';
import { writeTlv } from '../id-reader/emrtd/tlv.ts';

const sequence = (...parts: readonly Uint8Array[]): Uint8Array => writeTlv(0x30, ...parts);
const set = (...parts: readonly Uint8Array[]): Uint8Array => writeTlv(0x31, ...parts);
const oid = (dotted: string): Uint8Array => writeTlv(0x06, encodeOid(dotted));
const VERSION_1 = writeTlv(0x02, [1]);
const NULL = Uint8Array.of(0x05, 0x00);

/**
 * Whether a CMS is the plain one of one signer with its one certificate (RFC 5652, 5.1), written as DER. A signature does not cover all of
 * its own message, so what it leaves open, such as versions and lists, has to be what it must be: then no bit of a file can be another.
 */
export function isPlainSeal(cms: Uint8Array, signer: SignedData['signer'], certificate: X509Certificate): boolean {
  const { digestIdentifier: digest, attributes = new Uint8Array(), signature } = signer;
  const { oid: algorithm, parameters } = signer.algorithm;
  const id = tbsParts(certificate);
  if (!id || (parameters && !sameBytes(parameters.raw, NULL))) return false;
  const signerInfo = sequence(
    VERSION_1,
    sequence(id.issuer, writeTlv(0x02, id.serial)),
    digest,
    writeTlv(0xa0, attributes),
    sequence(oid(algorithm), ...(parameters ? [NULL] : [])),
    writeTlv(0x04, signature),
  );
  const signedData = sequence(
    VERSION_1,
    set(digest),
    sequence(oid('1.2.840.113549.1.7.1')),
    writeTlv(0xa0, Uint8Array.from(certificate.raw)),
    set(signerInfo),
  );
  return sameBytes(cms, sequence(oid('1.2.840.113549.1.7.2'), writeTlv(0xa0, signedData)));
}
