import type { Traffic } from '../../link/link.ts';
import type { WireDecoder, WireLogLine } from '../../link/wire-line.ts';
import { type BillTable, qepikOf } from './bill-table.ts';
import { type Answer, type Command, parseCcnetAnswer, parseCcnetCommand, type UnitState } from './codec.ts';
import { createCcnetFramer, encodeFrame } from './framer.ts';
import { failedPartOf, rejectionOf } from './tables.ts';

/**
 * Makes readable lines for both directions of a validator's wire. An answer is decoded as the answer to the last command. Notes have values
 * after the bill table was seen.
 */
export function createCcnetDecoder(): WireDecoder {
  const framers = { in: createCcnetFramer(), out: createCcnetFramer() };
  let asked: Command['kind'] = 'poll';
  let table: BillTable | null = null;

  function meaning(direction: Traffic['direction'], data: Uint8Array): Pick<WireLogLine, 'meaning' | 'discarded'> {
    if (direction === 'out') {
      const command = parseCcnetCommand(data);
      if (command.kind !== 'ack' && command.kind !== 'nak') asked = command.kind;
      return { meaning: describeCommand(command), discarded: false };
    }
    const answer = parseCcnetAnswer(asked, data);
    if (!answer.ok) return { meaning: `discarded: ${answer.error}`, discarded: true };
    if (answer.value.kind === 'bill-table') table = answer.value.table;
    return { meaning: describeAnswer(answer.value, table), discarded: false };
  }

  return ({ direction, bytes }) =>
    framers[direction].feed(bytes).map((piece): WireLogLine => {
      if (piece.kind === 'discarded')
        return { direction, bytes: piece.bytes, meaning: `discarded: ${piece.why}`, discarded: true };
      return { direction, bytes: encodeFrame(piece.body), ...meaning(direction, piece.body) };
    });
}

const COMMAND_WORDS: Readonly<Partial<Record<Command['kind'], string>>> = {
  ack: 'ACK',
  nak: 'NAK: say it again',
  poll: 'Poll',
  reset: 'Reset',
  status: 'What do you take?',
  stack: 'Stack the note',
  return: 'Give the note back',
  hold: 'Hold the note longer',
  identification: 'Who are you?',
  'bill-table': 'Which notes do you know?',
  'barcode-data': 'What was on the coupon?',
  crc32: 'Checksum of your program?',
  statistics: 'Statistics?',
};

function describeCommand(command: Command): string {
  switch (command.kind) {
    case 'enable':
      return command.types.length === 0 ? 'Take nothing' : `Take notes ${command.types.join(' ')}`;
    case 'set-security':
      return `High security for notes ${command.types.join(' ') || 'none'}`;
    case 'set-barcode':
      return `Coupons of format ${command.format}, ${command.characters} characters`;
    case 'unknown':
      return `Command ${command.hex}`;
    default:
      return COMMAND_WORDS[command.kind] ?? command.kind;
  }
}

function describeAnswer(answer: Answer, table: BillTable | null): string {
  switch (answer.kind) {
    case 'ack':
      return 'ACK';
    case 'nak':
      return 'NAK: the command came damaged';
    case 'illegal':
      return 'Illegal now';
    case 'state':
      return describeState(answer.unit, table);
    case 'bill-table':
      return `Knows ${answer.table.filter(Boolean).length} kinds of note`;
    case 'identification':
      return `${answer.identification.partNumber}, serial ${answer.identification.serialNumber}`;
    case 'status':
      return `Takes notes ${answer.enabled.join(' ') || 'none'}`;
    case 'crc32':
      return `Program checksum ${answer.crc}`;
    case 'data':
      return `Data ${answer.hex}`;
    default:
      return answer satisfies never;
  }
}

function describeState(unit: UnitState, table: BillTable | null): string {
  switch (unit.state) {
    case 'escrow':
      return `Holds ${noteWords(unit.type, table)}`;
    case 'stacked':
      return `Stacked ${noteWords(unit.type, table)}`;
    case 'returned':
      return `Returned ${noteWords(unit.type, table)}`;
    case 'rejecting':
      return `Rejecting: ${rejectionOf(unit.reason).words}`;
    case 'failure':
      return `Failure: ${failedPartOf(unit.part)}`;
    case 'busy':
      return `Busy for ${unit.tenths * 100} ms`;
    default:
      return unit.state.charAt(0).toUpperCase() + unit.state.slice(1).replaceAll('-', ' ');
  }
}

function noteWords(type: number, table: BillTable | null): string {
  const value = qepikOf(table, type);
  return value === null ? `note ${type}` : `${value / 100} AZN`;
}
