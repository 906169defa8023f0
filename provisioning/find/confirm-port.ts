import { createPaymentTerminal } from '../../drivers/kinds/payment-terminal.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import { usualSpeech } from '../../drivers/kinds/terminal-protocols.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import { type SerialPlace, serialLink } from '../../drivers/link/serial.ts';
import { PRINTER_BLOCK_CODE } from '../../drivers/receipt-printer/contract.ts';
import { isPrinterModelName, PRINTER_MODELS } from '../../drivers/receipt-printer/paper/profile.ts';
import { err } from '../../drivers/result.ts';
import { REFUSED_ADVICE, whenOnline } from '../devices/open-device.ts';
import { type Confirmation, type ConfirmIo, confirmed, settingsFor, troubleOf } from './confirm.ts';
import type { FoundDevice } from './found.ts';
import { saleInDoubt } from './port-guard.ts';
import { whyNot } from './why-not.ts';

interface SerialSettings {
  readonly link: { readonly serial: SerialPlace & { readonly baudRate: number; readonly stopBits?: 1 | 2 } };
}

const serialOf = (settings: Readonly<Record<string, unknown>>): SerialSettings['link']['serial'] =>
  (settings as unknown as SerialSettings).link.serial;

/** A strip with a big letter, such as `A`: where two printers are alike, whoever stands there sees which is which. */
export async function confirmPrinter(
  device: FoundDevice,
  letter: string,
  io: ConfirmIo,
  open: (device: FoundDevice) => LinkFactory = linkTo('printer', 1),
): Promise<Confirmation> {
  const settings = settingsFor(device, 'printer');
  const name = String(settings['model']);
  const model = PRINTER_MODELS[isPrinterModelName(name) ? name : 'epson-tm-t20'];
  const { clock, signal } = io;
  const doubt = await saleInDoubt(io.profile);
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
    if (!(await whenOnline(printer, clock))) {
      const { blockedBy } = printer.status();
      if (blockedBy === null) return await whyNot(device, 'printer', io);
    }
    const { blockedBy } = printer.status();
    if (blockedBy !== null) return troubleOf(PRINTER_BLOCK_CODE[blockedBy], `the printer is stopped: ${blockedBy}`);
    const printed = await printer.print(
      { lines: [{ text: letter, style: 'title', align: 'center' }], cut: true },
      signal,
    );
    if (!printed.ok) return troubleOf(printed.error.code, `the strip was not printed whole: ${printed.error.kind}`);
    return confirmed(device, settings, `it printed the strip with the letter ${letter}`);
  } finally {
    await printer.close();
  }
}

/**
 * Registers with the terminal by its password, and nothing else: no money moves. Not while a sale of the
 * kiosk, or of the hand tool, is in doubt.
 */
export async function confirmTerminal(
  device: FoundDevice,
  password: string,
  io: ConfirmIo,
  open: (device: FoundDevice) => LinkFactory = linkTo('terminal', 2),
): Promise<Confirmation> {
  const doubt = await saleInDoubt(io.profile);
  if (doubt) return err(doubt);
  io.note('registers with the terminal');
  const parts = { link: open(device), clock: io.clock, random: Math.random, onDiscarded: () => undefined };
  const terminal = createPaymentTerminal({ ...usualSpeech('serial'), password }, parts);
  const online = await whenOnline(terminal, io.clock);
  const { refused } = terminal.status();
  await terminal.close();
  if (refused !== undefined)
    return err({
      code: 'TRM-103',
      found: `the terminal refused the registration (result ${refused})`,
      fix: REFUSED_ADVICE,
    });
  if (!online) return whyNot(device, 'terminal', io);
  return confirmed(
    device,
    { ...settingsFor(device, 'terminal'), password },
    'it took the registration with this password',
  );
}

const linkTo =
  (role: 'printer' | 'terminal', stopBits: 1 | 2) =>
  (device: FoundDevice): LinkFactory =>
    serialLink({ stopBits, ...serialOf(settingsFor(device, role)) });
