import type { KeypadKey } from '../../drivers/keypad/contract.ts';
import type { KeypadFault } from '../keypad/hid-keys.ts';

export const KEYPAD_FAULT_LABELS: Readonly<Record<KeypadFault, string>> = {
  stuck: 'Jam the next key',
  'lost-release': 'Lose the next release',
};

export const KEY_LABELS: Readonly<Record<KeypadKey, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  select: 'Select',
  back: 'Back',
  next: 'Next',
  help: 'Help',
  'volume-up': 'Louder',
  'volume-down': 'Quieter',
};
