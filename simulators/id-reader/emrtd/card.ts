import {
  type CommandApdu,
  decodeCommand,
  encodeResponse,
  needsExtended,
} from '../../../drivers/id-reader/apdu/apdu.ts';
import { SW } from '../../../drivers/id-reader/apdu/status-word.ts';
import { blockBytesOf } from '../../../drivers/id-reader/emrtd/cipher.ts';
import { type SmSession, unprotectCommand } from '../../../drivers/id-reader/emrtd/secure-messaging.ts';
import { createAccess } from './access.ts';
import { createFileSystem } from './files.ts';
import type { ChipContents } from './issue/contents.ts';
import { activeAuthentication } from './proofs.ts';
import { type RandomBytes, type Reply, refused } from './reply.ts';
import { type Seal, seal } from './seal.ts';

/** What came of one command: the whole response APDU, and what it was about. */
export interface CardAnswer {
  readonly bytes: Uint8Array;
  readonly ins: number;
  /** Somebody asked for access who did not know the secret. */
  readonly failed: boolean;
  readonly granted: boolean;
}

/** A chip between two powers: what it remembers is gone with the field. */
export interface Card {
  /** `tamper` makes the answer go out otherwise than it should; it is asked once for each answer. */
  answer(command: Uint8Array, tamper: Tamper): CardAnswer;
}

/** What may be changed about an answer: the reply before it is protected, how it is protected, the bytes that leave. */
export interface Tamper {
  readonly reply: (reply: Reply, command: CommandApdu) => Reply;
  readonly seal: (protectedAnswer: boolean) => Seal;
  readonly bytes: (bytes: Uint8Array, command: CommandApdu) => Uint8Array;
}

const SM_BITS = 0x0c;
/**
 * What is zero in the classes that it has: the first interindustry ones, with and without secure messaging and chaining. Further
 * ones are of logical channels it has not; `80` to `FE` are proprietary, and `FF` is no class (ISO/IEC 7816-4, 5.4.1).
 */
const OTHER_CLASS_BITS = 0xe0;
/** `99 02 xx xx` and `8E 08 …`, then `87 82 xx xx 01` around the cryptogram. */
const PROTECTION_BYTES = 14 + 5;
const STATUS_BYTES = 2;

export function createCard(contents: ChipContents, random: RandomBytes): Card {
  const files = createFileSystem(contents);
  const access = createAccess(contents, random);
  let session: SmSession | undefined;

  /** The most file bytes that fit into the answer to this command, whatever is asked (ISO 7816-4, 5.3.2). */
  function limitOf(command: CommandApdu): number {
    const whole = needsExtended(command) ? (contents.extended?.answer ?? 0) - STATUS_BYTES : 256;
    if (!session) return whole;
    const block = blockBytesOf(session.cipher);
    return Math.floor((whole - PROTECTION_BYTES) / block) * block - 1;
  }

  function carryOut(command: CommandApdu, limit: number): Reply {
    const granted = session !== undefined;
    const { ins, data = new Uint8Array() } = command;
    switch (ins) {
      case 0xa4:
        return files.select(command, granted);
      case 0xb0:
      case 0xb1:
        return files.read(command, granted, limit);
      case 0x88:
        if (!contents.activeKey) return refused(SW.wrongIns);
        return granted ? activeAuthentication(contents.activeKey, data, random) : refused(SW.securityStatus);
      default:
        return access.carryOut(command, granted);
    }
  }

  /** Without a word about what was wrong: the session is over, and with it all access (ICAO 9303-11, 9.8.3). */
  function endSession(status: number, ins: number): CardAnswer {
    session = undefined;
    return { bytes: encodeResponse(refused(status)), ins, failed: false, granted: false };
  }

  function opened(command: CommandApdu): CommandApdu | number {
    if (!(command.cla & SM_BITS)) {
      session = undefined;
      return command;
    }
    if (!session) return SW.smMissing;
    const inside = unprotectCommand(session, command);
    session = inside.session;
    return inside.command.ok ? inside.command.value : SW.smIncorrect;
  }

  return {
    answer(bytes, tamper) {
      const [cla = 0, ins = 0] = bytes;
      if (cla & OTHER_CLASS_BITS) return endSession(SW.wrongCla, ins);
      const decoded = decodeCommand(bytes);
      if (!decoded.ok) return endSession(SW.wrongLength, ins);
      const outer = decoded.value;
      if (tooLong(outer, bytes.length, contents)) return endSession(SW.wrongLength, outer.ins);
      const limit = limitOf(outer);
      const command = opened(outer);
      if (typeof command === 'number') return endSession(command, outer.ins);
      const reply = tamper.reply(carryOut(command, limit), command);
      const sealed = seal(tamper.seal(session !== undefined), session, command.ins, reply);
      session = reply.session ?? sealed.session;
      return {
        bytes: tamper.bytes(encodeResponse(sealed.response), command),
        ins: command.ins,
        failed: reply.failed === true,
        granted: session !== undefined,
      };
    },
  };
}

const tooLong = (command: CommandApdu, length: number, { extended }: ChipContents): boolean =>
  extended ? length > extended.command : needsExtended(command);
