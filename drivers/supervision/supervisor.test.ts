import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { seededRandom } from '../../simulators/random.ts';
import type { Clock } from '../clock.ts';
import type { DeviceState } from '../device-status.ts';
import { cable } from '../link/pair.ts';
import { type DeviceConnection, OUT_OF_SERVICE_ATTEMPTS, SUPERVISOR_TIMINGS, superviseDevice } from './supervisor.ts';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

interface Device {
  answers: boolean;
  hangs: boolean;
  lost: number;
  beats: number;
  opened: number;
  closed: number;
}

interface RigOptions {
  readonly random?: () => number;
  readonly reset?: (device: Device, signal: AbortSignal) => Promise<boolean>;
}

function rig({ random = () => 0.5, reset }: RigOptions = {}) {
  const simulated = new SimulatedClock();
  const waiting = new Set<unknown>();
  const clock: Clock & { increment(ms: number): void } = {
    now: () => simulated.now(),
    increment: (ms) => simulated.increment(ms),
    setTimeout: (act, ms) => {
      const id = simulated.setTimeout(() => {
        waiting.delete(id);
        act();
      }, ms);
      waiting.add(id);
      return id;
    },
    clearTimeout(id) {
      waiting.delete(id);
      simulated.clearTimeout(id as number);
    },
  };
  const wire = cable();
  const device: Device = { answers: true, hangs: false, lost: 0, beats: 0, opened: 0, closed: 0 };
  const aborted = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
    });
  const answer = async (signal: AbortSignal) => {
    if (device.hangs) await aborted(signal);
    if (device.lost > 0) {
      device.lost -= 1;
      return false;
    }
    return device.answers && !device.hangs;
  };
  const supervisor = superviseDevice<DeviceConnection>({
    clock,
    link: wire.host,
    random,
    async connect(_link, signal) {
      device.opened += 1;
      if (!(await answer(signal))) return undefined;
      return {
        async heartbeat(beat) {
          device.beats += 1;
          return answer(beat);
        },
        ...(reset && { reset: (signal: AbortSignal) => reset(device, signal) }),
        close() {
          device.closed += 1;
        },
      };
    },
  });
  const states: DeviceState[] = [];
  supervisor.onState((state) => states.push(state));
  const pass = async (ms: number, step = 50) => {
    for (let left = ms; left > 0; left -= step) {
      clock.increment(Math.min(step, left));
      await settle();
    }
  };
  return { clock, waiting, wire, device, supervisor, states, pass };
}

describe('a present device', () => {
  it('when the handshake succeeds, then the device is online and is asked at every heartbeat', async () => {
    const r = rig();
    expect(r.supervisor.state()).toBe('starting');
    await settle();
    expect(r.supervisor.state()).toBe('online');
    expect(r.supervisor.connection()).toBeDefined();
    await r.pass(3 * SUPERVISOR_TIMINGS.heartbeat);
    expect(r.device.beats).toBe(3);
    expect(r.states).toEqual(['online']);
  });

  it('when the device is suspected, then it is asked at once', async () => {
    const r = rig();
    await settle();
    r.supervisor.suspect();
    await settle();
    expect(r.device.beats).toBe(1);
  });

  it('when two answers in a row are lost, then the device is offline and its connection is closed', async () => {
    const r = rig();
    await settle();
    r.device.answers = false;
    r.supervisor.suspect();
    await settle();
    expect(r.device.beats).toBe(2);
    expect(r.states).toEqual(['online', 'offline']);
    expect(r.supervisor.connection()).toBeUndefined();
    expect(r.device.closed).toBe(1);
  });

  it('when single answers are lost, then the device stays online and the heartbeat keeps its interval', async () => {
    const r = rig();
    await settle();
    for (let nth = 1; nth <= 5; nth += 1) {
      r.device.lost = 1;
      await r.pass(2 * SUPERVISOR_TIMINGS.heartbeat);
    }
    expect(r.states).toEqual(['online']);
    expect([r.device.beats, r.device.opened]).toEqual([15, 1]);
  });

  it('when the device hangs, then it is offline after twice the patience', async () => {
    const r = rig();
    await settle();
    r.device.hangs = true;
    r.supervisor.suspect();
    await settle();
    await r.pass(2 * SUPERVISOR_TIMINGS.patience);
    expect(r.states).toEqual(['online', 'offline']);
  });

  it('when the device answers again, then it is online within the longest wait between retries', async () => {
    const r = rig();
    await settle();
    r.device.answers = false;
    r.supervisor.suspect();
    await r.pass(60_000);
    r.device.answers = true;
    await r.pass(1.25 * SUPERVISOR_TIMINGS.retryCeiling);
    expect(r.states).toEqual(['online', 'offline', 'hardwareError', 'online']);
  });
});

describe('escalation of a silence', () => {
  it('when a reset over the open link helps, then the device stays online and the link stays open', async () => {
    let resets = 0;
    const r = rig({
      reset: async (device) => {
        resets += 1;
        device.answers = true;
        return true;
      },
    });
    await settle();
    r.device.answers = false;
    r.supervisor.suspect();
    await settle();
    expect({ beats: r.device.beats, resets, opened: r.device.opened }).toEqual({ beats: 2, resets: 1, opened: 1 });
    await r.pass(SUPERVISOR_TIMINGS.heartbeat);
    expect(r.device.beats).toBe(3);
    expect(r.states).toEqual(['online']);
  });

  it('when a reset hangs, then the device is offline after the patience, and the connection is closed', async () => {
    const r = rig({
      reset: (_device, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(false), { once: true })),
    });
    await settle();
    r.device.answers = false;
    r.supervisor.suspect();
    await settle();
    expect(r.states).toEqual(['online']);
    await r.pass(SUPERVISOR_TIMINGS.patience);
    expect(r.states).toEqual(['online', 'offline']);
    expect(r.device.closed).toBe(1);
  });

  it('when reopening does not help, then the device is hardwareError, and retries continue until it answers', async () => {
    const r = rig();
    r.device.answers = false;
    await r.pass(120_000);
    expect(r.device.opened).toBeGreaterThan(5 * OUT_OF_SERVICE_ATTEMPTS);
    expect(r.states).toEqual(['offline', 'hardwareError']);
    r.device.answers = true;
    await r.pass(1.25 * SUPERVISOR_TIMINGS.retryCeiling);
    expect(r.states).toEqual(['offline', 'hardwareError', 'online']);
    r.device.answers = false;
    await r.pass(60_000);
    expect(r.states).toEqual(['offline', 'hardwareError', 'online', 'offline', 'hardwareError']);
  });
});

it('when a device is silent three times for a short time, then each silence counts its own attempts', async () => {
  const r = rig();
  await settle();
  for (const _ of ['first', 'second', 'third']) {
    const { opened } = r.device;
    r.device.answers = false;
    r.supervisor.suspect();
    // Over a third of `OUT_OF_SERVICE_ATTEMPTS`: three silences together would exceed it.
    await r.pass(4 * SUPERVISOR_TIMINGS.retryCeiling);
    expect(r.device.opened - opened).toBeGreaterThan(OUT_OF_SERVICE_ATTEMPTS / 3);
    r.device.answers = true;
    await r.pass(1.25 * SUPERVISOR_TIMINGS.retryCeiling);
  }
  expect(r.states).toEqual(['online', ...Array.from({ length: 3 }, () => ['offline', 'online']).flat()]);
});

describe('a lost link', () => {
  it('when the link is lost, then the state is noDevice at once, and the connection is closed once', async () => {
    const r = rig();
    await settle();
    r.wire.unplug();
    await settle();
    expect(r.states).toEqual(['online', 'noDevice']);
    expect(r.supervisor.connection()).toBeUndefined();
    expect(r.device.closed).toBe(1);
  });

  it('when the link returns 20 times, then the device is online each time', async () => {
    const r = rig();
    await settle();
    for (let round = 0; round < 20; round += 1) {
      r.wire.unplug();
      await r.pass(1_000);
      r.wire.plug();
      await r.pass(1.25 * SUPERVISOR_TIMINGS.retryCeiling);
    }
    expect(r.states).toEqual(['online', ...Array.from({ length: 20 }, () => ['noDevice', 'online']).flat()]);
    expect(r.device.opened - r.device.closed).toBe(1);
  });

  it('when the link is lost 1,000 times for random times, then the device is online within one heartbeat, and no timer is left', async () => {
    const random = seededRandom(7);
    const r = rig({ random });
    await settle();
    for (let round = 0; round < 1_000; round += 1) {
      await r.pass(random() * 3_000, 250);
      r.wire.unplug();
      await settle();
      expect(r.supervisor.state()).toBe('noDevice');
      await r.pass(random() * 5_000, 250);
      r.wire.plug();
      await r.pass(SUPERVISOR_TIMINGS.heartbeat, 250);
      expect(r.supervisor.state()).toBe('online');
    }
    expect(r.states).toHaveLength(2_001);
    expect(r.device.opened - r.device.closed).toBe(1);
    await r.supervisor.close();
    expect(r.waiting.size).toBe(0);
  });

  it('when the link fails again and again at once, then the device is noDevice until the link stays', async () => {
    const r = rig();
    await settle();
    const flap = async (ms: number) => {
      for (let left = ms; left > 0; left -= 100) {
        await r.pass(100);
        r.wire.unplug();
        r.wire.plug();
      }
    };
    await flap(60_000);
    expect(r.states).toEqual(['online', 'noDevice', 'online', 'noDevice', 'online', 'noDevice']);
    const opened = r.device.opened;
    await flap(60_000);
    expect(r.device.opened - opened).toBeLessThanOrEqual(60_000 / SUPERVISOR_TIMINGS.retryCeiling);
    expect(r.supervisor.connection()).toBeUndefined();
    await r.pass(SUPERVISOR_TIMINGS.retryCeiling + SUPERVISOR_TIMINGS.heartbeat);
    expect(r.states.slice(6)).toEqual(['online']);
    expect(r.device.opened - r.device.closed).toBe(1);
    await r.pass(SUPERVISOR_TIMINGS.heartbeat);
    r.wire.unplug();
    r.wire.plug();
    await r.pass(2 * SUPERVISOR_TIMINGS.retryFirst);
    expect(r.supervisor.state()).toBe('online');
  });

  it('when the close of a link never settles, then the next attempt still runs', async () => {
    const clock = new SimulatedClock();
    const wire = cable();
    let hangs = true;
    const supervisor = superviseDevice<DeviceConnection>({
      clock,
      random: () => 0.5,
      connect: async () => ({ heartbeat: async () => true, close: () => {} }),
      link: () => {
        const link = wire.host();
        if (!hangs) return link;
        hangs = false;
        return { ...link, close: () => new Promise<void>(() => {}) };
      },
    });
    await settle();
    wire.unplug();
    wire.plug();
    for (let left = 20_000; left > 0; left -= 50) {
      clock.increment(50);
      await settle();
    }
    expect(supervisor.state()).toBe('online');
    await supervisor.close();
  });

  it('when the link is lost during the handshake, then the state is noDevice and there is no connection', async () => {
    const r = rig();
    r.device.hangs = true;
    await settle();
    r.wire.unplug();
    await settle();
    expect(r.states).toEqual(['noDevice']);
    expect(r.supervisor.connection()).toBeUndefined();
  });

  it('when opening fails, then the waits double up to the ceiling, spread at random', async () => {
    const waits = async (random: number) => {
      const clock = new SimulatedClock();
      const at: number[] = [];
      const supervisor = superviseDevice<DeviceConnection>({
        clock,
        random: () => random,
        connect: async () => undefined,
        link: () => {
          at.push(clock.now());
          const wire = cable();
          wire.unplug();
          return wire.host();
        },
      });
      await settle();
      for (let left = 10_000; left > 0; left -= 1) {
        clock.increment(1);
        await settle();
      }
      await supervisor.close();
      return at.slice(1).map((time, index) => time - (at[index] ?? 0));
    };
    expect((await waits(0.5)).slice(0, 5)).toEqual([250, 500, 1_000, 2_000, 2_000]);
    expect((await waits(0)).slice(0, 2)).toEqual([188, 375]);
  });
});

describe('closing', () => {
  it('when a heartbeat is in flight, then close() settles and no state is reported after it', async () => {
    const r = rig();
    await settle();
    r.device.hangs = true;
    r.supervisor.suspect();
    await settle();
    await r.supervisor.close();
    expect(r.device.closed).toBe(1);
    await r.pass(10_000);
    expect(r.states).toEqual(['online']);
  });

  it('during a handshake, during a wait and before the first opening, close() settles', async () => {
    const shaking = rig();
    shaking.device.hangs = true;
    await settle();
    await shaking.supervisor.close();
    expect(shaking.states).toEqual([]);

    const waiting = rig();
    waiting.wire.unplug();
    await settle();
    await waiting.supervisor.close();
    expect(waiting.states).toEqual(['noDevice']);

    const fresh = rig();
    await fresh.supervisor.close();
    expect(fresh.states).toEqual([]);
  });
});
