import { expect, it } from 'vitest';
import { DEVICE_KINDS, deviceTitles, KIND_IDS, kebabOf, PROFILE_KINDS } from './device-kinds.ts';

it.each(KIND_IDS)('when a %s is absent or silent, then its code begins with its own letters', (kind) => {
  const { codes, absent, silent } = DEVICE_KINDS[kind];
  expect([absent, silent].map((code) => code.slice(0, 3))).toEqual([codes, codes]);
});

it('when an id has a capital, then the command line has a hyphen before the small letter', () => {
  expect(KIND_IDS.map((kind) => kebabOf(kind))).toEqual([
    'reader',
    'chip-reader',
    'terminal',
    'printer',
    'bill-validator',
    'document-printer',
  ]);
});

it('when a kind is a part of another one, then it has no row in a profile', () => {
  expect(KIND_IDS.filter((kind) => !(PROFILE_KINDS as readonly string[]).includes(kind))).toEqual(['chipReader']);
});

it('when a name is a heading, then it begins with the capital of its language', () => {
  expect(deviceTitles('az').billValidator).toBe('Əskinas qəbuledicisi');
});
