import { latin1Text } from '../../bytes.ts';
import {
  decodeCommandApdu as decodeApdu,
  decodeResponse,
  encodeCommand as encodeApdu,
} from '../../id-reader/apdu/apdu.ts';
import { err, ok, type Result } from '../../result.ts';
import { isBadgeNumber } from '../contract.ts';

/** What badges need of DESFire EV2. Section numbers: MF2DL(H)x0 and MF3D(H)x2, short data sheets. */
export type DesfireCommand =
  | { readonly kind: 'get-version' }
  /** `aid`: three bytes as a number, as written in documents. */
  | { readonly kind: 'select-application'; readonly aid: number }
  | { readonly kind: 'authenticate-ev2-first'; readonly key: number }
  /** Second half of a command that was answered with `more`. */
  | { readonly kind: 'additional-frame'; readonly data: Uint8Array }
  /** `mac`: eight bytes. Absent: the file is read in plain. */
  | {
      readonly kind: 'read-data';
      readonly file: number;
      readonly offset: number;
      readonly length: number;
      readonly mac?: Uint8Array;
    };

export interface DesfireAnswer {
  /** Second byte of the status word; the first is 91 hex. */
  readonly status: number;
  readonly data: Uint8Array;
}

/** [MF3DHx2 short data sheet, status and error codes] */
export const DESFIRE_STATUS = {
  ok: 0x00,
  illegalCommand: 0x1c,
  integrityError: 0x1e,
  noSuchKey: 0x40,
  lengthError: 0x7e,
  permissionDenied: 0x9d,
  parameterError: 0x9e,
  applicationNotFound: 0xa0,
  authenticationError: 0xae,
  more: 0xaf,
  boundaryError: 0xbe,
  commandAborted: 0xca,
  fileNotFound: 0xf0,
} as const;

export const INS = {
  getVersion: 0x60,
  selectApplication: 0x5a,
  authenticateEv2First: 0x71,
  additionalFrame: 0xaf,
  readData: 0xbd,
} as const;

/** Class of a native command inside an ISO 7816-4 APDU. */
const NATIVE = 0x90;
const STATUS_CLASS = 0x91;
const MAC_BYTES = 8;
const READ_BYTES = 7;

const lsbFirst = (value: number): readonly number[] => [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff];
const fromLsb = (bytes: Uint8Array): number => bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);

/** File number, offset and length of ReadData, which its MAC covers. Numbers have their lowest byte first. */
export const encodeReadDataHeader = ({
  file,
  offset,
  length,
}: {
  file: number;
  offset: number;
  length: number;
}): Uint8Array => Uint8Array.of(file, ...lsbFirst(offset), ...lsbFirst(length));

/** Encodes a command as an APDU. */
export function encodeDesfire(command: DesfireCommand): Uint8Array {
  switch (command.kind) {
    case 'get-version':
      return wrapped(INS.getVersion);
    case 'select-application':
      return wrapped(INS.selectApplication, Uint8Array.from(lsbFirst(command.aid)));
    case 'authenticate-ev2-first':
      // No capabilities follow: EV2 with AES and standard secure messaging.
      return wrapped(INS.authenticateEv2First, Uint8Array.of(command.key, 0));
    case 'additional-frame':
      return wrapped(INS.additionalFrame, command.data);
    case 'read-data':
      return wrapped(INS.readData, Uint8Array.of(...encodeReadDataHeader(command), ...(command.mac ?? [])));
    default:
      return command satisfies never;
  }
}

const wrapped = (ins: number, data?: Uint8Array): Uint8Array =>
  encodeApdu({ cla: NATIVE, ins, p1: 0, p2: 0, ...(data && { data }), le: 256 });

/** Decodes an APDU; the error is a status for the sender. */
export function decodeDesfire(bytes: Uint8Array): Result<DesfireCommand, number> {
  const apdu = decodeApdu(bytes);
  if (!apdu.ok) return err(DESFIRE_STATUS.lengthError);
  const { cla, ins, p1, p2, data = new Uint8Array() } = apdu.value;
  if (cla !== NATIVE || p1 !== 0 || p2 !== 0) return err(DESFIRE_STATUS.illegalCommand);
  const whole = (length: number, command: () => DesfireCommand): Result<DesfireCommand, number> =>
    data.length === length ? ok(command()) : err(DESFIRE_STATUS.lengthError);
  switch (ins) {
    case INS.getVersion:
      return whole(0, () => ({ kind: 'get-version' }));
    case INS.selectApplication:
      return whole(3, () => ({ kind: 'select-application', aid: fromLsb(data) }));
    case INS.authenticateEv2First:
      return data.length === 2 && data[1] === 0
        ? ok({ kind: 'authenticate-ev2-first', key: data[0]! })
        : err(DESFIRE_STATUS.lengthError);
    case INS.additionalFrame:
      return ok({ kind: 'additional-frame', data });
    case INS.readData:
      return readDataOf(data);
    default:
      return err(DESFIRE_STATUS.illegalCommand);
  }
}

function readDataOf(data: Uint8Array): Result<DesfireCommand, number> {
  const mac = data.subarray(READ_BYTES);
  if (data.length < READ_BYTES || (mac.length !== 0 && mac.length !== MAC_BYTES))
    return err(DESFIRE_STATUS.lengthError);
  const header = {
    file: data[0]!,
    offset: fromLsb(data.subarray(1, 4)),
    length: fromLsb(data.subarray(4, READ_BYTES)),
  };
  return ok({ kind: 'read-data', ...header, ...(mac.length > 0 && { mac: Uint8Array.from(mac) }) });
}

export const encodeDesfireAnswer = ({ status, data }: DesfireAnswer): Uint8Array =>
  Uint8Array.of(...data, STATUS_CLASS, status);

/** `undefined`: no answer of a DESFire card. */
export function decodeDesfireAnswer(bytes: Uint8Array): DesfireAnswer | undefined {
  const answer = decodeResponse(bytes);
  if (!answer.ok || answer.value.status >> 8 !== STATUS_CLASS) return undefined;
  return { status: answer.value.status & 0xff, data: answer.value.data };
}

/** Longest number of a badge, in bytes of its file. */
export const NUMBER_BYTES = 16;

/** File of the number: ASCII, filled with zeros. */
export function encodeNumber(number: string): Uint8Array {
  const bytes = new Uint8Array(NUMBER_BYTES);
  bytes.set(Buffer.from(number, 'latin1'));
  return bytes;
}

/** `undefined`: the file holds no number. */
export function decodeNumber(bytes: Uint8Array): string | undefined {
  const end = bytes.indexOf(0);
  const filler = end < 0 ? [] : [...bytes.subarray(end)];
  const text = latin1Text(end < 0 ? bytes : bytes.subarray(0, end));
  return bytes.length === NUMBER_BYTES && filler.every((byte) => byte === 0) && isBadgeNumber(text) ? text : undefined;
}
