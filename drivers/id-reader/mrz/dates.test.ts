import { describe, expect, it } from 'vitest';
import { isoBirthDate, isoExpiryDate, isZoneDate } from './dates.ts';

const TODAY = new Date(2026, 10, 24);

describe('two-digit years', () => {
  it('a two-digit birth year is never in the future', () => {
    expect(isoBirthDate('261124', TODAY)).toBe('2026-11-24');
    expect(isoBirthDate('261125', TODAY)).toBe('1926-11-25');
    expect(isoBirthDate('900315', TODAY)).toBe('1990-03-15');
    expect(isoBirthDate('000229', TODAY)).toBe('2000-02-29');
  });

  it('a two-digit expiry year is within fifty years of today', () => {
    expect(isoExpiryDate('320514', TODAY)).toBe('2032-05-14');
    expect(isoExpiryDate('761231', TODAY)).toBe('2076-12-31');
    expect(isoExpiryDate('770101', TODAY)).toBe('1977-01-01');
    expect(isoExpiryDate('210603', TODAY)).toBe('2021-06-03');
    expect(isoExpiryDate('050101', new Date(2098, 0, 1))).toBe('2105-01-01');
  });

  it('when the day is unknown or does not exist, then the ISO date is null', () => {
    for (const date of ['90<<<<', '9013', '901301', '900230', '9O0101']) {
      expect(isoBirthDate(date, TODAY), date).toBeNull();
      expect(isoExpiryDate(date, TODAY), date).toBeNull();
    }
    expect(isoBirthDate('010229', TODAY)).toBeNull();
  });
});

describe('isZoneDate', () => {
  it.each(['900315', '90<<<<', '<<<<<<', '000229', '9002<<'])('the zone date %s is accepted', (date) =>
    expect(isZoneDate(date)).toBe(true),
  );
  it.each(['901301', '900001', '900132', '900230', '010229', '9003', 'A00101', '90031<'])(
    'the zone date %s is refused',
    (date) => expect(isZoneDate(date)).toBe(false),
  );
});
