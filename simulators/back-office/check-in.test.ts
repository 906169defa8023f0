import { afterEach, describe, expect, it } from 'vitest';
import { isHoliday } from '../../device/catalogue/dates.ts';
import { catalogue } from '../../test/support/catalogue.ts';
import { centreDay } from './centre-day.ts';
import { centreTime, checkInStateAt, checkInTimes } from './check-in.ts';
import { isOffered, isSlotFarEnoughAhead, openDaysFrom } from './slot-calendar.ts';

const MINUTE_MS = 60_000;
const ZONE = process.env['TZ'];

afterEach(() => {
  if (ZONE === undefined) delete process.env['TZ'];
  else process.env['TZ'] = ZONE;
});

function aroundMidnight(): readonly { readonly now: Date; readonly day: string; readonly minute: number }[] {
  // 22:00 on 24 November at the centre.
  const start = Date.UTC(2026, 10, 24, 18);
  return Array.from({ length: 241 }, (_, nth) => ({
    now: new Date(start + nth * MINUTE_MS),
    day: nth < 120 ? '2026-11-24' : '2026-11-25',
    minute: nth,
  }));
}

/** `begin` and `end`: minutes since 22:00 on the 24th. */
const SLOTS = [
  { slot: { day: '2026-11-24', from: '22:30', until: '23:00' }, begin: 30, end: 60 },
  { slot: { day: '2026-11-24', from: '23:30', until: '00:00' }, begin: 90, end: 120 },
  { slot: { day: '2026-11-24', from: '23:45', until: '00:15' }, begin: 105, end: 135 },
  { slot: { day: '2026-11-25', from: '00:00', until: '00:30' }, begin: 120, end: 150 },
  { slot: { day: '2026-11-25', from: '00:10', until: '00:40' }, begin: 130, end: 160 },
];

describe.each(['UTC', 'America/Los_Angeles', 'Asia/Baku'])('check-in on a computer in %s', (zone) => {
  it.each(SLOTS)(
    'when a slot begins at $slot.day $slot.from, then check-in follows the clock of the centre',
    ({ slot, begin, end }) => {
      process.env['TZ'] = zone;
      for (const { now, minute } of aroundMidnight()) {
        const expected = minute < begin - 30 ? 'early' : minute <= end + 10 ? 'open' : 'late';
        expect([minute, checkInStateAt(slot, now)]).toEqual([minute, expected]);
      }
    },
  );

  it('when check-in is exactly ten minutes after the end of the slot, then it is in time; 1 ms later it is late', () => {
    process.env['TZ'] = zone;
    for (const { slot } of SLOTS) {
      const { opens, closes } = checkInTimes(slot);
      const at = (moment: number) => checkInStateAt(slot, new Date(moment));
      expect([at(opens - 1), at(opens), at(closes), at(closes + 1), at(closes + 1_000)]).toEqual([
        'early',
        'open',
        'open',
        'late',
        'late',
      ]);
    }
  });

  it('when the time is around midnight, then centreTime and centreDay give the time and day at the centre', () => {
    process.env['TZ'] = zone;
    for (const { now, day, minute } of aroundMidnight()) {
      const clock = (22 * 60 + minute) % (24 * 60);
      const time = `${String(Math.floor(clock / 60)).padStart(2, '0')}:${String(clock % 60).padStart(2, '0')}`;
      expect([centreTime(now.getTime()), centreDay(now), openDaysFrom(centreDay(now))[0]]).toEqual([
        `${day}T${time}`,
        day,
        day,
      ]);
    }
  });

  it('when the time is around midnight, then a slot of the past afternoon is not offered, and a slot of the next morning is', () => {
    process.env['TZ'] = zone;
    const late = { day: '2026-11-24', from: '17:30' };
    for (const { now, day } of aroundMidnight()) {
      expect(isOffered(late, day, now)).toBe(false);
      expect(isOffered({ day: '2026-11-25', from: '09:00' }, day, now)).toBe(true);
    }
    expect(isSlotFarEnoughAhead(late, new Date('2026-11-24T13:15:00Z'))).toBe(true);
    expect(isSlotFarEnoughAhead(late, new Date('2026-11-24T13:15:01Z'))).toBe(false);
  });
});

describe('the calendar of the centre', () => {
  const { holidays } = catalogue();
  const closed = (day: string) => isHoliday(day, holidays);

  it('when the catalogue has holidays, then open days exclude them and Sundays', () => {
    // From 27 December: 31 December to 2 January are holidays; 27 December and 3 January are Sundays.
    expect(openDaysFrom('2026-12-27', closed)).toEqual([
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2027-01-04',
      '2027-01-05',
      '2027-01-06',
      '2027-01-07',
      '2027-01-08',
      '2027-01-09',
    ]);
  });

  it('when holidays move, then they are no open days and no time on them is offered', () => {
    expect(openDaysFrom('2027-03-08', closed).slice(0, 1)).toEqual(['2027-03-11']);
    const now = new Date('2027-03-05T05:00:00Z');
    expect(isOffered({ day: '2027-03-09', from: '09:00' }, '2027-03-05', now, closed)).toBe(false);
    expect(isOffered({ day: '2027-03-11', from: '09:00' }, '2027-03-05', now, closed)).toBe(true);
  });
});
