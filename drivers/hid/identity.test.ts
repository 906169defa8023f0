import { describe, expect, it } from 'vitest';
import { chooseDevice, describeChoice, type HidIdentity, type HidListing } from './identity.ts';
import { usbSocketIn } from './sysfs.ts';
import { HID_USAGES } from './usages.ts';

const IDENTITY: HidIdentity = { vendorId: 0x05e0, productId: 0x1300, usage: HID_USAGES.barcodeScanner };
const scanner = (more: Partial<HidListing> = {}): HidListing => ({
  path: '/dev/hidraw0',
  vendorId: 0x05e0,
  productId: 0x1300,
  usage: HID_USAGES.barcodeScanner,
  ...more,
});

describe('chooseDevice', () => {
  it('when one device matches, then it is chosen, whatever its path', () => {
    const keyboard = scanner({ vendorId: 1, usage: HID_USAGES.keyboard });
    const there = scanner({ path: '/dev/hidraw7' });
    expect(chooseDevice([keyboard, there], IDENTITY)).toEqual({ kind: 'found', device: there });
    expect(chooseDevice([there, { ...there }], IDENTITY)).toMatchObject({ kind: 'found' });
    expect(chooseDevice([], IDENTITY)).toEqual({ kind: 'absent' });
  });

  it('when two devices match, then none is chosen unless a serial number or a USB socket tells them apart', () => {
    const one = scanner({ path: 'a', serialNumber: '1', usbSocket: '1-1' });
    const two = scanner({ path: 'b', serialNumber: '2', usbSocket: '1-2' });
    const several = chooseDevice([one, two], IDENTITY);
    expect(several).toEqual({ kind: 'several', devices: [one, two] });
    expect(chooseDevice([one, two], { ...IDENTITY, serialNumber: '2' })).toEqual({ kind: 'found', device: two });
    expect(chooseDevice([one, two], { ...IDENTITY, usbSocket: '1-1' })).toEqual({ kind: 'found', device: one });
    if (several.kind === 'several') expect(describeChoice(several, IDENTITY)).toContain('serial number');
  });

  it('when the device is in keyboard mode, then the choice is other-mode, also for the second product id', () => {
    const typing = scanner({ usage: HID_USAGES.keyboard });
    expect(chooseDevice([typing], IDENTITY)).toEqual({ kind: 'other-mode', device: typing, isKeyboard: true });
    const renamed = scanner({ productId: 0x1200, usage: HID_USAGES.keyboard });
    expect(chooseDevice([renamed], IDENTITY)).toEqual({ kind: 'absent' });
    const choice = chooseDevice([renamed], { ...IDENTITY, keyboardProductId: 0x1200 });
    expect(choice).toEqual({ kind: 'other-mode', device: renamed, isKeyboard: true });
    if (choice.kind === 'other-mode') {
      expect(describeChoice(choice, IDENTITY)).toBe(
        '05e0:1200 is connected as 01:06 keyboard, not as 8C:02 bar code scanner',
      );
    }
  });
});

describe('usbSocketIn', () => {
  it.each([
    ['../../devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.4/1-1.4:1.0/0003:05E0:1300.0001/hidraw/hidraw0', '1-1.4'],
    ['../../devices/platform/soc/xhci/usb3/3-2/3-2:1.1/0003:0C27:3BFA.0003/hidraw/hidraw2', '3-2'],
    ['../../devices/virtual/misc/uhid/0003:1FC9:8888.0001/hidraw/hidraw0', null],
  ])('the USB socket in %s is decoded', (link, socket) => expect(usbSocketIn(link)).toBe(socket));
});
