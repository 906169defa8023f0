import { concat } from '../../bytes.ts';
import { ok, type Result } from '../../result.ts';
import { decodeText, encodeText, type ZvtCharset } from './charset.ts';
import { type DecodeErrorText, findTlv, readTlvs, type Tlv, writeTlv } from './tlv.ts';

export type ReceiptType = 'merchant' | 'customer' | 'administration';

/** TLV 1F07. */
const RECEIPT_TYPES = [
  [1, 'merchant'],
  [2, 'customer'],
  [3, 'administration'],
] as const satisfies readonly (readonly [number, ReceiptType])[];

export function receiptTypeOf(byte: number | undefined): ReceiptType | null {
  return RECEIPT_TYPES.find(([value]) => value === byte)?.[1] ?? null;
}

export function receiptTypeByte(type: ReceiptType): number {
  return RECEIPT_TYPES.find(([, name]) => name === type)?.[0] ?? 0;
}

export interface TextLine {
  readonly text: string;
  /** Chapter 3.5: 80 last line, 40 centred, 20 double width, 10 double height, low nibble indent. */
  readonly attribute: number;
}

export interface TextBlock {
  readonly receiptType: ReceiptType | null;
  readonly lines: readonly TextLine[];
  /** Whether the terminal marked the end of the receipt. If not, another block follows. */
  readonly complete: boolean;
}

const LAST_LINE = 0x80;
const END = 0xff;

/**
 * Reads the TLV container of a `06 D3`: type of receipt in 1F07, lines in 25 as 07 (text) and 09 (attribute). Recorded attributes follow
 * their line, unless one begins the container. A recorded FF ended the receipt; as bits it would be every style.
 */
export function readTextBlock(container: readonly Tlv[], charset: ZvtCharset): Result<TextBlock, DecodeErrorText> {
  const texts = findTlv(container, '25');
  const inside = texts ? readTlvs(texts) : ok([]);
  if (!inside.ok) return inside;
  const lines: TextLine[] = [];
  const before = inside.value[0]?.tag === '09';
  let pending = 0;
  let complete = false;
  for (const { tag, value } of inside.value) {
    if (tag === '07') lines.push({ text: decodeText(value, charset).replace(/[\0 ]+$/, ''), attribute: pending });
    if (tag !== '09') continue;
    const attribute = value[0] ?? 0;
    complete ||= (attribute & LAST_LINE) !== 0;
    if (attribute === END) continue;
    const last = lines.at(-1);
    if (before) pending = attribute & ~LAST_LINE;
    else if (last) lines[lines.length - 1] = { ...last, attribute: attribute & ~LAST_LINE };
  }
  return ok({ receiptType: receiptTypeOf(findTlv(container, '1F07')?.[0]), lines, complete });
}

export function writeTextBlock({ receiptType, lines, complete }: TextBlock, charset: ZvtCharset): Uint8Array {
  const type = receiptType ? writeTlv('1F07', Uint8Array.of(receiptTypeByte(receiptType))) : [];
  const objects = lines.map(({ text, attribute }, i) => {
    const flags = attribute | (complete && i === lines.length - 1 ? LAST_LINE : 0);
    const line = writeTlv('07', encodeText(text, charset));
    return flags === 0 ? line : concat(line, writeTlv('09', Uint8Array.of(flags)));
  });
  return concat(type, writeTlv('25', concat(...objects)));
}
