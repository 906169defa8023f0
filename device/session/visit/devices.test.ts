import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../test/support/catalogue.ts';
import { type Devices, haveDevicesAnswered, serviceTrouble, serviceWarnings, UNANSWERED_DEVICES } from './devices.ts';

const KNOWN: Devices = {
  ...UNANSWERED_DEVICES,
  reader: { ...UNANSWERED_DEVICES.reader, device: 'online' },
  terminal: { ...UNANSWERED_DEVICES.terminal, device: 'noDevice' },
  printer: { ...UNANSWERED_DEVICES.printer, device: 'offline' },
};

describe('the devices that the first screen waits for', () => {
  it.each(['reader', 'terminal', 'printer'] as const)(
    'when the %s has given no answer, then the kiosk waits',
    (name) => {
      expect(haveDevicesAnswered({ ...KNOWN, [name]: UNANSWERED_DEVICES[name] })).toBe(false);
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

const { services } = catalogue();
const WORKING: Devices = {
  ...UNANSWERED_DEVICES,
  reader: { ...UNANSWERED_DEVICES.reader, device: 'online' },
  terminal: { device: 'online' },
  printer: { device: 'online', blockedBy: null, paper: 'full' },
};

describe('a disk without room', () => {
  it('when the disk has no room, then every service stops, also one that was begun', () => {
    expect(serviceTrouble(services[0]!, WORKING)).toBeNull();
    for (const each of services) {
      expect(serviceTrouble(each, { ...WORKING, roomOnDisk: false })).toBe('DSK-101');
      expect(serviceTrouble(each, { ...WORKING, roomOnDisk: false }, true)).toBe('DSK-101');
    }
  });
});

describe('a kiosk without its receipt printer', () => {
  const away = [
    ['PRN-101', { ...WORKING.printer, device: 'noDevice' }],
    ['PRN-111', { ...WORKING.printer, blockedBy: 'paper-out', paper: 'out' }],
    ['PRN-115', { ...WORKING.printer, blockedBy: 'unrecoverable-error' }],
  ] as const;

  it.each(away)(
    'when the printer has %s, then all services without a certificate stay open with a warning',
    (code, printer) => {
      const open = services.filter(({ paper }) => paper !== 'certificate');
      expect(open.length).toBeGreaterThan(services.length / 2);
      for (const each of open) {
        expect([each.id, serviceTrouble(each, { ...WORKING, printer })]).toEqual([each.id, null]);
        expect(serviceWarnings(each, { ...WORKING, printer })).toContain(code);
      }
    },
  );
});
