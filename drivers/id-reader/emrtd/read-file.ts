import { concat, fromHex } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import type { CommandApdu, ResponseApdu } from '../apdu/apdu.ts';
import { STATUS_WORDS } from '../apdu/status-word.ts';
import { type AnswerLimits, chooseReadBlock, type ReadBlockSize } from './blocks.ts';
import type { ChipCard } from './card.ts';
import { APPLICATION_ID, type ChipFile, MASTER_FILE_ID } from './files.ts';
import { readTlv, readTlvHeader, writeTlv } from './tlv.ts';
import type { ChipTrouble } from './trouble.ts';

export type ReadProgressListener = (read: number, of: number) => void;

/** Longest tag and length. */
const HEADER_BYTES = 8;
/** 15 bits of offset (ISO/IEC 7816-4 §11.3.3). */
const EVEN_OFFSET_LIMIT = 0x8000;
/** Tag and length of DO'53'. */
const ODD_HEADER_BYTES = 5;

/** Refused extended reads, and refused reads past the end, are not tried again. `cautious`: see `ReadChipOptions`. */
export class ChipFileReader {
  readonly #card: ChipCard;
  #limits: AnswerLimits;
  readonly #bySfi: boolean;
  #exact: boolean;

  constructor(card: ChipCard, limits: AnswerLimits, cautious: boolean) {
    this.#card = card;
    this.#limits = cautious ? { ...limits, cardBytes: undefined } : limits;
    this.#bySfi = !cautious;
    this.#exact = cautious;
  }

  /** `undefined`: no such file. */
  async read(
    file: ChipFile,
    onBytes: ReadProgressListener = () => {},
  ): Promise<Result<Uint8Array | undefined, ChipTrouble>> {
    const first = await this.#front(file);
    if (!first.ok || !first.value) return first;
    const total = lengthOf(file, first.value);
    if (!total.ok) return total;
    const parts = [first.value.subarray(0, total.value)];
    let have = parts[0]!.length;
    onBytes(have, total.value);
    while (have < total.value) {
      const answer = await this.#readAt(file, have, total.value - have);
      if (!answer.ok) return answer;
      if (!isRead(answer.value)) return refused(`READ BINARY ${file.name}`, answer.value.status);
      const piece = answer.value.data.subarray(0, total.value - have);
      if (piece.length === 0) return err({ code: 'RDR-219', kind: 'truncated', of: file.name });
      parts.push(piece);
      have += piece.length;
      onBytes(have, total.value);
    }
    return ok(concat(...parts));
  }

  get #block(): ReadBlockSize {
    return chooseReadBlock(this.#limits, this.#card.cipher);
  }

  async #front(file: ChipFile): Promise<Result<Uint8Array | undefined, ChipTrouble>> {
    const wanted = () => (this.#exact ? HEADER_BYTES : file.maxBytes);
    if (this.#bySfi) {
      const command = readBinary(this.#block, 0x80 | file.shortId, 0, wanted());
      const answer = await this.#card.send(`READ BINARY ${file.name}`, command);
      if (!answer.ok) return answer;
      if (isRead(answer.value)) return ok(answer.value.data);
      // File missing, too many bytes wanted, or short identifier refused: SELECT tells which.
    }
    const selected = await select(this.#card, file);
    if (!selected.ok || !selected.value) return selected.ok ? ok(undefined) : selected;
    for (;;) {
      const answer = await this.#readAt(file, 0, wanted());
      if (!answer.ok) return answer;
      if (isRead(answer.value)) return ok(answer.value.data);
      if (this.#limits.cardBytes !== undefined) this.#limits = { ...this.#limits, cardBytes: undefined };
      else if (!this.#exact) this.#exact = true;
      else return refused(`READ BINARY ${file.name}`, answer.value.status);
    }
  }

  async #readAt(file: ChipFile, offset: number, bytes: number): Promise<Result<ResponseApdu, ChipTrouble>> {
    const odd = offset >= EVEN_OFFSET_LIMIT;
    const command = odd
      ? readOdd(this.#block, offset, bytes)
      : readBinary(this.#block, offset >> 8, offset & 0xff, bytes);
    const answer = await this.#card.send(`READ BINARY ${file.name}`, command);
    if (!answer.ok || !odd || !isRead(answer.value)) return answer;
    const wrapped = readTlv(answer.value.data);
    if (!wrapped.ok || wrapped.value.tag !== 0x53)
      return malformed(file, 'an answer to an odd READ BINARY without object 53');
    return ok({ ...answer.value, data: wrapped.value.value });
  }
}

function lengthOf(file: ChipFile, front: Uint8Array): Result<number, ChipTrouble> {
  const header = readTlvHeader(front);
  if (!header.ok) return malformed(file, header.error.why);
  if (header.value.tag !== file.tag) return malformed(file, 'it begins with the tag of another file');
  const total = header.value.headerBytes + header.value.valueBytes;
  return total > file.maxBytes ? err({ code: 'RDR-212', kind: 'oversized', of: file.name }) : ok(total);
}

function readBinary({ bytes: most, extended }: ReadBlockSize, p1: number, p2: number, bytes: number): CommandApdu {
  return { cla: 0, ins: 0xb0, p1, p2, le: Math.min(bytes, most), ...(extended && { extended }) };
}

function readOdd(block: ReadBlockSize, offset: number, bytes: number): CommandApdu {
  const le = Math.min(bytes, block.bytes - ODD_HEADER_BYTES) + ODD_HEADER_BYTES;
  return { ...readBinary(block, 0, 0, le), ins: 0xb1, data: offsetObject(offset) };
}

/** `6282`: file end before Le, data good (ISO/IEC 7816-4 §5.6). */
const isRead = ({ status }: ResponseApdu): boolean =>
  status === STATUS_WORDS.success || status === STATUS_WORDS.endOfFile;

/** Offset in as few bytes as possible (ISO/IEC 7816-4 §11.3.2). */
function offsetObject(offset: number): Uint8Array {
  const low = [(offset >> 8) & 0xff, offset & 0xff];
  return writeTlv(0x54, offset > 0xffff ? [offset >> 16, ...low] : low);
}

async function select(card: ChipCard, file: ChipFile): Promise<Result<boolean, ChipTrouble>> {
  const named = `SELECT ${file.name}`;
  const answer = await card.send(named, { cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data: twoBytes(file.id) });
  if (!answer.ok) return answer;
  const { status } = answer.value;
  if (status === STATUS_WORDS.fileNotFound) return ok(false);
  return status === STATUS_WORDS.success ? ok(true) : refused(named, status);
}

/** Selects the master file. Cards may refuse if the master file is already current, so the status is ignored. */
export async function selectMasterFile(card: ChipCard): Promise<Result<void, ChipTrouble>> {
  const data = twoBytes(MASTER_FILE_ID);
  const answer = await card.send('SELECT MF', { cla: 0, ins: 0xa4, p1: 0, p2: 0x0c, data });
  return answer.ok ? ok(undefined) : answer;
}

/** Selects the application of ICAO 9303 (ICAO 9303-10 §3.6.1). */
export async function selectApplication(card: ChipCard): Promise<Result<void, ChipTrouble>> {
  const data = fromHex(APPLICATION_ID);
  const answer = await card.send('SELECT application', { cla: 0, ins: 0xa4, p1: 0x04, p2: 0x0c, data });
  if (!answer.ok) return answer;
  const { status } = answer.value;
  if (status === STATUS_WORDS.fileNotFound || status === STATUS_WORDS.notSupported)
    return err({ code: 'RDR-223', kind: 'no-application' });
  return status === STATUS_WORDS.success ? ok(undefined) : refused('SELECT application', status);
}

const twoBytes = (id: number): Uint8Array => Uint8Array.of(id >> 8, id & 0xff);
const refused = (command: string, status: number): Result<never, ChipTrouble> =>
  err({ code: 'RDR-220', kind: 'refused', command, status });
const malformed = ({ name }: ChipFile, why: string): Result<never, ChipTrouble> =>
  err({ code: 'RDR-232', kind: 'file-malformed', file: name, why });
