import { fromHex, toHex } from '../../bytes.ts';
import { bitSetField, byte, fixedTextField, hexField, type PacketLayout, packet } from '../../layout.ts';
import { err, ok, type Result } from '../../result.ts';
import { type BillTable, billTableLayout } from './bill-table.ts';
import {
  ENABLE_BILL_TYPES,
  PLAIN_COMMANDS,
  PLAIN_STATES,
  SET_BARCODE_PARAMETERS,
  SET_SECURITY,
  SHORT_ANSWERS,
  STATES_WITH_DATA,
} from './tables.ts';

export type PlainCommand = keyof typeof PLAIN_COMMANDS;

/** Command of the kiosk. Kinds of note: 0 to 23, ascending. */
export type Command =
  | { readonly kind: PlainCommand }
  | { readonly kind: 'set-security'; readonly types: readonly number[] }
  /** If `types` is empty, the unit accepts no note. `escrow`: kinds that the unit holds in escrow. */
  | { readonly kind: 'enable'; readonly types: readonly number[]; readonly escrow: readonly number[] }
  | { readonly kind: 'set-barcode'; readonly format: number; readonly characters: number }
  /** `hex`: bytes of code and data. */
  | { readonly kind: 'unknown'; readonly hex: string };

export type PlainState = keyof typeof PLAIN_STATES;

/** Answer to POLL. */
export type UnitState =
  | { readonly state: PlainState }
  /** Tenths of a second until the unit may be polled. */
  | { readonly state: 'busy'; readonly tenths: number }
  | { readonly state: 'rejecting'; readonly reason: number }
  | { readonly state: 'failure'; readonly part: number }
  | { readonly state: 'escrow' | 'returned'; readonly type: number }
  /** `cassette`: only recyclers, which have several, name it. */
  | { readonly state: 'stacked'; readonly type: number; readonly cassette?: number }
  /** Not in the manual, such as a recycler's: says nothing about a note on its way in. */
  | { readonly state: 'unknown'; readonly code: number };

export interface Identification {
  readonly partNumber: string;
  readonly serialNumber: string;
  /** Seven bytes, hex. */
  readonly asset: string;
}

/** Answer of the unit. Its bytes do not name the command, which decoding needs. */
export type Answer =
  | { readonly kind: 'ack' | 'nak' | 'illegal' }
  | { readonly kind: 'state'; readonly unit: UnitState }
  | { readonly kind: 'bill-table'; readonly table: BillTable }
  | { readonly kind: 'identification'; readonly identification: Identification }
  | { readonly kind: 'status'; readonly enabled: readonly number[]; readonly highSecurity: readonly number[] }
  /** CRC of the unit's program, in hex. */
  | { readonly kind: 'crc32'; readonly crc: string }
  | { readonly kind: 'data'; readonly hex: string };

const COMMAND_NAMES = new Map<number, PlainCommand>(
  Object.entries(PLAIN_COMMANDS).map(([kind, code]) => [code, kind as PlainCommand]),
);
const STATE_NAMES = new Map<number, PlainState>(
  Object.entries(PLAIN_STATES).map(([state, code]) => [code, state as PlainState]),
);

const types = bitSetField(24);

const COMMANDS_WITH = {
  'set-security': { code: SET_SECURITY, data: packet({ types }) },
  enable: { code: ENABLE_BILL_TYPES, data: packet({ types, escrow: types }) },
  'set-barcode': { code: SET_BARCODE_PARAMETERS, data: packet({ format: byte, characters: byte }) },
} as const;

/** Sizes of answers: MAN_CCNET rev. 2.4.3, section 5. */
const STATUS = packet({ enabled: types, highSecurity: types });
const IDENTIFICATION: PacketLayout<Identification> = packet({
  partNumber: fixedTextField(15),
  serialNumber: fixedTextField(12),
  asset: hexField(7),
});
const CRC32 = packet({ crc: hexField(4) });

/** Returns the data of a command's frame. */
export function encodeCommand(command: Command): Uint8Array {
  if (command.kind === 'unknown') return fromHex(command.hex);
  if (!(command.kind in COMMANDS_WITH)) return Uint8Array.of(PLAIN_COMMANDS[command.kind as PlainCommand]);
  const { code, data } = COMMANDS_WITH[command.kind as keyof typeof COMMANDS_WITH];
  return Uint8Array.of(code, ...(data as PacketLayout<Command>).write(command));
}

/** Decodes the data of a command's frame. Never fails: other commands are `unknown`. */
export function parseCcnetCommand(data: Uint8Array): Command {
  const [code = 0] = data;
  const plain = COMMAND_NAMES.get(code);
  if (plain && data.length === 1) return { kind: plain };
  const found = Object.entries(COMMANDS_WITH).find(([, its]) => its.code === code);
  const fields = found?.[1].data.read(data.subarray(1));
  return found && fields ? ({ kind: found[0], ...fields } as Command) : { kind: 'unknown', hex: toHex(data) };
}

export function encodeState(unit: UnitState): Uint8Array {
  if (unit.state === 'unknown') return Uint8Array.of(unit.code);
  if (unit.state === 'stacked' && unit.cassette !== undefined)
    return Uint8Array.of(STATES_WITH_DATA.stacked[0], unit.type, unit.cassette);
  if (!(unit.state in STATES_WITH_DATA)) return Uint8Array.of(PLAIN_STATES[unit.state as PlainState]);
  const [code, field] = STATES_WITH_DATA[unit.state as keyof typeof STATES_WITH_DATA];
  return Uint8Array.of(code, (unit as unknown as Readonly<Record<string, number>>)[field] ?? 0);
}

const [FIRST_STATE, LAST_STATE] = [0x10, 0x2f];

/**
 * Decodes the state in an answer to POLL. `null`: the data is no such answer. The manual's codes of normal work, and extra states of
 * recyclers, are from 0x10 to 0x2F. Other codes of this range are unknown states.
 */
export function decodeState(data: Uint8Array): UnitState | null {
  const [code = 0, more = 0, cassette = 0] = data;
  const plain = STATE_NAMES.get(code);
  if (plain) return data.length === 1 ? { state: plain } : null;
  if (code === STATES_WITH_DATA.stacked[0] && data.length === 3) return { state: 'stacked', type: more, cassette };
  const found = Object.entries(STATES_WITH_DATA).find(([, [its]]) => its === code);
  if (found) return data.length === 2 ? ({ state: found[0], [found[1][1]]: more } as unknown as UnitState) : null;
  return data.length <= 2 && code >= FIRST_STATE && code <= LAST_STATE ? { state: 'unknown', code } : null;
}

/** Returns the data of an answer's frame. */
export function encodeAnswer(answer: Answer): Uint8Array {
  switch (answer.kind) {
    case 'ack':
    case 'nak':
    case 'illegal':
      return Uint8Array.of(SHORT_ANSWERS[answer.kind]);
    case 'state':
      return encodeState(answer.unit);
    case 'bill-table':
      return Uint8Array.from(billTableLayout.write(answer.table));
    case 'identification':
      return Uint8Array.from(IDENTIFICATION.write(answer.identification));
    case 'status':
      return Uint8Array.from(STATUS.write(answer));
    case 'crc32':
      return Uint8Array.from(CRC32.write(answer));
    case 'data':
      return fromHex(answer.hex);
    default:
      return answer satisfies never;
  }
}

const SHORT_NAMES = new Map<number, keyof typeof SHORT_ANSWERS>(
  Object.entries(SHORT_ANSWERS).map(([kind, code]) => [code, kind as keyof typeof SHORT_ANSWERS]),
);

/** Decodes an answer to the command `to`. An error means that the dialogue is out of step, and says why. */
export function parseCcnetAnswer(to: Command['kind'], data: Uint8Array): Result<Answer, string> {
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
      const table = billTableLayout.read(data);
      return table ? { kind: 'bill-table', table } : null;
    }
    case 'identification': {
      const identification = IDENTIFICATION.read(data);
      return identification ? { kind: 'identification', identification } : null;
    }
    case 'status': {
      const enabled = STATUS.read(data);
      return enabled ? { kind: 'status', ...enabled } : null;
    }
    case 'crc32': {
      const crc = CRC32.read(data);
      return crc ? { kind: 'crc32', ...crc } : null;
    }
    case 'barcode-data':
    case 'statistics':
    case 'unknown':
      return { kind: 'data', hex: toHex(data) };
    default:
      return null;
  }
}
