import type { KeypadKey, KeypadStatus } from '../../drivers/keypad/contract.ts';

/** Highest volume; 0 is silent. */
export const MAX_VOLUME = 10;
export const FIRST_VOLUME = 5;

/** Volumes of the sheet *Help*, softest first. The keys of a keypad also set the volumes between. */
export const VOLUME_OF_LEVEL = { off: 0, quiet: 2, usual: FIRST_VOLUME, loud: 8 } as const;
export type VolumeLevel = keyof typeof VOLUME_OF_LEVEL;
export const VOLUME_LEVELS = Object.keys(VOLUME_OF_LEVEL) as readonly VolumeLevel[];

/** The level that is nearest to a volume. Only 0 is *off*. */
export function volumeLevelOf(volume: number): VolumeLevel {
  if (volume === 0) return 'off';
  if (volume < 4) return 'quiet';
  return volume < 7 ? 'usual' : 'loud';
}

/** `speaker`: no headphones are in the jack of the keypad, or the keypad has not told. */
export interface SoundSettings {
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
export const soundSettingsOf = (keypad: KeypadStatus | null): SoundSettings | null =>
  keypad?.device === 'online' ? { to: keypad.headphones === 'in' ? 'headphones' : 'speaker' } : null;
