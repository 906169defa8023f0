import { describe, expect, it } from 'vitest';
import type { HidListing } from '../../drivers/hid/identity.ts';
import { USAGE } from '../../drivers/hid/usages.ts';
import { checksOf } from './hid.ts';

const ZEBRA: HidListing = { path: '/dev/hidraw1', vendorId: 0x05e0, productId: 0x1300, usage: USAGE.barcodeScanner };
const yes = () => true;

describe('the check of HID devices', () => {
  it('is good without any, and does not speak of mice', () => {
    const mouse = { ...ZEBRA, vendorId: 1, usage: 0x1_0002 };
    expect(checksOf([mouse], yes)).toMatchObject([{ state: 'ok' }]);
  });

  it('names the rule and the group where a device may not be opened', () => {
    expect(checksOf([ZEBRA], () => false)).toMatchObject([
      { state: 'fail', fix: expect.stringMatching(/70-asan-kiosk\.rules.*usermod -aG asan-kiosk/) },
    ]);
  });

  it('names a scanner that types, under the same ids or those of its keyboard mode', () => {
    for (const productId of [0x1300, 0x1200]) {
      const checks = checksOf([{ ...ZEBRA, productId, usage: USAGE.keyboard }], yes);
      expect(checks).toMatchObject([{ state: 'fail', found: expect.stringContaining('SCN-102') }]);
    }
  });

  it('is good for a scanner in its right mode, also an unknown one, each once', () => {
    const unknown = { ...ZEBRA, path: '/dev/hidraw2', vendorId: 0x9999 };
    expect(checksOf([ZEBRA, { ...ZEBRA }, unknown], yes)).toMatchObject([
      { state: 'ok', found: expect.stringContaining('05e0:1300') },
      { state: 'ok', found: expect.stringContaining('9999:1300') },
    ]);
  });
});
