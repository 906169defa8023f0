import { describe, expect, it } from 'vitest';
import { FIRST_VOLUME, MAX_VOLUME, soundSettingsOf, volumeAfter, volumeStepOf } from './sound.ts';

describe('the sound of a visit', () => {
  it('when the volume is at an end, then a key in that direction changes nothing', () => {
    expect([volumeAfter(FIRST_VOLUME, 1), volumeAfter(FIRST_VOLUME, -1)]).toEqual([6, 4]);
    expect([volumeAfter(MAX_VOLUME, 1), volumeAfter(MAX_VOLUME - 1, 1)]).toEqual([MAX_VOLUME, MAX_VOLUME]);
    expect([volumeAfter(0, -1), volumeAfter(1, -1)]).toEqual([0, 0]);
  });

  it('when a key is pressed, then only the volume keys change the volume', () => {
    expect([volumeStepOf('volume-up'), volumeStepOf('volume-down'), volumeStepOf('up')]).toEqual([1, -1, null]);
  });

  it('when headphones are in the jack, then the sound goes there; without a keypad no key changes it', () => {
    const keypad = { device: 'online', headphones: 'in', trouble: null } as const;
    expect(soundSettingsOf(keypad, 3)).toEqual({ volume: 3, to: 'headphones' });
    expect(soundSettingsOf({ ...keypad, headphones: 'unknown' }, 3)).toEqual({ volume: 3, to: 'speaker' });
    expect([soundSettingsOf({ ...keypad, device: 'noDevice' }, 3), soundSettingsOf(null, 3)]).toEqual([null, null]);
  });
});
