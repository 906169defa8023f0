import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { INSTALLED, RENEWAL } from '../machine/installed.ts';

const folder = packageFile('provisioning/units');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

it('renews what is installed, with the Node that is', () => {
  expect(read(RENEWAL.service)).toContain(
    `ExecStart=${INSTALLED.node} ${INSTALLED.root}/dist/device/asan-kiosk.js enrol renew\n`,
  );
  expect(read(RENEWAL.service)).toContain(`ReadWritePaths=${INSTALLED.config}\n`);
  expect(read(RENEWAL.service)).toContain(`ConditionPathExists=${INSTALLED.officeCa}\n`);
  expect(read('system-preset/70-asan-kiosk.preset')).toContain(`enable ${RENEWAL.timer}\n`);
});

it('is exposed by no more than 25 tenths, and read by systemd without a complaint about itself', () => {
  const security = ['security', '--offline=true', '--no-pager', join(folder, RENEWAL.service)];
  const said = execFileSync('systemd-analyze', security, { encoding: 'utf8' });
  expect(Number(/Overall exposure level for \S+: ([\d.]+)/.exec(said)?.[1])).toBeLessThanOrEqual(2.5);
  const paths = Object.values(RENEWAL).map((name) => join(folder, name));
  const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...paths], { encoding: 'utf8' });
  const complaints = stderr
    .split('\n')
    .filter((line) => line.includes('renew') && !/is not executable: No such file/.test(line));
  expect(complaints).toEqual([]);
});
