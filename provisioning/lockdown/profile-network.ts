import { isIP } from 'node:net';
import { deviceLinks, profilePathOf } from '../../device/config/device-links.ts';
import type { LinkProfile } from '../../device/config/link.ts';
import type { Profile } from '../../device/config/profile.ts';

export interface ProfileHost {
  /** A name, or an address without brackets. */
  readonly host: string;
  /** `null`: any. */
  readonly port: number | null;
  /** First key in the profile that has this host. */
  readonly of: string;
}

export const isIpAddressHost = ({ host }: ProfileHost): boolean => isIP(host) !== 0;

/** All hosts in the profile, each once: office, network devices, and hosts that the centre allows. */
export function hostsInProfile(profile: Profile): readonly ProfileHost[] {
  const { documentPrinter } = profile.devices;
  const hosts = [
    ...urlHost(profile.backOffice.url, 443, 'backOffice.url'),
    ...deviceLinks(profile.devices).flatMap(([kind, link]) => linkHost(link, profilePathOf(kind))),
    ...(documentPrinter ? urlHost(documentPrinter.uri, IPP_PORT, 'devices.documentPrinter') : []),
    ...(profile.network?.allow ?? []).map(allowedHost),
  ].filter(({ host }) => !isLoopback(host));
  return hosts.filter(
    ({ host, port }, nth) => hosts.findIndex((first) => first.host === host && first.port === port) === nth,
  );
}

/** Address where other machines read the kiosk's metrics; `null`: only on loopback. */
export const metricsAddress = ({ metrics }: Profile): { readonly host: string; readonly port: number } | null =>
  metrics?.host === undefined || isLoopback(metrics.host) ? null : { host: metrics.host, port: metrics.port };

export const kioskListenPorts = ({ web, metrics }: Profile): readonly number[] => [
  web.port,
  ...(metrics ? [metrics.port] : []),
];

/** Port of `ipp:` and `ipps:` [RFC 8010 §4, RFC 7472 §4]. */
const IPP_PORT = 631;

function urlHost(url: string, usual: number, of: string): readonly ProfileHost[] {
  if (url === 'simulated') return [];
  // `URL` normalises a host only if its scheme is *special*, such as https, not `ipp:`.
  const { hostname, port, protocol } = new URL(url);
  const implied = protocol === 'http:' ? 80 : usual;
  return [{ host: hostname.replace(/^\[|\]$/g, '').toLowerCase(), port: port === '' ? implied : Number(port), of }];
}

function linkHost(link: LinkProfile, of: string): readonly ProfileHost[] {
  if (link === 'simulated' || !('tcp' in link)) return [];
  return [{ host: link.tcp.host.toLowerCase(), port: link.tcp.port, of }];
}

function allowedHost(text: string): ProfileHost {
  const [, host = text, port] = /^(.*?)(?::(\d{1,5}))?$/.exec(text) ?? [];
  return { host: host.toLowerCase(), port: port === undefined ? null : Number(port), of: 'network.allow' };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host);
