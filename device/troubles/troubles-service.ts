import type { TechnicianText } from '../words/troubles/technician-text.ts';
import { RESTART_KIOSK, restartCommand } from './start-anew.ts';

export type ServiceCode = `SVC-10${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}` | `SVC-11${0 | 1 | 2}`;

export const SERVICE_TEXTS: Readonly<Record<ServiceCode, TechnicianText>> = {
  'SVC-101': {
    title: 'Part of the process does not answer',
    means:
      'The machine, the ledger or the web server did not answer for half of the time that systemd allows (`WatchdogSec`). If this continues, systemd restarts the process. Payments are settled at the start.',
    todo: [
      'If it happens once, report the lines of the log before it: it is a fault of this software.',
      'If the part is `ledger`, run `sudo asan-kiosk doctor`: another program locks the ledger for writing. It names the program (ledger-held): end it.',
      'If the part is `web` again and again, look at the load of the machine (`uptime`, `systemd-cgtop`) and at `connection.refused` in the log.',
    ],
  },
  'SVC-102': {
    title: 'Page of the glass does not answer',
    means:
      'The browser runs, but its page answers no heartbeat, or is another page. It hangs, crashed, or could not be loaded. The browser is restarted, with growing waits. After five times systemd restarts the whole glass.',
    todo: [
      'If it is rare, do nothing.',
      "Read `journalctl -u asan-glass` if it is frequent: it has the browser's messages. Look at the memory (`free -m`) and at the display driver (`journalctl -k`).",
    ],
  },
  'SVC-103': {
    title: 'Kiosk does not start with these files',
    means:
      'The process ended with exit code 2: its profile, its catalogue, a credential or a certificate is missing or malformed. It is not restarted until the fault is corrected. The screen shows this code.',
    todo: [
      'Run `journalctl -u asan-kiosk -n 20`: it names the file, the line and the expected value.',
      `Correct it, then run \`${RESTART_KIOSK}\`. The page of the kiosk then comes back.`,
    ],
  },
  'SVC-104': {
    title: 'Kiosk or its glass was given up',
    means:
      'The process or the browser failed so often that systemd gave up. The machine was rebooted for it once today without success, and the screen shows this code.',
    todo: [
      'Run `journalctl -u asan-kiosk -u asan-glass -n 50` for the reason, and look the code up here.',
      `Correct it, then run \`${restartCommand('asan-kiosk.service', 'asan-glass.service')}\`.`,
    ],
  },
  'SVC-105': {
    title: 'USB device was refused',
    means:
      'A USB device was plugged in that does not belong to this cabinet: a keyboard, a stick, or a replaced device. The kiosk refused it.',
    todo: [
      'If no staff did it, look at the cabinet and its doors. The log has `USB socket` and ids; `usbguard list-devices --blocked` has its name.',
      'If a device was replaced, run `sudo asan-kiosk provision --devices`: it authorises the new device and writes new rules (`zless /usr/share/doc/asan-kiosk/operating.md.gz`, *Replace a device*).',
      "Run `sudo usbguard allow-device NUMBER` for a technician's stick, for now. The number is in `usbguard list-devices --blocked`.",
    ],
  },
  'SVC-106': {
    title: 'This machine is not provisioned',
    means:
      'This machine has the profile of a kiosk, but no valid record that `provision` closed the machine. The record is missing, or it is of another machine. The kiosk does not serve, because firewall, USB rules and consoles may be open. If the record is of another machine, the screen shows this code. If the record is missing, the second console (Alt+F2) has a login for the technician.',
    todo: [
      'Run `sudo asan-kiosk provision`: it closes this machine by the present profile. Then run `reboot`.',
      'If this is a new board in place of a dead one, run `sudo asan-kiosk restore FILE …`: it puts the backup back and does the same.',
      'If they were copied from another machine, remove the files: two machines must never be one kiosk.',
    ],
  },
  'SVC-107': {
    title: 'Machine does not take requests of the kiosk',
    means:
      'The kiosk asked root for a restart, for power-off or to admit an exchanged device, and got no usable answer. `asan-steward.socket` is away, or its service failed.',
    todo: [
      'Run `sudo systemctl enable --now asan-steward.socket`, and read `journalctl -u "asan-steward@*" -n 20`.',
      'Meanwhile restart with `sudo reboot`, and let devices in with `sudo asan-kiosk provision --devices`.',
    ],
  },
  'SVC-108': {
    title: 'No record of the former device',
    means:
      'The exchanged device cannot be compared: `provision` has not seen the former device in its USB socket, or its record was lost.',
    todo: ['Run `sudo asan-kiosk provision --devices`: it searches for the device and writes the record.'],
  },
  'SVC-109': {
    title: 'Exchanged device is not in its socket',
    means:
      'A new device is let in only in the USB socket of the former device, after the former device is gone. It must still be plugged in when its test is passed.',
    todo: [
      'Plug the new device into the USB socket of the former device, and unplug the former device.',
      'Try again without pulling the cable.',
    ],
  },
  'SVC-110': {
    title: 'Device is of another model',
    means:
      'The device in the socket has other USB ids or interfaces than the former device. Or the system uses it as a keyboard, disk or network. It stays refused.',
    todo: [
      'Take a device or adapter of the same model.',
      'For another model, run `sudo asan-kiosk provision --devices`, with an order if the profile changes.',
    ],
  },
  'SVC-111': {
    title: 'Request to the machine was not carried out',
    means:
      'Root could not read the profile, write a file or start a program of the system. An exchanged device works until the next restart at most.',
    todo: [
      'Read `journalctl -u "asan-steward@*" -n 20` for the reason; `df -h` shows whether the disk is full.',
      'Try again at the glass: the steps are repeated without harm.',
    ],
  },
  'SVC-112': {
    title: 'Exchanged device does not answer',
    means:
      'Root let the exchanged device in for a test, and the kiosk’s driver got no answer within 45 s. Root blocked the device again.',
    todo: [
      'Check the power of the device, and the cable between device and adapter.',
      'Compare the settings of the new device with `devices` in the profile: protocol, speed and address.',
      'Try again at the glass. If the device stays silent, run `sudo asan-kiosk doctor`.',
    ],
  },
};
