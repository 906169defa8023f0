import * as z from 'zod/mini';
import { CABLED_KINDS } from '../../drivers/device-kinds.ts';
import { plainCommandSchema } from '../bench/bench-device.ts';
import { type BenchDeviceCommand, DEVICES } from '../bench/devices.ts';
import { type DocumentPrinterCommand, documentPrinterCommands } from '../bench/document-printer-commands.ts';
import { type KeypadCommand, keypadCommands } from '../bench/keypad-commands.ts';
import { BACK_OFFICE_TROUBLE_LABELS, membersOf, WIRE_FAULT_LABELS } from '../bench/labels.ts';
import { type LinesCommand, linesCommands } from '../bench/lines-commands.ts';
import { type ScannerCommand, scannerCommands } from '../bench/scanner-commands.ts';

const MAX_ID = 64;

const cableCommands = z.union([
  z.strictObject({ device: z.enum(CABLED_KINDS), do: z.literal('plug'), plugged: z.boolean() }),
  z.strictObject({
    device: z.enum(CABLED_KINDS),
    do: z.literal('wire-fault'),
    fault: z.enum(membersOf(WIRE_FAULT_LABELS)),
  }),
]);

const officeCommands = z.strictObject({
  device: z.literal('back-office'),
  do: z.literal('trouble'),
  trouble: z.nullable(z.enum(membersOf(BACK_OFFICE_TROUBLE_LABELS))),
});

const phoneCommands = z.strictObject({
  device: z.literal('phone'),
  do: z.literal('dismiss'),
  message: z.string().check(z.minLength(1), z.maxLength(MAX_ID)),
});

/** `heal` plugs in, fills, closes and repairs everything; sales and applications stay. */
const benchCommands = plainCommandSchema('all', 'heal');

const commandSchema: z.ZodMiniType<DockCommand> = z.union([
  ...CABLED_KINDS.map((name): z.ZodMiniType<BenchDeviceCommand> => DEVICES[name].commands),
  documentPrinterCommands,
  scannerCommands,
  keypadCommands,
  linesCommands,
  cableCommands,
  officeCommands,
  phoneCommands,
  benchCommands,
]);

export type DockCommand =
  | BenchDeviceCommand
  | DocumentPrinterCommand
  | ScannerCommand
  | KeypadCommand
  | LinesCommand
  | z.infer<typeof cableCommands>
  | z.infer<typeof officeCommands>
  | z.infer<typeof phoneCommands>
  | z.infer<typeof benchCommands>;

/** Reads a command from JSON; `undefined` for anything else. Never throws. */
export function validateDockCommand(json: unknown): DockCommand | undefined {
  const read = commandSchema.safeParse(json);
  return read.success ? read.data : undefined;
}

export function parseCommand(text: string): DockCommand | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  return validateDockCommand(json);
}
