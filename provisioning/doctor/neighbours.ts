import type { FoundTrouble } from './check.ts';
import { linesOf, type MachineAccess, namesIn, outputOf, textOf } from './machine-port.ts';
import { type InterfaceAddress, isAddressInNetwork, NETWORK_SETTINGS_FOLDERS } from './own-addresses.ts';

/* Other machines with an address of the kiosk, its devices or its gateway [RFC 5227; ip-neighbour(8)]. */

/** `isCertain`: packets go to the wrong machine. */
export interface AddressConflict extends FoundTrouble {
  readonly address: string;
  readonly isCertain: boolean;
}

interface Claim {
  readonly address: string;
  readonly mac: string;
}

/**
 * As in RFC 5227 the sender is 0.0.0.0, so no neighbour learns a wrong address. Prints `ADDRESS MAC` for each answer within 1 s. Every Debian
 * has perl-base, but not arping [packet(7), select(2)].
 */
const WHO_HAS = String.raw`
use Socket;
my ($index, $mac, @all) = @ARGV;
my $own = pack('H12', $mac =~ tr/://dr);
socket(my $s, 17, SOCK_RAW, unpack('S', pack('n', 0x0806))) or die "$!\n";
bind($s, pack('S n i S C C a8', 17, 0x0806, $index, 0, 0, 0, '')) or die "$!\n";
my %seen;
for (1, 2) {
  for my $to (@all) {
    my $arp = pack('n n C C n a6 a4 a6 a4', 1, 0x0800, 6, 4, 1, $own, "\0" x 4, "\0" x 6, inet_aton($to));
    send($s, ("\xff" x 6) . $own . pack('n', 0x0806) . $arp . ("\0" x 18), 0) or die "$!\n";
  }
  my $left = 0.5;
  while (1) {
    my $in = ''; vec($in, fileno($s), 1) = 1;
    (my $ready, $left) = select($in, undef, undef, $left);
    last unless $ready > 0;
    recv($s, my $got, 1500, 0); next if length($got) < 42;
    my ($op, $from, $address) = unpack('n a6 a4', substr($got, 20, 12));
    my $line = inet_ntoa($address) . ' ' . join(':', unpack('(H2)6', $from));
    print "$line\n" if $op == 2 && (grep { inet_aton($_) eq $address } @all) && !$seen{$line}++;
  }
}
`;

const addressOf = ({ cidr }: InterfaceAddress): string => cidr.split('/')[0] ?? '';

/** The kernel answers at each cable for all addresses [ip-sysctl, arp_ignore]. */
const ownMacs = (machine: MachineAccess): readonly string[] =>
  namesIn(machine, '/sys/class/net').flatMap((name) => textOf(machine, `/sys/class/net/${name}/address`)?.trim() ?? []);

async function claimsAt(
  machine: MachineAccess,
  own: InterfaceAddress,
  hosts: readonly string[],
): Promise<readonly Claim[]> {
  const [index, mac] = ['ifindex', 'address'].map((name) =>
    textOf(machine, `/sys/class/net/${own.name}/${name}`)?.trim(),
  );
  if (index === undefined || mac === undefined || !/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac)) return [];
  const asked = [addressOf(own), ...hosts.filter((host) => isAddressInNetwork(host, own))];
  const out = await outputOf(machine, 'perl', '-e', WHO_HAS, index, mac, ...asked);
  return linesOf(out).map((line) => {
    const [address = '', its = ''] = line.split(' ');
    return { address, mac: its };
  });
}

function doubleTrouble(
  claims: readonly Claim[],
  own: readonly InterfaceAddress[],
  machine: MachineAccess,
): readonly AddressConflict[] {
  const mine = own.map(addressOf);
  const macs = ownMacs(machine);
  return [...new Set(claims.map(({ address }) => address))].flatMap((address) => {
    const others = [...new Set(claims.filter((its) => its.address === address).map(({ mac }) => mac))].filter(
      (mac) => !macs.includes(mac),
    );
    const isMine = mine.includes(address);
    if (others.length < (isMine ? 1 : 2)) return [];
    return {
      address,
      isCertain: true,
      found: isMine
        ? `another machine has the address of this kiosk, ${address}: ${others.join(', ')}`
        : `several machines have the address ${address}: ${others.join(', ')}`,
      fix: `give the other machine another address. Tell the network administrator ${address} and ${others.join(', ')} (the first half of a MAC address names the maker; the table of the switch shows the socket). Until then pull the network cable of the other machine`,
    };
  });
}

/** `192.0.2.7 dev eth0 lladdr 00:26:ab:11:22:33 PERMANENT` */
const pinsIn = (out: string): readonly (Claim & { readonly name: string })[] =>
  linesOf(out).flatMap((line) => {
    const [, address, name, mac] = /^(\S+) dev (\S+) lladdr (\S+)(?: .*)? PERMANENT\b/.exec(line) ?? [];
    return address === undefined || name === undefined || mac === undefined ? [] : [{ address, name, mac }];
  });

async function pinTroubles(machine: MachineAccess, claims: readonly Claim[]): Promise<readonly AddressConflict[]> {
  const pins = pinsIn(await outputOf(machine, 'ip', '-4', 'neigh', 'show', 'nud', 'permanent'));
  return pins.map(({ address, name, mac }) => {
    const real = claims.find((its) => its.address === address && its.mac !== mac)?.mac;
    return {
      address,
      isCertain: real !== undefined,
      found: `${address} is pinned to ${mac} by hand${real === undefined ? ': if another machine gets this address, the kiosk does not reach that machine' : `, and ${real} has this address`}`,
      fix: `delete the entry (sudo ip neigh del ${address} dev ${name}). To keep the entry away: grep -rn -e ${address} -e ${mac} ${NETWORK_SETTINGS_FOLDERS} /etc/ethers names the file; delete the section [Neighbor] or the line`,
    };
  });
}

/** Troubles of these addresses and of this machine's own addresses, and all addresses that are pinned. */
export async function findAddressConflicts(
  machine: MachineAccess,
  own: readonly InterfaceAddress[],
  hosts: readonly string[],
): Promise<readonly AddressConflict[]> {
  const claims = (await Promise.all(own.map((its) => claimsAt(machine, its, hosts)))).flat();
  return [...doubleTrouble(claims, own, machine), ...(await pinTroubles(machine, claims))];
}
