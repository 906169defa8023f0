import { expect, it } from 'vitest';
import { sameInEveryLanguage } from '../../../device/words/language.ts';
import type { KioskSettings } from '../order/order.ts';
import { orderedPart, withDevices } from './profile-text.ts';

it('when the settings of a device come in another order, then the text is the same', () => {
  const serial = { path: '/dev/serial/by-id/x', baudRate: 9600 };
  const found = { link: { serial }, model: 'epson-tm-t20', driver: 'escpos' };
  const known = { driver: 'escpos', model: 'epson-tm-t20', link: { serial: { baudRate: 9600, path: serial.path } } };
  const text = (printer: Readonly<Record<string, unknown>>) => withDevices({}, 'K5', { devices: { printer } });
  expect(text(found)).toBe(text(known));
  expect(text(found)).toMatch(/printer:\n {4}driver: escpos\n {4}model: epson-tm-t20\n {4}link:/);
});

it('when the order names the limit of notes and the port of the figures, then the profile has both', () => {
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
  expect(orderedPart({ ...settings, cash, metrics })).toMatchObject({ cash, metrics });
  expect(orderedPart(settings)).not.toHaveProperty('cash');
  expect(orderedPart(settings)).not.toHaveProperty('metrics');
});
