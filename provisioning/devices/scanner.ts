import { toHex } from '../../drivers/bytes.ts';
import { hidLink } from '../../drivers/hid/hid-link.ts';
import { onDevicesChanged } from '../../drivers/hid/hotplug.ts';
import type { HidListing } from '../../drivers/hid/identity.ts';
import { listHid } from '../../drivers/hid/listing.ts';
import { HID_USAGES } from '../../drivers/hid/usages.ts';
import { rememberTrouble } from '../../drivers/link/noted.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { ScannerEvent } from '../../drivers/scanner/contract.ts';
import { createHidPosScanner } from '../../drivers/scanner/hid-pos/driver.ts';
import { isScannerModelName, SCANNER_MODELS, type ScannerModel } from '../../drivers/scanner/hid-pos/profile.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { createWatchOutput, describeHidDevices, type HidWatchOptions, whyDeviceAway } from './hid-device.ts';

/** Prints every scanned code until Ctrl-C. The codes go only to standard output. */
export async function scannerWatch(options: HidWatchOptions, io: Io): Promise<CliOutcome> {
  const chosen = await modelOf(options);
  if (!chosen.ok) return chosen;
  const model = chosen.value;
  const link = rememberTrouble(hidLink({ ...model, ...(options.hid ?? {}), usage: HID_USAGES.barcodeScanner }));
  const watch = createWatchOutput(options.json === true, io);
  const scanner = createHidPosScanner({
    link: link.factory,
    onDevicesChanged,
    clock: io.clock,
    random: Math.random,
    model,
    onDiscarded: ({ bytes, why }) => io.note(`discarded ${bytes.length} bytes: ${why}`),
  });
  const tellStatus = () => {
    const { device, trouble } = scanner.status();
    const why = trouble ? KEYBOARD_MODE : device === 'online' ? 'scan a code' : whyDeviceAway(link.trouble());
    watch.say('status', { device, trouble }, `${device}: ${why}`);
  };
  scanner.onStatus(tellStatus);
  scanner.onEvent((event) => watch.say(event.type, fieldsOf(event), wordsOf(event)));
  await watch.ended();
  await scanner.close();
  return done;
}

const KEYBOARD_MODE =
  'the scanner is in keyboard mode (SCN-102) and is not used: scan the code for HID POS in its manual';

function fieldsOf(event: ScannerEvent): Readonly<Record<string, unknown>> {
  if (event.type === 'code.lost') return { ...event.trouble };
  const { symbology, text, bytes } = event.code;
  return { symbology, text, bytes: toHex(bytes) };
}

function wordsOf(event: ScannerEvent): string {
  if (event.type === 'code.lost') return `lost: ${event.trouble.kind} (${event.trouble.code}); scan it again`;
  const { symbology, text, bytes } = event.code;
  return `${symbology}: ${text ?? `no text, ${toHex(bytes)}`}`;
}

async function modelOf({ model, hid }: HidWatchOptions): Promise<Result<ScannerModel, CliTrouble>> {
  if (model !== undefined) {
    if (isScannerModelName(model)) return ok(SCANNER_MODELS[model]);
    return misused(`no scanner model called ${model}; there are ${Object.keys(SCANNER_MODELS).join(', ')}`);
  }
  const listed = await listHid();
  if (!listed.ok) return failed(`HID devices cannot be listed (${listed.error.code}, ${listed.error.detail})`);
  const named =
    hid && listed.value.filter((each) => each.vendorId === hid.vendorId && each.productId === hid.productId);
  const found = findScannerModel(named ?? listed.value);
  if (found) return ok(found);
  if (hid) return ok({ ...SCANNER_MODELS['access-is'], ...hid, words: 'scanner' });
  return failed(`no known scanner is plugged in (${describeHidDevices(listed.value)}); name it with --hid VID:PID`);
}

/** The first known scanner that is plugged in, otherwise a device that calls itself a scanner. */
export function findScannerModel(listed: readonly HidListing[]): ScannerModel | undefined {
  const models: readonly ScannerModel[] = Object.values(SCANNER_MODELS);
  const known = models.find(({ vendorId, productId, keyboardProductId }) =>
    listed.some((each) => each.vendorId === vendorId && [productId, keyboardProductId].includes(each.productId)),
  );
  const calledSo = listed.find(({ usage }) => usage === HID_USAGES.barcodeScanner);
  if (known || !calledSo) return known;
  const { vendorId, productId, product = 'scanner' } = calledSo;
  return { words: product, vendorId, productId, layout: SCANNER_MODELS['access-is'].layout };
}
