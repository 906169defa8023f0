import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';

it('when nothing is built, then the command says what to do; after the build it runs what is built', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-launch-'));
  const launcher = join(folder, 'provisioning/launch/asan-kiosk.mjs');
  cpSync(packageFile('provisioning/launch/asan-kiosk.mjs'), launcher);
  const run = () => spawnSync(process.execPath, [launcher, 'doctor', '--json'], { encoding: 'utf8' });
  expect(run()).toMatchObject({ status: 1, stdout: '', stderr: 'asan-kiosk: not built yet: npm run build\n' });
  mkdirSync(join(folder, 'dist/device'), { recursive: true });
  writeFileSync(
    join(folder, 'dist/device/asan-kiosk.js'),
    'console.log(...process.argv.slice(2)); process.exitCode = 3;',
  );
  expect(run()).toMatchObject({ status: 3, stdout: 'doctor --json\n' });
  rmSync(folder, { recursive: true });
});
