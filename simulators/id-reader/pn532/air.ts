/**
 * ISO 14443-4 blocks at 106 kbit/s, calculated from lengths, without repeats and waiting-time extensions. The PN532 splits and joins blocks
 * without a report.
 */
export interface AirTraffic {
  /** Bytes in both directions, with prologue and CRC. */
  readonly bytes: number;
  readonly blocks: number;
}

/** A byte is eight bits and parity, each 128 carrier periods at 13.56 MHz [ISO 14443-3 §6.2]. */
const MS_PER_AIR_BYTE = (9 * 128) / 13_560;
/** Shortest pause between blocks [ISO 14443-3 §6.2.1.1: 1172 carrier periods]. */
const MS_BETWEEN_BLOCKS = 1172 / 13_560;

/** FSD in the PN532's RATS: 64 bytes, the size of its FIFO. */
const PN532_FSD_BYTES = 64;
/** PCB and CRC; no CID, no NAD. */
const BLOCK_OVERHEAD_BYTES = 3;

/** FSC by FSCI, the low nibble of an ATS's format byte [ISO 14443-4 §5.2.3]. */
const FRAME_SIZES = [16, 24, 32, 40, 48, 64, 96, 128, 256];
/** FSCI of an ATS without a format byte. */
const DEFAULT_FSCI = 2;

/** Longest block in bytes that the card accepts; never more than the PN532 sends. `ats` is with its length byte. */
export function cardFrameBytes(ats: Uint8Array): number {
  const format = (ats[0] ?? 0) > 1 ? (ats[1] ?? DEFAULT_FSCI) : DEFAULT_FSCI;
  const size = FRAME_SIZES[Math.min(format & 0x0f, FRAME_SIZES.length - 1)] ?? PN532_FSD_BYTES;
  return Math.min(size, PN532_FSD_BYTES);
}

/** Cost of a command and its answer; their lengths are without block overhead. Every block but a chain's last is answered by an R block. */
export function airTrafficOf(commandBytes: number, answerBytes: number, cardFrame: number): AirTraffic {
  const there = blocksFor(commandBytes, cardFrame);
  const back = blocksFor(answerBytes, PN532_FSD_BYTES);
  const blocks = 2 * (there + back) - 2;
  return { bytes: commandBytes + answerBytes + blocks * BLOCK_OVERHEAD_BYTES, blocks };
}

const blocksFor = (bytes: number, frame: number): number =>
  Math.max(1, Math.ceil(bytes / (frame - BLOCK_OVERHEAD_BYTES)));

export const airTimeMs = ({ bytes, blocks }: AirTraffic): number =>
  bytes * MS_PER_AIR_BYTE + blocks * MS_BETWEEN_BLOCKS;
