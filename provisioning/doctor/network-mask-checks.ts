import { isIPv4 } from 'node:net';
import { bad, type CheckFinding, type CheckSpec, type FoundTrouble, good, installedCheck, listShort } from './check.ts';
import { configText, effectiveConfigFiles, filesBelow, iniSettings } from './config-files.ts';
import { dhcpNetmaskOf } from './dhcp-lease.ts';
import { linesOf, type MachineAccess, type MachineContext, outputOf } from './machine-port.ts';
import { type InterfaceAddress, isAddressInNetwork, NETWORK_SETTINGS_FOLDERS, ownNetworks } from './own-addresses.ts';

interface WrittenNetwork {
  readonly address: string;
  readonly bits: string;
  readonly path: string;
}

/** `255.255.255.0` or `24`. */
const bitsOfMask = (mask: string): string =>
  isIPv4(mask) ? String(numberOf(mask).toString(2).replace(/0+$/, '').length) : mask;

const numberOf = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const written = (cidr: string, path: string): readonly WrittenNetwork[] => {
  const [, address = '', bits] = /^([\d.]+)\/(\d+)/.exec(cidr) ?? [];
  return bits === undefined ? [] : [{ address, bits, path }];
};

/** [interfaces(5)] */
function ofStanza(stanza: string, path: string): readonly WrittenNetwork[] {
  const [, address = ''] = /^\s*address\s+(\S+)/m.exec(stanza) ?? [];
  const [, mask] = /^\s*netmask\s+(\S+)/m.exec(stanza) ?? [];
  return written(mask === undefined || address.includes('/') ? address : `${address}/${bitsOfMask(mask)}`, path);
}

/** [systemd.network(5), interfaces(5), nm-settings-keyfile(5)] */
const writtenNetworks = (machine: MachineAccess): readonly WrittenNetwork[] => [
  ...effectiveConfigFiles(machine, 'systemd/network').flatMap(({ path }) =>
    iniSettings(configText(machine, path), path).flatMap(({ key, value }) =>
      key === 'Address' ? written(value, path) : [],
    ),
  ),
  ...['/etc/network/interfaces', ...filesBelow(machine, '/etc/network/interfaces.d')].flatMap((path) =>
    configText(machine, path)
      .split(/^(?=\s*iface\s)/m)
      .flatMap((stanza) => ofStanza(stanza, path)),
  ),
  ...filesBelow(machine, '/etc/NetworkManager/system-connections').flatMap((path) =>
    [...configText(machine, path).matchAll(/^address\d*=(\S+)/gm)].flatMap(([, cidr = '']) => written(cidr, path)),
  ),
];

/** [RFC 1918] */
const leastBits = (address: string): number =>
  address.startsWith('192.168.') ? 16 : /^172\.(1[6-9]|2\d|3[01])\./.test(address) ? 12 : 8;

const CORRECT = `correct the network's size: grep -rn -i -e address -e netmask ${NETWORK_SETTINGS_FOLDERS} names the file. If the address comes by DHCP, the administrator of the DHCP server must correct it. Then sudo reboot`;

function isEdge(address: string, { cidr }: InterfaceAddress): boolean {
  const bits = Number(cidr.split('/')[1]);
  if (bits > 30) return false;
  const size = 2 ** (32 - bits);
  return [0, size - 1].includes(numberOf(address) % size);
}

function ownTrouble(
  machine: MachineAccess,
  its: InterfaceAddress,
  files: readonly WrittenNetwork[],
): FoundTrouble | null {
  const [address = '', bits] = its.cidr.split('/');
  if (bits === undefined) return null;
  const same = files.filter((one) => one.address === address);
  if (same[0] && same.every((one) => one.bits !== bits))
    return {
      found: `${its.name} has ${its.cidr}, and ${same[0].path} has /${same[0].bits}`,
      fix: 'correct the file if it is wrong; then sudo reboot',
    };
  const mask = same.length > 0 ? null : dhcpNetmaskOf(machine, its.name, address);
  const leased = mask === null ? bits : bitsOfMask(mask);
  if (leased !== bits)
    return { found: `${its.name} has ${its.cidr}, and its lease has /${leased}`, fix: 'sudo reboot' };
  if (Number(bits) < leastBits(address))
    return { found: `${its.name} has ${its.cidr}: no network is so large`, fix: CORRECT };
  if (isEdge(address, its))
    return {
      found: `${its.name} has ${its.cidr}: no machine may have the first or last address of its network`,
      fix: CORRECT,
    };
  return null;
}

/** [ip-route(8), onlink] */
async function gatewayTroubles(
  machine: MachineAccess,
  own: readonly InterfaceAddress[],
): Promise<readonly FoundTrouble[]> {
  const routes = linesOf(await outputOf(machine, 'ip', '-4', 'route', 'show', 'default'));
  const near = linesOf(await outputOf(machine, 'ip', '-4', 'route', 'show', 'scope', 'link')).flatMap((line) => {
    const [cidr = ''] = line.trim().split(/\s+/);
    return /^[\d.]+(\/\d+)?$/.test(cidr) ? [{ name: '', cidr }] : [];
  });
  return routes.flatMap((route) => {
    const [, via] = /\bvia ([\d.]+)/.exec(route) ?? [];
    if (via === undefined || /\bonlink\b/.test(route)) return [];
    if (![...own, ...near].some((its) => isAddressInNetwork(via, its)))
      return [{ found: `the gateway ${via} is in no network of this machine`, fix: CORRECT }];
    const edge = own.find((its) => isAddressInNetwork(via, its) && isEdge(via, its));
    return edge
      ? [
          {
            found: `the gateway is ${via}, the first or last address of the network ${edge.cidr}: no machine may have it`,
            fix: CORRECT,
          },
        ]
      : [];
  });
}

async function maskFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const own = await ownNetworks(machine);
  const files = writtenNetworks(machine);
  const ofOwn = own.flatMap((its) => ownTrouble(machine, its, files) ?? []);
  const wrong = [...ofOwn, ...(own.length === 0 ? [] : await gatewayTroubles(machine, own))];
  if (wrong.length === 0) return good(own.map(({ name, cidr }) => `${cidr} (${name})`).join(', ') || 'no network');
  return bad(listShort(wrong.map(({ found }) => found)), [...new Set(wrong.map(({ fix }) => fix))].join('; '));
}

export const NETWORK_MASK_CHECKS: readonly CheckSpec[] = [
  installedCheck('machine')({
    id: 'network-size',
    title: 'The size of the machine’s network (netmask)',
    expected: 'as in its settings or lease, with the gateway inside',
    look: maskFinding,
  }),
];
