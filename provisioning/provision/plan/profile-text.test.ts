import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { sameInEveryLanguage } from '../../../device/words/language.ts';
import type { KioskSettings } from '../order/order.ts';
import { profilePartOfOrder, profileText, profileTextWithDevices } from './profile-text.ts';

it('when the settings of a device come in another order, then the text is the same', () => {
  const serial = { path: '/dev/serial/by-id/x', baudRate: 9600 };
  const found = { link: { serial }, model: 'epson-tm-t20', driver: 'escpos' };
  const known = { driver: 'escpos', model: 'epson-tm-t20', link: { serial: { baudRate: 9600, path: serial.path } } };
  const text = (printer: Readonly<Record<string, unknown>>) =>
    profileTextWithDevices({}, 'K5', { devices: { printer } });
  expect(text(found)).toBe(text(known));
  expect(text(found)).toMatch(/printer:\n {4}driver: escpos\n {4}model: epson-tm-t20\n {4}link:/);
});

it('when the order names limit of notes, port of figures, hours, notices and places, then the profile has them', () => {
  const settings: KioskSettings = {
    id: 'K5',
    centre: { number: 5, name: sameInEveryLanguage('a'), short: sameInEveryLanguage('a') },
    statusUrl: 'https://status.example/a/',
    panel: { widthPx: 1_080, heightPx: 1_920, pxPerMm: 4.03 },
    office: { url: 'https://office.example' },
    allow: [],
    timeZone: 'Asia/Baku',
    witnesses: [],
    devices: {},
  };
  const [cash, metrics] = [{ overpayLimitManat: 20 }, { port: 9_464, host: '10.20.0.5' }];
  const sound = { click: true };
  expect(profilePartOfOrder({ ...settings, cash, metrics, sound })).toMatchObject({ cash, metrics, sound });
  const text = sameInEveryLanguage('a');
  const hours = {
    week: { monday: [{ from: '09:00', until: '18:00' }] },
    exceptions: [{ from: '2026-12-31', hours: [] }],
  };
  const opening = { hours, notices: [{ from: '2026-12-01', until: '2026-12-02', text }], elsewhere: { kiosk: text } };
  expect(load(profileText({ ...settings, ...opening }, { devices: {} }, 'an order'))).toMatchObject(opening);
  expect(Object.keys(profilePartOfOrder(settings))).not.toEqual(
    expect.arrayContaining(['hours', 'notices', 'elsewhere']),
  );
  const byPhone = { ...settings, office: { ...settings.office, phoneIdentity: true, parkedVisits: true } };
  expect(load(profileText(byPhone, { devices: {} }, 'an order'))).toMatchObject({
    backOffice: { phoneIdentity: true, parkedVisits: true },
  });
  expect(load(profileText(settings, { devices: {} }, 'an order'))).not.toHaveProperty('backOffice.phoneIdentity');
  expect(profilePartOfOrder(settings)).not.toHaveProperty('cash');
  expect(profilePartOfOrder(settings)).not.toHaveProperty('metrics');
  expect(profilePartOfOrder(settings)).not.toHaveProperty('sound');
});
