import { expect, onTestFinished, test } from 'vitest';
import type { SimulatedClock } from 'xstate';
import { onlineRig, resultInRig, simulatedPrinterRig } from '../../../test/contract/printer-rig.ts';
import { LONG_RECEIPT, receiptPrinterContract, wholeReceipts } from '../../../test/contract/receipt-printer.ts';
import { toUpperHex } from '../../bytes.ts';
import { emitter } from '../../emitter.ts';
import type { LinkFactory } from '../../link/link.ts';
import { ok } from '../../result.ts';
import type { Receipt } from '../contract.ts';
import { paperLines } from '../paper/paper-rows.ts';
import { requirePrinterModel } from '../paper/profile.ts';

receiptPrinterContract('a cable in memory', async () => simulatedPrinterRig());
receiptPrinterContract('a cable, without automatic status', async () =>
  simulatedPrinterRig({ dialect: { automaticStatus: false, nearEndAtPaperEnd: false, drawerPinHigh: false } }),
);
receiptPrinterContract('a cable, to a clone that does not clear its buffer', async () =>
  simulatedPrinterRig({ model: requirePrinterModel('yhd-8390'), dialect: { recoverAlwaysClears: false } }),
);
receiptPrinterContract('a slow serial line', async () => simulatedPrinterRig({ baudRate: 19_200 }));
receiptPrinterContract('a cable, to a Star printer', async () =>
  simulatedPrinterRig({ model: requirePrinterModel('star-mc-print3') }),
);
receiptPrinterContract('a cable, to a clone', async () =>
  simulatedPrinterRig({ model: requirePrinterModel('yhd-8390') }),
);

const SHORT: Receipt = { lines: [{ text: 'Bakı şəhəri' }], cut: true };
const never = new AbortController().signal;
test('when the link opens, then the driver empties the buffer, resets the printer, and asks for its status', async () => {
  const rig = await onlineRig();
  expect(rig.writes.map(toUpperHex)).toEqual([
    '100502',
    '10140801031401060208',
    '1B401D610E',
    '100401',
    '100402',
    '100403',
    '100404',
  ]);
});

const late =
  (ms: number) =>
  (host: LinkFactory, clock: SimulatedClock): LinkFactory =>
  () => {
    const link = host();
    const heard = emitter<Uint8Array>();
    link.onBytes((bytes) => void clock.setTimeout(() => heard.emit(bytes), ms));
    return { ...link, onBytes: heard.on };
  };

test.each([
  [700, requirePrinterModel('epson-tm-t20')],
  [950, requirePrinterModel('epson-tm-t20')],
  [950, requirePrinterModel('yhd-8390')],
])('when each answer takes %i ms, then the printer comes online, stays online, and prints', async (ms, model) => {
  const rig = await onlineRig({ over: late(ms), model });
  const changes: unknown[] = [];
  rig.printer.onStatus(({ device }) => changes.push(device));
  await rig.pass(20_000);
  expect(changes).toEqual([]);
  expect(await resultInRig(rig, rig.printer.print(SHORT, never))).toMatchObject({ ok: true });
});

/** Confirms a purge without purging: the fault that the purge prevents. */
const forgetful =
  (host: LinkFactory): LinkFactory =>
  () => {
    const link = host();
    const heard = emitter<Uint8Array>();
    link.onBytes(heard.emit);
    return {
      ...link,
      onBytes: heard.on,
      async write(bytes) {
        if (toUpperHex(bytes) === '10140801031401060208')
          queueMicrotask(() => heard.emit(Uint8Array.of(0x37, 0x25, 0x00)));
        else if (toUpperHex(bytes) !== '100502') return link.write(bytes);
        return ok(undefined);
      },
    };
  };

test.each([
  ['done', {}, false],
  ['forgotten', { over: forgetful }, true],
] as const)(
  'when the cable is pulled during a receipt and the purge is %s, then the rest is printed only without a purge',
  async (_, options, comesOut) => {
    const rig = await onlineRig(options);
    const { simulator } = rig;
    const work = rig.printer.print(LONG_RECEIPT, never);
    await rig.until(() => simulator.current().rows.length >= 8 && simulator.bytesWaiting > 0);
    simulator.openCover();
    await rig.unplug();
    expect((await resultInRig(rig, work)).ok).toBe(false);
    simulator.tear();
    await rig.plug();
    await rig.until(() => rig.printer.status().device === 'online');
    simulator.closeCover();
    await rig.until(() => rig.printer.status().blockedBy === null);
    await resultInRig(rig, rig.printer.print(SHORT, never));
    const lines = simulator.papers().flatMap(paperLines);
    expect(lines.some((line) => line.startsWith('Sətir'))).toBe(comesOut);
  },
);

test('when a model cannot confirm a clear buffer, then the driver does not ask for a clear buffer', async () => {
  const rig = await onlineRig({ model: requirePrinterModel('yhd-8390') });
  expect(rig.writes.map(toUpperHex)).toEqual([
    '100502',
    '100401',
    '100402',
    '100403',
    '100404',
    // Zeros for a cut-off command, the start, the question whether all is printed.
    `${'00'.repeat(512)}1B401D610E1D7201`,
  ]);
});

test('when the printer is silent, then it is offline', async () => {
  const rig = simulatedPrinterRig({ silent: true });
  onTestFinished(() => rig.close());
  await rig.until(() => rig.printer.status().device === 'offline');
  expect(rig.printer.status()).toEqual({ device: 'offline', blockedBy: null, paper: 'unknown' });
});

test('when the printer stops answering, then it goes offline', async () => {
  const rig = await onlineRig();
  rig.simulator.close();
  await rig.until(() => rig.printer.status().device === 'offline');
});

test('when an answer comes late, then it does not count as the answer to the next question', async () => {
  const rig = await onlineRig({ dialect: { automaticStatus: false } });
  rig.simulator.faults.next('late-status');
  await rig.until(() => rig.simulator.faults.armed().length === 0);
  rig.simulator.setPaper('out');
  await rig.until(() => rig.printer.status().paper !== 'full');
  expect(rig.printer.status()).toMatchObject({ blockedBy: 'paper-out', paper: 'out' });
  await rig.pass(10_000);
  expect(rig.printer.status()).toMatchObject({ device: 'online', blockedBy: 'paper-out', paper: 'out' });
  rig.simulator.faults.assertSpent();
});

test('when one answer is lost, then the printer stays online and prints', async () => {
  const rig = await onlineRig();
  rig.simulator.faults.next('lost-status');
  await rig.pass(10_000);
  rig.simulator.faults.assertSpent();
  expect(rig.printer.status().device).toBe('online');
  expect((await resultInRig(rig, rig.printer.print(SHORT, never))).ok).toBe(true);
});

test('when noise contains XOFF, then the next receipt is printed', async () => {
  const rig = await onlineRig();
  rig.cable.device.write(Uint8Array.of(0x13));
  expect(await resultInRig(rig, rig.printer.print(SHORT, never))).toEqual({ ok: true, value: undefined });
});

test('when noise comes, then its bytes are reported as discarded and the printer stays online', async () => {
  const rig = await onlineRig();
  rig.simulator.faults.next('noise');
  await rig.pass(5_000);
  rig.simulator.faults.assertSpent();
  expect(rig.discarded.map(({ bytes }) => toUpperHex(bytes))).toEqual(['FF80C1']);
  expect(rig.printer.status().device).toBe('online');
});

test('when the printer does not confirm a receipt after the cut, then the receipt fails and the buffer is purged', async () => {
  const rig = await onlineRig();
  rig.simulator.faults.next('lost-evidence');
  const result = await resultInRig(rig, rig.printer.print(SHORT, never));
  rig.simulator.faults.assertSpent();
  expect(result).toEqual({ ok: false, error: { code: 'PRN-103', kind: 'no-answer', phase: 'after-write' } });
  expect(rig.writes.map(toUpperHex)).toContain('10140801031401060208');
  await rig.pass(100);
  expect((await resultInRig(rig, rig.printer.print(SHORT, never))).ok).toBe(true);
});

test('when a damaged status block comes, then it confirms nothing and the driver asks again', async () => {
  const rig = await onlineRig();
  rig.simulator.faults.next('lost-evidence');
  const work = rig.printer.print(LONG_RECEIPT, never);
  await rig.until(() => rig.simulator.papers().length === 1);
  // Damaged status block: FF first, then three bytes like answers to GS r.
  rig.cable.device.write(Uint8Array.of(0xff, 0x00, 0x00, 0x0f));
  await rig.pass(150);
  // Without the fixed bit of its first byte, a block looks like four answers.
  rig.cable.device.write(Uint8Array.of(0x00, 0x00, 0x00, 0x0f));
  let answered = false;
  void work.then(() => {
    answered = true;
  });
  await rig.pass(20);
  expect(answered).toBe(false);
  expect((await resultInRig(rig, work)).ok).toBe(true);
  expect(rig.writes.filter((bytes) => toUpperHex(bytes) === '1D7201')).toHaveLength(1);
});

test('when a hot head interrupts a receipt, then the driver waits and the receipt is printed', async () => {
  const rig = await onlineRig();
  const work = rig.printer.print(LONG_RECEIPT, never);
  await rig.until(() => rig.simulator.current().rows.length > 5);
  rig.cable.device.write(Uint8Array.of(0x18, 0x40, 0x00, 0x00));
  rig.cable.device.write(Uint8Array.of(0x10, 0x00, 0x00, 0x00));
  expect((await resultInRig(rig, work)).ok).toBe(true);
});

test('when the power is cut during a receipt, then the receipt fails because nothing confirms it, and the next receipt is printed', async () => {
  const rig = await onlineRig();
  const work = rig.printer.print(LONG_RECEIPT, never);
  await rig.until(() => rig.simulator.current().rows.length > 5);
  rig.simulator.powerCycle();
  expect(await resultInRig(rig, work)).toMatchObject({ ok: false, error: { code: 'PRN-103', phase: 'after-write' } });
  expect((await resultInRig(rig, rig.printer.print(LONG_RECEIPT, never))).ok).toBe(true);
  expect(paperLines(wholeReceipts(rig.simulator)[0]!)[0]).toBe('ə Ə ₼ ğ ı İ ş ö ü ç');
});

test('when the purge is not confirmed, then the printer is not used until the link is reopened', async () => {
  const rig = await onlineRig();
  const work = rig.printer.print(LONG_RECEIPT, never);
  await rig.until(() => rig.simulator.current().rows.length > 5);
  rig.simulator.faults.always('lost-status');
  rig.simulator.openCover();
  expect(await resultInRig(rig, work)).toMatchObject({ ok: false, error: { code: 'PRN-112' } });
  rig.simulator.faults.clear();
  const again = await resultInRig(rig, rig.printer.print(SHORT, never));
  expect(again).toMatchObject({ ok: false, error: { phase: 'before-write' } });
  const from = rig.writes.length;
  rig.simulator.closeCover();
  await rig.until(() => rig.printer.status().device === 'offline');
  await rig.until(() => rig.printer.status().device === 'online');
  expect(rig.writes.slice(from).map(toUpperHex)).toContain('100502');
});

test('when the signal is aborted before the start, then nothing is written', async () => {
  const rig = await onlineRig();
  const received = rig.simulator.bytesReceived;
  const result = await resultInRig(rig, rig.printer.print(SHORT, AbortSignal.abort()));
  expect(result).toEqual({ ok: false, error: { code: 'PRN-103', kind: 'no-answer', phase: 'before-write' } });
  expect(rig.simulator.bytesReceived).toBe(received);
});

test('when the driver is closed during a receipt, then print ends with after-write', async () => {
  const rig = await onlineRig();
  const work = rig.printer.print(LONG_RECEIPT, never);
  await rig.until(() => rig.simulator.current().rows.length > 5);
  await rig.close();
  expect(await work).toEqual({ ok: false, error: { code: 'PRN-101', kind: 'not-connected', phase: 'after-write' } });
});

test('when a printer takes no downloaded glyphs and has no cutter, then it prints the same letters', async () => {
  const rig = await onlineRig({ model: requirePrinterModel('pos-5890') });
  expect(rig.printer.status().paper).toBe('not-measured');
  expect((await resultInRig(rig, rig.printer.print(LONG_RECEIPT, never))).ok).toBe(true);
  rig.simulator.tear();
  const lines = paperLines(rig.simulator.papers()[0]!);
  expect(lines.slice(0, 3)).toEqual(['ə Ə ₼ ğ ı İ ş ö', 'ü ç', 'Удостоверение личности, Ёлка №']);
  expect(lines).toContain('Sətir 39 – Строка         5,00 ₼');
  expect(Math.max(...rig.writes.map((bytes) => bytes.length))).toBeLessThanOrEqual(520);
});
