import { expect, it } from 'vitest';
import { withDevices } from './profile-text.ts';

it('is the same text for the same device, in whatever order its settings come', () => {
  const serial = { path: '/dev/serial/by-id/x', baudRate: 9600 };
  const found = { link: { serial }, model: 'epson-tm-t20', driver: 'escpos' };
  const known = { driver: 'escpos', model: 'epson-tm-t20', link: { serial: { baudRate: 9600, path: serial.path } } };
  const text = (printer: Readonly<Record<string, unknown>>) => withDevices({}, 'K5', { devices: { printer } });
  expect(text(found)).toBe(text(known));
  expect(text(found)).toMatch(/printer:\n {4}driver: escpos\n {4}model: epson-tm-t20\n {4}link:/);
});
