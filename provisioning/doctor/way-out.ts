import { isIP } from 'node:net';
import { profilePathOf } from '../../device/config/device-links.ts';
import type { Profile } from '../../device/config/profile.ts';
import { DEVICE_KIND_IDS } from '../../drivers/device-kinds.ts';
import { hostsInProfile, type ProfileHost } from '../lockdown/profile-network.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  good,
  installedCheck,
  listShort,
  skipped,
  warning,
  withProfile,
} from './check.ts';
import { leaseOf } from './dhcp-lease.ts';
import { CheckSkippedError, linesOf, type MachineAccess, outputOf } from './machine-port.ts';
import { findAddressConflicts } from './neighbours.ts';
import { type InterfaceAddress, isAddressInNetwork, NETWORK_SETTINGS_FOLDERS, ownNetworks } from './own-addresses.ts';

/* [ip-address(8), ip-route(8), ip-neighbour(8)] */

interface Route {
  readonly via: string | null;
  readonly name: string;
  readonly metric: number;
}

/** `default via 192.0.2.1 dev eth0 proto dhcp metric 100` */
const routesIn = (out: string): readonly Route[] =>
  linesOf(out)
    .map((line) => ({
      via: /\bvia (\S+)/.exec(line)?.[1] ?? null,
      name: /\bdev (\S+)/.exec(line)?.[1] ?? '?',
      metric: Number(/\bmetric (\d+)/.exec(line)?.[1] ?? 0),
    }))
    .sort((one, other) => one.metric - other.metric);

function outside(profile: Profile, own: readonly InterfaceAddress[]): readonly string[] {
  const hosts = hostsInProfile(profile).flatMap(({ host }) => (isIP(host) === 4 ? [host] : []));
  return [...new Set(hosts)].filter((host) => !own.some((its) => isAddressInNetwork(host, its)));
}

const COMPARE = `is the cable in the right socket? Compare the address with the sheet of the order; grep -rn -i address ${NETWORK_SETTINGS_FOLDERS} names the settings`;

async function withoutAddress(machine: MachineAccess, profile: Profile): Promise<CheckFinding> {
  if (hostsInProfile(profile).length === 0) return skipped('the profile names no host');
  const ofSix = await outputOf(machine, 'ip', '-6', '-o', 'addr', 'show', 'scope', 'global');
  if (linesOf(ofSix).length > 0) return skipped('not measured: this machine has only IPv6 addresses');
  return bad(
    'no interface has an address: the network is not reached',
    'check the network cable and its light; then: sudo journalctl -b -u systemd-networkd -u networking -u NetworkManager -n 50',
  );
}

const ownWords = (own: readonly InterfaceAddress[]): string =>
  own.map(({ name, cidr }) => `${cidr} (${name})`).join(', ');

/** A refused connection is an answer. */
const isReached = ({ wire }: CheckFinding): boolean => wire?.is !== 'silent' || wire.error === 'ECONNREFUSED';

/** A finding about a network device, corrected by this machine's address: if this address is wrong, the device works. */
export async function correctByOwnAddress(
  finding: CheckFinding,
  host: string,
  context: CheckContext,
): Promise<CheckFinding> {
  const { machine, profile, installed } = context;
  if (!profile || isIP(host) !== 4 || isReached(finding)) return finding;
  const own = await ownNetworks(machine);
  if (own.some((its) => isAddressInNetwork(host, its))) return judgedByNeighbours(finding, host, own, context);
  if (installed && (await wayOutFinding(profile, context)).state === 'fail')
    return skipped('not reached: its address is not in the network of this machine, see way-out');
  if (own.length === 0) return finding;
  const far = `${host} is not in the network of this machine, which has ${ownWords(own)}`;
  return { ...finding, fix: `${far}: ${COMPARE}; if the address is right: ${finding.fix}` };
}

/** If another machine has the address, the fault is not in the device. */
async function judgedByNeighbours(
  finding: CheckFinding,
  host: string,
  own: readonly InterfaceAddress[],
  { machine, installed }: CheckContext,
): Promise<CheckFinding> {
  if (!installed) return finding;
  const troubles = await findAddressConflicts(machine, own, [host]).catch((error: unknown) => {
    if (error instanceof CheckSkippedError) return [];
    throw error;
  });
  const trouble = troubles.find(
    ({ address }) => address === host || own.some(({ cidr }) => cidr.startsWith(`${address}/`)),
  );
  return trouble ? bad(`${finding.found}; ${trouble.found}`, trouble.fix) : finding;
}

const gatewayOf = async (machine: MachineAccess): Promise<readonly string[]> =>
  routesIn(await outputOf(machine, 'ip', '-4', 'route', 'show', 'default')).flatMap(({ via }) => via ?? []);

async function neighboursFinding(profile: Profile, machine: MachineAccess): Promise<CheckFinding> {
  const own = await ownNetworks(machine);
  const hosts = hostsInProfile(profile).flatMap(({ host }) => (isIP(host) === 4 ? [host] : []));
  const troubles = await findAddressConflicts(machine, own, [...new Set([...hosts, ...(await gatewayOf(machine))])]);
  if (troubles.length === 0) return good('each address has one machine');
  const found = listShort(troubles.map((its) => its.found));
  const fix = troubles.map((its) => its.fix).join('; and ');
  return troubles.some(({ isCertain }) => isCertain) ? bad(found, fix) : warning(found, fix);
}

const deviceHosts = (profile: Profile): readonly ProfileHost[] =>
  hostsInProfile(profile).filter(({ host, of }) => of.startsWith('devices.') && isIP(host) === 4);

/** Devices may be behind a router on purpose. */
async function isOneOnline(profile: Profile, { kiosk }: CheckContext): Promise<boolean> {
  const running = await kiosk().catch((error: unknown) => {
    if (error instanceof CheckSkippedError) return null;
    throw error;
  });
  const online = DEVICE_KIND_IDS.filter((kind) => running?.devices[kind] === 'online').map(profilePathOf);
  return deviceHosts(profile).some(({ of }) => online.includes(of));
}

async function otherRouter(
  profile: Profile,
  context: CheckContext,
  { best, own, words }: { readonly best: Route; readonly own: readonly InterfaceAddress[]; readonly words: string },
): Promise<CheckFinding | null> {
  const { machine } = context;
  const hosts = deviceHosts(profile);
  if (hosts.length === 0 || hosts.some(({ host }) => own.some((its) => isAddressInNetwork(host, its)))) return null;
  const lease = leaseOf(machine, best.name);
  if (!lease || (await isOneOnline(profile, context))) return null;
  const { server, renew } = lease;
  return warning(
    `no device of the profile is in the network of this machine, and its address came by DHCP from ${server}: ${words}`,
    `another router may give addresses here. Find its MAC address (ping -c1 ${server}; ip neigh show ${server}) and unplug it, or tell the network administrator ${server}. Then ask for a new address (${renew}). If the devices are behind a router on purpose, see the line of each device`,
  );
}

async function wayOutFinding(profile: Profile, context: CheckContext): Promise<CheckFinding> {
  const { machine } = context;
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
      `the kiosk uses ${best.name} (metric ${best.metric}), not ${other.name} (metric ${other.metric}): ${words}`,
      `unplug the interface that does not belong to the kiosk. Until then: sudo ip link set NAME down; grep -rn -e ${best.name} -e ${other.name} ${NETWORK_SETTINGS_FOLDERS} names its settings`,
    );
  const near = await outputOf(machine, 'ip', '-4', 'neigh', 'show');
  const isSilent = linesOf(near).some((line) => line.startsWith(`${best.via} dev `) && line.trim().endsWith(' FAILED'));
  if (isSilent)
    return bad(
      `the gateway ${best.via} does not answer: ${words}`,
      `${COMPARE}. If both are right, tell the network administrator`,
    );
  return (
    (await otherRouter(profile, context, { best, own, words })) ?? good(`${words}; out by ${best.via ?? best.name}`)
  );
}

export const NETWORK_ROUTE_CHECKS: readonly CheckSpec[] = [
  installedCheck('machine')({
    id: 'way-out',
    title: 'The address of this machine, and its gateway',
    expected: 'one default route, and its gateway answers',
    look: withProfile(wayOutFinding),
  }),
  installedCheck('machine')({
    id: 'neighbours',
    title: 'Machines with an address of this kiosk, its devices or the gateway',
    expected: 'one machine for each address, and none pinned by hand',
    look: withProfile((profile, { machine }) => neighboursFinding(profile, machine)),
  }),
];
