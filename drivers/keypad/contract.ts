import type { DeviceState, Unknowable } from '../device-status.ts';

/** By purpose, not by print. */
export const KEYPAD_KEYS = [
  'up',
  'down',
  'left',
  'right',
  'select',
  'back',
  'next',
  'help',
  'volume-up',
  'volume-down',
] as const;

/** Key of a keypad. */
export type KeypadKey = (typeof KEYPAD_KEYS)[number];

/** Event of a keypad or its jack. */
export type KeypadEvent =
  | { readonly type: 'key.pressed'; readonly key: KeypadKey }
  /** Follows every press, even after an unplug. */
  | { readonly type: 'key.released'; readonly key: KeypadKey }
  | { readonly type: 'headphones.plugged' }
  | { readonly type: 'headphones.unplugged' };

/** Jammed: down longer than a person presses; counts as released. */
export interface KeypadTrouble {
  readonly code: 'KPD-102';
  readonly kind: 'stuck';
  readonly key: KeypadKey;
}

/** State of a keypad. */
export interface KeypadStatus {
  readonly device: DeviceState;
  /** `unknown` until the jack is used: only changes are reported. */
  readonly headphones: Unknowable<'in' | 'out'>;
  readonly trouble: KeypadTrouble | null;
}

/** Accessible keypad with headphone jack. */
export interface Keypad {
  status(): KeypadStatus;
  /** On changes only. */
  onStatus(listener: (status: KeypadStatus) => void): () => void;
  onEvent(listener: (event: KeypadEvent) => void): () => void;
  close(): Promise<void>;
}
