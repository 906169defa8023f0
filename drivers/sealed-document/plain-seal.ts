import type { X509Certificate } from 'node:crypto';
import { areSameBytes } from '../id-reader/apdu/bytes.ts';
import { readCertificateIssuer, type SignedData } from '../id-reader/emrtd/cms.ts';
import {
  context,
  DATA_OID,
  integer,
  nullValue,
  octets,
  oid,
  SIGNED_DATA_OID,
  sequence,
  set,
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
  if (!id || (parameters && !areSameBytes(parameters.raw, nullValue))) return false;
  const signerInfo = sequence(
    integer(1),
    sequence(id.issuer, writeTlv(0x02, id.serial)),
    digest,
    context(0, attributes),
    sequence(oid(algorithm), ...(parameters ? [nullValue] : [])),
    octets(signature),
  );
  const signedData = sequence(
    integer(1),
    set(digest),
    sequence(oid(DATA_OID)),
    context(0, Uint8Array.from(certificate.raw)),
    set(signerInfo),
  );
  return areSameBytes(cms, sequence(oid(SIGNED_DATA_OID), context(0, signedData)));
}
