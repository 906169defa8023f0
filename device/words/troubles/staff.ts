import type { TechnicianText } from './technician-text.ts';

export const STAFF_TEXTS = {
  'STF-101': {
    title: 'Badge is not registered here',
    means:
      'The list of badges of this kiosk does not have this badge: each kiosk has its own list. Or the list is damaged, or the key of the PINs is missing.',
    todo: [
      'Run `sudo asan-kiosk badge add NUMBER` with the number on the badge.',
      'If `sudo asan-kiosk badge list` shows the badge, look at `BDG-106`: the key of the PINs may be missing.',
    ],
  },
  'STF-102': {
    title: 'PIN is wrong',
    means: 'The PIN does not belong to this badge. After three wrong PINs the badge is locked.',
    todo: [
      'Enter the PIN of this badge again.',
      'If the holder forgot the PIN, run `sudo asan-kiosk badge add NUMBER` again: the new PIN replaces the old PIN.',
    ],
  },
  'STF-103': {
    title: 'Badge or reader is locked',
    means:
      'Too many PINs were wrong: three of one badge, or ten of any badges within an hour. A badge is locked for 15 minutes at first, then each wrong PIN doubles the time up to a day. A restart of the kiosk does not end a lock. The kiosk also locks for a minute if it cannot store a try, as on a full disk. If its file of tries is damaged, the kiosk locks the reader for an hour.',
    todo: [
      'Run `sudo journalctl -u asan-kiosk | grep staff`: it shows when a PIN was refused, and for which badge.',
      'Wait until the time on the screen. Or take the badge away and turn the service key: it opens the maintenance without a PIN.',
      'If the holder of the badge made the wrong tries, `sudo asan-kiosk badge unlock NUMBER` ends the lock of the badge.',
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
