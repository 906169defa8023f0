import { BlockList } from 'node:net';
import { linesOf, type MachineAccess, outputOf } from './machine-port.ts';

export const NETWORK_SETTINGS_FOLDERS = '/etc/network /etc/systemd/network /etc/NetworkManager';

/** [ip-address(8)] */
export interface InterfaceAddress {
  readonly name: string;
  /** `192.0.2.10/24` */
  readonly cidr: string;
}

/** `2: eth0    inet 192.0.2.10/24 brd 192.0.2.255 scope global eth0` */
const ownIn = (out: string): readonly InterfaceAddress[] =>
  linesOf(out).flatMap((line) => {
    const [, name, cidr] = /^\d+:\s+(\S+)\s+inet\s+(\S+)/.exec(line) ?? [];
    return name === undefined || cidr === undefined ? [] : [{ name, cidr }];
  });

export const ownNetworks = async (machine: MachineAccess): Promise<readonly InterfaceAddress[]> =>
  ownIn(await outputOf(machine, 'ip', '-4', '-o', 'addr', 'show', 'scope', 'global'));

export function isAddressInNetwork(address: string, { cidr }: InterfaceAddress): boolean {
  const [own = '', bits = '32'] = cidr.split('/');
  const network = new BlockList();
  network.addSubnet(own, Number(bits));
  return network.check(address);
}
