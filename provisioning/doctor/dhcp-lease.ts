import { type MachineAccess, textOf } from './machine-port.ts';

export interface DhcpLease {
  readonly server: string;
  readonly renew: string;
}

function ofNetworkd(machine: MachineAccess, name: string): string {
  const index = textOf(machine, `/sys/class/net/${name}/ifindex`)?.trim();
  return (index === undefined ? null : textOf(machine, `/run/systemd/netif/leases/${index}`)) ?? '';
}

const ofDhclient = (machine: MachineAccess, name: string): string =>
  textOf(machine, `/var/lib/dhcp/dhclient.${name}.leases`) ?? '';

/** Lease of systemd-networkd or dhclient [networkctl(1); dhclient.leases(5), where the last lease counts]. `null`: no lease. */
export function leaseOf(machine: MachineAccess, name: string): DhcpLease | null {
  const server = /^SERVER_ADDRESS=(\S+)$/m.exec(ofNetworkd(machine, name))?.[1];
  if (server !== undefined) return { server, renew: `sudo networkctl reconfigure ${name}` };
  const old = ofDhclient(machine, name);
  const last = [...old.matchAll(/dhcp-server-identifier ([\d.]+);/g)].at(-1)?.[1];
  return last === undefined ? null : { server: last, renew: 'sudo reboot' };
}

export function dhcpNetmaskOf(machine: MachineAccess, name: string, address: string): string | null {
  const lease = ofNetworkd(machine, name);
  if (lease.includes(`\nADDRESS=${address}\n`)) return /^NETMASK=(\S+)$/m.exec(lease)?.[1] ?? null;
  const last =
    ofDhclient(machine, name)
      .split(/^lease /m)
      .at(-1) ?? '';
  if (!last.includes(`fixed-address ${address};`)) return null;
  return /option subnet-mask ([\d.]+);/.exec(last)?.[1] ?? null;
}
