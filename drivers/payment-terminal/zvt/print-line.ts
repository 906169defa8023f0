import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { decodeText, encodeText, type ZvtCharset } from './charset.ts';
import type { FieldsOf } from './messages.ts';
import { FEED_ATTRIBUTE } from './printed.ts';
import { receiptTypeByte, receiptTypeOf } from './text-block.ts';
import { type DecodeErrorText, findTlv, readTlvLength, readTlvs, type Tlv, writeTlv } from './tlv.ts';

type PrintLine = FieldsOf<'print-line'>;

/** Attribute and text of a `06 D1` [PA00P015 13.08, chapter 3.5]. */
export function writePrintLine({ text, attribute, feeds }: PrintLine, charset: ZvtCharset): Uint8Array {
  return attribute === FEED_ATTRIBUTE
    ? Uint8Array.of(FEED_ATTRIBUTE, feeds ?? 1)
    : concat([attribute], encodeText(text, charset));
}

/** Container of a line. The manual has none here, but terminals send one. */
export function printLineContainer({ receiptType }: PrintLine): Uint8Array | null {
  return receiptType ? writeTlv('1F07', Uint8Array.of(receiptTypeByte(receiptType))) : null;
}

/** Reads a `06 D1`. No mark ends the text. But no text has 06, the container's id, with whole data objects to the end. */
export function readPrintLine(data: Uint8Array, charset: ZvtCharset): Result<PrintLine, DecodeErrorText> {
  const [attribute] = data;
  if (attribute === undefined) return err('a line without an attribute');
  const tail = tailOf(data, attribute === FEED_ATTRIBUTE ? 2 : 1);
  const receiptType = receiptTypeOf(findTlv(tail.tlvs, '1F07')?.[0]);
  const type = receiptType ? { receiptType } : {};
  if (attribute === FEED_ATTRIBUTE) return ok({ text: '', attribute, feeds: data[1] ?? 1, ...type });
  const text = decodeText(data.subarray(1, tail.start), charset);
  return ok({ text: text.replace(/[\0 ]+$/, ''), attribute, ...type });
}

function tailOf(data: Uint8Array, from: number): { readonly start: number; readonly tlvs: readonly Tlv[] } {
  for (let start = data.indexOf(CONTAINER, from); start >= 0; start = data.indexOf(CONTAINER, start + 1)) {
    const length = readTlvLength(data, start + 1);
    if (!length || length.value === 0 || length.next + length.value !== data.length) continue;
    const tlvs = readTlvs(data.subarray(length.next));
    if (tlvs.ok) return { start, tlvs: tlvs.value };
  }
  return { start: data.length, tlvs: [] };
}

const CONTAINER = 0x06;
