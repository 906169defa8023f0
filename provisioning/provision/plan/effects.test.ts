import { describe, expect, it } from 'vitest';
import { INSTALLED, PORT, RENEWAL, UNITS } from '../../machine/installed.ts';
import { planEffects } from './effects.ts';
import { READ_BY } from './makers.ts';
import type { Run } from './target.ts';

/** A machine whose systemd knows these units and their states, and notes what it is told. */
function machine(enabled: Readonly<Record<string, string>>, active: readonly string[] = [], fails?: string) {
  const told: string[] = [];
  const run: Run = async (program, args) => {
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
const ALL = [UNITS.kiosk, UNITS.glass, PORT.socket, RENEWAL.timer, ...OF_SYSTEM];
const all = (state: string) => Object.fromEntries(ALL.map((unit) => [unit, state]));
const writing = (...paths: readonly string[]) => paths.map((path) => ({ wanted: { path, to: '' } }));

/** Where the programs of the system are, or nowhere. */
const WELL = (path: string) => (path.startsWith('/usr/sbin/') ? '/bin/sh' : path);

async function plan(
  run: Run,
  files: ReturnType<typeof writing>,
  unfinished: readonly string[] | null = null,
  file = WELL,
) {
  const effects = await planEffects({ run, file }, files, unfinished, READ_BY);
  if (!effects.ok) throw new Error(`${effects.error.code} ${effects.error.found}`);
  return effects.value;
}

describe('what follows from files', () => {
  it('is nothing where none was written and all is switched on; and nothing in an image', async () => {
    expect(await plan(machine(all('enabled')).run, [])).toEqual([]);
    expect(await planEffects({ run: null, file: WELL }, writing(INSTALLED.profile), [], READ_BY)).toEqual({
      ok: true,
      value: [],
    });
  });

  it('is on a bare machine everything, services last', async () => {
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
      'systemctl enable asan-kiosk.service',
      'systemctl enable asan-glass.service',
    ]);
  });

  it('leaves keyboard and stick to the technician until the next start, and is read at once where USBGuard runs', async () => {
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

  it('starts anew what runs with what was before, and only that', async () => {
    const ids = async (path: string) =>
      (await plan(machine(all('enabled'), [UNITS.kiosk, UNITS.glass]).run, writing(path))).map(({ id }) => id);
    expect(await ids(INSTALLED.profile)).toEqual([`unit:${UNITS.kiosk}:restart`]);
    expect(await ids(INSTALLED.browserPolicy)).toEqual([`unit:${UNITS.glass}:restart`]);
    expect(await ids(INSTALLED.orderTaken)).toEqual([]);
  });

  it('when the ports change, then their socket is started anew, and the kiosk with it once', async () => {
    const ids = async (...active: readonly string[]) =>
      (await plan(machine(all('enabled'), active).run, writing(INSTALLED.socketDropIn, INSTALLED.profile))).map(
        ({ id }) => id,
      );
    expect(await ids(PORT.socket, UNITS.kiosk)).toEqual(['units', `unit:${PORT.socket}:restart`]);
    expect(await ids(UNITS.kiosk)).toEqual(['units', `unit:${UNITS.kiosk}:restart`]);
    expect(await ids()).toEqual(['units']);
  });

  it('is all of it where a run before ended in the middle', async () => {
    const effects = await plan(machine(all('enabled'), ALL).run, [], []);
    expect(effects.map(({ id }) => id)).toEqual([
      'udev',
      'units',
      'unit:asan-firewall.service:reload',
      'unit:asan-hosts.service:reload',
      'unit:usbguard.service:reload',
      `unit:${PORT.socket}:restart`,
      `unit:${UNITS.glass}:restart`,
    ]);
  });

  it('when a file of the boot menu is written, or was by a run that ended in the middle, then the menu is made anew', async () => {
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

  it('says which of them an undo has to switch off: those that were not on', async () => {
    const { run } = machine({ ...all('enabled'), [UNITS.glass]: 'disabled' });
    const effects = await plan(run, writing(INSTALLED.firewall));
    expect(effects.flatMap(({ enables }) => enables ?? [])).toEqual([UNITS.glass]);
  });

  it('when the package of USBGuard is gone and systemd has a unit of its old script, then nothing is promised', async () => {
    const gone = plan(machine(all('enabled')).run, writing(INSTALLED.usbRules), null, (path) => `/nowhere${path}`);
    await expect(gone).rejects.toThrow(
      'PRV-133 there is no program /usr/sbin/usbguard-daemon: the package usbguard is not installed',
    );
  });

  it('names the command that failed, and a unit that is not there before anything is written', async () => {
    const { run } = machine(all('disabled'), [], 'systemctl enable asan-glass.service');
    const glass = (await plan(run, [])).at(-1);
    expect(await glass?.run()).toMatchObject({
      error: { code: 'PRV-135', found: 'systemctl enable asan-glass.service: Failed: no.' },
    });
    const missing = machine({ ...all('enabled'), [UNITS.kiosk]: 'not-found' });
    await expect(plan(missing.run, [])).rejects.toThrow('PRV-133 there is no asan-kiosk.service here (not-found)');
  });
});
