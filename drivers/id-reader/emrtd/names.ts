import { toHex } from '../../bytes.ts';
import { sameBytes } from '../apdu/bytes.ts';
import { decodeOid } from './oids.ts';
import { readTlvs, type Tlv } from './tlv.ts';

/** One attribute of a name: its type, dotted, and its text in a form to compare. */
interface NameAttribute {
  readonly type: string;
  readonly text: string;
}

const COUNTRY_NAME = '2.5.4.6';
const OID_TAG = 0x06;

/** Kinds of string that names are written in (RFC 5280 §4.1.2.4), by how their bytes are read. */
const ENCODINGS: Readonly<Record<number, 'utf8' | 'latin1' | 'utf16be'>> = {
  12: 'utf8',
  19: 'utf8',
  20: 'latin1',
  22: 'utf8',
  30: 'utf16be',
};

/** The attributes of a Name (RFC 5280 §4.1.2.4), given as DER with its tag; `undefined`: these bytes are no name. */
function readName(name: Uint8Array): readonly NameAttribute[] | undefined {
  const outer = readTlvs(name);
  const sets = outer.ok && outer.value.length === 1 ? readTlvs(outer.value[0]!.value) : undefined;
  if (!sets?.ok) return undefined;
  const attributes: NameAttribute[] = [];
  for (const { value } of sets.value) {
    const pairs = readTlvs(value);
    if (!pairs.ok) return undefined;
    for (const pair of pairs.value) {
      const attribute = readAttribute(pair);
      if (!attribute) return undefined;
      attributes.push(attribute);
    }
  }
  return attributes;
}

function readAttribute({ value }: Tlv): NameAttribute | undefined {
  const parts = readTlvs(value);
  if (!parts.ok) return undefined;
  const [type, text] = parts.value;
  const oid = type?.tag === OID_TAG ? decodeOid(type.value) : undefined;
  return oid?.ok && text ? { type: oid.value, text: comparable(text) } : undefined;
}

/** Without the kind of string, letter case and doubled spaces, as names are compared (RFC 5280 §7.1). */
function comparable({ tag, value, raw }: Tlv): string {
  const encoding = ENCODINGS[tag];
  if (!encoding) return toHex(raw);
  const text = encoding === 'utf16be' ? swapped(value).toString('utf16le') : Buffer.from(value).toString(encoding);
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

const swapped = (bytes: Uint8Array): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();

/**
 * Whether two names, each as DER, say the same. The order of their parts does not count: signers of Malaysia name their
 * issuer in another order than its certificate does.
 */
export function sameName(one: Uint8Array, other: Uint8Array): boolean {
  if (sameBytes(one, other)) return true;
  const [first, second] = [one, other].map((name) =>
    readName(name)
      ?.map(({ type, text }) => `${type}=${text}`)
      .sort(),
  );
  return first !== undefined && second !== undefined && first.join('\n') === second.join('\n');
}

/** The country of a name (DER) in two capital letters; `undefined` when it names none, or more than one. */
export function countryOfName(name: Uint8Array): string | undefined {
  const countries = new Set(readName(name)?.flatMap(({ type, text }) => (type === COUNTRY_NAME ? [text] : [])));
  const [only] = countries;
  return countries.size === 1 ? only?.toUpperCase() : undefined;
}
