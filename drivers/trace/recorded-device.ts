import { z } from 'zod';
import { MRZ_SETTINGS } from '../id-reader/mrz/settings.ts';
import { TERMINAL_PROTOCOL_NAMES, type TerminalSpeech, terminalProtocol } from '../kinds/terminal-protocols.ts';
import type { Named } from '../payment-terminal/protocol.ts';

const model = { model: z.string() };
const baudRate = z.int().optional();
const isSo = z.exactOptional(z.literal(true));

/** What a driver has to be told to speak as it did, besides its name. Words and values as in a cabinet's profile. */
const SHAPES = {
  mrz: MRZ_SETTINGS,
  /** `remembers`: it was given a memory; what was in it is the answer to `memory` in the entries. */
  escpos: { ...model, baudRate, remembers: isSo },
  ccnet: {},
  pn532: {},
  /** APDUs alone, as PC/SC carries them. */
  emrtd: {},
  /** A chunk is a report, and the driver of such a device writes none. */
  'hid-pos': model,
  'hid-keys': model,
  /** No bytes: what happened to a line, in words (`lines/describe.ts`). */
  lines: {},
} as const;

const TERMINAL = {
  /** How long it may be silent inside an exchange, where that is not the driver's own limit, in ms. */
  messageMs: z.int().optional(),
  /** It was given `saleInDoubt` and `saleMayGoBack`; what they said is in the entries. */
  asksBooks: isSo,
};

type Shapes = typeof SHAPES;
type Recorded = { readonly [D in keyof Shapes]: Named<D, Shapes[D]> };

export type RecordedTerminal = TerminalSpeech & Readonly<z.output<z.ZodObject<typeof TERMINAL>>>;

/** A device of a trace, as the header says what it was. */
export type RecordedDevice = Recorded[keyof Shapes] | RecordedTerminal;

/** These wires can be read and not replayed: a chip draws its session keys anew each time, others write nothing to compare. */
export type ReadDevice = Recorded['pn532' | 'emrtd' | 'hid-pos' | 'hid-keys' | 'lines'];

const { mrz, escpos, ...others } = SHAPES;
const terminals = Object.fromEntries(
  TERMINAL_PROTOCOL_NAMES.map((name) => [name, { ...terminalProtocol(name).speech, ...TERMINAL }]),
);
const ALL: Readonly<Record<string, z.ZodRawShape>> = { mrz, escpos, ...terminals, ...others };
const DRIVERS = Object.keys(ALL);

const each = Object.entries(ALL).map(([driver, shape]) => z.object({ driver: z.literal(driver), ...shape }));

export const recordedDevice = z.discriminatedUnion('driver', each as [(typeof each)[0], ...typeof each], {
  error: ({ code }) => (code === 'invalid_union' ? `expected one of ${DRIVERS.join(', ')}` : 'expected what it is'),
}) as z.ZodType<RecordedDevice>;
