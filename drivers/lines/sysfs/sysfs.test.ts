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

/** A chip as the kernel shows it. */
async function chip(base: number, label: string, ngpio: number): Promise<void> {
  const dir = join(root, `gpiochip${base}`);
  await mkdir(dir);
  for (const [file, text] of Object.entries({ base, label, ngpio })) await writeFile(join(dir, file), `${text}\n`);
}

describe('the number of a line', () => {
  it.each([
    ['a Raspberry Pi 4, kernel 6.6 and later', 'pinctrl-bcm2711', 512, 58, 529],
    ['a Raspberry Pi 5', 'pinctrl-rp1', 571, 54, 588],
    ['a kernel before 6.6', 'pinctrl-bcm2835', 0, 54, 17],
  ])('on %s is the base of its chip and the offset', async (_, label, base, ngpio, number) => {
    await chip(base, label, ngpio);
    await chip(900, 'raspberrypi-exp-gpio', 8);
    await writeFile(join(root, 'export'), '');
    expect(await resolveLineNumber(label, 17, root)).toEqual({ ok: true, value: number });
  });

  it('is of the one chip that has the offset where two have the label', async () => {
    await chip(512, 'pinctrl-rp1', 4);
    await chip(571, 'pinctrl-rp1', 54);
    expect(await resolveLineNumber('pinctrl-rp1', 17, root)).toEqual({ ok: true, value: 588 });
    expect(await resolveLineNumber('pinctrl-rp1', 3, root)).toMatchObject({ ok: false, error: { code: 'LIN-101' } });
  });

  it('is refused with the labels there are, or the lines there are', async () => {
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

  it('does not exist in a kernel without sysfs GPIO', async () => {
    const gone = await resolveLineNumber('pinctrl-rp1', 17, join(root, 'none'));
    expect(gone).toMatchObject({ ok: false, error: { code: 'LIN-104', kind: 'no-gpio' } });
  });
});

describe('the onoff adapter', () => {
  const DOOR: LineSpec = { chip: 'pinctrl-rp1', offset: 17, direction: 'in', activeLow: true };
  const LIGHT: LineSpec = { chip: 'pinctrl-rp1', offset: 22, direction: 'out', activeLow: true };

  /** One `onoff` line whose level and whose failure are in the test's hand. */
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
        // `onoff` reads inside its callback and lets an error there go up into epoll.
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

  it('opens the resolved number for both edges, and tells the level of now', async () => {
    const { made, levels, opened } = await input();
    expect(made).toEqual([[588, 'in', 'both', { activeLow: true }]]);
    expect(levels).toEqual([false]);
    expect(opened.ok).toBe(true);
  });

  it('finds an edge that was missed within a second', async () => {
    const { clock, at, levels } = await input();
    at.level = 1;
    clock.increment(1_000);
    expect(levels).toEqual([false, true]);
  });

  it.each(['an edge', 'the next look'])(
    'tells of a chip that is gone at %s, once, and throws nothing',
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

  it('tells nothing after it was closed', async () => {
    const { clock, at, levels, opened } = await input();
    if (opened.ok) await opened.value.close();
    at.level = 1;
    at.edge();
    clock.increment(5_000);
    expect(levels).toEqual([false]);
  });

  it('begins an output dark, blinks it by the clock and leaves it dark', async () => {
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

  it('finds out that a light which does not change is gone', async () => {
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
  ])('calls %s at opening %s', async (failure, code) => {
    await chip(571, 'pinctrl-rp1', 54);
    const { at, load } = onoff();
    at.failure = failure;
    const port = createSysfsPort({ clock: new SimulatedClock(), root, load });
    expect(await port.openInput(DOOR, { level: () => {}, lost: () => {} })).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  it('takes a pull resistor for the mistake it is', async () => {
    await expect(input({ ...DOOR, pull: 'up' })).rejects.toThrow('pull');
  });

  it('loads the real onoff, which says that this kernel has no such line', async () => {
    await chip(100_000, 'pinctrl-rp1', 54);
    const port = createSysfsPort({ clock: new SimulatedClock(), root });
    const opened = await port.openInput(DOOR, { level: () => {}, lost: () => {} });
    expect(opened.ok ? null : opened.error.code).toMatch(/^LIN-10[1245]$/);
  });
});
