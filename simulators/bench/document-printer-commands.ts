import * as z from 'zod/mini';
import { plain, saying } from './bench-device.ts';
import { DOCUMENT_FAULT_LABELS } from './document-printer-labels.ts';
import { membersOf } from './labels.ts';

const DEVICE = 'documentPrinter';
/** Same number as in `document-printer/mechanism.ts`, which is loaded only with such a printer. */
const MOST_SHEETS = 250;

export const documentCommands = z.union([
  saying(DEVICE, 'plugged', { plugged: z.boolean() }),
  saying(DEVICE, 'paper', { sheets: z.int().check(z.minimum(0), z.maximum(MOST_SHEETS)) }),
  saying(DEVICE, 'toner', { percent: z.int().check(z.minimum(0), z.maximum(100)) }),
  saying(DEVICE, 'cover', { open: z.boolean() }),
  saying(DEVICE, 'hold', { on: z.boolean() }),
  plain(DEVICE, 'clear-jam'),
  plain(DEVICE, 'empty-output'),
  plain(DEVICE, 'power-cycle'),
  saying(DEVICE, 'arm', { fault: z.enum(membersOf(DOCUMENT_FAULT_LABELS)), on: z.boolean() }),
]);

export type DocumentCommand = z.infer<typeof documentCommands>;
