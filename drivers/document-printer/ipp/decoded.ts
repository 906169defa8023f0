import { toHex } from '../../bytes.ts';
import { decodeIpp } from './decode.ts';
import { type IppAttribute, type IppMessage, type IppValue, ippGroupsOf, textOf } from './message.ts';
import { JOB_STATES, nameInTable, OPERATIONS, PRINTER_STATES, STATUS_CODES } from './tags.ts';

/** Value of `decode ipp --json`. */
export interface DecodedIpp {
  /** At most one: a message names no length, so the rest is the document. */
  readonly messages: readonly DecodedIppMessage[];
  /** `bytes` in hex. */
  readonly discarded: readonly { readonly bytes: string; readonly why: string }[];
}

export interface DecodedIppMessage {
  readonly from: 'command' | 'answer';
  /** Name in RFC 8011, else the code in hex. */
  readonly kind: string;
  readonly version: string;
  readonly requestId: number;
  /** Attributes with their values; `null`: no value. Octets are text if possible, else hex. */
  readonly groups: readonly { readonly group: string; readonly attributes: Readonly<Record<string, unknown>> }[];
  readonly documentBytes: number;
}

/** Decodes one request or answer, with or without a head of HTTP. Never throws. */
export function decodeIppMessage(bytes: Uint8Array): DecodedIpp {
  const body = withoutHttp(bytes);
  const decoded = decodeIpp(body);
  if (!decoded.ok) return { messages: [], discarded: [{ bytes: toHex(body), why: decoded.error.why }] };
  const { version, requestId, groups, data } = decoded.value;
  const message = {
    ...kindOf(decoded.value),
    version,
    requestId,
    documentBytes: data.length,
    groups: groups.map(({ group, attributes }) => ({ group, attributes: fieldsOf(attributes) })),
  };
  return { messages: [message], discarded: [] };
}

const END_OF_HEAD = '\r\n\r\n';

function withoutHttp(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 8_192));
  if (!/^(POST |HTTP\/)/.test(text)) return bytes;
  const end = text.indexOf(END_OF_HEAD);
  return end < 0 ? bytes : bytes.subarray(end + END_OF_HEAD.length);
}

/** Only a request names its printer, which tells it from an answer (RFC 8011, 4.1.5). */
function kindOf(message: IppMessage): Pick<DecodedIppMessage, 'from' | 'kind'> {
  const [operation] = ippGroupsOf(message, 'operation');
  const isRequest = (textOf(operation, 'printer-uri') ?? textOf(operation, 'job-uri')) !== undefined;
  const word = isRequest ? nameInTable(OPERATIONS, message.code) : nameInTable(STATUS_CODES, message.code);
  return {
    from: isRequest ? 'command' : 'answer',
    kind: word ?? `0x${message.code.toString(16).padStart(4, '0')}`,
  };
}

const fieldsOf = (attributes: readonly IppAttribute[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    attributes.map(({ name, values }) => {
      const plain = values.map((value) => plainOf(name, value));
      return [name, plain.length === 1 ? plain[0] : plain];
    }),
  );

const WORDS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'job-state': JOB_STATES,
  'printer-state': PRINTER_STATES,
  'operations-supported': OPERATIONS,
};

function plainOf(name: string, value: IppValue): unknown {
  switch (value.syntax) {
    case 'out-of-band':
      return null;
    case 'enum':
      return nameInTable(WORDS[name] ?? {}, value.value) ?? value.value;
    case 'rangeOfInteger':
      return `${value.lower}-${value.upper}`;
    case 'resolution':
      return `${value.across}x${value.along}${value.unit === 3 ? 'dpi' : 'dpcm'}`;
    case 'collection':
      return fieldsOf(value.members);
    case 'octetString':
      return /^[\x20-\x7e]*$/.test(latin1(value.bytes)) ? latin1(value.bytes) : toHex(value.bytes);
    case 'dateTime':
    case 'other':
      return toHex(value.bytes);
    default:
      return 'text' in value ? value.text : value.value;
  }
}

const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
