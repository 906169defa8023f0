import { type Machine, textOf } from './machine-port.ts';

export interface Lease {
  readonly server: string;
  readonly renew: string;
}

/** Lease of systemd-networkd or dhclient [networkctl(1); dhclient.leases(5), where the last lease counts]. `null`: no lease. */
export function leaseOf(machine: Machine, name: string): Lease | null {
  const index = textOf(machine, `/sys/class/net/${name}/ifindex`)?.trim();
  const ofNetworkd = index === undefined ? null : textOf(machine, `/run/systemd/netif/leases/${index}`);
  const server = /^SERVER_ADDRESS=(\S+)$/m.exec(ofNetworkd ?? '')?.[1];
  if (server !== undefined) return { server, renew: `sudo networkctl reconfigure ${name}` };
  const old = textOf(machine, `/var/lib/dhcp/dhclient.${name}.leases`) ?? '';
  const last = [...old.matchAll(/dhcp-server-identifier ([\d.]+);/g)].at(-1)?.[1];
  return last === undefined ? null : { server: last, renew: 'sudo reboot' };
}
