import type { DeviceState, Unknowable } from '../device-status.ts';

/** Keys by what they are for, not by what is printed on them. */
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

/** A key by what it means. */
export type KeypadKey = (typeof KEYPAD_KEYS)[number];

/** What happens at a keypad and its jack. */
export type KeypadEvent =
  | { readonly type: 'key.pressed'; readonly key: KeypadKey }
  /** Every press is followed by its release, also when the keypad goes away in between. */
  | { readonly type: 'key.released'; readonly key: KeypadKey }
  | { readonly type: 'headphones.plugged' }
  | { readonly type: 'headphones.unplugged' };

/** The key has been down for longer than anybody presses one: it is jammed, and counts as released. */
export interface KeypadTrouble {
  readonly code: 'KPD-102';
  readonly kind: 'stuck';
  readonly key: KeypadKey;
}

/** How a keypad stands. */
export interface KeypadStatus {
  readonly device: DeviceState;
  /** `unknown` until the jack was used: a keypad tells of it only when it changes. */
  readonly headphones: Unknowable<'in' | 'out'>;
  readonly trouble: KeypadTrouble | null;
}

/** What the machine sees of an accessible keypad with a headphone jack. */
export interface Keypad {
  status(): KeypadStatus;
  /** Only changes are reported. */
  onStatus(listener: (status: KeypadStatus) => void): () => void;
  onEvent(listener: (event: KeypadEvent) => void): () => void;
  close(): Promise<void>;
}
