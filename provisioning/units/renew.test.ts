import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { INSTALLED, RENEWAL } from '../machine/installed.ts';

const folder = packageFile('provisioning/units');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

it('when the unit of the renewal runs, then it renews the certificate with the installed program and its Node', () => {
  expect(read(RENEWAL.service)).toContain(
    `ExecStart=${INSTALLED.node} ${INSTALLED.root}/dist/device/asan-kiosk.js enrol renew\n`,
  );
  expect(read(RENEWAL.service)).toContain(`ReadWritePaths=${INSTALLED.config}\n`);
  expect(read(RENEWAL.service)).toContain(`ConditionPathExists=${INSTALLED.officeCa}\n`);
  expect(read('system-preset/70-asan-kiosk.preset')).toContain(`enable ${RENEWAL.timer}\n`);
});

it('when systemd reads service and timer of the renewal, then it has no complaint', () => {
  const paths = Object.values(RENEWAL).map((name) => join(folder, name));
  const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...paths], { encoding: 'utf8' });
  const complaints = stderr
    .split('\n')
    .filter((line) => line.includes('renew') && !/is not executable: No such file/.test(line));
  expect(complaints).toEqual([]);
});
