import type { TechnicianText } from '../words/troubles/technician-text.ts';
import { KIOSK_ANEW, startAnew } from './start-anew.ts';

/** Codes of the alerts by Prometheus in the hall; `provisioning/alerts/asan-kiosk.rules.yaml` has the rules. */
export type MonitoringCode = `MON-10${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}` | 'MON-110' | 'LOG-102';

export const MONITORING: Readonly<Record<MonitoringCode, TechnicianText>> = {
  'MON-101': {
    title: 'Kiosk does not answer the hall',
    means:
      'For two minutes nothing answered at the address of the figures (`metrics` of the profile): no power, no network, no process, or the page cannot be served (WEB-109).',
    todo: [
      'Look at the glass. It serves: the network between, or WEB-109.',
      'It is dark or says that it is closed: `systemctl status asan-kiosk`, then `journalctl -u asan-kiosk -p warning -n 50`.',
    ],
  },
  'MON-102': {
    title: 'Kiosk does not become ready',
    means:
      'The process runs, and its first screen has not been served for five minutes: it waits for the first word of reader, terminal or printer, or recovers its books.',
    todo: [
      '`asan-kiosk doctor` names the device that says nothing.',
      'All of them speak: `journalctl -u asan-kiosk -p warning -n 50`, and report what it says.',
    ],
  },
  'MON-103': {
    title: 'Page of the citizen is not connected',
    means: 'The process runs, and for five minutes no browser has had its screens. Nobody can be served.',
    todo: [
      `\`systemctl status asan-glass\`, then \`${startAnew('asan-glass.service')}\`: the kiosk keeps what is owed meanwhile.`,
      'The browser runs: look at WEB-107 and WEB-108.',
    ],
  },
  'MON-104': {
    title: 'Kiosk starts again and again',
    means:
      'The process began more than three times within an hour. Money is safe in each: what was open is settled after the start.',
    todo: [
      '`journalctl -u asan-kiosk -p err` has the line before each end: `bug` is a fault of this software, a watchdog one that stood still.',
      'Nothing there: the power of the cabinet. `journalctl --list-boots` says when the machine began.',
    ],
  },
  'MON-105': {
    title: 'Fault in the software was logged',
    means: 'A line `bug` came into the log: something happened that only a fault in this software can do.',
    todo: ['`journalctl -u asan-kiosk -p err -o cat | grep \'"event":"bug"\'` shows it. Report it with the version.'],
  },
  'MON-106': {
    title: 'Kiosk is slow to react',
    means:
      'For ten minutes one look in a hundred at the process found it late by more than half a second: touches are answered late, and devices too.',
    todo: [
      '`top` on the machine: another program has the processor, or the machine is too hot (`asan-kiosk doctor` says whether it is throttled).',
      'The kiosk itself has it: report it with its log of these minutes.',
    ],
  },
  'MON-107': {
    title: 'Kiosk takes too much memory',
    means: 'The process holds more than 200 MB for a quarter of an hour; it needs 90 to 115 MB.',
    todo: [
      `Between two visits \`${KIOSK_ANEW}\`; nothing is lost.`,
      'It comes again: report it with the figures of the days before.',
    ],
  },
  'MON-108': {
    title: 'Figures are incomplete',
    means:
      'A part of what the kiosk tells Prometheus could not be read and is missing; alerts that need it are silent.',
    todo: [
      'The label `part` says which. `books`: `asan-kiosk ledger verify`, then LDG-103. Another: report it with the log.',
    ],
  },
  'MON-109': {
    title: 'Many visits come to nothing',
    means:
      'Of at least five visits within an hour more than three in ten failed, or ended while it was not known how the payment or the registration ends.',
    todo: [
      'Other alerts of this kiosk say more; where there is none, `journalctl -u asan-kiosk -p warning --since -1h`.',
      'The same at all kiosks: the back office. Tell the centre.',
    ],
  },
  'MON-110': {
    title: 'Kiosk is out of service',
    means: 'The process is ready, and for five minutes there was no service that could be had: the screen says so.',
    todo: [
      'The alerts of its devices say which is away; most often the reader and the terminal at once, which is their USB hub or their power.',
      'No device is away: the log line `kiosk.out-of-service` has the code.',
    ],
  },
  'LOG-102': {
    title: 'Lines of the log were lost',
    means:
      'The log could not be written for a while: a full or broken disk. How many lines are missing says `log.lost`.',
    todo: [
      '`df` and `journalctl --disk-usage`; then DSK-101.',
      'There is room: `journalctl -k -p err` says whether the disk fails.',
    ],
  },
};
