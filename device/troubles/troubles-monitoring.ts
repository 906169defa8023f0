import type { TechnicianText } from '../words/troubles/technician-text.ts';
import { RESTART_KIOSK, restartCommand } from './start-anew.ts';

/** Prometheus in the hall finds these troubles from outside; rules: `provisioning/alerts/asan-kiosk.rules.yaml`. */
export type MonitoringCode = `MON-10${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}` | 'MON-110' | 'LOG-102';

export const MONITORING_TEXTS: Readonly<Record<MonitoringCode, TechnicianText>> = {
  'MON-101': {
    title: 'Kiosk does not answer the hall',
    means:
      'For two minutes nothing answered at the address of the metrics (`metrics` of the profile). The power, the network or the process is down, or the page cannot be served (WEB-109).',
    todo: [
      'Look at the screen. If the kiosk serves citizens, look at the network between, or at WEB-109.',
      'If the screen is dark or says that the kiosk is closed, run `systemctl status asan-kiosk`. Then run `journalctl -u asan-kiosk -p warning -n 50`.',
    ],
  },
  'MON-102': {
    title: 'Kiosk does not become ready',
    means:
      'The process runs, but its first screen has not been served for five minutes. It waits for the first answer of reader, terminal or printer, or it recovers its ledger.',
    todo: [
      'Run `asan-kiosk doctor`: it names the device that does not answer.',
      'If all devices answer, run `journalctl -u asan-kiosk -p warning -n 50`, and report the lines.',
    ],
  },
  'MON-103': {
    title: 'Page of the citizen is not connected',
    means: 'The process runs, and for five minutes no browser has had its screens. No citizen can be served.',
    todo: [
      `Run \`systemctl status asan-glass\`, then \`${restartCommand('asan-glass.service')}\`. The kiosk keeps what is owed meanwhile.`,
      'If the browser runs, look at WEB-107 and WEB-108.',
    ],
  },
  'MON-104': {
    title: 'Kiosk restarts again and again',
    means:
      'The process started more than three times within an hour. Money is safe each time: open payments are settled after the start.',
    todo: [
      'Read the line before each end with `journalctl -u asan-kiosk -p err`. `bug`: a fault of this software. A watchdog line: a part that was blocked.',
      'If there are no such lines, look at the power of the cabinet. `journalctl --list-boots` shows when the machine started.',
    ],
  },
  'MON-105': {
    title: 'Fault in the software was logged',
    means: 'The log has a line `bug`: a fault of this software.',
    todo: [
      'Run `journalctl -u asan-kiosk -p err -o cat | grep \'"event":"bug"\'` to see it. Report it with the version.',
    ],
  },
  'MON-106': {
    title: 'Kiosk is slow to react',
    means:
      'For ten minutes, one sample in a hundred found the process late by more than half a second. Touches and devices are answered late.',
    todo: [
      'Run `top` on the machine: another program uses the processor, or the machine is too hot (`asan-kiosk doctor` says whether it is throttled).',
      'If the kiosk itself uses the processor, report it with its log of these minutes.',
    ],
  },
  'MON-107': {
    title: 'Kiosk takes too much memory',
    means: 'The process has used more than 200 MB for a quarter of an hour; it needs 90 to 115 MB.',
    todo: [
      `Run \`${RESTART_KIOSK}\` between two visits; nothing is lost.`,
      'If it happens again, report it with the metrics of the days before.',
    ],
  },
  'MON-108': {
    title: 'Metrics are incomplete',
    means: "A part of the kiosk's metrics could not be read and is missing. Alerts that need it are silent.",
    todo: [
      'Look at the label `part`. For `books` run `asan-kiosk ledger verify`, then see LDG-103. Report another part with the log.',
    ],
  },
  'MON-109': {
    title: 'Many visits fail',
    means:
      'Of at least five visits within an hour, more than three in ten failed or ended with an open payment or registration.',
    todo: [
      'Look at the other alerts of this kiosk. If there are none, run `journalctl -u asan-kiosk -p warning --since -1h`.',
      'If all kiosks have it, tell the centre: look at the back office.',
    ],
  },
  'MON-110': {
    title: 'Kiosk is out of service',
    means:
      'The process is ready, but for five minutes it offered no service, and the screen says so. Or staff closed the kiosk 12 hours ago (`asan-kiosk service out`).',
    todo: [
      'If staff closed the kiosk and the work is done, run `sudo asan-kiosk service back`.',
      'Look at the alerts of its devices: they name the absent device. Most often reader and terminal are absent together: look at their USB hub or their power.',
      'If no device is absent, read the code in the log line `kiosk.out-of-service`.',
    ],
  },
  'LOG-102': {
    title: 'Lines of the log were lost',
    means:
      'The log could not be written for a while: the disk was full or broken. `log.lost` has the number of missing lines.',
    todo: [
      'Run `df` and `journalctl --disk-usage`; then see DSK-101.',
      'If there is room, run `journalctl -k -p err`: it shows whether the disk fails.',
    ],
  },
};
