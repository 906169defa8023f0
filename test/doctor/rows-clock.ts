import { utimesSync } from 'node:fs';
import type { Fixture } from './fixture.ts';
import { FIXTURE_NOW } from './fixture-files.ts';
import {
  checkBound,
  comparisonsBetweenRows,
  type DoctorSheet,
  makeCommandHang,
  roundingWithBound,
  rowsOf,
  unsetClock,
} from './row.ts';

const NOW_S = FIXTURE_NOW.getTime() / 1_000;
const battery = ({ write }: Fixture, offS: number) => write('/sys/class/rtc/rtc0/since_epoch', `${NOW_S + offS}\n`);

export const CLOCK_ROWS: DoctorSheet = [
  ...rowsOf('clock', [
    [
      'nobody has set it',
      ({ command, remove }) => {
        command('timedatectl', 'NTP=yes\nNTPSynchronized=no\n');
        remove('/run/systemd/timesync/synchronized');
      },
      'fail',
      'not set since the start: the kiosk promises and prints no date',
      /make the time server reachable/,
    ],
    [
      'nobody knows',
      ({ command, remove }) => {
        command('timedatectl', null);
        remove('/run/systemd/timesync');
      },
      'warn',
      /it is not known whether it is right/,
      /timedatectl set-ntp true/,
    ],
  ]),
  ...rowsOf('clock', [
    [
      'timedatectl hangs',
      (fixture) => {
        unsetClock(fixture);
        makeCommandHang(fixture, 'timedatectl');
      },
      'skip',
      'could not look: timedatectl did not answer within 0.2 s; by hand: timedatectl; date',
      null,
    ],
    [
      'the battery knows better',
      (fixture) => {
        unsetClock(fixture);
        fixture.write('/sys/class/rtc/rtc0/since_epoch', `${fixture.now.getTime() / 1_000 + 100_000}\n`);
      },
      'fail',
      'it is 2027-03-01 10:00 UTC here and 2027-03-02 13:46 UTC by the clock with the battery; no time server has set this clock',
      /^compare it with a watch, then: sudo timedatectl set-ntp true, .*: sudo date -s .* && sudo hwclock --systohc$/,
    ],
    [
      'the battery is empty and nobody else knows',
      (fixture) => {
        unsetClock(fixture);
        fixture.write('/sys/class/rtc/rtc0/since_epoch', '946684800\n');
      },
      'warn',
      /^it is not known whether it is right/,
      /compare `date` with a watch/,
    ],
    [
      'it is before this version',
      (fixture) => Object.assign(fixture, { now: new Date('2020-01-01T00:05:00Z') }),
      'fail',
      /^it is 2020-01-01 00:05 UTC here, and this version was made on /,
      /^compare it with a watch/,
    ],
  ]),
  ...rowsOf('clock-service', [
    [
      'no service sets it',
      ({ unit }) => unit('systemd-timesyncd.service', { ActiveState: 'inactive' }),
      'fail',
      'no service',
      /set-ntp true/,
    ],
    [
      'its service is masked',
      ({ unit }) =>
        unit('systemd-timesyncd.service', { LoadState: 'masked', ActiveState: 'inactive', UnitFileState: 'masked' }),
      'fail',
      'no service: systemd-timesyncd.service is masked',
      'sudo systemctl unmask systemd-timesyncd.service && sudo timedatectl set-ntp true',
    ],
    [
      'its service is masked until the next start',
      ({ unit }) =>
        unit('systemd-timesyncd.service', {
          LoadState: 'masked',
          ActiveState: 'inactive',
          UnitFileState: 'masked-runtime',
        }),
      'fail',
      'no service: systemd-timesyncd.service is masked',
      'sudo systemctl unmask --runtime systemd-timesyncd.service && sudo timedatectl set-ntp true',
    ],
    [
      'two set it',
      ({ unit }) => unit('chrony.service', { LoadState: 'loaded', ActiveState: 'active' }),
      'fail',
      /timesyncd\.service and chrony\.service run: each sets the clock against the other/,
      'sudo systemctl disable --now systemd-timesyncd.service',
    ],
    [
      'not after a restart',
      ({ unit }) => unit('systemd-timesyncd.service', { UnitFileState: 'disabled' }),
      'warn',
      /not after the next start/,
      'sudo systemctl enable systemd-timesyncd.service',
    ],
    [
      'systemd does not run',
      ({ command, remove }) => {
        command('systemctl', '', 1, 'System has not been booted with systemd');
        remove('/run/systemd/system');
      },
      'skip',
      /systemd does not run here/,
      null,
    ],
  ]),
  ...rowsOf('clock-date', [
    [
      'it is 1970',
      (fixture) => Object.assign(fixture, { now: new Date('1970-01-01T00:05:00Z') }),
      'fail',
      /^1970-01-01, and this version is of/,
      /date -s/,
    ],
  ]),
  ...rowsOf('clock-saved', [
    [
      'the clock was once far in the future',
      ({ at }) => utimesSync(at('/var/lib/systemd/timesync/clock'), 4_070_908_800, 4_070_908_800),
      'fail',
      '/var/lib/systemd/timesync/clock is of 2099-01-01: the next start sets the clock to this date',
      'if the present date is right: sudo touch /var/lib/systemd/timesync/clock; if it is wrong: compare it with a watch, then: sudo timedatectl set-ntp true, with a time server that the kiosk reaches; without a network: sudo date -s "YYYY-MM-DD HH:MM" && sudo hwclock --systohc',
    ],
    ['nobody keeps it', ({ remove }) => remove('/var/lib/systemd/timesync'), 'skip', /^none: /, null],
  ]),
  ...rowsOf('clock-battery', [
    [
      'there is none, and its settings say local time',
      ({ write, remove }) => {
        write('/etc/adjtime', '0.0 0 0.0\n0\nLOCAL\n');
        remove('/sys/class/rtc');
      },
      'warn',
      /^\/etc\/adjtime says that the clock with the battery has local time: /,
      'sudo timedatectl set-local-rtc 0',
    ],
    [
      'it has local time, as Windows sets it',
      ({ write }) => {
        write('/etc/adjtime', '0.0 0 0.0\n0\nLOCAL\n');
        write('/sys/class/rtc/rtc0/since_epoch', `${FIXTURE_NOW.getTime() / 1_000 + 4 * 3_600}\n`);
      },
      'warn',
      /^\/etc\/adjtime says that rtc0 has local time: /,
      'sudo timedatectl set-local-rtc 0',
    ],
    [
      'it is empty',
      ({ write }) => write('/sys/class/rtc/rtc0/since_epoch', '946684800\n'),
      'warn',
      /^rtc0 is \d+ s off$/,
      /hwclock --systohc.*replace its battery/,
    ],
    [
      'nobody knows which is right',
      ({ write, command, remove }) => {
        write('/sys/class/rtc/rtc0/since_epoch', '946684800\n');
        command('timedatectl', 'NTP=yes\nNTPSynchronized=no\n');
        remove('/run/systemd/timesync/synchronized');
      },
      'skip',
      /it is not known which of the two/,
      null,
    ],
    [
      'it can not be read',
      ({ remove }) => remove('/sys/class/rtc/rtc0/since_epoch'),
      'fail',
      'rtc0 can not be read',
      /battery/,
    ],
    [
      'the board has none',
      ({ remove }) => remove('/sys/class/rtc'),
      'skip',
      /^not measured: this board has no clock/,
      null,
    ],
  ]),
  checkBound(
    'clock-checks.ts: later <= SAVED_LATER_S',
    'clock-saved',
    ({ at }, s) => utimesSync(at('/var/lib/systemd/timesync/clock'), NOW_S + s, NOW_S + s),
    [86_400, 'ok'],
    [86_401, 'fail'],
  ),
  checkBound(
    'clock-checks.ts: off <= BATTERY_OFF_S',
    'clock-battery',
    (fixture, tenths) => battery(fixture, tenths / 10),
    [1_204, 'ok'],
    [1_205, 'warn'],
  ),
  checkBound(
    'clock-trouble.ts: apartS(battery, now) > BATTERY_WRONG_S',
    'clock',
    (fixture, offS) => {
      unsetClock(fixture);
      battery(fixture, offS);
    },
    [86_400, 'warn'],
    [86_401, 'fail'],
  ),
  ...comparisonsBetweenRows(
    'clock-checks.ts: now >= made',
    'clock-trouble.ts: apartS(answer.date, now) > WRONG_S',
    'clock-trouble.ts: battery > made',
    'clock-trouble.ts: now < from',
    'clock-trouble.ts: now < made',
  ),
  roundingWithBound(
    'clock-checks.ts: Math.round(Math.abs(Number(seconds) - machine.now().getTime() / 1_000))',
    'clock-checks.ts: off <= BATTERY_OFF_S',
  ),
];
