import { concat, fromHex, toHex } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { readBmps, readLeadingBmps, readVarLength, writeBmp, writeVarLength } from './bmp.ts';
import { decodeText, encodeText, type ZvtCharset } from './charset.ts';
import { readFields, writeFields } from './fields.ts';
import type { FieldsOf } from './messages.ts';
import type { DecodeErrorText } from './tlv.ts';

type Completion = FieldsOf<'completion'>;

/** Writes `06 0F`: fields, or the answer to a status enquiry. */
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

/**
 * Reads `06 0F`. `answersEnquiry`: it ends a `05 01`. If not, only bytes that cannot be fields are read as such an answer.
 * The answer has the form `[software LLLVAR] status [06 TLV]`, unmarked: the status may be `06` (the container's id) or `F0` (the start of
 * a length). The reading that uses every byte is right.
 */
export function readCompletion(
  data: Uint8Array,
  charset: ZvtCharset,
  answersEnquiry: boolean,
): Result<Completion, DecodeErrorText> {
  const strict = readBmps(data);
  if (!strict.ok || answersEnquiry) {
    const enquiry = readEnquiryAnswer(data, charset);
    if (enquiry.ok) return enquiry;
  }
  if (!strict.ok && answersEnquiry) return readLeadingEnquiryAnswer(data, charset);
  const leading = readLeadingBmps(data);
  if (!leading.ok) return leading;
  const { bmps, unread } = leading.value;
  const names = ['resultCode', 'paymentType', 'terminalId', 'currency'] as const;
  const { paymentType, ...fields } = readFields(bmps, names, charset);
  return ok({
    statusByte: paymentType,
    ...fields,
    ...(unread && { unread }),
  });
}

/** Enquiry answer with an unknown field after its status. */
function readLeadingEnquiryAnswer(data: Uint8Array, charset: ZvtCharset): Result<Completion, DecodeErrorText> {
  const length = readVarLength(data, 0, 3);
  const statusAt = length ? length.next + length.value : 0;
  if (statusAt >= data.length) return err('a completion without the status of the terminal');
  const rest = readLeadingBmps(data.subarray(statusAt + 1));
  if (!rest.ok) return rest;
  const answer = readEnquiryAnswer(data.subarray(0, statusAt + 1), charset);
  const { unread } = rest.value;
  return answer.ok ? ok({ ...answer.value, ...(unread && { unread }) }) : answer;
}

function readEnquiryAnswer(data: Uint8Array, charset: ZvtCharset): Result<Completion, DecodeErrorText> {
  const length = readVarLength(data, 0, 3);
  const statusAt = length ? length.next + length.value : 0;
  if (length && statusAt < data.length && readBmps(data.subarray(statusAt + 1)).ok) {
    const software = decodeText(data.subarray(length.next, statusAt), charset);
    return ok({ status: toHex(data.subarray(statusAt, statusAt + 1)), software });
  }
  if (data.length > 0 && readBmps(data.subarray(1)).ok) return ok({ status: toHex(data.subarray(0, 1)) });
  return err('a completion that is neither fields nor the answer to a status enquiry');
}
