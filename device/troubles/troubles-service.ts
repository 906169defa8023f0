import type { TechnicianText } from '../words/troubles/technician-text.ts';
import { KIOSK_ANEW, startAnew } from './start-anew.ts';

/** Codes of the process and the browser as services. */
export type ServiceCode = 'SVC-101' | 'SVC-102' | 'SVC-103' | 'SVC-104' | 'SVC-105' | 'SVC-106';

export const SERVICE: Readonly<Record<ServiceCode, TechnicianText>> = {
  'SVC-101': {
    title: 'Part of the process does not answer',
    means:
      'The machine, the ledger or the web server did not answer for half of the time that systemd allows (`WatchdogSec`). The process is ended and started again when that goes on; what was paid is settled at the start.',
    todo: [
      'Once: report the lines of the log before it; it is a fault of this software.',
      '`ledger`: another program holds the ledger to write. `sudo asan-kiosk doctor` names it (ledger-held): end it.',
      '`web`, again and again: look at the load of the machine (`uptime`, `systemd-cgtop`) and at `connection.refused` in the log.',
    ],
  },
  'SVC-102': {
    title: 'Page of the glass does not answer',
    means:
      'The browser runs and its page answers no heartbeat, or is another page: it hangs, crashed, or could not be loaded. The browser is started anew, ever more slowly; after five times systemd starts the whole glass anew.',
    todo: [
      'Now and then: nothing.',
      'Often: `journalctl -u asan-glass` says what the browser said; look at the memory (`free -m`) and at the display driver (`journalctl -k`).',
    ],
  },
  'SVC-103': {
    title: 'Kiosk does not start with these files',
    means:
      'The process ended with exit code 2: its profile, its catalogue or a certificate is malformed. It is not started again until somebody mends that; the screen shows this code.',
    todo: [
      '`journalctl -u asan-kiosk -n 20` names the file, the line and what is expected there.',
      `Mend it, then \`${KIOSK_ANEW}\`: the page of the kiosk comes back by itself.`,
    ],
  },
  'SVC-104': {
    title: 'Kiosk or its glass was given up',
    means:
      'The process or the browser failed so often that systemd gave it up. The machine was rebooted for it once today; it did not help, and the screen shows this code.',
    todo: [
      '`journalctl -u asan-kiosk -u asan-glass -n 50` says why; look the code up here.',
      `Mend it, then \`${startAnew('asan-kiosk.service', 'asan-glass.service')}\`.`,
    ],
  },
  'SVC-105': {
    title: 'USB device was refused',
    means:
      'Something was plugged in that is not of this cabinet: a keyboard, a stick, or a device that was changed for another one. It was not let in.',
    todo: [
      'Nobody of staff did it: look at the cabinet and its doors. `USB socket` and ids are in the log; `usbguard list-devices --blocked` has its name.',
      'A device was replaced: `sudo asan-kiosk provision --devices` lets the new one in and makes the rules anew (`zless /usr/share/doc/asan-kiosk/operating.md.gz`, *Replace a device*).',
      'A stick of a technician, for now: `sudo usbguard allow-device NUMBER`, the number from `usbguard list-devices --blocked`.',
    ],
  },
  'SVC-106': {
    title: 'This machine is not provisioned',
    means:
      'This machine has the profile of a kiosk, but no valid record that `provision` closed the machine: the record is missing, or it is of another machine. The kiosk does not serve, because firewall, USB rules and consoles may be open. If the record is of another machine, the screen shows this code. If the record is missing, the second console (Alt+F2) has a login for the technician.',
    todo: [
      '`sudo asan-kiosk provision` closes this machine by the profile that is here, then `reboot`.',
      'A new board in the place of a dead one: `sudo asan-kiosk restore FILE …` puts the backup back and does the same.',
      'The files were copied from another machine: never let two machines be one kiosk. Take them away from here.',
    ],
  },
};
