import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';

/** Command APDU (ISO/IEC 7816-3 §12.1.2, cases 1 to 4, short and extended). */
export interface CommandApdu {
  /** Class, instruction, parameters: one byte each. */
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** Absent or empty: no Lc field. */
  readonly data?: Uint8Array;
  /** Most data bytes of the answer. 256 (short) or 65 536 (extended): all. Absent: no Le. */
  readonly le?: number;
  /** Three-byte lengths even for short data. */
  readonly extended?: true;
}

/** Response APDU (ISO/IEC 7816-3 §12.1.3): data, then SW1 SW2. */
export interface ResponseApdu {
  readonly data: Uint8Array;
  readonly status: number;
}

/** `why` has no received bytes: they may be personal. */
export interface MalformedApdu {
  readonly why: string;
}

const SHORT_DATA_LIMIT = 255;
const SHORT_ANSWER_LIMIT = 256;
const EXTENDED_DATA_LIMIT = 65_535;
export const EXTENDED_ANSWER_LIMIT = 65_536;

export const needsExtended = ({ data, le, extended }: CommandApdu): boolean =>
  extended === true || (data?.length ?? 0) > SHORT_DATA_LIMIT || (le ?? 0) > SHORT_ANSWER_LIMIT;

/** Encodes a command, in extended form if a length needs it. Lengths out of range are a bug and throw. */
export function encodeCommand(command: CommandApdu): Uint8Array {
  const { cla, ins, p1, p2, le } = command;
  const data = command.data ?? new Uint8Array();
  if (data.length > EXTENDED_DATA_LIMIT || (le !== undefined && (le < 1 || le > EXTENDED_ANSWER_LIMIT))) {
    throw new Error('an APDU longer than ISO/IEC 7816-3 allows');
  }
  const header = [cla, ins, p1, p2];
  if (!needsExtended(command)) {
    const lc = data.length > 0 ? [data.length] : [];
    return concat(header, lc, data, le === undefined ? [] : [le & 0xff]);
  }
  const lc = data.length > 0 ? [0, data.length >> 8, data.length & 0xff] : [];
  // One zero marks extended lengths: before Lc, or without Lc before Le.
  const mark = data.length === 0 && le !== undefined ? [0] : [];
  return concat(header, lc, data, mark, le === undefined ? [] : [(le >> 8) & 0xff, le & 0xff]);
}

/** Exact inverse of `encodeCommand`. The lengths must account for every byte. */
export function decodeCommandApdu(bytes: Uint8Array): Result<CommandApdu, MalformedApdu> {
  const [cla, ins, p1, p2] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) {
    return malformed('a command has at least four bytes');
  }
  const header = { cla, ins, p1, p2 };
  const body = bytes.subarray(4);
  if (body.length === 0) return ok(header);
  if (body.length === 1) return ok({ ...header, le: shortLe(body[0]!) });
  return body[0] === 0 ? decodeExtended(header, body) : decodeShort(header, body);
}

type Header = Pick<CommandApdu, 'cla' | 'ins' | 'p1' | 'p2'>;

const shortLe = (byte: number): number => (byte === 0 ? SHORT_ANSWER_LIMIT : byte);

function decodeShort(header: Header, body: Uint8Array): Result<CommandApdu, MalformedApdu> {
  const lc = body[0]!;
  const data = body.subarray(1, 1 + lc);
  const rest = body.subarray(1 + lc);
  if (data.length < lc) return malformed(`Lc says ${lc} bytes, ${data.length} are there`);
  if (rest.length > 1) return malformed(`${rest.length} bytes after the data, at most one Le byte fits`);
  return ok(rest.length === 0 ? { ...header, data } : { ...header, data, le: shortLe(rest[0]!) });
}

function decodeExtended(header: Header, body: Uint8Array): Result<CommandApdu, MalformedApdu> {
  if (body.length < 3) return malformed('an extended length field has three bytes');
  const first = (body[1]! << 8) | body[2]!;
  if (body.length === 3) return ok({ ...header, le: first === 0 ? EXTENDED_ANSWER_LIMIT : first, extended: true });
  if (first === 0) return malformed('an extended Lc of zero');
  const data = body.subarray(3, 3 + first);
  const rest = body.subarray(3 + first);
  if (data.length < first) return malformed(`Lc says ${first} bytes, ${data.length} are there`);
  if (rest.length === 0) return ok({ ...header, data, extended: true });
  if (rest.length !== 2) return malformed(`${rest.length} bytes after the data, an extended Le has two`);
  const le = (rest[0]! << 8) | rest[1]!;
  return ok({ ...header, data, le: le === 0 ? EXTENDED_ANSWER_LIMIT : le, extended: true });
}

export function encodeResponse({ data, status }: ResponseApdu): Uint8Array {
  return concat(data, [status >> 8, status & 0xff]);
}

export function decodeResponse(bytes: Uint8Array): Result<ResponseApdu, MalformedApdu> {
  if (bytes.length < 2) return malformed('a response has at least the two bytes of its status word');
  const data = bytes.subarray(0, -2);
  return ok({ data, status: (bytes[bytes.length - 2]! << 8) | bytes[bytes.length - 1]! });
}

const malformed = (why: string): Result<never, MalformedApdu> => err({ why });
