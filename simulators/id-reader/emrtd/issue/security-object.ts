import { concat } from '../../../../drivers/bytes.ts';
import {
  context,
  integer,
  octets,
  oid,
  SIGNED_DATA_OID,
  sequence,
  set,
} from '../../../../drivers/id-reader/emrtd/der.ts';
import { writeTlv } from '../../../../drivers/id-reader/emrtd/tlv.ts';
import type { Identity } from './certificate.ts';
import { digest, digestAlgorithm, type Hash } from './signer.ts';

const LDS_SECURITY_OBJECT = '2.23.136.1.1.1';
/** id-SecurityObject (BSI TR-03110-3, A.1.2.5). */
const SECURITY_INFOS = '0.4.0.127.0.7.3.2.1';
const CONTENT_TYPE = oid('1.2.840.113549.1.9.3');
const MESSAGE_DIGEST = oid('1.2.840.113549.1.9.4');

/**
 * EF.SOD (ICAO 9303-10, 4.6.2 and appendix D): CMS SignedData over the hash of every data group, with the document signer's certificate.
 * `hash` is for the data groups; the signature uses its signer's own.
 */
export function securityObject(
  dataGroups: ReadonlyMap<number, Uint8Array>,
  hash: Hash,
  identity: Identity,
): Uint8Array {
  const hashes = [...dataGroups].map(([number, bytes]) => sequence(integer(number), octets(digest(hash, bytes))));
  const object = sequence(integer(0), digestAlgorithm(hash), sequence(...hashes));
  return writeTlv(0x77, signedData(LDS_SECURITY_OBJECT, object, identity));
}

/** EF.CardSecurity (ICAO 9303-11, 9.2.11): the SecurityInfos, signed. */
export const cardSecurity = (infos: Uint8Array, identity: Identity): Uint8Array =>
  signedData(SECURITY_INFOS, infos, identity);

/** CMS SignedData in its ContentInfo (RFC 5652, 3 and 5), one signer, the content inside. `contentType` is a dotted OID. */
export function signedData(
  contentType: string,
  content: Uint8Array,
  { certificate, issuerAndSerial, signer }: Identity,
): Uint8Array {
  const type = oid(contentType);
  const attributes = [
    sequence(CONTENT_TYPE, set(type)),
    sequence(MESSAGE_DIGEST, set(octets(digest(signer.hash, content)))),
  ];
  // The attributes are signed as a SET, carried as [0] (RFC 5652, 5.4).
  const signed = set(...attributes);
  const carried = concat(Uint8Array.of(0xa0), signed.subarray(1));
  const signerInfo = sequence(
    integer(1),
    issuerAndSerial,
    digestAlgorithm(signer.hash),
    carried,
    signer.algorithm,
    octets(signer.sign(signed)),
  );
  const body = sequence(
    integer(3),
    set(digestAlgorithm(signer.hash)),
    sequence(type, context(0, octets(content))),
    context(0, certificate),
    set(signerInfo),
  );
  return sequence(oid(SIGNED_DATA_OID), context(0, body));
}
