import type { Profile } from '../../device/config/profile.ts';
import { kioskListenPorts } from '../lockdown/profile-network.ts';
import { UNITS } from '../machine/installed.ts';
import {
  type CheckFinding,
  type CheckSpec,
  good,
  installedCheck,
  listShort,
  skipped,
  warning,
  withProfile,
} from './check.ts';
import { linesOf, type MachineAccess, type MachineContext, outputOf, readFileStatus } from './machine-port.ts';

/* The program runs even if the firewall blocks all ports. */

interface Listener {
  readonly at: string;
  readonly port: number;
  readonly program: string;
  readonly pid: string;
  readonly isLocal: boolean;
}

/** [ss(8): state, two queues, local address, peer, `users:(("sshd",pid=700,fd=3))`] */
const listenersIn = (out: string): readonly Listener[] =>
  linesOf(out).flatMap((line) => {
    const [, at = '', port = '', program = '', pid = ''] =
      /^LISTEN\s+\d+\s+\d+\s+(\S+):(\d+)\s+\S+\s+users:\(\("([^"]*)",pid=(\d+)/.exec(line) ?? [];
    return at === '' ? [] : [{ at: `${at}:${port}`, port: Number(port), program, pid, isLocal: isLocal(at) }];
  });

const isLocal = (address: string): boolean => /^(127\.|\[::1\]|\[::ffff:127\.)/.test(address);

const KNOWN: readonly string[] = ['ssh.service', 'sshd.service', UNITS.kiosk];
const SSH_PORT = 22;
const LOCAL_OF_ROOT: readonly string[] = ['cups.service', 'ipp-usb.service', 'exim4.service', 'postfix.service'];

/**
 * Service or scope of a process [cgroups(7): `0::/system.slice/odd.service`; a service may have control groups below its own]. `null`:
 * none, or the process has ended.
 */
export function unitOf(machine: MachineAccess, pid: string): string | null {
  const read = machine.read(`/proc/${pid}/cgroup`);
  return read.ok ? (/.*\/([^/\n]+\.(service|scope))/.exec(read.value)?.[1] ?? null) : null;
}

/** Every user of the machine, also the browser's, reaches the program. */
const isForeignRoot = (
  machine: MachineAccess,
  { unit, pid }: { readonly unit: string | null; readonly pid: string },
): boolean => pid !== '1' && readFileStatus(machine, `/proc/${pid}`)?.uid === 0 && !LOCAL_OF_ROOT.includes(unit ?? '');

async function listenersFinding(profile: Profile, { machine }: MachineContext): Promise<CheckFinding> {
  if (machine.uid !== 0) return skipped('only root sees the programs of the ports: run this with sudo');
  const all = listenersIn(await outputOf(machine, 'ss', '-tlnpH'));
  const ports = [...kioskListenPorts(profile), SSH_PORT];
  const foreign = all
    .map((its) => ({ ...its, unit: unitOf(machine, its.pid) }))
    .filter(({ unit, port, pid }) => !KNOWN.includes(unit ?? '') && !(pid === '1' && ports.includes(port)))
    .filter((its) => !its.isLocal || isForeignRoot(machine, its));
  if (foreign.length === 0) return good('only expected programs');
  const units = [...new Set(foreign.flatMap(({ unit }) => (unit?.endsWith('.service') ? [unit] : [])))];
  const paths = foreign.flatMap(({ pid }) => {
    const link = machine.link(`/proc/${pid}/exe`);
    return link.ok ? [link.value] : [];
  });
  const whose =
    paths.length > 0 ? `dpkg -S ${[...new Set(paths)].join(' ')} names the package` : 'sudo ss -tlnp names the program';
  return warning(
    listShort(
      foreign.map(
        ({ program, unit, at, pid }) =>
          `${program} (${unit === null ? '' : `${unit}, `}process ${pid}) listens at ${at}`,
      ),
    ),
    `${whose}; if your staff did not install it: ${units.length > 0 ? `sudo systemctl disable --now ${units.join(' ')}, and` : ''} remove the package`,
  );
}

export const LISTENER_CHECKS: readonly CheckSpec[] = [
  installedCheck('closed')({
    id: 'listeners',
    title: 'Programs that wait for connections',
    expected: 'from outside only the kiosk and ssh; inside the machine no unknown program of root',
    look: withProfile(listenersFinding),
  }),
];
