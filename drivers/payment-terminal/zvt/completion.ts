import { concat, fromHex, toHex } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { readBmps, readVarLength, writeBmp, writeVarLength } from './bmp.ts';
import { decodeText, encodeText, type ZvtCharset } from './charset.ts';
import { readFields, writeFields } from './fields.ts';
import type { FieldsOf } from './messages.ts';
import type { Malformed } from './tlv.ts';

type Completion = FieldsOf<'completion'>;

/** `06 0F`: fields, or the answer to a status enquiry. */
export function writeCompletion(
  { status, software, statusByte, ...fields }: Completion,
  charset: ZvtCharset,
): Uint8Array {
  if (status !== undefined) {
    const text = software === undefined ? undefined : encodeText(software, charset);
    return concat(text ? [...writeVarLength(text.length, 3), ...text] : [], fromHex(status));
  }
  const common = writeFields(fields, ['resultCode', 'terminalId', 'currency'], charset);
  const all = statusByte === undefined ? common : [{ id: 0x19, data: Uint8Array.of(statusByte) }, ...common];
  return concat(...all.map(writeBmp));
}

/** `answersEnquiry`: it ends a `05 01`. Without knowing that, only what cannot be fields is read as an answer to one. */
export function readCompletion(
  data: Uint8Array,
  charset: ZvtCharset,
  answersEnquiry: boolean,
): Result<Completion, Malformed> {
  const bmps = readBmps(data);
  if (!bmps.ok || answersEnquiry) {
    const enquiry = readEnquiryAnswer(data, charset);
    if (enquiry.ok || !bmps.ok) return enquiry;
  }
  if (!bmps.ok) return bmps;
  const { paymentType, ...fields } = readFields(
    bmps.value,
    ['resultCode', 'paymentType', 'terminalId', 'currency'],
    charset,
  );
  return ok({ ...(paymentType === undefined ? {} : { statusByte: paymentType }), ...fields });
}

/**
 * `[software LLLVAR] status [06 TLV]`, where nothing marks which comes first: the status itself can be `06` (the id of
 * the container) or `F0` (the beginning of a length). The reading that uses every byte is the right one.
 */
function readEnquiryAnswer(data: Uint8Array, charset: ZvtCharset): Result<Completion, Malformed> {
  const length = readVarLength(data, 0, 3);
  const statusAt = length ? length.next + length.value : 0;
  if (length && statusAt < data.length && readBmps(data.subarray(statusAt + 1)).ok) {
    const software = decodeText(data.subarray(length.next, statusAt), charset);
    return ok({ status: toHex(data.subarray(statusAt, statusAt + 1)), software });
  }
  if (data.length > 0 && readBmps(data.subarray(1)).ok) return ok({ status: toHex(data.subarray(0, 1)) });
  return err('a completion that is neither fields nor the answer to a status enquiry');
}
