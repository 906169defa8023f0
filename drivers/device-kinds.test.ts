import { expect, it } from 'vitest';
import { DEVICE_KIND_IDS, DEVICE_KINDS, deviceTitles, kebabOf, PROFILE_KINDS, wordsOf } from './device-kinds.ts';

it.each(DEVICE_KIND_IDS)(
  'when a %s is absent or silent, then the trouble code begins with the letters of its kind',
  (kind) => {
    const { codes, absent, silent } = DEVICE_KINDS[kind];
    expect([absent, silent].map((code) => code.slice(0, 3))).toEqual([codes, codes]);
  },
);

it.each([
  ['reader', 'reader', 'reader'],
  ['chipReader', 'chip-reader', 'chip reader'],
  ['noteAndCoinRecycler', 'note-and-coin-recycler', 'note and coin recycler'],
])('when an id is %s, then it is %s on the command line, and %s in a sentence', (id, command, words) => {
  expect([kebabOf(id), wordsOf(id)]).toEqual([command, words]);
});

it.each(DEVICE_KIND_IDS)(
  'when the id is %s, then the command line has small letters and dashes that give back the id',
  (kind) => {
    expect(kebabOf(kind)).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(kebabOf(kind).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())).toBe(kind);
  },
);

it('when a kind is a part of another device, then it has no row in a profile', () => {
  expect(DEVICE_KIND_IDS.filter((kind) => !(PROFILE_KINDS as readonly string[]).includes(kind))).toEqual([
    'chipReader',
  ]);
});

it('when the name of a device is a heading, then it begins with the capital of its language', () => {
  expect(deviceTitles('az').billValidator).toBe('Əskinas qəbuledicisi');
});
