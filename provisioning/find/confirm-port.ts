import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import { type SerialPlace, serialLink } from '../../drivers/link/serial.ts';
import { PRINTER_BLOCK_CODE } from '../../drivers/receipt-printer/contract.ts';
import { ASSUMED_PRINTER_MODEL, findPrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { err } from '../../drivers/result.ts';
import { comesOnline } from '../devices/open-device.ts';
import {
  type ConfirmationResult,
  type ConfirmIo,
  confirmationOf,
  confirmationTrouble,
  settingsFor,
} from './confirm.ts';
import type { FoundDevice } from './found.ts';
import { saleInDoubt } from './port-guard.ts';
import { explainSilentPrinter } from './why-not.ts';

interface SerialSettings {
  readonly link: { readonly serial: SerialPlace & { readonly baudRate: number; readonly stopBits?: 1 | 2 } };
}

const serialOf = (settings: Readonly<Record<string, unknown>>): SerialSettings['link']['serial'] =>
  (settings as unknown as SerialSettings).link.serial;

/** Prints a strip with a big letter, such as `A`, so that the technician can tell two equal printers apart. */
export async function identifyPrinterByPrint(
  device: FoundDevice,
  letter: string,
  io: ConfirmIo,
  open: (device: FoundDevice) => LinkFactory = linkTo,
): Promise<ConfirmationResult> {
  const settings = settingsFor(device, 'printer');
  const model = findPrinterModel(String(settings['model'])) ?? ASSUMED_PRINTER_MODEL;
  const { clock, signal } = io;
  const doubt = await saleInDoubt(io.profile, io);
  if (doubt) return err(doubt);
  io.note(`prints a strip with the letter ${letter}`);
  const printer = createReceiptPrinter({
    link: open(device),
    clock,
    random: Math.random,
    model,
    onDiscarded: () => undefined,
  });
  try {
    if (!(await comesOnline(printer, clock))) {
      const { blockedBy } = printer.status();
      if (blockedBy === null) return await explainSilentPrinter(device, io);
    }
    const { blockedBy } = printer.status();
    if (blockedBy !== null)
      return confirmationTrouble(PRINTER_BLOCK_CODE[blockedBy], `the printer is stopped: ${blockedBy}`);
    const printed = await printer.print(
      { lines: [{ text: letter, style: 'title', align: 'center' }], cut: true },
      signal,
    );
    if (!printed.ok)
      return confirmationTrouble(printed.error.code, `the strip was not printed whole: ${printed.error.kind}`);
    return confirmationOf(device, settings, `it printed the strip with the letter ${letter}`);
  } finally {
    await printer.close();
  }
}

const linkTo = (device: FoundDevice): LinkFactory =>
  serialLink({ stopBits: 1, ...serialOf(settingsFor(device, 'printer')) });
