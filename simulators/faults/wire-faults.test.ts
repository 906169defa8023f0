import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { cable } from '../../drivers/link/pair.ts';
import { seededRandom } from '../random.ts';
import { type WireFault, withWireFaults } from './wire-faults.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

async function rig(seed = 1) {
  const clock = new SimulatedClock();
  const wire = withWireFaults(cable(), clock, seededRandom(seed));
  const atHost: number[][] = [];
  const atDevice: number[][] = [];
  wire.device.onBytes((chunk) => atDevice.push([...chunk]));
  const plugIn = async () => {
    const link = wire.host();
    link.onBytes((chunk) => atHost.push([...chunk]));
    await link.open();
    return link;
  };
  const link = await plugIn();
  const fromDevice = async (...values: number[]) => {
    wire.device.write(bytes(...values));
    await settle();
  };
  const fromHost = async (...values: number[]) => {
    await link.write(bytes(...values));
    await settle();
  };
  return { clock, wire, faults: wire.faults, link, plugIn, atHost, atDevice, fromDevice, fromHost };
}

describe('wire without faults', () => {
  it('when no fault is armed, then all bytes pass', async () => {
    const r = await rig();
    await r.fromDevice(1, 2);
    await r.fromHost(3);
    expect([r.atHost, r.atDevice]).toEqual([[[1, 2]], [[3]]]);
    r.faults.assertSpent();
  });
});

describe('a fault for one write', () => {
  it.each<[WireFault, number[][]]>([
    [{ do: 'drop' }, []],
    [{ do: 'drop', byte: 1 }, [[0x10, 0x30]]],
    [{ do: 'flip', bit: 9 }, [[0x10, 0x22, 0x30]]],
    [{ do: 'split', after: 1 }, [[0x10], [0x20, 0x30]]],
  ])('when %j is armed, then it changes the next write and no later one', async (fault, expected) => {
    const r = await rig();
    r.faults.next({ ...fault, on: 'in' });
    await r.fromDevice(0x10, 0x20, 0x30);
    expect(r.atHost).toEqual(expected);
    r.faults.assertSpent();
    await r.fromDevice(1);
    expect(r.atHost.at(-1)).toEqual([1]);
  });

  it('when a fault names the other direction, then only that direction meets it', async () => {
    const r = await rig();
    r.faults.next({ do: 'flip', bit: 0, on: 'out' });
    await r.fromDevice(4);
    expect(r.atHost).toEqual([[4]]);
    expect(() => r.faults.assertSpent()).toThrow('"do":"flip"');
    await r.fromHost(4);
    expect(r.atDevice).toEqual([[5]]);
    r.faults.assertSpent();
  });

  it('when two faults are armed, then each write meets one fault, in order, and onSpent is called', async () => {
    const r = await rig();
    const spent: string[] = [];
    r.faults.onSpent((fault) => spent.push(fault.do));
    r.faults.next({ do: 'drop' }).next({ do: 'flip', bit: 0 });
    await r.fromDevice(2);
    expect(r.faults.armed()).toHaveLength(1);
    await r.fromDevice(2);
    expect(r.atHost).toEqual([[3]]);
    expect(spent).toEqual(['drop', 'flip']);
  });
});

describe('delays on the wire', () => {
  it('when a write is delayed, then later bytes stay behind it', async () => {
    const r = await rig();
    r.faults.next({ do: 'delay', ms: 300 });
    await r.fromDevice(1);
    await r.fromDevice(2);
    r.clock.increment(299);
    await settle();
    expect(r.atHost).toEqual([]);
    r.clock.increment(1);
    await settle();
    expect(r.atHost).toEqual([[1], [2]]);
  });

  it('when a write is split with a pause, then its second part comes after the pause', async () => {
    const r = await rig();
    r.faults.next({ do: 'split', after: 2, pauseMs: 200 });
    await r.fromDevice(1, 2, 3);
    expect(r.atHost).toEqual([[1, 2]]);
    r.clock.increment(200);
    await settle();
    expect(r.atHost).toEqual([[1, 2], [3]]);
  });

  it('when the plug is pulled, then bytes under way are lost', async () => {
    const r = await rig();
    r.faults.next({ do: 'delay', ms: 300 });
    await r.fromDevice(1);
    r.wire.unplug();
    r.wire.plug();
    await r.plugIn();
    r.clock.increment(300);
    await settle();
    await r.fromDevice(2);
    expect(r.atHost).toEqual([[2]]);
  });
});

describe('unplug', () => {
  it.each(['in', 'out'] as const)(
    'when unplug after 5 bytes going %s is armed, then 5 bytes arrive over two writes and the link goes down',
    async (on) => {
      const r = await rig();
      const downs: string[] = [];
      r.link.onDown(({ code }) => downs.push(code));
      r.faults.next({ do: 'unplug', afterBytes: 5, on });
      const [send, seen] = on === 'in' ? [r.fromDevice, r.atHost] : [r.fromHost, r.atDevice];
      await send(1, 2, 3);
      expect(r.wire.plugged).toBe(true);
      expect(() => r.faults.assertSpent()).toThrow();
      await send(4, 5, 6);
      expect(seen.flat()).toEqual([1, 2, 3, 4, 5]);
      expect(r.wire.plugged).toBe(false);
      expect(downs).toEqual(['LNK-103']);
      r.faults.assertSpent();
      expect(await r.link.write(bytes(7))).toMatchObject({ ok: false });
    },
  );
});

describe('noise', () => {
  it('when noise is before, after or now, then it comes at that point with its length', async () => {
    const r = await rig();
    r.faults.next({ do: 'noise', bytes: 3 });
    await r.fromDevice(1);
    r.faults.next({ do: 'noise', bytes: 2, where: 'after' });
    await r.fromDevice(2);
    r.faults.noise(4);
    await settle();
    expect(r.atHost.map((chunk) => chunk.length)).toEqual([3, 1, 1, 2, 4]);
    r.faults.noise(2, 'out');
    await settle();
    expect(r.atDevice.map((chunk) => chunk.length)).toEqual([2]);
  });

  it('when the seed is the same, then the noise is the same', async () => {
    const noise = async (seed: number) => {
      const r = await rig(seed);
      r.faults.noise(16);
      r.faults.next({ do: 'flip' });
      await r.fromDevice(0, 0, 0, 0);
      return r.atHost;
    };
    expect(await noise(7)).toEqual(await noise(7));
    expect(await noise(7)).not.toEqual(await noise(8));
  });
});

describe('a standing fault', () => {
  it('when a fault is armed with always(), then every write meets it until clear()', async () => {
    const r = await rig();
    r.faults.always({ do: 'flip', bit: 0, on: 'in' });
    await r.fromDevice(2);
    await r.fromDevice(4);
    r.faults.assertSpent();
    r.faults.clear();
    await r.fromDevice(6);
    expect(r.atHost).toEqual([[3], [5], [6]]);
  });
});
