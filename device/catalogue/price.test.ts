import { describe, expect, test } from 'vitest';
import { sameInEveryLanguage } from '../words/language.ts';
import { catalogueOfCentre } from './load.ts';
import { isPaidHere, priceOn, quoteLinesOf, quoteOn } from './price.ts';
import type { Catalogue, Price, PriceTier, Service } from './schema.ts';

const price = (from: string | null, until: string | null, duty: number, fee = 0): Price => ({
  from,
  until,
  duty,
  fee,
  commission: 0,
  source: 'test',
  verified: true,
});
const words = sameInEveryLanguage('t');
const tier = (...prices: Price[]): PriceTier => ({
  id: 't',
  title: words,
  days: 0,
  kind: 'calendar',
  ages: null,
  prices,
});
const on = (today: string) => ({ today, dated: true });

const TIER = tier(
  price('2013-01-01', '2016-05-31', 100),
  price('2016-06-01', '2022-08-14', 500),
  price('2022-09-01', null, 700, 40),
);

describe('priceOn', () => {
  test.each([
    ['2012-12-31', null],
    ['2013-01-01', 100],
    ['2016-05-31', 100],
    ['2016-06-01', 500],
    ['2022-08-14', 500],
    ['2022-08-15', null],
    ['2022-08-31', null],
    ['2022-09-01', 700],
    ['2099-01-01', 700],
  ])('when the day is %s, then the duty is %s', (today, duty) => {
    expect(priceOn(TIER, on(today))?.duty ?? null).toBe(duty);
  });

  test('when the clock is not set, then the last known price is used', () => {
    expect(priceOn(TIER, { today: '2013-01-01', dated: false })?.duty).toBe(700);
    expect(priceOn(tier(), { today: '2013-01-01', dated: false })).toBeNull();
  });
});

describe('quoteOn', () => {
  test('when a service has a price, then the quote has its parts, their sum and the tariff date', () => {
    expect(quoteOn({ at: 'kiosk' }, TIER, on('2026-11-24'))).toEqual({
      id: null,
      at: 'kiosk',
      lines: [
        { kind: 'duty', amount: 700 },
        { kind: 'fee', amount: 40 },
      ],
      total: 740,
      tariffDate: '2022-09-01',
    });
    expect(quoteLinesOf(price(null, null, 0))).toEqual([]);
  });

  test('when a service has no price or costs money at a window, then the quote is zero and for the window', () => {
    const nothing = { id: null, at: 'window', lines: [], total: 0, tariffDate: null };
    expect(quoteOn({ at: 'window' }, TIER, on('2026-11-24'))).toEqual(nothing);
    expect(quoteOn({ at: 'kiosk' }, TIER, on('2022-08-15'))).toEqual(nothing);
    expect(quoteOn({ at: 'window' }, tier(price(null, null, 0)), on('2026-11-24'))).toEqual({
      ...nothing,
      at: 'kiosk',
    });
  });

  test('when a service has a price at the kiosk or takes a due, then it may take money', () => {
    const service = (at: Service['at'], ...tiers: PriceTier[]) => ({ at, tiers, due: null }) as unknown as Service;
    expect(isPaidHere(service('kiosk', tier(), TIER))).toBe(true);
    expect(isPaidHere(service('window', TIER))).toBe(false);
    const free = service('kiosk', tier(price(null, null, 0)));
    expect(isPaidHere(free)).toBe(false);
    expect(isPaidHere({ ...free, due: 'number' })).toBe(true);
  });
});

test('when a service is only for some centres, then the other centres mark this service as closed', () => {
  const services = [
    { id: 'everywhere', centres: null },
    { id: 'apostille', centres: { numbers: [5], say: words } },
  ];
  const catalogue = { groups: [], services, holidays: { annual: [], dated: [] } } as unknown as Catalogue;
  const closed = (centre: number) =>
    catalogueOfCentre(catalogue, centre)
      .services.filter((each) => each.centres)
      .map(({ id }) => id);
  expect(closed(5)).toEqual([]);
  expect(closed(4)).toEqual(['apostille']);
});
