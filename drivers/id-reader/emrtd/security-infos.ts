import { toHex } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { toBigInt } from '../apdu/bytes.ts';
import { curveAgreement, groupAgreement, type KeyAgreement, keyAgreementOfDomain } from './agreement.ts';
import { CURVES, GROUPS } from './domain-data.ts';
import {
  type ChipAuthenticationProtocol,
  decodeOid,
  findChipAuthentication,
  findPaceProtocol,
  OID,
  type PaceProtocol,
} from './oids.ts';
import { type MalformedTlv, readInnerTlvs, readSingleTlv, readTlvs, type Tlv } from './tlv.ts';

/** `PACEInfo` (ICAO 9303-11 §9.2.1). */
export interface PaceInfo {
  readonly protocol: PaceProtocol;
  /** `undefined`: proprietary domain, not supported. */
  readonly parameterId: number | undefined;
}

/** `ChipAuthenticationPublicKeyInfo` (ICAO 9303-11 §9.2.6). */
export interface ChipPublicKey {
  readonly kind: 'dh' | 'ecdh';
  /** `undefined`: unknown domain. */
  readonly agreement: KeyAgreement | undefined;
  readonly publicKey: Uint8Array;
  readonly keyId: number | undefined;
}

export interface SecurityInfos {
  readonly pace: readonly PaceInfo[];
  readonly chipAuthentication: readonly {
    readonly protocol: ChipAuthenticationProtocol;
    readonly keyId: number | undefined;
  }[];
  readonly chipPublicKeys: readonly ChipPublicKey[];
  /** Signature algorithm for ECDSA, dotted OID. */
  readonly activeAuthentication: string | undefined;
}

const TAG = { sequence: 0x30, set: 0x31, integer: 0x02, bitString: 0x03, octets: 0x04, oid: 0x06 } as const;

/** Reads the `SecurityInfos` of EF.CardAccess or DG14 (ICAO 9303-11 §9.2). Leaves out unknown infos, as §9.2 demands. */
export function readSecurityInfos(bytes: Uint8Array): Result<SecurityInfos, MalformedTlv> {
  const infos = readInnerTlvs(bytes, TAG.set);
  if (!infos.ok) return infos;
  const pace: PaceInfo[] = [];
  const chipAuthentication: { protocol: ChipAuthenticationProtocol; keyId: number | undefined }[] = [];
  const chipPublicKeys: ChipPublicKey[] = [];
  let activeAuthentication: string | undefined;
  for (const info of infos.value) {
    const parts = readTlvs(info.value);
    if (!parts.ok) return parts;
    const [name, required, optional] = parts.value;
    const oid = name?.tag === TAG.oid ? decodeOid(name.value) : err({ why: 'a SecurityInfo without a name' });
    if (!oid.ok) return oid;
    if (!required) return err({ why: 'a SecurityInfo without its data' });
    const paceProtocol = findPaceProtocol(oid.value);
    if (paceProtocol) pace.push({ protocol: paceProtocol, parameterId: integerOf(optional) });
    const protocol = findChipAuthentication(oid.value);
    if (protocol) chipAuthentication.push({ protocol, keyId: integerOf(optional) });
    const kind = oid.value === OID.publicKeyDh ? 'dh' : oid.value === OID.publicKeyEcdh ? 'ecdh' : undefined;
    if (kind) {
      const key = readPublicKey(kind, required.value);
      if (!key.ok) return key;
      chipPublicKeys.push({ ...key.value, keyId: integerOf(optional) });
    }
    if (oid.value === OID.activeAuthentication) {
      const algorithm = optional?.tag === TAG.oid ? decodeOid(optional.value) : undefined;
      if (algorithm?.ok) activeAuthentication = algorithm.value;
    }
  }
  return ok({ pace, chipAuthentication, chipPublicKeys, activeAuthentication });
}

function integerOf(object: Tlv | undefined): number | undefined {
  if (object?.tag !== TAG.integer || object.value.length > 4) return undefined;
  return Number(toBigInt(object.value));
}

/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). */
function readPublicKey(kind: 'dh' | 'ecdh', content: Uint8Array): Result<Omit<ChipPublicKey, 'keyId'>, MalformedTlv> {
  const parts = readTlvs(content);
  if (!parts.ok) return parts;
  const [algorithm, bits] = parts.value;
  if (algorithm?.tag !== TAG.sequence || bits?.tag !== TAG.bitString || bits.value[0] !== 0) {
    return err({ why: 'not a public key' });
  }
  const described = readTlvs(algorithm.value);
  if (!described.ok) return described;
  const agreement = agreementOf(kind, described.value);
  if (kind === 'ecdh') return ok({ kind, agreement, publicKey: bits.value.subarray(1) });
  const number = readSingleTlv(bits.value.subarray(1), TAG.integer);
  return number.ok ? ok({ kind, agreement, publicKey: unsigned(number.value) }) : number;
}

/** Domain by number (BSI TR-03110-3 §A.2.1.1), curve name, or explicit parameters, if known. */
function agreementOf(kind: 'dh' | 'ecdh', [, parameters]: readonly Tlv[]): KeyAgreement | undefined {
  if (!parameters) return undefined;
  const number = integerOf(parameters);
  if (number !== undefined) return keyAgreementOfDomain(number);
  if (kind === 'dh') return explicitGroup(parameters.value);
  if (parameters.tag === TAG.oid) {
    const oid = decodeOid(parameters.value);
    const curve = oid.ok && Object.values(CURVES).find((known) => known.oid === oid.value);
    return curve ? curveAgreement(curve) : undefined;
  }
  return explicitCurve(parameters.value);
}

/** `ECParameters` (RFC 3279 §2.3.5), standardized curves only: a chip's own curve could give the secret away. */
function explicitCurve(content: Uint8Array): KeyAgreement | undefined {
  const [, field, curve, base, order] = listOf(content);
  const prime = field && listOf(field.value)[1];
  const [a, b] = curve ? listOf(curve.value) : [];
  if (!prime || !a || !b || !base || !order) return undefined;
  const given = [prime, a, b, order].map(({ value }) => toBigInt(value));
  const known = Object.values(CURVES).find(
    (candidate) =>
      [candidate.p, candidate.a, candidate.b, candidate.n].every((hex, index) => BigInt(`0x${hex}`) === given[index]) &&
      toHex(base.value) === `04${candidate.gx}${candidate.gy}`,
  );
  return known && curveAgreement(known);
}

/** X9.42 `DomainParameters` (p, g, q) or PKCS #3 `DHParameter` (p, g): without q, the subgroup of a known group. */
function explicitGroup(content: Uint8Array): KeyAgreement | undefined {
  const [p, g, q] = listOf(content).map(({ value }) => toHex(unsigned(value)));
  const known = Object.values(GROUPS).find((group) => group.p === p && group.g === g);
  if (known) return groupAgreement(known);
  return p && g && q && q.length >= MIN_ORDER_DIGITS ? groupAgreement({ name: 'explicit group', p, g, q }) : undefined;
}

/** 160 bits in hex. A shorter third number is the length of a private value. */
const MIN_ORDER_DIGITS = 40;

const listOf = (content: Uint8Array): readonly Tlv[] => {
  const list = readTlvs(content);
  return list.ok ? list.value : [];
};

const unsigned = (value: Uint8Array): Uint8Array => (value[0] === 0 && value.length > 1 ? value.subarray(1) : value);
