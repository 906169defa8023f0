import type { Fixture } from './fixture.ts';
import { setIpOutput } from './fixture-commands.ts';
import { checkBound, type DoctorSheet, rowsOf, setDfOutput, writesFile } from './row.ts';

const MOUNTS = '/proc/self/mounts';

const DISK = rowsOf('disk-durability', [
  [
    'the disk was mounted again without barriers',
    writesFile(MOUNTS, '/dev/mmcblk0p2 / ext4 rw,noatime,nobarrier 0 0\n'),
    'fail',
    '/ is mounted with nobarrier: a power cut can lose payments of the ledger',
    'sudo mount -o remount,barrier /',
  ],
  [
    'data is written in any order',
    writesFile(MOUNTS, '/dev/mmcblk0p2 / ext4 rw,data=writeback 0 0\n'),
    'fail',
    '/ is mounted with data=writeback: a power cut can lose payments of the ledger',
    'sudo tune2fs -o ^journal_data_writeback /dev/mmcblk0p2 && sudo reboot',
  ],
  [
    'the ledger has a disk of its own, with both now and in fstab',
    (f) => {
      setDfOutput(f, 8e9, 1_000_000, 900_000, '/var/lib/asan-kiosk');
      f.write(MOUNTS, '/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /var/lib/asan-kiosk ext4 rw,barrier=0,data=writeback 0 0\n');
      f.write('/etc/fstab', 'LABEL=data\t/var/lib/asan-kiosk ext4 data=writeback,nobarrier 0 2\n');
    },
    'fail',
    '/var/lib/asan-kiosk is mounted with barrier=0, data=writeback; /etc/fstab has data=writeback, nobarrier for /var/lib/asan-kiosk: a power cut can lose payments of the ledger',
    "sudo sed -i -E -e '\\:^[ \\t]*[^# \\t]+[ \\t]+/var/lib/asan-kiosk[ \\t]: s:\\bdata=writeback\\b:data=ordered:' -e '\\:^[ \\t]*[^# \\t]+[ \\t]+/var/lib/asan-kiosk[ \\t]: s:\\bnobarrier\\b:barrier:' /etc/fstab && sudo systemctl daemon-reload; then sudo mount -o remount,barrier /var/lib/asan-kiosk && sudo tune2fs -o ^journal_data_writeback /dev/sdb1 && sudo reboot",
  ],
  [
    'the kernel mounts the root folder without barriers at the next start',
    writesFile('/proc/cmdline', 'root=LABEL=root ro rootflags=noatime,barrier=0 quiet\n'),
    'fail',
    'rootflags of the kernel has barrier=0: a power cut can lose payments of the ledger',
    'grep -rn rootflags /etc/default/grub /etc/default/grub.d names the line: delete the option there, then sudo update-grub (on a Raspberry Pi delete it from /boot/firmware/cmdline.txt), then restart',
  ],
  [
    'the disk itself has these options by default, which the mounts do not show',
    writesFile('/proc/fs/ext4/mmcblk0p2/options', 'rw\nnobarrier\ndata=writeback\n'),
    'fail',
    '/ is mounted with nobarrier, data=writeback: a power cut can lose payments of the ledger',
    'sudo mount -o remount,barrier / && sudo tune2fs -o ^nobarrier /dev/mmcblk0p2 && sudo tune2fs -o ^journal_data_writeback /dev/mmcblk0p2 && sudo reboot',
  ],
  [
    'another disk has no barriers',
    writesFile(MOUNTS, '/dev/mmcblk0p2 / ext4 rw 0 0\n/dev/sda1 /boot ext4 rw,nobarrier 0 0\n'),
    'ok',
    '/ keeps written data',
    null,
  ],
]);

const hasNetwork =
  (cidr: string, via = '192.0.2.1') =>
  ({ commands }: Fixture) => {
    setIpOutput(commands, 'addr show scope', `2: eth0    inet ${cidr} brd 192.0.2.255 scope global eth0\n`);
    setIpOutput(commands, 'route show', `default via ${via} dev eth0\n`);
  };

const CORRECT =
  /^correct the network's size: grep -rn -i -e address -e netmask \/etc\/network \/etc\/systemd\/network \/etc\/NetworkManager names the file\. .*sudo reboot$/;

const NETWORK = rowsOf('network-size', [
  [
    'the network is too small for its gateway',
    hasNetwork('192.0.2.10/30', '192.0.2.1'),
    'fail',
    'the gateway 192.0.2.1 is in no network of this machine',
    CORRECT,
  ],
  [
    'a router with an address of its own is on the cable',
    (f) => {
      hasNetwork('192.0.2.10/32')(f);
      setIpOutput(f.commands, 'route show scope', '192.0.2.1 dev eth0 scope link\n');
    },
    'ok',
    '192.0.2.10/32 (eth0)',
    null,
  ],
  [
    'the gateway is on the cable by its own route',
    (f) => {
      hasNetwork('192.0.2.10/30')(f);
      setIpOutput(f.commands, 'route show default', 'default via 192.0.2.1 dev eth0 onlink\n');
    },
    'ok',
    '192.0.2.10/30 (eth0)',
    null,
  ],
  [
    'the gateway has the last address of the network',
    hasNetwork('192.0.2.10/24', '192.0.2.255'),
    'fail',
    'the gateway is 192.0.2.255, the first or last address of the network 192.0.2.10/24: no machine may have it',
    CORRECT,
  ],
  [
    'the network is larger than in the file of systemd',
    (f) => {
      hasNetwork('192.0.2.10/16')(f);
      f.write('/etc/systemd/network/10-kiosk.network', '[Match]\nName=eth0\n[Network]\nAddress=192.0.2.10/24\n');
    },
    'fail',
    'eth0 has 192.0.2.10/16, and /etc/systemd/network/10-kiosk.network has /24',
    'correct the file if it is wrong; then sudo reboot',
  ],
  [
    'the network is larger than in the file of ifupdown',
    (f) => {
      hasNetwork('192.0.2.10/16')(f);
      f.write(
        '/etc/network/interfaces',
        'iface lo inet loopback\niface eth0 inet static\n  address 192.0.2.10\n  netmask 255.255.255.0\n',
      );
    },
    'fail',
    'eth0 has 192.0.2.10/16, and /etc/network/interfaces has /24',
    'correct the file if it is wrong; then sudo reboot',
  ],
  [
    'the network is as in the file of NetworkManager',
    (f) => {
      hasNetwork('192.0.2.10/24')(f);
      f.write('/etc/NetworkManager/system-connections/a.nmconnection', '[ipv4]\naddress1=192.0.2.10/24,192.0.2.1\n');
    },
    'ok',
    '192.0.2.10/24 (eth0)',
    null,
  ],
  [
    'the network is larger than in the lease of systemd',
    (f) => {
      hasNetwork('192.0.2.10/16')(f);
      f.write('/sys/class/net/eth0/ifindex', '2\n');
      f.write('/run/systemd/netif/leases/2', '# private\nADDRESS=192.0.2.10\nNETMASK=255.255.255.0\n');
    },
    'fail',
    'eth0 has 192.0.2.10/16, and its lease has /24',
    'sudo reboot',
  ],
  [
    'the network is smaller than in the last lease of dhclient',
    (f) => {
      hasNetwork('192.0.2.10/25')(f);
      f.write(
        '/var/lib/dhcp/dhclient.eth0.leases',
        'lease {\n  fixed-address 192.0.2.10;\n  option subnet-mask 255.255.255.128;\n}\nlease {\n  fixed-address 192.0.2.10;\n  option subnet-mask 255.255.255.0;\n}\n',
      );
    },
    'fail',
    'eth0 has 192.0.2.10/25, and its lease has /24',
    'sudo reboot',
  ],
  [
    'a private network is larger than its kind',
    hasNetwork('172.20.0.10/11', '172.20.0.1'),
    'fail',
    'eth0 has 172.20.0.10/11: no network is so large',
    CORRECT,
  ],
]);

const BOUNDS: DoctorSheet = [
  checkBound(
    'network-mask-checks.ts: Number(bits) < leastBits(address)',
    'network-size',
    (f, bits) => hasNetwork(`192.168.3.10/${bits}`, '192.168.3.1')(f),
    [16, 'ok'],
    [15, 'fail'],
  ),
  checkBound(
    'network-mask-checks.ts: bits > 30',
    'network-size',
    (f, bits) => hasNetwork(`192.0.2.3/${bits}`, '192.0.2.2')(f),
    [31, 'ok'],
    [30, 'fail'],
  ),
];

export const WEAKENED_ROWS: DoctorSheet = [...DISK, ...NETWORK, ...BOUNDS];
