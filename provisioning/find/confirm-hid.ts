import { aborted } from '../../drivers/abort.ts';
import { hidLink } from '../../drivers/hid/hid-link.ts';
import { onDevicesChanged } from '../../drivers/hid/hotplug.ts';
import type { HidIdentity } from '../../drivers/hid/identity.ts';
import { USAGE } from '../../drivers/hid/usages.ts';
import { BOOT_KEYBOARD, decodeKeys } from '../../drivers/keypad/hid-keys/codec.ts';
import { KEYPAD_MODELS, type KeypadModel } from '../../drivers/keypad/hid-keys/profile.ts';
import { createHidPosScanner } from '../../drivers/scanner/hid-pos/driver.ts';
import { isScannerModelName, SCANNER_MODELS, type ScannerModel } from '../../drivers/scanner/hid-pos/profile.ts';
import { adviceOf } from '../devices/open-device.ts';
import { type Confirmation, type ConfirmIo, confirmed, firstOf, settingsFor, troubleOf } from './confirm.ts';
import type { FindTrouble, FoundDevice } from './found.ts';

/** Waits until a code is shown to a scanner, and says which one read it. What the code says is not looked at. */
export function confirmScanner(found: readonly FoundDevice[], io: ConfirmIo): Promise<Confirmation> {
  io.note('show any code to the scanner');
  const scanners = found.filter(hasRole('scanner')).map((device) => (stop: AbortSignal) => untilScan(device, io, stop));
  // A scanner that is set to keyboard mode, of a model that nobody knows, is one of the keyboards.
  const keyboards = found.filter(typesKeys).map((device) => async (stop: AbortSignal) => {
    const keys = await untilKeys(device, stop);
    return keys === null
      ? null
      : troubleOf('SCN-102', `${device.usb?.words ?? 'a device'} types what it reads like a keyboard`);
  });
  return firstOf(io, [...scanners, ...keyboards], SILENT('no scanner read a code'));
}

/** Waits until a key is pressed, and says of which keypad, and by which table it is read. */
export function confirmKeypad(found: readonly FoundDevice[], io: ConfirmIo): Promise<Confirmation> {
  io.note('press a key of the keypad');
  const keypads = found.filter(typesKeys).map((device) => async (stop: AbortSignal) => {
    const keys = await untilKeys(device, stop);
    return keys === null ? null : readKeys(device, keys);
  });
  return firstOf(io, keypads, SILENT('no keypad sent a key'));
}

const SILENT = (found: string): FindTrouble => ({ code: 'FND-108', found, fix: adviceOf('FND-108') });

const hasRole = (role: string) => (device: FoundDevice) => device.proposals.some((proposal) => proposal.role === role);

/** What is one of the keypads, or is a scanner in the wrong mode. */
const typesKeys = (device: FoundDevice): boolean =>
  device.at.kind === 'hid' && (hasRole('keypad')(device) || device.trouble?.code === 'SCN-102');

function readKeys(device: FoundDevice, usages: readonly number[]): Confirmation {
  const models = Object.entries(KEYPAD_MODELS) as [string, KeypadModel][];
  const known = models.find(([, { table }]) => usages.some((usage) => table.has(usage)));
  if (!known) return troubleOf('FND-109', `the key of ${device.usb?.words ?? 'the keypad'} is in no table of keys`);
  const [model, { words }] = known;
  return confirmed(device, { ...settingsFor(device, 'keypad'), model }, `its key was pressed; it is read as ${words}`);
}

async function untilScan(device: FoundDevice, { clock }: ConfirmIo, stop: AbortSignal): Promise<Confirmation | null> {
  const settings = settingsFor(device, 'scanner');
  const name = String(settings['model']);
  const model: ScannerModel = SCANNER_MODELS[isScannerModelName(name) ? name : 'access-is'];
  const scanner = createHidPosScanner({
    link: hidLink({ ...identityOf(device), usage: USAGE.barcodeScanner }),
    onDevicesChanged,
    clock,
    random: Math.random,
    model,
    onDiscarded: () => undefined,
  });
  const read = new AbortController();
  scanner.onEvent(({ type }) => {
    if (type === 'code.scanned') read.abort();
  });
  await aborted(AbortSignal.any([read.signal, stop]));
  await scanner.close();
  return read.signal.aborted ? confirmed(device, settings, 'it read the code that was shown') : null;
}

/** The keys of the first report that has any; `null` where it can not be opened or was stopped before. */
async function untilKeys(device: FoundDevice, stop: AbortSignal): Promise<readonly number[] | null> {
  const link = hidLink({ ...identityOf(device), usage: USAGE.keyboard })();
  const pressed = new AbortController();
  let keys: readonly number[] | null = null;
  link.onBytes((bytes) => {
    const down = decodeKeys(bytes, link.descriptor() ?? BOOT_KEYBOARD);
    if (keys !== null || !down.ok || down.value.usages.length === 0) return;
    keys = down.value.usages;
    pressed.abort();
  });
  link.onDown(() => pressed.abort());
  if ((await link.open()).ok) await aborted(AbortSignal.any([pressed.signal, stop]));
  await link.close();
  return keys;
}

function identityOf({ usb }: FoundDevice): Omit<HidIdentity, 'usage'> {
  return {
    vendorId: Number.parseInt(usb?.vendorId ?? '0', 16),
    productId: Number.parseInt(usb?.productId ?? '0', 16),
    ...(usb?.serialNumber !== undefined && { serialNumber: usb.serialNumber }),
    ...(usb?.serialNumber === undefined && usb?.socket !== undefined && { usbSocket: usb.socket }),
  };
}
