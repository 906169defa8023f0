import { expect, it } from 'vitest';
import { troublesOf } from './main-health.ts';
import { type Devices, UNANSWERED_DEVICES } from './session/visit/devices.ts';

const WELL: Devices = {
  ...UNANSWERED_DEVICES,
  reader: { device: 'online', media: 'notPresent' },
  terminal: { device: 'online' },
  printer: { device: 'online', blockedBy: null, paper: 'full' },
};

it('when several troubles apply to a device, then it has one code, and only an absent device has the code of its link', () => {
  expect(troublesOf(WELL, { device: 'online' }, () => undefined)).toEqual({});
  const uncounted = { ...WELL, terminal: { device: 'online', uncounted: true } } as const;
  expect(troublesOf(uncounted, { device: 'online' }, () => undefined)).toEqual({ terminal: 'TRM-109' });
  const away: Devices = {
    ...WELL,
    reader: { device: 'offline', media: 'unknown' },
    terminal: { device: 'offline', refused: '83' },
    printer: { device: 'noDevice', blockedBy: null, paper: 'unknown' },
  };
  expect(troublesOf(away, { device: 'offline' }, () => ({ code: 'LNK-103' }))).toEqual({
    reader: 'RDR-104',
    chipReader: 'RDR-203',
    terminal: 'TRM-103',
    printer: 'LNK-103',
  });
  const typing = {
    ...WELL,
    scanner: { device: 'noDevice', trouble: { code: 'SCN-102', kind: 'keyboard-mode' } },
  } as const;
  expect(troublesOf(typing, undefined, () => ({ code: 'LNK-101' }))).toEqual({ scanner: 'SCN-102' });
  const unplugged = { ...WELL, scanner: { device: 'noDevice', trouble: null } } as const;
  expect(troublesOf(unplugged, undefined, () => ({ code: 'LNK-101' }))).toEqual({ scanner: 'SCN-101' });
  expect(troublesOf(unplugged, undefined, () => ({ code: 'LNK-102' }))).toEqual({ scanner: 'LNK-102' });
  const withoutKeypad = { ...WELL, keypad: { device: 'noDevice', headphones: 'unknown', trouble: null } } as const;
  expect(troublesOf(withoutKeypad, undefined, () => ({ code: 'LNK-101' }))).toEqual({ keypad: 'KPD-101' });
  const stuck = { code: 'KPD-102', kind: 'stuck', key: 'up' } as const;
  const jammed = { ...WELL, keypad: { device: 'online', headphones: 'out', trouble: stuck } } as const;
  expect(troublesOf(jammed, undefined, () => undefined)).toEqual({ keypad: 'KPD-102' });
  const blocked: Devices = {
    ...WELL,
    printer: { device: 'online', blockedBy: null, paper: 'out' },
    paymentInDoubt: true,
  };
  expect(troublesOf(blocked, undefined, () => undefined)).toEqual({
    terminal: 'TRM-204',
    printer: 'PRN-111',
  });
});

it('when the door is open, then no device has a trouble for it, and other troubles stay', () => {
  const billValidator = { device: 'online', blockedBy: null, intake: 'off', notes: [] } as const;
  const open: Devices = { ...WELL, billValidator: billValidator as never, doorOpen: true };
  expect(troublesOf(open, undefined, () => undefined)).toEqual({});
  expect(troublesOf({ ...open, noteInDoubt: true }, undefined, () => undefined)).toEqual({ billValidator: 'BIL-110' });
});
