import { toHex } from '../../bytes.ts';
import { areSameBytes } from '../apdu/bytes.ts';
import { decodeOid } from './oids.ts';
import { readTlvs, type Tlv } from './tlv.ts';

interface NameAttribute {
  readonly type: string;
  readonly text: string;
}

const COUNTRY_NAME = '2.5.4.6';
const OID_TAG = 0x06;

/** Map from the tag of a string type to its encoding (RFC 5280 §4.1.2.4). */
const ENCODINGS: Readonly<Record<number, 'utf8' | 'latin1' | 'utf16be'>> = {
  12: 'utf8',
  19: 'utf8',
  20: 'latin1',
  22: 'utf8',
  30: 'utf16be',
};

/** Decodes a Name (RFC 5280 §4.1.2.4) from DER with tag. `undefined`: not a name. */
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

/** Ignores string type, case, doubled spaces (RFC 5280 §7.1). */
function comparable({ tag, value, raw }: Tlv): string {
  const encoding = ENCODINGS[tag];
  if (!encoding) return toHex(raw);
  const text = encoding === 'utf16be' ? swapped(value).toString('utf16le') : Buffer.from(value).toString(encoding);
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

const swapped = (bytes: Uint8Array): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();

/** Compares two names in DER, in any order of their parts: Malaysian signers order their issuer's name unlike its certificate. */
export function isSameName(one: Uint8Array, other: Uint8Array): boolean {
  if (areSameBytes(one, other)) return true;
  const [first, second] = [one, other].map((name) =>
    readName(name)
      ?.map(({ type, text }) => `${type}=${text}`)
      .sort(),
  );
  return first !== undefined && second !== undefined && first.join('\n') === second.join('\n');
}

/** Returns the country of a name (DER) in two capital letters; `undefined` if the name has no country or several. */
export function countryOfName(name: Uint8Array): string | undefined {
  const countries = new Set(readName(name)?.flatMap(({ type, text }) => (type === COUNTRY_NAME ? [text] : [])));
  const [only] = countries;
  return countries.size === 1 ? only?.toUpperCase() : undefined;
}
