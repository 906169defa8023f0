import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, skipped } from './check.ts';
import { unitOf } from './listener-checks.ts';
import { linesOf, type MachineAccess, type MachineContext, outputOf } from './machine-port.ts';

/* A socket with a file: no firewall filters it; the file's mode decides which users connect [unix(7)]. */

interface Socket {
  /** `@`: a name without file and mode. */
  readonly at: string;
  readonly program: string;
  readonly pid: string;
}

/** `u_str LISTEN 0 5 /run/x 14406490 * 0 users:(("socat",pid=712,fd=5))` [ss(8)] */
const socketsIn = (out: string): readonly Socket[] =>
  linesOf(out).flatMap((line) => {
    const [, at = '', program = '', pid = ''] =
      /^u_\w+\s+LISTEN\s+\d+\s+\d+\s+(\S+)\s.*\busers:\(\("([^"]*)",pid=(\d+)/.exec(line) ?? [];
    return at === '' ? [] : [{ at, program, pid }];
  });

/** [proc_pid_status(5): the second number is the effective user] */
function isOfRoot(machine: MachineAccess, pid: string): boolean {
  const status = machine.read(`/proc/${pid}/status`);
  return status.ok && /^Uid:\t\d+\t0\t/m.test(status.value);
}

function isOpenToAll(machine: MachineAccess, at: string): boolean {
  if (at.startsWith('@')) return true;
  const its = machine.stat(at);
  if (!its.ok || (its.value.mode & 0o002) === 0) return false;
  const parts = at.split('/').slice(1, -1);
  return parts.every((_, index) => {
    const folder = machine.stat(`/${parts.slice(0, index + 1).join('/')}`);
    return folder.ok && (folder.value.mode & 0o001) !== 0;
  });
}

/** A unit in `/usr/lib` is of a package, or another check names its file. */
function isJudgedElsewhere(machine: MachineAccess, unit: string | null): boolean {
  if (unit === null || !unit.endsWith('.service')) return false;
  const file = unit.replace(/@.*(?=\.service$)/, '@');
  return machine.stat(`/usr/lib/systemd/system/${file}`).ok || isOfInitScript(machine, unit);
}

/** systemd makes the unit from the script [systemd-sysv-generator(8)]. */
function isOfInitScript(machine: MachineAccess, unit: string): boolean {
  const made = machine.read(`/run/systemd/generator.late/${unit}`);
  const script = made.ok ? /^SourcePath=(\/etc\/init\.d\/\S+)$/m.exec(made.value)?.[1] : undefined;
  return script !== undefined && machine.stat(script).ok;
}

async function rootSocketsFinding({ machine }: MachineContext): Promise<CheckFinding> {
  if (machine.uid !== 0) return skipped('only root sees which program has a socket: run this with sudo');
  // Process 1 holds the sockets of socket units; other checks cover their files.
  const foreign = socketsIn(await outputOf(machine, 'ss', '-xlnpH'))
    .filter(({ at, pid }) => pid !== '1' && isOfRoot(machine, pid) && isOpenToAll(machine, at))
    .map((its) => ({ ...its, unit: unitOf(machine, its.pid) }))
    .filter(({ unit }) => !isJudgedElsewhere(machine, unit));
  if (foreign.length === 0) return good('none');
  const pids = [...new Set(foreign.map(({ pid }) => pid))];
  const stops = foreign.map(({ pid, unit }) =>
    unit?.endsWith('.service') ? `sudo systemctl disable --now ${unit}` : `sudo kill ${pid}`,
  );
  const files = foreign.flatMap(({ at }) => (at.startsWith('@') ? [] : [at]));
  const ends = [...new Set(stops), ...(files.length === 0 ? [] : [`sudo rm -f ${files.join(' ')}`])];
  const found = foreign.map(
    ({ at, program, pid, unit }) =>
      `${program} (process ${pid}${unit === null ? '' : `, ${unit}`}) waits as root at ${at}`,
  );
  return bad(
    `${listShort(found)}, and all users may connect`,
    `ps -fp ${pids.join(',')} shows what it is; if your staff did not start it: ${ends.join(' && ')}`,
  );
}

export const ROOT_SOCKET_CHECKS: readonly CheckSpec[] = [
  installedCheck('closed')({
    id: 'root-sockets',
    title: 'Programs of root that all users can connect to',
    expected: 'only services that another check covers',
    look: rootSocketsFinding,
  }),
];
