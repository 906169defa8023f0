import { describe, expect, it } from 'vitest';
import type { DeviceProposal, FoundDevice } from '../../find/found.ts';
import { chooseDevices } from './devices.ts';

const link = (path: string) => ({ serial: { path, baudRate: 9600 } });

function found(
  path: string,
  proposals: readonly DeviceProposal[],
  usb: Partial<FoundDevice['usb'] & object> = {},
): FoundDevice {
  const ids = { vendorId: '0403', productId: '6001', words: 'adapter' };
  return { at: { kind: 'serial', path }, usb: { ...ids, ...usb }, proposals };
}

const may = (role: DeviceProposal['role'], certainty: DeviceProposal['certainty'], path: string): DeviceProposal => ({
  role,
  certainty,
  evidence: `${role} at ${path}`,
  settings: { driver: role, link: link(path) },
});

const READER = found('/dev/serial/by-id/r', [may('reader', 'answered', 'r')], { serialNumber: 'R1', socket: '1-1.1' });
const PRINTER = found('/dev/serial/by-id/p', [may('printer', 'answered', 'p')], { socket: '1-1.2' });
const TERMINAL = found('/dev/serial/by-id/t', [may('terminal', 'answered', 't')], { serialNumber: 'T1' });
const NOTHING = { settings: { devices: {} }, before: null };

describe('chooseDevices', () => {
  it("when a device answered, then it is named by its adapter's number, or by its USB socket if it has none", () => {
    const { chosen, certain, open } = chooseDevices({ ...NOTHING, found: [READER, PRINTER, TERMINAL] });
    const usb = { vendorId: '0403', productId: '6001' };
    expect(chosen.devices).toEqual({
      reader: { driver: 'reader', link: { serial: { usb: { ...usb, serialNumber: 'R1' }, baudRate: 9600 } } },
      printer: { driver: 'printer', link: { serial: { socket: '1-1.2', baudRate: 9600 } } },
      terminal: { driver: 'terminal', link: { serial: { usb: { ...usb, serialNumber: 'T1' }, baudRate: 9600 } } },
    });
    expect(certain.map(({ role }) => role)).toEqual(['reader', 'terminal', 'printer']);
    expect(open).toEqual([]);
  });

  it('when an adapter has several ports, then each keeps its port name, because number and socket are shared', () => {
    const one = { serialNumber: 'X', socket: '1-2' };
    const both = [
      found('/dev/a', [may('reader', 'answered', 'a')], one),
      found('/dev/b', [may('printer', 'answered', 'b')], one),
    ];
    const { chosen } = chooseDevices({ ...NOTHING, found: both });
    expect(chosen.devices.reader).toMatchObject({ link: link('a') });
    expect(chosen.devices.printer).toMatchObject({ link: link('b') });
  });

  it('when two devices fit, one is only likely, or it could be something else, then the role stays open', () => {
    const twin = found('/dev/q', [may('printer', 'described', 'q')], { socket: '1-1.9' });
    const unsure = found('/dev/u', [may('terminal', 'likely', 'u')]);
    const second = found('/dev/s', [may('billValidator', 'answered', 's'), may('reader', 'described', 's')]);
    const { chosen, open } = chooseDevices({ ...NOTHING, found: [PRINTER, twin, unsure, second] });
    expect(Object.keys(chosen.devices)).toEqual(['billValidator']);
    expect(open.map(({ role, candidates }) => [role, candidates.length])).toEqual([
      ['reader', 1],
      ['terminal', 1],
      ['printer', 2],
    ]);
  });

  it('when order or old profile name a device, then they decide, whatever is found', () => {
    const ordered = { driver: 'escpos', model: 'x', link: { tcp: { host: '192.0.2.7', port: 9100 } } };
    const before = { devices: { reader: { driver: 'mrz' } }, lines: { adapter: 'sysfs', map: {} } };
    const { chosen, certain } = chooseDevices({
      settings: { devices: { printer: ordered } } as never,
      before: before as never,
      found: [READER, PRINTER, TERMINAL],
    });
    expect(chosen.devices).toMatchObject({ printer: ordered, reader: { driver: 'mrz' } });
    expect(chosen.lines).toBe(before.lines);
    const lines = { adapter: 'libgpiod', map: {} } as const;
    const anew = chooseDevices({ settings: { devices: {}, lines }, before: before as never, found: [] });
    expect(anew.chosen.lines).toBe(lines);
    expect(certain.map(({ role }) => role)).toEqual(['terminal']);
  });

  it('when no certificates of the countries are named, then there is no chip reader', () => {
    const chip = found('/dev/c', [may('chipReader', 'answered', 'c')], { serialNumber: 'C1' });
    const of = (chipTrust?: string) =>
      chooseDevices({
        settings: { devices: {}, ...(chipTrust !== undefined && { chipTrust }) },
        before: null,
        found: [READER, chip],
      }).chosen.devices.reader;
    expect(of()).not.toHaveProperty('chip');
    expect(of('/etc/asan-kiosk/trust')).toMatchObject({
      chip: { driver: 'chipReader', trust: '/etc/asan-kiosk/trust' },
    });
  });

  it('when a PN532 may read chips or badges, then certificates make it the chip reader, otherwise the technician decides', () => {
    const pn532 = found('/dev/c', [may('chipReader', 'answered', 'c'), may('badgeReader', 'answered', 'c')], {
      serialNumber: 'C1',
    });
    const of = (chipTrust?: string) =>
      chooseDevices({
        settings: { devices: {}, ...(chipTrust !== undefined && { chipTrust }) },
        before: null,
        found: [READER, pn532],
      });
    const asked = ({ open }: ReturnType<typeof of>) => open.filter(({ role }) => role === 'badgeReader').length;
    expect([asked(of()), asked(of('/etc/asan-kiosk/trust'))]).toEqual([1, 0]);
    expect(of('/etc/asan-kiosk/trust').chosen.devices).not.toHaveProperty('badgeReader');
  });
});
