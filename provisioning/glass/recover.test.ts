import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const tool = (name: string, text: string) => writeFileSync(at(`bin/${name}`), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recover-'));
  for (const name of ['bin', 'run', 'state']) mkdirSync(at(name));
  tool('cage', 'echo "$HOME $*"');
});
afterEach(() => rmSync(folder, { recursive: true }));

function units(its: Readonly<Record<string, readonly [state: string, result: string, status: number]>>): void {
  const cases = Object.entries(its).flatMap(([unit, [state, result, status]]) => [
    `'show -P ActiveState ${unit}.service') echo ${state} ;;`,
    `'show -P Result ${unit}.service') echo ${result} ;;`,
    `'show -P ExecMainStatus ${unit}.service') echo ${status} ;;`,
  ]);
  tool('systemctl', `case "$*" in\n${cases.join('\n')}\n*) echo "$*" >> ${at('told')} ;;\nesac`);
}

/** As systemd does for two units, without arguments about them. */
function run(what: 'reboot-once-a-day' | 'show') {
  const env = {
    PATH: `${at('bin')}:${process.env['PATH']}`,
    RUNTIME_DIRECTORY: at('run'),
    STATE_DIRECTORY: at('state'),
  };
  const { stdout, stderr, status } = spawnSync('sh', [packageFile('provisioning/glass/recover.sh'), what], { env });
  return { said: stderr.toString(), shown: stdout.toString(), status };
}
const told = () => (existsSync(at('told')) ? readFileSync(at('told'), 'utf8') : '');

describe('kiosk that systemd gave up', () => {
  beforeEach(() => units({ 'asan-kiosk': ['failed', 'exit-code', 1], 'asan-glass': ['inactive', 'success', 0] }));

  it('when systemd gave up the kiosk, then the machine reboots at most once a day, and the message names the unit', () => {
    expect(run('reboot-once-a-day')).toMatchObject({ status: 0, said: expect.stringContaining('asan-kiosk.service') });
    expect(told()).toBe('reboot --no-block\n');
    rmSync(at('run/why'));
    run('reboot-once-a-day');
    expect(told()).toBe('reboot --no-block\n');
  });

  it('when the machine rebooted today, then the page of the failure is shown with a home for the browser, and no reboot follows', () => {
    writeFileSync(at('state/rebooted'), `${Math.floor(Date.now() / 1000)}`);
    run('reboot-once-a-day');
    expect(run('show').shown).toMatch(new RegExp(`^${at('run')} .*out-of-service\\.html#SVC-104`));
    writeFileSync(at('state/rebooted'), '0');
    run('reboot-once-a-day');
    expect(told()).toBe('');
  });
});

it('when a file of the profile is malformed, then the machine does not reboot, and the screen has its own code', () => {
  units({ 'asan-kiosk': ['failed', 'exit-code', 2], 'asan-glass': ['inactive', 'success', 0] });
  expect(run('reboot-once-a-day').status).toBe(0);
  expect(told()).toBe('');
  expect(run('show')).toMatchObject({ shown: expect.stringContaining('#SVC-103') });
});

it('when the machine is not provisioned, then it does not reboot, and the screen has its own code', () => {
  units({ 'asan-kiosk': ['failed', 'exit-code', 3], 'asan-glass': ['inactive', 'success', 0] });
  expect(run('reboot-once-a-day').status).toBe(0);
  expect(told()).toBe('');
  expect(run('show')).toMatchObject({ shown: expect.stringContaining('#SVC-106') });
});

it('when systemd gave up the glass, then the message names its unit', () => {
  units({ 'asan-kiosk': ['active', 'success', 0], 'asan-glass': ['failed', 'start-limit-hit', 1] });
  expect(run('reboot-once-a-day').said).toContain('asan-glass.service was given up (start-limit-hit)');
});
