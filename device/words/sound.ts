import type { KeypadKey, KeypadStatus } from '../../drivers/keypad/contract.ts';

/** Highest volume; 0 is silent. */
export const MAX_VOLUME = 10;
export const FIRST_VOLUME = 5;

/**
 * Sound of the visit, for speech: `volume` is 0 to `MAX_VOLUME`. `speaker`: no headphones are in the jack of the keypad, or the keypad has
 * not told.
 */
export interface SoundSettings {
  readonly volume: number;
  readonly to: 'headphones' | 'speaker';
}

/** Press of a key of the keypad, on its way to the page. `step`: id of the screen that was shown. */
export interface KeypadKeyMessage {
  readonly key: KeypadKey;
  readonly step: string;
}

/** `null`: not a volume key. */
export function volumeStepOf(key: KeypadKey): 1 | -1 | null {
  if (key === 'volume-up') return 1;
  return key === 'volume-down' ? -1 : null;
}

export const volumeAfter = (volume: number, by: 1 | -1): number => Math.min(MAX_VOLUME, Math.max(0, volume + by));

/** `null`: no keypad is connected, so no key changes the volume. */
export const soundSettingsOf = (keypad: KeypadStatus | null, volume: number): SoundSettings | null =>
  keypad?.device === 'online' ? { volume, to: keypad.headphones === 'in' ? 'headphones' : 'speaker' } : null;
