import { mkdirSync, truncateSync } from 'node:fs';
import { restartCommand } from '../../device/troubles/start-anew.ts';
import { REINSTALL_KIOSK_FIX } from '../../provisioning/doctor/package-cure.ts';
import { INSTALLED, PORT_UNITS } from '../../provisioning/machine/installed.ts';
import { LONGEST_LOG_BYTES } from '../../provisioning/run/log-file.ts';
import { checkBound, type DoctorRow, type DoctorSheet, journal, roundingWithBound, rowsOf } from './row.ts';

const UNITS: readonly DoctorRow[] = [
  ...(['kiosk', 'glass'] as const).flatMap((name) => {
    const unit = `asan-${name}.service`;
    return [
      ...rowsOf(`${name}-unit`, [
        [
          'not there',
          (f) => f.unit(unit, { LoadState: 'not-found', ActiveState: 'inactive' }),
          'fail',
          `there is no ${unit}`,
          REINSTALL_KIOSK_FIX,
        ],
        [
          'masked',
          (f) => f.unit(unit, { LoadState: 'masked', UnitFileState: 'masked' }),
          'fail',
          `${unit} is masked`,
          /unmask/,
        ],
        [
          'failed',
          (f) => f.unit(unit, { ActiveState: 'failed', Result: 'watchdog' }),
          'fail',
          `${unit} has failed (watchdog)`,
          `journalctl -u ${unit} -n 50 says why; then ${restartCommand(unit)}`,
        ],
        [
          'stopped',
          (f) => f.unit(unit, { ActiveState: 'inactive' }),
          'fail',
          `${unit} is inactive`,
          `sudo systemctl enable ${unit} && ${restartCommand(unit)}`,
        ],
        [
          'falls over and over',
          (f) => f.unit(unit, { ActiveState: 'activating', SubState: 'auto-restart', Result: 'exit-code' }),
          'fail',
          /ends and is restarted \(exit-code\)/,
          `journalctl -u ${unit} -n 50 says why`,
        ],
        [
          'just starting',
          (f) => f.unit(unit, { ActiveState: 'activating', SubState: 'start' }),
          'warn',
          `${unit} is being started (start)`,
          /journalctl -fu/,
        ],
        [
          'disabled',
          (f) => f.unit(unit, { UnitFileState: 'disabled' }),
          'fail',
          /not after the next start/,
          `sudo systemctl enable ${unit}`,
        ],
        [
          'a line that is no setting',
          (f) => f.unit(unit, { LoadState: 'bad-setting' }),
          'fail',
          /a line that systemd refuses/,
          `systemd-analyze verify ${unit} names the line: correct or delete it`,
        ],
        ['no systemd', (f) => f.command('systemctl', null), 'fail', 'systemd does not run here', 'sudo reboot'],
      ]),
      ...rowsOf(`${name}-restarts`, [
        ['some', (f) => f.unit(unit, { NRestarts: 4 }), 'warn', `systemd has restarted ${unit} 4 times`, /-p warning/],
      ]),
    ];
  }),
  ...rowsOf('socket-unit', [
    [
      'stopped',
      (f) => f.unit(PORT_UNITS.socket, { ActiveState: 'inactive' }),
      'fail',
      `${PORT_UNITS.socket} is inactive`,
      `sudo systemctl enable ${PORT_UNITS.socket} && ${restartCommand(PORT_UNITS.socket)}`,
    ],
    [
      'the profile has another port',
      (f) => f.unit(PORT_UNITS.socket, { Listen: '127.0.0.1:8080 (Stream)' }),
      'fail',
      /^asan-kiosk\.socket holds 127\.0\.0\.1:8080 \(Stream\), but the profile names \d+$/,
      'sudo asan-kiosk provision',
    ],
    ['no systemd', (f) => f.command('systemctl', null), 'fail', 'systemd does not run here', 'sudo reboot'],
  ]),
  ...rowsOf('recovery', [
    [
      'it is on the screen',
      ({ unit }) => unit('asan-recovery.service', { ActiveState: 'active' }),
      'fail',
      /failed too often$/,
      /reset-failed asan-glass\.service && sudo systemctl restart asan-glass\.service/,
    ],
  ]),
  ...rowsOf('failed-units', [
    [
      'another has failed',
      ({ write }) => write('/commands/.failed', 'cups.service loaded failed failed CUPS\n'),
      'warn',
      'cups.service',
      /systemctl status cups\.service/,
    ],
    [
      'ours have lines of their own',
      ({ write }) => write('/commands/.failed', 'asan-kiosk.service loaded failed failed x\n'),
      'ok',
      'none',
      null,
    ],
  ]),
];

const LOG: readonly DoctorRow[] = [
  ...rowsOf('log-file', [
    [
      'a folder is in its place',
      ({ remove, at }) => {
        remove(`${INSTALLED.state}/kiosk.jsonl`);
        mkdirSync(at(`${INSTALLED.state}/kiosk.jsonl`));
      },
      'fail',
      /is a folder, but must be a file/,
      /^move it away: mv/,
    ],
    [
      'nobody puts it aside',
      ({ write }) => write(`${INSTALLED.state}/kiosk.jsonl`, new Uint8Array(20_000_001), 0o640),
      'warn',
      /^21 MB, but it should have been renamed at 20 MB$/,
      /sudo fuser -v/,
    ],
    [
      'there is none',
      ({ remove }) => remove(`${INSTALLED.state}/kiosk.jsonl`),
      'skip',
      'none: the installed kiosk writes to the journal',
      null,
    ],
  ]),
  ...rowsOf('journal-size', [
    [
      'it grows',
      ({ script }) => script('journalctl', journal('')),
      'warn',
      '2150 MiB',
      /^sudo systemctl restart systemd-journald\.service && sudo journalctl --rotate --vacuum-size=1G; if this does not help, /,
    ],
    ['nobody tells', ({ command }) => command('journalctl', null), 'skip', /^not measured/, null],
  ]),
  ...rowsOf('journal-kept', [
    [
      'in memory',
      ({ remove }) => remove('/var/log/journal'),
      'warn',
      'it is in memory only',
      'sudo install -d /var/log/journal && sudo systemctl restart systemd-journald && sudo journalctl --flush',
    ],
  ]),
];

const BOUNDS_AND_SKIPS: DoctorSheet = [
  checkBound(
    'log-checks.ts: its.size <= LONGEST_LOG_BYTES',
    'log-file',
    ({ at }, bytes) => truncateSync(at(`${INSTALLED.state}/kiosk.jsonl`), bytes),
    [LONGEST_LOG_BYTES, 'ok', `${LONGEST_LOG_BYTES / 1e6} MB;`],
    [LONGEST_LOG_BYTES + 1, 'warn', `${LONGEST_LOG_BYTES / 1e6 + 1} MB,`],
  ),
  checkBound(
    'log-checks.ts: mib <= MOST_JOURNAL_MIB',
    'journal-size',
    ({ command }, tenths) =>
      command('journalctl', `Archived and active journals take up ${tenths / 10}M in the file system.`),
    [10_884, 'ok'],
    [10_885, 'warn'],
  ),
  roundingWithBound('log-checks.ts: Math.ceil(its.size / MB)', 'log-checks.ts: its.size <= LONGEST_LOG_BYTES'),
  roundingWithBound(
    'log-checks.ts: Math.round((Number(number) * (UNITS[unit] ?? 1)) / 2 ** 20)',
    'log-checks.ts: mib <= MOST_JOURNAL_MIB',
  ),
];

export const UNIT_ROWS: DoctorSheet = [...UNITS, ...LOG, ...BOUNDS_AND_SKIPS];
