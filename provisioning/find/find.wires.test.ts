import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { realClock } from '../../drivers/clock.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { createPrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import { openPty, type PtyWire } from '../../simulators/wire-pty.ts';
import { type FakeIo, fakeIo } from '../../test/support/fake-io.ts';
import { makeSerialPlaces, type SerialPlaces } from '../../test/support/serial-places.ts';
import { type FindCommandOptions, find } from './find.ts';

const timings = { listen: 20, settle: 5, answer: 100, quiet: 20 };

let places: SerialPlaces;
let folder: string;
let wire: PtyWire | undefined;
let server: Server | undefined;
beforeEach(() => {
  places = makeSerialPlaces();
  folder = mkdtempSync(join(tmpdir(), 'kiosk-find-'));
});
afterEach(async () => {
  await wire?.close();
  server?.close();
  wire = server = undefined;
  places.remove();
  rmSync(folder, { recursive: true });
});

async function printer(name = 'ttyUSB0', ids = '0403:6001') {
  places.plug({ name, socket: '1-1.2', ids, serial: 'A50285BI' });
  wire = await openPty(join(places.dev, name));
  return createPrinterSimulator({ wire, clock: realClock, model: requirePrinterModel('epson-tm-t20') });
}

const nowhere = () => join(folder, 'no-profile.yaml');
const run = async (options: FindCommandOptions, io: FakeIo = fakeIo()) => {
  const outcome = await find(options, io, { places, timings, profileFile: nowhere() });
  return { outcome, io };
};

function profileOf(entries: readonly LedgerEntry[], change: (text: string) => string = (text) => text): string {
  const file = join(folder, 'profile.yaml');
  const text = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  const ledger = openLedger({ file: join(folder, 'ledger.db'), now: () => new Date() });
  for (const entry of entries) ledger.append('a', entry);
  ledger.close();
  writeFileSync(file, change(text.replace('var/simulated/ledger.db', join(folder, 'ledger.db'))));
  return file;
}

const SENT: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' },
  { kind: 'lodged', reference: 'K5-7QF2-62' },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
];

describe('find', () => {
  it('when find runs, then the result is words, and standard error has each step at each port', async () => {
    const simulator = await printer();
    const { outcome, io } = await run({});
    expect(outcome).toEqual({ ok: true, value: undefined });
    expect(io.written()).toContain(
      'in USB socket 1-1.2\n  is the receipt printer: answers the real-time status of ESC/POS',
    );
    const port = join(places.dev, 'serial/by-id/usb-0403_6001_A50285BI-if00-port0');
    expect(io.notes).toEqual(expect.arrayContaining([`${port}: listens for 0.02 s`, `${port}: ESC/POS at 9600`]));
    // Two questions of three bytes, then two bytes that empty the printer's line.
    await vi.waitFor(() => expect(simulator.bytesReceived).toBe(8), { timeout: 30_000 });
    simulator.close();
  });

  it('when --json is given, then the result is JSON for a profile', async () => {
    const simulator = await printer();
    const { io } = await run({ json: true });
    const { devices } = JSON.parse(io.written()) as { devices: { at: { kind: string }; proposals: unknown }[] };
    expect(devices.filter(({ at }) => at.kind === 'serial').map(({ proposals }) => proposals)).toEqual([
      [
        {
          role: 'printer',
          settings: {
            driver: 'escpos',
            model: 'epson-tm-t20',
            link: {
              serial: { usb: { vendorId: '0403', productId: '6001', serialNumber: 'A50285BI' }, baudRate: 9_600 },
            },
          },
          certainty: 'answered',
          evidence: expect.stringContaining('9600'),
        },
      ],
    ]);
    simulator.close();
  });

  it('when --no-probe is given, then no byte is sent', async () => {
    const simulator = await printer();
    const { outcome } = await run({ probe: false });
    expect(outcome.ok).toBe(true);
    expect(simulator.bytesReceived).toBe(0);
    simulator.close();
  });

  it('when the profile is malformed, then the error names it', async () => {
    writeFileSync(join(folder, 'bad.yaml'), 'kiosk: 7\n');
    expect((await run({ profile: join(folder, 'bad.yaml') })).outcome).toMatchObject({ error: { exit: 2 } });
  });

  it('when --watch is given, then plugged and pulled devices are printed', async () => {
    const io = fakeIo();
    const watching = run({ watch: true, json: true, probe: false }, io);
    const events = () =>
      io
        .written()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { event: string; device: { usb?: { socket: string } } });
    const serial = () =>
      events()
        .filter(({ device }) => device.usb?.socket === '1-1.2')
        .map(({ event }) => event);
    const simulator = await printer();
    await vi.waitFor(() => expect(serial()).toEqual(['plugged-in']), { timeout: 30_000 });
    places.unplug('ttyUSB0');
    await vi.waitFor(() => expect(serial()).toEqual(['plugged-in', 'pulled-out']), { timeout: 30_000 });
    io.interrupt();
    expect((await watching).outcome.ok).toBe(true);
    simulator.close();
  });
});

describe('ports that are not probed', () => {
  it('when a sale is in doubt, then no port is probed', async () => {
    const simulator = await printer();
    const { outcome, io } = await run({ profile: profileOf(SENT) });
    expect(outcome).toMatchObject({ error: { exit: 1 } });
    expect(io.written()).toMatch(/K5-7QF2-62 is in doubt.*\(FND-104\)/);
    expect(simulator.bytesReceived).toBe(0);
    simulator.close();
  });

  it('when a payment of `terminal pay` is not settled, then no port is probed', async () => {
    const simulator = await printer();
    const profile = profileOf([]);
    const noted = { intent: { intentId: 'i', amount: 1, before: null }, at: 'now', outcome: 'unknown' };
    writeFileSync(join(folder, 'ledger.db.terminal-pay.json'), JSON.stringify(noted));
    const { io } = await run({ profile });
    expect(io.written()).toMatch(/is not settled.*\(FND-104\)/);
    expect(simulator.bytesReceived).toBe(0);
    simulator.close();
  });

  it('when the kiosk is running, then its port is not probed', async () => {
    const simulator = await printer();
    server = createServer((request, response) => {
      response.statusCode = request.url === '/healthz' ? 200 : 404;
      response.end(JSON.stringify({ ready: true, devices: {} }));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const link = '{ serial: { usb: { vendorId: "0403", productId: "6001" }, baudRate: 115200 } }';
    const profile = profileOf([], (text) =>
      text
        .replace('port: 8080', `port: ${port}`)
        .replace('model: epson-tm-t20, link: simulated', `model: epson-tm-t20, link: ${link}`),
    );
    const { io } = await run({ profile });
    expect(io.written()).toMatch(/the running kiosk has .*A50285BI.*\(FND-103\)/);
    expect(simulator.bytesReceived).toBe(0);
    simulator.close();
  });

  it('when another program has a port open, then it is not probed and the program is named', async () => {
    const simulator = await printer();
    const link = serialLink({ path: join(places.dev, 'ttyUSB0'), baudRate: 9_600 })();
    expect((await link.open()).ok).toBe(true);
    const { outcome, io } = await run({});
    expect(outcome).toMatchObject({ error: { exit: 1 } });
    expect(io.written()).toMatch(/another program has .*\(LNK-104\)\n {2}fix: end that program first/);
    expect(simulator.bytesReceived).toBe(0);
    await link.close();
    simulator.close();
  });

  it('when a port cannot be opened, then a line names the reason and what to do', async () => {
    places.plug({ name: 'ttyUSB0', socket: '1-1.2', ids: '0403:6001' });
    mkdirSync(places.dev, { recursive: true });
    const { io } = await run({});
    expect(io.written()).toMatch(/can not be opened: .*\(LNK-101\)\n {2}fix: /);
  });
});
