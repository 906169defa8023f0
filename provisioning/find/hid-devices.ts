import { hexDigits } from '../../drivers/bytes.ts';
import { DEVICE_KINDS } from '../../drivers/device-kinds.ts';
import { formatUsbIds, type HidListing } from '../../drivers/hid/identity.ts';
import { listHid } from '../../drivers/hid/listing.ts';
import { describeUsage, HID_USAGES } from '../../drivers/hid/usages.ts';
import { findKeypadModel } from '../../drivers/keypad/hid-keys/profile.ts';
import { SCANNER_MODELS, type ScannerModel } from '../../drivers/scanner/hid-pos/profile.ts';
import { adviceOf } from '../devices/open-device.ts';
import { portAccessRefusal } from '../devices/port-access.ts';
import type { DeviceProposal, FindIo, FindTrouble, FoundDevice } from './found.ts';

/** Lists HID devices that may belong to a cabinet, by their descriptions. Opens no device. */
export async function hidDevices(io: FindIo): Promise<readonly FoundDevice[]> {
  const listed = await listHid();
  if (!listed.ok) {
    io.note(`HID devices can not be listed: ${listed.error.detail} (${listed.error.code})`);
    return [];
  }
  return devicesAmong(listed.value).map((device) => {
    const refusal = device.at.kind === 'hid' ? portAccessRefusal(device.at.path) : null;
    return refusal && !device.trouble ? { ...device, trouble: { code: 'LNK-102', ...refusal } } : device;
  });
}

function devicesAmong(listed: readonly HidListing[]): readonly FoundDevice[] {
  const paths = [...new Set(listed.map(({ path }) => path))];
  return paths.flatMap((path): FoundDevice[] => {
    const collections = listed.filter((each) => each.path === path);
    const [first] = collections;
    if (!first) return [];
    const { proposals, trouble } = readCollections(collections, first);
    if (proposals.length === 0) return [];
    return [{ at: { kind: 'hid', path }, usb: usbOf(first), proposals, ...(trouble && { trouble }) }];
  });
}

function readCollections(
  collections: readonly HidListing[],
  first: HidListing,
): { readonly proposals: readonly DeviceProposal[]; readonly trouble?: FindTrouble } {
  const has = (usage: number) => collections.some((each) => each.usage === usage);
  const scanner = knownScanner(first);
  const keypad = findKeypadModel(first);
  if (has(HID_USAGES.barcodeScanner)) return { proposals: [scannerProposal(first, scanner)] };
  if (scanner && has(HID_USAGES.keyboard)) {
    const found = `${scanner[1].words} (${formatUsbIds(first)}) types like a keyboard`;
    return {
      proposals: [scannerProposal(first, scanner)],
      trouble: { code: 'SCN-102', found, fix: adviceOf('SCN-102') },
    };
  }
  if (keypad) return { proposals: [keypadProposal(first, keypad[0], 'described', keypad[1].words)] };
  if (!has(HID_USAGES.keyboard) && !has(HID_USAGES.keypad)) return { proposals: [] };
  // The device may also be a scanner of an unknown model: only pressing or scanning shows which.
  return { proposals: [keypadProposal(first, 'arrows', 'likely', 'it sends keys')] };
}

const knownScanner = ({ vendorId, productId }: HidListing) =>
  (Object.entries(SCANNER_MODELS) as [string, ScannerModel][]).find(
    ([, model]) =>
      model.vendorId === vendorId && (model.productId === productId || model.keyboardProductId === productId),
  );

function scannerProposal(device: HidListing, known: [string, ScannerModel] | undefined): DeviceProposal {
  const usage = describeUsage(HID_USAGES.barcodeScanner);
  return {
    role: 'scanner',
    // `access-is` has the most common layout for an unknown model.
    settings: {
      driver: DEVICE_KINDS.scanner.driver,
      model: known?.[0] ?? 'access-is',
      // In keyboard mode it may have another product id.
      link: hidPlace({ ...device, ...(known && { productId: known[1].productId }) }),
    },
    certainty: 'described',
    evidence: known ? `its USB ids belong to: ${known[1].words}` : `it describes itself as ${usage}`,
  };
}

const keypadProposal = (
  device: HidListing,
  model: string,
  certainty: DeviceProposal['certainty'],
  evidence: string,
): DeviceProposal => ({
  role: 'keypad',
  settings: { driver: DEVICE_KINDS.keypad.driver, model, link: hidPlace(device) },
  certainty,
  evidence,
});

const hidPlace = ({ vendorId, productId, serialNumber, usbSocket }: HidListing) => ({
  hid: {
    vendorId: hexDigits(vendorId, 4),
    productId: hexDigits(productId, 4),
    ...(serialNumber !== undefined && { serialNumber }),
    ...(serialNumber === undefined && usbSocket !== undefined && { socket: usbSocket }),
  },
});

const usbOf = ({ vendorId, productId, serialNumber, product, usbSocket, usage }: HidListing) => ({
  vendorId: hexDigits(vendorId, 4),
  productId: hexDigits(productId, 4),
  serialNumber,
  socket: usbSocket,
  words: `${product ?? describeUsage(usage)} (${hexDigits(vendorId, 4)}:${hexDigits(productId, 4)})`,
});
