import { describe, expect, it, vi } from 'vitest';
import { createIppPrinter, type IppPrinterOptions } from '../../drivers/document-printer/ipp/driver.ts';
import { httpPost } from '../../drivers/document-printer/ipp/http-post.ts';
import { type DocumentPrinterRig, documentPrinterContract, jobOf } from '../contract/document-printer.ts';
import { fasterClock } from '../fake-io.ts';
import { type Ippeveprinter, ippeveprinter } from './ippeveprinter.ts';

/* The driver and a printer that is not ours: CUPS's ippeveprinter, over real HTTP. */

const SPEED = 5;
const REASONS = { 'paper-jam': 'media-jam', 'cover-open': 'cover-open', 'paper-out': 'media-needed' } as const;
const NEVER = new AbortController().signal;

const until: DocumentPrinterRig['until'] = (what, condition) =>
  vi.waitFor(
    () => {
      if (!condition()) throw new Error(`it never came to this: ${what}`);
    },
    { timeout: 15_000, interval: 20 },
  );

function driverOf(their: Ippeveprinter, more: Partial<IppPrinterOptions> = {}) {
  const address = { host: '127.0.0.1', port: their.port, path: '/ipp/print', tls: false };
  return createIppPrinter({
    ...{ post: httpPost(address), uri: `ipp://localhost:${their.port}/ipp/print`, user: 'asan-kiosk K5' },
    ...{ clock: fasterClock(SPEED), random: () => 0.5, purges: true },
    onDiscarded: () => {},
    timings: { ask: 6_000 },
    ...more,
  });
}

documentPrinterContract('ippeveprinter', async () => {
  const their = await ippeveprinter();
  const printer = driverOf(their);
  return {
    printer,
    until,
    arrived: async () => their.printed(),
    hold: their.hold,
    release: async () => their.release(),
    nextJobMeets: (trouble) => their.nextJobSays(REASONS[trouble]),
    mend: async () => their.mend(),
    unplug: their.kill,
    plug: their.start,
    restarted: () => driverOf(their),
    async close() {
      await printer.close();
      await their.close();
    },
  };
});

describe('ippeveprinter', () => {
  async function withPrinter(
    their: Ippeveprinter,
    use: (printer: ReturnType<typeof driverOf>) => Promise<void>,
  ): Promise<void> {
    const printer = driverOf(their);
    try {
      await until('online', () => printer.status().device === 'online');
      await use(printer);
    } finally {
      await printer.close();
      await their.close();
    }
  }

  it('that takes no PDF is sent none', async () => {
    const their = await ippeveprinter('image/pwg-raster');
    await withPrinter(their, async (printer) => {
      expect(await printer.print(jobOf('raster'), NEVER)).toMatchObject({
        ok: false,
        error: { code: 'PRN-121', kind: 'refused', why: expect.stringContaining('pwg-raster'), phase: 'before-write' },
      });
      expect(their.printed()).toEqual([]);
    });
  });

  it('is low on toner and out of paper when its own pages say so', async () => {
    const their = await ippeveprinter();
    await withPrinter(their, async (printer) => {
      const page = (path: string) => fetch(`http://127.0.0.1:${their.port}${path}`).then((answer) => answer.text());
      await page('/supplies?supply_0=25&supply_1=5');
      await until('low toner', () => printer.status().toner === 'low');
      await page('/media?main_size=na_letter_8.5x11in&main_level=0');
      await until('no paper', () => printer.status().paper === 'out');
      expect(printer.status().blockedBy).toBe('paper-out');
      expect(await printer.print(jobOf('no-paper'), NEVER)).toMatchObject({
        ok: false,
        error: { code: 'PRN-111', phase: 'before-write' },
      });
    });
  });
});
