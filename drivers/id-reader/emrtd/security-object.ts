import { err, ok, type Result } from '../../result.ts';
import { toBigInt } from '../apdu/bytes.ts';
import { type HashName, hashNamed, readAlgorithm } from './algorithms.ts';
import { readSignedData, type SignedData } from './cms.ts';
import { OID } from './oids.ts';
import { type MalformedTlv, readOnly, readTlvs } from './tlv.ts';

/** EF.SOD (ICAO 9303-10 §4.6.2): what the issuer signed. Nothing in it counts before the signature is checked. */
export interface SecurityObject {
  readonly signedData: SignedData;
  readonly hash: HashName;
  /** Hash by number of data group. */
  readonly hashes: ReadonlyMap<number, Uint8Array>;
}

const SEQUENCE = 0x30;

export function readSecurityObject(file: Uint8Array): Result<SecurityObject, MalformedTlv> {
  const wrapped = readOnly(file, 0x77);
  const signedData = wrapped.ok ? readSignedData(wrapped.value) : wrapped;
  if (!signedData.ok) return signedData;
  if (signedData.value.contentType !== OID.ldsSecurityObject) return err({ why: 'signed data of another kind' });
  const sequence = readOnly(signedData.value.content, SEQUENCE);
  const parts = sequence.ok ? readTlvs(sequence.value) : sequence;
  if (!parts.ok) return parts;
  const [, algorithmObject, list] = parts.value;
  const algorithm = algorithmObject && readAlgorithm(algorithmObject.value);
  const hash = algorithm && hashNamed(algorithm.oid);
  if (!hash) return err({ why: 'an unknown hash' });
  const entries = readTlvs(list?.value ?? new Uint8Array());
  if (!entries.ok) return entries;
  const hashes = new Map<number, Uint8Array>();
  for (const { value } of entries.value) {
    const pair = readTlvs(value);
    if (!pair.ok) return pair;
    const [number, digest] = pair.value;
    if (number?.tag !== 0x02 || digest?.tag !== 0x04) return err({ why: 'a hash that is none' });
    hashes.set(Number(toBigInt(number.value)), digest.value);
  }
  return ok({ signedData: signedData.value, hash, hashes });
}
