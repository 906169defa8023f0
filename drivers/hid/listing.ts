import type { ListTrouble } from '../link/serial.ts';
import { describeLoadError } from '../native-part.ts';
import { err, messageOf, ok, type Result } from '../result.ts';
import { usageOf } from './descriptor.ts';
import type { HidListing } from './identity.ts';
import { readUsbSocket } from './sysfs.ts';

/**
 * Lists every plugged-in HID collection through node-hid, which the first call loads. node-hid reports no plug or unplug, so a caller must
 * look again.
 */
export async function listHid(): Promise<Result<readonly HidListing[], ListTrouble>> {
  const trouble = (detail: string) => err<ListTrouble>({ code: 'LNK-111', kind: 'cannot-list', detail });
  const loaded = await import('node-hid').then(ok, describeLoadError('node-hid'));
  if (!loaded.ok) return trouble(loaded.error);
  try {
    const listed = await loaded.value.default.devicesAsync();
    return ok(await Promise.all(listed.map(listingOf)));
  } catch (cause) {
    return trouble(`node-hid: ${messageOf(cause)}`);
  }
}

type Listed = import('node-hid').Device;

async function listingOf(device: Listed): Promise<HidListing> {
  const { path = '', vendorId, productId, serialNumber, product, usagePage = 0, usage = 0 } = device;
  const usbSocket = await readUsbSocket(path);
  return {
    path,
    vendorId,
    productId,
    usage: usageOf(usagePage, usage),
    // hidapi returns an empty string for an absent text.
    serialNumber: serialNumber || undefined,
    product: product || undefined,
    usbSocket: usbSocket ?? undefined,
  };
}
