import * as z from 'zod/mini';
import { commandSchemaWith } from './bench-device.ts';

const DEVICE = 'lines';
const name = z.string().check(z.minLength(1), z.maxLength(64));

export const linesCommands = z.union([
  commandSchemaWith(DEVICE, 'move', { name, active: z.boolean() }),
  commandSchemaWith(DEVICE, 'lose', { name, lost: z.boolean() }),
]);

export type LinesCommand = z.infer<typeof linesCommands>;
