import { concat } from '../../../../drivers/bytes.ts';
import { encodeBigInt, utf8 } from '../../../../drivers/id-reader/emrtd/der.ts';
import { writeTlv } from '../../../../drivers/id-reader/emrtd/tlv.ts';
import type { FacePicture } from './face.ts';

/** LDS 1.7 (ICAO 9303-10), as file contents. */

/** By number of the data group (9303-10, 4.7). */
const TAGS: Readonly<Record<number, number>> = { 1: 0x61, 2: 0x75, 11: 0x6b, 14: 0x6e, 15: 0x6f };

/** EF.COM (4.6.1): LDS 1.7, Unicode 4.0.0, and the list of data groups. */
export function encodeEfCom(numbers: readonly number[]): Uint8Array {
  const tags = Uint8Array.from(numbers.map((number) => TAGS[number] ?? 0));
  return writeTlv(0x60, writeTlv(0x5f01, utf8('0107')), writeTlv(0x5f36, utf8('040000')), writeTlv(0x5c, tags));
}

/** DG1 (4.7.1): the lines of the zone, joined. */
export const encodeDg1Zone = (zone: readonly string[]): Uint8Array =>
  writeTlv(0x61, writeTlv(0x5f1f, utf8(zone.join(''))));

/**
 * DG2 (4.7.2): one face in a CBEFF template around a record of ISO/IEC 19794-5:2005. The header omits the optional patron header version,
 * tag 80 (table 41), because other readers search the picture 16 bytes after the header's start.
 */
export function encodeDg2Face(face: FacePicture): Uint8Array {
  const header = writeTlv(
    0xa1,
    // Facial features, no subtype; format of ISO/IEC JTC 1/SC 37, facial image data.
    writeTlv(0x81, Uint8Array.of(0x02)),
    writeTlv(0x82, Uint8Array.of(0x00)),
    writeTlv(0x87, Uint8Array.of(0x01, 0x01)),
    writeTlv(0x88, Uint8Array.of(0x00, 0x08)),
  );
  const template = writeTlv(0x7f60, header, writeTlv(0x5f2e, facialRecord(face)));
  return writeTlv(0x75, writeTlv(0x7f61, writeTlv(0x02, Uint8Array.of(1)), template));
}

const FULL_FRONTAL = 1;
const JPEG = 0;
const GREY_8_BIT = 3;
const STILL_CAMERA = 2;

/** ISO/IEC 19794-5:2005, 5.4 to 5.7: record header, facial information, image information, image. */
function facialRecord({ jpeg, width, height }: FacePicture): Uint8Array {
  const u16 = (value: number) => encodeBigInt(BigInt(value), 2);
  const u32 = (value: number) => encodeBigInt(BigInt(value), 4);
  const image = concat(
    Uint8Array.of(FULL_FRONTAL, JPEG),
    u16(width),
    u16(height),
    Uint8Array.of(GREY_8_BIT, STILL_CAMERA),
    u16(0),
    u16(0),
    jpeg,
  );
  // Facial information: length, no feature points, the person unspecified.
  const block = concat(u32(20 + image.length), u16(0), new Uint8Array(14), image);
  return concat(utf8('FAC\0'), utf8('010\0'), u32(14 + block.length), u16(1), block);
}

export interface PersonalDetails {
  readonly fullName: string;
  readonly personalNumber: string;
  /** `YYYYMMDD`. */
  readonly birthDate: string;
  readonly birthPlace: string;
}

/** DG11 (4.7.11): a list of tags, then their objects. */
export function encodeDg11Details({ fullName, personalNumber, birthDate, birthPlace }: PersonalDetails): Uint8Array {
  const present = Uint8Array.of(0x5f, 0x0e, 0x5f, 0x10, 0x5f, 0x2b, 0x5f, 0x11);
  return writeTlv(
    0x6b,
    writeTlv(0x5c, present),
    writeTlv(0x5f0e, utf8(fullName)),
    writeTlv(0x5f10, utf8(personalNumber)),
    writeTlv(0x5f2b, utf8(birthDate)),
    writeTlv(0x5f11, utf8(birthPlace)),
  );
}

/** DG14 (4.7.14): SecurityInfos. */
export const encodeDg14Security = (infos: Uint8Array): Uint8Array => writeTlv(0x6e, infos);
/** DG15 (4.7.15): the public key of active authentication. */
export const encodeDg15ActiveKey = (publicKeyInfo: Uint8Array): Uint8Array => writeTlv(0x6f, publicKeyInfo);

/** EF.ATR/INFO (9303-10, 3.11.1): extended length, and the longest command and answer in bytes of the whole APDU. */
export function encodeEfAtrInfo(longest: { readonly command: number; readonly answer: number }): Uint8Array {
  const size = (value: number) => writeTlv(0x02, encodeBigInt(BigInt(value), 2));
  return concat(
    writeTlv(0x47, Uint8Array.of(0x00, 0x00, 0x40)),
    writeTlv(0x7f66, size(longest.command), size(longest.answer)),
  );
}
