import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { LineMap } from '../../drivers/lines/port.ts';
import { createLinesSimulator } from './lines.ts';
import { createLineTools } from './tools.ts';

const MAP: LineMap = { door: { chip: 'pinctrl-simulated', offset: 17, direction: 'in' } };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-tools-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const toolsIn = (dir: string) =>
  createLineTools(createLinesSimulator({ map: MAP, clock: new SimulatedClock(), random: () => 0.5 }), MAP, dir);

it('when the tools made their folder, then close() removes it', () => {
  const dir = join(folder, 'a/tools');
  const tools = toolsIn(dir);
  expect(readdirSync(dir)).toContain('gpiomon');
  tools.close();
  expect(existsSync(dir)).toBe(false);
});

it('when the folder existed, then close() leaves it and foreign files in it', () => {
  const tools = toolsIn(folder);
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  tools.close();
  expect(readdirSync(folder)).toEqual(['notes.txt']);
});

it('when the folder is not empty, then it is refused and unchanged', () => {
  mkdirSync(join(folder, 'home'));
  writeFileSync(join(folder, 'home/notes.txt'), 'mine');
  expect(() => toolsIn(join(folder, 'home'))).toThrow('is not empty');
  expect(readdirSync(join(folder, 'home'))).toEqual(['notes.txt']);
});

it('when no folder can be made, then the tools throw ENOENT', () => {
  expect(() => toolsIn('/proc/no-such-folder')).toThrow('ENOENT');
});
