import type {
  AnswerFields,
  CommandFields,
  Nothing,
  PassiveTarget,
  RegisterWrite,
  Status,
  TargetStatus,
} from './messages.ts';

/** Parameters of a packet both ways. `read` gives `undefined` where the bytes cannot be such a packet. */
export interface Layout<Fields> {
  write(fields: Fields): readonly number[];
  read(bytes: Uint8Array): Fields | undefined;
}

/** SEL_RES, bit 6: the card speaks ISO 14443-4, and the chip has sent RATS by itself. */
export const SPEAKS_ISO_14443_4 = 0x20;
/** Of InDataExchange's target byte and of a status byte alike. */
export const MORE = 0x40;
export const empty: Layout<Nothing> = {
  write: () => [],
  read: (bytes) => (bytes.length === 0 ? {} : undefined),
};

export const target: Layout<{ readonly target: number }> = {
  write: (fields) => [fields.target],
  read: ([number, ...rest]) => (number === undefined || rest.length > 0 ? undefined : { target: number }),
};

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

export const registerAddresses: Layout<CommandFields['read-register']> = {
  write: ({ addresses }) => addresses.flatMap((address) => [address >> 8, address & 0xff]),
  read(bytes) {
    const addresses = groups(bytes, 2)?.map(([high, low]) => wide(high, low));
    return addresses && { addresses };
  },
};

export const registerWrites: Layout<CommandFields['write-register']> = {
  write: ({ writes }) => writes.flatMap(({ address, value }) => [address >> 8, address & 0xff, value]),
  read(bytes) {
    const writes = groups(bytes, 3)?.map(
      ([high, low, value = 0]): RegisterWrite => ({ address: wide(high, low), value }),
    );
    return writes && { writes };
  },
};

export const powerDown: Layout<CommandFields['power-down']> = {
  write: ({ wakeUpBy, irq }) => [wakeUpBy, ...(irq ? [1] : [])],
  read([wakeUpBy, irq = 0, ...rest]) {
    return wakeUpBy === undefined || rest.length > 0 ? undefined : { wakeUpBy, irq: irq !== 0 };
  },
};

/** Error, field, number of cards, four bytes a card, security module. */
export const generalStatus: Layout<AnswerFields['get-general-status']> = {
  write: ({ error, field, targets, sam }) => [
    ...[error, field ? 1 : 0, targets.length],
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

export const autoPoll: Layout<CommandFields['in-auto-poll']> = {
  write: ({ polls, periodMs, types }) => [polls, periodMs / POLL_STEP_MS, ...types],
  read([polls = 0, period = 0, ...types]) {
    const fits = polls > 0 && period > 0 && period <= 15 && types.length > 0 && types.length <= 15;
    return fits ? { polls, periodMs: period * POLL_STEP_MS, types } : undefined;
  },
};

/** Each card with its type and the length of its data. */
export const autoPolled: Layout<AnswerFields['in-auto-poll']> = {
  write: ({ targets }) => [targets.length, ...targets.flatMap(({ type, data }) => [type, data.length, ...data])],
  read(bytes) {
    const targets: AnswerFields['in-auto-poll']['targets'][number][] = [];
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
export function readTargets(bytes: Uint8Array): AnswerFields['in-list-passive-target'] | undefined {
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

const statusByte = ({ error, more }: Status): number => error | (more ? MORE : 0);
const readStatus = (byte: number): Status => ({ error: byte & 0x3f, more: (byte & MORE) !== 0 });
