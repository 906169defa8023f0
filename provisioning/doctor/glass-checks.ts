import { LOOPBACK, portRefusal } from '../command/places.ts';
import { INSTALLED, PORT, UNITS, USERS } from '../machine/installed.ts';
import { accountOf } from './accounts.ts';
import { bad, type CheckSpec, type Finding, good, ofProfile, skipped, warning } from './check.ts';
import { type Machine, namesIn } from './machine-port.ts';
import { holdsPort } from './units.ts';

/** Names of the programs that a user runs, from `/proc/<pid>/status` [proc_pid_status(5)]. */
function programsOf(machine: Machine, uid: number): readonly string[] {
  return namesIn(machine, '/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    // A process may end while it is looked at.
    const status = machine.read(`/proc/${pid}/status`);
    if (!status.ok) return [];
    const name = /^Name:\t(.*)$/m.exec(status.value)?.[1] ?? '';
    return new RegExp(`^Uid:\t${uid}\t`, 'm').test(status.value) ? [name] : [];
  });
}

function browserFinding(machine: Machine): Finding {
  const account = accountOf(machine, USERS.glass);
  if (!account) return bad(`there is no user ${USERS.glass}`, 'sudo systemd-sysusers');
  const programs = programsOf(machine, account.uid);
  const browsers = programs.filter((name) => name.startsWith('chrom')).length;
  const fix = `journalctl -u ${UNITS.glass} -n 50; then sudo systemctl restart ${UNITS.glass}`;
  if (browsers > 0 && programs.includes('cage')) return good(`${browsers} processes under cage`);
  if (!machine.stat(INSTALLED.browser).ok) return bad('Chromium is not installed', 'sudo apt-get install chromium');
  if (!programs.includes('cage')) return bad('the compositor (cage) does not run', fix);
  return bad('cage runs, and no browser in it', fix);
}

const RESTART_GLASS = `sudo systemctl restart ${UNITS.glass}`;

export const GLASS_CHECKS: readonly CheckSpec[] = [
  {
    id: 'browser',
    group: 'glass',
    title: 'The browser',
    expected: 'Chromium under cage, as a user of its own',
    onlyInstalled: true,
    look: ({ machine }) => browserFinding(machine),
  },
  {
    id: 'port',
    group: 'glass',
    title: 'The port of the page',
    expected: 'the kiosk has it, or systemd for the kiosk, or nobody',
    look: ofProfile(async ({ web: { port } }, { kiosk, anyKiosk, units }) => {
      const running = await kiosk();
      const other = running ? null : await anyKiosk();
      if (other)
        return warning(
          `${port} is a kiosk with ${other.simulated ? 'simulated' : 'real'} devices, and the profile has others`,
          'name the profile that it was started with: --profile FILE',
        );
      if (running?.ready) return good(`${port} is the running kiosk; its devices were asked through it`);
      if (running) return warning(`${port} is the running kiosk, which is not ready yet`, 'ask again in a few seconds');
      const code = await portRefusal(port);
      if (code === null) return good(`${port} on ${LOOPBACK} is free`);
      const socket = code === 'EADDRINUSE' ? (await units())?.of(PORT.socket) : undefined;
      if (socket && holdsPort(socket, port)) return good(`${PORT.socket} holds ${port} until the kiosk is back`);
      const what = code === 'EADDRINUSE' ? 'is taken by another program' : `can not be opened (${code})`;
      return bad(
        `${port} on ${LOOPBACK} ${what}`,
        `ss -ltnp 'sport = :${port}' names it; or another web.port in the profile`,
      );
    }),
  },
  {
    id: 'page-connected',
    group: 'glass',
    title: 'How many screens are connected to the kiosk',
    expected: 'one',
    onlyInstalled: true,
    look: ofProfile(async ({ web: { port } }, { kiosk }) => {
      const running = await kiosk();
      if (!running) return skipped('the kiosk does not run');
      if (running.pages === null) return skipped('the running kiosk does not tell');
      if (running.pages === 1) return good('one');
      if (running.pages === 0) return bad('none: nobody sees the page', RESTART_GLASS);
      return bad(
        `${running.pages}: somebody else sees what citizens see`,
        `sudo ss -tnp 'dport = :${port}' names its program; then ${RESTART_GLASS}`,
      );
    }),
  },
];
