import {
  type CommandApdu,
  decodeCommandApdu,
  encodeResponse,
  needsExtended,
} from '../../../drivers/id-reader/apdu/apdu.ts';
import { STATUS_WORDS } from '../../../drivers/id-reader/apdu/status-word.ts';
import { blockBytesOf } from '../../../drivers/id-reader/emrtd/cipher.ts';
import { type SmSession, unprotectCommand } from '../../../drivers/id-reader/emrtd/secure-messaging.ts';
import { ChipAccess } from './access.ts';
import { createFileSystem } from './files.ts';
import type { ChipContents } from './issue/contents.ts';
import { answerActiveAuthentication } from './proofs.ts';
import { type ChipReply, type RandomBytes, refusalReply } from './reply.ts';
import { type AnswerProtection, protectAnswer } from './seal.ts';

export interface CardAnswer {
  readonly bytes: Uint8Array;
  readonly ins: number;
  readonly failed: boolean;
  readonly granted: boolean;
}

export interface AnswerTamper {
  readonly reply: (reply: ChipReply, command: CommandApdu) => ChipReply;
  readonly seal: (protectedAnswer: boolean) => AnswerProtection;
  readonly bytes: (bytes: Uint8Array, command: CommandApdu) => Uint8Array;
}

const SM_BITS = 0x0c;
/**
 * Zero in supported classes: first interindustry, with or without secure messaging and chaining. Others: unsupported logical channels; `80`
 * to `FE` proprietary; `FF` invalid (ISO/IEC 7816-4, 5.4.1).
 */
const OTHER_CLASS_BITS = 0xe0;
/** Bytes that protection adds: `99 02 xx xx`, `8E 08 …`, and `87 82 xx xx 01`. */
const PROTECTION_BYTES = 14 + 5;
const STATUS_BYTES = 2;

export class SimulatedChipCard {
  readonly #contents: ChipContents;
  readonly #random: RandomBytes;
  readonly #files;
  readonly #access: ChipAccess;
  #session: SmSession | undefined;

  constructor(contents: ChipContents, random: RandomBytes) {
    this.#contents = contents;
    this.#random = random;
    this.#files = createFileSystem(contents);
    this.#access = new ChipAccess(contents, random);
  }

  answer(bytes: Uint8Array, tamper: AnswerTamper): CardAnswer {
    const [cla = 0, ins = 0] = bytes;
    if (cla & OTHER_CLASS_BITS) return this.#endSession(STATUS_WORDS.wrongCla, ins);
    const decoded = decodeCommandApdu(bytes);
    if (!decoded.ok) return this.#endSession(STATUS_WORDS.wrongLength, ins);
    const outer = decoded.value;
    if (tooLong(outer, bytes.length, this.#contents)) return this.#endSession(STATUS_WORDS.wrongLength, outer.ins);
    const limit = this.#limitOf(outer);
    const command = this.#opened(outer);
    if (typeof command === 'number') return this.#endSession(command, outer.ins);
    const reply = tamper.reply(this.#carryOut(command, limit), command);
    const sealed = protectAnswer(tamper.seal(this.#session !== undefined), this.#session, command.ins, reply);
    this.#session = reply.session ?? sealed.session;
    return {
      bytes: tamper.bytes(encodeResponse(sealed.response), command),
      ins: command.ins,
      failed: reply.failed === true,
      granted: this.#session !== undefined,
    };
  }

  /** Per answer (ISO 7816-4, 5.3.2). */
  #limitOf(command: CommandApdu): number {
    const whole = needsExtended(command) ? (this.#contents.extended?.answer ?? 0) - STATUS_BYTES : 256;
    if (!this.#session) return whole;
    const block = blockBytesOf(this.#session.cipher);
    return Math.floor((whole - PROTECTION_BYTES) / block) * block - 1;
  }

  #carryOut(command: CommandApdu, limit: number): ChipReply {
    const granted = this.#session !== undefined;
    const { activeKey } = this.#contents;
    const { ins, data = new Uint8Array() } = command;
    switch (ins) {
      case 0xa4:
        return this.#files.select(command, granted);
      case 0xb0:
      case 0xb1:
        return this.#files.read(command, granted, limit);
      case 0x88:
        if (!activeKey) return refusalReply(STATUS_WORDS.wrongIns);
        return granted
          ? answerActiveAuthentication(activeKey, data, this.#random)
          : refusalReply(STATUS_WORDS.securityStatus);
      default:
        return this.#access.carryOut(command, granted);
    }
  }

  /** Without a reason: session and access end (ICAO 9303-11, 9.8.3). */
  #endSession(status: number, ins: number): CardAnswer {
    this.#session = undefined;
    return { bytes: encodeResponse(refusalReply(status)), ins, failed: false, granted: false };
  }

  #opened(command: CommandApdu): CommandApdu | number {
    if (!(command.cla & SM_BITS)) {
      this.#session = undefined;
      return command;
    }
    if (!this.#session) return STATUS_WORDS.smMissing;
    const inside = unprotectCommand(this.#session, command);
    this.#session = inside.session;
    return inside.command.ok ? inside.command.value : STATUS_WORDS.smIncorrect;
  }
}

const tooLong = (command: CommandApdu, length: number, { extended }: ChipContents): boolean =>
  extended ? length > extended.command : needsExtended(command);
