import { describe, expect, it } from 'vitest';
import type { LinkFactory } from '../../drivers/link/link.ts';
import { type CabinetBench, cabinetBenchFor } from '../../test/support/cabinet-bench.ts';
import { CABINET_DEVICES } from '../../test/support/cabinet-devices.ts';
import { missingFilePath } from '../../test/support/fake-io.ts';
import type { ConfirmIo } from './confirm.ts';
import { identifyPrinterByPrint } from './confirm-port.ts';
import type { FoundDevice } from './found.ts';
import { identifyReaderByDocument } from './identify-reader.ts';
import { explainSilentPrinter } from './why-not.ts';

const benchOf = (name: string): Promise<CabinetBench> => {
  const kind = CABINET_DEVICES.find((each) => each.name === name);
  if (!kind) throw new Error(`no device called ${name}`);
  return cabinetBenchFor(kind);
};

const PORT = '/dev/serial/by-id/usb-x';
const found = (role: 'printer' | 'reader', settings: object, baudRate = 9_600): FoundDevice => ({
  at: { kind: 'serial', path: PORT },
  proposals: [
    {
      role,
      settings: { ...settings, link: { serial: { path: PORT, baudRate } } },
      certainty: 'answered',
      evidence: 'test',
    },
  ],
});
const PRINTER = found('printer', { driver: 'escpos', model: 'epson-tm-t20' });
const READER = found('reader', { driver: 'mrz' });

function ioOf({ clock }: Pick<CabinetBench, 'clock'>) {
  const notes: string[] = [];
  const stop = new AbortController();
  const io: ConfirmIo = {
    clock,
    note: (line) => void notes.push(line),
    signal: stop.signal,
    commonNote: missingFilePath(),
  };
  return { io, notes, stop };
}

describe('identifyPrinterByPrint', () => {
  it('when a printer is confirmed, then it prints a strip with its letter', async () => {
    const bench = await benchOf('printer epson-tm-t20');
    const { io } = ioOf(bench);
    expect(await bench.settled(identifyPrinterByPrint(PRINTER, 'B', io, () => bench.host))).toMatchObject({
      ok: true,
      value: { settings: { model: 'epson-tm-t20' } },
    });
    expect(bench.device.state()).toMatchObject({ papers: 1 });
  });
});

describe('identifyReaderByDocument', () => {
  it.each(['lines', '3m', 'desko', 'elyctis'] as const)(
    'when a document is put into a reader of dialect %s, then the reader is found',
    async (dialect) => {
      const bench = await benchOf(`reader of zones (${dialect}) with a document`);
      const { io, notes } = ioOf(bench);
      const confirming = identifyReaderByDocument([READER], io, () => bench.host());
      await bench.pass(1_000);
      bench.device.show?.();
      expect(await bench.settled(confirming)).toMatchObject({
        ok: true,
        value: {
          device: READER,
          settings: { driver: 'mrz', dialect: { name: dialect }, link: { serial: { baudRate: 9_600 } } },
        },
      });
      expect(notes.join('\n')).not.toContain('<');
    },
  );

  it('when no document comes for a minute, then confirming fails with its own error', async () => {
    const bench = await benchOf('reader of zones (lines) with a document');
    const { io } = ioOf(bench);
    expect(await bench.settled(identifyReaderByDocument([READER], io, () => bench.host()))).toMatchObject({
      error: { code: 'FND-108', found: 'no reader sent a document' },
    });
  });

  it('when the reader has another speed, then showing the document again finds the reader', async () => {
    const bench = await benchOf('reader of zones (lines) with a document');
    const { io, notes } = ioOf(bench);
    const confirming = identifyReaderByDocument([READER], io, (_path, baudRate) =>
      atSpeed(bench.host, baudRate === 19_200)(),
    );
    await bench.pass(1_000);
    for (const again of [1, 2]) {
      bench.device.show?.();
      await bench.until(
        'it came to nothing',
        () => notes.filter((line) => line.includes('once more')).length === again,
      );
    }
    bench.device.show?.();
    expect(await bench.settled(confirming)).toMatchObject({
      value: { settings: { link: { serial: { baudRate: 19_200 } } } },
    });
  });
});

function atSpeed(host: LinkFactory, right: boolean): LinkFactory {
  return () => {
    const link = host();
    if (right) return link;
    return {
      ...link,
      write: (bytes) => link.write(bytes.map((byte) => byte | 0x80)),
      onBytes: (listener) => link.onBytes((bytes) => listener(bytes.map((byte) => byte | 0x80))),
    };
  };
}

describe('printer that does not answer to its settings', () => {
  const why = async (name: string, speed?: number) => {
    const bench = await benchOf(name);
    const { io } = ioOf(bench);
    const open = (baudRate: number) => atSpeed(bench.host, speed === undefined || speed === baudRate)();
    const { error } = await bench.settled(explainSilentPrinter(PRINTER, io, open));
    return [error.code, error.found];
  };

  it('when the speed, the device or the protocol differs from the profile, then the error names the difference', async () => {
    expect(await why('printer epson-tm-t20', 38_400)).toEqual([
      'FND-106',
      'the receipt printer answers at 38400 baud, not at 9600',
    ]);
    expect(await why('terminal')).toEqual([
      'FND-107',
      'at this port is the payment terminal (ZVT), not the receipt printer',
    ]);
    expect(await why('printer star-mc-print3')).toEqual(['FND-109', 'the receipt printer speaks Star, not escpos']);
    expect(await why('reader of zones (lines) with a document')).toEqual([
      'FND-108',
      'nothing answers at any speed where the receipt printer should be',
    ]);
  });
});
