import { describe, expect, it } from 'vitest';
import { type CabinetBench, cabinetBenchFor } from '../../test/support/cabinet-bench.ts';
import { CABINET_DEVICES } from '../../test/support/cabinet-devices.ts';
import { type PortProbeResult, PROBE_TIMINGS, probePort } from './probe-port.ts';
import { PORT_PROBES, type PortProbe } from './probes.ts';

async function say({ host, pass }: CabinetBench, all: readonly Uint8Array[]): Promise<void> {
  const link = host();
  await link.open();
  for (const bytes of all) {
    await link.write(bytes);
    await pass(500);
  }
  await link.close();
  await pass(2_000);
}

const wordsOf = ({ questions, takeBack }: PortProbe) => [...questions, ...(takeBack ? [takeBack] : [])];

describe.each(CABINET_DEVICES)('$name', (kind) => {
  it.each(PORT_PROBES)(
    'when the device gets the questions that find a $name, then the device is unchanged and serves its driver afterwards',
    async (probe) => {
      const bench = await cabinetBenchFor(kind);
      const { device } = bench;
      const before = device.state();
      await say(bench, wordsOf(probe));
      expect(device.state()).toEqual(before);
      await device.serves();
      device.close();
    },
  );

  it('when a port is searched, then a device that answers is identified, and a port without an answer is reported as silent', async () => {
    const { device, host, clock, until } = await cabinetBenchFor(kind);
    const before = device.state();
    let finding: PortProbeResult | undefined;
    void probePort({
      open: () => host(),
      clock,
      timings: PROBE_TIMINGS,
      signal: new AbortController().signal,
      note: () => undefined,
    }).then((found) => {
      finding = found;
    });
    await until('it is found', () => finding !== undefined);
    if (kind.answersAs === null) expect(finding).toEqual({ is: 'silent' });
    else
      expect(finding).toMatchObject({
        is: 'answers',
        probe: { name: kind.answersAs.probe, role: kind.answersAs.role },
      });
    expect(device.state()).toEqual(before);
    await device.serves();
    device.close();
  });
});

describe.each(CABINET_DEVICES.filter(({ answersAs }) => answersAs?.role === 'printer'))(
  'next line of $name',
  (kind) => {
    it.each(PORT_PROBES)(
      'when the printer got the questions that find a $name, then its next line has no letters of them',
      async (probe) => {
        const bench = await cabinetBenchFor(kind);
        await say(bench, wordsOf(probe));
        expect((await bench.device.nextLine?.())?.join('')).toBe('');
        bench.device.close();
      },
    );

    it('when the printer got the question for a PN532, then its next line has letters of it, so it is sent last and cleared afterwards', async () => {
      const bench = await cabinetBenchFor(kind);
      await say(
        bench,
        PORT_PROBES.filter(({ name }) => name === 'PN532').flatMap(({ questions }) => questions),
      );
      expect((await bench.device.nextLine?.())?.join('')).not.toBe('');
      bench.device.close();
    });
  },
);

describe.each(CABINET_DEVICES.filter(({ harm }) => harm.length > 0))('state of $name', (kind) => {
  it('when a harmful message comes, then the compared state differs', async () => {
    const bench = await cabinetBenchFor(kind);
    const before = bench.device.state();
    await say(bench, kind.harm);
    expect(bench.device.state()).not.toEqual(before);
    bench.device.close();
  });
});
