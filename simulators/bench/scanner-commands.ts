import * as z from 'zod/mini';
import { commandSchemaWith } from './bench-device.ts';
import { membersOf } from './labels.ts';
import { SCANNER_FAULT_LABELS } from './scanner-labels.ts';

const DEVICE = 'scanner';
/** Longest text of a code, in UTF-16 units: more than a scanner can send. */
const LONGEST_CODE = 8_192;

export const scannerCommands = z.union([
  commandSchemaWith(DEVICE, 'plugged', { plugged: z.boolean() }),
  commandSchemaWith(DEVICE, 'scan', { code: z.string().check(z.minLength(1), z.maxLength(LONGEST_CODE)) }),
  commandSchemaWith(DEVICE, 'mode', { mode: z.enum(['pos', 'keyboard']) }),
  commandSchemaWith(DEVICE, 'arm', { fault: z.enum(membersOf(SCANNER_FAULT_LABELS)), on: z.boolean() }),
]);

export type ScannerCommand = z.infer<typeof scannerCommands>;
