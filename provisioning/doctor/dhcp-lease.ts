import { type Machine, textOf } from './machine-port.ts';

/** The DHCP lease of an interface. */
export interface Lease {
  readonly server: string;
  /** Asks for an address anew. */
  readonly renew: string;
}

/** As systemd-networkd or dhclient keeps it [networkctl(1); dhclient.leases(5), where the last lease counts]. `null`: neither has one. */
export function leaseOf(machine: Machine, name: string): Lease | null {
  const index = textOf(machine, `/sys/class/net/${name}/ifindex`)?.trim();
  const ofNetworkd = index === undefined ? null : textOf(machine, `/run/systemd/netif/leases/${index}`);
  const server = /^SERVER_ADDRESS=(\S+)$/m.exec(ofNetworkd ?? '')?.[1];
  if (server !== undefined) return { server, renew: `sudo networkctl reconfigure ${name}` };
  const old = textOf(machine, `/var/lib/dhcp/dhclient.${name}.leases`) ?? '';
  const last = [...old.matchAll(/dhcp-server-identifier ([\d.]+);/g)].at(-1)?.[1];
  return last === undefined ? null : { server: last, renew: 'sudo reboot' };
}
