import { describe, expect, test } from 'vitest';
import { breathe, onlineRig, resultInRig, type SimulatedPrinterRig } from '../../../test/contract/printer-rig.ts';
import { isVoidPaper, LONG_RECEIPT, wholeReceipts } from '../../../test/contract/receipt-printer.ts';
import { fromHex } from '../../bytes.ts';
import { createReceiptPrinter } from '../../kinds/receipt-printer.ts';
import type { LinkFactory } from '../../link/link.ts';
import { ok } from '../../result.ts';
import type { Receipt } from '../contract.ts';
import { encodeCommand } from '../escpos/commands.ts';
import { paperLines } from '../paper/paper-rows.ts';
import { PRINTER_MODELS, type PrinterModel, requirePrinterModel } from '../paper/profile.ts';
import type { PrinterMemo, PrinterMemory } from './memory.ts';
import { VOID_LINES } from './void-slip.ts';

const SHORT: Receipt = { lines: [{ text: 'Bakı şəhəri' }], cut: true };
const CLONE = requirePrinterModel('yhd-8390');
const STUBBORN = { model: CLONE, dialect: { recoverAlwaysClears: false } };
const PURGE = {
  recover: encodeCommand({ kind: 'recover', how: 2 }),
  clear: encodeCommand({ kind: 'clear-buffer' }),
  cleared: Uint8Array.of(0x37, 0x25, 0x00),
};
const never = new AbortController().signal;
const print = (rig: SimulatedPrinterRig, receipt: Receipt) => resultInRig(rig, rig.printer.print(receipt, never));

function disk(rollMm = 50_000): PrinterMemory & { saved(): PrinterMemo | undefined } {
  let memo: PrinterMemo | undefined;
  return {
    rollMm,
    load: () => memo,
    save(next) {
      memo = JSON.parse(JSON.stringify(next));
    },
    saved: () => memo,
  };
}

describe('a printer that does not clear its buffer', () => {
  test('when the paper ends, then at most six lines come after the refill, marked as void', async () => {
    const rig = await onlineRig(STUBBORN);
    rig.simulator.paperOutAfter(60);
    expect(await print(rig, LONG_RECEIPT)).toMatchObject({
      ok: false,
      error: { code: 'PRN-111', phase: 'after-write' },
    });
    expect(rig.simulator.bytesWaiting).toBeGreaterThan(0);
    rig.simulator.refill();
    await rig.until(() => rig.simulator.papers().length === 1);
    const [stale] = rig.simulator.papers();
    expect(isVoidPaper(stale!)).toBe(true);
    const tail = paperLines(stale!).slice(0, -VOID_LINES.length);
    expect(tail.length).toBeLessThanOrEqual(6);
    expect(tail).not.toContain('SON');
    expect(await print(rig, SHORT)).toEqual({ ok: true, value: undefined });
    expect(paperLines(rig.simulator.papers()[1]!)).toEqual(['Bakı şəhəri']);
  });

  test.each([
    ['a clone on a slow line', { ...STUBBORN, baudRate: 9_600 }],
    ['a Star printer', { model: requirePrinterModel('star-mc-print3') }],
  ])(
    'when the answer of a failed job comes late, then it does not confirm the next receipt: %s',
    async (_who, options) => {
      const rig = await onlineRig(options);
      rig.simulator.paperOutAfter(60);
      expect((await print(rig, LONG_RECEIPT)).ok).toBe(false);
      rig.simulator.refill();
      expect(await untilPrinted(rig, SHORT)).toEqual({ ok: true, value: undefined });
      expect(wholeReceipts(rig.simulator)).toHaveLength(1);
      expect(rig.simulator.printing).toBe(false);
      expect(rig.simulator.bytesWaiting).toBe(0);
    },
  );

  test('when the printer is stopped, then it gets no bytes that stay in its buffer', async () => {
    const rig = await onlineRig(STUBBORN);
    rig.simulator.openCover();
    await rig.unplug();
    await rig.until(() => rig.printer.status().device !== 'online');
    const waiting = rig.simulator.bytesWaiting;
    await rig.plug();
    await rig.until(() => rig.printer.status().blockedBy === 'cover-open');
    await rig.pass(5_000);
    expect(rig.simulator.bytesWaiting).toBe(waiting);
  });

  test.each([
    ['as raster', { ...STUBBORN, model: requirePrinterModel('pos-5890') }],
    ['as text', STUBBORN],
    ['to a Star printer', { model: requirePrinterModel('star-mc-print3'), dialect: { recoverAlwaysClears: false } }],
  ])(
    'when the cable was pulled inside a command, then the next receipt is printed unchanged: %s',
    async (_how, options) => {
      const rig = await onlineRig(options);
      // Start of a picture of ten lines with 48 bytes each; the rest is cut off.
      const head = options.model.language === 'star' ? '1B1D53013000 0A0000' : '1D76300030000A00';
      await cutOff(rig, head);
      expect(await print(rig, SHORT)).toEqual({ ok: true, value: undefined });
      rig.simulator.tear();
      expect(rig.simulator.papers().flatMap(paperLines)).toEqual(['Bakı şəhəri']);
    },
  );
});

async function untilPrinted(rig: SimulatedPrinterRig, receipt: Receipt) {
  for (;;) {
    await rig.until(() => rig.printer.status().device === 'online' && rig.printer.status().blockedBy === null);
    const result = await print(rig, receipt);
    if (result.ok || result.error.phase === 'after-write') return result;
  }
}

async function cutOff(rig: SimulatedPrinterRig, hex: string): Promise<void> {
  await rig.unplug();
  await rig.until(() => rig.printer.status().device !== 'online');
  rig.cable.plug();
  const link = rig.cable.host();
  await link.open();
  await link.write(fromHex(hex));
  await breathe();
  await link.close();
  await rig.until(() => rig.printer.status().device === 'online');
}

describe('pacing', () => {
  const models: readonly PrinterModel[] = Object.values(PRINTER_MODELS);
  const withLogo: Receipt = { ...LONG_RECEIPT, lines: [...LONG_RECEIPT.lines, { barcode: 'K5-7QF2' }] };

  test.each(models)(
    'when a receipt goes to $name over a slow line, then no byte overflows the buffer',
    async (model) => {
      const rig = await onlineRig({ model, baudRate: 9_600 });
      expect(await print(rig, withLogo)).toEqual({ ok: true, value: undefined });
      expect(rig.simulator.bytesLost).toBe(0);
    },
  );

  test.each(models)(
    'when a receipt goes to $name over a line without delay, then no byte overflows the buffer',
    async (model) => {
      const rig = await onlineRig({ model });
      expect(await print(rig, withLogo)).toEqual({ ok: true, value: undefined });
      expect(rig.simulator.bytesLost).toBe(0);
    },
  );

  test('when the cover opens on a slow line, then the job ends within 1.5 s', async () => {
    const rig = await onlineRig({ baudRate: 9_600 });
    const work = rig.printer.print(LONG_RECEIPT, never);
    await rig.until(() => rig.simulator.current().rows.length > 3);
    const from = rig.clock.now();
    rig.simulator.openCover();
    expect(await resultInRig(rig, work)).toMatchObject({ ok: false, error: { code: 'PRN-112' } });
    expect(rig.clock.now() - from).toBeLessThan(1_500);
  });
});

describe('the memo', () => {
  test('when there is no memory, then the status has no paper length', async () => {
    expect((await onlineRig()).printer.status()).not.toHaveProperty('paperLeftMm');
  });

  test('when a receipt is printed, then its length is subtracted from the roll', async () => {
    const memory = disk();
    const rig = await onlineRig({ memory });
    expect(rig.printer.status().paperLeftMm).toBe(50_000);
    await print(rig, LONG_RECEIPT);
    const [paper] = rig.simulator.papers();
    expect(rig.printer.status().paperLeftMm).toBeCloseTo(50_000 - paper!.heightMm, 0);
    expect(memory.saved()).toMatchObject({ unfinished: false });
  });

  test('when paper comes back after paper end, then the roll counts as new', async () => {
    const memory = disk();
    memory.save({ printedMm: 49_000, unfinished: false });
    const rig = await onlineRig({ memory });
    rig.simulator.setPaper('out');
    await rig.until(() => rig.printer.status().paper === 'out');
    expect(rig.printer.status().paperLeftMm).toBe(0);
    rig.simulator.refill();
    await rig.until(() => rig.printer.status().paper === 'full');
    expect(rig.printer.status().paperLeftMm).toBe(50_000);
  });

  test('when the paper changes from low to full, then the roll counts as new', async () => {
    const memory = disk();
    const rig = await onlineRig({ memory, saved: { paperLeftMm: 3_000, coverOpen: false, cutterJammed: false } });
    await print(rig, SHORT);
    expect(rig.printer.status().paperLeftMm).toBeLessThan(50_000);
    rig.simulator.setPaper('full');
    await rig.until(() => rig.printer.status().paper === 'full');
    expect(rig.printer.status().paperLeftMm).toBe(50_000);
  });

  test('when the kiosk loses power during a receipt, then the next start prints a void slip', async () => {
    const memory = disk();
    const rig = await onlineRig({ memory });
    const before = rig.writes.length;
    const work = rig.printer.print(LONG_RECEIPT, never);
    await rig.until(() => rig.simulator.current().rows.length > 3);
    expect(rig.writes.length).toBeGreaterThan(before);
    const memo = memory.saved()!;
    expect(memo.unfinished).toBe(true);
    await rig.close();
    await work;
    const again = disk();
    again.save(memo);
    const rigAgain = await onlineRig({ memory: again });
    await rigAgain.until(() => rigAgain.simulator.papers().length === 1);
    expect(isVoidPaper(rigAgain.simulator.papers()[0]!)).toBe(true);
    await rigAgain.until(() => again.saved()?.unfinished === false);
    expect(wholeReceipts(rigAgain.simulator)).toEqual([]);
  });
});

describe('the void slip', () => {
  test('when the void slip fails, then the next receipt is refused until the slip is printed', async () => {
    const rig = await onlineRig();
    rig.simulator.faults.next('lost-evidence').next('lost-evidence').next('lost-evidence');
    expect(await print(rig, SHORT)).toMatchObject({ ok: false, error: { phase: 'after-write' } });
    expect(await print(rig, SHORT)).toEqual({
      ok: false,
      error: { code: 'PRN-103', kind: 'no-answer', phase: 'before-write' },
    });
    rig.simulator.faults.assertSpent();
    expect(await print(rig, SHORT)).toEqual({ ok: true, value: undefined });
    expect(paperLines(rig.simulator.papers().at(-1)!)).toEqual(['Bakı şəhəri']);
    expect(isVoidPaper(rig.simulator.papers().at(-2)!)).toBe(true);
  });

  test('when the paper is the narrowest, then the void slip fits', () => {
    const narrowest = Math.min(...Object.values(PRINTER_MODELS).map(({ columns }) => columns));
    for (const text of VOID_LINES) expect(text.length).toBeLessThanOrEqual(narrowest);
  });
});

describe('the rest of a receipt of an earlier process', () => {
  async function nextLines(over: (link: LinkFactory) => LinkFactory): Promise<readonly string[]> {
    const rig = await onlineRig();
    const abandoned = rig.printer.print(LONG_RECEIPT, never);
    await rig.until(() => rig.simulator.current().rows.length >= 8);
    rig.simulator.openCover();
    await rig.unplug();
    expect((await resultInRig(rig, abandoned)).ok).toBe(false);
    expect(rig.simulator.bytesWaiting).toBeGreaterThan(0);
    await resultInRig(rig, rig.printer.close());
    rig.simulator.tear();
    await rig.plug();
    const printer = createReceiptPrinter({
      link: over(rig.cable.host),
      clock: rig.clock,
      random: () => 0.5,
      model: requirePrinterModel('epson-tm-t20'),
      onDiscarded: () => undefined,
    });
    await rig.until(() => printer.status().device === 'online');
    rig.simulator.closeCover();
    await rig.until(() => printer.status().blockedBy === null);
    expect((await resultInRig(rig, printer.print(SHORT, never))).ok).toBe(true);
    await resultInRig(rig, printer.close());
    return rig.simulator.papers().flatMap(paperLines);
  }

  test('when a new driver prints, then nothing of the old receipt comes out', async () => {
    expect(await nextLines((link) => link)).toEqual(['Bakı şəhəri']);
  });

  test('when the purge never arrives, then the old receipt comes out too', async () => {
    const forgotten =
      (factory: LinkFactory): LinkFactory =>
      () => {
        const link = factory();
        const listeners: ((bytes: Uint8Array) => void)[] = [];
        return {
          ...link,
          onBytes(listener) {
            listeners.push(listener);
            return link.onBytes(listener);
          },
          async write(bytes) {
            const purge = [PURGE.recover, PURGE.clear].find((each) => each.join() === bytes.join());
            if (!purge) return link.write(bytes);
            if (purge === PURGE.clear) for (const listener of listeners) listener(PURGE.cleared);
            return ok(undefined);
          },
        };
      };
    const lines = await nextLines(forgotten);
    expect(lines.filter((line) => line.startsWith('Sətir')).length).toBeGreaterThan(3);
    expect(lines).toContain('Bakı şəhəri');
  });
});

describe('a numbered receipt', () => {
  const NUMBERED: Receipt = { ...LONG_RECEIPT, number: 'K5-7QF2-41/1' };

  test('when a numbered receipt fails, then its number is stored until the void slip names it', async () => {
    const memory = disk();
    const rig = await onlineRig({ memory });
    rig.simulator.paperOutAfter(60);
    expect((await print(rig, NUMBERED)).ok).toBe(false);
    expect(memory.saved()).toMatchObject({ unfinished: true, number: 'K5-7QF2-41/1' });
    rig.simulator.refill();
    await rig.until(() => rig.simulator.papers().length === 1);
    const lines = paperLines(rig.simulator.papers()[0]!);
    expect(lines.slice(-4)).toEqual(['№ K5-7QF2-41/1', ...VOID_LINES]);
    await rig.until(() => memory.saved()?.unfinished === false);
    expect(memory.saved()).not.toHaveProperty('number');
  });

  test('when a numbered receipt is printed, then no number stays stored', async () => {
    const memory = disk();
    const rig = await onlineRig({ memory });
    expect((await print(rig, NUMBERED)).ok).toBe(true);
    expect(memory.saved()).not.toHaveProperty('number');
  });

  test('when a numbered receipt is printed, then the memo counts the length that lengthMm said, and the paper is not longer', async () => {
    const memory = disk();
    const rig = await onlineRig({ memory });
    const foretold = rig.printer.lengthMm(NUMBERED);
    await print(rig, NUMBERED);
    expect(memory.saved()?.printedMm).toBeCloseTo(foretold, 6);
    expect(rig.simulator.papers()[0]!.heightMm).toBeLessThanOrEqual(foretold);
    expect(rig.simulator.papers()[0]!.heightMm).toBeGreaterThan(foretold * 0.8);
  });
});
