import { describe, expect, it } from 'vitest';
import { allKnown, type Devices, NO_DEVICES } from './devices.ts';

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
    const validator = { device: 'starting', intake: 'unknown', blockedBy: null, notes: [], identity: null } as const;
    expect(allKnown({ ...KNOWN, validator })).toBe(true);
  });
});
