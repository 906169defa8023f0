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
  it('knows nothing at first, and afterwards what was saved last', () => {
    const path = join(folder, 'new', 'terminal.json');
    const file = stateFile<{ sales: number[] }>(path);
    expect(file.load()).toBeUndefined();
    file.save({ sales: [500] });
    file.save({ sales: [500, 300] });
    expect(stateFile(path).load()).toEqual({ sales: [500, 300] });
    expect(existsSync(`${path}.tmp`)).toBe(false);
  });

  it('is on disk when save returns', () => {
    const path = join(folder, 'terminal.json');
    stateFile(path).save({ sales: [500] });
    expect(readFileSync(path, 'utf8')).toBe('{"sales":[500]}');
  });

  it('does not write again what is there', () => {
    const path = join(folder, 'terminal.json');
    const file = stateFile<number[]>(path);
    file.save([1]);
    rmSync(path);
    file.save([1]);
    expect(existsSync(path)).toBe(false);
    file.save([2]);
    expect(existsSync(path)).toBe(true);
  });

  it('is not misled by a half-written file aside', () => {
    const path = join(folder, 'terminal.json');
    stateFile(path).save([1]);
    writeFileSync(`${path}.tmp`, '[2');
    expect(stateFile(path).load()).toEqual([1]);
  });

  it('stops with the name of a file that is not JSON, and never replaces it', () => {
    const path = join(folder, 'terminal.json');
    writeFileSync(path, '{"sales":[5');
    expect(() => stateFile(path).load()).toThrow(`${path} is not the state of a simulator; remove it`);
    expect(readFileSync(path, 'utf8')).toBe('{"sales":[5');
  });
});
