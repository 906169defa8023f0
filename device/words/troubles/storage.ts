import type { TechnicianText } from './technician-text.ts';

export const STORAGE = {
  'DSK-101': {
    title: 'Disk of the ledger is full',
    citizenSees: 'This kiosk has no room to keep records; use another kiosk.',
    means:
      'The disk of the ledger has less than 40 MiB left, was made read-only by the kernel, or refused a file. No visit begins; the one that had begun comes to its end with the reserve beside the ledger. The log line `storage.changed` says which it is.',
    todo: [
      'Run `asan-kiosk doctor`: it says what is left. `du -xh --max-depth=2 / | sort -h | tail` names what fills the disk; the ledger and the files beside it are never to be deleted.',
      'Make room: old logs (`journalctl --vacuum-size=50M`), packages (`apt-get clean`). The kiosk opens by itself within seconds once 48 MiB are free.',
      'Read-only: look at `journalctl -k`. The disk is failing, or was not written to its end at a power cut; stop the kiosk, copy the ledger to another disk, and replace this one.',
      'Failing: the system refuses the kiosk a file, and room does not help. `asan-kiosk doctor` names the files that belong to another user (`state-folder`) and errors of the disk (`disk-errors`).',
      'Often: write the log elsewhere with `--log`, or give the ledger a disk of its own.',
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
