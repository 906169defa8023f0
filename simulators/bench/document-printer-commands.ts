import * as z from 'zod/mini';
import { commandWith, plainCommand } from './bench-device.ts';
import { DOCUMENT_FAULT_LABELS } from './document-printer-labels.ts';
import { membersOf } from './labels.ts';

const DEVICE = 'documentPrinter';
/** As in `document-printer/mechanism.ts`, which is loaded only with such a printer. */
const MOST_SHEETS = 250;

export const documentCommands = z.union([
  commandWith(DEVICE, 'plugged', { plugged: z.boolean() }),
  commandWith(DEVICE, 'paper', { sheets: z.int().check(z.minimum(0), z.maximum(MOST_SHEETS)) }),
  commandWith(DEVICE, 'toner', { percent: z.int().check(z.minimum(0), z.maximum(100)) }),
  commandWith(DEVICE, 'cover', { open: z.boolean() }),
  commandWith(DEVICE, 'hold', { on: z.boolean() }),
  plainCommand(DEVICE, 'clear-jam'),
  plainCommand(DEVICE, 'empty-output'),
  plainCommand(DEVICE, 'power-cycle'),
  commandWith(DEVICE, 'arm', { fault: z.enum(membersOf(DOCUMENT_FAULT_LABELS)), on: z.boolean() }),
]);

export type DocumentCommand = z.infer<typeof documentCommands>;
