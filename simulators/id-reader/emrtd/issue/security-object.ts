import { concat } from '../../../../drivers/bytes.ts';
import {
  derContext,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derSet,
  SIGNED_DATA_OID,
} from '../../../../drivers/id-reader/emrtd/der.ts';
import { writeTlv } from '../../../../drivers/id-reader/emrtd/tlv.ts';
import type { CertifiedSigner } from './certificate.ts';
import { digest, digestAlgorithm, type Hash } from './signer.ts';

const LDS_SECURITY_OBJECT = '2.23.136.1.1.1';
/** id-SecurityObject (BSI TR-03110-3, A.1.2.5). */
const SECURITY_INFOS = '0.4.0.127.0.7.3.2.1';
const CONTENT_TYPE = derOid('1.2.840.113549.1.9.3');
const MESSAGE_DIGEST = derOid('1.2.840.113549.1.9.4');

/**
 * EF.SOD (ICAO 9303-10, 4.6.2 and appendix D): CMS SignedData over the hash of every data group, with the document signer's certificate.
 * `hash` is for the data groups; the signature uses its signer's own.
 */
export function signSecurityObject(
  dataGroups: ReadonlyMap<number, Uint8Array>,
  hash: Hash,
  identity: CertifiedSigner,
): Uint8Array {
  const hashes = [...dataGroups].map(([number, bytes]) =>
    derSequence(derInteger(number), derOctetString(digest(hash, bytes))),
  );
  const object = derSequence(derInteger(0), digestAlgorithm(hash), derSequence(...hashes));
  return writeTlv(0x77, signedData(LDS_SECURITY_OBJECT, object, identity));
}

/** EF.CardSecurity (ICAO 9303-11, 9.2.11): the SecurityInfos, signed. */
export const signCardSecurity = (infos: Uint8Array, identity: CertifiedSigner): Uint8Array =>
  signedData(SECURITY_INFOS, infos, identity);

/** CMS SignedData in its ContentInfo (RFC 5652, 3 and 5), one signer, the content inside. `contentType` is a dotted OID. */
export function signedData(
  contentType: string,
  content: Uint8Array,
  { certificate, issuerAndSerial, signer }: CertifiedSigner,
): Uint8Array {
  const type = derOid(contentType);
  const attributes = [
    derSequence(CONTENT_TYPE, derSet(type)),
    derSequence(MESSAGE_DIGEST, derSet(derOctetString(digest(signer.hash, content)))),
  ];
  // The attributes are signed as a SET, carried as [0] (RFC 5652, 5.4).
  const signed = derSet(...attributes);
  const carried = concat(Uint8Array.of(0xa0), signed.subarray(1));
  const signerInfo = derSequence(
    derInteger(1),
    issuerAndSerial,
    digestAlgorithm(signer.hash),
    carried,
    signer.algorithm,
    derOctetString(signer.sign(signed)),
  );
  const body = derSequence(
    derInteger(3),
    derSet(digestAlgorithm(signer.hash)),
    derSequence(type, derContext(0, derOctetString(content))),
    derContext(0, certificate),
    derSet(signerInfo),
  );
  return derSequence(derOid(SIGNED_DATA_OID), derContext(0, body));
}
