import { concat, fromHex, latin1Bytes, toHex } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { type BillTable, decodeBillTable, encodeBillTable } from './bill-table.ts';
import {
  ENABLE_BILL_TYPES,
  PLAIN_COMMANDS,
  PLAIN_STATES,
  SET_BARCODE_PARAMETERS,
  SET_SECURITY,
  SHORT_ANSWERS,
  STATES_WITH,
} from './tables.ts';

export type PlainCommand = keyof typeof PLAIN_COMMANDS;

/** What the kiosk says. Kinds of note are numbers 0 to 23, in order. */
export type Command =
  | { readonly kind: PlainCommand }
  | { readonly kind: 'set-security'; readonly types: readonly number[] }
  /** Without `types` the unit is disabled; `escrow`: of those, the ones it holds until it is told what to do. */
  | { readonly kind: 'enable'; readonly types: readonly number[]; readonly escrow: readonly number[] }
  | { readonly kind: 'set-barcode'; readonly format: number; readonly characters: number }
  /** `hex` of code and data. */
  | { readonly kind: 'unknown'; readonly hex: string };

export type PlainState = keyof typeof PLAIN_STATES;

/** What the unit answers to POLL. */
export type UnitState =
  | { readonly state: PlainState }
  /** Not to be polled for so many tenths of a second. */
  | { readonly state: 'busy'; readonly tenths: number }
  | { readonly state: 'rejecting'; readonly reason: number }
  | { readonly state: 'failure'; readonly part: number }
  | { readonly state: 'escrow' | 'returned'; readonly type: number }
  /** `cassette`: a recycler has several cassettes and names the one that got the note. */
  | { readonly state: 'stacked'; readonly type: number; readonly cassette?: number }
  /** A state that the validator manual does not have. A recycler has such states: they say nothing about a note on its way in. */
  | { readonly state: 'unknown'; readonly code: number };

export interface Identification {
  readonly partNumber: string;
  readonly serialNumber: string;
  /** Seven bytes in hex. */
  readonly asset: string;
}

/** The answer of the unit. Its bytes do not name the command, so a reader needs the command to decode them. */
export type Answer =
  | { readonly kind: 'ack' | 'nak' | 'illegal' }
  | { readonly kind: 'state'; readonly unit: UnitState }
  | { readonly kind: 'bill-table'; readonly table: BillTable }
  | { readonly kind: 'identification'; readonly identification: Identification }
  | { readonly kind: 'status'; readonly enabled: readonly number[]; readonly highSecurity: readonly number[] }
  /** Of its program, in hex. */
  | { readonly kind: 'crc32'; readonly crc: string }
  | { readonly kind: 'data'; readonly hex: string };

const COMMAND_NAMES = new Map<number, PlainCommand>(
  Object.entries(PLAIN_COMMANDS).map(([kind, code]) => [code, kind as PlainCommand]),
);
const STATE_NAMES = new Map<number, PlainState>(
  Object.entries(PLAIN_STATES).map(([state, code]) => [code, state as PlainState]),
);

/** Three bytes, kind 23 first: bit 0 of the last byte is kind 0. */
function encodeTypes(types: readonly number[]): readonly number[] {
  const mask = types.reduce((bits, type) => bits | (1 << type), 0);
  return [(mask >> 16) & 0xff, (mask >> 8) & 0xff, mask & 0xff];
}

function decodeTypes([high = 0, middle = 0, low = 0]: Uint8Array): readonly number[] {
  const mask = (high << 16) | (middle << 8) | low;
  return Array.from({ length: 24 }, (_, type) => type).filter((type) => (mask >> type) & 1);
}

/** The data of a command's frame. */
export function encodeCommand(command: Command): Uint8Array {
  switch (command.kind) {
    case 'set-security':
      return Uint8Array.of(SET_SECURITY, ...encodeTypes(command.types));
    case 'enable':
      return Uint8Array.of(ENABLE_BILL_TYPES, ...encodeTypes(command.types), ...encodeTypes(command.escrow));
    case 'set-barcode':
      return Uint8Array.of(SET_BARCODE_PARAMETERS, command.format, command.characters);
    case 'unknown':
      return fromHex(command.hex);
    default:
      return Uint8Array.of(PLAIN_COMMANDS[command.kind]);
  }
}

/** Never fails: what it does not know is `unknown`. */
export function decodeCommand(data: Uint8Array): Command {
  const [code = 0, format = 0, characters = 0] = data;
  const plain = COMMAND_NAMES.get(code);
  if (plain && data.length === 1) return { kind: plain };
  if (code === SET_SECURITY && data.length === 4) return { kind: 'set-security', types: decodeTypes(data.subarray(1)) };
  if (code === ENABLE_BILL_TYPES && data.length === 7)
    return { kind: 'enable', types: decodeTypes(data.subarray(1, 4)), escrow: decodeTypes(data.subarray(4)) };
  if (code === SET_BARCODE_PARAMETERS && data.length === 3) return { kind: 'set-barcode', format, characters };
  return { kind: 'unknown', hex: toHex(data) };
}

export function encodeState(unit: UnitState): Uint8Array {
  if (unit.state === 'unknown') return Uint8Array.of(unit.code);
  if (unit.state === 'stacked' && unit.cassette !== undefined)
    return Uint8Array.of(STATES_WITH.stacked[0], unit.type, unit.cassette);
  if (!(unit.state in STATES_WITH)) return Uint8Array.of(PLAIN_STATES[unit.state as PlainState]);
  const [code, field] = STATES_WITH[unit.state as keyof typeof STATES_WITH];
  return Uint8Array.of(code, (unit as unknown as Readonly<Record<string, number>>)[field] ?? 0);
}

/** Codes of normal work in the manual. The extra states of a recycler are in the same range. */
const [FIRST_STATE, LAST_STATE] = [0x10, 0x2f];

/** `null` for what is no answer to POLL. */
export function decodeState(data: Uint8Array): UnitState | null {
  const [code = 0, more = 0, cassette = 0] = data;
  const plain = STATE_NAMES.get(code);
  if (plain) return data.length === 1 ? { state: plain } : null;
  if (code === STATES_WITH.stacked[0] && data.length === 3) return { state: 'stacked', type: more, cassette };
  const found = Object.entries(STATES_WITH).find(([, [its]]) => its === code);
  if (found) return data.length === 2 ? ({ state: found[0], [found[1][1]]: more } as unknown as UnitState) : null;
  return data.length <= 2 && code >= FIRST_STATE && code <= LAST_STATE ? { state: 'unknown', code } : null;
}

/** Part number 15 letters, serial number 12, asset 7 bytes [MAN_CCNET rev. 2.4.3, section 5, IDENTIFICATION]. */
const PART_BYTES = 15;
const SERIAL_BYTES = 12;
const ASSET_BYTES = 7;

function encodeIdentification({ partNumber, serialNumber, asset }: Identification): Uint8Array {
  const text = partNumber.padEnd(PART_BYTES).slice(0, PART_BYTES) + serialNumber.padEnd(SERIAL_BYTES);
  return concat(latin1Bytes(text.slice(0, PART_BYTES + SERIAL_BYTES)), fromHex(asset));
}

function decodeIdentification(data: Uint8Array): Identification | null {
  if (data.length !== PART_BYTES + SERIAL_BYTES + ASSET_BYTES) return null;
  const text = (from: number, length: number) => printable(data.subarray(from, from + length));
  return {
    partNumber: text(0, PART_BYTES),
    serialNumber: text(PART_BYTES, SERIAL_BYTES),
    asset: toHex(data.subarray(PART_BYTES + SERIAL_BYTES)),
  };
}

const printable = (bytes: Uint8Array): string =>
  [...bytes]
    .map((byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ' '))
    .join('')
    .trim();

/** The data of an answer's frame. */
export function encodeAnswer(answer: Answer): Uint8Array {
  switch (answer.kind) {
    case 'ack':
    case 'nak':
    case 'illegal':
      return Uint8Array.of(SHORT_ANSWERS[answer.kind]);
    case 'state':
      return encodeState(answer.unit);
    case 'bill-table':
      return encodeBillTable(answer.table);
    case 'identification':
      return encodeIdentification(answer.identification);
    case 'status':
      return Uint8Array.from([...encodeTypes(answer.enabled), ...encodeTypes(answer.highSecurity)]);
    case 'crc32':
      return fromHex(answer.crc);
    case 'data':
      return fromHex(answer.hex);
    default:
      return answer satisfies never;
  }
}

const SHORT_NAMES = new Map<number, keyof typeof SHORT_ANSWERS>(
  Object.entries(SHORT_ANSWERS).map(([kind, code]) => [code, kind as keyof typeof SHORT_ANSWERS]),
);

/** An answer to a command of this kind. An error says why it is none: then the dialogue is out of step. */
export function decodeAnswer(to: Command['kind'], data: Uint8Array): Result<Answer, string> {
  const short = data.length === 1 ? SHORT_NAMES.get(data[0] ?? -1) : undefined;
  if (short) return ok({ kind: short });
  const read = decodeData(to, data);
  return read ? ok(read) : err(`no answer to ${to}: ${toHex(data.subarray(0, 8))}`);
}

function decodeData(to: Command['kind'], data: Uint8Array): Answer | null {
  switch (to) {
    case 'poll': {
      const unit = decodeState(data);
      return unit && { kind: 'state', unit };
    }
    case 'bill-table': {
      const table = decodeBillTable(data);
      return table && { kind: 'bill-table', table };
    }
    case 'identification': {
      const identification = decodeIdentification(data);
      return identification && { kind: 'identification', identification };
    }
    case 'status':
      if (data.length !== 6) return null;
      return { kind: 'status', enabled: decodeTypes(data), highSecurity: decodeTypes(data.subarray(3)) };
    case 'crc32':
      return data.length === 4 ? { kind: 'crc32', crc: toHex(data) } : null;
    case 'barcode-data':
    case 'statistics':
    case 'unknown':
      return { kind: 'data', hex: toHex(data) };
    default:
      return null;
  }
}
