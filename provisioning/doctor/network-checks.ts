import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  type FoundTrouble,
  good,
  installedCheck,
  listShort,
  skipped,
  warning,
} from './check.ts';
import { configText, filesBelow } from './config-files.ts';
import { linesOf, type MachineAccess, type MachineContext, outputOf, textOf } from './machine-port.ts';
import { isMasked, type SystemdUnit, type SystemdUnits, unmaskCommand, withUnits } from './units.ts';

/** ifupdown runs commands as root [interfaces(5)]; settings can route networks through this machine [systemd.network(5)]. */
const OPENS: readonly (readonly [folder: string, is: RegExp])[] = [
  ['/etc/network', /^\s*(pre-|post-)?(up|down)\s+\S/],
  [
    '/etc/systemd/network',
    /^\s*(IPForward|IPv[46]Forwarding|IPMasquerade|DHCPServer)\s*=\s*(?!no\b|false\b|off\b|0\b)\S/,
  ],
];

const SCRIPTS = /\/if-[\w-]+\.d\//;

function networkFinding({ machine }: MachineContext): CheckFinding {
  const wrong = OPENS.flatMap(([folder, is]) =>
    filesBelow(machine, folder)
      .filter((file) => !SCRIPTS.test(file))
      .flatMap((file) =>
        linesOf(configText(machine, file))
          .filter((line) => is.test(line))
          .map((line) => ({ file, line: line.trim() })),
      ),
  );
  if (wrong.length === 0) return good('no command, and no network is routed through this machine');
  const files = [...new Set(wrong.map(({ file }) => file))];
  return warning(
    listShort(wrong.map(({ file, line }) => `${JSON.stringify(line)} in ${file}`)),
    `delete the line if your staff did not write it: ${files.map((file) => `sudoedit ${file}`).join(' && ')}, then sudo reboot`,
  );
}

const hasInterface = (text: string): boolean => linesOf(text).some((line) => /^\s*iface\s+(?!lo\b)\S/.test(line));

/** NetworkManager and dhcpcd use each cable without settings. */
const SETS_UP: Readonly<Record<string, (machine: MachineAccess) => boolean>> = {
  'systemd-networkd.service': (machine) =>
    ['/etc/systemd/network', '/run/systemd/network'].some((folder) =>
      filesBelow(machine, folder).some((file) => file.endsWith('.network')),
    ),
  'networking.service': (machine) =>
    ['/etc/network/interfaces', ...filesBelow(machine, '/etc/network/interfaces.d')].some((file) =>
      hasInterface(textOf(machine, file) ?? ''),
    ),
  'NetworkManager.service': () => true,
  'dhcpcd.service': () => true,
};

const enable = (name: string, unit: SystemdUnit): string =>
  `${isMasked(unit) ? `${unmaskCommand(name, unit)} && ` : ''}sudo systemctl enable ${name}`;

function nextStartFinding(units: SystemdUnits, { machine }: MachineContext): CheckFinding {
  const here = Object.entries(SETS_UP)
    .map(([name, setsUp]) => ({ name, unit: units.of(name), setsUp }))
    .filter(({ unit, setsUp }) => unit.load !== 'not-found' && setsUp(machine));
  const comes = here.filter(({ unit }) => /^(enabled|static|alias|generated)/.test(unit.file));
  const lost = here.filter((each) => !comes.includes(each));
  const running = lost.find(({ unit }) => unit.active === 'active');
  const cut = running ?? (comes.length === 0 ? lost[0] : undefined);
  if (cut)
    return bad(
      `${cut.name} is ${cut.unit.file}: after the next start this machine has no network`,
      enable(cut.name, cut.unit),
    );
  if (comes.length > 0) return good(comes.map(({ name }) => name).join(', '));
  return /\bip=/.test(textOf(machine, '/proc/cmdline') ?? '')
    ? good('the kernel, by its command line')
    : skipped('not measured: no known service sets up a network');
}

/** Other queues delay or drop packets on purpose [tc(8)]. */
const OWN_QUEUES = /^(fq_codel|fq|pifo|pfifo|pfifo_fast|mq|noqueue|cake)$/;
/** [RFC 8200, 5] */
const LEAST_MTU = 1280;

/** `2: eth0: <BROADCAST,UP> mtu 1500 qdisc fq_codel state UP` */
function throttled(line: string): readonly FoundTrouble[] {
  const [, name, flags = '', mtu, queue = ''] = /^\d+: ([^:@]+)\S* <([^>]*)> mtu (\d+) qdisc (\S+)/.exec(line) ?? [];
  if (name === undefined || /\bLOOPBACK\b/.test(flags)) return [];
  return [
    Number(mtu) < LEAST_MTU
      ? { found: `${name} has an MTU of ${mtu}; 1500 is usual`, fix: `sudo ip link set ${name} mtu 1500` }
      : null,
    /\bNOARP\b/.test(flags)
      ? { found: `${name} answers no question for its address (NOARP)`, fix: `sudo ip link set ${name} arp on` }
      : null,
    OWN_QUEUES.test(queue)
      ? null
      : { found: `${name} is slowed down on purpose (${queue})`, fix: `sudo tc qdisc del dev ${name} root` },
  ].flatMap((each) => each ?? []);
}

async function interfaceFinding({ machine }: CheckContext): Promise<CheckFinding> {
  const lines = linesOf(await outputOf(machine, 'ip', '-o', 'link', 'show', 'up'));
  const wrong = lines.flatMap(throttled);
  if (wrong.length === 0) return good('each carries whole packets at full speed');
  return bad(
    listShort(wrong.map(({ found }) => found)),
    `${wrong.map(({ fix }) => fix).join(' && ')}; if it comes back with the next start, settings-as-provisioned and strange-files name its file`,
  );
}

export const NETWORK_CHECKS: readonly CheckSpec[] = [
  installedCheck('machine')({
    id: 'network-interfaces',
    title: 'Limits of the network interfaces',
    expected: 'the usual MTU, the kernel’s own queue, and answers for its own address',
    look: interfaceFinding,
  }),
  installedCheck('files')({
    id: 'network-next-start',
    title: 'The service that sets up the network at the next start',
    expected: 'the service with its settings is enabled',
    look: withUnits(nextStartFinding),
  }),
  installedCheck('files')({
    id: 'network-settings',
    title: 'Commands and routes in the settings of the network',
    expected: 'only addresses: no command of root, and no route through this machine',
    look: networkFinding,
  }),
];
