import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('when folders above are missing, then they are made, and a second call changes nothing', () => {
  const deep = join(folder, 'a/b/c');
  for (let nth = 0; nth < 2; nth += 1) makeFolder(deep, 0o700);
  expect([statSync(deep).isDirectory(), statSync(deep).mode & 0o777]).toEqual([true, 0o700]);
});

it('when the system refuses, then its error is thrown, in /proc too', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolder(join(folder, 'file/a'))).toThrow('ENOTDIR');
  if (process.platform === 'linux') expect(() => makeFolder('/proc/x')).toThrow('ENOENT');
});
