import type { Profile } from '../../device/config/profile.ts';
import { restartCommand } from '../../device/troubles/start-anew.ts';
import { LOOPBACK, portRefusal } from '../command/places.ts';
import { INSTALLED, PORT_UNITS, UNITS, USERS } from '../machine/installed.ts';
import { accountOf } from './accounts.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  good,
  skipped,
  warning,
  withProfile,
} from './check.ts';
import { loopbackTrouble } from './interface-checks.ts';
import { type MachineAccess, type MachineContext, namesIn, readMachineStartMs } from './machine-port.ts';
import { reinstallDebianFix } from './package-cure.ts';
import { kioskAwayFinding } from './silent-kiosk.ts';
import { holdsPort, type SystemdUnits } from './units.ts';

/** [proc_pid_status(5)] */
function programsOf(machine: MachineAccess, uid: number): readonly string[] {
  return namesIn(machine, '/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    const status = machine.read(`/proc/${pid}/status`);
    if (!status.ok) return [];
    const name = /^Name:\t(.*)$/m.exec(status.value)?.[1] ?? '';
    return new RegExp(`^Uid:\t${uid}\t`, 'm').test(status.value) ? [name] : [];
  });
}

function browserFinding({ machine }: MachineContext): CheckFinding {
  const account = accountOf(machine, USERS.glass);
  if (!account) return bad(`there is no user ${USERS.glass}`, 'sudo systemd-sysusers');
  const programs = programsOf(machine, account.uid);
  const browsers = programs.filter((name) => name.startsWith('chrom')).length;
  const fix = `journalctl -u ${UNITS.glass} -n 50; then ${restartCommand(UNITS.glass)}`;
  if (browsers > 0 && programs.includes('cage')) return good(`${browsers} processes under cage`);
  if (!machine.stat(INSTALLED.browser).ok)
    return bad('Chromium is not installed', reinstallDebianFix(['chromium', 'chromium-common']));
  if (!programs.includes('cage')) return bad('the compositor (cage) does not run', fix);
  return bad('cage runs without a browser', fix);
}

const RESTART_GLASS = restartCommand(UNITS.glass);

/** ms; a small board needs minutes. */
const STARTS_MS = 300_000;

/** The browser may still start; a restart would take longer. */
function noPageFinding(machine: MachineAccess, units: SystemdUnits | null): CheckFinding {
  const agoMs = machine.now().getTime() - (readMachineStartMs(machine) ?? 0);
  const isFresh = agoMs >= 0 && agoMs < STARTS_MS;
  const glass = units?.of(UNITS.glass);
  if (glass?.active === 'activating' || (isFresh && glass?.active === 'active'))
    return warning('none yet: the browser is starting', 'wait a few minutes, then run doctor again');
  return bad('none: no screen shows the page', RESTART_GLASS);
}

async function portFinding(
  { web: { port } }: Profile,
  { kiosk, anyKiosk, units, machine }: CheckContext,
): Promise<CheckFinding> {
  const running = await kiosk();
  const other = running ? null : await anyKiosk();
  if (other)
    return warning(
      `the kiosk at port ${port} has ${other.simulated ? 'simulated' : 'real'} devices, but the profile has ${other.simulated ? 'real' : 'simulated'} ones`,
      'run doctor with the profile of this kiosk: --profile FILE',
    );
  if (running?.ready) return good(`the running kiosk holds port ${port}, and reports on its devices`);
  if (running)
    return warning(`the running kiosk holds port ${port}, and is not ready yet`, 'run doctor again in a few seconds');
  const inner = await loopbackTrouble(machine);
  if (inner) return bad(`${port} can not be opened or reached: ${inner.found}, see loopback`, inner.fix);
  const code = await portRefusal(port);
  if (code === null) return good(`${port} on ${LOOPBACK} is free`);
  const socket = code === 'EADDRINUSE' ? (await units())?.of(PORT_UNITS.socket) : undefined;
  if (socket && holdsPort(socket, port)) return good(`${PORT_UNITS.socket} holds ${port} until the kiosk is back`);
  const what = code === 'EADDRINUSE' ? 'is taken by another program' : `can not be opened (${code})`;
  return bad(
    `${port} on ${LOOPBACK} ${what}`,
    `sudo ss -ltnp 'sport = :${port}' names the program that holds it: stop that program, or set another web.port in the profile`,
  );
}

export const GLASS_CHECKS: readonly CheckSpec[] = [
  {
    id: 'browser',
    group: 'glass',
    title: 'The browser',
    expected: 'Chromium under cage, as its own user',
    onlyInstalled: true,
    look: browserFinding,
  },
  {
    id: 'port',
    group: 'glass',
    title: 'The port of the page',
    expected: 'held by the kiosk, by systemd for the kiosk, or free',
    look: withProfile(portFinding),
  },
  {
    id: 'page-connected',
    group: 'glass',
    title: 'How many screens are connected to the kiosk',
    expected: 'one',
    onlyInstalled: true,
    look: withProfile(async ({ web: { port } }, context) => {
      const { kiosk, machine, units } = context;
      const running = await kiosk();
      if (!running) return kioskAwayFinding(context);
      if (running.pages === null) return skipped('the running kiosk does not report it');
      if (running.pages === 1) return good('one');
      if (running.pages === 0) return noPageFinding(machine, await units());
      return bad(
        `${running.pages}: another screen shows the citizens’ page`,
        `sudo ss -tnp 'dport = :${port}' names the programs that are connected: end the program that is not the browser of the screen; then ${RESTART_GLASS}`,
      );
    }),
  },
];
