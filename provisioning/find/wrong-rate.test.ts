import { describe, expect, it } from 'vitest';
import { fromHex } from '../../drivers/bytes.ts';
import { cabinetBenchFor } from '../../test/support/cabinet-bench.ts';
import { CABINET_DEVICES, type CabinetDeviceKind } from '../../test/support/cabinet-devices.ts';
import { bytesReadAtRate, linkAtRate } from '../../test/support/wrong-rate.ts';
import { PROBE_TIMINGS, probePort } from './probe-port.ts';
import { PORT_PROBES } from './probes.ts';

const RATES = [9_600, 19_200, 38_400, 57_600, 115_200];

function ratesOf({ answersAs }: CabinetDeviceKind): readonly number[] {
  if (answersAs === null) return RATES;
  return PORT_PROBES.find(({ name }) => name === answersAs.probe)?.speeds ?? [];
}

describe('UART at another speed', () => {
  it('when the speeds differ, then other bytes arrive, and only few of a fast sender', () => {
    const bytes = fromHex('1b0601');
    expect(bytesReadAtRate(bytes, 9_600, 9_600)).toEqual(bytes);
    // Three bytes at 115200 baud pass within one at 9600.
    expect(bytesReadAtRate(bytes, 115_200, 9_600)).toHaveLength(1);
    expect(bytesReadAtRate(bytes, 19_200, 9_600)).not.toEqual(bytes);
  });
});

async function searched(kind: CabinetDeviceKind, rate: number) {
  const bench = await cabinetBenchFor(kind);
  const before = bench.device.state();
  const finding = await bench.settled(
    probePort({
      open: linkAtRate(bench.host, rate),
      clock: bench.clock,
      timings: PROBE_TIMINGS,
      signal: new AbortController().signal,
      note: () => undefined,
    }),
  );
  return { ...bench, before, finding };
}

describe.each(CABINET_DEVICES)('$name', (kind) => {
  it.each(ratesOf(kind))(
    'when the device is set to %i baud, then it answers there or stays silent, and no question changes it',
    async (rate) => {
      const { device, before, finding } = await searched(kind, rate);
      if (kind.answersAs === null) expect(finding).toEqual({ is: 'silent' });
      else expect(finding).toMatchObject({ is: 'answers', baudRate: rate, probe: { name: kind.answersAs.probe } });
      expect(device.state()).toEqual(before);
      await device.serves();
      device.close();
    },
  );

  it.each(ratesOf(kind))(
    'when the printer is set to %i baud, then its next line has no letters of the questions',
    async (rate) => {
      const { device } = await searched(kind, rate);
      expect((await device.nextLine?.())?.join('') ?? '').toBe('');
      device.close();
    },
  );
});

/** Without printers: a question can change a printer that does not answer (broken cable, other speed; 0037). */
const ANSWERS_NOTHING = CABINET_DEVICES.filter(({ answersAs }) => answersAs?.role !== 'printer');

describe.each(ANSWERS_NOTHING)('$name, at a speed that no question reaches', (kind) => {
  it.each(RATES)(
    'when the device is set to %i baud, then no question at another speed changes the device',
    async (rate) => {
      const bench = await cabinetBenchFor(kind);
      const { device, host, pass } = bench;
      const before = device.state();
      for (const { questions, takeBack, speeds } of PORT_PROBES) {
        for (const speed of speeds.filter((each) => each !== rate)) {
          const link = linkAtRate(host, rate)(speed);
          await link.open();
          for (const bytes of [...questions, ...(takeBack ? [takeBack] : [])]) {
            await link.write(bytes);
            await pass(300);
          }
          await link.close();
        }
      }
      expect(device.state()).toEqual(before);
      await device.serves();
      device.close();
    },
  );
});
