import type { ClockSync } from '../../device/clock/kiosk-clock.ts';
import { softwareDate } from '../../device/clock/timesyncd.ts';
import { bad, type CheckFinding, type CheckSpec, good, skipped, warning } from './check.ts';
import { clockSync, SET_CLOCK_FIX } from './clock-trouble.ts';
import { type MachineAccess, type MachineContext, namesIn, readFileStatus, textOf } from './machine-port.ts';
import { reinstallDebianFix } from './package-cure.ts';
import { isMasked, type SystemdUnits, unmaskCommand, withUnits } from './units.ts';

function setFinding(sync: ClockSync): CheckFinding {
  if (sync === 'synchronised') return good('set by a time server (from the kernel)');
  if (sync === 'unknown') {
    return warning(
      'it is not known whether it is right: no time service has set it, or timedatectl gives no answer',
      'compare `date` with a watch; if nothing else sets the clock: sudo timedatectl set-ntp true',
    );
  }
  return bad(
    'not set since the start: the kiosk promises and prints no date',
    'make the time server reachable: timedatectl timesync-status, or chronyc sources, names it',
  );
}

/** Debian's time services; the others replace timesyncd, unless staff install timesyncd again. */
const SETTERS = ['systemd-timesyncd.service', 'chrony.service', 'ntpsec.service', 'openntpd.service'] as const;

const START_SETTER = 'sudo timedatectl set-ntp true';

function withoutSetter(units: SystemdUnits): CheckFinding {
  const masked = SETTERS.find((name) => isMasked(units.of(name)));
  const isOneThere = SETTERS.some((name) => units.of(name).load === 'loaded' && !isMasked(units.of(name)));
  if (masked !== undefined && !isOneThere)
    return bad(`no service: ${masked} is masked`, `${unmaskCommand(masked, units.of(masked))} && ${START_SETTER}`);
  return bad(
    'no service',
    `${START_SETTER}; if it says that there is no such service, ${reinstallDebianFix(['systemd-timesyncd'], START_SETTER)}`,
  );
}

/** Seconds between the two clocks. The kernel sets the battery clock every 11 minutes; a larger difference means an empty battery. */
const BATTERY_OFF_S = 120;

/** [Linux, Documentation/ABI/testing/rtc-cdev and rtc/sysfs] */
function batteryFinding(machine: MachineAccess, sync: ClockSync): CheckFinding {
  const [rtc] = namesIn(machine, '/sys/class/rtc');
  // The third line is UTC or LOCAL; without the file it is UTC [hwclock(8), adjtime(5)].
  if (textOf(machine, '/etc/adjtime')?.split('\n')[2]?.trim() === 'LOCAL')
    return warning(
      `/etc/adjtime says that ${rtc ?? 'the clock with the battery'} has local time: after a start without the time server, the clock of the machine may be hours off`,
      'sudo timedatectl set-local-rtc 0',
    );
  if (rtc === undefined)
    return skipped('not measured: this board has no clock with a battery; it waits for the time server');
  const seconds = textOf(machine, `/sys/class/rtc/${rtc}/since_epoch`);
  if (seconds === null) return bad(`${rtc} can not be read`, EXCHANGE);
  const off = Math.round(Math.abs(Number(seconds) - machine.now().getTime() / 1_000));
  if (off <= BATTERY_OFF_S) return good(`${rtc} is ${off} s off`);
  if (sync !== 'synchronised')
    return skipped(`${rtc} is ${off} s off, and it is not known which of the two clocks is right`);
  return warning(`${rtc} is ${off} s off`, EXCHANGE);
}

const EXCHANGE =
  'sudo hwclock --systohc; if it is off or unreadable again after a night without power, replace its battery';

/** At a start, systemd sets the clock to this file's date, if later [systemd-timesyncd.service(8), FILES]. */
const SAVED = '/var/lib/systemd/timesync/clock';
const SAVED_LATER_S = 86_400;

function savedFinding({ machine }: MachineContext): CheckFinding {
  const its = readFileStatus(machine, SAVED);
  if (its === null) return skipped('none: no time service has written it');
  const found = new Date(its.modifiedMs).toISOString().slice(0, 10);
  const later = its.modifiedMs / 1_000 - machine.now().getTime() / 1_000;
  if (later <= SAVED_LATER_S) return good(found);
  return bad(
    `${SAVED} is of ${found}: the next start sets the clock to this date`,
    `if the present date is right: sudo touch ${SAVED}; if it is wrong: ${SET_CLOCK_FIX}`,
  );
}

export const CLOCK_CHECKS: readonly CheckSpec[] = [
  {
    id: 'clock',
    group: 'clock',
    title: 'Whether the clock is right',
    expected: 'set by a time server since the start, and nothing speaks against it',
    async look({ machine, clockTrouble }) {
      const wrong = await clockTrouble();
      return wrong === null ? setFinding(await clockSync(machine)) : bad(wrong.found, wrong.fix);
    },
  },
  {
    id: 'clock-service',
    group: 'clock',
    title: 'The service that sets the clock',
    expected: 'exactly one, also after the next start',
    onlyInstalled: true,
    look: withUnits((units) => {
      const running = SETTERS.filter((name) => units.of(name).active === 'active');
      const [setter, other] = running;
      if (setter === undefined) return withoutSetter(units);
      if (other !== undefined)
        return bad(
          `${running.join(' and ')} run: each sets the clock against the other`,
          `sudo systemctl disable --now ${setter}`,
        );
      if (units.of(setter).file === 'disabled')
        return warning(`${setter}, but not after the next start`, `sudo systemctl enable ${setter}`);
      return good(setter);
    }),
  },
  {
    id: 'clock-date',
    group: 'clock',
    title: 'The date',
    expected: 'later than the day on which this version was made',
    look({ machine }) {
      const [now, made] = [machine.now(), softwareDate()];
      const found = now.toISOString().slice(0, 10);
      if (now >= made) return good(found);
      return bad(`${found}, and this version is of ${made.toISOString().slice(0, 10)}`, SET_CLOCK_FIX);
    },
  },
  {
    id: 'clock-saved',
    group: 'clock',
    title: 'The saved date, to which the next start sets an earlier clock',
    expected: 'at most one day later than now',
    onlyInstalled: true,
    look: savedFinding,
  },
  {
    id: 'clock-battery',
    group: 'clock',
    title: 'The clock with a battery',
    expected: `at most ${BATTERY_OFF_S} s off`,
    look: async ({ machine }) => batteryFinding(machine, await clockSync(machine)),
  },
];
