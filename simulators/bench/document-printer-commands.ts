import * as z from 'zod/mini';
import { commandSchemaWith, plainCommandSchema } from './bench-device.ts';
import { DOCUMENT_FAULT_LABELS } from './document-printer-labels.ts';
import { membersOf } from './labels.ts';

const DEVICE = 'documentPrinter';
/** As in `document-printer/mechanism.ts`, which is loaded only with such a printer. */
const MOST_SHEETS = 250;

export const documentPrinterCommands = z.union([
  commandSchemaWith(DEVICE, 'plugged', { plugged: z.boolean() }),
  commandSchemaWith(DEVICE, 'paper', { sheets: z.int().check(z.minimum(0), z.maximum(MOST_SHEETS)) }),
  commandSchemaWith(DEVICE, 'toner', { percent: z.int().check(z.minimum(0), z.maximum(100)) }),
  commandSchemaWith(DEVICE, 'cover', { open: z.boolean() }),
  commandSchemaWith(DEVICE, 'hold', { on: z.boolean() }),
  plainCommandSchema(DEVICE, 'clear-jam'),
  plainCommandSchema(DEVICE, 'empty-output'),
  plainCommandSchema(DEVICE, 'power-cycle'),
  commandSchemaWith(DEVICE, 'arm', { fault: z.enum(membersOf(DOCUMENT_FAULT_LABELS)), on: z.boolean() }),
]);

export type DocumentPrinterCommand = z.infer<typeof documentPrinterCommands>;
