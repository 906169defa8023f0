import type { MrzDialect } from '../id-reader/mrz/dialect.ts';
import type { ZvtCharset } from '../payment-terminal/zvt/charset.ts';
import { err, ok, type Result } from '../result.ts';

/**
 * A `.trace`: one JSON value a line. The first line is the header, every other one is something that happened, in the order in
 * which it happened. Times are milliseconds since the start of the recording on a clock that never goes back.
 */
export interface Trace {
  readonly header: TraceHeader;
  readonly entries: readonly TraceEntry[];
}

export interface TraceHeader {
  /** Version of the form. */
  readonly trace: 1;
  /** Time of day at 0 ms, ISO. */
  readonly startedAt: string;
  /**
   * Which end of the wires was recorded. `kiosk`: what was asked of the driver is in it, so the driver can be made to do it
   * again. `device`: bytes only.
   */
  readonly end: 'kiosk' | 'device';
  /** By the name that the entries use. */
  readonly devices: Readonly<Record<string, RecordedDevice>>;
}

/** What a driver has to be told to speak as it did. Words and values as in a cabinet's profile. */
export type RecordedDevice =
  | { readonly driver: 'mrz'; readonly dialect?: MrzDialect; readonly finAlphabet?: string }
  | {
      readonly driver: 'escpos';
      readonly model: string;
      readonly baudRate?: number;
      /** It was given a memory; what was in it is the answer to `memory` in the entries. */
      readonly remembers?: true;
    }
  | {
      readonly driver: 'zvt';
      readonly framing: 'serial' | 'tcp';
      /** Six digits. It is in the registration on the wire anyway. */
      readonly password?: string;
      readonly currency?: number;
      readonly charset?: ZvtCharset;
      /** T4 where it is not the driver's own, in ms. */
      readonly messageMs?: number;
      /** It was given `saleInDoubt` and `saleMayGoBack`; what they said is in the entries. */
      readonly asksBooks?: true;
    }
  | { readonly driver: 'ccnet' }
  | ReadDevice;

/** These wires can be read and not replayed. */
export type ReadDevice =
  /** A chip's session keys are drawn anew each time. */
  | { readonly driver: 'pn532' }
  /** APDUs alone, as PC/SC carries them. */
  | { readonly driver: 'emrtd' }
  /** A chunk is a report, and the driver of such a device writes none. */
  | { readonly driver: 'hid-pos'; readonly model: string }
  | { readonly driver: 'hid-keys'; readonly model: string }
  /** No bytes: what happened to a line, in words (`lines/describe.ts`). */
  | { readonly driver: 'lines' };

interface At {
  readonly at: number;
  readonly device: string;
}

/** One chunk as the link carried it; `in` is towards the kiosk. */
export type ChunkEntry = At & { readonly direction: 'in' | 'out'; readonly hex: string };
/** `refused`: an attempt to open it failed. */
export type LinkEntry = At & { readonly link: 'open' | 'refused' | 'down' | 'close'; readonly why?: string };
/** Stand in a trace for arguments that cannot be written down. */
export const SIGNAL = '$signal';
export const FUNCTION = '$function';

/** Something was asked of the driver. `id` counts up from 1. */
export type CallEntry = At & { readonly call: string; readonly id: number; readonly args: readonly unknown[] };
/** What became of a call: its signal was aborted, the function that is argument `of` answered, or it ended. */
export type CalledEntry = At & { readonly id: number } & (
    | { readonly aborted: true }
    | { readonly answered: unknown; readonly of: number }
    | { readonly settled: unknown }
  );

/** The driver asked its surroundings and had this answer at once. */
export type AskedEntry = At & { readonly asked: string; readonly answer: unknown };

export type TraceEntry = ChunkEntry | LinkEntry | CallEntry | CalledEntry | AskedEntry;

/** Line `line` (from 1) is not what a trace has there. */
export interface TraceTrouble {
  readonly code: 'LNK-121';
  readonly kind: 'not-a-trace';
  readonly line: number;
  readonly detail: string;
}

export const isChunk = (entry: TraceEntry): entry is ChunkEntry => 'hex' in entry;
export const isLink = (entry: TraceEntry): entry is LinkEntry => 'link' in entry;
export const isAsked = (entry: TraceEntry): entry is AskedEntry => 'asked' in entry;
export const isCall = (entry: TraceEntry): entry is CallEntry => 'call' in entry;

/** Its line, with its end. */
export const traceLine = (value: TraceHeader | TraceEntry): string => `${JSON.stringify(value)}\n`;

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** `hex` must be two digits a byte, which `parseTrace` saw to. */
export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/**
 * Reads a trace. A last line without its end is left out: the recording was cut short while it was written. Anything else that is
 * wrong is `LNK-121` with its line.
 */
export function parseTrace(text: string): Result<Trace, TraceTrouble> {
  const lines = text.split('\n');
  lines.pop();
  const header = parseLine(lines[0] ?? '');
  const wrong = headerTrouble(header);
  if (wrong !== null) return trouble(1, wrong);
  const { devices } = header as unknown as TraceHeader;
  const entries: TraceEntry[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const entry = parseLine(line);
    const why = entryTrouble(entry, devices, entries.at(-1)?.at ?? 0);
    if (why !== null) return trouble(index + 1, why);
    entries.push(entry as unknown as TraceEntry);
  }
  return ok({ header: header as unknown as TraceHeader, entries });
}

const trouble = (line: number, detail: string) =>
  err<TraceTrouble>({ code: 'LNK-121', kind: 'not-a-trace', line, detail });

type Json = Readonly<Record<string, unknown>>;

function parseLine(line: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    // Not JSON: said by whoever asked for the line.
    return undefined;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function headerTrouble(header: Json | undefined): string | null {
  if (header?.['trace'] !== 1) return 'expected the header {"trace":1,…}';
  const { startedAt, end, devices } = header;
  if (typeof startedAt !== 'string' || Number.isNaN(Date.parse(startedAt)))
    return 'startedAt: expected a date and time';
  if (end !== 'kiosk' && end !== 'device') return 'end: expected kiosk or device';
  if (!isObject(devices)) return 'devices: expected what each device is';
  for (const [name, device] of Object.entries(devices)) {
    const why = isObject(device) ? deviceTrouble(device) : 'expected what it is';
    if (why !== null) return `devices.${name}: ${why}`;
  }
  return null;
}

type Is = (value: unknown) => boolean;

const text: Is = (value) => typeof value === 'string';
const whole: Is = (value) => Number.isInteger(value);
const oneOf =
  (...words: readonly string[]): Is =>
  (value) =>
    words.includes(String(value));
const maybe =
  (is: Is): Is =>
  (value) =>
    value === undefined || is(value);

const DEVICE_SHAPES: Readonly<Record<RecordedDevice['driver'], Readonly<Record<string, Is>>>> = {
  mrz: { dialect: maybe((value) => isObject(value) && text(value['name'])), finAlphabet: maybe(text) },
  escpos: { model: text, baudRate: maybe(whole), remembers: maybe((value) => value === true) },
  zvt: {
    framing: oneOf('serial', 'tcp'),
    password: maybe((value) => text(value) && /^\d{6}$/.test(String(value))),
    currency: maybe(whole),
    charset: maybe(oneOf('cp437', 'latin1', 'utf8', 'zvt7')),
    messageMs: maybe(whole),
    asksBooks: maybe((value) => value === true),
  },
  ccnet: {},
  pn532: {},
  emrtd: {},
  'hid-pos': { model: text },
  'hid-keys': { model: text },
  lines: {},
};

function deviceTrouble(device: Json): string | null {
  const driver = String(device['driver']);
  if (!Object.hasOwn(DEVICE_SHAPES, driver)) return `driver: expected one of ${Object.keys(DEVICE_SHAPES).join(', ')}`;
  const shape = DEVICE_SHAPES[driver as RecordedDevice['driver']];
  const wrong = Object.entries(shape).find(([name, is]) => !is(device[name]));
  return wrong ? `${wrong[0]}: missing or wrong` : null;
}

function entryTrouble(entry: Json | undefined, devices: TraceHeader['devices'], before: number): string | null {
  if (!entry) return 'expected one JSON object';
  const { at, device } = entry;
  if (typeof at !== 'number' || !(at >= before)) return 'at: expected milliseconds, not before the line above';
  if (typeof device !== 'string' || !Object.hasOwn(devices, device)) return 'device: expected one of the header';
  if ('hex' in entry) return chunkTrouble(entry);
  if ('link' in entry)
    return LINK_WORDS.includes(String(entry['link'])) ? null : `link: expected ${LINK_WORDS.join(', ')}`;
  if ('asked' in entry) return text(entry['asked']) && 'answer' in entry ? null : 'expected asked and answer';
  if (!whole(entry['id'])) return 'expected a chunk (direction, hex), a link or a call (call, id, args)';
  if ('call' in entry) return text(entry['call']) && Array.isArray(entry['args']) ? null : 'expected call and args';
  return 'aborted' in entry || 'answered' in entry || 'settled' in entry ? null : 'expected what became of the call';
}

const LINK_WORDS: readonly string[] = ['open', 'refused', 'down', 'close'] satisfies LinkEntry['link'][];

function chunkTrouble({ direction, hex }: Json): string | null {
  if (direction !== 'in' && direction !== 'out') return 'direction: expected in or out';
  return /^([0-9a-f]{2})+$/i.test(String(hex)) ? null : 'hex: expected two digits a byte';
}
