import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createLinesDecoder } from '../../drivers/lines/describe.ts';
import type { LineMap } from '../../drivers/lines/port.ts';
import { createLinesSimulator } from './lines.ts';
import { watchLines } from './news.ts';

const MAP: LineMap = {
  door: { chip: 'pinctrl-test', offset: 17, direction: 'in', activeLow: true },
  attention: { chip: 'pinctrl-test', offset: 22, direction: 'out' },
};

describe('traffic of a simulated cabinet', () => {
  it('when a door or a light changes, then each bounce and each pattern is reported in order', () => {
    const clock = new SimulatedClock();
    const cabinet = createLinesSimulator({ map: MAP, clock, random: () => 0.4 });
    const decode = createLinesDecoder();
    const told: string[] = [];
    const occasions: string[] = [];
    watchLines(cabinet, MAP, {
      onNews: (traffic) => told.push(...decode(traffic).map(({ direction, meaning }) => `${direction} ${meaning}`)),
      onOccasion: (name) => occasions.push(name),
    });
    cabinet.move('door', true);
    clock.increment(100);
    const edges = told.splice(0);
    expect(edges.length).toBeGreaterThan(1);
    expect(edges.every((edge, at) => edge === (at % 2 === 0 ? 'in door low' : 'in door high'))).toBe(true);
    expect(edges.at(-1)).toBe('in door low');
    cabinet.showFromOutside('attention', 'on');
    cabinet.showFromOutside('attention', 'on');
    cabinet.showFromOutside('attention', { onMs: 500, offMs: 250 });
    cabinet.lose('door');
    cabinet.restore('door');
    expect(told).toEqual(['out attention on', 'out attention 500ms,250ms', 'in door lost', 'in door back']);
    expect(occasions).toEqual(['contact', 'light', 'light']);
    cabinet.close();
  });
});
