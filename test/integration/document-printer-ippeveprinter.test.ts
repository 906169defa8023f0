import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { createIppPrinter, type IppPrinterOptions } from '../../drivers/document-printer/ipp/driver.ts';
import { httpPost } from '../../drivers/document-printer/ipp/http-post.ts';
import { listenHttp } from '../../simulators/document-printer/http.ts';
import { createDocumentPrinterSimulator } from '../../simulators/document-printer/printer.ts';
import { type DocumentPrinterRig, documentPrinterContract, sampleJob } from '../contract/document-printer.ts';
import { fasterClock } from '../support/fake-io.ts';
import { type Ippeveprinter, ippeveprinter } from './ippeveprinter.ts';

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

const fingerprintAt = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: 'localhost', port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
    socket.once('error', reject);
  });

function driverOf(their: Ippeveprinter, more: Partial<IppPrinterOptions> = {}) {
  const address = { host: '127.0.0.1', port: their.port, path: '/ipp/print', tls: false };
  return createIppPrinter({
    post: httpPost(address),
    uri: `ipp://localhost:${their.port}/ipp/print`,
    user: 'asan-kiosk K5',
    clock: fasterClock(SPEED),
    random: () => 0.5,
    purges: true,
    onDiscarded: () => {},
    // A cancelled job of ippeveprinter ends only when the trouble is repaired: its print command learns of no cancel.
    timings: { ask: 15_000, takeBack: 3_000 },
    ...more,
  });
}

describe.concurrent('the contract', () => {
  describe.sequential('one after the other', () => {
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
  });
});

describe.concurrent('ippeveprinter', () => {
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

  it('when the printer takes no PDF, then nothing is sent', async () => {
    const their = await ippeveprinter('image/pwg-raster');
    await withPrinter(their, async (printer) => {
      expect(await printer.print(sampleJob('raster'), NEVER)).toMatchObject({
        ok: false,
        error: { code: 'PRN-121', kind: 'refused', why: expect.stringContaining('pwg-raster'), phase: 'before-write' },
      });
      expect(their.printed()).toEqual([]);
    });
  });

  it("when the fingerprint of the printer's certificate is known, then the driver trusts the printer over TLS", async () => {
    const their = await ippeveprinter();
    await withPrinter(their, async () => {
      const address = { host: 'localhost', port: their.port, path: '/ipp/print', tls: true };
      const pinned = driverOf(their, { post: httpPost(address, { fingerprint: await fingerprintAt(their.port) }) });
      const stranger = driverOf(their, { post: httpPost(address) });
      await until('online', () => pinned.status().device === 'online');
      await until('looked for', () => stranger.status().device !== 'starting');
      expect(stranger.status().device).toBe('noDevice');
      const job = sampleJob('over-tls');
      expect(await pinned.print(job, NEVER)).toMatchObject({ ok: true });
      expect(their.printed()).toEqual([job.pdf]);
      await pinned.close();
      await stranger.close();
    });
  });

  it("when the printer's pages set low toner or no paper, then the status says so", async () => {
    const their = await ippeveprinter();
    await withPrinter(their, async (printer) => {
      const page = (path: string) => fetch(`http://127.0.0.1:${their.port}${path}`).then((answer) => answer.text());
      await page('/supplies?supply0=25&supply1=5');
      await until('low toner', () => printer.status().toner === 'low');
      await page(
        '/media?size1=iso_a4_210x297mm&type1=stationery&level1=0&size3=iso_a4_210x297mm&type3=stationery&level3=0',
      );
      await until('no paper', () => printer.status().paper === 'out');
      expect(printer.status().blockedBy).toBe('paper-out');
      expect(await printer.print(sampleJob('no-paper'), NEVER)).toMatchObject({
        ok: false,
        error: { code: 'PRN-111', phase: 'before-write' },
      });
    });
  });
});

describe.concurrent('ipptool', () => {
  it('when ipptool tests the simulated printer, then no test fails', async () => {
    const clock = fasterClock(20);
    const simulator = createDocumentPrinterSimulator({ clock });
    const listening = await listenHttp(simulator, 0);
    const dir = await mkdtemp(join(tmpdir(), 'ipptool-'));
    try {
      const { pdf } = sampleJob('from-ipptool');
      await writeFile(join(dir, 'a.pdf'), pdf);
      const uri = `ipp://127.0.0.1:${listening.port}/ipp/print`;
      const ipptool = (test: string) => promisify(execFile)('ipptool', ['-tf', join(dir, 'a.pdf'), uri, test]);
      expect((await ipptool('get-printer-attributes.test')).stdout).toContain('[PASS]');
      expect((await ipptool('create-job.test')).stdout).not.toContain('[FAIL]');
      await until('it is printed', () => simulator.jobs()[0]?.state === 'completed');
      expect(simulator.jobs()[0]?.pdf).toEqual(pdf);
      expect(simulator.sheets()).toHaveLength(3);
      expect((await ipptool('get-completed-jobs.test')).stdout).toContain('[PASS]');
      const { stdout } = await ipptool('ipp-1.1.test');
      expect(stdout).toContain('RFC 8011 section 4.2.1: Print-Job Operation');
      expect(stdout).not.toContain('[FAIL]');
      expect(stdout).toMatch(/, 0 failed, 7 skipped/);
    } finally {
      await listening.close();
      simulator.close();
      await rm(dir, { recursive: true, force: true });
    }
  });
});
