import { deviceTitles } from '../../drivers/device-kinds.ts';
import type { BackOfficeTroubleName } from '../back-office/trouble.ts';

/* For buttons of several devices. A fault without a label does not compile. */

export type WireFaultName = 'noise' | 'drop' | 'flip' | 'unplug-after-12';

export const DEVICE_LABELS = deviceTitles('en');

export const WIRE_FAULT_LABELS: Readonly<Record<WireFaultName, string>> = {
  noise: 'Noise now',
  drop: 'Drop next write',
  flip: 'Flip a bit',
  'unplug-after-12': 'Unplug after 12 bytes',
};

export const BACK_OFFICE_TROUBLE_LABELS: Readonly<Record<BackOfficeTroubleName, string>> = {
  down: 'Down',
  'error-500': 'Error 500',
  slow: 'Slow',
  'lost-answer': 'Lose answers',
  delayed: 'Answer late',
  swapped: 'Swap answers',
  'in-progress': 'Never ready',
  'paid-elsewhere': 'Dues paid elsewhere',
  'refuse-lodging': 'Refuse lodging',
  'refuse-registration': 'Refuse registration',
  'refuse-second-due': 'Refuse second due',
};

/** The members of a union, in the order of its table. */
export function membersOf<K extends string>(table: Readonly<Record<K, string>>): readonly K[] {
  return Object.keys(table) as K[];
}
