import { describe, expect, it } from 'vitest';
import { countriesFor } from './countries.ts';

describe('countriesFor', () => {
  it.each([
    ['AZE', ['AZ']],
    ['aze', ['AZ']],
    ['D', ['DE']],
    ['GBR', ['GB']],
    ['GBD', ['GB']],
    ['UNO', ['UN']],
    ['EUE', ['EU']],
    ['RKS', ['KS', 'XK']],
    ['CHN', ['CN', 'HK', 'MO']],
    ['UTO', ['UT']],
    ['AUT', ['AT']],
    ['XXA', []],
    ['', []],
  ])('the certificates of state %s have countries %s', (state, countries) => {
    expect(countriesFor(state)).toEqual(countries);
  });

  it('every country signs for its own state, and only a few countries sign for more states', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const states = ['D', ...letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)))];
    const signed = new Map<string, string[]>();
    for (const state of states) {
      for (const country of countriesFor(state)) signed.set(country, [...(signed.get(country) ?? []), state]);
    }
    // Checked against Intl's own table.
    const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    expect([...signed.keys()].filter((country) => regions.of(country) === undefined)).toEqual(['KS', 'UT']);
    expect(Object.fromEntries([...signed].filter(([, of]) => of.length > 1))).toEqual({
      DE: ['D', 'DEU'],
      GB: ['GBD', 'GBN', 'GBO', 'GBP', 'GBR', 'GBS'],
      HK: ['CHN', 'HKG'],
      MO: ['CHN', 'MAC'],
      UN: ['UNA', 'UNK', 'UNO'],
    });
    expect(signed.size).toBe(249 + ['EU', 'KS', 'UN', 'UT', 'XK'].length);
  });
});
