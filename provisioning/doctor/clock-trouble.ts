import { X509Certificate } from 'node:crypto';
import type { OfficeTls } from '../../device/back-office/identity.ts';
import { combineSyncStates } from '../../device/clock/kernel-clock.ts';
import type { ClockSync } from '../../device/clock/kiosk-clock.ts';
import { softwareDate } from '../../device/clock/timesyncd.ts';
import type { FoundTrouble } from './check.ts';
import {
  CheckSkippedError,
  lateCommandError,
  type MachineAccess,
  namesIn,
  readFileStatus,
  textOf,
} from './machine-port.ts';
import type { OfficeAnswer } from './office-ask.ts';

/** Exists while timesyncd runs; the file `synchronized` appears when the clock is first set [systemd-timesyncd.service(8), FILES]. */
const TIMESYNC = '/run/systemd/timesync';

/** As in the kiosk: the state of timesyncd, and the kernel's state by timedated [org.freedesktop.timedate1(5)]. */
export async function clockSync(machine: MachineAccess): Promise<ClockSync> {
  const set = readFileStatus(machine, `${TIMESYNC}/synchronized`) !== null;
  const timesyncd = set ? 'synchronised' : readFileStatus(machine, TIMESYNC) ? 'unsynchronised' : 'unknown';
  const ran = await machine.run('timedatectl', 'show', '--property=NTP', '--property=NTPSynchronized');
  if (ran.is === 'late' && !set) throw lateCommandError('timedatectl', ran.afterMs, 'timedatectl; date');
  const said = ran.is === 'done' && ran.exit === 0 ? ran.out : null;
  const word =
    said === null ? null : { synchronised: /^NTPSynchronized=yes$/m.test(said), hasService: /^NTP=yes$/m.test(said) };
  return combineSyncStates(timesyncd, word);
}

/** As `clockSync`; `unknown` also if the state of the clock cannot be read. */
export async function clockSyncOrUnknown(machine: MachineAccess): Promise<ClockSync> {
  try {
    return await clockSync(machine);
  } catch (error) {
    if (error instanceof CheckSkippedError) return 'unknown';
    throw error;
  }
}

const SET =
  'sudo timedatectl set-ntp true, with a time server that the kiosk reaches; without a network: sudo date -s "YYYY-MM-DD HH:MM" && sudo hwclock --systohc';
export const SET_CLOCK_FIX = `compare it with a watch, then: ${SET}`;

const here = (found: string): FoundTrouble => ({ found, fix: SET_CLOCK_FIX });

const either = (found: string): FoundTrouble => ({
  found: `${found}: the clock of this machine or the clock of the back office is wrong; ${UNSET}`,
  fix: `compare \`date\` with a watch. If this machine is right, tell the back office that its clock is wrong. If this machine is wrong: ${SET}`,
});

const UNSET = 'no time server has set this clock';

/** Seconds. With a larger error, certificates, holds and codes are judged wrongly. */
const WRONG_S = 600;
/** Seconds. A battery clock loses some a day; a time server sets it. */
const BATTERY_WRONG_S = 86_400;

/**
 * Why the clock is wrong. The day of this version's build always counts. The office, both certificates and the clock with the battery count
 * only if no time server has set the clock.
 */
export async function clockTroubleOf(
  machine: MachineAccess,
  { office, tls }: { readonly office: () => Promise<OfficeAnswer | null>; readonly tls: () => OfficeTls },
): Promise<FoundTrouble | null> {
  const [now, made] = [machine.now(), softwareDate()];
  const says = `it is ${minute(now)} here`;
  if (now < made) return here(`${says}, and this version was made on ${made.toISOString().slice(0, 10)}`);
  if ((await clockSyncOrUnknown(machine)) === 'synchronised') return null;
  const answer = await office();
  if (answer?.date && apartS(answer.date, now) > WRONG_S)
    return either(`${says} and ${minute(answer.date)} at the back office`);
  const { identity } = tls();
  for (const [owner, from] of [
    ['the back office', answer?.certificateFrom],
    ['this kiosk', identity && new Date(new X509Certificate(identity.certificate).validFrom)],
  ] as const)
    if (from && now < from)
      return either(`${says}, and the certificate of ${owner} is valid only from ${minute(from)}`);
  const battery = batteryDate(machine);
  if (battery && battery > made && apartS(battery, now) > BATTERY_WRONG_S)
    return here(`${says} and ${minute(battery)} by the clock with the battery; ${UNSET}`);
  return null;
}

const apartS = (one: Date, other: Date): number => Math.abs(one.getTime() - other.getTime()) / 1_000;

const minute = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** [Linux, Documentation/ABI/testing/rtc-cdev and rtc/sysfs: `since_epoch` is the clock, in UTC] */
function batteryDate(machine: MachineAccess): Date | null {
  const [rtc] = namesIn(machine, '/sys/class/rtc');
  const seconds = rtc === undefined ? null : textOf(machine, `/sys/class/rtc/${rtc}/since_epoch`);
  return seconds === null ? null : new Date(Number(seconds) * 1_000);
}
