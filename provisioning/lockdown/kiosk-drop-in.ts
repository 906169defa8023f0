import type { Profile } from '../../device/config/profile.ts';
import { INSTALLED } from '../machine/installed.ts';
import type { InstalledFile } from '../machine/installed-file.ts';
import { isAddress, metricsAddress, namedHosts, ownPorts } from './profile-network.ts';

/** What the unit of the process may besides, for this profile: its hosts, its ports, and GPIO over files of the kernel. */
export function kioskDropIn(profile: Profile): readonly InstalledFile[] {
  const text = [
    `# Made of ${INSTALLED.profile} by \`asan-kiosk provision\`.`,
    '[Service]',
    ...addresses(profile),
    'SocketBindAllow=',
    ...ownPorts(profile).map((port) => `SocketBindAllow=tcp:${port}`),
    ...gpioFiles(profile),
    '',
  ].join('\n');
  return [{ path: INSTALLED.kioskDropIn, owner: 'root', group: 'root', mode: 0o644, text }];
}

function addresses(profile: Profile): readonly string[] {
  const hosts = namedHosts(profile);
  if (metricsAddress(profile) !== null) {
    return [
      '# Who asks for the figures is not named, and systemd filters what comes in by the same list: here the firewall decides.',
      'IPAddressAllow=any',
    ];
  }
  if (hosts.every(isAddress)) return hosts.map(({ host }) => `IPAddressAllow=${host}`);
  return [
    '# Some host of the profile has a name, and systemd knows addresses only: here the firewall decides, which looks the names up.',
    'IPAddressAllow=any',
  ];
}

function gpioFiles({ lines }: Profile): readonly string[] {
  if (lines?.adapter !== 'sysfs') return [];
  return ['# Lines over /sys/class/gpio are set by writing there.', 'ProtectKernelTunables=no'];
}
