import {
  appendFileSync,
  existsSync,
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { LinePattern } from '../../drivers/lines/contract.ts';
import type { LineMap, LineSpec } from '../../drivers/lines/port.ts';
import type { LinesSimulator } from './lines.ts';
import { TOOL_NAMES, toolScript } from './tool-scripts.ts';

/** Stand-ins for libgpiod 2's tools. */
export interface LineTools {
  /** For the front of `PATH`. */
  readonly dir: string;
  /** Idle time: every `gpiomon` ends with 0 (`--idle-timeout`). */
  passQuietTime(): void;
  close(): void;
}

const LINES_OF_CHIP = 54;

/**
 * The simulated cabinet for other processes: stand-ins for the command-line tools of libgpiod 2 in their own folder. They need only a shell
 * and coreutils. One chip for each label of the map.
 *
 * @param dir a new or empty folder
 *
 * @throws if the folder cannot be made, or is not empty
 */
export function createLineTools(simulator: LinesSimulator, map: LineMap, dir: string): LineTools {
  const labels = [...new Set(Object.values(map).map(({ chip }) => chip))];
  const pinDir = ({ chip, offset }: LineSpec) => join(dir, `gpiochip${labels.indexOf(chip)}`, String(offset));
  const specs = Object.entries(map);

  const isNew = !existsSync(dir);
  if (isNew) makeFolder(dir);
  if (readdirSync(dir).length > 0) throw Object.assign(new Error(`${dir} is not empty`), { code: 'ENOTEMPTY' });
  for (const name of TOOL_NAMES) writeFileSync(join(dir, name), toolScript(name), { mode: 0o755 });
  const chips = labels.map((label, index) => `gpiochip${index} [${label}] (${LINES_OF_CHIP} lines)\n`);
  writeFileSync(join(dir, 'chips'), chips.join(''));
  const { inputs } = simulator.state();
  for (const [name, spec] of specs) {
    const active = inputs[name] === true;
    layOut(pinDir(spec), active !== (spec.activeLow === true));
  }

  const watchers: FSWatcher[] = [];
  for (const [name, spec] of specs) {
    if (spec.direction === 'in') continue;
    const look = () => simulator.showFromOutside(name, shownIn(pinDir(spec)));
    watchers.push(watch(pinDir(spec), look));
  }
  const stops = [
    simulator.onPin(({ spec, high }) => {
      const pin = pinDir(spec);
      writeFileSync(join(pin, 'level'), `${high ? 1 : 0}\n`);
      appendFileSync(join(pin, 'edges.plain'), `${high ? 1 : 2}\n`);
      appendFileSync(join(pin, 'edges.low'), `${high ? 2 : 1}\n`);
    }),
    simulator.onLost(({ spec, lost }) => {
      const pin = pinDir(spec);
      if (!lost) return rmSync(join(pin, 'lost'), { force: true });
      writeFileSync(join(pin, 'lost'), '');
      endHolder(pin);
    }),
  ];

  return {
    dir,
    passQuietTime() {
      for (const [, spec] of specs) {
        if (spec.direction === 'out') continue;
        writeFileSync(join(pinDir(spec), 'quiet'), '');
        endHolder(pinDir(spec));
      }
    },
    close() {
      for (const stop of stops) stop();
      for (const watcher of watchers) watcher.close();
      for (const [, spec] of specs) endHolder(pinDir(spec));
      for (const name of [...TOOL_NAMES, 'chips']) rmSync(join(dir, name), { force: true });
      for (const index of labels.keys()) rmSync(join(dir, `gpiochip${index}`), { recursive: true, force: true });
      if (isNew && readdirSync(dir).length === 0) rmdirSync(dir);
    },
  };
}

/** `recursive` loops for ever below /proc. */
function makeFolder(dir: string): void {
  const parent = dirname(dir);
  if (!existsSync(parent) && parent !== dir) makeFolder(parent);
  mkdirSync(dir);
}

function layOut(pin: string, high: boolean): void {
  rmSync(pin, { recursive: true, force: true });
  mkdirSync(pin, { recursive: true });
  writeFileSync(join(pin, 'level'), `${high ? 1 : 0}\n`);
  for (const edges of ['edges.plain', 'edges.low']) writeFileSync(join(pin, edges), '');
}

function shownIn(pin: string): LinePattern {
  const [value = '0', toggle = '-'] = textOf(join(pin, 'shown')).trim().split(' ');
  if (value !== '1') return 'off';
  const blink = /^(\d+)ms,(\d+)ms$/.exec(toggle);
  return blink ? { onMs: Number(blink[1]), offMs: Number(blink[2]) } : 'on';
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** The holder then ends by itself, like a tool with a lost line. */
function endHolder(pin: string): void {
  const child = Number(textOf(join(pin, 'held')).split(' ')[1]);
  if (!Number.isInteger(child) || child <= 1) return;
  try {
    process.kill(child);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
