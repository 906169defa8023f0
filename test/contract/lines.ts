import { afterEach, describe, expect, it } from 'vitest';
import type { LineState, Lines, LinesStatus } from '../../drivers/lines/contract.ts';
import type { LineMap } from '../../drivers/lines/port.ts';
import type { LinesSimulator } from '../../simulators/lines/lines.ts';
import { linesContractAlone } from './alone.ts';

export interface LinesBench {
  readonly lines: Lines;
  readonly cabinet: Pick<LinesSimulator, 'move' | 'lose' | 'restore' | 'state' | 'faults'>;
  until(what: string, condition: () => boolean): Promise<void>;
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export const CONTRACT_LINE_MAP: LineMap = {
  door: { chip: 'pinctrl-test', offset: 17, direction: 'in', activeLow: true, debounceMs: 30 },
  presence: { chip: 'pinctrl-test', offset: 27, direction: 'in', debounceMs: 30 },
  attention: { chip: 'pinctrl-test', offset: 22, direction: 'out' },
  status: { chip: 'pinctrl-test', offset: 23, direction: 'out', activeLow: true },
};

export function linesContract(name: string, makeBench: () => Promise<LinesBench>): void {
  linesContractAlone(name, async () => {
    const { lines, until, close } = await makeBench();
    return { device: lines, until, close };
  }, ['attention', 'status']);

  describe(`lines: ${name}`, () => {
    let bench: LinesBench | undefined;

    async function start() {
      bench = await makeBench();
      const door: LineState[] = [];
      const statuses: LinesStatus[] = [];
      bench.lines.watch('door', (state) => door.push(state));
      bench.lines.onStatus((status) => statuses.push(status));
      await bench.until('online', isOnline(bench.lines));
      return { bench, lines: bench.lines, cabinet: bench.cabinet, door, statuses };
    }

    afterEach(async () => {
      await bench?.close();
      bench = undefined;
    });

    it('when nothing has moved yet, then every line is known as inactive', async () => {
      const { lines } = await start();
      expect(['door', 'presence', 'attention', 'status'].map((each) => lines.read(each))).toEqual(
        Array.from({ length: 4 }, () => 'inactive'),
      );
    });

    it('when the door opens and closes, then each change is reported once despite bounces', async () => {
      const at = await start();
      for (const open of [true, false, true, false]) {
        at.cabinet.move('door', open);
        await at.bench.until('the door', () => at.lines.read('door') === (open ? 'active' : 'inactive'));
      }
      await at.bench.quiet();
      expect(at.door.filter((state) => state !== 'lost').slice(-4)).toEqual([
        'active',
        'inactive',
        'active',
        'inactive',
      ]);
    });

    it('when one line changes, then another line keeps its state', async () => {
      const at = await start();
      at.cabinet.move('presence', true);
      await at.bench.until('a person', () => at.lines.read('presence') === 'active');
      expect(at.lines.read('door')).toBe('inactive');
    });

    it("when a light's pattern is set to on, blinking or off, then the light shows this pattern", async () => {
      const at = await start();
      const lit = () => at.cabinet.state().outputs['attention']?.lit === true;
      expect(await at.lines.set('attention', 'on')).toEqual({ ok: true, value: undefined });
      await at.bench.until('lit', lit);
      expect(at.lines.read('attention')).toBe('active');
      await at.lines.set('attention', { onMs: 200, offMs: 300 });
      for (const phase of [true, false, true, false]) await at.bench.until(`blinking: ${phase}`, () => lit() === phase);
      expect(at.lines.read('attention')).toBe('active');
      await at.lines.set('attention', 'off');
      await at.bench.until('dark', () => !lit());
      expect(at.lines.read('attention')).toBe('inactive');
    });

    it('when a line is lost, then the other lines work, and the lost line returns with its present level', async () => {
      const at = await start();
      at.cabinet.lose('door');
      await at.bench.until('lost', () => at.lines.read('door') === 'lost');
      expect(at.lines.status().device).toBe('offline');
      expect(at.lines.status().lines['door']?.trouble?.kind).toBe('went-away');
      at.cabinet.move('presence', true);
      await at.bench.until('a person', () => at.lines.read('presence') === 'active');
      at.cabinet.move('door', true);
      // The contact bounced: an edge between reading and watching is noticed after a quiet time.
      await at.bench.quiet();
      at.cabinet.restore('door');
      await at.bench.until('back', isOnline(at.lines));
      expect(at.lines.read('door')).toBe('active');
      expect(at.door).toContain('lost');
    });

    it('when a pattern is set for a lost light, then the light shows this pattern once it is back', async () => {
      const at = await start();
      await at.lines.set('status', 'on');
      at.cabinet.lose('status');
      await at.bench.until('lost', () => at.lines.read('status') === 'lost');
      expect(await at.lines.set('status', { onMs: 100, offMs: 100 })).toMatchObject({ ok: false });
      at.cabinet.restore('status');
      await at.bench.until('back', isOnline(at.lines));
      const lit = () => at.cabinet.state().outputs['status']?.lit === true;
      for (const phase of [true, false, true]) await at.bench.until(`blinking: ${phase}`, () => lit() === phase);
      expect(at.lines.read('status')).toBe('active');
    });

    it('when a line changes and is lost, then no status is reported twice in a row', async () => {
      const at = await start();
      at.cabinet.move('door', true);
      await at.bench.until('the door', () => at.lines.read('door') === 'active');
      at.cabinet.lose('door');
      await at.bench.until('lost', () => at.lines.read('door') === 'lost');
      await at.bench.quiet();
      at.statuses.forEach((status, index) => {
        expect(status).not.toEqual(at.statuses[index - 1]);
      });
    });

    it('when the lines are closed, then the lights go dark, and nothing more is reported', async () => {
      const at = await start();
      await at.lines.set('attention', 'on');
      const lit = () => at.cabinet.state().outputs['attention']?.lit === true;
      await at.bench.until('lit', lit);
      await at.lines.close();
      await at.bench.until('dark', () => !lit());
      const { length } = at.door;
      at.cabinet.move('door', true);
      await at.bench.quiet();
      expect(at.door).toHaveLength(length);
    });

    it('when a name is not in the map, or an input is set, then the call throws', async () => {
      const { lines } = await start();
      expect(() => lines.read('window')).toThrow('window');
      expect(() => lines.set('door', 'on')).toThrow('no line out');
    });
  });
}

const isOnline = (lines: Lines) => () => lines.status().device === 'online';
