import { concatBytes } from '../../bytes.ts';
import type { IppAttribute, IppGroup, IppMessage, IppValue } from './message.ts';
import { END_OF_ATTRIBUTES, GROUP_TAGS, OUT_OF_BAND_TAGS, TEXT_TAGS, VALUE_TAGS } from './tags.ts';

const MAX_LENGTH = 0x7fff;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * Encodes a message (RFC 8010, 3.1). Lengths are signed shorts (3.9): throws if a name or value is longer than 32,767 octets. The values
 * after the first have an empty name (3.1.5).
 */
export function encodeIpp(message: IppMessage): Uint8Array {
  const [major = 0, minor = 0] = message.version.split('.').map(Number);
  const head = new Uint8Array(8);
  const view = new DataView(head.buffer);
  view.setUint8(0, major);
  view.setUint8(1, minor);
  view.setUint16(2, message.code);
  view.setInt32(4, message.requestId);
  return concatBytes([head, ...message.groups.flatMap(encodeGroup), Uint8Array.of(END_OF_ATTRIBUTES), message.data]);
}

function encodeGroup({ group, attributes }: IppGroup): Uint8Array[] {
  if (group === 'other') throw new Error('a group without a known delimiter cannot be encoded');
  return [Uint8Array.of(GROUP_TAGS[group]), ...attributes.flatMap(encodeAttribute)];
}

const encodeAttribute = ({ name, values }: IppAttribute): Uint8Array[] =>
  values.flatMap((value, at) => encodeValue(at === 0 ? name : '', value));

function encodeValue(name: string, value: IppValue): Uint8Array[] {
  if (value.syntax !== 'collection') {
    const [tag, bytes] = tagAndBytes(value);
    return field(tag, name, bytes);
  }
  // A member's name is a value of its own; its value has no name (RFC 8010, 3.1.6 and 3.1.7).
  return [
    ...field(VALUE_TAGS.beginCollection, name, new Uint8Array()),
    ...value.members.flatMap((member) => [
      ...field(VALUE_TAGS.memberName, '', utf8(member.name)),
      ...member.values.flatMap((its) => encodeValue('', its)),
    ]),
    ...field(VALUE_TAGS.endCollection, '', new Uint8Array()),
  ];
}

function field(tag: number, name: string, bytes: Uint8Array): Uint8Array[] {
  const nameBytes = utf8(name);
  return [Uint8Array.of(tag), length(nameBytes), nameBytes, length(bytes), bytes];
}

function length(bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_LENGTH) throw new Error(`${bytes.length} octets are too many for one field of IPP`);
  return Uint8Array.of(bytes.length >> 8, bytes.length & 0xff);
}

function tagAndBytes(value: Exclude<IppValue, { syntax: 'collection' }>): readonly [tag: number, bytes: Uint8Array] {
  switch (value.syntax) {
    case 'out-of-band':
      return [OUT_OF_BAND_TAGS[value.value], new Uint8Array()];
    case 'integer':
    case 'enum':
      return [VALUE_TAGS[value.syntax], integers(value.value)];
    case 'boolean':
      return [VALUE_TAGS.boolean, Uint8Array.of(value.value ? 1 : 0)];
    case 'octetString':
    case 'dateTime':
      return [VALUE_TAGS[value.syntax], value.bytes];
    case 'resolution':
      return [VALUE_TAGS.resolution, concatBytes([integers(value.across, value.along), Uint8Array.of(value.unit)])];
    case 'rangeOfInteger':
      return [VALUE_TAGS.rangeOfInteger, integers(value.lower, value.upper)];
    case 'textWithLanguage':
    case 'nameWithLanguage': {
      const [language, text] = [utf8(value.language), utf8(value.text)];
      return [VALUE_TAGS[value.syntax], concatBytes([length(language), language, length(text), text])];
    }
    case 'other':
      return [value.tag, value.bytes];
    default:
      return [TEXT_TAGS[value.syntax], utf8(value.text)];
  }
}

function integers(...numbers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * numbers.length);
  const view = new DataView(bytes.buffer);
  for (const [at, number] of numbers.entries()) view.setInt32(4 * at, number);
  return bytes;
}
