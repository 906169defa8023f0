import { BlockList, isIP } from 'node:net';
import type { Profile } from '../../device/config/profile.ts';
import { namedHosts } from '../lockdown/profile-network.ts';
import {
  bad,
  type CheckContext,
  type CheckSpec,
  type Finding,
  good,
  installedCheck,
  ofProfile,
  skipped,
  warning,
} from './check.ts';
import { linesOf, type Machine, outputOf } from './machine-port.ts';

/* The addresses of this machine now, and the gateway behind which the office is [ip-address(8), ip-route(8), ip-neighbour(8)]. */

interface Own {
  readonly name: string;
  /** As `192.0.2.10/24`. */
  readonly cidr: string;
}

interface Route {
  readonly via: string | null;
  readonly name: string;
  /** The lowest wins. */
  readonly metric: number;
}

/** `2: eth0    inet 192.0.2.10/24 brd 192.0.2.255 scope global eth0` */
const ownIn = (out: string): readonly Own[] =>
  linesOf(out).flatMap((line) => {
    const [, name, cidr] = /^\d+:\s+(\S+)\s+inet\s+(\S+)/.exec(line) ?? [];
    return name === undefined || cidr === undefined ? [] : [{ name, cidr }];
  });

/** `default via 192.0.2.1 dev eth0 proto dhcp metric 100` */
const routesIn = (out: string): readonly Route[] =>
  linesOf(out)
    .map((line) => ({
      via: /\bvia (\S+)/.exec(line)?.[1] ?? null,
      name: /\bdev (\S+)/.exec(line)?.[1] ?? '?',
      metric: Number(/\bmetric (\d+)/.exec(line)?.[1] ?? 0),
    }))
    .sort((one, other) => one.metric - other.metric);

function isWithin(address: string, { cidr }: Own): boolean {
  const [own = '', bits = '32'] = cidr.split('/');
  const network = new BlockList();
  network.addSubnet(own, Number(bits));
  return network.check(address);
}

/** Addresses of the profile that are in none of the networks of this machine. */
function outside(profile: Profile, own: readonly Own[]): readonly string[] {
  const hosts = namedHosts(profile).flatMap(({ host }) => (isIP(host) === 4 ? [host] : []));
  return [...new Set(hosts)].filter((host) => !own.some((its) => isWithin(host, its)));
}

export const SETTINGS = '/etc/network /etc/systemd/network /etc/NetworkManager';
const COMPARE = `is the cable in the right socket? Compare the address with the sheet of the order; grep -rn -i address ${SETTINGS} names the settings`;

async function withoutAddress(machine: Machine, profile: Profile): Promise<Finding> {
  if (namedHosts(profile).length === 0) return skipped('the profile names no host');
  const ofSix = await outputOf(machine, 'ip', '-6', '-o', 'addr', 'show', 'scope', 'global');
  if (linesOf(ofSix).length > 0) return skipped('not measured: this machine has addresses of IPv6 alone');
  return bad(
    'no interface has an address: nothing of the network is reached',
    'look at the network cable and its light; then: sudo journalctl -b -u systemd-networkd -u networking -u NetworkManager -n 50',
  );
}

const ownNetworks = async (machine: Machine): Promise<readonly Own[]> =>
  ownIn(await outputOf(machine, 'ip', '-4', '-o', 'addr', 'show', 'scope', 'global'));

const ownWords = (own: readonly Own[]): string => own.map(({ name, cidr }) => `${cidr} (${name})`).join(', ');

/** A machine that refuses a connection is reached. */
const isReached = ({ wire }: Finding): boolean => wire?.is !== 'silent' || wire.error === 'ECONNREFUSED';

/** What a check found of a device on the network, judged by the address of this machine: if that is wrong, the device is well. */
export async function judgedByNetwork(finding: Finding, host: string, context: CheckContext): Promise<Finding> {
  const { machine, profile, installed } = context;
  if (!profile || isIP(host) !== 4 || isReached(finding)) return finding;
  const own = await ownNetworks(machine);
  if (own.some((its) => isWithin(host, its))) return finding;
  if (installed && (await wayOutFinding(profile, machine)).state === 'fail')
    return skipped('not reached: its address is not in the network of this machine, see way-out');
  if (own.length === 0) return finding;
  const far = `${host} is not in the network of this machine, which has ${ownWords(own)}`;
  return { ...finding, fix: `${far}: ${COMPARE}; if the address is right: ${finding.fix}` };
}

async function wayOutFinding(profile: Profile, machine: Machine): Promise<Finding> {
  const own = await ownNetworks(machine);
  if (own.length === 0) return withoutAddress(machine, profile);
  const routes = routesIn(await outputOf(machine, 'ip', '-4', 'route', 'show', 'default'));
  const far = outside(profile, own);
  const words = `this machine has ${ownWords(own)}${far.length > 0 ? `; not in its network: ${far.join(', ')} of the profile` : ''}`;
  const [best] = routes;
  if (!best) {
    return far.length > 0 ? bad(`there is no way out (default route): ${words}`, COMPARE) : good(words);
  }
  const other = routes.find(({ name }) => name !== best.name);
  if (other)
    return warning(
      `the kiosk goes out by ${best.name} (metric ${best.metric}), not by ${other.name} (metric ${other.metric}): ${words}`,
      `take the interface out that does not belong to the kiosk, or for now: sudo ip link set NAME down; grep -rn -e ${best.name} -e ${other.name} ${SETTINGS} names its settings`,
    );
  const near = await outputOf(machine, 'ip', '-4', 'neigh', 'show');
  const isSilent = linesOf(near).some((line) => line.startsWith(`${best.via} dev `) && line.trim().endsWith(' FAILED'));
  if (isSilent) return bad(`the gateway ${best.via} does not answer: ${words}`, COMPARE);
  return good(`${words}; out by ${best.via ?? best.name}`);
}

export const WAY_OUT_CHECKS: readonly CheckSpec[] = [
  installedCheck('machine')({
    id: 'way-out',
    title: 'The address of this machine, and its way out',
    expected: 'one way out, and its gateway answers',
    look: ofProfile((profile, { machine }) => wayOutFinding(profile, machine)),
  }),
];
