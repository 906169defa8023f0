import type { CommandApdu } from '../../../drivers/id-reader/apdu/apdu.ts';
import { toBigInt } from '../../../drivers/id-reader/apdu/bytes.ts';
import { STATUS_WORDS } from '../../../drivers/id-reader/apdu/status-word.ts';
import { findTlv, readTlvs, writeTlv } from '../../../drivers/id-reader/emrtd/tlv.ts';
import { CHIP_FILE, type ChipContents } from './issue/contents.ts';
import { type ChipReply, refusalReply, successReply } from './reply.ts';

/** AID of the eMRTD application (ICAO 9303-10, 3.4.1). */
const APPLICATION = 0xa0000002471001n;
const MASTER_FILE = 0x3f00;

/** The files of a chip, and the selected file, which a card forgets without power. */
export function createFileSystem({ master, application }: ChipContents) {
  let inApplication = false;
  let open: Uint8Array | undefined;

  const file = (id: number, granted: boolean): Uint8Array | ChipReply => {
    const bytes = (inApplication ? application : master).get(id);
    if (!bytes) return refusalReply(STATUS_WORDS.fileNotFound);
    const guarded = inApplication || id === CHIP_FILE.cardSecurity;
    return guarded && !granted ? refusalReply(STATUS_WORDS.securityStatus) : bytes;
  };

  /** A short identifier is the low bits of the long one, except EF.ATR/INFO (9303-10, 3.11.1). */
  const fileOf = (shortId: number) => (shortId === 1 && !inApplication ? CHIP_FILE.atrInfo : 0x0100 + shortId);

  /** SELECT (9303-10, 3.6.2): master file, application, or a file below. */
  function select({ p1, data = new Uint8Array() }: CommandApdu, granted: boolean): ChipReply {
    const name = toBigInt(data);
    open = undefined;
    if (p1 === 0x04) {
      inApplication = name === APPLICATION;
      return inApplication ? successReply() : refusalReply(STATUS_WORDS.fileNotFound);
    }
    if (p1 === 0x00 && (data.length === 0 || Number(name) === MASTER_FILE)) {
      inApplication = false;
      return successReply();
    }
    if ((p1 !== 0x00 && p1 !== 0x02) || data.length !== 2) return refusalReply(STATUS_WORDS.wrongP1P2);
    const found = file(Number(name), granted);
    if (!(found instanceof Uint8Array)) return found;
    open = found;
    return successReply();
  }

  /** READ BINARY, even and odd (9303-10, 3.6.3): at most `limit` bytes. */
  function read(command: CommandApdu, granted: boolean, limit: number): ChipReply {
    const place = command.ins === 0xb1 ? oddPlace(command) : evenPlace(command);
    if (!place) return refusalReply(STATUS_WORDS.wrongData);
    if (place.shortId !== undefined) {
      const found = file(fileOf(place.shortId), granted);
      if (!(found instanceof Uint8Array)) return found;
      open = found;
    }
    if (!open) return refusalReply(0x6986);
    if (place.offset >= open.length) return refusalReply(STATUS_WORDS.wrongOffset);
    const asked = command.le ?? 0;
    if (asked === 0) return refusalReply(STATUS_WORDS.wrongLength);
    const everything = asked === 256 || asked === 65_536;
    const most = Math.min(asked, limit);
    if (command.ins !== 0xb1) return part(open, place.offset, { most, asked, everything });
    const room = most - wrapperBytes(most);
    const { data, status } = part(open, place.offset, { most: room, asked: asked - wrapperBytes(asked), everything });
    return { data: writeTlv(0x53, data), status };
  }

  return { select, read };
}

/** Bytes of tag and length of the odd instruction's object 53; `whole` includes them. */
const wrapperBytes = (whole: number) => (whole <= 0x7f + 2 ? 2 : whole <= 0xff + 3 ? 3 : 4);

interface Portion {
  readonly most: number;
  readonly asked: number;
  readonly everything: boolean;
}

/** If the file ended first, the status is a warning, unless Le asked for all (ISO 7816-4, table 6: 6282). */
function part(file: Uint8Array, offset: number, { most, asked, everything }: Portion): ChipReply {
  const data = file.subarray(offset, offset + most);
  return { data, status: offset + asked > file.length && !everything ? STATUS_WORDS.endOfFile : STATUS_WORDS.success };
}

interface Place {
  readonly shortId?: number;
  readonly offset: number;
}

function evenPlace({ p1, p2 }: CommandApdu): Place {
  return p1 & 0x80 ? { shortId: p1 & 0x1f, offset: p2 } : { offset: (p1 << 8) | p2 };
}

function oddPlace({ p1, p2, data }: CommandApdu): Place | undefined {
  const list = readTlvs(data ?? new Uint8Array());
  const offset = list.ok ? findTlv(list.value, 0x54) : undefined;
  if (!offset || offset.length > 4 || p1 !== 0 || p2 > 0x1f) return undefined;
  return { ...(p2 === 0 ? {} : { shortId: p2 }), offset: Number(toBigInt(offset)) };
}
