import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../drivers/bytes.ts';
import { encodeReceipt } from '../../drivers/receipt-printer/dialects/encode.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { encodeTraceLine, type TraceEntry } from '../../drivers/trace/trace.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { COARSE_PIXELS, launchChromium } from './chromium.ts';

let browser: Browser;
let kiosk: KioskProcess;
let page: Page;

const control = (name: string): Locator => page.locator(`[data-test="${name}"]`);
const text = async (name: string) => (await control(name).textContent())?.replace(/\s+/g, ' ').trim();

const HEADER = {
  trace: 1,
  startedAt: '2026-11-24T12:00:00.000Z',
  end: 'kiosk',
  devices: { printer: { driver: 'escpos', model: 'epson-tm-t20' } },
} as const;
const PIECE = 20;

const LINES = Array.from({ length: 12 }, (_, at) => `Line ${at + 1} of a receipt`);

function printing(): string {
  const bytes = encodeReceipt(
    { lines: [{ text: 'Qəbz', style: 'title' }, ...LINES.map((text) => ({ text }))], cut: true },
    requirePrinterModel('epson-tm-t20'),
  );
  const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, at) =>
    bytes.slice(at * PIECE, (at + 1) * PIECE),
  );
  const device = 'printer';
  const entries: TraceEntry[] = [
    { at: 0, device, link: 'open' },
    { at: 10, device, direction: 'out', hex: '100404' },
    { at: 12, device, direction: 'in', hex: '12' },
    { at: 20, device, call: 'print', id: 1, args: ['$signal'] },
    ...pieces.map((piece, at): TraceEntry => ({ at: 30 + at, device, direction: 'out', hex: toHex(piece) })),
    { at: 900, device, id: 1, settled: { ok: true } },
  ];
  return [HEADER, ...entries].map(encodeTraceLine).join('');
}

const TRACE = printing();
const STEPS = TRACE.trimEnd().split('\n').length - 1;
const file = (name: string, content: string) => ({ name, mimeType: 'application/jsonl', buffer: Buffer.from(content) });

beforeAll(async () => {
  [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
  page = await (await browser.newContext({ viewport: { width: 1200, height: 750 }, ...COARSE_PIXELS })).newPage();
});
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});
beforeEach(async () => {
  await page.goto(`${kiosk.url}dock`);
  await control('led-printer').waitFor();
});

describe('a trace in the dock', () => {
  it('when a trace is opened by its button, then stepping forwards and back shows the paper of that step', async () => {
    await control('trace-file').setInputFiles(file('printer.trace', TRACE));
    expect(await text('trace-position')).toBe(`Step 0 of ${STEPS}`);
    await control('trace-last').click();
    expect(await text('trace-position')).toBe(`Step ${STEPS} of ${STEPS}, 0.900 s`);
    expect(await text('trace-papers')).toMatch(/^1 cut off, 0 mm hanging out$/);
    const whole = await heightOfPaper();

    for (let back = 0; back < 3; back += 1) await control('trace-back').click();
    expect(await text('trace-papers')).toMatch(/^0 cut off, [1-9]\d* mm hanging out$/);
    expect(await heightOfPaper()).toBeLessThan(whole);
    await control('trace-first').click();
    expect(await text('trace-papers')).toBe('0 cut off, 0 mm hanging out');
    expect(await control('trace-paper').count()).toBe(0);
    await control('trace-forward').click();
    expect(await text('trace-device-printer')).toContain('Link open');
  });

  it('when a trace is dropped on the page, then the keyboard steps through the trace', async () => {
    const dropped = await page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], 'dropped.trace'));
      return transfer;
    }, TRACE);
    await page.locator('dock-app').dispatchEvent('drop', { dataTransfer: dropped });
    await control('trace-forward').focus();
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
    expect(await text('trace-position')).toContain('Step 4 of');
    expect(await text('trace-device-printer')).toContain('Asked to print');
    await page.keyboard.press('End');
    expect(await text('trace-device-printer')).toContain('Asked to nothing');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Home');
    expect(await text('trace-position')).toContain('Step 0 of');
  });

  it('when the dock saves a trace, then the trace opens with its devices', async () => {
    const saved = await (await fetch(`${kiosk.url}dock/trace`)).text();
    await control('trace-file').setInputFiles(file('kiosk.trace', saved));
    await control('trace-last').click();
    for (const device of ['reader', 'terminal', 'printer']) {
      expect(await text(`trace-device-${device}`)).toContain('Link open');
    }
    await control('close-trace').click();
    await control('led-printer').waitFor();
  });

  it('when a file is not a trace, then the error names its line, and the devices stay', async () => {
    await control('trace-file').setInputFiles(file('bad.trace', `${TRACE.split('\n')[0]}\n{"at":1}\n`));
    await control('trace-error').waitFor();
    expect(await text('trace-error')).toBe('bad.trace: line 2: device: expected one of the header (LNK-121)');
    expect(await control('led-printer').count()).toBe(1);
  });

  it('when a trace is shown, then axe finds no fault, and the page fits a small window', async () => {
    await control('trace-file').setInputFiles(file('printer.trace', TRACE));
    await control('trace-last').click();
    await control('trace-paper').waitFor();
    const { violations } = await new AxeBuilder({ page })
      .options({ rules: { 'target-size': { enabled: true } } })
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)).toEqual([]);
    await page.setViewportSize({ width: 700, height: 750 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    );
    await page.setViewportSize({ width: 1200, height: 750 });
  });
});

async function heightOfPaper(): Promise<number> {
  return control('trace-paper').evaluate(async (image) => {
    await (image as HTMLImageElement).decode();
    return (image as HTMLImageElement).naturalHeight;
  });
}
