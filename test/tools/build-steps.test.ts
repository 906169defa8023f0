import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeOthers } from './build-steps.mjs';

it('when a build is written, then files of earlier builds are removed, and the launcher and folders of other steps stay', () => {
  const root = mkdtempSync(join(tmpdir(), 'kiosk-build-'));
  const folder = join(root, 'device');
  mkdirSync(join(folder, 'dock'), { recursive: true });
  for (const name of [
    'run-old.cjs',
    'run-old.cjs.cache',
    'run-new.cjs',
    'asan-kiosk.js',
    'catalogue.json',
    'dock/a.js',
  ])
    writeFileSync(join(folder, name), '');
  removeOthers(folder, { 'device/run-new.cjs': {} });
  expect(readdirSync(folder)).toEqual(['asan-kiosk.js', 'dock', 'run-new.cjs']);
  expect(readdirSync(join(folder, 'dock'))).toEqual(['a.js']);
  rmSync(root, { recursive: true });
});
