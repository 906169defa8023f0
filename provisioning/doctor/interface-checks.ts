import { restartCommand } from '../../device/troubles/start-anew.ts';
import { LOOPBACK } from '../command/places.ts';
import { UNITS } from '../machine/installed.ts';
import {
  bad,
  type CheckFinding,
  type CheckSpec,
  type FoundTrouble,
  good,
  installedCheck,
  listShort,
  skipped,
  warning,
} from './check.ts';
import { configText, effectiveConfigFiles, iniSettings } from './config-files.ts';
import { fileSystemSpaceOf } from './disk-checks.ts';
import {
  CheckSkippedError,
  type MachineAccess,
  type MachineContext,
  namesIn,
  readFileStatus,
  textOf,
} from './machine-port.ts';
import { removeFilesFix } from './take-away.ts';

/** IFF_UP [netdevice(7)]. */
const UP = 0x1;

const LO = '/sys/class/net/lo/flags';

/** Why no program of this machine reaches the kiosk, or `null`. */
export async function loopbackTrouble(machine: MachineAccess): Promise<FoundTrouble | null> {
  const flags = textOf(machine, LO);
  if (flags !== null && (Number(flags.trim()) & UP) === 0)
    return { found: 'lo is down: the browser cannot reach the kiosk', fix: 'sudo ip link set lo up' };
  // `1: lo inet 127.0.0.1/8 scope host lo` [ip-address(8)]
  const ran = await machine.run('ip', '-4', '-o', 'addr', 'show', 'dev', 'lo');
  if (ran.is !== 'done' || ran.exit !== 0 || / inet 127\.0\.0\.1[/ ]/.test(ran.out)) return null;
  return {
    found: `lo does not have ${LOOPBACK}: the browser cannot reach the kiosk`,
    fix: `sudo ip addr add ${LOOPBACK}/8 dev lo`,
  };
}

async function loopbackFinding({ machine }: MachineContext): Promise<CheckFinding> {
  if (textOf(machine, LO) === null) return skipped('not measured: the kernel does not show it');
  const trouble = await loopbackTrouble(machine);
  if (trouble) return bad(trouble.found, trouble.fix);
  const others = await othersOfLoopback(machine);
  if (others.length === 0) return good('up');
  return bad(
    `lo has ${others.join(', ')} too: packets for this address stay in the machine`,
    others.map((address) => `sudo ip addr del ${address} dev lo`).join(' && '),
  );
}

/** An address of the office here makes the kiosk call itself. */
async function othersOfLoopback(machine: MachineAccess): Promise<readonly string[]> {
  const ran = await machine.run('ip', '-4', '-o', 'addr', 'show', 'dev', 'lo');
  if (ran.is !== 'done') return [];
  return [...ran.out.matchAll(/ inet (\S+)/g)]
    .map(([, address = '']) => address)
    .filter((address) => !address.startsWith('127.'));
}

const LEAST_KIB = 1024;

/** Without room udev could not record the screen. */
const RECORD_DEVICES = `sudo udevadm trigger && sudo udevadm settle && ${restartCommand(UNITS.glass)}`;

async function runFinding(machine: MachineAccess): Promise<CheckFinding> {
  const { freeBytes, mountedAt } = await fileSystemSpaceOf(machine, '/run');
  const kib = Math.floor(freeBytes / 1024);
  if (kib >= LEAST_KIB) return good(`${Math.floor(kib / 1024)} MiB free`);
  return bad(
    `${mountedAt} is full (${kib} KiB free)`,
    `sudo du -xak /run | sort -n | tail names the largest files; delete files that your staff put there, then: ${RECORD_DEVICES}; otherwise sudo reboot, which empties it`,
  );
}

/** If /run is full, systemd decrypts no secret. If the free space is unknown, /run counts as not full. */
export async function isRunFolderFull(machine: MachineAccess): Promise<boolean> {
  try {
    return (await runFinding(machine)).state === 'fail';
  } catch (error) {
    if (error instanceof CheckSkippedError) return false;
    throw error;
  }
}

/** Shell pattern of `[Match]` [systemd.network(5); fnmatch(3)]. */
const fits = (pattern: string, name: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(name);

interface Interface {
  readonly name: string;
  readonly address: string;
}

const interfacesOf = (machine: MachineAccess): readonly Interface[] =>
  namesIn(machine, '/sys/class/net')
    .filter((name) => readFileStatus(machine, `/sys/class/net/${name}/device`) !== null || /^(en|eth)/.test(name))
    .map((name) => ({ name, address: textOf(machine, `/sys/class/net/${name}/address`)?.trim() ?? '' }));

function sectionOf(text: string, section: string): readonly { readonly key: string; readonly value: string }[] {
  const its = text.split(/^\s*\[/m).filter((part) => part.startsWith(`${section}]`));
  return its.flatMap((part) => iniSettings(part, ''));
}

/** Unknown conditions count as met. */
function matches(text: string, { name, address }: Interface): boolean {
  const all = sectionOf(text, 'Match');
  if (all.length === 0) return false;
  return all.every(({ key, value }) => {
    const words = value.split(/\s+/);
    if (key === 'Name') {
      const isNot = words[0]?.startsWith('!') === true;
      return words.some((word) => fits(word.replace(/^!/, ''), name)) !== isNot;
    }
    if (key === 'MACAddress' || key === 'PermanentMACAddress')
      return words.some((word) => word.toLowerCase().replaceAll('-', ':') === address.toLowerCase());
    if (key === 'Type') return words.includes('ether');
    return true;
  });
}

const isOfTechnician = (path: string): boolean => !path.startsWith('/usr/lib/');

/** The first matching file counts [systemd.network(5)]. */
function filesFinding({ machine }: MachineContext): CheckFinding {
  const files = effectiveConfigFiles(machine, 'systemd/network')
    .filter(({ name, path }) => name.endsWith('.network') && isOfTechnician(path))
    .map(({ path }) => ({ path, text: configText(machine, path) }));
  if (files.length === 0) return skipped('not measured: systemd-networkd has no settings here');
  const doubled = interfacesOf(machine).flatMap((each) => {
    const [first, ...others] = files.filter(({ text }) => matches(text, each));
    return first && others.length > 0 ? [{ name: each.name, first, others }] : [];
  });
  if (doubled.length === 0) return good('one file for each interface');
  const says = ({ path, text }: (typeof files)[number]) => {
    const its = sectionOf(text, 'Network').map(({ key, value }) => `${key}=${value}`);
    return its.length === 0 ? path : `${path} (${listShort(its)})`;
  };
  return warning(
    listShort(
      doubled.map(
        ({ name, first, others }) =>
          `${name} is set up by ${says(first)}, and not by ${others.map(({ path }) => path).join(', ')}`,
      ),
    ),
    `only the first file counts. If it is right, remove the other files. If it is wrong: ${removeFilesFix([...new Set(doubled.map(({ first }) => first.path))], 'sudo networkctl reload')}`,
  );
}

/** With these the machine routes a network, or trusts an unknown router [ip-sysctl, Linux]. */
const CLOSED_NETWORK = [
  'net.ipv4.ip_forward',
  'net.ipv4.conf.all.accept_redirects',
  'net.ipv4.conf.all.accept_source_route',
  'net.ipv6.conf.all.forwarding',
];

/** Settings of the running kernel with which the machine routes a network, or trusts an unknown router. A change by hand is in no file. */
export const unsafeNetworkSettings = (machine: MachineAccess): readonly string[] =>
  CLOSED_NETWORK.filter((key) => {
    const now = textOf(machine, `/proc/sys/${key.replaceAll('.', '/')}`)?.trim();
    return now !== undefined && now !== '0' && isChanged(machine, key);
  });

/** Redirects are accepted by default, except with forwarding. */
const isChanged = (machine: MachineAccess, key: string): boolean =>
  key !== 'net.ipv4.conf.all.accept_redirects' || textOf(machine, '/proc/sys/net/ipv4/ip_forward')?.trim() === '1';

export const INTERFACE_CHECKS: readonly CheckSpec[] = [
  installedCheck('machine')({
    id: 'loopback',
    title: 'The network inside the machine (lo)',
    expected: 'up, with the address 127.0.0.1',
    look: loopbackFinding,
  }),
  installedCheck('machine')({
    id: 'room-run',
    title: 'Room for systemd’s files while the machine runs (/run)',
    expected: `at least ${LEAST_KIB / 1024} MiB`,
    look: ({ machine }) => runFinding(machine),
  }),
  installedCheck('files')({
    id: 'network-files',
    title: 'Which file sets an interface up',
    expected: 'one file for each interface',
    look: filesFinding,
  }),
];
