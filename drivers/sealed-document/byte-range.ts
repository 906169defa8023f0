import { concat } from '../bytes.ts';
import { readTlvHeader } from '../id-reader/emrtd/tlv.ts';
import { err, ok, type Result } from '../result.ts';

/* File with a PDF signature. */

export interface PdfSignature {
  /** File without its signature. */
  readonly bytes: Uint8Array;
  /** DER. */
  readonly cms: Uint8Array;
}

const BYTE_RANGE = Buffer.from('/ByteRange');
/** Four numbers of at most 4 GB, in brackets. */
const LONGEST_RANGE = 60;
const RANGE = /^\/ByteRange ?\[ ?0 (\d{1,10}) (\d{1,10}) (\d{1,10}) *\]/;

/**
 * Returns the signature of a PDF (ISO 32000-1, 12.8.1) and the bytes that it covers. `/ByteRange [0 a b c]` covers all except the hex
 * string of `/Contents`, the CMS. Forgers add content after the signature or outside its range. So only one signature over the whole file
 * is accepted; then no PDF parser is needed. The error says why there is no signature.
 */
export function readPdfSignature(pdf: Uint8Array): Result<PdfSignature, string> {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const at = file.indexOf(BYTE_RANGE);
  if (at < 0) return err('no signature');
  if (file.includes(BYTE_RANGE, at + 1)) return err('more than one signature');
  const numbers = RANGE.exec(file.toString('latin1', at, at + LONGEST_RANGE));
  if (!numbers) return err('the byte range is malformed or does not begin at 0');
  const [first = 0, second = 0, rest = 0] = numbers.slice(1).map(Number);
  if (second + rest !== pdf.length || first + 2 > second) return err('the byte range does not end with the file');
  if (!file.toString('latin1', first - 10, first).endsWith('/Contents '))
    return err('the byte range does not leave out /Contents');
  const hex = file.toString('latin1', first, second);
  if (!/^<(?:[0-9a-f]{2})+>$/.test(hex)) return err('the signature is not lower-case hex');
  const cms = derAtFront(Uint8Array.from(Buffer.from(hex.slice(1, -1), 'hex')));
  return cms.ok ? ok({ bytes: concat(pdf.subarray(0, first), pdf.subarray(second)), cms: cms.value }) : cms;
}

/** First data object. Only zeros may follow, because no signature covers them. */
function derAtFront(bytes: Uint8Array): Result<Uint8Array, string> {
  const header = readTlvHeader(bytes);
  if (!header.ok) return err(header.error.why);
  const end = header.value.headerBytes + header.value.valueBytes;
  if (end > bytes.length || bytes.subarray(end).some((byte) => byte !== 0))
    return err('the signature has a wrong length');
  return ok(bytes.subarray(0, end));
}

/** Stands for a number until the signature is known. */
export const BYTE_RANGE_PLACEHOLDER = 9_999_999_999;

/**
 * Puts a signature into a file with room for it: `/ByteRange [0 n n n ]` of placeholders, and `/Contents <00…>`. `sign` gets everything but
 * the hex string and returns the CMS. Throws if the CMS is too long or the file has no such room.
 */
export function insertSignature(pdf: Uint8Array, sign: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  const file = Buffer.from(pdf);
  const placeholders = Array.from({ length: 3 }, () => BYTE_RANGE_PLACEHOLDER).join(' ');
  const rangeAt = file.indexOf(`[ 0 ${placeholders} ]`);
  const first = file.indexOf('/Contents <0000') + '/Contents '.length;
  const second = file.indexOf('>', first) + 1;
  if (rangeAt < 0 || first < '/Contents '.length || second === 0)
    throw new Error('a file without room for a signature');
  const range = `[ 0 ${first} ${second} ${file.length - second}`;
  file.write(`${range.padEnd(`[ 0 ${placeholders} `.length)}]`, rangeAt, 'latin1');
  const hex = Buffer.from(sign(concat(file.subarray(0, first), file.subarray(second)))).toString('hex');
  if (hex.length > second - first - 2) throw new Error('a signature that is longer than its room');
  file.write(hex, first + 1, 'latin1');
  return Uint8Array.from(file);
}
