import { err, ok, type Result } from '../../result.ts';
import { toBigInt } from '../apdu/bytes.ts';
import { findHashByOid, type HashName, readAlgorithm } from './algorithms.ts';
import { readSignedData, type SignedData } from './cms.ts';
import { OID } from './oids.ts';
import { type MalformedTlv, readInnerTlvs, readSingleTlv, readTlvs } from './tlv.ts';

/** EF.SOD (ICAO 9303-10 §4.6.2). Trust its hashes only after its signature is checked. */
export interface SecurityObject {
  readonly signedData: SignedData;
  readonly hash: HashName;
  readonly hashes: ReadonlyMap<number, Uint8Array>;
  /** OID of the content, if not the LDS security object of ICAO 9303-10 §4.6.2. */
  readonly irregularType: string | undefined;
}

/** Some states' types for an LDS security object. JMRTD also accepts the last two. */
const IRREGULAR_TYPES: readonly string[] = [
  // id-data (RFC 5652 §4): China.
  '1.2.840.113549.1.7.1',
  // Belgium and France, from a draft.
  '1.3.27.1.1.1',
  // The Netherlands' first passports.
  '1.2.528.1.1006.1.20.1',
];

const SEQUENCE = 0x30;

export function readSecurityObject(file: Uint8Array): Result<SecurityObject, MalformedTlv> {
  const wrapped = readSingleTlv(file, 0x77);
  const signedData = wrapped.ok ? readSignedData(wrapped.value) : wrapped;
  if (!signedData.ok) return signedData;
  const { contentType } = signedData.value;
  const irregularType = contentType === OID.ldsSecurityObject ? undefined : contentType;
  if (irregularType && !IRREGULAR_TYPES.includes(irregularType)) return err({ why: 'signed data of an unknown type' });
  const parts = readInnerTlvs(signedData.value.content, SEQUENCE);
  if (!parts.ok) return parts;
  const [, algorithmObject, list] = parts.value;
  const algorithm = algorithmObject && readAlgorithm(algorithmObject.value);
  const hash = algorithm && findHashByOid(algorithm.oid);
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
  return ok({ signedData: signedData.value, hash, hashes, irregularType });
}
