import { isIPv6 } from 'node:net';
import type { Profile } from '../../device/config/profile.ts';
import { INSTALLED } from '../machine/installed.ts';
import type { InstalledFile } from '../machine/installed-file.ts';
import {
  hostsInProfile,
  isIpAddressHost,
  kioskListenPorts,
  metricsAddress,
  type ProfileHost,
} from './profile-network.ts';

/**
 * Incoming: only answers, loopback, and the profile's ssh and metrics. Outgoing: only the hosts of the profile, DNS and NTP. Over loopback,
 * only the kiosk's users and administrators reach the ports of the kiosk.
 */
export function firewallFiles(profile: Profile): readonly InstalledFile[] {
  const hosts = hostsInProfile(profile);
  const byName = hosts.filter((its) => !isIpAddressHost(its));
  return [
    { ...ROOTS, path: INSTALLED.firewall, text: rules(profile, hosts.filter(isIpAddressHost)) },
    { ...ROOTS, path: INSTALLED.allowedNames, text: [NAMES_HEAD, ...byName.map(nameLine), ''].join('\n') },
  ];
}

const ROOTS = { owner: 'root', group: 'root', mode: 0o644 } as const;

const NAMES_HEAD = `# Hosts of the profile that have names, with their ports (0: any): asan-hosts.service looks their addresses up for the firewall.
# Made of ${INSTALLED.profile} by \`asan-kiosk provision\`.`;

const nameLine = ({ host, port }: ProfileHost): string => `${host} ${port ?? 0}`;

const element = ({ host, port }: ProfileHost): string => `${host} . ${port ?? '0-65535'}`;

/** Whether the files of the firewall (`rules`, `names`) allow connections to this host. */
export const isHostAllowed = (
  its: ProfileHost,
  { rules, names }: { readonly rules: string; readonly names: string },
): boolean =>
  isIpAddressHost(its) ? rules.split(/, |\{ | \}/).includes(element(its)) : names.split('\n').includes(nameLine(its));

/** Addresses with ports. The kernel accepts a range over one of its ports, but no port within a range. */
function elements(hosts: readonly ProfileHost[], v6: boolean): string {
  const of = hosts
    .filter(({ host }) => isIPv6(host) === v6)
    .sort((one, other) => Number(one.port === null) - Number(other.port === null));
  const texts = of.map(element);
  return texts.length === 0 ? '' : ` elements = { ${texts.join(', ')} }`;
}

function comesIn(profile: Profile): string {
  const metrics = metricsAddress(profile);
  const figures = metrics && [
    '# The figures, where the profile has them asked for from the network.',
    `${familyOf(metrics.host)} daddr ${metrics.host} tcp dport ${metrics.port} accept`,
  ];
  const admin = (profile.network?.admin ?? []).map((from) => `${familyOf(from)} saddr ${from} tcp dport 22 accept`);
  const lines = [...(figures ?? []), ...(admin.length > 0 ? ['# ssh, from where the profile has it.', ...admin] : [])];
  return lines.map((line) => `    ${line}\n`).join('');
}

const familyOf = (address: string): 'ip' | 'ip6' => (address.includes(':') ? 'ip6' : 'ip');

function rules(profile: Profile, given: readonly ProfileHost[]): string {
  return `#!/usr/sbin/nft -f
# The firewall of the kiosk: only what its profile names. Made of ${INSTALLED.profile} by \`asan-kiosk provision\`; asan-firewall.service
# loads it before there is a network. Another table may forbid more, but cannot allow more.
table inet asan_kiosk
delete table inet asan_kiosk
table inet asan_kiosk {
  # By address in the profile.
  set given4 { type ipv4_addr . inet_service; flags interval;${elements(given, false)} }
  set given6 { type ipv6_addr . inet_service; flags interval;${elements(given, true)} }
  # By name in the profile; asan-hosts.service writes the addresses.
  set named4 { type ipv4_addr . inet_service; flags interval; }
  set named6 { type ipv6_addr . inet_service; flags interval; }

  # Users that may connect to the kiosk over loopback; port-users.sh adds all but root.
  set port_users { type uid; elements = { 0 } }

  chain input {
    type filter hook input priority filter; policy drop;
    iif lo accept
    ct state invalid drop
    ct state established,related accept
    # IPv6 needs neighbours, routers and packet sizes [RFC 4890 §4.4]. Of IPv4, only errors, which cause no answer.
    icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept
    icmp type { destination-unreachable, time-exceeded, parameter-problem } accept
    # Its own address from DHCP.
    udp sport 67 udp dport 68 accept
    ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept
${comesIn(profile)}  }

  chain forward {
    type filter hook forward priority filter; policy drop;
  }

  chain output {
    type filter hook output priority filter; policy drop;
    oif lo tcp dport { ${kioskListenPorts(profile).join(', ')} } ct state new meta skuid @port_users accept
    oif lo tcp dport { ${kioskListenPorts(profile).join(', ')} } ct state new reject with tcp reset
    oif lo accept
    ct state established,related accept
    icmpv6 type { nd-router-solicit, nd-neighbor-solicit, nd-neighbor-advert, mld2-listener-report } accept
    udp sport 68 udp dport 67 accept
    udp sport 546 udp dport 547 accept
    meta l4proto { tcp, udp } th dport 53 accept
    udp dport 123 accept
    ip daddr . tcp dport @given4 accept
    ip6 daddr . tcp dport @given6 accept
    ip daddr . tcp dport @named4 accept
    ip6 daddr . tcp dport @named6 accept
    # Rejects at once, so that a program reports *unreachable* and does not wait.
    counter reject with icmpx admin-prohibited
  }
}
`;
}
