import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PrinterStatus, Receipt, ReceiptPrinter } from '../../drivers/receipt-printer/contract.ts';
import { VOID_LINES } from '../../drivers/receipt-printer/job/void-slip.ts';
import { type Paper, paperLines } from '../../drivers/receipt-printer/paper/paper-rows.ts';
import type { PrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import { settleWith } from '../support/settled.ts';
import { printerContractAlone } from './alone.ts';

export interface PrinterRig {
  readonly printer: ReceiptPrinter;
  readonly simulator: PrinterSimulator;
  readonly clearsBuffer: boolean;
  until(what: () => boolean): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  close(): Promise<void>;
}

/** Both scripts and difficult letters, long enough for trouble in its middle. */
export const LONG_RECEIPT: Receipt = {
  lines: [
    { text: 'ə Ə ₼ ğ ı İ ş ö ü ç', style: 'title', align: 'center' },
    { text: 'Удостоверение личности, Ёлка № 17' },
    ...Array.from({ length: 40 }, (_, at) => ({ columns: [`Sətir ${at} – Строка`, '5,00 ₼'] })),
    { qr: 'https://example.org/K5-7QF2-41' },
    { text: 'SON' },
  ],
  cut: true,
};

/** Whether the paper ends with the text that marks a void receipt. */
export const isVoidPaper = (paper: Paper): boolean =>
  paperLines(paper).slice(-VOID_LINES.length).join() === VOID_LINES.join();

/** Papers that came out whole. */
export const wholeReceipts = (simulator: PrinterSimulator): readonly Paper[] =>
  simulator.papers().filter((paper) => !isVoidPaper(paper));

const SHORT_RECEIPT: Receipt = { lines: [{ text: 'Yeni qəbz' }], cut: true };

export function receiptPrinterContract(name: string, makeRig: () => Promise<PrinterRig>): void {
  printerContractAlone(name, async () => {
    const { printer, until, close } = await makeRig();
    return { device: printer, until: (_what, condition) => until(condition), close };
  });

  describe(`a receipt printer over ${name}`, () => {
    let rig: PrinterRig;
    const never = new AbortController().signal;

    beforeEach(async () => {
      rig = await makeRig();
      await rig.until(() => rig.printer.status().device === 'online');
    });
    afterEach(() => rig.close());

    const status = (): PrinterStatus => rig.printer.status();

    const settled = <T>(work: Promise<T>): Promise<T> => settleWith(rig.until, work);

    const print = (receipt: Receipt, signal = never) => settled(rig.printer.print(receipt, signal));

    /** `halfWay` resolves when `rows` lines hang out. */
    function started(receipt = LONG_RECEIPT, signal = never, rows = 8) {
      const work = rig.printer.print(receipt, signal);
      return { work, halfWay: rig.until(() => rig.simulator.current().rows.length >= rows) };
    }

    async function expectCleanPrint(): Promise<void> {
      const before = wholeReceipts(rig.simulator).length;
      await rig.until(() => status().device === 'online' && status().blockedBy === null);
      expect(await print(SHORT_RECEIPT)).toEqual({ ok: true, value: undefined });
      expect(wholeReceipts(rig.simulator)).toHaveLength(before + 1);
      expect(paperLines(rig.simulator.papers().at(-1)!)).toEqual(['Yeni qəbz']);
      expect(rig.simulator.bytesWaiting).toBe(0);
    }

    test('when the printer is online, then the status says how much paper it has', () => {
      expect(status()).toEqual({ device: 'online', blockedBy: null, paper: 'full' });
    });

    test('when a receipt is printed, then the receipt comes out whole, once, with all letters', async () => {
      expect(await print(LONG_RECEIPT)).toEqual({ ok: true, value: undefined });
      const [paper, ...others] = rig.simulator.papers();
      expect(others).toEqual([]);
      const lines = paperLines(paper!);
      expect(lines[0]).toBe('ə Ə ₼ ğ ı İ ş ö ü ç');
      expect(lines[1]).toBe('Удостоверение личности, Ёлка № 17');
      expect(lines[2]).toMatch(/^Sətir 0 – Строка {10,}5,00 ₼$/);
      expect(lines.at(-1)).toBe('SON');
      expect(rig.simulator.current().rows).toEqual([]);
    });

    test('when there is no paper, then the print is refused before the first byte', async () => {
      rig.simulator.setPaper('out');
      await rig.until(() => status().paper === 'out');
      const trouble = { code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'before-write' };
      expect(await print(LONG_RECEIPT)).toEqual({ ok: false, error: trouble });
      rig.simulator.refill();
      await expectCleanPrint();
      expect(wholeReceipts(rig.simulator)).toHaveLength(1);
    });

    test('when the roll runs out in the middle of a receipt, then the receipt is void, and nothing of it comes after the refill', async () => {
      rig.simulator.paperOutAfter(60);
      const trouble = { code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'after-write' };
      expect(await print(LONG_RECEIPT)).toEqual({ ok: false, error: trouble });
      expect(rig.simulator.papers()).toEqual([]);
      rig.simulator.refill();
      await expectCleanPrint();
      expect(wholeReceipts(rig.simulator)).toHaveLength(1);
    });

    test('when the cover opens during a print, then the print fails with PRN-112, and the next receipt is clean', async () => {
      const { work, halfWay: reached } = started();
      await reached;
      rig.simulator.openCover();
      const trouble = { code: 'PRN-112', kind: 'blocked', by: 'cover-open', phase: 'after-write' };
      expect(await settled(work)).toEqual({ ok: false, error: trouble });
      expect(status().blockedBy).toBe('cover-open');
      rig.simulator.tear();
      rig.simulator.closeCover();
      await expectCleanPrint();
    });

    test.each<[code: string, by: string, set: (printer: PrinterSimulator, on: boolean) => void]>([
      ['PRN-113', 'cutter-error', (printer, on) => printer.cutterError(on)],
      ['PRN-114', 'mechanical-error', (printer, on) => printer.fail(on ? 'mechanical' : null)],
      ['PRN-115', 'unrecoverable-error', (printer, on) => printer.fail(on ? 'unrecoverable' : null)],
    ])('when %s (%s) comes in the middle of a receipt, then the receipt is void', async (code, by, set) => {
      const { work, halfWay: reached } = started();
      await reached;
      set(rig.simulator, true);
      expect(await settled(work)).toEqual({ ok: false, error: { code, kind: 'blocked', by, phase: 'after-write' } });
      rig.simulator.tear();
      set(rig.simulator, false);
      await expectCleanPrint();
    });

    test('when the cable is pulled during a print, then the print fails with PRN-101, and the next receipt is clean', async () => {
      const { work, halfWay: reached } = started();
      await reached;
      await rig.unplug();
      const trouble = { code: 'PRN-101', kind: 'not-connected', phase: 'after-write' };
      expect(await settled(work)).toEqual({ ok: false, error: trouble });
      rig.simulator.openCover();
      rig.simulator.tear();
      await rig.plug();
      await rig.until(() => status().device === 'online');
      rig.simulator.closeCover();
      await expectCleanPrint();
    });

    test('when a receipt failed, then its paper is marked void and cut off before the next receipt', async () => {
      const { work, halfWay: reached } = started();
      await reached;
      // Otherwise the buffer could be printed before the cable is pulled.
      rig.simulator.openCover();
      await rig.unplug();
      expect((await settled(work)).ok).toBe(false);
      await rig.plug();
      await rig.until(() => status().device === 'online');
      rig.simulator.closeCover();
      await expectCleanPrint();
      const [remains, fresh, ...others] = rig.simulator.papers();
      expect(others).toEqual([]);
      expect(paperLines(remains!)[0]).toBe('ə Ə ₼ ğ ı İ ş ö ü ç');
      expect(isVoidPaper(remains!)).toBe(true);
      expect(paperLines(fresh!)).toEqual(['Yeni qəbz']);
    });

    test("when the cable is pulled, then data in the printer's buffer is never printed as a receipt", async () => {
      const { work, halfWay: reached } = started();
      await reached;
      await rig.until(() => rig.simulator.bytesWaiting > 0);
      rig.simulator.openCover();
      await rig.unplug();
      expect((await settled(work)).ok).toBe(false);
      expect(rig.simulator.bytesWaiting).toBeGreaterThan(0);
      rig.simulator.tear();
      await rig.plug();
      await rig.until(() => status().device === 'online');
      rig.simulator.closeCover();
      await expectCleanPrint();
      const stray = rig.simulator
        .papers()
        .flatMap(paperLines)
        .filter((line) => line.startsWith('Sətir'));
      // An unconfirmed buffer holds about two fingers of paper (6 lines), which come out marked void.
      expect(stray.length).toBeLessThanOrEqual(rig.clearsBuffer ? 0 : 6);
    });

    test('when the cable is out, then no byte is sent', async () => {
      await rig.unplug();
      await rig.until(() => status().device !== 'online');
      const received = rig.simulator.bytesReceived;
      const trouble = { code: 'PRN-101', kind: 'not-connected', phase: 'before-write' };
      expect(await print(SHORT_RECEIPT)).toEqual({ ok: false, error: trouble });
      expect(rig.simulator.bytesReceived).toBe(received);
    });

    test('when a print is aborted, then the print fails, and the next receipt is clean', async () => {
      const abort = new AbortController();
      const { work, halfWay: reached } = started(LONG_RECEIPT, abort.signal);
      await reached;
      abort.abort();
      const trouble = { code: 'PRN-103', kind: 'no-answer', phase: 'after-write' };
      expect(await settled(work)).toEqual({ ok: false, error: trouble });
      await expectCleanPrint();
      expect(wholeReceipts(rig.simulator)).toHaveLength(1);
    });

    test('when the paper is low, then the status says so, and the printer still prints', async () => {
      rig.simulator.setPaper('low');
      await rig.until(() => status().paper === 'low');
      await expectCleanPrint();
    });

    test('when the cover opens and closes, then the status reports only changes', async () => {
      const seen: PrinterStatus[] = [];
      rig.printer.onStatus((news) => seen.push(news));
      rig.simulator.openCover();
      await rig.until(() => status().blockedBy === 'cover-open');
      rig.simulator.closeCover();
      await rig.until(() => status().blockedBy === null);
      expect(seen.map((news) => news.blockedBy)).toEqual(['cover-open', null]);
    });

    test('when two receipts are printed at once, then they come out one after the other', async () => {
      const first = rig.printer.print(LONG_RECEIPT, never);
      const second = rig.printer.print(SHORT_RECEIPT, never);
      expect((await settled(first)).ok).toBe(true);
      expect((await settled(second)).ok).toBe(true);
      expect(rig.simulator.papers().map((paper) => paperLines(paper).at(-1))).toEqual(['SON', 'Yeni qəbz']);
    });
  });
}
