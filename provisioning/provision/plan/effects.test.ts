import { describe, expect, it } from 'vitest';
import { INSTALLED, PORT_UNITS, RENEWAL, STEWARD, UNITS } from '../../machine/installed.ts';
import { planEffects } from './effects.ts';
import { FILE_RELOADS } from './makers.ts';
import type { RunProgram } from './target.ts';

function machine(enabled: Readonly<Record<string, string>>, active: readonly string[] = [], fails?: string) {
  const told: string[] = [];
  const run: RunProgram = async (program, args) => {
    const line = `${program} ${args.join(' ')}`;
    const unit = args[1] ?? '';
    if (args[0] === 'is-enabled') {
      const state = enabled[unit] ?? 'not-found';
      return { code: state === 'enabled' ? 0 : 1, out: state };
    }
    if (args[0] === 'is-active') return { code: 0, out: active.includes(unit) ? 'active' : 'inactive' };
    told.push(line);
    return line === fails ? { code: 1, out: 'Failed: no.\nmore' } : { code: 0, out: '' };
  };
  return { run, told };
}

const OF_SYSTEM = ['asan-firewall.service', 'asan-hosts.timer', 'usbguard.service'];
const ALL = [UNITS.kiosk, UNITS.glass, PORT_UNITS.socket, STEWARD.socket, RENEWAL.timer, ...OF_SYSTEM];
const all = (state: string) => Object.fromEntries(ALL.map((unit) => [unit, state]));
const writing = (...paths: readonly string[]) => paths.map((path) => ({ wanted: { path, to: '' } }));

const WELL = (path: string) => (path.startsWith('/usr/sbin/') ? '/bin/sh' : path);

async function plan(
  run: RunProgram,
  files: ReturnType<typeof writing>,
  unfinished: readonly string[] | null = null,
  file = WELL,
) {
  const effects = await planEffects({ run, file }, files, unfinished, FILE_RELOADS);
  if (!effects.ok) throw new Error(`${effects.error.code} ${effects.error.found}`);
  return effects.value;
}

describe('planEffects', () => {
  it('when no file changed and all units are enabled, or in an image, then there is no effect', async () => {
    expect(await plan(machine(all('enabled')).run, [])).toEqual([]);
    expect(await planEffects({ run: null, file: WELL }, writing(INSTALLED.profile), [], FILE_RELOADS)).toEqual({
      ok: true,
      value: [],
    });
  });

  it('when the machine is bare, then there are all effects, services last', async () => {
    const { run, told } = machine(all('disabled'));
    const written = [INSTALLED.deviceRules, INSTALLED.kioskDropIn, INSTALLED.firewall, INSTALLED.profile];
    for (const effect of await plan(run, writing(...written))) expect(await effect.run()).toMatchObject({ ok: true });
    expect(told).toEqual([
      'udevadm control --reload',
      'udevadm trigger --settle --subsystem-match=tty --subsystem-match=hidraw --subsystem-match=input --subsystem-match=gpio',
      'systemctl daemon-reload',
      'systemctl enable asan-firewall.service',
      'systemctl reload-or-restart asan-firewall.service',
      'systemctl enable asan-hosts.timer',
      'systemctl reload-or-restart asan-hosts.service',
      'systemctl enable usbguard.service',
      'systemctl enable --now asan-kiosk-renew.timer',
      'systemctl enable asan-kiosk.socket',
      'systemctl enable --now asan-steward.socket',
      'systemctl enable asan-kiosk.service',
      'systemctl enable asan-glass.service',
    ]);
  });

  it('when USBGuard does not run yet, then its rules wait for the next start; otherwise they are read at once', async () => {
    const told = async (active: readonly string[]) => {
      const its = machine(all('enabled'), active);
      const [effect] = await plan(its.run, writing(INSTALLED.usbRules));
      await effect?.run();
      return [effect?.after, ...its.told];
    };
    const enabled = 'systemctl enable usbguard.service';
    expect(await told([])).toEqual(['enabled, from the next start on', enabled]);
    const again = 'systemctl reload-or-restart usbguard.service';
    expect(await told(['usbguard.service'])).toEqual(['enabled, with the new rules', enabled, again]);
  });

  it('when units run with old settings, then only these are restarted', async () => {
    const ids = async (path: string) =>
      (await plan(machine(all('enabled'), [UNITS.kiosk, UNITS.glass]).run, writing(path))).map(({ id }) => id);
    expect(await ids(INSTALLED.profile)).toEqual([`unit:${UNITS.kiosk}:restart`]);
    expect(await ids(INSTALLED.browserPolicy)).toEqual([`unit:${UNITS.glass}:restart`]);
    expect(await ids(INSTALLED.orderTaken)).toEqual([]);
  });

  it('when the ports change, then their socket is restarted, and the kiosk with it once', async () => {
    const ids = async (...active: readonly string[]) =>
      (await plan(machine(all('enabled'), active).run, writing(INSTALLED.socketDropIn, INSTALLED.profile))).map(
        ({ id }) => id,
      );
    expect(await ids(PORT_UNITS.socket, UNITS.kiosk)).toEqual(['units', `unit:${PORT_UNITS.socket}:restart`]);
    expect(await ids(UNITS.kiosk)).toEqual(['units', `unit:${UNITS.kiosk}:restart`]);
    expect(await ids()).toEqual(['units']);
  });

  it('when an earlier run was interrupted, then all its effects are repeated', async () => {
    const effects = await plan(machine(all('enabled'), ALL).run, [], []);
    expect(effects.map(({ id }) => id)).toEqual([
      'udev',
      'units',
      'unit:asan-firewall.service:reload',
      'unit:asan-hosts.service:reload',
      'unit:usbguard.service:reload',
      `unit:${PORT_UNITS.socket}:restart`,
      `unit:${UNITS.glass}:restart`,
    ]);
  });

  it('when a file of the boot menu is written, now or by an interrupted run, then the menu is made again', async () => {
    for (const path of [INSTALLED.grubSettings, INSTALLED.grubMenu, INSTALLED.bootPassword]) {
      const { run, told } = machine(all('enabled'));
      const written = await plan(run, writing(path));
      expect(written.map(({ id }) => id)).toEqual(['boot-menu']);
      expect((await plan(run, [], [path])).map(({ id }) => id)).toContain('boot-menu');
      expect((await plan(run, [], [])).map(({ id }) => id)).not.toContain('boot-menu');
      for (const effect of written) await effect.run();
      expect(told).toEqual(['/usr/sbin/update-grub ', 'chmod 600 /boot/grub/grub.cfg']);
    }
  });

  it('when a unit was not enabled before, then an undo disables it', async () => {
    const { run } = machine({ ...all('enabled'), [UNITS.glass]: 'disabled' });
    const effects = await plan(run, writing(INSTALLED.firewall));
    expect(effects.flatMap(({ enables }) => enables ?? [])).toEqual([UNITS.glass]);
  });

  it('when the package of USBGuard is gone but its old script makes a unit, then there is an error', async () => {
    const gone = plan(machine(all('enabled')).run, writing(INSTALLED.usbRules), null, (path) => `/nowhere${path}`);
    await expect(gone).rejects.toThrow(
      'PRV-133 the program /usr/sbin/usbguard-daemon of the package usbguard is missing',
    );
  });

  it('when a command fails or a unit is missing, then the error names it; a missing unit is found before any write', async () => {
    const { run } = machine(all('disabled'), [], 'systemctl enable asan-glass.service');
    const glass = (await plan(run, [])).at(-1);
    expect(await glass?.run()).toMatchObject({
      error: { code: 'PRV-135', found: 'systemctl enable asan-glass.service: Failed: no.' },
    });
    const missing = machine({ ...all('enabled'), [UNITS.kiosk]: 'not-found' });
    await expect(plan(missing.run, [])).rejects.toThrow('PRV-133 there is no asan-kiosk.service here (not-found)');
  });
});
