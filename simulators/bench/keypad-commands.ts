import * as z from 'zod/mini';
import { KEYPAD_KEYS } from '../../drivers/keypad/contract.ts';
import { commandSchemaWith } from './bench-device.ts';
import { KEYPAD_FAULT_LABELS } from './keypad-labels.ts';
import { membersOf } from './labels.ts';

const DEVICE = 'keypad';

export const keypadCommands = z.union([
  commandSchemaWith(DEVICE, 'plugged', { plugged: z.boolean() }),
  commandSchemaWith(DEVICE, 'tap', { key: z.enum(KEYPAD_KEYS) }),
  commandSchemaWith(DEVICE, 'headphones', { in: z.boolean() }),
  commandSchemaWith(DEVICE, 'arm', { fault: z.enum(membersOf(KEYPAD_FAULT_LABELS)), on: z.boolean() }),
]);

export type KeypadCommand = z.infer<typeof keypadCommands>;
