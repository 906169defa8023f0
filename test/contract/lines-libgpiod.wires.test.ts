import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Clock, pause, realClock } from '../../drivers/clock.ts';
import type { LineTrouble } from '../../drivers/lines/contract.ts';
import { createLines } from '../../drivers/lines/driver.ts';
import { createLibgpiodPort } from '../../drivers/lines/libgpiod/port.ts';
import type { LineSpec } from '../../drivers/lines/port.ts';
import { createLinesSimulator } from '../../simulators/lines/lines.ts';
import { createLineTools } from '../../simulators/lines/tools.ts';
import { seededRandom } from '../../simulators/random.ts';
import { CONTRACT_LINE_MAP, linesContract } from './lines.ts';

/* Child processes in real time. Scripts stand in for libgpiod 2.2's tools: the kernel here has no GPIO chip. */

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-lines-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const PATIENCE = { timeout: 30_000, interval: 5 };

async function until(what: string, condition: () => boolean): Promise<void> {
  await vi.waitFor(() => {
    if (!condition()) throw new Error(`it never came to this: ${what}`);
  }, PATIENCE);
}

function cabinet() {
  const simulator = createLinesSimulator({ map: CONTRACT_LINE_MAP, clock: realClock, random: seededRandom(3) });
  const tools = createLineTools(simulator, CONTRACT_LINE_MAP, join(folder, 'tools'));
  const searchPath = [tools.dir, process.env['PATH']].join(delimiter);
  return {
    simulator,
    tools,
    searchPath,
    close() {
      tools.close();
      simulator.close();
    },
  };
}

linesContract('libgpiod, with real processes of stand-in tools', async () => {
  const at = cabinet();
  const lines = createLines({
    map: CONTRACT_LINE_MAP,
    port: createLibgpiodPort({ clock: realClock, searchPath: at.searchPath }),
    clock: realClock,
    random: () => 0.5,
    timings: { retryFirst: 50, retryCeiling: 200 },
  });
  return {
    lines,
    cabinet: at.simulator,
    until,
    quiet: () => pause(realClock, 150),
    async close() {
      await lines.close();
      at.close();
    },
  };
});

describe('the libgpiod adapter', () => {
  const DOOR: LineSpec = { chip: 'pinctrl-test', offset: 17, direction: 'in', activeLow: true };

  function listening(searchPath: string, clock: Clock = realClock) {
    const levels: boolean[] = [];
    const losses: LineTrouble[] = [];
    const port = createLibgpiodPort({ clock, searchPath });
    const open = (spec: LineSpec = DOOR) =>
      port.openInput(spec, { level: (active) => levels.push(active), lost: (trouble) => losses.push(trouble) });
    return { port, open, levels, losses };
  }

  it('when a contact bounces, then each reported level differs from the one before', async () => {
    const at = cabinet();
    const { open, levels } = listening(at.searchPath);
    const opened = await open();
    at.simulator.faults.next('chatter');
    at.simulator.move('door', true);
    await until('the door', () => levels.length > 1 && levels.at(-1) === true);
    if (opened.ok) await opened.value.close();
    expect(levels[0]).toBe(false);
    levels.slice(1).forEach((level, index) => {
      expect(level).not.toBe(levels[index]);
    });
    at.close();
  });

  it('when a quiet time passes, then the level is read again, and the line stays open', async () => {
    const at = cabinet();
    const { open, levels, losses } = listening(at.searchPath);
    const opened = await open();
    at.tools.passQuietTime();
    await until('read anew', () => levels.length === 2);
    expect(losses).toEqual([]);
    if (opened.ok) await opened.value.close();
    at.close();
  });

  it('when the child process ends, then the line is lost, and the detail is the error text of the process', async () => {
    const at = cabinet();
    const { open, losses } = listening(at.searchPath);
    await open();
    at.simulator.lose('door');
    await until('lost', () => losses.length > 0);
    expect(losses).toEqual([
      {
        code: 'LIN-103',
        kind: 'went-away',
        detail: expect.stringContaining('error reading line events: No such device'),
      },
    ]);
    at.close();
  });

  it('when a light cannot take its new pattern, then the line is lost', async () => {
    const at = cabinet();
    const { port, losses } = listening(at.searchPath);
    const lost = (trouble: LineTrouble) => void losses.push(trouble);
    const opened = await port.openOutput({ ...DOOR, offset: 22, direction: 'out' }, 'on', lost);
    await writeFile(join(at.tools.dir, 'gpiochip0/22/lost'), '');
    expect(opened.ok && (await opened.value.show('off'))).toMatchObject({ ok: false, error: { code: 'LIN-103' } });
    expect(losses).toMatchObject([{ code: 'LIN-103' }]);
    at.close();
  });

  it('when a signal kills the process that keeps a light on, then closing the output still makes the light dark', async () => {
    const at = cabinet();
    const { port, losses } = listening(at.searchPath);
    const lit = () => at.simulator.state().outputs['attention']?.lit === true;
    const lost = (trouble: LineTrouble) => void losses.push(trouble);
    const opened = await port.openOutput({ ...DOOR, offset: 22, direction: 'out', activeLow: false }, 'on', lost);
    await until('lit', lit);
    const [holder] = (await readFile(join(at.tools.dir, 'gpiochip0/22/held'), 'utf8')).split(' ');
    process.kill(Number(holder));
    await until('lost', () => losses.length > 0);
    expect(lit()).toBe(true);
    if (opened.ok) await opened.value.close();
    await until('dark', () => !lit());
    at.close();
  });

  it('when another program holds the line, then opening fails with LIN-105', async () => {
    const at = cabinet();
    const first = listening(at.searchPath);
    const second = listening(at.searchPath);
    const opened = await first.open();
    expect(await second.open()).toMatchObject({ ok: false, error: { code: 'LIN-105' } });
    if (opened.ok) await opened.value.close();
    expect(await second.open()).toMatchObject({ ok: true });
    at.close();
  });

  it('when the label or the offset is wrong, then the detail names the chips or the line', async () => {
    const at = cabinet();
    const { open } = listening(at.searchPath);
    expect(await open({ ...DOOR, chip: 'pinctrl-rp1' })).toEqual({
      ok: false,
      error: {
        code: 'LIN-101',
        kind: 'no-such-line',
        detail: 'no chip is labelled pinctrl-rp1; gpiodetect lists gpiochip0 [pinctrl-test] (54 lines)',
      },
    });
    expect(await open({ ...DOOR, offset: 54 })).toMatchObject({
      ok: false,
      error: { detail: expect.stringContaining('54') },
    });
    at.close();
  });

  it('when the tools are not installed, then opening fails with LIN-104', async () => {
    const { open, port } = listening(join(folder, 'nothing'));
    const missing = {
      ok: false,
      error: { code: 'LIN-104', detail: 'gpiodetect is not installed: apt-get install gpiod' },
    };
    expect(await open()).toMatchObject(missing);
    expect(await port.openOutput({ ...DOOR, direction: 'out' }, 'on', () => {})).toMatchObject(missing);
  });
});
