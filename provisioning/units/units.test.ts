import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { LONGEST_STOP_S } from '../../device/service/stop-bound.ts';
import { startableUnits } from '../../test/support/unit-conditions.ts';
import { INSTALLED, PORT_UNITS, RENEWAL, STEWARD, UNITS, USERS } from '../machine/installed.ts';

const folder = packageFile('provisioning/units');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

const WRITTEN = [INSTALLED.profile, INSTALLED.usbRules, '/etc/systemd/system/getty@.service'];

const valuesOf = (unit: string, setting: string) =>
  [...read(unit).matchAll(new RegExp(`^${setting}=(.*)$`, 'gm'))].map(([, value = '']) => value);

/** Exposure in tenths; 0 is closed, 100 open. */
function exposureOf(file: string): number {
  const out = execFileSync('systemd-analyze', ['security', '--offline=true', '--no-pager', file], { encoding: 'utf8' });
  return Math.round(Number(/Overall exposure level for \S+: ([\d.]+)/.exec(out)?.[1]) * 10);
}

describe('units', () => {
  it.each([
    [UNITS.kiosk, 15],
    [UNITS.glass, 21],
    [UNITS.recovery, 12],
    [RENEWAL.service, 18],
    ['asan-firewall.service', 19],
    ['asan-hosts.service', 18],
    ['asan-usb-open.service', 9],
    [STEWARD.service, 14],
  ])('when systemd rates %s, then its exposure is at most %i tenths', (unit, most) => {
    expect(exposureOf(join(folder, unit))).toBeLessThanOrEqual(most);
  });

  it('when seatd runs with our drop-in, then its exposure is at most 16 tenths', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'asan-kiosk-units-'));
    try {
      const unit = join(scratch, 'seatd.service');
      writeFileSync(unit, `[Service]\nExecStart=/usr/sbin/seatd -g video\n${read('seatd.service.d/asan-kiosk.conf')}`);
      expect(exposureOf(unit)).toBeLessThanOrEqual(16);
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });

  it.each(Object.values(UNITS))('when systemd reads %s, then it has no complaint', (unit) => {
    const said = spawnVerify(unit);
    const complaints = said.filter((line) => !/is not executable: No such file|Command 'man /.test(line));
    expect(complaints).toEqual([]);
  });

  it('when the kiosk asks the steward, then no second request runs beside the first', () => {
    expect(valuesOf(STEWARD.socket, 'MaxConnections')).toEqual(['1']);
  });

  it('when the kiosk is stopped, then systemd waits as long as the longest paying visit', () => {
    expect(valuesOf(UNITS.kiosk, 'TimeoutStopSec')).toEqual([String(LONGEST_STOP_S)]);
  });

  it('when a unit starts, then it runs the installed program as its own user', () => {
    expect(valuesOf(UNITS.kiosk, 'ExecStart')).toEqual([
      `${INSTALLED.node} ${INSTALLED.root}/dist/device/asan-kiosk.js run --profile ${INSTALLED.profile} --log`,
    ]);
    expect(valuesOf(UNITS.glass, 'ExecStart')).toEqual([
      `${INSTALLED.node} ${INSTALLED.root}/dist/device/asan-kiosk.js glass`,
    ]);
    expect([...valuesOf(UNITS.kiosk, 'User'), ...valuesOf(UNITS.glass, 'User')]).toEqual([USERS.kiosk, USERS.glass]);
    const scripts = [...read(UNITS.recovery).matchAll(new RegExp(`${INSTALLED.root}/(\\S+)`, 'g'))];
    expect(scripts.map(([, path = '']) => existsSync(packageFile(path)))).toEqual([true, true]);
  });

  it('when the kiosk is away, then systemd holds its port, and no connection starts the kiosk', () => {
    expect(
      spawnVerify(PORT_UNITS.socket).filter((line) => !/is not executable: No such file|Command 'man /.test(line)),
    ).toEqual([]);
    expect(valuesOf(PORT_UNITS.socket, 'Service')).toEqual([PORT_UNITS.waiting]);
    expect(valuesOf(PORT_UNITS.socket, 'WantedBy')).toEqual(['sockets.target']);
    expect(valuesOf(UNITS.kiosk, 'Sockets')).toEqual([PORT_UNITS.socket]);
    expect(valuesOf(PORT_UNITS.waiting, 'BindsTo')).toEqual([PORT_UNITS.socket]);
    expect(read('system-preset/70-asan-kiosk.preset')).toContain(`enable ${PORT_UNITS.socket}\n`);
  });

  it('when the firewall stops or restarts, then systemd leaves the kiosk alone', () => {
    for (const unit of [UNITS.kiosk, 'asan-hosts.service']) {
      for (const stops of ['Requires', 'Requisite', 'BindsTo', 'PartOf', 'StopPropagatedFrom'])
        expect(valuesOf(unit, stops).join(' ')).not.toContain('asan-firewall');
      for (const orders of ['Wants', 'After'])
        expect(valuesOf(unit, orders).join(' ')).toContain('asan-firewall.service');
    }
    // Without ExecStop the rules stay in the kernel.
    expect(read('asan-firewall.service')).not.toMatch(/^ExecStop/m);
  });

  it.each([
    [
      'its rules are loaded',
      'add chain inet asan_kiosk input { type filter hook input priority filter; policy drop; }',
      0,
    ],
    ['its table lets everything in', 'add chain inet asan_kiosk input', 1],
    ['its table is empty', '', 1],
    ['there is no table', null, 1],
  ])('when the kiosk starts and %s, then the check of the firewall has the expected result', (_, chain, status) => {
    const [, check = ''] = /^\+\/bin\/sh -c '(.*)'$/.exec(valuesOf(UNITS.kiosk, 'ExecStartPre').join('\n')) ?? [];
    const load = chain === null ? '' : `printf 'add table inet asan_kiosk\n%s\n' '${chain}' | nft -f - && `;
    const ran = spawnSync('unshare', ['--map-root-user', '--net', 'sh', '-c', `${load}${check}`], { encoding: 'utf8' });
    expect(ran.status).toBe(status);
    if (status !== 0) expect(ran.stderr).toContain('no firewall, so no kiosk: systemctl status asan-firewall');
  });

  it.each([
    ['a bare machine', [], ['asan-usb-open']],
    ['a machine that lost power before the record', [...WRITTEN], ['asan-console', 'asan-usb-open']],
    ['a kiosk', [...WRITTEN, INSTALLED.machine], ['asan-glass', 'asan-recovery', 'usbguard']],
    ['a machine with rules of its own', ['/etc/usbguard/rules.conf'], ['usbguard']],
  ])('when the machine is %s, then only the expected units start', (_, files, started) => {
    const root = mkdtempSync(join(tmpdir(), 'asan-kiosk-units-'));
    try {
      for (const path of files) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        if (path.startsWith('/etc/systemd/')) symlinkSync('/dev/null', join(root, path));
        else writeFileSync(join(root, path), 'x');
      }
      expect(startableUnits(root)).toEqual(started);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it('when the unit of the kiosk runs, then it has the allocator settings of `npm start`', () => {
    const { scripts } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const settings = valuesOf(UNITS.kiosk, 'Environment')
      .join(' ')
      .match(/MALLOC_\w+=\d+/g);
    expect(settings).toHaveLength(2);
    for (const setting of settings ?? []) expect(scripts['start']).toContain(setting);
  });

  it('when a unit fails, then it restarts; it never restarts by time', () => {
    for (const unit of Object.values(UNITS)) {
      expect(read(unit)).not.toMatch(/RuntimeMaxSec|OnUnitActiveSec|OnCalendar/);
      expect(valuesOf(unit, 'RestartSteps')).toHaveLength(1);
    }
    expect(valuesOf(UNITS.kiosk, 'Restart')).toEqual(['on-failure']);
  });

  it('when users and folders are created, then they are the ones in `INSTALLED` and `USERS`', () => {
    for (const user of Object.values(USERS)) expect(read('sysusers.d/asan-kiosk.conf')).toContain(`u ${user} `);
    for (const path of [INSTALLED.config, INSTALLED.state, INSTALLED.glass]) {
      expect(read('tmpfiles.d/asan-kiosk.conf')).toContain(`d ${path} `);
    }
  });
});

function spawnVerify(unit: string): readonly string[] {
  try {
    execFileSync('systemd-analyze', ['verify', join(folder, unit)], { encoding: 'utf8', stdio: 'pipe' });
    return [];
  } catch (error) {
    const { stderr } = error as { readonly stderr: string };
    return stderr.split('\n').filter((line) => line.includes('asan-'));
  }
}
