import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseDialect } from './dialect.ts';
import { MRZ_SETTINGS_WITHOUT_LINK, mrzSettingsOf } from './settings.ts';

const settings = z.strictObject(MRZ_SETTINGS_WITHOUT_LINK);

describe('MRZ_SETTINGS_WITHOUT_LINK', () => {
  it.each(['lines', '3m', '3m:xor', 'desko', 'desko:4f', 'desko:4f:4f', 'desko::4f4f4f4f', 'elyctis'])(
    'when the dialect %s is typed, then a profile and a trace can hold it',
    (typed) => {
      const dialect = parseDialect(typed);
      expect(settings.safeParse({ dialect })).toEqual({ success: true, data: { dialect } });
    },
  );

  it('when a delimiter of five bytes is typed, then it is refused, as in a profile', () => {
    expect(parseDialect('desko:4f4f4f4f4f')).toBeUndefined();
    expect(settings.safeParse({ dialect: { name: 'desko', prefix: '4f4f4f4f4f' } }).success).toBe(false);
  });

  it('when a row of a profile also has a driver and a link, then only the settings remain', () => {
    const row = { driver: 'mrz', link: 'simulated', finAlphabet: '0123456789' } as const;
    expect(mrzSettingsOf(row)).toEqual({ finAlphabet: '0123456789' });
  });
});
