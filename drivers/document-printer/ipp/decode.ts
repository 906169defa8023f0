import { err, ok, type Result } from '../../result.ts';
import type { IppAttribute, IppGroup, IppMessage, IppValue } from './message.ts';
import {
  END_OF_ATTRIBUTES,
  FIRST_VALUE_TAG,
  GROUP_TAGS,
  nameInTable,
  OUT_OF_BAND_TAGS,
  TEXT_TAGS,
  VALUE_TAGS,
} from './tags.ts';

export interface IppNonsense {
  readonly why: string;
  readonly at: number;
}

const MAX_DEPTH = 8;

/**
 * Decodes a message (RFC 8010, 3.1) in linear time. Never throws. Collections may nest 8 levels; `media-col` nests three. A value with an
 * empty name belongs to the attribute before it (3.1.5). A value of the wrong length is kept as bytes: the rest of the message is useful.
 * Some printers do not use UTF-8: unreadable octets become U+FFFD. A text with a language is two strings, each after its length (3.9).
 */
export function decodeIpp(bytes: Uint8Array): Result<IppMessage, IppNonsense> {
  const reader = new Reader(bytes);
  try {
    return ok(readMessage(reader));
  } catch (cause) {
    if (cause instanceof Malformed) return err({ why: cause.message, at: reader.at });
    throw cause;
  }
}

class Malformed extends Error {}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  peek(): number {
    this.#need(1);
    return this.#view.getUint8(this.at);
  }

  byte(): number {
    return this.#view.getUint8(this.#moved(1));
  }

  short(): number {
    return this.#view.getUint16(this.#moved(2));
  }

  integer(): number {
    return this.#view.getInt32(this.#moved(4));
  }

  take(count: number): Uint8Array {
    const from = this.#moved(count);
    return this.#bytes.slice(from, from + count);
  }

  rest(): Uint8Array {
    return this.#bytes.slice(this.#moved(this.#bytes.length - this.at));
  }

  #moved(count: number): number {
    this.#need(count);
    this.at += count;
    return this.at - count;
  }

  #need(count: number): void {
    if (this.at + count > this.#bytes.length) throw new Malformed('ends too early');
  }
}

function readMessage(reader: Reader): IppMessage {
  const version = `${reader.byte()}.${reader.byte()}`;
  const code = reader.short();
  const requestId = reader.integer();
  const groups: IppGroup[] = [];
  for (let tag = reader.byte(); tag !== END_OF_ATTRIBUTES; tag = reader.byte()) {
    if (tag >= FIRST_VALUE_TAG) throw new Malformed('an attribute outside of any group');
    groups.push({ group: nameInTable(GROUP_TAGS, tag) ?? 'other', attributes: readAttributes(reader) });
  }
  return { version, code, requestId, groups, data: reader.rest() };
}

function readAttributes(reader: Reader): IppAttribute[] {
  const attributes: { name: string; values: IppValue[] }[] = [];
  while (reader.peek() >= FIRST_VALUE_TAG) {
    const { tag, name, bytes } = readField(reader);
    const value = tag === VALUE_TAGS.beginCollection ? readCollection(reader, 1) : readValue(tag, bytes);
    const of = name === '' ? attributes.at(-1) : undefined;
    if (name === '' && !of) throw new Malformed('a further value without an attribute before it');
    if (of) of.values.push(value);
    else attributes.push({ name, values: [value] });
  }
  return attributes;
}

function readField(reader: Reader): { readonly tag: number; readonly name: string; readonly bytes: Uint8Array } {
  const tag = reader.byte();
  const name = textIn(reader.take(reader.short()));
  return { tag, name, bytes: reader.take(reader.short()) };
}

/** Reads a collection up to its end tag (RFC 8010, 3.1.6). */
function readCollection(reader: Reader, depth: number): IppValue {
  if (depth > MAX_DEPTH) throw new Malformed(`collections more than ${MAX_DEPTH} deep`);
  const members: { name: string; values: IppValue[] }[] = [];
  for (let next = readField(reader); next.tag !== VALUE_TAGS.endCollection; next = readField(reader)) {
    if (next.tag === VALUE_TAGS.memberName) {
      members.push({ name: textIn(next.bytes), values: [] });
      continue;
    }
    const member = members.at(-1);
    if (!member || next.tag < FIRST_VALUE_TAG) throw new Malformed('a member of a collection without a name');
    member.values.push(
      next.tag === VALUE_TAGS.beginCollection ? readCollection(reader, depth + 1) : readValue(next.tag, next.bytes),
    );
  }
  if (members.some(({ values }) => values.length === 0))
    throw new Malformed('a member of a collection without a value');
  return { syntax: 'collection', members };
}

const textIn = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

function readValue(tag: number, bytes: Uint8Array): IppValue {
  const outOfBand = nameInTable(OUT_OF_BAND_TAGS, tag);
  if (outOfBand) return { syntax: 'out-of-band', value: outOfBand };
  const text = nameInTable(TEXT_TAGS, tag);
  if (text) return { syntax: text, text: textIn(bytes) };
  return fixedValue(tag, bytes) ?? { syntax: 'other', tag, bytes };
}

function fixedValue(tag: number, bytes: Uint8Array): IppValue | undefined {
  const reader = new Reader(bytes);
  const { length } = bytes;
  switch (tag) {
    case VALUE_TAGS.integer:
      return length === 4 ? { syntax: 'integer', value: reader.integer() } : undefined;
    case VALUE_TAGS.enum:
      return length === 4 ? { syntax: 'enum', value: reader.integer() } : undefined;
    case VALUE_TAGS.boolean:
      return length === 1 ? { syntax: 'boolean', value: reader.byte() !== 0 } : undefined;
    case VALUE_TAGS.octetString:
      return { syntax: 'octetString', bytes };
    case VALUE_TAGS.dateTime:
      return length === 11 ? { syntax: 'dateTime', bytes } : undefined;
    case VALUE_TAGS.rangeOfInteger:
      return length === 8 ? { syntax: 'rangeOfInteger', lower: reader.integer(), upper: reader.integer() } : undefined;
    case VALUE_TAGS.resolution:
      return length === 9
        ? { syntax: 'resolution', across: reader.integer(), along: reader.integer(), unit: reader.byte() }
        : undefined;
    case VALUE_TAGS.textWithLanguage:
    case VALUE_TAGS.nameWithLanguage:
      return withLanguage(tag, reader, length);
    default:
      return undefined;
  }
}

function withLanguage(tag: number, reader: Reader, length: number): IppValue | undefined {
  if (length < 4) return undefined;
  const languageLength = reader.short();
  if (languageLength + 4 > length) return undefined;
  const language = textIn(reader.take(languageLength));
  if (reader.short() !== length - 4 - languageLength) return undefined;
  const text = textIn(reader.rest());
  return { syntax: tag === VALUE_TAGS.textWithLanguage ? 'textWithLanguage' : 'nameWithLanguage', language, text };
}
