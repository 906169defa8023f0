import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { Clock } from '../../drivers/clock.ts';
import type { LineMap } from '../../drivers/lines/port.ts';
import { seededRandom } from '../random.ts';
import { createLinesSimulator } from './lines.ts';

const MAP: LineMap = {
  door: { chip: 'pinctrl-test', offset: 17, direction: 'in', activeLow: true },
  attention: { chip: 'pinctrl-test', offset: 22, direction: 'out' },
};

function rig(seed = 1) {
  const clock = new SimulatedClock();
  const cabinet = createLinesSimulator({ map: MAP, clock, random: seededRandom(seed) });
  const edges: string[] = [];
  cabinet.onPin(({ spec, high }) => edges.push(`${spec.offset} ${high ? 'high' : 'low'}`));
  return { clock, cabinet, edges };
}

const heard = () => {
  const levels: boolean[] = [];
  const losses: string[] = [];
  return {
    levels,
    losses,
    listener: {
      level: (active: boolean) => levels.push(active),
      lost: ({ code }: { code: string }) => losses.push(code),
    },
  };
};

describe('the simulated cabinet', () => {
  it('when the seed is the same, then a door bounces the same way and comes to rest', () => {
    const runs = [5, 5].map((seed) => {
      const { clock, cabinet, edges } = rig(seed);
      for (const open of [true, false, true]) {
        cabinet.move('door', open);
        clock.increment(100);
      }
      return edges;
    });
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]?.length).toBeGreaterThan(3);
    expect(runs[0]?.at(-1)).toBe('17 low');
  });

  it('when overdue timers run in reverse, then the contact still rests where it was moved', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const due: (() => void)[] = [];
      const late: Clock = {
        now: () => 0,
        setTimeout: (fn) => due.push(() => fn()),
        clearTimeout: () => {},
      };
      const cabinet = createLinesSimulator({ map: MAP, clock: late, random: seededRandom(seed) });
      const levels: boolean[] = [];
      cabinet.onPin(({ high }) => levels.push(high));
      cabinet.move('door', true);
      for (const run of due.reverse()) run();
      expect(levels.at(-1), `seed ${seed}`).toBe(false);
    }
  });

  it('when a door moves while its line is closed, then the next program reads the new level', async () => {
    const { clock, cabinet } = rig();
    const door = MAP['door'];
    if (!door) throw new Error('no door');
    const first = heard();
    const opened = await cabinet.port.openInput(door, first.listener);
    if (opened.ok) await opened.value.close();
    cabinet.move('door', true);
    clock.increment(100);
    const second = heard();
    await cabinet.port.openInput(door, second.listener);
    expect(first.levels).toEqual([false]);
    expect(second.levels).toEqual([true]);
    expect(await cabinet.port.openInput(door, heard().listener)).toMatchObject({ error: { code: 'LIN-105' } });
  });

  it('when a line is lost, then its program hears it once; after restore() the line opens again', async () => {
    const { cabinet } = rig();
    const door = MAP['door'];
    if (!door) throw new Error('no door');
    const first = heard();
    await cabinet.port.openInput(door, first.listener);
    cabinet.lose('door');
    cabinet.lose('door');
    expect(first.losses).toEqual(['LIN-103']);
    expect(await cabinet.port.openInput(door, heard().listener)).toMatchObject({ error: { code: 'LIN-103' } });
    cabinet.restore('door');
    expect(await cabinet.port.openInput(door, heard().listener)).toMatchObject({ ok: true });
    expect(cabinet.state().lost).toEqual([]);
  });

  it('when a name is unknown or a light, then move() throws', () => {
    const { cabinet } = rig();
    expect(() => cabinet.move('window', true)).toThrow('window');
    expect(() => cabinet.move('attention', true)).toThrow('light');
  });
});
