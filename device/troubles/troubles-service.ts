import type { TechnicianText } from '../words/troubles/technician-text.ts';
import { RESTART_KIOSK_COMMAND, restartCommand } from './start-anew.ts';

export type KioskServiceTroubleCode = `SVC-10${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}` | `SVC-11${0 | 1 | 2}`;

export const SERVICE_TEXTS: Readonly<Record<KioskServiceTroubleCode, TechnicianText>> = {
  'SVC-101': {
    title: 'Part of the process does not answer',
    means:
      'The state machines, the ledger or the web server of the process did not answer for half of the time that systemd allows (`WatchdogSec`). If this continues, systemd restarts the process. The kiosk settles open payments at the start.',
    todo: [
      'If it happens once, report the lines of the log before it: it is a fault of this software.',
      'If the part is `ledger`, another program may have locked the ledger. Run `sudo asan-kiosk doctor`: its line `ledger-held` names that program. End it.',
      'If the part is `web` again and again, look at the load of the machine (`uptime`, `systemd-cgtop`) and at `connection.refused` in the log.',
    ],
  },
  'SVC-102': {
    title: 'Page of the glass does not answer',
    means:
      'The browser ended, or its page answers no heartbeat: the page hangs, crashed, could not be loaded, or is another page. `asan-glass` starts the browser again, with growing waits. After five failures in a row systemd restarts `asan-glass`.',
    todo: [
      'If it is rare, do nothing.',
      "If it is frequent, read `sudo journalctl -u asan-glass`: it has the browser's messages. Look at the memory (`free -m`) and at the display driver (`sudo journalctl -k`).",
    ],
  },
  'SVC-103': {
    title: 'Kiosk does not start with these files',
    means:
      'The process ended with exit code 2: its profile, its catalogue, a credential or a certificate is missing or malformed. systemd does not restart it. The screen shows this code.',
    todo: [
      'Run `sudo journalctl -u asan-kiosk -n 20`: it names the file, the line and the expected value.',
      `Correct the file, then run \`${RESTART_KIOSK_COMMAND}\`. The page of the kiosk then comes back.`,
    ],
  },
  'SVC-104': {
    title: 'Kiosk or its browser failed too often',
    means:
      'The process or the browser failed so often that systemd does not start it again. A reboot within the last 24 hours did not help, so the machine does not reboot again. The screen shows this code.',
    todo: [
      'Run `sudo journalctl -u asan-kiosk -u asan-glass -n 50` for the reason, and look its code up here.',
      `Correct the cause, then run \`${restartCommand('asan-kiosk.service', 'asan-glass.service')}\`.`,
    ],
  },
  'SVC-105': {
    title: 'USB device was refused',
    means:
      'A USB device is plugged in that does not belong to this cabinet, such as a keyboard, a stick, or a device that replaces another. The machine (USBGuard) blocks it.',
    todo: [
      'If no staff plugged it in, look at the cabinet and its doors. The log line `usb.refused` has its socket and ids; `sudo usbguard list-devices --blocked` shows its name.',
      'If a device was replaced, run `sudo asan-kiosk provision --devices`: it authorises the new device and writes new rules (`zless /usr/share/doc/asan-kiosk/operating.md.gz`, *Replace a device*).',
      "For a technician's stick, run `sudo usbguard allow-device NUMBER`: it is allowed until it is unplugged. The number is in `sudo usbguard list-devices --blocked`.",
    ],
  },
  'SVC-106': {
    title: 'This machine is not provisioned',
    means:
      'This machine has the profile of a kiosk, but no valid record that `provision` locked it down. The record is missing, or it is of another machine. The kiosk does not serve, because the firewall, USB ports and consoles may be open. If the record is of another machine, the screen shows this code. If the record is missing, the second console (Alt+F2) has a login for the technician.',
    todo: [
      'Run `sudo asan-kiosk provision`: it locks this machine down by the present profile. Then run `reboot`.',
      'If this is a new board in place of a broken board, run `sudo asan-kiosk restore FILE …`: it puts the backup back and locks the machine down.',
      'If the files of the kiosk were copied from another machine, remove them here: two machines must never be one kiosk.',
    ],
  },
  'SVC-107': {
    title: 'Machine does not take requests of the kiosk',
    means:
      'The kiosk asked the service of root (`asan-steward`) for a restart, for power-off or to admit an exchanged device, and got no usable answer. Its socket is away, or the service failed.',
    todo: [
      'Run `sudo systemctl enable --now asan-steward.socket`, and read `sudo journalctl -u "asan-steward@*" -n 20`.',
      'Meanwhile restart with `sudo reboot`, and let devices in with `sudo asan-kiosk provision --devices`.',
    ],
  },
  'SVC-108': {
    title: 'No record of the former device',
    means:
      'The machine has no record of the former device to compare with: `provision` never saw it in a USB socket, or the record was lost.',
    todo: ['Run `sudo asan-kiosk provision --devices`: it searches for the device and writes the record.'],
  },
  'SVC-109': {
    title: 'Exchanged device is not in its socket',
    means:
      'No device is in the USB socket of the former device, or the former device is still plugged in at another socket. Or the new device was unplugged before it passed its test.',
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
      'The service of root could not read the profile or write a file, or a program of the system failed. An exchanged device works at most until the next restart of the machine.',
    todo: [
      'Read `sudo journalctl -u "asan-steward@*" -n 20` for the reason; `df -h` shows whether the disk is full.',
      'Try again at the glass: the steps are repeated without harm.',
    ],
  },
  'SVC-112': {
    title: 'Exchanged device does not answer',
    means:
      'The machine allowed the exchanged device for a test, and the kiosk’s driver got no answer from it within 45 s. The machine blocked the device again.',
    todo: [
      'Check the power of the device, and the cable between device and adapter.',
      'Compare the settings of the new device with `devices` in the profile: protocol, speed and address.',
      'Try again at the glass. If the device stays silent, run `sudo asan-kiosk doctor`.',
    ],
  },
};
