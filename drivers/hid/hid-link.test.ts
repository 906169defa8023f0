import { describe, expect, it } from 'vitest';
import { hidLink, hidOpenTrouble } from './hid-link.ts';
import { HID_USAGES } from './usages.ts';

/** pid.codes assigns 1209:FFFF to no device. */
const NOBODY = { vendorId: 0x1209, productId: 0xffff, usage: HID_USAGES.keypad };

describe('a HID link without its device', () => {
  it('when the device is absent, then open() returns LNK-101 with the ids, and the link can be closed', async () => {
    const link = hidLink(NOBODY)();
    expect(await link.open()).toEqual({
      ok: false,
      error: { code: 'LNK-101', kind: 'not-connected', detail: 'no HID device 1209:ffff' },
    });
    expect(link.looked()).toEqual({ kind: 'absent' });
    expect(await link.present()).toBe(false);
    await link.close();
    await link.close();
  });

  it('when the link is not open, then it refuses writes; a second open() throws', async () => {
    const link = hidLink(NOBODY)();
    const refused = { ok: false, error: { code: 'LNK-103' } };
    expect(await link.write(Uint8Array.of(1))).toMatchObject(refused);
    expect(await link.sendFeature(0, new Uint8Array(8))).toMatchObject(refused);
    await link.open();
    await expect(link.open()).rejects.toThrow('single-use');
  });
});

describe('openTrouble', () => {
  it.each([
    ['cannot open device with path /dev/hidraw0: Permission denied', 'LNK-102'],
    ['Failed to open a device with path /dev/hidraw0: No such file or directory', 'LNK-101'],
    ['something else', 'LNK-103'],
  ])('the error "%s" is decoded as %s', (detail, code) =>
    expect(hidOpenTrouble(detail)).toMatchObject({ code, detail }),
  );
});
