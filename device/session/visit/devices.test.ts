import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../test/support/catalogue.ts';
import { type Devices, haveDevicesAnswered, NO_DEVICES, serviceTrouble } from './devices.ts';

const KNOWN: Devices = {
  ...NO_DEVICES,
  reader: { ...NO_DEVICES.reader, device: 'online' },
  terminal: { ...NO_DEVICES.terminal, device: 'noDevice' },
  printer: { ...NO_DEVICES.printer, device: 'offline' },
};

describe('the devices that the first screen waits for', () => {
  it.each(['reader', 'terminal', 'printer'] as const)(
    'when the %s has given no answer, then the kiosk waits',
    (name) => {
      expect(haveDevicesAnswered({ ...KNOWN, [name]: NO_DEVICES[name] })).toBe(false);
      expect(haveDevicesAnswered(KNOWN)).toBe(true);
    },
  );

  it('when only the bill validator is starting, then the kiosk does not wait', () => {
    const billValidator = {
      device: 'starting',
      intake: 'unknown',
      blockedBy: null,
      notes: [],
      identity: null,
    } as const;
    expect(haveDevicesAnswered({ ...KNOWN, billValidator })).toBe(true);
  });
});

describe('a disk without room', () => {
  const { services } = catalogue();
  const working: Devices = {
    ...NO_DEVICES,
    reader: { ...NO_DEVICES.reader, device: 'online' },
    terminal: { device: 'online' },
    printer: { device: 'online', blockedBy: null, paper: 'full' },
  };

  it('when the disk has no room, then every service stops, also one that was begun', () => {
    expect(serviceTrouble(services[0]!, working)).toBeNull();
    for (const each of services) {
      expect(serviceTrouble(each, { ...working, roomOnDisk: false })).toBe('DSK-101');
      expect(serviceTrouble(each, { ...working, roomOnDisk: false }, true)).toBe('DSK-101');
    }
  });
});
