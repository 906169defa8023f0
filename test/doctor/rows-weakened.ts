import { type DoctorSheet, rowsOf, setDfOutput, writesFile } from './row.ts';

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
    'delete it: grep -rn rootflags /etc/default/grub /etc/default/grub.d names the line; sudo update-grub',
  ],
  [
    'another disk has no barriers',
    writesFile(MOUNTS, '/dev/mmcblk0p2 / ext4 rw 0 0\n/dev/sda1 /boot ext4 rw,nobarrier 0 0\n'),
    'ok',
    '/ keeps what was written',
    null,
  ],
]);

export const WEAKENED_ROWS: DoctorSheet = [...DISK];
