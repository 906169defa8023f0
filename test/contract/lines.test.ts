import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BinaryValue } from 'onoff';
import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { LineState } from '../../drivers/lines/contract.ts';
import { createLines } from '../../drivers/lines/driver.ts';
import type { LinePort } from '../../drivers/lines/port.ts';
import { createSysfsPort, type OnoffModule } from '../../drivers/lines/sysfs/port.ts';
import { createLinesSimulator, type LinesSimulator } from '../../simulators/lines/lines.ts';
import { seededRandom } from '../../simulators/random.ts';
import { CONTRACT_LINE_MAP, type LinesBench, linesContract } from './lines.ts';

const STEP_MS = 5;
const PATIENCE_MS = 20_000;

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface RigOptions {
  readonly seed?: number;
  /** At each step simulated time waits for this promise. */
  readonly pace?: () => Promise<unknown>;
}

function rig(
  makePort: (simulator: LinesSimulator, clock: SimulatedClock) => LinePort,
  { seed = 1, pace = breathe }: RigOptions = {},
) {
  const clock = new SimulatedClock();
  const simulator = createLinesSimulator({ map: CONTRACT_LINE_MAP, clock, random: seededRandom(seed) });
  const lines = createLines({ map: CONTRACT_LINE_MAP, port: makePort(simulator, clock), clock, random: () => 0.5 });
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= STEP_MS) {
      clock.increment(STEP_MS);
      await pace();
    }
  };
  const bench: LinesBench = {
    lines,
    cabinet: simulator,
    async until(what, condition) {
      for (let waited = 0; !condition(); waited += STEP_MS) {
        if (waited > PATIENCE_MS) throw new Error(`it never came to this: ${what}`);
        await pass(STEP_MS);
      }
    },
    quiet: () => pass(500),
    async close() {
      await lines.close();
      simulator.close();
    },
  };
  return { clock, simulator, lines, pass, bench };
}

linesContract('the simulated cabinet in memory', async () => rig(({ port }) => port).bench);

const BASE = 571;

async function sysfsTree(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'kiosk-gpio-'));
  const chip = join(root, `gpiochip${BASE}`);
  await mkdir(chip);
  await Promise.all(
    Object.entries({ label: 'pinctrl-test', base: String(BASE), ngpio: '54' }).map(([file, text]) =>
      writeFile(join(chip, file), `${text}\n`),
    ),
  );
  return root;
}

/** `onoff` on the simulator, because the kernel here has no GPIO. Numbers, levels and errors are the kernel's. */
function onoffOver(simulator: LinesSimulator): OnoffModule {
  return {
    Gpio: class {
      readonly #spec;
      readonly #name;
      #stop: (() => void)[] = [];

      constructor(gpio: number) {
        const [name, spec] =
          Object.entries(CONTRACT_LINE_MAP).find(([, { offset }]) => BASE + offset === gpio) ??
          raise('EINVAL', 'invalid argument, write');
        this.#name = name;
        this.#spec = spec;
        this.#mustBeThere();
      }

      #mustBeThere(): void {
        if (simulator.state().lost.includes(this.#name)) raise('ENODEV', 'no such device, read');
      }

      readSync(): BinaryValue {
        this.#mustBeThere();
        return simulator.state().inputs[this.#name] ? 1 : 0;
      }

      writeSync(value: BinaryValue): void {
        this.#mustBeThere();
        simulator.showFromOutside(this.#name, value === 1 ? 'on' : 'off');
      }

      watch(listener: (error: Error | null, value: BinaryValue) => void): void {
        this.#stop.push(
          simulator.onPin(({ spec, high }) => {
            if (spec !== this.#spec) return;
            const active = high !== (spec.activeLow === true);
            // `onoff` reads the level again when it handles an edge.
            this.readSync();
            listener(null, active ? 1 : 0);
          }),
        );
      }

      unexport(): void {
        for (const stop of this.#stop) stop();
      }
    },
  };
}

function raise(code: string, message: string): never {
  throw Object.assign(new Error(`${code}: ${message}`), { code });
}

linesContract('sysfs, with a made-up tree and an onoff over the simulated cabinet', async () => {
  const root = await sysfsTree();
  // A real file access: otherwise minutes of simulated time pass while a busy machine reads a file.
  const pace = () => stat(root);
  const at = rig((simulator, clock) => createSysfsPort({ clock, root, load: async () => onoffOver(simulator) }), {
    pace,
  });
  return {
    ...at.bench,
    async close() {
      await at.bench.close();
      await rm(root, { recursive: true });
    },
  };
});

describe('bounces', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'when the door contact bounces (seed %i), then one opening is reported',
    async (seed) => {
      const at = rig(({ port }) => port, { seed });
      const door: LineState[] = [];
      await at.pass(50);
      at.lines.watch('door', (state) => door.push(state));
      at.simulator.faults.next('chatter');
      at.simulator.move('door', true);
      await at.pass(200);
      at.simulator.faults.assertSpent();
      expect(door).toEqual(['active']);
      await at.bench.close();
    },
  );
});

describe('door with a cut wire', () => {
  it("when the GPIO line is lost while the door moves, then the door's state is lost", async () => {
    const at = rig(({ port }) => port);
    await at.pass(50);
    const door: LineState[] = [];
    at.lines.watch('door', (state) => door.push(state));
    at.simulator.faults.next('line-lost');
    at.simulator.move('door', true);
    await at.pass(100);
    expect(door).toEqual(['lost']);
    expect(at.lines.read('door')).toBe('lost');
    await at.bench.close();
  });

  it('when the GPIO line of the door is lost five times, then each retry comes after the first wait', async () => {
    const { lines, simulator, pass, bench } = rig(({ port }) => port);
    await bench.until('online', () => lines.status().device === 'online');
    for (let nth = 1; nth <= 5; nth += 1) {
      simulator.lose('door');
      await bench.until('lost', () => lines.read('door') === 'lost');
      simulator.restore('door');
      await pass(600);
      expect([nth, lines.read('door')]).toEqual([nth, 'inactive']);
    }
    await bench.close();
  });

  it('when a GPIO line is lost for any time, then it comes back, 100 times in a row', async () => {
    const at = rig(({ port }) => port);
    const random = seededRandom(7);
    await at.pass(50);
    for (let round = 0; round < 100; round += 1) {
      at.simulator.lose('door');
      at.clock.increment(Math.floor(random() * 400));
      await breathe();
      at.simulator.restore('door');
      await at.bench.until('back', () => at.lines.status().device === 'online');
    }
    await at.bench.close();
  });
});
