import { accessSync, constants } from 'node:fs';
import { type HidListing, idsOf } from '../../drivers/hid/identity.ts';
import { listHid } from '../../drivers/hid/listing.ts';
import { USAGE } from '../../drivers/hid/usages.ts';
import { SCANNER_MODELS, type ScannerModel } from '../../drivers/scanner/hid-pos/profile.ts';
import { KIOSK_GROUP, knownHidDevices, RULES_FILE } from '../udev/rules.ts';
import { bad, type Check, good, warning } from './check.ts';

/** The HID devices that a driver of ours knows: whether this user may open them, and whether a scanner types. */
export async function hidChecks(): Promise<readonly Check[]> {
  const listed = await listHid();
  if (!listed.ok) {
    return [warning('HID devices', listed.error.detail, 'npm ci; the kiosk itself works without scanner and keypad')];
  }
  return checksOf(listed.value, mayOpen);
}

export function checksOf(listed: readonly HidListing[], canOpen: (path: string) => boolean): readonly Check[] {
  const known = knownHidDevices();
  const ours = listed.flatMap((each) => {
    const model = known.find(({ vendorId, productId }) => vendorId === each.vendorId && productId === each.productId);
    return model || each.usage === USAGE.barcodeScanner ? [{ ...each, words: model?.words ?? 'scanner' }] : [];
  });
  const files = ours.filter(({ path }, index) => ours.findIndex((each) => each.path === path) === index);
  if (files.length === 0) return [good('HID devices', 'no scanner or keypad that is known')];
  return files.map((file) => fileCheck(file, listed, canOpen(file.path)));
}

function fileCheck(file: HidListing & { words: string }, listed: readonly HidListing[], open: boolean): Check {
  const name = `${file.words} ${idsOf(file)}`;
  if (!open) {
    return bad(
      'HID device',
      `${name} may not be opened by this user`,
      `install provisioning/udev/70-asan-kiosk.rules as ${RULES_FILE}, groupadd --system ${KIOSK_GROUP}, udevadm control --reload && ` +
        `udevadm trigger, and sudo usermod -aG ${KIOSK_GROUP} ${process.env['USER'] ?? '$USER'}`,
    );
  }
  if (isTypingScanner(file, listed)) {
    return bad(
      'HID device',
      `${name} types like a keyboard (SCN-102)`,
      'scan the code for HID POS (or USB-HID, OPOS) in its manual; it comes back as a scanner',
    );
  }
  return good('HID device', name);
}

const SCANNERS: readonly ScannerModel[] = Object.values(SCANNER_MODELS);

/** A scanner's ids, and none of its collections is a scanner's. */
function isTypingScanner({ vendorId, productId, path }: HidListing, listed: readonly HidListing[]): boolean {
  const isScanner = SCANNERS.some(
    (model) => model.vendorId === vendorId && [model.productId, model.keyboardProductId].includes(productId),
  );
  const usages = listed.filter((each) => each.path === path).map(({ usage }) => usage);
  return isScanner && usages.includes(USAGE.keyboard) && !usages.includes(USAGE.barcodeScanner);
}

function mayOpen(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    // Whatever the reason: this user cannot open it, and the rule is what helps.
    return false;
  }
}
