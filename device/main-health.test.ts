import { expect, it } from 'vitest';
import { troublesOf } from './main-health.ts';
import { type Devices, NO_DEVICES } from './session/visit/devices.ts';

const WELL: Devices = {
  ...NO_DEVICES,
  reader: { device: 'online', media: 'notPresent' },
  terminal: { device: 'online' },
  printer: { device: 'online', blockedBy: null, paper: 'full' },
};

it('each device has the code that the kiosk has for it, its link before its silence', () => {
  expect(troublesOf(WELL, 'online', () => undefined)).toEqual({});
  const uncounted = { ...WELL, terminal: { device: 'online', uncounted: true } } as const;
  expect(troublesOf(uncounted, 'online', () => undefined)).toEqual({ 'payment-terminal': 'TRM-109' });
  const away: Devices = {
    ...WELL,
    reader: { device: 'offline', media: 'unknown' },
    terminal: { device: 'offline', refused: '83' },
    printer: { device: 'noDevice', blockedBy: null, paper: 'unknown' },
  };
  expect(troublesOf(away, 'offline', () => ({ code: 'LNK-103' }))).toEqual({
    'id-reader': 'RDR-104',
    'chip-reader': 'RDR-203',
    'payment-terminal': 'TRM-103',
    'receipt-printer': 'LNK-103',
  });
  const blocked: Devices = {
    ...WELL,
    printer: { device: 'online', blockedBy: null, paper: 'out' },
    paymentInDoubt: true,
  };
  expect(troublesOf(blocked, undefined, () => undefined)).toEqual({
    'payment-terminal': 'TRM-204',
    'receipt-printer': 'PRN-111',
  });
});
