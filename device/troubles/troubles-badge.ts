import type { BadgeReaderStatus, BadgeTrouble } from '../../drivers/badge/contract.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';
import { RESTART_IF_RUNNING_COMMAND } from './start-anew.ts';

export type BadgeTroubleCode =
  | 'BDG-101'
  | 'BDG-102'
  | BadgeTrouble['code']
  | NonNullable<BadgeReaderStatus['blockedBy']>['code'];

export const BADGE_TEXTS: Readonly<Record<BadgeTroubleCode, TechnicianText>> = {
  'BDG-101': {
    title: 'Badge reader is not connected',
    means:
      'The port of the badge reader cannot be opened, or the port disappeared. The service key still opens the maintenance.',
    todo: [
      'Look at the plug of the badge reader inside the cabinet.',
      'Run `sudo asan-kiosk doctor`; it names the port, its group and its udev rule.',
    ],
  },
  'BDG-102': {
    title: 'Badge reader does not answer',
    means:
      'The port of the badge reader is open, but its chip (PN532) does not answer. The service key still opens the maintenance.',
    todo: [
      'Unplug the badge reader, and plug it in again.',
      'Compare the baud rate of the badge reader with the profile: it is 115200 unless the reader was set to another one.',
      'Stop the kiosk and run `sudo asan-kiosk badge watch`: it shows each badge that the reader sees.',
    ],
  },
  'BDG-103': {
    title: 'Card is no staff badge',
    means:
      'The card has no badge application, or hides its UID. Bus tickets, bank cards and badges of other systems are such cards. A card without a key counts only if the profile has `uidBadges: true` and `badge add` has added the card.',
    todo: [
      'Lay the staff badge alone on the reader, without a wallet.',
      'If it is a staff badge of this centre, ask the issuer of the badges whether it has the application F5A5A0.',
    ],
  },
  'BDG-104': {
    title: 'Badge is not genuine',
    means:
      'The card has the badge application, but not the key that the kiosk expects. The card was copied, or another issuer made it, or the kiosk has a wrong master key.',
    todo: [
      'Take the badge from its holder, and report it: it may be a copy.',
      'If no badge of this centre works, compare the master key with the issuer: `sudo asan-kiosk badge key` stores it again.',
    ],
  },
  'BDG-105': {
    title: 'Badge could not be read',
    means: 'The badge answered wrongly or not in time. Or, in a test, no badge was laid on the reader in time.',
    todo: [
      'Lay the badge flat on the middle of the reader, and leave it there.',
      'If the reader reads other badges, the badge is broken: the issuer exchanges it.',
    ],
  },
  'BDG-106': {
    title: 'Keys of the badges are missing',
    means:
      'The machine lacks the credential `badge-key` or `pin-key`, or one of the two has the wrong form. The kiosk serves citizens, but reads no badge.',
    todo: [
      'Store the master key of the issuer with `sudo asan-kiosk badge key`. This command also makes the key of the PINs if there is none.',
      `Run \`${RESTART_IF_RUNNING_COMMAND}\`. Then run \`sudo asan-kiosk badge list\`, and add each badge again if the key of the PINs was lost.`,
    ],
  },
};
