import { describe, expect, it, type TestContext } from 'vitest';
import type { Scanner, ScannerEvent, ScannerStatus } from '../../drivers/scanner/contract.ts';

export interface ScannerBench {
  readonly scanner: Scanner;
  scan(text: string): Promise<void>;
  scanCutShort(text: string): Promise<void>;
  setMode(mode: 'pos' | 'keyboard'): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  until(what: string, condition: () => boolean): Promise<void>;
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** Codes with lengths around each multiple of 56 bytes (one report), and a receipt's address. */
const TEXTS = [
  'x',
  'https://status.example/a/K5-7QF2-41',
  'a'.repeat(56),
  'b'.repeat(57),
  '0123456789'.repeat(6),
  'c'.repeat(112),
  'd'.repeat(113),
  'ə'.repeat(400),
];

export function scannerContract(name: string, makeBench: () => Promise<ScannerBench>): void {
  describe(`scanner: ${name}`, () => {
    async function start({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
      const bench = await makeBench();
      onTestFinished(() => bench.close());
      const events: ScannerEvent[] = [];
      const statuses: ScannerStatus[] = [];
      bench.scanner.onEvent((event) => events.push(event));
      bench.scanner.onStatus((status) => statuses.push(status));
      await bench.until('online', isOnline(bench.scanner));
      return { bench, events, statuses };
    }

    async function scanned(at: { bench: ScannerBench; events: ScannerEvent[] }, text: string) {
      const before = at.events.length;
      await at.bench.scan(text);
      await at.bench.until('a code', () => at.events.length > before);
      const event = at.events.at(-1);
      if (event?.type !== 'code.scanned') throw new Error(`a code is lost: ${JSON.stringify(event)}`);
      return event.code;
    }

    it('when codes of many lengths are scanned, then each code is reported once and whole', async (context) => {
      const at = await start(context);
      for (const text of TEXTS) expect((await scanned(at, text)).text).toBe(text);
      await at.bench.quiet();
      expect(at.events).toHaveLength(TEXTS.length);
    });

    it('when a QR code has Azerbaijani and Russian letters, then its text and symbology are reported', async (context) => {
      const at = await start(context);
      const code = await scanned(at, 'Ödənildi: 5,00 ₼. Оплачено');
      expect(code).toMatchObject({ symbology: 'qr', text: 'Ödənildi: 5,00 ₼. Оплачено' });
      expect(new TextDecoder().decode(code.bytes)).toBe(code.text);
    });

    it('when the end of a code does not come, then the driver reports a lost code and reads the next code', async (context) => {
      const at = await start(context);
      await at.bench.scanCutShort('e'.repeat(150));
      await at.bench.until('the loss', () => at.events.length > 0);
      expect(at.events).toEqual([{ type: 'code.lost', trouble: { code: 'SCN-103', kind: 'cut-short' } }]);
      expect((await scanned(at, 'next')).text).toBe('next');
    });

    it('when the scanner is in keyboard mode, then the driver reports this mode and no code, and reads again after the fix', async (context) => {
      const at = await start(context);
      await at.bench.setMode('keyboard');
      await at.bench.until('the mode is named', () => at.bench.scanner.status().trouble !== null);
      expect(at.bench.scanner.status()).toEqual({
        device: 'noDevice',
        trouble: { code: 'SCN-102', kind: 'keyboard-mode' },
      });
      await at.bench.scan('typed');
      await at.bench.quiet();
      expect(at.events).toEqual([]);
      await at.bench.setMode('pos');
      await at.bench.until('back', isOnline(at.bench.scanner));
      expect(at.bench.scanner.status().trouble).toBeNull();
      expect((await scanned(at, 'read')).text).toBe('read');
    });

    it('when the scanner is unplugged and plugged in, then each change is reported once, and the next code is read', async (context) => {
      const at = await start(context);
      await at.bench.unplug();
      await at.bench.until('away', () => at.bench.scanner.status().device === 'noDevice');
      expect(at.bench.scanner.status().trouble).toBeNull();
      await at.bench.plug();
      await at.bench.until('back', isOnline(at.bench.scanner));
      expect((await scanned(at, 'again')).text).toBe('again');
      at.statuses.forEach((status, index) => {
        expect(status).not.toEqual(at.statuses[index - 1]);
      });
    });

    it('when the scanner is closed, then no report follows', async (context) => {
      const at = await start(context);
      await at.bench.scanner.close();
      await at.bench.scan('late');
      await at.bench.quiet();
      expect(at.events).toEqual([]);
    });
  });
}

const isOnline = (scanner: Scanner) => () => scanner.status().device === 'online';
