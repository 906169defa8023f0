import { describe, expect, it } from 'vitest';
import { HID_USAGES } from '../../drivers/hid/usages.ts';
import type { HidPresentation } from '../../drivers/hid/wire.ts';
import { BOOT_KEYBOARD_DESCRIPTOR } from '../../drivers/keypad/hid-keys/codec.ts';
import { hidCable } from '../../simulators/hid/cable.ts';
import { POS_DESCRIPTOR } from '../../simulators/scanner/descriptors.ts';

const SCANNER: HidPresentation = { vendorId: 1, productId: 2, product: 'scanner', descriptor: POS_DESCRIPTOR };
const IDENTITY = { vendorId: 1, productId: 2, usage: HID_USAGES.barcodeScanner };

async function opened() {
  const cable = hidCable();
  cable.device.present(SCANNER);
  const link = cable.host(IDENTITY)();
  expect(await link.open()).toMatchObject({ ok: true });
  return { cable, link };
}

describe('a USB cable in memory', () => {
  it('when either side writes HID reports, then the other side receives each report unchanged', async () => {
    const { cable, link } = await opened();
    const atHost: Uint8Array[] = [];
    const atDevice: Uint8Array[] = [];
    link.onBytes((report) => atHost.push(report));
    cable.device.onBytes((report) => atDevice.push(report));
    cable.device.write(Uint8Array.of(2, 1));
    cable.device.write(Uint8Array.of(2, 2));
    await link.write(Uint8Array.of(3, 3));
    await Promise.resolve();
    expect(atHost).toEqual([Uint8Array.of(2, 1), Uint8Array.of(2, 2)]);
    expect(atDevice).toEqual([Uint8Array.of(3, 3)]);
    expect(link.descriptor()?.numbered).toBe(true);
    expect(await link.present()).toBe(true);
  });

  it('when the device refuses a feature report, then the link returns LNK-103', async () => {
    const { cable, link } = await opened();
    cable.device.serve((id) => id === 1);
    expect(await link.sendFeature(1, Uint8Array.of(1))).toMatchObject({ ok: true });
    expect(await link.sendFeature(2, Uint8Array.of(1))).toMatchObject({ ok: false, error: { code: 'LNK-103' } });
  });

  it('when the cable is pulled, then the open request fails, and the link reports down once', async () => {
    const { cable, link } = await opened();
    const downs: string[] = [];
    link.onDown(({ code }) => downs.push(code));
    const asking = link.sendFeature(1, Uint8Array.of(1));
    cable.unplug();
    expect(await asking).toMatchObject({ ok: false, error: { code: 'LNK-103' } });
    expect(downs).toEqual(['LNK-103']);
    expect(await link.present()).toBe(false);
    await link.close();
    expect(await cable.host(IDENTITY)().open()).toMatchObject({ ok: false, error: { code: 'LNK-101' } });
  });

  it('when the device presents another descriptor, then the link goes down, and a search finds the other mode', async () => {
    const { cable, link } = await opened();
    let changes = 0;
    cable.onDevicesChanged(() => {
      changes += 1;
    });
    const down = new Promise<string>((resolve) => link.onDown(({ code }) => resolve(code)));
    cable.device.present({ ...SCANNER, descriptor: BOOT_KEYBOARD_DESCRIPTOR });
    expect(await down).toBe('LNK-103');
    expect(changes).toBe(1);
    const next = cable.host(IDENTITY)();
    expect(await next.open()).toMatchObject({ ok: false, error: { code: 'LNK-101' } });
    expect(next.looked()).toMatchObject({ kind: 'other-mode', isKeyboard: true });
  });
});
