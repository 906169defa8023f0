/** Parameters of a packet both ways. `read` gives `undefined` where the bytes cannot be such a packet. */
export interface Layout<Fields> {
  write(fields: Fields): readonly number[];
  read(bytes: Uint8Array): Fields | undefined;
}

/** Rates: 0 is 106 kbit/s. `type` 0: MIFARE or ISO 14443. */
export interface TargetStatus {
  readonly target: number;
  readonly rateIn: number;
  readonly rateOut: number;
  readonly type: number;
}

/** A card of type A that was activated [§7.3.5]. */
export interface PassiveTarget {
  /** The chip's number for it: 1 or 2. */
  readonly target: number;
  /** ATQA, the more significant byte first. */
  readonly sensRes: number;
  /** SAK; bit 6 (20 hex) says ISO 14443-4. */
  readonly selRes: number;
  /** 4, 7 or 10 bytes. */
  readonly uid: Uint8Array;
  /** Answer to RATS with its length byte; empty where the card speaks no ISO 14443-4. */
  readonly ats: Uint8Array;
}

/** Status byte [§7.1]: an error code of six bits (0: none), and whether the card has more to say. */
export interface Status {
  readonly error: number;
  readonly more: boolean;
}

/** SEL_RES, bit 6: the card speaks ISO 14443-4, and the chip has sent RATS by itself. */
export const SPEAKS_ISO_14443_4 = 0x20;
/** Of InDataExchange's target byte and of a status byte alike. */
const MORE = 0x40;

/** Single bytes by their names, then all other bytes under the name of the rest, if it has one. */
export function bytes<const Name extends string, const Rest extends string = never>(
  names: readonly Name[],
  rest?: Rest,
): Layout<{ readonly [K in Name]: number } & { readonly [K in Rest]: Uint8Array }> {
  type Fields = { readonly [K in Name]: number } & { readonly [K in Rest]: Uint8Array };
  return {
    write: (fields) => [...names.map((name) => fields[name]), ...(rest === undefined ? [] : fields[rest])],
    read(packet) {
      if (packet.length < names.length || (rest === undefined && packet.length > names.length)) return undefined;
      const fields: [string, number | Uint8Array][] = names.map((name, index) => [name, packet[index] ?? 0]);
      if (rest !== undefined) fields.push([rest, packet.slice(names.length)]);
      return Object.fromEntries(fields) as Fields;
    },
  };
}

export const statusOnly: Layout<{ readonly status: Status }> = {
  write: ({ status }) => [statusByte(status)],
  read: ([byte, ...rest]) => (byte === undefined || rest.length > 0 ? undefined : { status: readStatus(byte) }),
};

/** A status byte and what came from the card. */
export const statusAndData: Layout<{ readonly status: Status; readonly data: Uint8Array }> = {
  write: ({ status, data }) => [statusByte(status), ...data],
  read: (bytes) => (bytes[0] === undefined ? undefined : { status: readStatus(bytes[0]), data: bytes.slice(1) }),
};

/** Every `size` bytes one after another; `undefined` when there are none, or a rest. */
function groups(bytes: Uint8Array, size: number): readonly Uint8Array[] | undefined {
  if (bytes.length === 0 || bytes.length % size !== 0) return undefined;
  return Array.from({ length: bytes.length / size }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

const wide = (high = 0, low = 0): number => high * 256 + low;

/** Of 16 bits. */
export const registerAddresses: Layout<{ readonly addresses: readonly number[] }> = {
  write: ({ addresses }) => addresses.flatMap((address) => [address >> 8, address & 0xff]),
  read(bytes) {
    const addresses = groups(bytes, 2)?.map(([high, low]) => wide(high, low));
    return addresses && { addresses };
  },
};

export interface RegisterWrite {
  readonly address: number;
  readonly value: number;
}

export const registerWrites: Layout<{ readonly writes: readonly RegisterWrite[] }> = {
  write: ({ writes }) => writes.flatMap(({ address, value }) => [address >> 8, address & 0xff, value]),
  read(bytes) {
    const writes = groups(bytes, 3)?.map(
      ([high, low, value = 0]): RegisterWrite => ({ address: wide(high, low), value }),
    );
    return writes && { writes };
  },
};

/** Bits of what ends it again; bit 4 is the serial line. */
export const powerDown: Layout<{ readonly wakeUpBy: number; readonly irq: boolean }> = {
  write: ({ wakeUpBy, irq }) => [wakeUpBy, ...(irq ? [1] : [])],
  read([wakeUpBy, irq = 0, ...rest]) {
    return wakeUpBy === undefined || rest.length > 0 ? undefined : { wakeUpBy, irq: irq !== 0 };
  },
};

/**
 * Error, field, number of cards, four bytes a card, security module. `error` of the last command about a card; `field`: somebody
 * else's is there; `sam`: of the security module, 0 without one.
 */
export const generalStatus: Layout<{
  readonly error: number;
  readonly field: boolean;
  readonly targets: readonly TargetStatus[];
  readonly sam: number;
}> = {
  write: ({ error, field, targets, sam }) => [
    error,
    field ? 1 : 0,
    targets.length,
    ...targets.flatMap(({ target: number, rateIn, rateOut, type }) => [number, rateIn, rateOut, type]),
    sam,
  ],
  read(bytes) {
    const [error, field, count] = bytes;
    const sam = bytes.at(-1);
    if (error === undefined || field === undefined || count === undefined || sam === undefined) return undefined;
    if (bytes.length !== 4 + 4 * count) return undefined;
    const cards = groups(bytes.subarray(3, -1), 4) ?? [];
    const targets = cards.map(
      ([number = 0, rateIn = 0, rateOut = 0, type = 0]): TargetStatus => ({ target: number, rateIn, rateOut, type }),
    );
    return { error, field: field !== 0, targets, sam };
  },
};

const POLL_STEP_MS = 150;

/** `polls` 255 is without end; each of the `types` has `periodMs` a poll. */
export const autoPoll: Layout<{
  readonly polls: number;
  readonly periodMs: number;
  readonly types: readonly number[];
}> = {
  write: ({ polls, periodMs, types }) => [polls, periodMs / POLL_STEP_MS, ...types],
  read([polls = 0, period = 0, ...types]) {
    const fits = polls > 0 && period > 0 && period <= 15 && types.length > 0 && types.length <= 15;
    return fits ? { polls, periodMs: period * POLL_STEP_MS, types } : undefined;
  },
};

export interface PolledTarget {
  readonly type: number;
  /** As that of a list for the same kind of card. */
  readonly data: Uint8Array;
}

/** Each card with its type and the length of its data. */
export const autoPolled: Layout<{ readonly targets: readonly PolledTarget[] }> = {
  write: ({ targets }) => [targets.length, ...targets.flatMap(({ type, data }) => [type, data.length, ...data])],
  read(bytes) {
    const targets: PolledTarget[] = [];
    let at = 1;
    while (targets.length < (bytes[0] ?? Number.POSITIVE_INFINITY)) {
      const [type, length] = bytes.subarray(at);
      if (type === undefined || length === undefined) return undefined;
      const data = bytes.slice(at + 2, at + 2 + length);
      if (data.length < length) return undefined;
      targets.push({ type, data });
      at += 2 + length;
    }
    return at === bytes.length ? { targets } : undefined;
  },
};

/** What a list says of a card [UM0701-02 §7.3.5]. */
export const writeTarget = (card: PassiveTarget): readonly number[] => [
  card.target,
  card.sensRes >> 8,
  card.sensRes & 0xff,
  card.selRes,
  card.uid.length,
  ...card.uid,
  ...card.ats,
];

/** Cards of type A only: nothing in the answer says what was asked for. */
function readTargets(bytes: Uint8Array): { readonly targets: readonly PassiveTarget[] } | undefined {
  const [count = Number.POSITIVE_INFINITY] = bytes;
  const targets: PassiveTarget[] = [];
  let at = 1;
  while (targets.length < count) {
    const [number, high, low, selRes, uidLength] = bytes.subarray(at);
    if (number === undefined || high === undefined || low === undefined) return undefined;
    if (selRes === undefined || uidLength === undefined) return undefined;
    const atsAt = at + 5 + uidLength;
    // The length byte of the ATS counts itself [ISO 14443-4 §5.2].
    const atsLength = (selRes & SPEAKS_ISO_14443_4) === 0 ? 0 : (bytes[atsAt] ?? 0);
    at = atsAt + atsLength;
    if (at > bytes.length) return undefined;
    const uid = bytes.slice(atsAt - uidLength, atsAt);
    targets.push({ target: number, sensRes: high * 256 + low, selRes, uid, ats: bytes.slice(atsAt, at) });
  }
  return at === bytes.length ? { targets } : undefined;
}

export const targetList: Layout<{ readonly targets: readonly PassiveTarget[] }> = {
  write: ({ targets }) => [targets.length, ...targets.flatMap(writeTarget)],
  read: readTargets,
};

const statusByte = ({ error, more }: Status): number => error | (more ? MORE : 0);
const readStatus = (byte: number): Status => ({ error: byte & 0x3f, more: (byte & MORE) !== 0 });

export type BaudRate = 9_600 | 19_200 | 38_400 | 57_600 | 115_200 | 230_400 | 460_800 | 921_600 | 1_288_000;
export type SamMode = 'normal' | 'virtual-card' | 'wired-card' | 'dual-card';

/** BR of SetSerialBaudRate, by value [§7.2.8]. */
const BAUD_RATES: readonly BaudRate[] = [9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600, 1_288_000];

export const serialRate: Layout<{ readonly baudRate: BaudRate }> = {
  write: ({ baudRate }) => [BAUD_RATES.indexOf(baudRate)],
  read([index, ...rest]) {
    const baudRate = index === undefined || rest.length > 0 ? undefined : BAUD_RATES[index];
    return baudRate === undefined ? undefined : { baudRate };
  },
};

/** Steps of SAMConfiguration's timeout. */
const SAM_STEP_MS = 50;
/** Mode of SAMConfiguration, from 1 [§7.2.10]. */
const SAM_MODES: readonly SamMode[] = ['normal', 'virtual-card', 'wired-card', 'dual-card'];

/** The timeout is about virtual cards only. */
export const samMode: Layout<{ readonly mode: SamMode; readonly timeoutMs: number; readonly irq: boolean }> = {
  write: ({ mode, timeoutMs, irq }) => [SAM_MODES.indexOf(mode) + 1, timeoutMs / SAM_STEP_MS, irq ? 1 : 0],
  // Timeout and IRQ may be left out; then they keep their values, which are these after a reset.
  read([number, timeout = 0, irq = 1, ...rest]) {
    const mode = number === undefined || rest.length > 0 ? undefined : SAM_MODES[number - 1];
    return mode === undefined ? undefined : { mode, timeoutMs: timeout * SAM_STEP_MS, irq: irq !== 0 };
  },
};

/** `more`: this is not the end of what the card is to get. */
export const dataExchange: Layout<{ readonly target: number; readonly more: boolean; readonly data: Uint8Array }> = {
  write: (fields) => [fields.target | (fields.more ? MORE : 0), ...fields.data],
  read(packet) {
    const [byte] = packet;
    return byte === undefined ? undefined : { target: byte & ~MORE, more: (byte & MORE) !== 0, data: packet.slice(1) };
  },
};

/** An item of RFConfiguration [§7.3.1]. */
export type RfItem =
  /** Item 1: the field by itself; `automatic` lets it wait for a quiet air. */
  | { readonly item: 'field'; readonly automatic: boolean; readonly on: boolean }
  /** Item 5: tries after the first; 255 is without end. */
  | {
      readonly item: 'max-retries';
      readonly attributeRequest: number;
      readonly parameterSelection: number;
      readonly passiveActivation: number;
    }
  | { readonly item: 'other'; readonly number: number; readonly data: Uint8Array };

const RF_ITEM_FIELD = 0x01;
const RF_ITEM_MAX_RETRIES = 0x05;

export const rfItem: Layout<RfItem> = { write: writeRfItem, read: readRfItem };

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
