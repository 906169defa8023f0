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

it('goes with its folder where the folder is its own', () => {
  const dir = join(folder, 'a/tools');
  const tools = toolsIn(dir);
  expect(readdirSync(dir)).toContain('gpiomon');
  tools.close();
  expect(existsSync(dir)).toBe(false);
});

it('leaves a folder that was there, and whatever came into it', () => {
  const tools = toolsIn(folder);
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  tools.close();
  expect(readdirSync(folder)).toEqual(['notes.txt']);
});

it('does not touch a folder that has something in it', () => {
  mkdirSync(join(folder, 'home'));
  writeFileSync(join(folder, 'home/notes.txt'), 'mine');
  expect(() => toolsIn(join(folder, 'home'))).toThrow('is not empty');
  expect(readdirSync(join(folder, 'home'))).toEqual(['notes.txt']);
});

it('says at once where no folder can be made', () => {
  expect(() => toolsIn('/proc/no-such-folder')).toThrow('ENOENT');
});
