import { isIPv6 } from 'node:net';
import type { Profile } from '../../device/config/profile.ts';
import { INSTALLED } from '../machine/installed.ts';
import type { InstalledFile } from '../machine/installed-file.ts';
import { metricsAddress } from './profile-network.ts';

/** Drop-in with the ports that systemd holds for the kiosk: one for the page, one for the metrics. */
export function socketDropIn(profile: Profile): readonly InstalledFile[] {
  const { web, metrics } = profile;
  const figures = metrics && (metricsAddress(profile) ?? { host: LOOPBACK, port: metrics.port });
  const listens = [{ host: LOOPBACK, port: web.port }, ...(figures ? [figures] : [])];
  const text = [
    `# Made of ${INSTALLED.profile} by \`asan-kiosk provision\`.`,
    '[Socket]',
    'ListenStream=',
    ...listens.map(({ host, port }) => `ListenStream=${isIPv6(host) ? `[${host}]` : host}:${port}`),
    '',
  ].join('\n');
  return [{ path: INSTALLED.socketDropIn, owner: 'root', group: 'root', mode: 0o644, text }];
}

const LOOPBACK = '127.0.0.1';
