import * as z from 'zod/mini';
import { KEYPAD_KEYS } from '../../drivers/keypad/contract.ts';
import { commandWith } from './bench-device.ts';
import { KEYPAD_FAULT_LABELS } from './keypad-labels.ts';
import { membersOf } from './labels.ts';

const DEVICE = 'keypad';

export const keypadCommands = z.union([
  commandWith(DEVICE, 'plugged', { plugged: z.boolean() }),
  commandWith(DEVICE, 'tap', { key: z.enum(KEYPAD_KEYS) }),
  commandWith(DEVICE, 'headphones', { in: z.boolean() }),
  commandWith(DEVICE, 'arm', { fault: z.enum(membersOf(KEYPAD_FAULT_LABELS)), on: z.boolean() }),
]);

export type KeypadCommand = z.infer<typeof keypadCommands>;
