import { ok } from '../../../drivers/result.ts';
import { BOOT_MENU_FILES, GRUB_CFG, UPDATE_GRUB } from '../../lockdown/boot.ts';
import { INSTALLED, PORT_UNITS, RENEWAL, STEWARD, UNITS } from '../../machine/installed.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import type { FileStep, PlanStep } from './plan.ts';
import { TERMINAL_PASSWORD_FILE } from './profile-text.ts';
import { isThere, type ProvisionTarget, type RunProgram } from './target.ts';

/** Action after the files are written: a running program reads them. Idempotent. */
export interface PlanEffect extends PlanStep {
  readonly enables?: string;
  run(): Promise<ProvisionResult<void>>;
}

export interface FileReload {
  readonly path: string;
  readonly enable: string;
  readonly start: string;
  /** The unit disables the technician's keyboard and stick: it waits for the next start, unless it runs. */
  readonly fromNextStart?: true;
  /** Without the program, a script in /etc/init.d would make a unit that starts nothing. */
  readonly needs?: { readonly program: string; readonly package: string };
}

/**
 * Effects after the files. `unfinished`: files of an interrupted run (their effects are unknown); otherwise `null`. An image has no
 * effects, because nothing runs there.
 */
export async function planEffects(
  target: Pick<ProvisionTarget, 'run' | 'file'>,
  files: readonly Pick<FileStep, 'wanted'>[],
  unfinished: readonly string[] | null,
  readBy: readonly FileReload[],
): Promise<ProvisionResult<readonly PlanEffect[]>> {
  const { run } = target;
  if (!run) return ok([]);
  const writes = (path: string) => unfinished !== null || files.some(({ wanted }) => wanted.path.startsWith(path));
  const effects: PlanEffect[] = [];
  if (writes(INSTALLED.deviceRules)) effects.push(udevAgain(run));
  if (writes('/etc/systemd/')) effects.push(unitsAgain(run));
  if (BOOT_MENU_FILES.some((path) => unfinished?.includes(path) || files.some(({ wanted }) => wanted.path === path)))
    effects.push(bootMenuEffect(run));
  for (const its of readBy) {
    if (its.needs && !isThere(target, its.needs.program)) return notInstalled(its.needs);
    const state = await enabledState(run, its.enable);
    if (!state.ok) return state;
    if (writes(its.path) || state.value !== 'enabled') effects.push(await readAgain(run, its, state.value));
  }
  for (const [unit, how] of SWITCHED_ON) {
    const state = await enabledState(run, unit);
    if (!state.ok) return state;
    if (state.value !== 'enabled') effects.push(enable(run, unit, how, state.value));
  }
  let restarted: readonly string[] = [];
  for (const { unit, paths, with: others = [] } of CONCERNS) {
    if (restarted.includes(unit) || !paths.some(writes)) continue;
    if ((await run('systemctl', ['is-active', unit])).out !== 'active') continue;
    effects.push(restart(run, unit));
    restarted = [...restarted, ...others];
  }
  return ok(effects);
}

/** Kiosk and screen begin with the machine's next start. */
const SWITCHED_ON: readonly (readonly [unit: string, how: readonly string[]])[] = [
  [RENEWAL.timer, ['enable', '--now']],
  [PORT_UNITS.socket, ['enable']],
  [STEWARD.socket, ['enable', '--now']],
  [UNITS.kiosk, ['enable']],
  [UNITS.glass, ['enable']],
];

interface Concern {
  readonly unit: string;
  readonly paths: readonly string[];
  /** Units that systemd restarts together with this unit. */
  readonly with?: readonly string[];
}

const CONCERNS: readonly Concern[] = [
  { unit: PORT_UNITS.socket, paths: [INSTALLED.socketDropIn], with: [UNITS.kiosk] },
  {
    unit: UNITS.kiosk,
    paths: [INSTALLED.profile, INSTALLED.officeCa, INSTALLED.officeSeal, TERMINAL_PASSWORD_FILE, INSTALLED.kioskDropIn],
  },
  { unit: UNITS.glass, paths: [INSTALLED.browserPolicy] },
];

const udevAgain = (run: RunProgram): PlanEffect => ({
  id: 'udev',
  says: 'names of the devices',
  now: 'as before',
  after: 'by the new rules',
  async run() {
    const reload = await must(run, 'udevadm', ['control', '--reload']);
    if (!reload.ok) return reload;
    return must(run, 'udevadm', [
      'trigger',
      '--settle',
      '--subsystem-match=tty',
      '--subsystem-match=hidraw',
      '--subsystem-match=input',
      '--subsystem-match=gpio',
    ]);
  },
});

const unitsAgain = (run: RunProgram): PlanEffect => ({
  id: 'units',
  says: 'units of systemd',
  now: 'as before',
  after: 'read again',
  run: () => must(run, 'systemctl', ['daemon-reload']),
});

/** Effect that makes the boot menu again, which is read only at the start. */
export const bootMenuEffect = (run: RunProgram): PlanEffect => ({
  id: 'boot-menu',
  says: 'boot menu',
  now: 'as before',
  after: 'by the new rules, from the next start on',
  async run() {
    const made = await must(run, UPDATE_GRUB, []);
    return made.ok ? must(run, 'chmod', ['600', GRUB_CFG]) : made;
  },
});

async function readAgain(
  run: RunProgram,
  { enable, start, fromNextStart }: FileReload,
  enabled: string,
): Promise<PlanEffect> {
  const { out } = await run('systemctl', ['is-active', start]);
  const waits = fromNextStart && out !== 'active';
  return {
    id: `unit:${start}:reload`,
    says: start,
    now: `${out}, ${enabled}`,
    after: waits ? 'enabled, from the next start on' : 'enabled, with the new rules',
    ...(enabled !== 'enabled' && { enables: enable }),
    async run() {
      const switched = await must(run, 'systemctl', ['enable', enable]);
      return switched.ok && !waits ? must(run, 'systemctl', ['reload-or-restart', start]) : switched;
    },
  };
}

const enable = (run: RunProgram, unit: string, how: readonly string[], now: string): PlanEffect => ({
  id: `unit:${unit}:enable`,
  says: unit,
  now,
  after: 'enabled',
  enables: unit,
  run: () => must(run, 'systemctl', [...how, unit]),
});

const restart = (run: RunProgram, unit: string): PlanEffect => ({
  id: `unit:${unit}:restart`,
  says: unit,
  now: 'runs with the old settings',
  after: 'restarted, after the visit',
  run: () => must(run, 'systemctl', ['restart', unit]),
});

/** If a unit is missing, its package is missing. */
async function enabledState(run: RunProgram, unit: string): Promise<ProvisionResult<string>> {
  const { out, code } = await run('systemctl', ['is-enabled', unit]);
  const state = out.split('\n').at(-1) ?? '';
  if (code === null)
    return provisionTrouble(
      'PRV-135',
      `systemctl does not run here: ${out}`,
      'for an image name its folder: --root DIR',
    );
  if (code === 0 || /^(disabled|linked|masked|indirect|static)/.test(state)) return ok(state);
  return provisionTrouble('PRV-133', `there is no ${unit} here (${state})`, 'install the package asan-kiosk first');
}

const notInstalled = ({ program, package: name }: NonNullable<FileReload['needs']>): ProvisionResult<never> =>
  provisionTrouble(
    'PRV-133',
    `the program ${program} of the package ${name} is missing`,
    `sudo apt-get install ${name}; on a machine that is locked down, copy its file from a stick: sudo dpkg -i ${name}_*.deb`,
  );

async function must(run: RunProgram, program: string, args: readonly string[]): Promise<ProvisionResult<void>> {
  const { code, out } = await run(program, args);
  if (code === 0) return ok(undefined);
  const command = `sudo ${program} ${args.join(' ')}`;
  return provisionTrouble(
    'PRV-135',
    `${program} ${args.join(' ')}: ${out.split('\n')[0] ?? ''}`,
    `run it by hand to see all of its output: ${command}`,
  );
}
