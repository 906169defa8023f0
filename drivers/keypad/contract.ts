import type { DeviceState, Unknowable } from '../device-status.ts';

/** Keys by purpose, not by print. */
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

/** Key by its purpose. */
export type KeypadKey = (typeof KEYPAD_KEYS)[number];

/** Event of a keypad or its jack. */
export type KeypadEvent =
  | { readonly type: 'key.pressed'; readonly key: KeypadKey }
  /** Each press is followed by a release, even after an unplug. */
  | { readonly type: 'key.released'; readonly key: KeypadKey }
  | { readonly type: 'headphones.plugged' }
  | { readonly type: 'headphones.unplugged' };

/** Key down longer than a person presses: jammed, counts as released. */
export interface KeypadTrouble {
  readonly code: 'KPD-102';
  readonly kind: 'stuck';
  readonly key: KeypadKey;
}

/** State of a keypad. */
export interface KeypadStatus {
  readonly device: DeviceState;
  /** `unknown` until the jack is used: keypads report only changes. */
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
