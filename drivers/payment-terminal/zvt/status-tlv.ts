import { toHex } from '../../bytes.ts';
import { fromBcd, toBcd } from './bcd.ts';
import { decodeText, type ZvtCharset } from './charset.ts';
import { findTlv, readTlvLength, readTlvs, type Tlv, writeTlv } from './tlv.ts';

/** Tag 1F10. */
const AUTHENTICATIONS = [
  [0x00, 'none'],
  [0x01, 'signature'],
  [0x02, 'online-pin'],
  [0x03, 'offline-encrypted-pin'],
  [0x04, 'offline-plain-pin'],
  [0x05, 'offline-encrypted-pin-and-signature'],
  [0x06, 'offline-plain-pin-and-signature'],
  [0x07, 'online-pin-and-signature'],
  [0xff, 'unknown'],
] as const;

/** Tag 1F12. */
const TECHNOLOGIES = [
  [0x00, 'magnetic-stripe'],
  [0x01, 'chip'],
  [0x02, 'contactless'],
] as const;

/** Contents of the TLV container of a `04 0F` [PA00P015 13.08, chapter 9], only read. */
export interface StatusTlv {
  /** Tag 24 with 07 inside: text that the terminal would display. */
  readonly displayTexts?: readonly string[];
  /** Tag 60: chip applications, used or offered; `id` (43) in hex, `name` (44). */
  readonly applications?: readonly { readonly id?: string; readonly name?: string }[];
  /** 2F, in hex. */
  readonly paymentType?: string;
  /** 46 and 47. */
  readonly customerPrintData?: string;
  readonly merchantPrintData?: string;
  /** 41, in hex. */
  readonly cardTypeId?: string;
  /** 1F0E: YYYYMMDD. 1F0F: HHMMSS. */
  readonly date?: string;
  readonly time?: string;
  /** 1F10. */
  readonly authentication?: (typeof AUTHENTICATIONS)[number][1];
  /** 1F11. */
  readonly online?: boolean;
  /** 1F12. */
  readonly technology?: (typeof TECHNOLOGIES)[number][1];
  /** Tags 1F16 (hex) and 1F17: details of the result code. */
  readonly extendedError?: string;
  readonly errorText?: string;
  /** 1F2B, digits. */
  readonly longTraceNumber?: string;
}

type Entry<T> = readonly [tag: string, read: (value: Uint8Array) => T | undefined];

const named = <T extends string>(tag: string, table: readonly (readonly [number, T])[]): Entry<T> => [
  tag,
  (value) => table.find(([byte]) => byte === value[0])?.[1],
];

const hex = (tag: string): Entry<string> => [tag, toHex];

const textOf = (tag: string, charset: ZvtCharset): Entry<string> => [
  tag,
  (value) => decodeText(value, charset).replace(/[\0 ]+$/, ''),
];

const entries = (charset: ZvtCharset) => ({
  paymentType: hex('2F'),
  cardTypeId: hex('41'),
  customerPrintData: textOf('46', charset),
  merchantPrintData: textOf('47', charset),
  date: hex('1F0E'),
  time: hex('1F0F'),
  authentication: named('1F10', AUTHENTICATIONS),
  online: ['1F11', (value) => value[0] === 1] satisfies Entry<boolean>,
  technology: named('1F12', TECHNOLOGIES),
  extendedError: hex('1F16'),
  errorText: textOf('1F17', charset),
  longTraceNumber: hex('1F2B'),
});

/**
 * Reads the container of a status information; `undefined`: it has nothing known. Unreadable tags, and tags that identify a card (4C, 1F45
 * and similar), are dropped.
 */
export function readStatusTlv(container: readonly Tlv[], charset: ZvtCharset): StatusTlv | undefined {
  const found: [string, unknown][] = [];
  const displayTexts = textsIn(findTlv(container, '24'), charset);
  if (displayTexts) found.push(['displayTexts', displayTexts]);
  const applications = container.filter(({ tag }) => tag === '60').map(({ value }) => application(value, charset));
  if (applications.length > 0) found.push(['applications', applications]);
  for (const [name, [tag, read]] of Object.entries(entries(charset))) {
    const value = findTlv(container, tag);
    const meaning = value && read(value);
    if (meaning !== undefined) found.push([name, meaning]);
  }
  return found.length > 0 ? (Object.fromEntries(found) as StatusTlv) : undefined;
}

function application(value: Uint8Array, charset: ZvtCharset) {
  const inside = readTlvs(value);
  const id = inside.ok ? findTlv(inside.value, '43') : undefined;
  const name = inside.ok ? findTlv(inside.value, '44') : undefined;
  return { ...(id && { id: toHex(id) }), ...(name && { name: decodeText(name, charset) }) };
}

/** Lines (07) of a display or status text (24). Unreadable ones are left out: they decide nothing. */
export function textsIn(display: Uint8Array | undefined, charset: ZvtCharset): readonly string[] | undefined {
  const inside = display && readTlvs(display);
  if (!inside?.ok) return undefined;
  const lines = inside.value.filter(({ tag }) => tag === '07').map(({ value }) => decodeText(value, charset));
  return lines.length > 0 ? lines : undefined;
}

const SEQUENCE = '1F73';
const SEQUENCE_BYTES = 3;
const SEQUENCES = 999_999;

/** Writes a message number, which shows repeats [PA00P015 13.08, chapter 5]: three bytes BCD. */
export function writeMessageNumber(id: number): Uint8Array {
  return writeTlv(SEQUENCE, toBcd(id, SEQUENCE_BYTES));
}

const CONTAINER = 0x06;

/**
 * Number of a message [PA00P015 13.08, chapter 5] in the data of its APDU; `undefined`: none. The kind of message is not needed: the
 * TLV container (field 06) comes last and reaches to the end.
 */
export function messageNumberOf(data: Uint8Array): number | undefined {
  for (let start = data.indexOf(CONTAINER); start >= 0; start = data.indexOf(CONTAINER, start + 1)) {
    const length = readTlvLength(data, start + 1);
    if (!length || length.next + length.value !== data.length) continue;
    const tlvs = readTlvs(data.subarray(length.next));
    const found = tlvs.ok ? sequenceIn(tlvs.value) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function sequenceIn(container: readonly Tlv[]): number | undefined {
  const value = findTlv(container, SEQUENCE);
  return value?.length === SEQUENCE_BYTES ? fromBcd(value) : undefined;
}

/** Number after `id`: 1 to 999 999, then 1 again. */
export function nextMessageNumber(id: number): number {
  return (id % SEQUENCES) + 1;
}
