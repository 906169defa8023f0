import { hexDigits } from '../../bytes.ts';
import type { Traffic } from '../../link/link.ts';
import type { WireDecoder, WireLogLine } from '../../link/wire-line.ts';
import { type Pn532FrameMeaning, readPn532Frame } from './decode.ts';
import {
  ACK_FRAME,
  createPn532Framer,
  ERROR_FRAME,
  encodeFrame,
  NACK_FRAME,
  type Pn532Frame,
  WHY_WAKE_UP,
} from './framer.ts';
import type { RfItem, StatusByte } from './layouts.ts';
import type { Pn532Answer, Pn532Command } from './messages.ts';
import { describeCardError } from './troubles.ts';

/** Describes both directions of a PN532 wire. Each line has the bytes of its frame. */
export function createPn532Decoder(): WireDecoder {
  const framers = { in: createPn532Framer(), out: createPn532Framer() };
  return ({ direction, bytes }) =>
    framers[direction].feed(bytes).map((piece): WireLogLine => {
      if (piece.kind === 'frame') return lineOf(direction, piece.body);
      const isNoise = piece.why !== WHY_WAKE_UP;
      const meaning = isNoise ? `discarded: ${piece.why}` : 'Wake up';
      return { direction, bytes: piece.bytes, meaning, discarded: isNoise };
    });
}

function lineOf(direction: Traffic['direction'], unit: Pn532Frame): WireLogLine {
  const read = readPn532Frame(unit);
  return { direction, bytes: bytesOf(unit), meaning: meaningOf(read), discarded: read.is === 'malformed' };
}

function bytesOf(unit: Pn532Frame): Uint8Array {
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

function meaningOf(read: Pn532FrameMeaning): string {
  switch (read.is) {
    case 'link':
      return LINK[read.unit];
    case 'malformed':
      return `discarded: ${read.why}`;
    case 'command':
      return wordsOf(COMMANDS, read.message);
    case 'answer':
      return wordsOf(ANSWERS, read.message);
    default:
      return read satisfies never;
  }
}

type Words<M extends Pn532Command | Pn532Answer> = {
  readonly [K in M['kind']]: (fields: Extract<M, { kind: K }>['fields']) => string;
};

const wordsOf = <M extends Pn532Command | Pn532Answer>(words: Words<M>, { kind, fields }: M): string =>
  (words[kind as M['kind']] as (its: typeof fields) => string)(fields);

const PRESENCE_TEST = 6;

const COMMANDS: Words<Pn532Command> = {
  diagnose: ({ test }) => (test === PRESENCE_TEST ? 'Is the card still there?' : `Self-test ${test}`),
  'get-firmware-version': () => 'Which firmware?',
  'get-general-status': () => 'How is it going?',
  'read-register': ({ addresses }) => `Read ${addresses.length} registers`,
  'write-register': ({ writes }) => `Write ${writes.length} registers`,
  'set-parameters': ({ flags }) => `Parameters ${hexDigits(flags, 2)}`,
  'power-down': () => 'Go to sleep',
  'set-serial-baud-rate': ({ baudRate }) => `Go to ${baudRate} baud`,
  'sam-configuration': ({ mode }) => `Security module: ${mode}`,
  'rf-configuration': describeRfItem,
  'in-list-passive-target': () => 'Look for a card',
  'in-data-exchange': ({ data, more }) => `To the card: ${described(data)}${more ? ', more to come' : ''}`,
  'in-communicate-thru': ({ data }) => `Into the air: ${data.length} bytes`,
  'in-deselect': () => 'Deselect the card',
  'in-auto-poll': ({ types }) => `Look for cards of ${types.length} kinds`,
  'in-release': () => 'Release the card',
  'in-select': () => 'Select the card',
  unknown: ({ code, parameters }) => `Command ${hexDigits(code, 2)}, ${parameters.length} bytes`,
};

function describeRfItem(item: RfItem): string {
  if (item.item === 'field') return `Field ${item.on ? 'on' : 'off'}`;
  if (item.item === 'other') return `Radio setting ${item.number}`;
  return item.passiveActivation === 0xff ? 'Look without end' : `Look ${item.passiveActivation + 1} times`;
}

const done = (): string => 'Done';
const cards = ({ targets }: { readonly targets: readonly unknown[] }): string =>
  targets.length === 0 ? 'No card' : `${targets.length} cards`;
const doneOrNot = ({ status: { error } }: { readonly status: StatusByte }): string =>
  error === 0 ? 'Done' : `Not done: ${describeCardError(error)}`;

const ANSWERS: Words<Pn532Answer> = {
  diagnose: ({ result: [error] }) => (error === 0 ? 'Yes' : `No: ${describeCardError(error ?? 0)}`),
  'get-firmware-version': ({ ic, version, revision }) => `PN5${hexDigits(ic, 2)}, firmware ${version}.${revision}`,
  'get-general-status': cards,
  'read-register': ({ values }) => `${values.length} values`,
  'set-serial-baud-rate': done,
  'sam-configuration': done,
  'rf-configuration': done,
  'write-register': done,
  'set-parameters': done,
  'in-list-passive-target'({ targets: [card] }) {
    if (!card) return 'No card';
    return card.ats.length > 0 ? 'A card of ISO 14443-4' : 'A card that takes no APDUs';
  },
  'in-auto-poll': cards,
  'in-communicate-thru': describeExchange,
  'in-data-exchange': describeExchange,
  'power-down': doneOrNot,
  'in-deselect': doneOrNot,
  'in-release': doneOrNot,
  'in-select': doneOrNot,
  unknown: ({ code, parameters }) => `Answer ${hexDigits(code, 2)}, ${parameters.length} bytes`,
};

function describeExchange({ status, data }: { readonly status: StatusByte; readonly data: Uint8Array }): string {
  if (status.error !== 0) return `The card failed: ${describeCardError(status.error)}`;
  return `From the card: ${described(data)}${status.more ? ', more to come' : ''}`;
}

/** Lengths only: content is personal. */
const described = (data: Uint8Array): string => (data.length === 0 ? 'the rest, please' : `${data.length} bytes`);
