import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import {
  type CommandApdu,
  decodeResponse,
  EXTENDED_ANSWER_LIMIT,
  needsExtended,
  type ResponseApdu,
} from '../apdu/apdu.ts';
import { areSameBytes } from '../apdu/bytes.ts';
import {
  blockBytesOf,
  type CipherName,
  cbcDecrypt,
  cbcEncrypt,
  computeMac,
  encryptBlock,
  MAC_BYTES,
  padIso9797,
  unpadIso9797,
  zeroIv,
} from './cipher.ts';
import { deriveKey } from './kdf.ts';
import { findTlv, readTlvs, type Tlv, writeTlv } from './tlv.ts';

/** Each APDU returns the next state; never reuse one. */
export interface SmSession {
  readonly cipher: CipherName;
  readonly encryptionKey: Uint8Array;
  readonly macKey: Uint8Array;
  /** Before the next APDU: 8 bytes with 3DES, 16 with AES. */
  readonly counter: Uint8Array;
}

export type SmTrouble =
  | { readonly code: 'RDR-211'; readonly kind: 'malformed'; readonly why: string }
  | { readonly code: 'RDR-213'; readonly kind: 'mac-missing' }
  | { readonly code: 'RDR-214'; readonly kind: 'mac-wrong' }
  | { readonly code: 'RDR-215'; readonly kind: 'status-differs' }
  /** Unprotected success: an attacker in between, or a lost session. */
  | { readonly code: 'RDR-216'; readonly kind: 'downgrade' }
  /** Bare error status: the chip ended the session (ICAO 9303-11 §9.8.3). */
  | { readonly code: 'RDR-217'; readonly kind: 'session-ended'; readonly status: number };

const TAG = { encryptedEven: 0x87, encryptedOdd: 0x85, le: 0x97, status: 0x99, mac: 0x8e } as const;
const SM_CLASS = 0x0c;
/** Padding method 2: first byte of DO'87' (ICAO 9303-11 §9.8.4). */
const PADDING_INDICATOR = 0x01;

/** Starts a session from a shared secret (ICAO 9303-11 §9.7.4). `counter`: zero after PACE and chip authentication. */
export function startSmSession(secret: Uint8Array, cipher: CipherName, counter?: Uint8Array): SmSession {
  return {
    cipher,
    encryptionKey: deriveKey(secret, 'encryption', cipher),
    macKey: deriveKey(secret, 'mac', cipher),
    counter: counter ?? zeroIv(cipher),
  };
}

/** Returns the next counter; after all ones comes zero. */
export function incrementCounter(counter: Uint8Array): Uint8Array {
  const next = Uint8Array.from(counter);
  for (let index = next.length - 1; index >= 0; index -= 1) {
    next[index] = (next[index]! + 1) & 0xff;
    if (next[index] !== 0) break;
  }
  return next;
}

const step = (session: SmSession): SmSession => ({ ...session, counter: incrementCounter(session.counter) });

/** Terminal's side: protects a command (ICAO 9303-11 §9.8.4). The class byte becomes `x C`. */
export function protectCommand(
  before: SmSession,
  command: CommandApdu,
): { readonly session: SmSession; readonly command: CommandApdu } {
  const session = step(before);
  const cla = command.cla | SM_CLASS;
  const header = [cla, command.ins, command.p1, command.p2];
  const body = concat(
    command.data && command.data.length > 0 ? encrypted(session, command.ins, command.data) : [],
    command.le === undefined ? [] : writeTlv(TAG.le, leBytes(command)),
  );
  const data = concat(body, writeTlv(TAG.mac, sessionMac(session, commandMacInput(session, header, body))));
  const [ins, p1, p2] = [command.ins, command.p1, command.p2];
  const le = needsExtended({ ...command, data }) ? EXTENDED_ANSWER_LIMIT : 256;
  return { session, command: { cla, ins, p1, p2, data, le } };
}

/** Chip's side: opens a protected command. The counter moves even on an error. */
export function unprotectCommand(
  before: SmSession,
  command: CommandApdu,
): { readonly session: SmSession; readonly command: Result<CommandApdu, SmTrouble> } {
  const session = step(before);
  return { session, command: openCommand(session, command) };
}

function openCommand(session: SmSession, command: CommandApdu): Result<CommandApdu, SmTrouble> {
  const objects = readObjects(command.data ?? new Uint8Array(), [TAG.encryptedEven, TAG.encryptedOdd, TAG.le]);
  if (!objects.ok) return objects;
  const { list, body, cc } = objects.value;
  const { cla, ins, p1, p2 } = command;
  if (!areSameBytes(cc, sessionMac(session, commandMacInput(session, [cla, ins, p1, p2], body)))) return macWrong();
  const data = decryptedOf(session, ins, list);
  if (!data.ok) return data;
  const le = findTlv(list, TAG.le);
  if (le && (le.length < 1 || le.length > 2)) return malformed('Le has one or two bytes');
  return ok({
    cla: cla & ~SM_CLASS,
    ins,
    p1,
    p2,
    ...(data.value.length > 0 ? { data: data.value } : {}),
    ...(le ? { le: leOf(le) } : {}),
    ...(command.extended ? { extended: true } : {}),
  });
}

/** Chip's side: protects an answer. `ins`: instruction of its command. */
export function protectResponse(
  before: SmSession,
  ins: number,
  response: ResponseApdu,
): { readonly session: SmSession; readonly response: ResponseApdu } {
  const session = step(before);
  const body = concat(
    response.data.length > 0 ? encrypted(session, ins, response.data) : [],
    writeTlv(TAG.status, [response.status >> 8, response.status & 0xff]),
  );
  const cc = sessionMac(session, concat(session.counter, body));
  return { session, response: { data: concat(body, writeTlv(TAG.mac, cc)), status: response.status } };
}

/**
 * Terminal's side: opens a protected answer (ICAO 9303-11 §9.8.5). Decrypts only after the MAC is right, and uses only the status word
 * inside. `ins`: instruction of its command. Any trouble ends the session.
 */
export function unprotectResponse(
  before: SmSession,
  ins: number,
  bytes: Uint8Array,
): Result<{ readonly session: SmSession; readonly response: ResponseApdu }, SmTrouble> {
  const outer = decodeResponse(bytes);
  if (!outer.ok) return malformed(outer.error.why);
  if (outer.value.data.length === 0) return bareStatus(outer.value.status);
  const session = step(before);
  const objects = readObjects(outer.value.data, [TAG.encryptedEven, TAG.encryptedOdd, TAG.status]);
  if (!objects.ok) return objects;
  const { list, body, cc } = objects.value;
  if (!areSameBytes(cc, sessionMac(session, concat(session.counter, body)))) return macWrong();
  const status = findTlv(list, TAG.status);
  if (status?.length !== 2) return malformed('the protected status is missing or not two bytes');
  if (((status[0]! << 8) | status[1]!) !== outer.value.status) return err({ code: 'RDR-215', kind: 'status-differs' });
  const data = decryptedOf(session, ins, list);
  if (!data.ok) return data;
  return ok({ session, response: { data: data.value, status: outer.value.status } });
}

function bareStatus(status: number): Result<never, SmTrouble> {
  const kind = status >> 8;
  const success = kind === 0x90 || kind === 0x61 || kind === 0x62 || kind === 0x63;
  return success
    ? err({ code: 'RDR-216', kind: 'downgrade' })
    : err({ code: 'RDR-217', kind: 'session-ended', status });
}

interface SmObjects {
  readonly list: readonly Tlv[];
  readonly body: Uint8Array;
  readonly cc: Uint8Array;
}

/** Known objects, each at most once, MAC last: anything else is ambiguous. */
function readObjects(data: Uint8Array, allowed: readonly number[]): Result<SmObjects, SmTrouble> {
  const all = readTlvs(data);
  if (!all.ok) return malformed(all.error.why);
  const last = all.value.at(-1);
  if (last?.tag !== TAG.mac) {
    return findTlv(all.value, TAG.mac)
      ? malformed('data after the MAC')
      : err({ code: 'RDR-213', kind: 'mac-missing' });
  }
  if (last.value.length !== MAC_BYTES) return malformed('a MAC has eight bytes');
  const list = all.value.slice(0, -1);
  if (list.some(({ tag }, index) => !allowed.includes(tag) || list.findIndex((other) => other.tag === tag) !== index)) {
    return malformed('an object that is not expected here');
  }
  return ok({ list, body: data.subarray(0, data.length - last.raw.length), cc: last.value });
}

/** DO'87' for even instructions, DO'85' without padding indicator for odd ones (ICAO 9303-11 §9.8.4). */
function encrypted(session: SmSession, ins: number, data: Uint8Array): Uint8Array {
  const padded = padIso9797(data, blockBytesOf(session.cipher));
  const cryptogram = cbcEncrypt(session.cipher, session.encryptionKey, ivOf(session), padded);
  return isOdd(ins)
    ? writeTlv(TAG.encryptedOdd, cryptogram)
    : writeTlv(TAG.encryptedEven, [PADDING_INDICATOR], cryptogram);
}

function decryptedOf(session: SmSession, ins: number, list: readonly Tlv[]): Result<Uint8Array, SmTrouble> {
  const [expected, other] = isOdd(ins) ? [TAG.encryptedOdd, TAG.encryptedEven] : [TAG.encryptedEven, TAG.encryptedOdd];
  if (findTlv(list, other)) return malformed('encrypted data under the tag of the other kind of instruction');
  const value = findTlv(list, expected);
  if (!value) return ok(new Uint8Array());
  if (!isOdd(ins) && value[0] !== PADDING_INDICATOR) return malformed('an unknown padding indicator');
  const cryptogram = isOdd(ins) ? value : value.subarray(1);
  if (cryptogram.length === 0 || cryptogram.length % blockBytesOf(session.cipher) !== 0) {
    return malformed('encrypted data is not whole blocks');
  }
  const plain = unpadIso9797(cbcDecrypt(session.cipher, session.encryptionKey, ivOf(session), cryptogram));
  return plain ? ok(plain) : malformed('encrypted data has no padding');
}

const isOdd = (ins: number): boolean => (ins & 1) === 1;

/** Zero with 3DES, encrypted counter with AES (ICAO 9303-11 §9.8.6.1, .7.1). */
const ivOf = ({ cipher, encryptionKey, counter }: SmSession): Uint8Array =>
  cipher === '3des' ? zeroIv(cipher) : encryptBlock(cipher, encryptionKey, counter);

/** ICAO pads N before both MACs, also before CMAC. */
const sessionMac = ({ cipher, macKey }: SmSession, input: Uint8Array): Uint8Array =>
  cipher === '3des'
    ? computeMac(cipher, macKey, input)
    : computeMac(cipher, macKey, padIso9797(input, blockBytesOf(cipher)));

const commandMacInput = ({ cipher, counter }: SmSession, header: readonly number[], body: Uint8Array): Uint8Array =>
  concat(counter, padIso9797(Uint8Array.from(header), blockBytesOf(cipher)), body);

function leBytes(command: CommandApdu): readonly number[] {
  const le = command.le ?? 0;
  return needsExtended(command) ? [(le >> 8) & 0xff, le & 0xff] : [le & 0xff];
}

function leOf(bytes: Uint8Array): number {
  const [high = 0, low] = bytes;
  if (low === undefined) return high === 0 ? 256 : high;
  return (high << 8) | low || EXTENDED_ANSWER_LIMIT;
}

const macWrong = (): Result<never, SmTrouble> => err({ code: 'RDR-214', kind: 'mac-wrong' });
const malformed = (why: string): Result<never, SmTrouble> => err({ code: 'RDR-211', kind: 'malformed', why });
