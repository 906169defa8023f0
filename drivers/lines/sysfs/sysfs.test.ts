import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { LineTrouble } from '../contract.ts';
import type { LineSpec } from '../port.ts';
import { createSysfsPort, type OnoffLine, type OnoffModule } from './port.ts';
import { resolveLineNumber } from './resolve.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kiosk-sysfs-'));
});
afterEach(() => rm(root, { recursive: true }));

async function chip(base: number, label: string, ngpio: number): Promise<void> {
  const dir = join(root, `gpiochip${base}`);
  await mkdir(dir);
  for (const [file, text] of Object.entries({ base, label, ngpio })) await writeFile(join(dir, file), `${text}\n`);
}

describe('resolveLineNumber', () => {
  it.each([
    ['a Raspberry Pi 4, kernel 6.6 and later', 'pinctrl-bcm2711', 512, 58, 529],
    ['a Raspberry Pi 5', 'pinctrl-rp1', 571, 54, 588],
    ['a kernel before 6.6', 'pinctrl-bcm2835', 0, 54, 17],
  ])('on %s, the line number is the base of its chip plus the offset', async (_, label, base, ngpio, number) => {
    await chip(base, label, ngpio);
    await chip(900, 'raspberrypi-exp-gpio', 8);
    await writeFile(join(root, 'export'), '');
    expect(await resolveLineNumber(label, 17, root)).toEqual({ ok: true, value: number });
  });

  it('when two chips have the label, then the only one that has the offset is used', async () => {
    await chip(512, 'pinctrl-rp1', 4);
    await chip(571, 'pinctrl-rp1', 54);
    expect(await resolveLineNumber('pinctrl-rp1', 17, root)).toEqual({ ok: true, value: 588 });
    expect(await resolveLineNumber('pinctrl-rp1', 3, root)).toMatchObject({ ok: false, error: { code: 'LIN-101' } });
  });

  it('when the label or the line does not exist, then the error lists what exists', async () => {
    await chip(512, 'pinctrl-bcm2711', 58);
    const refusal = async (label: string, offset: number) => {
      const number = await resolveLineNumber(label, offset, root);
      return number.ok ? null : number.error;
    };
    expect(await refusal('pinctrl-rp1', 17)).toEqual({
      code: 'LIN-101',
      kind: 'no-such-line',
      detail: 'no chip is labelled pinctrl-rp1; there are pinctrl-bcm2711',
    });
    expect((await refusal('pinctrl-bcm2711', 58))?.detail).toBe('pinctrl-bcm2711 has 58 lines, and no line 58');
  });

  it('when the kernel has no sysfs GPIO, then the error is LIN-104', async () => {
    const gone = await resolveLineNumber('pinctrl-rp1', 17, join(root, 'none'));
    expect(gone).toMatchObject({ ok: false, error: { code: 'LIN-104', kind: 'no-gpio' } });
  });
});

describe('the onoff adapter', () => {
  const DOOR: LineSpec = { chip: 'pinctrl-rp1', offset: 17, direction: 'in', activeLow: true };
  const LIGHT: LineSpec = { chip: 'pinctrl-rp1', offset: 22, direction: 'out', activeLow: true };

  function onoff() {
    const made: unknown[][] = [];
    const written: number[] = [];
    const at = { level: 0 as 0 | 1, failure: undefined as string | undefined, let: 0, edge: () => {} };
    const fail = () => {
      if (at.failure !== undefined) throw Object.assign(new Error(`${at.failure}: it is gone`), { code: at.failure });
    };
    class Gpio implements OnoffLine {
      constructor(...settings: unknown[]) {
        made.push(settings);
        fail();
      }
      readSync() {
        fail();
        return at.level;
      }
      writeSync(value: 0 | 1) {
        fail();
        written.push(value);
      }
      watch(listener: (error: null, value: 0 | 1) => void) {
        at.edge = () => listener(null, this.readSync());
      }
      unexport() {
        at.let += 1;
        fail();
      }
    }
    const module: OnoffModule = { Gpio };
    return { at, made, written, load: async () => module };
  }

  async function input(spec = DOOR) {
    await chip(571, 'pinctrl-rp1', 54);
    const clock = new SimulatedClock();
    const { at, made, load } = onoff();
    const levels: boolean[] = [];
    const losses: LineTrouble[] = [];
    const opened = await createSysfsPort({ clock, root, load }).openInput(spec, {
      level: (active) => levels.push(active),
      lost: (trouble) => losses.push(trouble),
    });
    return { clock, at, made, levels, losses, opened };
  }

  it('openInput opens the resolved number for both edges and reports the present level', async () => {
    const { made, levels, opened } = await input();
    expect(made).toEqual([[588, 'in', 'both', { activeLow: true }]]);
    expect(levels).toEqual([false]);
    expect(opened.ok).toBe(true);
  });

  it('when an edge was missed, then its level is reported within a second', async () => {
    const { clock, at, levels } = await input();
    at.level = 1;
    clock.increment(1_000);
    expect(levels).toEqual([false, true]);
  });

  it.each(['an edge', 'the next look'])(
    'when %s finds the chip gone, then the loss is reported once and nothing throws',
    async (when) => {
      const { clock, at, levels, losses, opened } = await input();
      at.failure = 'ENODEV';
      if (when === 'an edge') at.edge();
      clock.increment(5_000);
      expect(losses).toEqual([{ code: 'LIN-103', kind: 'went-away', detail: 'ENODEV: it is gone' }]);
      expect(levels).toEqual([false]);
      if (opened.ok) await opened.value.close();
      expect(at.let).toBe(1);
    },
  );

  it('when the line was closed, then no level is reported', async () => {
    const { clock, at, levels, opened } = await input();
    if (opened.ok) await opened.value.close();
    at.level = 1;
    at.edge();
    clock.increment(5_000);
    expect(levels).toEqual([false]);
  });

  it('an output starts dark, blinks by the clock, and is dark after close', async () => {
    await chip(571, 'pinctrl-rp1', 54);
    const clock = new SimulatedClock();
    const { at, made, written, load } = onoff();
    const opened = await createSysfsPort({ clock, root, load }).openOutput(LIGHT, 'off', () => {});
    expect(made).toEqual([[593, 'high', 'none', { activeLow: true }]]);
    if (!opened.ok) throw new Error('the light did not open');
    await opened.value.show({ onMs: 100, offMs: 300 });
    clock.increment(100);
    clock.increment(300);
    expect(written).toEqual([0, 1, 0, 1]);
    await opened.value.close();
    clock.increment(1_000);
    expect(written).toEqual([0, 1, 0, 1, 0]);
    expect(at.let).toBe(1);
  });

  it('when a steady light is gone, then its loss is reported within a second', async () => {
    await chip(571, 'pinctrl-rp1', 54);
    const clock = new SimulatedClock();
    const { at, load } = onoff();
    const losses: string[] = [];
    const opened = await createSysfsPort({ clock, root, load }).openOutput(LIGHT, 'on', ({ code }) =>
      losses.push(code),
    );
    at.failure = 'ENODEV';
    clock.increment(1_000);
    expect(losses).toEqual(['LIN-103']);
    if (opened.ok) expect(await opened.value.show('off')).toMatchObject({ ok: false, error: { code: 'LIN-103' } });
  });

  it.each([
    ['EACCES', 'LIN-102'],
    ['EBUSY', 'LIN-105'],
    ['EINVAL', 'LIN-101'],
    ['ENODEV', 'LIN-103'],
    ['ENOENT', 'LIN-104'],
  ])('when opening fails with %s, then the error is %s', async (failure, code) => {
    await chip(571, 'pinctrl-rp1', 54);
    const { at, load } = onoff();
    at.failure = failure;
    const port = createSysfsPort({ clock: new SimulatedClock(), root, load });
    expect(await port.openInput(DOOR, { level: () => {}, lost: () => {} })).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  it('when an input asks for a pull resistor, then openInput rejects', async () => {
    await expect(input({ ...DOOR, pull: 'up' })).rejects.toThrow('pull');
  });

  it('when the real onoff opens a line that does not exist, then the error is a line trouble', async () => {
    await chip(100_000, 'pinctrl-rp1', 54);
    const port = createSysfsPort({ clock: new SimulatedClock(), root });
    const opened = await port.openInput(DOOR, { level: () => {}, lost: () => {} });
    expect(opened.ok ? null : opened.error.code).toMatch(/^LIN-10[1245]$/);
  });
});
