import type { DeviceState, Unknowable } from '../device-status.ts';

/** Keys by their purpose, not by what is printed on them. */
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
  /** Follows every press, even if the keypad goes away in between. */
  | { readonly type: 'key.released'; readonly key: KeypadKey }
  | { readonly type: 'headphones.plugged' }
  | { readonly type: 'headphones.unplugged' };

/** Down longer than a person presses a key: jammed, counts as released. */
export interface KeypadTrouble {
  readonly code: 'KPD-102';
  readonly kind: 'stuck';
  readonly key: KeypadKey;
}

/** State of a keypad. */
export interface KeypadStatus {
  readonly device: DeviceState;
  /** `unknown` until the jack is used: a keypad reports only changes. */
  readonly headphones: Unknowable<'in' | 'out'>;
  readonly trouble: KeypadTrouble | null;
}

/** An accessible keypad with a headphone jack. */
export interface Keypad {
  status(): KeypadStatus;
  /** Called on changes only. */
  onStatus(listener: (status: KeypadStatus) => void): () => void;
  onEvent(listener: (event: KeypadEvent) => void): () => void;
  close(): Promise<void>;
}
