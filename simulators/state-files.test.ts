import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stateFile } from './state-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('stateFile', () => {
  it('when nothing was saved, then load() returns undefined; later it returns the last state', () => {
    const path = join(folder, 'new', 'terminal.json');
    const file = stateFile<{ sales: number[] }>(path);
    expect(file.load()).toBeUndefined();
    file.save({ sales: [500] });
    file.save({ sales: [500, 300] });
    expect(stateFile(path).load()).toEqual({ sales: [500, 300] });
    expect(existsSync(`${path}.tmp`)).toBe(false);
  });

  it('when save() returns, then the state is on disk', () => {
    const path = join(folder, 'terminal.json');
    stateFile(path).save({ sales: [500] });
    expect(readFileSync(path, 'utf8')).toBe('{"sales":[500]}');
  });

  it('when the state is unchanged, then save() does not write it again', () => {
    const path = join(folder, 'terminal.json');
    const file = stateFile<number[]>(path);
    file.save([1]);
    rmSync(path);
    file.save([1]);
    expect(existsSync(path)).toBe(false);
    file.save([2]);
    expect(existsSync(path)).toBe(true);
  });

  it('when a half-written file is left, then load() returns the saved state', () => {
    const path = join(folder, 'terminal.json');
    stateFile(path).save([1]);
    writeFileSync(`${path}.tmp`, '[2');
    expect(stateFile(path).load()).toEqual([1]);
  });

  it('when the file is not JSON, then load() throws its name and leaves the file', () => {
    const path = join(folder, 'terminal.json');
    writeFileSync(path, '{"sales":[5');
    expect(() => stateFile(path).load()).toThrow(`${path} is not the state of a simulator; remove it`);
    expect(readFileSync(path, 'utf8')).toBe('{"sales":[5');
  });
});
