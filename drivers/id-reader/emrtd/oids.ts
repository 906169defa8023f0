import { err, ok, type Result } from '../../result.ts';
import type { CipherName } from './cipher.ts';
import type { MalformedTlv } from './tlv.ts';

/** Encodes a dotted OBJECT IDENTIFIER (X.690 §8.19), without tag and length. */
export function encodeOid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return Uint8Array.from([first * 40 + second, ...rest].flatMap(base128));
}

/** Exact inverse of `encodeOid`. */
export function decodeOid(content: Uint8Array): Result<string, MalformedTlv> {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f);
    if (number > Number.MAX_SAFE_INTEGER) return err({ why: 'an object identifier with a number out of range' });
    if (byte & 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  const [first, ...rest] = numbers;
  if (first === undefined || (content[content.length - 1]! & 0x80) !== 0) {
    return err({ why: 'an object identifier that is cut short' });
  }
  const arc = Math.min(Math.floor(first / 40), 2);
  return ok([arc, first - arc * 40, ...rest].join('.'));
}

function base128(number: number): number[] {
  const bytes = [number % 128];
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) | 0x80);
  return bytes;
}

/** `bsi-de protocols smartcard` (BSI TR-03110-3 §A.1.1). */
const BSI = '0.4.0.127.0.7.2.2';

export type KeyAgreementKind = 'dh' | 'ecdh';
/** Generic, integrated, or chip authentication mapping, which is generic with one more answer. */
export type MappingKind = 'gm' | 'im' | 'cam';

export interface PaceProtocol {
  readonly oid: string;
  readonly agreement: KeyAgreementKind;
  readonly mapping: MappingKind;
  readonly cipher: CipherName;
}

const CIPHER_ORDER: readonly CipherName[] = ['3des', 'aes-128', 'aes-192', 'aes-256'];

/** `id-PACE-…` (ICAO 9303-11 §9.2.1, §9.2.8; BSI TR-03110-3 §A.1.1.1). CAM has no 3DES. */
export const PACE_PROTOCOLS: readonly PaceProtocol[] = (
  [
    ['dh', 'gm', 1],
    ['ecdh', 'gm', 2],
    ['dh', 'im', 3],
    ['ecdh', 'im', 4],
    ['ecdh', 'cam', 6],
  ] as const
).flatMap(([agreement, mapping, arc]) =>
  CIPHER_ORDER.flatMap((cipher, index) =>
    mapping === 'cam' && cipher === '3des' ? [] : [{ oid: `${BSI}.4.${arc}.${index + 1}`, agreement, mapping, cipher }],
  ),
);

export const findPaceProtocol = (oid: string): PaceProtocol | undefined =>
  PACE_PROTOCOLS.find((protocol) => protocol.oid === oid);

export interface ChipAuthenticationProtocol {
  readonly oid: string;
  readonly agreement: KeyAgreementKind;
  readonly cipher: CipherName;
}

/** `id-CA-…` (ICAO 9303-11 §9.2.5; BSI TR-03110-3 §A.1.1.2). */
export const CHIP_AUTHENTICATION_PROTOCOLS: readonly ChipAuthenticationProtocol[] = (
  [
    ['dh', 1],
    ['ecdh', 2],
  ] as const
).flatMap(([agreement, arc]) =>
  CIPHER_ORDER.map((cipher, index) => ({ oid: `${BSI}.3.${arc}.${index + 1}`, agreement, cipher })),
);

export const findChipAuthentication = (oid: string): ChipAuthenticationProtocol | undefined =>
  CHIP_AUTHENTICATION_PROTOCOLS.find((protocol) => protocol.oid === oid);

/** Object identifiers, of `SecurityInfo` (ICAO 9303-11 §9.2) and others. */
export const OID = {
  /** ChipAuthenticationPublicKeyInfo. */
  publicKeyDh: `${BSI}.1.1`,
  publicKeyEcdh: `${BSI}.1.2`,
  terminalAuthentication: `${BSI}.2`,
  /** ActiveAuthenticationInfo, `id-icao-mrtd-security-aaProtocolObject`. */
  activeAuthentication: '2.23.136.1.1.5',
  /** `id-icao-mrtd-security-ldsSecurityObject` (ICAO 9303-10 §4.6.2). */
  ldsSecurityObject: '2.23.136.1.1.1',
  /** `id-icao-cscaMasterList` (ICAO 9303-12 §9). */
  cscaMasterList: '2.23.136.1.1.2',
} as const;
