import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { type CommandApdu, decodeResponse, encodeCommand, type ResponseApdu } from '../apdu/apdu.ts';
import type { ApduChannel } from '../apdu/channel.ts';
import { protectCommand, type SmSession, unprotectResponse } from './secure-messaging.ts';
import type { ChipTrouble } from './trouble.ts';

/** Number of APDUs and bytes, secure messaging included. */
export interface CardTraffic {
  readonly apdus: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
}

/** Most pieces of one answer: 256 × 256 bytes are the limit. */
const MAX_PIECES = 257;
/** 65 536 data bytes and protection. */
const MAX_ANSWER_BYTES = 65_536 + 64;

/** After any trouble, the card gets no more commands. */
export class ChipCard {
  readonly channel: ApduChannel;
  readonly #signal: AbortSignal;
  readonly #counted = { apdus: 0, bytesOut: 0, bytesIn: 0 };
  #session: SmSession | undefined;
  #over: ChipTrouble | undefined;

  constructor(channel: ApduChannel, signal: AbortSignal) {
    this.channel = channel;
    this.#signal = signal;
  }

  get cipher(): SmSession['cipher'] | undefined {
    return this.#session?.cipher;
  }

  protect(session: SmSession): void {
    this.#session = session;
  }

  traffic(): CardTraffic {
    return { ...this.#counted };
  }

  /** Joins `61xx` pieces. Any status word is an answer. `named`: for troubles. */
  async send(named: string, command: CommandApdu): Promise<Result<ResponseApdu, ChipTrouble>> {
    if (this.#over) return err(this.#over);
    const answer = await (this.#session
      ? this.#sendProtected(named, command, this.#session)
      : this.#sendInTheOpen(named, command));
    if (!answer.ok) this.#over = answer.error;
    return answer;
  }

  async #sendInTheOpen(named: string, command: CommandApdu): Promise<Result<ResponseApdu, ChipTrouble>> {
    let bytes = await this.#whole(named, command);
    if (!bytes.ok) return bytes;
    const right = rightLength(bytes.value);
    if (right !== undefined) bytes = await this.#whole(named, { ...command, le: right });
    if (!bytes.ok) return bytes;
    const response = decodeResponse(bytes.value);
    if (!response.ok) return malformed(response.error.why);
    return response.value.data.length > (right ?? command.le ?? 0) ? oversized(named) : response;
  }

  /** ICAO 9303-11 §9.8. */
  async #sendProtected(
    named: string,
    command: CommandApdu,
    before: SmSession,
  ): Promise<Result<ResponseApdu, ChipTrouble>> {
    const sent = protectCommand(before, command);
    this.#session = sent.session;
    const bytes = await this.#whole(named, sent.command);
    if (!bytes.ok) return bytes;
    if (bytes.value.length - 2 > (sent.command.le ?? 0)) return oversized(named);
    const opened = unprotectResponse(sent.session, command.ins, bytes.value);
    if (!opened.ok) return opened;
    this.#session = opened.value.session;
    const { response } = opened.value;
    return response.data.length > (command.le ?? 0) ? oversized(named) : ok(response);
  }

  /** ISO/IEC 7816-4 §5.3.4. */
  async #whole(named: string, command: CommandApdu): Promise<Result<Uint8Array, ChipTrouble>> {
    const pieces: Uint8Array[] = [];
    let next = command;
    for (let piece = 0; piece < MAX_PIECES; piece += 1) {
      const answer = await this.#exchange(encodeCommand(next));
      if (!answer.ok) return answer;
      const response = decodeResponse(answer.value);
      if (!response.ok) return malformed(response.error.why);
      const { data, status } = response.value;
      pieces.push(data);
      if (pieces.reduce((sum, { length }) => sum + length, 0) > MAX_ANSWER_BYTES) return oversized(named);
      if (status >> 8 !== 0x61) return ok(concat(...pieces, answer.value.subarray(-2)));
      next = { cla: 0, ins: 0xc0, p1: 0, p2: 0, le: status & 0xff || 256 };
    }
    return err({ code: 'RDR-218', kind: 'endless', of: named });
  }

  async #exchange(command: Uint8Array): Promise<Result<Uint8Array, ChipTrouble>> {
    if (this.#signal.aborted) return err({ code: 'RDR-204', kind: 'aborted' });
    if (command.length > this.channel.maxCommandBytes) {
      return err({ code: 'RDR-222', kind: 'access-unsupported', why: `a command of ${command.length} bytes` });
    }
    this.#counted.apdus += 1;
    this.#counted.bytesOut += command.length;
    const answer = await this.channel.transmit(command, this.#signal);
    if (answer.ok) this.#counted.bytesIn += answer.value.length;
    return answer;
  }
}

/** Length in an unprotected `6Cxx`, to repeat the command (ISO/IEC 7816-4 §5.3.4). */
function rightLength(bytes: Uint8Array): number | undefined {
  if (bytes.length !== 2 || bytes[0] !== 0x6c) return undefined;
  return bytes[1]! || 256;
}

const oversized = (of: string): Result<never, ChipTrouble> => err({ code: 'RDR-212', kind: 'oversized', of });
const malformed = (why: string): Result<never, ChipTrouble> => err({ code: 'RDR-211', kind: 'malformed', why });
