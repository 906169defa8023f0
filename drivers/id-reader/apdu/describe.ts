import { hexDigits, toHex } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { type CommandApdu, decodeCommandApdu, decodeResponse, type MalformedApdu } from './apdu.ts';
import { statusHex, statusMeaning } from './status-word.ts';

/** Bytes in lower-case hex. */
export type ApduDescription =
  | {
      readonly kind: 'command';
      readonly name: string;
      readonly meaning: string;
      readonly cla: string;
      readonly ins: string;
      readonly p1: string;
      readonly p2: string;
      readonly data: string;
      readonly le: number | null;
      readonly extended: boolean;
      readonly secureMessaging: boolean;
      readonly chained: boolean;
    }
  | { readonly kind: 'response'; readonly status: string; readonly meaning: string; readonly data: string };

/** Instructions of ISO/IEC 7816-4, table 4, that documents use. */
const NAMES: Readonly<Record<number, string>> = {
  12: 'ERASE RECORD',
  32: 'VERIFY',
  34: 'MANAGE SECURITY ENVIRONMENT',
  42: 'PERFORM SECURITY OPERATION',
  112: 'MANAGE CHANNEL',
  130: 'EXTERNAL AUTHENTICATE',
  132: 'GET CHALLENGE',
  134: 'GENERAL AUTHENTICATE',
  136: 'INTERNAL AUTHENTICATE',
  164: 'SELECT',
  176: 'READ BINARY',
  177: 'READ BINARY',
  178: 'READ RECORD',
  192: 'GET RESPONSE',
  202: 'GET DATA',
  203: 'GET DATA',
  214: 'UPDATE BINARY',
};

/** ICAO 9303-10 §3. */
const APPLICATIONS: Readonly<Record<string, string>> = { a0000002471001: 'the application of ICAO 9303' };
const FILES: Readonly<Record<number, string>> = {
  16128: 'the master file',
  12032: 'EF.DIR',
  12033: 'EF.ATR/INFO',
  284: 'EF.CardAccess',
  285: 'EF.SOD or EF.CardSecurity',
  286: 'EF.COM',
};

/**
 * Describes bytes as command or response. Without `as`, bytes with a known class and instruction and fitting lengths are a command: a
 * response has no mark.
 */
export function describeApdu(bytes: Uint8Array, as?: ApduDescription['kind']): Result<ApduDescription, MalformedApdu> {
  if (as === 'response') return describeResponse(bytes);
  const command = decodeCommandApdu(bytes);
  if (as === 'command') return command.ok ? ok(describeCommand(command.value)) : command;
  if (command.ok && isLikely(command.value)) return ok(describeCommand(command.value));
  if (!command.ok && bytes.length >= 4 && isLikely({ cla: bytes[0]!, ins: bytes[1]! })) {
    const status = statusMeaning((bytes[bytes.length - 2]! << 8) | bytes[bytes.length - 1]!);
    if (status === NO_STATUS) return err(command.error);
  }
  return describeResponse(bytes);
}

const NO_STATUS = statusMeaning(0);

/** Classes of the first channel: plain, chained, both protections (ISO/IEC 7816-4 §5.4.1). */
const isLikely = ({ cla, ins }: Pick<CommandApdu, 'cla' | 'ins'>): boolean =>
  (cla & 0xe3) === 0 && NAMES[ins] !== undefined;

function describeResponse(bytes: Uint8Array): Result<ApduDescription, MalformedApdu> {
  const response = decodeResponse(bytes);
  if (!response.ok) return response;
  const { data, status } = response.value;
  const meaning = statusMeaning(status);
  if (meaning === NO_STATUS) return err({ why: `${statusHex(status)} at the end is no status word` });
  return ok({ kind: 'response', status: statusHex(status), meaning, data: toHex(data) });
}

function describeCommand(command: CommandApdu): ApduDescription {
  const { cla, ins, p1, p2, data, le } = command;
  const secureMessaging = (cla & 0x0c) !== 0;
  return {
    kind: 'command',
    name: NAMES[ins] ?? 'unknown',
    meaning: meaningOf(command, secureMessaging),
    cla: hexDigits(cla, 2),
    ins: hexDigits(ins, 2),
    p1: hexDigits(p1, 2),
    p2: hexDigits(p2, 2),
    data: toHex(data ?? new Uint8Array()),
    le: le ?? null,
    extended: command.extended === true,
    secureMessaging,
    chained: (cla & 0x10) !== 0,
  };
}

function meaningOf(command: CommandApdu, hidden: boolean): string {
  const { ins, p1, p2, data } = command;
  const plain = hidden ? undefined : data;
  if (ins === 0xa4) return `select ${selected(p1, plain)}`;
  if (ins === 0xb0) return `read ${p1 & 0x80 ? shortFile(p1 & 0x1f) : 'the current file'} from byte ${offset(p1, p2)}`;
  if (ins === 0xb1) return 'read the current file from the byte offset in the data of the command';
  if (ins === 0x22) return securityEnvironment(p1, p2);
  if (ins === 0x82) return 'prove that the keys of the zone are known';
  if (ins === 0x84) return 'ask for a random number';
  if (ins === 0x86) return `one step of a key agreement${plain ? authenticateStep(plain) : ''}`;
  if (ins === 0x88) return 'have the chip sign a random number';
  if (ins === 0xc0) return 'fetch the rest of an answer';
  return 'no further meaning known';
}

const offset = (p1: number, p2: number): number => (p1 & 0x80 ? p2 : (p1 << 8) | p2);

function selected(p1: number, data: Uint8Array | undefined): string {
  if (!data) return p1 === 0x00 ? 'the master file' : p1 === 0x04 ? 'an application' : 'a file';
  if (p1 === 0x04) return APPLICATIONS[toHex(data)] ?? `application ${toHex(data)}`;
  return data.length === 2 ? fileName((data[0]! << 8) | data[1]!) : 'a file by its path';
}

function fileName(id: number): string {
  if (id > 0x0100 && id <= 0x0110) return `DG${id - 0x0100}`;
  return FILES[id] ?? `file ${statusHex(id)}`;
}

/** Last bytes of file identifiers (ICAO 9303-10). */
function shortFile(id: number): string {
  return id >= 0x1c ? fileName(0x0100 + id) : id === 0 ? 'the current file' : `DG${id} (or the file of this number)`;
}

function securityEnvironment(p1: number, p2: number): string {
  if (p1 === 0xc1 && p2 === 0xa4) return 'set up PACE';
  if (p1 === 0x41 && p2 === 0xa6) return 'chip authentication: key of the reader';
  if (p1 === 0x41 && p2 === 0xa4) return 'set up chip authentication';
  if (p1 === 0x81 && p2 === 0xb6) return 'set the key for a certificate';
  return 'set up a security operation';
}

/** The object in `7C` names the PACE step (ICAO 9303-11 §4.4.5). */
function authenticateStep(data: Uint8Array): string {
  const steps: Readonly<Record<number, string>> = {
    128: ': key for chip authentication',
    129: ': mapping of the nonce',
    131: ': ephemeral key',
    133: ': authentication token',
  };
  if (data[0] === 0x7c && data[1] === 0) return ': ask for the nonce';
  const inner = data[1] === undefined || data[1] < 0x80 ? data[2] : data[2 + (data[1] & 0x7f)];
  return steps[inner ?? 0] ?? '';
}
