import { isIP } from 'node:net';
import type { Profile } from '../../device/config/profile.ts';
import { hostsInProfile } from '../lockdown/profile-network.ts';
import { bad, type CheckContext, type CheckFinding, type FoundTrouble } from './check.ts';
import { foreignFirewallRuleCause, LOOK_UP_HOSTS_COMMAND, RESOLVED_HOSTS_FOLDER } from './firewall-checks.ts';
import { ipsecCause } from './ipsec-checks.ts';
import { linesOf, type MachineAccess, textOf } from './machine-port.ts';
import { NETWORK_SETTINGS_FOLDERS } from './own-addresses.ts';

const NO_ANSWER =
  'packets to this address get no answer: the machine is off, or a firewall on the way drops them. Tell the network administrator the address and the port; traceroute -n ADDRESS shows how far they get';

/** [connect(2), getaddrinfo(3)] */
const ERROR_FIX: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    'a machine has this address, but its port is closed. Compare address and port with backOffice.url of the profile; if both are right, tell the back office that its service does not run',
  EHOSTUNREACH:
    'no machine has this address, or a firewall refuses the connection. If the check firewall fails, fix that first; otherwise tell the network administrator the address and the port',
  ENETUNREACH: 'this machine has no route to this address: see way-out; ip route shows the routes',
  EINVAL: 'a route of this machine drops packets to this address: ip route; ip rule show the route',
  EACCES: 'a route or the firewall of this machine forbids the connection: ip route; then see firewall',
  EPERM: 'the firewall of this machine forbids the connection: see ipsec-policies, firewall, firewall-others',
  timeout: NO_ANSWER,
  ETIMEDOUT: NO_ANSWER,
  ECONNRESET:
    'the connection is closed at once, by a firewall or a proxy on the way, or because the service of the office restarts. Run doctor again in a minute, then tell the network administrator',
};

/** Another look-up would wait as long again. */
const NO_ADDRESS = /^(ENOTFOUND|EAI_\w+)$/;
const NO_ADDRESS_FIX =
  'the name server gave no address: cat /etc/resolv.conf names the name server. If it is right, tell its administrator the name. If the name is wrong, correct backOffice.url in the order';

export async function addOfficeCauses(
  finding: CheckFinding,
  url: string,
  context: CheckContext,
): Promise<CheckFinding> {
  const { wire } = finding;
  if (!wire) return finding;
  const { machine, profile, installed } = context;
  const { hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isName = isIP(host) === 0;
  const error = wire.is === 'silent' ? wire.error : null;
  if (error !== null && NO_ADDRESS.test(error)) return { ...finding, fix: NO_ADDRESS_FIX };
  const addresses = isName ? await addressesOf(machine, host) : [host];
  const found =
    isName && addresses.length > 0 ? `${finding.found}; ${host} is ${addresses.join(', ')} here` : finding.found;
  const cause =
    (isName && profile ? deviceCause(profile, host, addresses) : null) ??
    (error === null ? null : await routeCause(machine, addresses)) ??
    (error === null ? null : await ipsecCause(machine, addresses)) ??
    (isName && installed && error !== null ? firewallCause(machine, host, addresses) : null) ??
    (installed && error !== null ? await foreignFirewallRuleCause(machine, hindering(error)) : null);
  if (cause !== null) return bad(`${found}; ${cause.found}`, cause.fix);
  return { ...finding, found, fix: ERROR_FIX[error ?? ''] ?? finding.fix };
}

/** A dropped packet gets no answer, so no ECONNREFUSED. */
const hindering = (error: string): RegExp =>
  error === 'ECONNREFUSED' ? /\b(reject|redirect|dnat)\b/ : /\b(drop|reject|redirect|dnat|queue)\b/;

/** [getent(1): `203.0.113.9     STREAM office.example`] */
async function addressesOf(machine: MachineAccess, host: string): Promise<readonly string[]> {
  const ran = await machine.run('getent', 'ahosts', host);
  if (ran.is !== 'done' || ran.exit !== 0) return [];
  return [...new Set(linesOf(ran.out).map((line) => line.split(/\s/)[0] ?? ''))].filter((each) => isIP(each) !== 0);
}

function deviceCause(profile: Profile, host: string, addresses: readonly string[]): FoundTrouble | undefined {
  const device = hostsInProfile(profile).find((its) => its.of.startsWith('devices.') && addresses.includes(its.host));
  return (
    device && {
      found: `${device.host} is the address of ${device.of} of the profile`,
      fix: `the name has the address of the wrong machine (grep -n ${host} /etc/hosts). If it is not there, the name server has it (resolvectl query ${host}), and its administrator must correct it`,
    }
  );
}

interface ClosedRoute {
  readonly kind: string;
  readonly to: string;
  readonly bits: number;
  readonly words: string;
}

/** [ip-route(8): `blackhole 203.0.113.0/24 metric 5`, `default via …`, `192.0.2.0/24 dev eth0`] */
function routeIn(line: string, v6: boolean): ClosedRoute | null {
  const [, kind = '', to = '', more = ''] =
    /^(?:(blackhole|unreachable|prohibit|throw) )?(\S+)(.*)$/.exec(line.trim()) ?? [];
  if (to === '') return null;
  const bits = to === 'default' ? 0 : Number(to.split('/')[1] ?? (v6 ? 128 : 32));
  const metric = /\bmetric \d+/.exec(more)?.[0];
  return { kind, to, bits, words: [kind, to, ...(metric === undefined ? [] : [metric])].join(' ') };
}

/** The longest prefix decides; a special kind of route drops the packet. */
async function routeCause(machine: MachineAccess, addresses: readonly string[]): Promise<FoundTrouble | null> {
  for (const address of addresses) {
    const v6 = isIP(address) === 6;
    const family = v6 ? '-6' : '-4';
    const ran = await machine.run('ip', family, 'route', 'show', 'match', address);
    const routes = ran.is === 'done' ? linesOf(ran.out).flatMap((line) => routeIn(line, v6) ?? []) : [];
    const [best] = [...routes].sort((one, other) => other.bits - one.bits);
    if (!best || best.kind === '') continue;
    return {
      found: `a route of this machine is in the way: ${best.words}`,
      fix: `delete the route (sudo ip ${v6 ? '-6 ' : ''}route del ${best.words}). To keep it away, delete it in the settings: grep -rn -e ${best.to} ${NETWORK_SETTINGS_FOLDERS}; ip route get ${address} then shows the way`,
    };
  }
  return null;
}

/** The firewall allows only the addresses that asan-hosts.service found last. */
function firewallCause(machine: MachineAccess, host: string, addresses: readonly string[]): FoundTrouble | null {
  const open = linesOf(textOf(machine, `${RESOLVED_HOSTS_FOLDER}/${host}`) ?? '').map((line) => line.trim());
  const shut = addresses.filter((address) => !open.includes(address));
  if (addresses.length === 0 || shut.length < addresses.length) return null;
  if (open.length === 0) return { found: `the firewall does not know ${host} yet`, fix: LOOK_UP_HOSTS_COMMAND };
  return {
    found: `the firewall knows ${host} as ${open.join(', ')}`,
    fix: `if the new address is right: ${LOOK_UP_HOSTS_COMMAND}; if it is wrong, the administrator of the name server must correct it`,
  };
}
