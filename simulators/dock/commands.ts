import * as z from 'zod/mini';
import { CHIP_TROUBLE_DOCUMENTS, SIMULATED_DOCUMENTS } from '../id-reader/documents.ts';
import { DEVICES } from './devices.ts';
import {
  BACK_OFFICE_TROUBLE_LABELS,
  INSERTION_LABELS,
  membersOf,
  NOTE_LABELS,
  PAPER_LABELS,
  PRINTER_FAULT_LABELS,
  TERMINAL_FAULT_LABELS,
  TERMINAL_KEY_LABELS,
  VALIDATOR_FAULT_LABELS,
  WIRE_FAULT_LABELS,
} from './labels.ts';

/** Longest piece of paper that can be asked for, in mm: one roll. */
const MAX_PAPER_MM = 80_000;

const plain = <const D extends string, const K extends string>(device: D, what: K) =>
  z.strictObject({ device: z.literal(device), do: z.literal(what) });

/** Everything the dock can do to the simulators. Strict: an unknown key is a malformed command. */
const commandSchema = z.union([
  z.strictObject({
    device: z.literal('reader'),
    do: z.literal('insert'),
    document: z.enum([...SIMULATED_DOCUMENTS, ...CHIP_TROUBLE_DOCUMENTS].map(({ id }) => id)),
    how: z.enum(membersOf(INSERTION_LABELS)),
  }),
  plain('reader', 'remove'),

  plain('terminal', 'tap'),
  plain('terminal', 'insert'),
  /** The card, and its PIN as soon as the terminal asks for one. */
  plain('terminal', 'insert-with-pin'),
  plain('terminal', 'remove-card'),
  plain('terminal', 'decline'),
  z.strictObject({
    device: z.literal('terminal'),
    do: z.literal('key'),
    key: z.enum(membersOf(TERMINAL_KEY_LABELS)),
  }),
  z.strictObject({
    device: z.literal('terminal'),
    do: z.literal('arm'),
    fault: z.enum(membersOf(TERMINAL_FAULT_LABELS)),
    on: z.boolean(),
  }),

  z.strictObject({
    device: z.literal('printer'),
    do: z.literal('paper'),
    supply: z.enum(membersOf(PAPER_LABELS)),
  }),
  z.strictObject({
    device: z.literal('printer'),
    do: z.literal('paper-out-after'),
    mm: z.number().check(z.positive(), z.maximum(MAX_PAPER_MM)),
  }),
  z.strictObject({ device: z.literal('printer'), do: z.literal('cover'), open: z.boolean() }),
  z.strictObject({ device: z.literal('printer'), do: z.literal('cutter'), jammed: z.boolean() }),
  plain('printer', 'refill'),
  plain('printer', 'tear'),
  plain('printer', 'power-cycle'),
  z.strictObject({
    device: z.literal('printer'),
    do: z.literal('arm'),
    fault: z.enum(membersOf(PRINTER_FAULT_LABELS)),
    on: z.boolean(),
  }),

  z.strictObject({
    device: z.literal('validator'),
    do: z.literal('insert'),
    manat: z.enum(membersOf(NOTE_LABELS)),
  }),
  /** Takes the note that hangs out of the mouth. */
  plain('validator', 'take'),
  z.strictObject({ device: z.literal('validator'), do: z.literal('cassette'), inside: z.boolean() }),
  plain('validator', 'clear-jam'),
  z.strictObject({ device: z.literal('validator'), do: z.literal('power'), on: z.boolean() }),
  z.strictObject({
    device: z.literal('validator'),
    do: z.literal('arm'),
    fault: z.enum(membersOf(VALIDATOR_FAULT_LABELS)),
    on: z.boolean(),
  }),

  z.strictObject({ device: z.enum(DEVICES), do: z.literal('plug'), plugged: z.boolean() }),
  z.strictObject({
    device: z.enum(DEVICES),
    do: z.literal('wire-fault'),
    fault: z.enum(membersOf(WIRE_FAULT_LABELS)),
  }),

  z.strictObject({
    device: z.literal('back-office'),
    do: z.literal('trouble'),
    trouble: z.nullable(z.enum(membersOf(BACK_OFFICE_TROUBLE_LABELS))),
  }),
  /** Everything plugged in, filled, closed, empty of cards and free of faults. What was sold and registered stays. */
  plain('all', 'heal'),
]);

export type DockCommand = z.infer<typeof commandSchema>;

/** What came as JSON to a command, or `undefined` where it is anything else. Never throws. */
export function readCommand(json: unknown): DockCommand | undefined {
  const read = commandSchema.safeParse(json);
  return read.success ? read.data : undefined;
}

/** The same from the text of one socket message. */
export function parseCommand(text: string): DockCommand | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Not JSON is one more way of being malformed.
    return undefined;
  }
  return readCommand(json);
}
