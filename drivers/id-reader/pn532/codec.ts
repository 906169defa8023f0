import { err, ok, type Result } from '../../result.ts';
import {
  autoPoll,
  autoPolled,
  empty,
  generalStatus,
  type Layout,
  MORE,
  powerDown,
  readTargets,
  registerAddresses,
  registerWrites,
  statusAndData,
  statusOnly,
  target,
  writeTarget,
} from './layouts.ts';
import type {
  AnswerFields,
  BaudRate,
  CommandFields,
  CommandKind,
  Pn532Answer,
  Pn532Command,
  RfItem,
  SamMode,
} from './messages.ts';

interface Message<K extends CommandKind> {
  /** Of the command; its answer has the next one. */
  readonly code: number;
  readonly command: Layout<CommandFields[K]>;
  readonly answer: Layout<AnswerFields[K]>;
}

/** DataOut and DataIn of one InDataExchange [§7.3.8]. */
export const MAX_PIECE_BYTES = 262;
/** Steps of SAMConfiguration's timeout. */
const SAM_STEP_MS = 50;

/** BR of SetSerialBaudRate, by value [§7.2.8]. */
const BAUD_RATES: readonly BaudRate[] = [9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600, 1_288_000];
/** Mode of SAMConfiguration, from 1 [§7.2.10]. */
const SAM_MODES: readonly SamMode[] = ['normal', 'virtual-card', 'wired-card', 'dual-card'];

const RF_ITEM_FIELD = 0x01;
const RF_ITEM_MAX_RETRIES = 0x05;

/** Every packet this codec knows [UM0701-02 §7]. */
const MESSAGES: { readonly [K in CommandKind]: Message<K> } = {
  diagnose: {
    code: 0x00,
    command: {
      write: ({ test, parameters }) => [test, ...parameters],
      read: (bytes) => (bytes[0] === undefined ? undefined : { test: bytes[0], parameters: bytes.slice(1) }),
    },
    answer: { write: ({ result }) => [...result], read: (bytes) => ({ result: bytes.slice() }) },
  },
  'get-firmware-version': {
    code: 0x02,
    command: empty,
    answer: {
      write: ({ ic, version, revision, support }) => [ic, version, revision, support],
      read([ic, version, revision, support, ...rest]) {
        if (ic === undefined || version === undefined || revision === undefined || support === undefined) return;
        return rest.length > 0 ? undefined : { ic, version, revision, support };
      },
    },
  },
  'get-general-status': { code: 0x04, command: empty, answer: generalStatus },
  'read-register': {
    code: 0x06,
    command: registerAddresses,
    answer: { write: ({ values }) => [...values], read: (bytes) => ({ values: bytes.slice() }) },
  },
  'write-register': { code: 0x08, command: registerWrites, answer: empty },
  'set-parameters': {
    code: 0x12,
    command: {
      write: ({ flags }) => [flags],
      read: ([flags, ...rest]) => (flags === undefined || rest.length > 0 ? undefined : { flags }),
    },
    answer: empty,
  },
  'power-down': { code: 0x16, command: powerDown, answer: statusOnly },
  'set-serial-baud-rate': {
    code: 0x10,
    command: {
      write: ({ baudRate }) => [BAUD_RATES.indexOf(baudRate)],
      read([index, ...rest]) {
        const baudRate = index === undefined || rest.length > 0 ? undefined : BAUD_RATES[index];
        return baudRate === undefined ? undefined : { baudRate };
      },
    },
    answer: empty,
  },
  'sam-configuration': {
    code: 0x14,
    command: {
      write: ({ mode, timeoutMs, irq }) => [SAM_MODES.indexOf(mode) + 1, timeoutMs / SAM_STEP_MS, irq ? 1 : 0],
      // Timeout and IRQ may be left out; then they keep their values, which are these after a reset.
      read([number, timeout = 0, irq = 1, ...rest]) {
        const mode = number === undefined || rest.length > 0 ? undefined : SAM_MODES[number - 1];
        return mode === undefined ? undefined : { mode, timeoutMs: timeout * SAM_STEP_MS, irq: irq !== 0 };
      },
    },
    answer: empty,
  },
  'rf-configuration': { code: 0x32, command: { write: writeRfItem, read: readRfItem }, answer: empty },
  'in-data-exchange': {
    code: 0x40,
    command: {
      write: (fields) => [fields.target | (fields.more ? MORE : 0), ...fields.data],
      read(bytes) {
        const [byte] = bytes;
        if (byte === undefined) return undefined;
        return { target: byte & ~MORE, more: (byte & MORE) !== 0, data: bytes.slice(1) };
      },
    },
    answer: statusAndData,
  },
  'in-list-passive-target': {
    code: 0x4a,
    command: {
      write: ({ maxTargets, modulation, initiatorData }) => [maxTargets, modulation, ...initiatorData],
      read(bytes) {
        const [maxTargets, modulation] = bytes;
        if (maxTargets === undefined || modulation === undefined) return undefined;
        return { maxTargets, modulation, initiatorData: bytes.slice(2) };
      },
    },
    answer: {
      write: ({ targets }) => [targets.length, ...targets.flatMap(writeTarget)],
      read: readTargets,
    },
  },
  'in-communicate-thru': {
    code: 0x42,
    command: { write: ({ data }) => [...data], read: (bytes) => ({ data: bytes.slice() }) },
    answer: statusAndData,
  },
  'in-deselect': { code: 0x44, command: target, answer: statusOnly },
  'in-auto-poll': { code: 0x60, command: autoPoll, answer: autoPolled },
  'in-release': { code: 0x52, command: target, answer: statusOnly },
  'in-select': { code: 0x54, command: target, answer: statusOnly },
};

function writeRfItem(fields: RfItem): readonly number[] {
  switch (fields.item) {
    case 'field':
      return [RF_ITEM_FIELD, (fields.automatic ? 2 : 0) | (fields.on ? 1 : 0)];
    case 'max-retries':
      return [RF_ITEM_MAX_RETRIES, fields.attributeRequest, fields.parameterSelection, fields.passiveActivation];
    case 'other':
      return [fields.number, ...fields.data];
    default:
      return fields satisfies never;
  }
}

function readRfItem(bytes: Uint8Array): RfItem | undefined {
  const [number, first, second, third] = bytes;
  if (number === undefined) return undefined;
  if (number === RF_ITEM_FIELD && first !== undefined && first < 4 && bytes.length === 2) {
    return { item: 'field', automatic: (first & 2) !== 0, on: (first & 1) !== 0 };
  }
  if (number === RF_ITEM_MAX_RETRIES && bytes.length === 4) {
    const [attributeRequest = 0, parameterSelection = 0, passiveActivation = 0] = [first, second, third];
    return { item: 'max-retries', attributeRequest, parameterSelection, passiveActivation };
  }
  return { item: 'other', number, data: bytes.slice(1) };
}

const KINDS = Object.keys(MESSAGES) as CommandKind[];

/** The packet (code and parameters) of a command; a frame goes around it (`encodeFrame`). */
export function encodeCommand({ kind, fields }: Pn532Command): Uint8Array {
  if (kind === 'unknown') return Uint8Array.of(fields.code, ...fields.parameters);
  return Uint8Array.of(MESSAGES[kind].code, ...(MESSAGES[kind].command as Layout<typeof fields>).write(fields));
}

/** The packet of an answer. */
export function encodeAnswer({ kind, fields }: Pn532Answer): Uint8Array {
  if (kind === 'unknown') return Uint8Array.of(fields.code, ...fields.parameters);
  return Uint8Array.of(MESSAGES[kind].code + 1, ...(MESSAGES[kind].answer as Layout<typeof fields>).write(fields));
}

/** Reads the packet of a command. The error says which command it could not be. */
export function decodeCommand(packet: Uint8Array): Result<Pn532Command, string> {
  return decode(packet, 'command', 0);
}

/** Reads the packet of an answer. */
export function decodeAnswer(packet: Uint8Array): Result<Pn532Answer, string> {
  return decode(packet, 'answer', 1);
}

function decode<M extends Pn532Command | Pn532Answer>(
  packet: Uint8Array,
  side: 'command' | 'answer',
  above: 0 | 1,
): Result<M, string> {
  const [code] = packet;
  if (code === undefined) return err('an empty packet');
  const parameters = packet.slice(1);
  const kind = KINDS.find((candidate) => MESSAGES[candidate].code + above === code);
  if (kind === undefined) return ok({ kind: 'unknown', fields: { code, parameters } } as M);
  const fields = MESSAGES[kind][side].read(parameters);
  return fields === undefined ? err(`no ${kind} ${side} is like this`) : ok({ kind, fields } as M);
}
