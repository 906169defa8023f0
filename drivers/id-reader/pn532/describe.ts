import { toHex } from '../../bytes.ts';
import type { Traffic } from '../../link/link.ts';
import type { WireDecoder, WireLine } from '../../link/wire-line.ts';
import { type ReadPn532, readUnit } from './decode.ts';
import {
  ACK_FRAME,
  createPn532Framer,
  ERROR_FRAME,
  encodeFrame,
  NACK_FRAME,
  type Pn532Unit,
  WHY_WAKE_UP,
} from './framer.ts';
import type { Pn532Answer, Pn532Command, RfItem, Status } from './messages.ts';
import { describeError } from './troubles.ts';

/** Readable lines of a PN532's wire, for both directions. The bytes of a line are those of its frame. */
export function createPn532Decoder(): WireDecoder {
  const framers = { in: createPn532Framer(), out: createPn532Framer() };
  return ({ direction, bytes }) =>
    framers[direction].feed(bytes).map((piece): WireLine => {
      if (piece.kind === 'frame') return lineOf(direction, piece.body);
      const isNoise = piece.why !== WHY_WAKE_UP;
      const meaning = isNoise ? `discarded: ${piece.why}` : 'Wake up';
      return { direction, bytes: piece.bytes, meaning, discarded: isNoise };
    });
}

function lineOf(direction: Traffic['direction'], unit: Pn532Unit): WireLine {
  const read = readUnit(unit);
  return { direction, bytes: bytesOf(unit), meaning: meaningOf(read), discarded: read.is === 'malformed' };
}

function bytesOf(unit: Pn532Unit): Uint8Array {
  switch (unit.unit) {
    case 'ack':
      return ACK_FRAME;
    case 'nack':
      return NACK_FRAME;
    case 'syntax-error':
      return ERROR_FRAME;
    case 'information':
      return encodeFrame(unit.from, unit.data);
    default:
      return unit satisfies never;
  }
}

const LINK = { ack: 'ACK', nack: 'NACK: send again', 'syntax-error': 'Syntax error' } as const;

function meaningOf(read: ReadPn532): string {
  switch (read.is) {
    case 'link':
      return LINK[read.unit];
    case 'malformed':
      return `discarded: ${read.why}`;
    case 'command':
      return describeCommand(read.message);
    case 'answer':
      return describeAnswer(read.message);
    default:
      return read satisfies never;
  }
}

const PRESENCE_TEST = 6;

function describeCommand(command: Pn532Command): string {
  switch (command.kind) {
    case 'diagnose':
      return command.fields.test === PRESENCE_TEST ? 'Is the card still there?' : `Self-test ${command.fields.test}`;
    case 'get-firmware-version':
      return 'Which firmware?';
    case 'get-general-status':
      return 'How is it going?';
    case 'read-register':
      return `Read ${command.fields.addresses.length} registers`;
    case 'write-register':
      return `Write ${command.fields.writes.length} registers`;
    case 'set-parameters':
      return `Parameters ${toHex(Uint8Array.of(command.fields.flags))}`;
    case 'power-down':
      return 'Go to sleep';
    case 'set-serial-baud-rate':
      return `Go to ${command.fields.baudRate} baud`;
    case 'sam-configuration':
      return `Security module: ${command.fields.mode}`;
    case 'rf-configuration':
      return describeRfItem(command.fields);
    case 'in-list-passive-target':
      return 'Look for a card';
    case 'in-data-exchange':
      return `To the card: ${described(command.fields.data)}${command.fields.more ? ', more to come' : ''}`;
    case 'in-communicate-thru':
      return `Into the air: ${command.fields.data.length} bytes`;
    case 'in-deselect':
      return 'Deselect the card';
    case 'in-auto-poll':
      return `Look for cards of ${command.fields.types.length} kinds`;
    case 'in-release':
      return 'Release the card';
    case 'in-select':
      return 'Select the card';
    case 'unknown':
      return `Command ${toHex(Uint8Array.of(command.fields.code))}, ${command.fields.parameters.length} bytes`;
    default:
      return command satisfies never;
  }
}

function describeRfItem(item: RfItem): string {
  if (item.item === 'field') return `Field ${item.on ? 'on' : 'off'}`;
  if (item.item === 'other') return `Radio setting ${item.number}`;
  return item.passiveActivation === 0xff ? 'Look without end' : `Look ${item.passiveActivation + 1} times`;
}

function describeAnswer(answer: Pn532Answer): string {
  switch (answer.kind) {
    case 'diagnose':
      return answer.fields.result[0] === 0 ? 'Yes' : `No: ${describeError(answer.fields.result[0] ?? 0)}`;
    case 'get-firmware-version':
      return `PN5${toHex(Uint8Array.of(answer.fields.ic))}, firmware ${answer.fields.version}.${answer.fields.revision}`;
    case 'get-general-status':
      return answer.fields.targets.length === 0 ? 'No card' : `${answer.fields.targets.length} cards`;
    case 'read-register':
      return `${answer.fields.values.length} values`;
    case 'set-serial-baud-rate':
    case 'sam-configuration':
    case 'rf-configuration':
    case 'write-register':
    case 'set-parameters':
      return 'Done';
    case 'in-list-passive-target': {
      const [card] = answer.fields.targets;
      if (!card) return 'No card';
      return card.ats.length > 0 ? 'A card of ISO 14443-4' : 'A card that takes no APDUs';
    }
    case 'in-auto-poll':
      return answer.fields.targets.length === 0 ? 'No card' : `${answer.fields.targets.length} cards`;
    case 'in-communicate-thru':
    case 'in-data-exchange':
      return describeExchange(answer.fields.status, answer.fields.data);
    case 'power-down':
    case 'in-deselect':
    case 'in-release':
    case 'in-select':
      return answer.fields.status.error === 0 ? 'Done' : `Not done: ${describeError(answer.fields.status.error)}`;
    case 'unknown':
      return `Answer ${toHex(Uint8Array.of(answer.fields.code))}, ${answer.fields.parameters.length} bytes`;
    default:
      return answer satisfies never;
  }
}

function describeExchange(status: Status, data: Uint8Array): string {
  if (status.error !== 0) return `The card failed: ${describeError(status.error)}`;
  return `From the card: ${described(data)}${status.more ? ', more to come' : ''}`;
}

/** Lengths only: what a document says is somebody's. */
const described = (data: Uint8Array): string => (data.length === 0 ? 'the rest, please' : `${data.length} bytes`);
