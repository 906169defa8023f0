import {
  type ByteCursor,
  byte,
  checkedField,
  countPrefixedField,
  fieldWithDefault,
  flag,
  lengthPrefixedField,
  mappedField,
  omittableField,
  oneOf,
  oneOrMore,
  type PacketField,
  type PacketLayout,
  packet,
  packetOfField,
  restField,
  stepCountField,
  structField,
  uint,
} from '../../layout.ts';

/** Rate 0 is 106 kbit/s. `type` 0: MIFARE or ISO 14443. */
export interface TargetStatus {
  readonly target: number;
  readonly rateIn: number;
  readonly rateOut: number;
  readonly type: number;
}

const targetStatus: PacketField<TargetStatus> = structField({ target: byte, rateIn: byte, rateOut: byte, type: byte });

/** Activated card of type A [§7.3.5]. */
export interface PassiveTarget {
  readonly target: number;
  /** ATQA, high byte first. */
  readonly sensRes: number;
  /** SAK; bit 6 (20 hex): ISO 14443-4. */
  readonly selRes: number;
  /** 4, 7 or 10 bytes. */
  readonly uid: Uint8Array;
  /** RATS answer with length byte. Empty: no ISO 14443-4. */
  readonly ats: Uint8Array;
}

/** Status byte [§7.1]: six error bits (0: none), and whether more data follow. */
export interface StatusByte {
  readonly error: number;
  readonly more: boolean;
}

/** SEL_RES, bit 6: ISO 14443-4; the chip has sent RATS. */
export const SPEAKS_ISO_14443_4 = 0x20;
/** In InDataExchange's target and in status bytes. */
const MORE = 0x40;

const status: PacketField<StatusByte> = mappedField(
  byte,
  ({ error, more }: StatusByte) => error | (more ? MORE : 0),
  (read) => ({ error: read & 0x3f, more: (read & MORE) !== 0 }),
);

export const statusOnly = packet({ status });

export const statusAndData = packet({ status, data: restField });

/** 16-bit addresses. */
export const registerAddresses = packet({ addresses: oneOrMore(uint(2)) });

export interface RegisterWrite {
  readonly address: number;
  readonly value: number;
}

const registerWrite: PacketField<RegisterWrite> = structField({ address: uint(2), value: byte });

export const registerWrites = packet({ writes: oneOrMore(registerWrite) });

/** Bit 4: wake-up by serial line. */
export const powerDown = packet({ wakeUpBy: byte, irq: omittableField(flag, false) });

/** `error`: of the last card command. `field`: of another reader. `sam`: 0 without a security module. */
export const generalStatus = packet({ error: byte, field: flag, targets: countPrefixedField(targetStatus), sam: byte });

const POLL_STEP_MS = 150;
const MOST_POLL_STEPS = 15;
const MOST_POLL_TYPES = 15;

/** `polls` 255: without end; `periodMs` for each type. */
export const autoPoll = packet({
  polls: checkedField(byte, (polls) => polls > 0),
  periodMs: checkedField(stepCountField(POLL_STEP_MS), (ms) => ms > 0 && ms <= MOST_POLL_STEPS * POLL_STEP_MS),
  types: checkedField(oneOrMore(byte), (types) => types.length <= MOST_POLL_TYPES),
});

export interface PolledTarget {
  readonly type: number;
  /** Data as in a list of this kind of card. */
  readonly data: Uint8Array;
}

const polledTarget: PacketField<PolledTarget> = structField({ type: byte, data: lengthPrefixedField });

export const autoPollAnswer = packet({ targets: countPrefixedField(polledTarget) });

const targetWithoutAts = structField({ target: byte, sensRes: uint(2), selRes: byte, uid: lengthPrefixedField });

/** Writes a card as in a list [UM0701-02 §7.3.5]. */
export const writeTarget = (card: PassiveTarget): readonly number[] => [...targetWithoutAts.write(card), ...card.ats];

function readTarget(from: ByteCursor): PassiveTarget | undefined {
  const card = targetWithoutAts.read(from);
  if (card === undefined) return undefined;
  if ((card.selRes & SPEAKS_ISO_14443_4) === 0 || from.left === 0) return { ...card, ats: new Uint8Array() };
  // The ATS length counts itself [ISO 14443-4 §5.2].
  const ats = from.take(from.next);
  return ats && { ...card, ats };
}

/** Type A only: the answer does not tell the type. */
export const targetList = packet({ targets: countPrefixedField({ write: writeTarget, read: readTarget }) });

export type BaudRate = 9_600 | 19_200 | 38_400 | 57_600 | 115_200 | 230_400 | 460_800 | 921_600 | 1_288_000;
export type SamMode = 'normal' | 'virtual-card' | 'wired-card' | 'dual-card';

/** BR of SetSerialBaudRate, by value [§7.2.8]. */
const BAUD_RATES: readonly BaudRate[] = [9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600, 1_288_000];

export const serialRate = packet({ baudRate: oneOf(BAUD_RATES) });

/** Unit of SAMConfiguration's timeout. */
const SAM_STEP_MS = 50;
/** Modes from 1 [§7.2.10]. */
const SAM_MODES: readonly SamMode[] = ['normal', 'virtual-card', 'wired-card', 'dual-card'];

/** Timeout: virtual cards only. Absent: the chip keeps its values; read as 0 ms and `true`. */
export const samMode = packet({
  mode: oneOf(SAM_MODES, 1),
  timeoutMs: fieldWithDefault(stepCountField(SAM_STEP_MS), 0),
  irq: fieldWithDefault(flag, true),
});

export interface DataExchange {
  readonly target: number;
  readonly more: boolean;
  readonly data: Uint8Array;
}

export const dataExchange: PacketLayout<DataExchange> = packetOfField(
  mappedField(
    structField({ first: byte, data: restField }),
    ({ target, more, data }: DataExchange) => ({ first: target | (more ? MORE : 0), data }),
    ({ first, data }) => ({ target: first & ~MORE, more: (first & MORE) !== 0, data }),
  ),
);

/** Item of RFConfiguration [§7.3.1]. */
export type RfItem =
  /** Item 1. `automatic`: waits for quiet air. */
  | { readonly item: 'field'; readonly automatic: boolean; readonly on: boolean }
  /** Item 5. Further tries; 255: endless. */
  | {
      readonly item: 'max-retries';
      readonly attributeRequest: number;
      readonly parameterSelection: number;
      readonly passiveActivation: number;
    }
  | { readonly item: 'other'; readonly number: number; readonly data: Uint8Array };

const RF_ITEM_FIELD = 0x01;
const RF_ITEM_MAX_RETRIES = 0x05;

export const rfItem: PacketLayout<RfItem> = { write: writeRfItem, read: readRfItem };

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
