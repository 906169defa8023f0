import { z } from 'zod';
import { MRZ_SETTINGS_WITHOUT_LINK } from '../id-reader/mrz/settings.ts';
import { TERMINAL_PROTOCOL_NAMES, type TerminalWireSettings, terminalProtocol } from '../kinds/terminal-protocols.ts';
import type { SettingsWithDriverName } from '../payment-terminal/protocol.ts';

const model = { model: z.string() };
const baudRate = z.int().optional();
const isSo = z.exactOptional(z.literal(true));

/** Settings that decide a driver's bytes, named as in profiles. */
const SHAPES = {
  mrz: MRZ_SETTINGS_WITHOUT_LINK,
  /** `remembers`: the driver had a memory; the answers to `memory` hold its content. */
  escpos: { ...model, baudRate, remembers: isSo },
  ccnet: {},
  pn532: {},
  /** APDUs alone, as in PC/SC. */
  emrtd: {},
  /** Each chunk is a report; the driver writes none. */
  'hid-pos': model,
  'hid-keys': model,
  /** Line events as text (`lines/describe.ts`). */
  lines: {},
} as const;

const TERMINAL = {
  /** Longest silence in an exchange, ms; absent: the driver's default. */
  messageMs: z.int().optional(),
  /** The driver could ask `saleInDoubt` and `saleMayGoBack`; entries hold the answers. */
  asksBooks: isSo,
};

type Shapes = typeof SHAPES;
type Recorded = { readonly [D in keyof Shapes]: SettingsWithDriverName<D, Shapes[D]> };

export type RecordedTerminal = TerminalWireSettings & Readonly<z.output<z.ZodObject<typeof TERMINAL>>>;

/** As in the header of a trace. */
export type RecordedDeviceSettings = Recorded[keyof Shapes] | RecordedTerminal;

/** Not replayed: new session keys, or nothing written to compare. */
export type DecodableDevice = Recorded['pn532' | 'emrtd' | 'hid-pos' | 'hid-keys' | 'lines'];

const { mrz, escpos, ...others } = SHAPES;
const terminals = Object.fromEntries(
  TERMINAL_PROTOCOL_NAMES.map((name) => [name, { ...terminalProtocol(name).speech, ...TERMINAL }]),
);
const ALL: Readonly<Record<string, z.ZodRawShape>> = { mrz, escpos, ...terminals, ...others };
const DRIVERS = Object.keys(ALL);

const each = Object.entries(ALL).map(([driver, shape]) => z.object({ driver: z.literal(driver), ...shape }));

export const RECORDED_DEVICE_SCHEMA = z.discriminatedUnion('driver', each as [(typeof each)[0], ...typeof each], {
  error: ({ code }) => (code === 'invalid_union' ? `expected one of ${DRIVERS.join(', ')}` : 'expected what it is'),
}) as z.ZodType<RecordedDeviceSettings>;
