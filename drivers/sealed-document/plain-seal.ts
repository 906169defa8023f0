import type { X509Certificate } from 'node:crypto';
import { areSameBytes } from '../id-reader/apdu/bytes.ts';
import { readCertificateIssuer, type SignedData } from '../id-reader/emrtd/cms.ts';
import {
  DATA_OID,
  DER_NULL,
  derContext,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derSet,
  SIGNED_DATA_OID,
} from '../id-reader/emrtd/der.ts';
import { writeTlv } from '../id-reader/emrtd/tlv.ts';

/**
 * Returns whether a CMS has exactly one signer with one certificate (RFC 5652, 5.1), written as DER. A signature does not cover its whole
 * message. So everything outside it (such as versions and lists) must have the only allowed value; then no bit of a file can change
 * unnoticed.
 */
export function isPlainSeal(cms: Uint8Array, signer: SignedData['signer'], certificate: X509Certificate): boolean {
  const { digestIdentifier: digest, attributes = new Uint8Array(), signature } = signer;
  const { oid: algorithm, parameters } = signer.algorithm;
  const id = readCertificateIssuer(certificate);
  if (!id || (parameters && !areSameBytes(parameters.raw, DER_NULL))) return false;
  const signerInfo = derSequence(
    derInteger(1),
    derSequence(id.issuer, writeTlv(0x02, id.serial)),
    digest,
    derContext(0, attributes),
    derSequence(derOid(algorithm), ...(parameters ? [DER_NULL] : [])),
    derOctetString(signature),
  );
  const signedData = derSequence(
    derInteger(1),
    derSet(digest),
    derSequence(derOid(DATA_OID)),
    derContext(0, Uint8Array.from(certificate.raw)),
    derSet(signerInfo),
  );
  return areSameBytes(cms, derSequence(derOid(SIGNED_DATA_OID), derContext(0, signedData)));
}
