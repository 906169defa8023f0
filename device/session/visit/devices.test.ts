import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../test/support/catalogue.ts';
import { allKnown, type Devices, NO_DEVICES, serviceTrouble } from './devices.ts';

const KNOWN: Devices = {
  ...NO_DEVICES,
  reader: { ...NO_DEVICES.reader, device: 'online' },
  terminal: { ...NO_DEVICES.terminal, device: 'noDevice' },
  printer: { ...NO_DEVICES.printer, device: 'offline' },
};

describe('what is waited for before the first screen', () => {
  it.each(['reader', 'terminal', 'printer'] as const)('is the first answer of the %s', (name) => {
    expect(allKnown({ ...KNOWN, [name]: NO_DEVICES[name] })).toBe(false);
    expect(allKnown(KNOWN)).toBe(true);
  });

  it('is not a bill validator, which may take its time', () => {
    const billValidator = {
      device: 'starting',
      intake: 'unknown',
      blockedBy: null,
      notes: [],
      identity: null,
    } as const;
    expect(allKnown({ ...KNOWN, billValidator })).toBe(true);
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

  it('stops every service, whatever devices work, and also one that was begun', () => {
    expect(serviceTrouble(services[0]!, working)).toBeNull();
    for (const each of services) {
      expect(serviceTrouble(each, { ...working, roomOnDisk: false })).toBe('DSK-101');
      expect(serviceTrouble(each, { ...working, roomOnDisk: false }, true)).toBe('DSK-101');
    }
  });
});
