import type { TechnicianText } from '../words/troubles/technician-text.ts';
import { RESTART_KIOSK_COMMAND, restartCommand } from './start-anew.ts';

/** Prometheus in the hall finds these troubles from outside; rules: `provisioning/alerts/asan-kiosk.rules.yaml`. */
export type MonitoringCode = `MON-10${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}` | 'MON-110' | 'LOG-102';

export const MONITORING_TEXTS: Readonly<Record<MonitoringCode, TechnicianText>> = {
  'MON-101': {
    title: 'Kiosk does not answer Prometheus',
    means:
      'For two minutes nothing answered Prometheus at the address of the metrics (`metrics` of the profile). The power, the network or the process is down, or the kiosk cannot serve the page of the metrics (WEB-109).',
    todo: [
      'Look at the screen. If the kiosk serves citizens, look at the network between Prometheus and kiosk, and at WEB-109.',
      'If the screen is dark or says that the kiosk is closed, run `systemctl status asan-kiosk`. Then run `sudo journalctl -u asan-kiosk -p warning -n 50`.',
    ],
  },
  'MON-102': {
    title: 'Kiosk does not become ready',
    means:
      'The process answers Prometheus, but was not ready in any sample of five minutes. A start waits at most 5 s for reader, terminal and printer, and at most 20 s for the settlement of open payments. So the process most likely starts again and again (MON-104).',
    todo: [
      'Run `systemctl status asan-kiosk`: it shows when the process started.',
      'Run `sudo asan-kiosk doctor`, then `sudo journalctl -u asan-kiosk -p warning -n 50`. If neither shows the cause, report the lines.',
    ],
  },
  'MON-103': {
    title: 'Page of the citizen is not connected',
    means:
      'The process runs, but for five minutes no page of the browser was connected to it. The kiosk cannot serve citizens.',
    todo: [
      `Run \`systemctl status asan-glass\`, then \`${restartCommand('asan-glass.service')}\`. The kiosk keeps its open payments meanwhile.`,
      'If the browser runs, look at WEB-107 and WEB-108.',
    ],
  },
  'MON-104': {
    title: 'Kiosk restarts again and again',
    means:
      'The process was restarted more than three times within an hour. Money is safe each time: the kiosk settles open payments after the start.',
    todo: [
      'Run `sudo journalctl -u asan-kiosk -p err`, and read the last line before each end. `bug`: a fault of this software. `watchdog.silent`: a part of the process was blocked.',
      'If there are no such lines, look at the power of the cabinet. `sudo journalctl --list-boots` shows when the machine started.',
    ],
  },
  'MON-105': {
    title: 'Fault in the software was logged',
    means: 'The log got a line `bug` within the last hour: a fault of this software.',
    todo: [
      'Run `sudo journalctl -u asan-kiosk -p err -o cat | grep \'"event":"bug"\'` to see it. Report it with the version.',
    ],
  },
  'MON-106': {
    title: 'Kiosk is slow to react',
    means:
      'For ten minutes, the slowest hundredth of the measurements found the process late by more than half a second. The kiosk answers touches and devices late.',
    todo: [
      'Run `top` on the machine: another program uses the processor, or the machine is too hot (`sudo asan-kiosk doctor` says whether it is throttled).',
      'If the kiosk itself uses the processor, report it with its log of these minutes.',
    ],
  },
  'MON-107': {
    title: 'Kiosk takes too much memory',
    means: 'The process has used more than 200 MB for a quarter of an hour; it needs 90 to 115 MB.',
    todo: [
      `Run \`${RESTART_KIOSK_COMMAND}\` between two visits; nothing is lost.`,
      'If it happens again, report it with the metrics of the days before.',
    ],
  },
  'MON-108': {
    title: 'Metrics are incomplete',
    means:
      "A part of the kiosk's metrics could not be read within the last 15 minutes and was missing on the page. Alerts that need this part are silent.",
    todo: [
      'Look at the label `part` of the alert. If it is `books`, run `sudo asan-kiosk ledger verify`, then look at LDG-103. If it is another part, report it with the log.',
    ],
  },
  'MON-109': {
    title: 'Many visits fail',
    means:
      'At this kiosk, at least five visits ended within an hour. More than three in ten of them failed, or ended with an unsettled payment or registration.',
    todo: [
      'Look at the other alerts of this kiosk. If there are none, run `sudo journalctl -u asan-kiosk -p warning --since -1h`.',
      'If all kiosks have it, tell the centre: the back office may have a fault.',
    ],
  },
  'MON-110': {
    title: 'Kiosk is out of service',
    means:
      'The process is ready, but no visit could begin for five minutes, although neither staff nor the opening hours closed the kiosk. It can offer no service, its cabinet is open, or staff work at the glass. Or staff closed the kiosk more than 12 hours ago (`asan-kiosk service out`, or at the glass).',
    todo: [
      'If staff closed the kiosk and the work is done, run `sudo asan-kiosk service back`.',
      'If the cabinet is open, close its door (LIN-107).',
      'Look at the alerts of the devices of this kiosk: they name the absent device. Most often reader and terminal are absent together: look at their USB hub or their power.',
      'If no device is absent, read the code in the log line `kiosk.out-of-service`.',
    ],
  },
  'LOG-102': {
    title: 'Lines of the log were lost',
    means:
      'The kiosk could not write its log for a while, for example because the disk was full or broken. The log line `log.lost` has the number of missing lines and the error of the system.',
    todo: [
      'Run `df` and `sudo journalctl --disk-usage`; then see DSK-101.',
      'If there is room, run `sudo journalctl -k -p err`: it shows whether the disk fails.',
    ],
  },
};
