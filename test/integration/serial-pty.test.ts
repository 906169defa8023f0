import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pause } from '../../drivers/clock.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { createEscposPrinter } from '../../drivers/receipt-printer/escpos/driver.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { createZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { seededRandom } from '../../simulators/random.ts';
import { createPrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import { openPty, type PtyWire } from '../../simulators/wire-pty.ts';
import {
  CONTRACT_ZVT_TIMINGS,
  type PaymentTerminalRig,
  paymentTerminalContract,
} from '../contract/payment-terminal.ts';
import { type PrinterRig, receiptPrinterContract } from '../contract/receipt-printer.ts';
import { fasterClock } from '../support/fake-io.ts';

/* Real `serialport` binding and time. Needs socat. */

let folder = '';
let ptys = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-pty-'));
});
afterAll(() => rm(folder, { recursive: true }));

const newPty = () => openPty(join(folder, `tty${ptys++}`));

async function until(what: string, condition: () => boolean): Promise<void> {
  await vi.waitFor(
    () => {
      if (!condition()) throw new Error(`it never came to this: ${what}`);
    },
    { timeout: 20_000, interval: 10 },
  );
}

async function terminalRig(): Promise<PaymentTerminalRig> {
  const clock = fasterClock(5);
  const now = () => new Date(2026, 10, 24, 14, 30);
  const wire = await newPty();
  const simulator = createZvtTerminalSimulator({
    wire,
    clock,
    random: seededRandom(1),
    framing: 'serial',
    now,
  });
  const terminal = createZvtTerminal({
    link: serialLink({ path: wire.path, baudRate: 9600, stopBits: 2 }),
    clock,
    random: () => 0.5,
    framing: 'serial',
    password: '000000',
    issueOfGoods: true,
    onDiscarded: () => {},
    // A busy machine may delay bytes in the pty for 400 ms: two seconds on this faster clock.
    timings: {
      ...CONTRACT_ZVT_TIMINGS,
      answerMs: 5_000,
      messageMs: 12_000,
      interCharacterMs: 2_500,
      stalledApduMs: 4_000,
    },
  });
  return {
    terminal,
    simulator,
    now,
    cable: wire,
    pass: (ms) => pause(clock, ms),
    async close() {
      await terminal.close();
      simulator.close();
      await wire.close();
    },
  };
}

describe.concurrent('over ptys', () => {
  paymentTerminalContract('ZVT over a pty and the serialport binding', terminalRig);
});

async function printerRig(): Promise<PrinterRig> {
  const clock = fasterClock(5);
  const wire = await newPty();
  const model = requirePrinterModel('epson-tm-t20');
  const simulator = createPrinterSimulator({ wire, clock, model });
  const printer = createEscposPrinter({
    link: serialLink({ path: wire.path, baudRate: 115_200 }),
    clock,
    random: () => 0.5,
    model,
    onDiscarded: () => {},
    timings: { answer: 5_000, patience: 15_000, cleanUp: 20_000 },
  });
  return {
    printer,
    simulator,
    clearsBuffer: model.clearsBuffer,
    until: (condition) => until(String(condition), condition),
    unplug: wire.unplug,
    plug: wire.plug,
    async close() {
      await printer.close();
      simulator.close();
      await wire.close();
    },
  };
}

describe.concurrent('over a pty', () => {
  describe.sequential('one after the other', () => {
    receiptPrinterContract('a pty and the serialport binding', printerRig);
  });
});

describe('a serial link on a pty', () => {
  async function withPty(use: (wire: PtyWire) => Promise<void>): Promise<void> {
    const wire = await newPty();
    try {
      await use(wire);
    } finally {
      await wire.close();
    }
  }

  it('when either side writes all byte values, then the other side gets them unchanged', () =>
    withPty(async (wire) => {
      const all = Uint8Array.from({ length: 256 }, (_, index) => index);
      const link = serialLink({ path: wire.path, baudRate: 115_200 })();
      const atHost: number[] = [];
      const atDevice: number[] = [];
      link.onBytes((chunk) => atHost.push(...chunk));
      wire.onBytes((chunk) => atDevice.push(...chunk));
      expect(await link.open()).toEqual({ ok: true, value: undefined });
      expect(await link.write(all)).toEqual({ ok: true, value: undefined });
      wire.write(all);
      await until('all bytes', () => atHost.length >= 256 && atDevice.length >= 256);
      expect(atHost).toEqual([...all]);
      expect(atDevice).toEqual([...all]);
      await link.close();
      await link.close();
    }));

  it('when the port vanishes, then the link is down once, and writes and close still settle', () =>
    withPty(async (wire) => {
      const link = serialLink({ path: wire.path, baudRate: 9600 })();
      const downs: string[] = [];
      link.onDown(({ code }) => downs.push(code));
      await link.open();
      await wire.unplug();
      // The binding notices the loss by itself or by this write, but reports it once.
      await link.write(Uint8Array.of(1));
      await until('down', () => downs.length > 0);
      expect(await link.write(Uint8Array.of(2))).toMatchObject({ ok: false, error: { code: 'LNK-103' } });
      await link.close();
      expect(downs).toEqual(['LNK-103']);
    }));

  it('when a link is open, then a second open fails with LNK-104 until it is closed', () =>
    withPty(async (wire) => {
      const make = serialLink({ path: wire.path, baudRate: 9600 });
      const first = make();
      await first.open();
      expect(await make().open()).toMatchObject({ ok: false, error: { code: 'LNK-104' } });
      await first.close();
      const second = make();
      expect(await second.open()).toMatchObject({ ok: true });
      await second.close();
    }));

  it('when a link is closed while it opens, then it ends closed and can be opened again', () =>
    withPty(async (wire) => {
      const make = serialLink({ path: wire.path, baudRate: 9600 });
      const link = make();
      const opening = link.open();
      await link.close();
      expect(await opening).toMatchObject({ ok: false });
      const second = make();
      expect(await second.open()).toMatchObject({ ok: true });
      await second.close();
    }));
});

describe('a pty', () => {
  it('when the folder or socat is missing, then the error says so', async () => {
    await expect(openPty(join(folder, 'no', 'such', 'folder'))).rejects.toThrow('no pty at');
    vi.stubEnv('PATH', folder);
    await expect(newPty()).rejects.toThrow('apt-get install socat');
    vi.unstubAllEnvs();
  });

  it('when another file is at the path, then the file is not replaced; a dangling link is replaced', async () => {
    const file = join(folder, 'somebody-elses.txt');
    writeFileSync(file, 'mine');
    await expect(openPty(file)).rejects.toThrow('something else is there');
    await expect(openPty(folder)).rejects.toThrow('something else is there');
    symlinkSync(file, join(folder, 'link'));
    await expect(openPty(join(folder, 'link'))).rejects.toThrow('something else is there');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    symlinkSync(join(folder, 'gone'), join(folder, 'dangling'));
    await (await openPty(join(folder, 'dangling'))).close();
  });
});

describe('serial port in use', () => {
  it('when another link has the port, then open fails with LNK-104 until that link closes', async () => {
    const wire = await newPty();
    const settings = { path: wire.path, baudRate: 9600 };
    const first = serialLink(settings)();
    expect(await first.open()).toEqual({ ok: true, value: undefined });
    expect(await serialLink(settings)().open()).toMatchObject({
      ok: false,
      error: { code: 'LNK-104', kind: 'in-use' },
    });
    await first.close();
    const next = serialLink(settings)();
    expect(await next.open()).toEqual({ ok: true, value: undefined });
    await next.close();
    await wire.close();
  });
});
