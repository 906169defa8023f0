import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { RECORDED_DEVICE_SCHEMA } from './recorded-device.ts';
import type { Trace, TraceEntry, TraceHeader } from './trace.ts';

/** `line`: first invalid line, from 1. */
export interface TraceTrouble {
  readonly code: 'LNK-121';
  readonly kind: 'not-a-trace';
  readonly line: number;
  readonly detail: string;
}

/** Parses a trace. Ignores a last line without a line end: the recording was cut while it wrote that line. Any other fault is `LNK-121`. */
export function parseTrace(text: string): Result<Trace, TraceTrouble> {
  const lines = text.split('\n');
  lines.pop();
  const header = readHeader(objectIn(lines[0] ?? ''));
  if (!header.ok) return trouble(1, header.error);
  const entries: TraceEntry[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const entry = readEntry(objectIn(line), header.value.devices, entries.at(-1)?.at ?? 0);
    if (!entry.ok) return trouble(index + 1, entry.error);
    entries.push(entry.value);
  }
  return ok({ header: header.value, entries });
}

const trouble = (line: number, detail: string) =>
  err<TraceTrouble>({ code: 'LNK-121', kind: 'not-a-trace', line, detail });

function objectIn(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const NO_HEADER = 'expected the header {"trace":1,…}';

export const HEADER_SCHEMA = z.object(
  {
    trace: z.literal(1, NO_HEADER),
    /** Time of day at 0 ms, ISO. */
    startedAt: z
      .string('startedAt: expected a date and time')
      .refine((text) => !Number.isNaN(Date.parse(text)), 'startedAt: expected a date and time'),
    /** `kiosk`: with driver calls, which a replay repeats. `device`: bytes only. */
    end: z.literal(['kiosk', 'device'], 'end: expected kiosk or device'),
    /** Drivers of the recorded devices, by the device name that entries use. */
    devices: z.record(z.string(), RECORDED_DEVICE_SCHEMA, 'devices: expected the driver of each device'),
  },
  NO_HEADER,
);

function readHeader(value: object | undefined): Result<TraceHeader, string> {
  const read = HEADER_SCHEMA.safeParse(value);
  if (read.success) return ok(read.data);
  const { path, message } = read.error.issues[0]!;
  const [, device, key] = path.map(String);
  if (device === undefined) return err(message);
  if (key === undefined) return err(`devices.${device}: ${message}`);
  return err(`devices.${device}: ${key}: ${key === 'driver' ? message : 'missing or wrong'}`);
}

const AT = 'at: expected milliseconds, not before the line above';
const DEVICE = 'device: expected one of the header';
const LINKS = ['open', 'refused', 'down', 'close'] as const;
const BECAME = 'expected the outcome of the call';

const when = { at: z.number(AT), device: z.string(DEVICE) };
/** Number of a call, rising from 1. */
const id = z.int('expected a chunk (direction, hex), a link or a call (call, id, args)');

/** If a line has several of these keys, the first in this table decides. */
export const ENTRY_SCHEMAS = {
  hex: z.object({
    ...when,
    direction: z.literal(['in', 'out'], 'direction: expected in or out'),
    hex: z.string('hex: expected two digits a byte').regex(/^([0-9a-f]{2})+$/i, 'hex: expected two digits a byte'),
  }),
  /** `refused`: the link failed to open. */
  link: z.object({
    ...when,
    link: z.literal(LINKS, `link: expected ${LINKS.join(', ')}`),
    why: z.exactOptional(z.string('why: expected a text')),
  }),
  /** Question of the driver to its caller, answered at once. */
  asked: z.object({ ...when, asked: z.string('expected asked and answer'), answer: z.unknown() }),
  call: z.object({
    ...when,
    id,
    call: z.string('expected call and args'),
    args: z.array(z.unknown(), 'expected call and args'),
  }),
  aborted: z.object({ ...when, id, aborted: z.literal(true, BECAME) }),
  /** Answer of the function that was argument `of` of the call. */
  answered: z.object({ ...when, id, answered: z.unknown(), of: z.int(BECAME) }),
  settled: z.object({ ...when, id, settled: z.unknown() }),
};

const KEYS = Object.keys(ENTRY_SCHEMAS) as (keyof typeof ENTRY_SCHEMAS)[];
const unfinished = z.object({ ...when, id, settled: z.never(BECAME) });

function readEntry(
  value: object | undefined,
  devices: TraceHeader['devices'],
  before: number,
): Result<TraceEntry, string> {
  if (!value) return err('expected one JSON object');
  const key = KEYS.find((each) => each in value);
  const read = (key ? ENTRY_SCHEMAS[key] : unfinished).safeParse(value);
  if (!read.success) return err(read.error.issues[0]!.message);
  const entry: TraceEntry = read.data;
  if (entry.at < before) return err(AT);
  if (!Object.hasOwn(devices, entry.device)) return err(DEVICE);
  return 'asked' in entry && !('answer' in value) ? err('expected asked and answer') : ok(entry);
}
