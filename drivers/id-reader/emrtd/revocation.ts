import type { X509Certificate } from 'node:crypto';
import { toHex } from '../../bytes.ts';
import { areSameBytes } from '../apdu/bytes.ts';
import { type Algorithm, checkChipSignature, readAlgorithm } from './algorithms.ts';
import { readCertificateIssuer } from './cms.ts';
import { readInnerTlvs, readTlvs } from './tlv.ts';

/** Revocation list (RFC 5280 §5.1), not verified yet. */
export interface RevocationList {
  /** DER. */
  readonly issuer: Uint8Array;
  /** Hex, from INTEGER bytes. */
  readonly serials: ReadonlySet<string>;
  readonly signed: Uint8Array;
  readonly algorithm: Algorithm;
  readonly signature: Uint8Array;
}

const TAG = { integer: 0x02, bitString: 0x03, sequence: 0x30, utcTime: 0x17, generalizedTime: 0x18 } as const;

/** Reads a revocation list. `undefined`: the bytes are no such list. */
export function readRevocationList(der: Uint8Array): RevocationList | undefined {
  const parts = readInnerTlvs(der, TAG.sequence);
  if (!parts.ok || parts.value.length !== 3) return undefined;
  const [list, algorithmObject, signature] = parts.value;
  const fields = list && readTlvs(list.value);
  const algorithm = algorithmObject && readAlgorithm(algorithmObject.value);
  if (!fields?.ok || !algorithm || signature?.tag !== TAG.bitString) return undefined;
  const [, issuer, thisUpdate, ...rest] = fields.value[0]?.tag === TAG.integer ? fields.value.slice(1) : fields.value;
  if (!issuer || (thisUpdate?.tag !== TAG.utcTime && thisUpdate?.tag !== TAG.generalizedTime)) return undefined;
  const revoked = rest.find(({ tag }) => tag === TAG.sequence);
  const entries = readTlvs(revoked?.value ?? new Uint8Array());
  if (!entries.ok) return undefined;
  const serials = new Set<string>();
  for (const { value } of entries.value) {
    const entry = readTlvs(value);
    const serial = entry.ok ? entry.value[0] : undefined;
    if (serial?.tag !== TAG.integer) return undefined;
    serials.add(toHex(serial.value));
  }
  return { issuer: issuer.raw, serials, signed: list!.raw, algorithm, signature: signature.value.subarray(1) };
}

/** Returns whether a list of this country names the certificate. A list with a wrong signature is ignored. */
export function isRevoked(
  certificate: X509Certificate,
  country: X509Certificate,
  lists: readonly RevocationList[],
): boolean {
  const serial = readCertificateIssuer(certificate)?.serial;
  const name = readCertificateIssuer(country)?.subject;
  if (!serial || !name) return false;
  return lists.some((list) => {
    if (!areSameBytes(list.issuer, name) || !list.serials.has(toHex(serial))) return false;
    const genuine = checkChipSignature(list.algorithm, undefined, country.publicKey, list.signed, list.signature);
    return genuine.ok && genuine.value;
  });
}
