import { baudRateOf } from '../../device/config/link.ts';
import { TECHNICIAN_WAIT_MS, waitForFirst } from '../../device/maintenance/devices/wait.ts';
import { hidLink } from '../../drivers/hid/hid-link.ts';
import { onDevicesChanged } from '../../drivers/hid/hotplug.ts';
import { formatUsbIds } from '../../drivers/hid/identity.ts';
import { listHid } from '../../drivers/hid/listing.ts';
import { HID_USAGES } from '../../drivers/hid/usages.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import { rememberTrouble } from '../../drivers/link/noted.ts';
import type { Receipt } from '../../drivers/receipt-printer/contract.ts';
import type { ScannerEvent } from '../../drivers/scanner/contract.ts';
import { createHidPosScanner } from '../../drivers/scanner/hid-pos/driver.ts';
import type { ScannerModel } from '../../drivers/scanner/hid-pos/profile.ts';
import { describeLinkAddress } from '../command/options.ts';
import { printerModel } from '../command/printer-model.ts';
import { comesOnline, createDiscardLog, createLinkWithTrouble } from '../devices/open-device.ts';
import { findScannerModel } from '../devices/scanner.ts';
import { awayDeviceResult } from './away.ts';
import { areSameLetters, randomLetters } from './random-letters.ts';
import { type AcceptanceFinding, failedStep, passedStep, skipped, type TestedDevice } from './result.ts';
import type { AcceptanceContext } from './step.ts';

/** One line for each code page of receipts. A line that fits no page is drawn, which any printer prints correctly. */
const LETTERS = ['Ə ə ₼', 'Ğ ğ I ı İ i Ö ö Ş ş Ç ç Ü ü', 'Ж Щ Ы Я ж щ ы я ё'];

/** The paper has new letters each time, so the technician who types them has read this paper. */
export async function receiptStep(parts: AcceptanceContext): Promise<AcceptanceFinding> {
  const six = randomLetters(6);
  const text = `asan-kiosk accept ${randomLetters(20)}`;
  const printed = await printOnReceiptPrinter(parts, testPaper(text, six));
  if (printed.outcome !== 'ok') return printed;
  const { person, words } = parts;
  if (!(await person.agrees(words.receipt.letters(LETTERS.join(' / ')))))
    return failedStep('ACC-107', 'the technician says that the letters on the paper are wrong');
  const read = await readBack(parts, text, six);
  return { ...read, devices: [...printed.devices, ...read.devices] };
}

const testPaper = (text: string, six: string): Receipt => ({
  lines: [
    { text: 'asan-kiosk accept', style: 'bold', align: 'center' },
    { rule: true },
    ...LETTERS.map((text) => ({ text })),
    { rule: true },
    { qr: text },
    { text: six, style: 'title', align: 'center' },
  ],
  cut: true,
});

/** Prints on the receipt printer of the profile. `detail` is empty if the receipt came out whole. */
export async function printOnReceiptPrinter(
  { profile, io, stop }: AcceptanceContext,
  receipt: Receipt,
): Promise<AcceptanceFinding> {
  const { link: place, model: name } = profile.devices.printer;
  if (place === 'simulated') return skipped('simulated');
  const model = printerModel(name);
  if (!model.ok) throw new Error(model.error.line);
  const link = createLinkWithTrouble(place);
  const discarded = createDiscardLog(io);
  const printer = createReceiptPrinter({
    link: link.factory,
    clock: io.clock,
    random: Math.random,
    model: model.value,
    onDiscarded: discarded.note,
    baudRate: baudRateOf(place),
  });
  try {
    if (!(await comesOnline(printer, io.clock))) {
      return awayDeviceResult('printer', place, link.trouble(), discarded.bytes());
    }
    const printed = await printer.print({ ...receipt, cut: printer.capabilities.cutter && receipt.cut }, stop);
    if (!printed.ok) return failedStep(printed.error.code, `${printed.error.kind}, ${printed.error.phase}`);
    return passedStep('letters-typed', '', [
      {
        kind: 'receipt printer',
        model: model.value.name,
        firmware: null,
        serial: null,
        at: describeLinkAddress(place),
      },
    ]);
  } finally {
    await printer.close();
  }
}

async function readBack(parts: AcceptanceContext, text: string, six: string): Promise<AcceptanceFinding> {
  const listed = await listHid();
  const model = listed.ok ? findScannerModel(listed.value) : undefined;
  if (model) {
    const its = listed.ok
      ? listed.value.find((each) => each.vendorId === model.vendorId && each.productId === model.productId)
      : undefined;
    return scanned(parts, text, model, {
      kind: 'scanner',
      model: model.words,
      firmware: null,
      serial: its?.serialNumber ?? null,
      at: `USB ${formatUsbIds(its ?? model)}`,
    });
  }
  const typed = await parts.person.ask(parts.words.receipt.typeLetters);
  if (areSameLetters(typed, six)) return passedStep('letters-typed');
  return failedStep('ACC-108', 'the typed letters are not the printed letters');
}

async function scanned(
  { io, person, words, stop }: AcceptanceContext,
  text: string,
  model: ScannerModel,
  device: TestedDevice,
): Promise<AcceptanceFinding> {
  const link = rememberTrouble(hidLink({ ...model, usage: HID_USAGES.barcodeScanner }));
  const scanner = createHidPosScanner({
    link: link.factory,
    onDevicesChanged,
    clock: io.clock,
    random: Math.random,
    model,
    onDiscarded: ({ bytes, why }) => io.note(`discarded ${bytes.length} bytes: ${why}`),
  });
  try {
    if (!(await comesOnline(scanner, io.clock))) {
      const typing = scanner.status().trouble;
      if (typing) return failedStep(typing.code, 'the scanner types like a keyboard');
      const why = link.trouble();
      return failedStep(why?.code ?? 'LNK-103', `the scanner could not be opened: ${why?.detail ?? 'it is gone'}`);
    }
    person.tell(words.receipt.holdIt);
    const event = await waitForFirst<ScannerEvent>((give) => scanner.onEvent(give), {
      clock: io.clock,
      limitMs: TECHNICIAN_WAIT_MS,
      signal: stop,
    });
    if (!event) return failedStep('ACC-109', `no code in ${TECHNICIAN_WAIT_MS / 1_000} s`);
    if (event.type === 'code.lost') return failedStep(event.trouble.code, event.trouble.kind);
    if (event.code.text === text) return passedStep('code-scanned', event.code.symbology, [device]);
    return failedStep(
      'ACC-108',
      `a ${event.code.symbology} code of ${event.code.bytes.length} bytes: it is not the printed code`,
    );
  } finally {
    await scanner.close();
  }
}
