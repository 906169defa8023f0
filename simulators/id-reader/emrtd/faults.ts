import { concat } from '../../../drivers/bytes.ts';
import type { CommandApdu } from '../../../drivers/id-reader/apdu/apdu.ts';
import type { ArmedFaults } from '../../faults/armed.ts';
import type { AnswerTamper } from './card.ts';
import type { ChipReply } from './reply.ts';
import type { AnswerProtection } from './seal.ts';

const SEALS = [
  'wrong-mac',
  'missing-mac',
  'status-differs',
  'plain-success',
  'wrong-counter',
  'session-lost',
] as const satisfies readonly AnswerProtection[];

export const CHIP_FAULTS = [
  ...SEALS,
  /** A READ BINARY answer ends in the middle. */
  'truncated',
  /** More bytes than requested, correctly protected. */
  'oversized',
  /** The first bytes of a file announce 2 GiB. */
  'lying-length',
  /** Success without a byte: a reader that does not count never ends. */
  'empty',
  'silent',
  'removed',
] as const;

/** Faults of a chip. */
export type ChipFault = (typeof CHIP_FAULTS)[number];

const isReading = ({ ins }: CommandApdu) => ins === 0xb0 || ins === 0xb1;
const OVERSIZE_BYTES = 16;

/** Changes to answers. Spends the armed faults at the first answer that can show them. */
export function tamperByFaults(faults: ArmedFaults<ChipFault>): AnswerTamper {
  return {
    reply: (reply, command) =>
      isReading(command) && reply.data.length > 0 ? tamperReading(reply, command, faults) : reply,
    seal(isProtected) {
      const due = isProtected ? faults.take(...SEALS) : undefined;
      return SEALS.find((how) => how === due) ?? 'proper';
    },
    bytes: (bytes, command) =>
      isReading(command) && faults.take('truncated') ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes,
  };
}

function tamperReading(reply: ChipReply, command: CommandApdu, faults: ArmedFaults<ChipFault>): ChipReply {
  if (faults.take('oversized')) {
    const filling = (command.le ?? 0) + OVERSIZE_BYTES - reply.data.length;
    return { ...reply, data: concat(reply.data, new Uint8Array(filling)) };
  }
  if (faults.take('empty')) return { ...reply, data: new Uint8Array() };
  if (atStart(command) && faults.take('lying-length')) {
    return {
      ...reply,
      data: Uint8Array.from(reply.data, (byte, i) => [byte, 0x84, 0x7f, 0xff, 0xff, 0xff][i] ?? byte),
    };
  }
  return reply;
}

const atStart = ({ ins, p1, p2 }: CommandApdu) => ins === 0xb0 && (p1 & 0x80 ? p2 === 0 : p1 === 0 && p2 === 0);
