import { err, ok, type Result } from '../../result.ts';
import type { FaceImage } from '../contract.ts';
import { findTlv, type MalformedTlv, readSingleTlv, readTlvs } from './tlv.ts';

/** "FAC", zero (ISO/IEC 19794-5 §5.4.1). */
const FORMAT_IDENTIFIER = 0x46414300;
/** Format identifier, version, record length, image count. */
const RECORD_HEADER_BYTES = 14;
const FACE_BLOCK_BYTES = 20;
const FEATURE_POINT_BYTES = 8;
const IMAGE_BLOCK_BYTES = 12;

/**
 * Reads the first face of DG2 (ICAO 9303-10 §4.7.2.1): `7F61` › `7F60` › `5F2E` or `7F2E` › a record of ISO/IEC 19794-5 §5.4 to §5.7. The
 * picture's own first bytes decide its kind, because issuers fill in the field for the kind wrongly.
 */
export function readFace(file: Uint8Array): Result<FaceImage, MalformedTlv> {
  const record = biometricData(file);
  if (!record.ok) return record;
  const view = new DataView(record.value.buffer, record.value.byteOffset, record.value.byteLength);
  if (view.byteLength < RECORD_HEADER_BYTES + FACE_BLOCK_BYTES + IMAGE_BLOCK_BYTES)
    return err({ why: 'a short record' });
  if (view.getUint32(0) !== FORMAT_IDENTIFIER) return err({ why: 'no record of ISO/IEC 19794-5' });
  const faceBytes = view.getUint32(RECORD_HEADER_BYTES);
  const points = view.getUint16(RECORD_HEADER_BYTES + 4);
  const start = RECORD_HEADER_BYTES + FACE_BLOCK_BYTES + points * FEATURE_POINT_BYTES + IMAGE_BLOCK_BYTES;
  const end = RECORD_HEADER_BYTES + faceBytes;
  if (end > view.byteLength || start >= end) return err({ why: 'a face with lengths that do not fit' });
  const bytes = record.value.slice(start, end);
  const mime = mimeOf(bytes);
  return mime ? ok({ mime, bytes }) : err({ why: 'a picture that is neither JPEG nor JPEG 2000' });
}

function biometricData(file: Uint8Array): Result<Uint8Array, MalformedTlv> {
  const content = readSingleTlv(file, 0x75);
  const group = content.ok ? readSingleTlv(content.value, 0x7f61) : content;
  const templates = group.ok ? readTlvs(group.value) : group;
  if (!templates.ok) return templates;
  const template = findTlv(templates.value, 0x7f60);
  const objects = template ? readTlvs(template) : err({ why: 'no biometric template' });
  if (!objects.ok) return objects;
  const data = findTlv(objects.value, 0x5f2e) ?? findTlv(objects.value, 0x7f2e);
  return data ? ok(data) : err({ why: 'no biometric data' });
}

const JPEG = [0xff, 0xd8, 0xff];
/** JP2 signature box, bare JPEG 2000 code stream (ISO/IEC 15444-1 annexes I, A). */
const JP2_FILE = [0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50, 0x20, 0x20];
const JP2_STREAM = [0xff, 0x4f, 0xff, 0x51];

function mimeOf(bytes: Uint8Array): FaceImage['mime'] | undefined {
  const begins = (magic: readonly number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (begins(JPEG)) return 'image/jpeg';
  return begins(JP2_FILE) || begins(JP2_STREAM) ? 'image/jp2' : undefined;
}
