import type { Profile } from '../../device/config/profile.ts';
import { INSTALLED } from '../machine/installed.ts';
import type { InstalledFile } from '../machine/installed-file.ts';
import { hostsInProfile, isIpAddressHost, kioskListenPorts, metricsAddress } from './profile-network.ts';

/** Additional rights of the kiosk's unit for this profile: hosts, ports, and GPIO over kernel files. */
export function kioskDropIn(profile: Profile): readonly InstalledFile[] {
  const text = [
    `# Made of ${INSTALLED.profile} by \`asan-kiosk provision\`.`,
    '[Service]',
    ...addresses(profile),
    'SocketBindAllow=',
    ...kioskListenPorts(profile).map((port) => `SocketBindAllow=tcp:${port}`),
    ...gpioFiles(profile),
    '',
  ].join('\n');
  return [{ path: INSTALLED.kioskDropIn, owner: 'root', group: 'root', mode: 0o644, text }];
}

function addresses(profile: Profile): readonly string[] {
  const hosts = hostsInProfile(profile);
  if (metricsAddress(profile) !== null) {
    return [
      '# The clients of the figures are unknown, and systemd filters incoming packets by the same list: here the firewall decides.',
      'IPAddressAllow=any',
    ];
  }
  if (hosts.every(isIpAddressHost)) return hosts.map(({ host }) => `IPAddressAllow=${host}`);
  return [
    '# A host of the profile has a name, but systemd knows only addresses: here the firewall decides, which looks up the names.',
    'IPAddressAllow=any',
  ];
}

function gpioFiles({ lines }: Profile): readonly string[] {
  if (lines?.adapter !== 'sysfs') return [];
  return ['# Lines over /sys/class/gpio are set by writing there.', 'ProtectKernelTunables=no'];
}
