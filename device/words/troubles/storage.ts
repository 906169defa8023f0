import type { TechnicianText } from './technician-text.ts';

export const STORAGE_TEXTS = {
  'DSK-101': {
    title: 'Disk of the ledger is full',
    citizenSees: 'This kiosk has no room to keep records; use another kiosk.',
    means:
      'The ledger’s disk has less than 40 MiB left for the kiosk, the kernel made the disk read-only, or the disk refused a file. No new visit begins. A visit that has begun can be completed: the kiosk keeps a reserve of room beside the ledger. The log line `storage.changed` names the state.',
    todo: [
      'Run `sudo asan-kiosk doctor`: it says how much room is left. `du -xh --max-depth=2 / | sort -h | tail` names what fills the disk. Never delete the ledger or the files beside it.',
      'Make room: old logs (`sudo journalctl --vacuum-size=50M`), packages (`sudo apt-get clean`). The kiosk opens within seconds when 48 MiB are free.',
      'If the disk is read-only, look at `sudo journalctl -k`: the disk is failing, or a power failure interrupted a write. Stop the kiosk, copy the ledger to another disk, and replace this disk.',
      'If the state is `failing`, the system refuses a file, and more room does not help. Run `sudo asan-kiosk doctor`: it names files of another user (`state-folder`) and errors of the disk (`disk-errors`).',
      'If it happens often, write the log elsewhere with `--log`, or give the ledger its own disk.',
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
