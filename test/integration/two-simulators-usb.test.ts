import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { realClock } from '../../drivers/clock.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { createPrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import { openPty } from '../../simulators/wire-pty.ts';

/* Two printers on equal USB adapters swap their port numbers, as after a start with cold hubs. Needs socat. */

let folder: string;
const places = () => ({ sys: join(folder, 'sys'), dev: join(folder, 'dev') });
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-usb-'));
  for (const name of ['sys/class/tty', 'dev']) mkdirSync(join(folder, name), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

function isIn(number: number, socket: string, serial: string): void {
  const name = `ttyUSB${number}`;
  const usb = join(folder, 'sys/devices/usb1', socket);
  const device = join(usb, `${socket}:1.0`, name);
  const tty = join(device, 'tty', name);
  mkdirSync(tty, { recursive: true });
  writeFileSync(join(usb, 'idVendor'), '1a86\n');
  writeFileSync(join(usb, 'idProduct'), '7523\n');
  writeFileSync(join(usb, 'serial'), `${serial}\n`);
  const seen = join(folder, 'sys/class/tty', name);
  rmSync(seen, { force: true });
  rmSync(join(tty, 'device'), { force: true });
  symlinkSync(device, join(tty, 'device'));
  symlinkSync(tty, seen);
}

async function printerOn(number: number) {
  const wire = await openPty(join(folder, 'dev', `ttyUSB${number}`));
  const simulator = createPrinterSimulator({ wire, clock: realClock, model: requirePrinterModel('epson-tm-t20') });
  let isThere = true;
  const away = async () => {
    if (!isThere) return;
    isThere = false;
    simulator.close();
    await wire.close();
  };
  // A second try needs the same ports.
  onTestFinished(away);
  return { simulator, away };
}

it('when two adapters swap their port numbers, then each driver finds its own adapter', async () => {
  isIn(0, '1-1.1', 'LEFT');
  isIn(1, '1-1.2', 'RIGHT');
  const before = await Promise.all([printerOn(0), printerOn(1)]);
  const common = { baudRate: 115_200 } as const;
  const byName = { usb: { vendorId: '1a86', productId: '7523', serialNumber: 'LEFT' } };
  const [left, right] = [byName, { socket: '1-1.2' }].map((place) =>
    createReceiptPrinter({
      link: serialLink({ ...common, ...place }, places()),
      clock: realClock,
      random: () => 0.5,
      model: requirePrinterModel('epson-tm-t20'),
      onDiscarded: () => {},
    }),
  );
  if (!left || !right) throw new Error('two printers');
  onTestFinished(async () => {
    await Promise.all([left.close(), right.close()]);
  });
  const areOnline = (wanted: boolean) =>
    vi.waitFor(() => expect([left, right].map((each) => each.status().device === 'online')).toEqual([wanted, wanted]), {
      timeout: 10_000,
    });
  await areOnline(true);

  await Promise.all(before.map((each) => each.away()));
  await areOnline(false);
  isIn(1, '1-1.1', 'LEFT');
  isIn(0, '1-1.2', 'RIGHT');
  const after = await Promise.all([printerOn(0), printerOn(1)]);
  await areOnline(true);

  const never = new AbortController().signal;
  expect(await left.print({ lines: [{ text: 'left' }], cut: true }, never)).toMatchObject({ ok: true });
  expect(await right.print({ lines: [{ text: 'right' }], cut: true }, never)).toMatchObject({ ok: true });
  const printed = after.map(({ simulator }) => JSON.stringify(simulator.papers().map(({ rows }) => rows)));
  expect(printed[0]).toContain('right');
  expect(printed[1]).toContain('left');
});
