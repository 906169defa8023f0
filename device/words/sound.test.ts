import { describe, expect, it } from 'vitest';
import {
  FIRST_VOLUME,
  MAX_VOLUME,
  soundSettingsOf,
  VOLUME_LEVELS,
  VOLUME_OF_LEVEL,
  volumeAfter,
  volumeLevelOf,
  volumeStepOf,
} from './sound.ts';

describe('the sound of a visit', () => {
  it('when the volume is at an end, then a key in that direction changes nothing', () => {
    expect([volumeAfter(FIRST_VOLUME, 1), volumeAfter(FIRST_VOLUME, -1)]).toEqual([6, 4]);
    expect([volumeAfter(MAX_VOLUME, 1), volumeAfter(MAX_VOLUME - 1, 1)]).toEqual([MAX_VOLUME, MAX_VOLUME]);
    expect([volumeAfter(0, -1), volumeAfter(1, -1)]).toEqual([0, 0]);
  });

  it('when a key is pressed, then only the volume keys change the volume', () => {
    expect([volumeStepOf('volume-up'), volumeStepOf('volume-down'), volumeStepOf('up')]).toEqual([1, -1, null]);
  });

  it('when a volume is set by key, then the sheet shows the nearest level, and *off* only for silence', () => {
    const levels = Array.from({ length: MAX_VOLUME + 1 }, (_, volume) => volumeLevelOf(volume));
    expect(levels.join(' ')).toBe('off quiet quiet quiet usual usual usual loud loud loud loud');
    expect(VOLUME_LEVELS.map((level) => volumeLevelOf(VOLUME_OF_LEVEL[level]))).toEqual(VOLUME_LEVELS);
  });

  it('when headphones are in the jack, then the sound goes there; without a keypad no key changes it', () => {
    const keypad = { device: 'online', headphones: 'in', trouble: null } as const;
    expect(soundSettingsOf(keypad)).toEqual({ to: 'headphones' });
    expect(soundSettingsOf({ ...keypad, headphones: 'unknown' })).toEqual({ to: 'speaker' });
    expect([soundSettingsOf({ ...keypad, device: 'noDevice' }), soundSettingsOf(null)]).toEqual([null, null]);
  });
});
