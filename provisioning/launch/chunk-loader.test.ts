import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChunkLoader } from './chunk-loader.ts';

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-chunks-'));
  mkdirSync(at('device'));
  mkdirSync(at('simulators'));
  writeFileSync(
    at('device/command.cjs'),
    `const path = require('node:path');
     const host = require('../simulators/host.cjs');
     exports.name = path.basename(__filename);
     exports.host = host.name;
     exports.same = host === require('../simulators/host.cjs');
     exports.twice = () => [1, 2].map((n) => n * 2);`,
  );
  writeFileSync(at('simulators/host.cjs'), "exports.name = require('node:path').basename(__dirname);");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const EXPECTED = { name: 'command.cjs', host: 'simulators', same: true };

describe('createChunkLoader', () => {
  it('when a file requires neighbours and packages, then it loads, and each neighbour loads once', () => {
    expect(createChunkLoader().load(at('device/command.cjs'))).toMatchObject(EXPECTED);
  });

  it('when code caches were written, then the next load uses them', () => {
    const loader = createChunkLoader();
    loader.load(at('device/command.cjs'));
    loader.writeCodeCaches();
    expect(readdirSync(at('device')).sort()).toEqual(['command.cjs', 'command.cjs.cache']);
    expect(existsSync(at('simulators/host.cjs.cache'))).toBe(true);
    expect(createChunkLoader().load(at('device/command.cjs'))).toMatchObject(EXPECTED);
  });

  it('when a cache is cut short or changed, then the file loads without it', () => {
    const loader = createChunkLoader();
    loader.load(at('device/command.cjs'));
    loader.writeCodeCaches();
    const cache = at('device/command.cjs.cache');
    const whole = readFileSync(cache);
    for (const damaged of [
      whole.subarray(0, whole.length - 8),
      whole.subarray(0, 4),
      whole.map((byte, index) => (index === 200 ? byte ^ 1 : byte)),
      Buffer.alloc(0),
    ]) {
      writeFileSync(cache, damaged);
      const loaded = createChunkLoader().load(at('device/command.cjs')) as { twice(): number[] };
      expect(loaded).toMatchObject(EXPECTED);
      expect(loaded.twice()).toEqual([2, 4]);
    }
  });

  it("when a file does not exist, then the error names it as Node's does", () => {
    rmSync(at('simulators'), { recursive: true });
    expect(() => createChunkLoader().load(at('device/command.cjs'))).toThrow(
      expect.objectContaining({
        code: 'ERR_MODULE_NOT_FOUND',
        message: expect.stringContaining('simulators/host.cjs'),
      }),
    );
  });
});
