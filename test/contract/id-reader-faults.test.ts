import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { ReaderEvent } from '../../drivers/id-reader/contract.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { cable } from '../../drivers/link/pair.ts';
import { type WireFault, withWireFaults } from '../../simulators/faults/wire-faults.ts';
import { createMrzReaderSimulator } from '../../simulators/id-reader/mrz.ts';
import { seededRandom } from '../../simulators/random.ts';

const STEP_MS = 5;

async function rig(seed: number) {
  const clock = new SimulatedClock();
  const wire = withWireFaults(cable(), clock, seededRandom(seed));
  const simulator = createMrzReaderSimulator({ wire: wire.device, clock });
  const events: ReaderEvent[] = [];
  let discarded = 0;
  const reader = createMrzReader({
    link: wire.host,
    clock,
    random: () => 0.5,
    onDiscarded: ({ bytes }) => {
      discarded += bytes.length;
    },
    today: () => new Date(2026, 10, 24),
  });
  reader.onEvent((event) => events.push(event));
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= STEP_MS) {
      clock.increment(STEP_MS);
      for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
    }
  };
  await pass(200);
  return { wire, simulator, reader, events, pass, discarded: () => discarded };
}

const outcomes = (events: readonly ReaderEvent[]) =>
  events.map((event) => {
    if (event.type === 'document.inserted') return 'inserted';
    return event.result.ok ? event.result.value.document.documentNumber : event.result.error.code;
  });

const FAULTS: readonly WireFault[] = [
  { do: 'drop', on: 'in' },
  { do: 'drop', byte: 0, on: 'in' },
  { do: 'flip', on: 'in' },
  { do: 'split', on: 'in', pauseMs: 100 },
  { do: 'split', on: 'in', pauseMs: 400 },
  { do: 'noise', bytes: 5, on: 'in' },
  { do: 'noise', bytes: 60, where: 'after', on: 'in' },
  { do: 'delay', ms: 100, on: 'in' },
  { do: 'delay', ms: 900, on: 'in' },
];

describe('a reader on a bad wire', () => {
  for (const fault of FAULTS) {
    it.each([1, 2, 3, 4, 5, 6])(
      `when ${JSON.stringify(fault)} happens (seed %i), then each reading has one outcome, and never a wrong one`,
      async (seed) => {
        const at = await rig(seed);
        const random = seededRandom(seed);
        at.simulator.insert('aze-card-woman');
        await at.pass(40 + Math.floor(random() * 90));
        at.wire.faults.next(fault);
        await at.pass(3_000);
        const seen = outcomes(at.events);
        seen.forEach((outcome, index) => {
          expect((outcome === 'inserted') === (index % 2 === 0)).toBe(true);
          if (outcome !== 'inserted') expect(['AA1204587', 'RDR-101', 'RDR-102', 'RDR-103']).toContain(outcome);
        });
        expect(seen.length % 2).toBe(0);

        at.wire.faults.clear();
        at.simulator.remove();
        const before = at.events.length;
        at.simulator.insert('aze-card-man');
        await at.pass(500);
        expect(outcomes(at.events.slice(before))).toEqual(['inserted', 'AB0719346']);
        await at.reader.close();
      },
    );
  }

  it('when noise comes before a document, then it is discarded, and the document is read', async () => {
    const at = await rig(9);
    at.wire.faults.noise(500);
    await at.pass(2_000);
    expect(at.discarded()).toBeGreaterThan(200);
    const before = at.events.length;
    at.simulator.insert('aze-card-woman');
    await at.pass(500);
    expect(outcomes(at.events.slice(before))).toEqual(['inserted', 'AA1204587']);
    await at.reader.close();
  });

  it('when the cable is pulled during a line, then the reading fails with RDR-103, and the device is absent', async () => {
    const at = await rig(1);
    at.wire.faults.next({ do: 'unplug', afterBytes: 50, on: 'in' });
    at.simulator.insert('aze-card-woman');
    await at.pass(500);
    at.wire.faults.assertSpent();
    expect(outcomes(at.events)).toEqual(['inserted', 'RDR-103']);
    expect(at.reader.status().device).toBe('noDevice');
    at.wire.plug();
    await at.pass(3_000);
    expect(at.reader.status().device).toBe('online');
    expect(at.simulator.holding()).toBe('aze-card-woman');
    expect(outcomes(at.events)).toEqual(['inserted', 'RDR-103']);
    await at.reader.close();
  });

  it('when no event tells of the unplug, then the heartbeat takes the reader offline', async () => {
    const clock = new SimulatedClock();
    const wire = cable();
    const statuses: string[] = [];
    let vanished = false;
    const reader = createMrzReader({
      // Like a pty after its other end was closed: no event comes, and the next write fails.
      link: () => {
        const link = wire.host();
        return {
          ...link,
          async write(bytes) {
            const gone = { code: 'LNK-103', kind: 'went-down', detail: 'EIO' } as const;
            return vanished ? { ok: false, error: gone } : link.write(bytes);
          },
        };
      },
      clock,
      random: () => 0.5,
      onDiscarded: () => {},
      today: () => new Date(2026, 10, 24),
    });
    reader.onStatus(({ device }) => statuses.push(device));
    const pass = async (ms: number) => {
      for (let left = ms; left > 0; left -= 50) {
        clock.increment(50);
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      }
    };
    await pass(500);
    vanished = true;
    await pass(2_500);
    expect(statuses).toEqual(['online', 'offline']);
    await reader.close();
  });
});
