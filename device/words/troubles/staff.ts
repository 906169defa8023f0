import type { TechnicianText } from './technician-text.ts';

export const STAFF_TEXTS = {
  'STF-101': {
    title: 'Badge is not registered here',
    means: 'The badge is genuine, and this kiosk does not know it. Each kiosk has its own list of badges.',
    todo: [
      'Run `sudo asan-kiosk badge add NUMBER` with the number on the badge.',
      'If `asan-kiosk badge list` has it, look at `BDG-106`: the key of the PINs may be missing.',
    ],
  },
  'STF-102': {
    title: 'PIN is wrong',
    means: 'The PIN does not belong to this badge. After three wrong PINs the badge is locked.',
    todo: [
      'Enter the PIN of this badge again.',
      'If the PIN is forgotten, run `sudo asan-kiosk badge add NUMBER` again: the new PIN replaces the old one.',
    ],
  },
  'STF-103': {
    title: 'Badge or reader is locked',
    means:
      'Too many PINs were wrong: three of one badge, or ten of any badges within an hour. A badge is locked for 15 minutes at first, then each wrong PIN doubles the time up to a day. A restart changes nothing. The kiosk also locks for a minute if it cannot store a try, as on a full disk.',
    todo: [
      'Look for the tries: `journalctl -u asan-kiosk | grep staff` shows times and badges.',
      'Wait until the time on the screen. The service key opens the maintenance without a PIN.',
      'If the holder is known, `sudo asan-kiosk badge unlock NUMBER` ends the lock.',
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
