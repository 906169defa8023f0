import { basename, dirname } from 'node:path';
import { restartCommand } from '../../device/troubles/start-anew.ts';
import { UNITS } from '../machine/installed.ts';
import { readOrEmpty } from '../machine/processes.ts';
import { bad, type CheckFinding, type CheckSpec, good, skipped, warning, withProfile, worstOf } from './check.ts';
import { inputDevices } from './input-devices.ts';
import {
  CheckSkippedError,
  lateCommandError,
  linesOf,
  type MachineAccess,
  type MachineContext,
  namesIn,
  outputOf,
  textOf,
} from './machine-port.ts';
import { OTHER_SETTING_FIX, reinstallDebianFix } from './package-cure.ts';

/** °C. From 80 on a Raspberry Pi slows down and parts age. */
const WARM = 80;
const HOT = 90;
/** °C below the temperature at which the kernel switches off. */
const NEAR_CRITICAL = 5;

const AIR_FIX = 'clean the air slots and the fan of the cabinet, and keep the sun off it';

/** [Linux, Documentation/driver-api/thermal/sysfs-api: temp and trip points in 1/1000 °C] */
function temperatureFinding(machine: MachineAccess, zone: string): readonly CheckFinding[] {
  const folder = `/sys/class/thermal/${zone}`;
  const text = textOf(machine, `${folder}/temp`);
  if (text === null) return [];
  const celsius = Math.round(Number(text) / 1_000);
  const name = textOf(machine, `${folder}/type`)?.trim() ?? zone;
  const critical = criticalOf(machine, folder);
  const found = `${name} ${celsius} °C${critical === null ? '' : `, the machine switches itself off at ${critical} °C`}`;
  if (celsius >= HOT || (critical !== null && celsius >= critical - NEAR_CRITICAL)) return [bad(found, AIR_FIX)];
  return [celsius >= WARM ? warning(found, AIR_FIX) : good(found)];
}

function criticalOf(machine: MachineAccess, folder: string): number | null {
  const points = namesIn(machine, folder).flatMap((name) => /^(trip_point_\d+)_type$/.exec(name)?.[1] ?? []);
  const critical = points.find((point) => textOf(machine, `${folder}/${point}_type`)?.trim() === 'critical');
  const text = critical === undefined ? null : textOf(machine, `${folder}/${critical}_temp`);
  return text === null ? null : Math.round(Number(text) / 1_000);
}

const POWER_FIX =
  'use a power supply and cable made for the board (Raspberry Pi 4: 5.1 V 3 A, 5: 5.1 V 5 A). Use a powered hub for USB devices';

/** Bits for *since the start* are 16 higher [Raspberry Pi documentation, vcgencmd get_throttled]. */
const THROTTLED = [
  { bit: 0, words: 'too little voltage', fix: POWER_FIX },
  { bit: 1, words: 'its clock is reduced', fix: AIR_FIX },
  { bit: 2, words: 'it is slowed down', fix: AIR_FIX },
  { bit: 3, words: 'too warm for its full speed', fix: AIR_FIX },
] as const;
const SINCE_START = 16;

const FIRMWARE = '/sys/devices/platform/soc/soc:firmware/get_throttled';

function throttledFinding(machine: MachineAccess): CheckFinding {
  const firmware = textOf(machine, FIRMWARE);
  if (firmware !== null) return firmwareFinding(Number.parseInt(firmware, 16));
  // Debian's kernel reports only low voltage for a Raspberry Pi [Linux, Documentation/hwmon/raspberrypi-hwmon].
  const volt = namesIn(machine, '/sys/class/hwmon').find(
    (name) => textOf(machine, `/sys/class/hwmon/${name}/name`)?.trim() === 'rpi_volt',
  );
  if (volt !== undefined) {
    const low = textOf(machine, `/sys/class/hwmon/${volt}/in0_lcrit_alarm`)?.trim() === '1';
    return low ? bad('too little voltage now', POWER_FIX) : good('voltage is enough');
  }
  // Count of an Intel processor since the start [Linux, Documentation/ABI/testing/sysfs-devices-system-cpu].
  const count = textOf(machine, '/sys/devices/system/cpu/cpu0/thermal_throttle/package_throttle_count');
  if (count === null) return skipped('not measured: this board does not report it');
  return Number(count) === 0
    ? good('never since the start')
    : warning(`${Number(count)} times since the start`, AIR_FIX);
}

function firmwareFinding(bits: number): CheckFinding {
  const now = THROTTLED.filter(({ bit }) => (bits >> bit) & 1);
  const before = THROTTLED.filter(({ bit }) => (bits >> (bit + SINCE_START)) & 1);
  const words = (of: typeof now) => of.map((each) => each.words).join(', ');
  if (now[0]) return bad(`now: ${words(now)}`, now[0].fix);
  if (before[0]) return warning(`since the start: ${words(before)}`, before[0].fix);
  return good('never since the start');
}

const WATCHDOG = '/sys/class/watchdog/watchdog0';

/** 0: nothing feeds the watchdog [systemd-system.conf(5), RuntimeWatchdogSec=]. */
async function fedFinding(machine: MachineAccess): Promise<CheckFinding> {
  const out = await outputOf(machine, 'systemctl', 'show', '--property=RuntimeWatchdogUSec');
  const [, bound] = /^RuntimeWatchdogUSec=(.*)$/m.exec(out) ?? [];
  if (bound === undefined)
    throw new CheckSkippedError(
      'could not look: systemctl does not tell; by hand: systemctl show --property=RuntimeWatchdogUSec',
    );
  if (bound === '' || bound === '0' || bound === 'infinity') {
    return bad(
      'systemd feeds no watchdog: a machine that hangs is not reset',
      `sudo systemctl daemon-reexec; ${OTHER_SETTING_FIX}`,
    );
  }
  const state = textOf(machine, `${WATCHDOG}/state`)?.trim();
  if (state === 'inactive')
    return bad(
      `the watchdog does not run, although systemd sets it to a reset after ${bound}`,
      'sudo systemctl daemon-reexec; journalctl -b | grep -i watchdog says why',
    );
  return good(`fed by systemd; without feeding it resets the machine after ${bound}`);
}

/** [systemctl(1), service-watchdogs] */
async function serviceWatchdogsFinding(machine: MachineAccess): Promise<CheckFinding> {
  const out = await outputOf(machine, 'systemctl', 'show', '--property=ServiceWatchdogs');
  const [, state] = /^ServiceWatchdogs=(\w+)$/m.exec(out) ?? [];
  if (state === undefined)
    throw new CheckSkippedError('could not look: systemctl does not tell; by hand: systemctl service-watchdogs');
  if (state === 'yes') return good('on');
  return bad(
    'systemd ends no service that hangs: kiosk and browser stay hung',
    'sudo systemctl service-watchdogs yes; if it is off again after the next start, kernel-words names the word systemd.service_watchdogs',
  );
}

/** `WDIOF_CARDRESET`: the watchdog has reset the machine [Linux, Documentation/watchdog/watchdog-api]. */
const RESET_BY_WATCHDOG = 0x20;

const NOT_CLOSED = 'recovery complete|not properly unmounted|Starting recovery';

async function lastEndFinding(machine: MachineAccess): Promise<CheckFinding> {
  // [systemd-pstore.service(8)]
  const died = namesIn(machine, '/var/lib/systemd/pstore');
  if (died.length > 0)
    return warning(
      'a kernel has crashed and left its last messages',
      'copy /var/lib/systemd/pstore for the repair of the machine, then empty it',
    );
  const status = Number(textOf(machine, `${WATCHDOG}/bootstatus`) ?? 0);
  if ((status & RESET_BY_WATCHDOG) !== 0)
    return warning('the watchdog has reset the machine, which hung', 'journalctl -b -1 -n 100 shows what it did last');
  const ran = await machine.run('journalctl', '--boot=0', '--dmesg', '--output=cat', `--grep=${NOT_CLOSED}`);
  if (ran.is === 'late') throw lateCommandError('journalctl', ran.afterMs, 'sudo journalctl --boot=0 --dmesg');
  // Exit code 1 without output: nothing found.
  if (ran.is !== 'done' || (ran.exit !== 0 && ran.err.trim() !== ''))
    throw new CheckSkippedError(
      'not measured: journalctl does not show the messages of the kernel; run this with sudo',
    );
  const [line] = linesOf(ran.out).filter((each) => new RegExp(NOT_CLOSED).test(each));
  if (line === undefined) return good('an orderly shutdown');
  return warning(
    `the machine stopped without a shutdown (power cut, reset or crash): ${line}`,
    'journalctl --list-boots shows how often. After power cuts, label the power plug of the kiosk, or add a small UPS',
  );
}

/** MiB for a page of Chromium and the kiosk together. */
const LITTLE_MIB = 200;

function memoryFinding(machine: MachineAccess): CheckFinding {
  const text = textOf(machine, '/proc/meminfo') ?? '';
  const mib = (name: string) =>
    Math.floor(Number(new RegExp(`^${name}: +(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN) / 1_024);
  const [all, left] = [mib('MemTotal'), mib('MemAvailable')];
  if (Number.isNaN(left)) return skipped('not measured: the kernel does not show it');
  const found = `${left} of ${all} MiB available`;
  const fix = `ps -eo rss,comm --sort=-rss | head names the programs that use most memory; ${restartCommand(UNITS.glass)} frees the memory of the browser`;
  return left < LITTLE_MIB ? warning(found, fix) : good(found);
}

/** [proc_vmstat(5): oom_kill] */
function killsFinding(machine: MachineAccess): CheckFinding {
  const [, count] = /^oom_kill (\d+)$/m.exec(textOf(machine, '/proc/vmstat') ?? '') ?? [];
  if (count === undefined) return skipped('not measured: this kernel does not count them');
  if (Number(count) === 0) return good('none since the start');
  return warning(
    `${count} since the start`,
    "journalctl -k -b --grep='Out of memory' names the ended programs; if it happens again, see memory",
  );
}

/** A write to `status` forces a connector; only debugfs tells [Linux, drm_sysfs.c and drm_debugfs.c]. */
function isForcedOff(machine: MachineAccess, socket: string): boolean {
  const [, card, name] = /^card(\d+)-(.*)$/.exec(socket) ?? [];
  return readOrEmpty(machine, `/sys/kernel/debug/dri/${card}/${name}/force`).trim() === 'off';
}

/** [Linux, Documentation/gpu/drm-uapi and drm_sysfs: status, modes] */
function screenFinding(
  machine: MachineAccess,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): CheckFinding {
  const sockets = namesIn(machine, '/sys/class/drm').filter(
    (name) => /^card\d+-/.test(name) && !name.includes('Writeback'),
  );
  if (sockets.length === 0)
    return bad(
      'the kernel shows no graphics card',
      `lspci -k names the graphics card and its driver; for missing firmware (sudo dmesg | grep -i firmware names it), ${reinstallDebianFix(['firmware-linux-free'], 'sudo reboot')}`,
    );
  const connected = sockets.filter((name) => textOf(machine, `/sys/class/drm/${name}/status`)?.trim() === 'connected');
  const [screen, other] = connected;
  const off = screen === undefined ? sockets.filter((name) => isForcedOff(machine, name)) : [];
  if (off.length > 0)
    return bad(
      `the kernel keeps ${off.join(', ')} switched off`,
      `${off.map((name) => `echo detect | sudo tee /sys/class/drm/${name}/status`).join(' && ')} && ${restartCommand(UNITS.glass)}`,
    );
  if (screen === undefined)
    return bad(
      `nothing is plugged into ${sockets.join(', ')}`,
      'switch the screen on and check its cable at both ends',
    );
  if (other !== undefined)
    return warning(`${connected.join(' and ')}: two screens`, 'unplug the screen that is not the panel of the kiosk');
  const [mode = ''] = linesOf(textOf(machine, `/sys/class/drm/${screen}/modes`) ?? '');
  // A screen that the compositor turns swaps width and height.
  const sides = [`${widthPx}x${heightPx}`, `${heightPx}x${widthPx}`];
  if (sides.some((side) => mode.startsWith(side))) return good(`${screen} with ${mode}`);
  return warning(
    `${screen} with ${mode}, but the profile has ${sides[0]}`,
    'correct kiosk.panel of the profile (widthPx, heightPx, pxPerMm), or plug in the right screen',
  );
}

async function touchFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const touching = (await inputDevices(machine)).filter(({ touchscreen }) => touchscreen);
  const [used] = touching.filter(({ ignored }) => !ignored);
  if (used) return good(used.name);
  if (touching[0])
    return bad(
      `${touching[0].name} is hidden from the compositor`,
      'grep -rn LIBINPUT_IGNORE_DEVICE /etc/udev/rules.d /run/udev/rules.d names the line: delete it, then sudo udevadm control --reload && sudo udevadm trigger',
    );
  return bad(
    'none',
    'plug the USB cable of the panel in; sudo usbguard list-devices -b names it if USBGuard blocks it',
  );
}

const machineCheck = (
  check: Omit<CheckSpec, 'group' | 'look'> & {
    readonly look: (machine: MachineAccess) => CheckFinding | Promise<CheckFinding>;
  },
): CheckSpec => ({ ...check, group: 'machine', look: ({ machine }) => check.look(machine) });

export const HARDWARE_CHECKS: readonly CheckSpec[] = [
  machineCheck({
    id: 'temperature',
    title: 'The temperature of the machine',
    expected: `below ${WARM} °C`,
    look(machine) {
      const zones = namesIn(machine, '/sys/class/thermal').filter((name) => /^thermal_zone\d+$/.test(name));
      return worstOf(
        zones.flatMap((zone) => temperatureFinding(machine, zone)),
        'not measured: there is no sensor',
      );
    },
  }),
  machineCheck({
    id: 'throttling',
    title: 'Whether heat or voltage slow the processor down',
    expected: 'never since the start',
    look: throttledFinding,
  }),
  machineCheck({
    id: 'watchdog-device',
    title: 'A watchdog in the hardware',
    expected: 'the kernel has a driver for it',
    onlyInstalled: true,
    look(machine) {
      if (!namesIn(machine, dirname(WATCHDOG)).includes(basename(WATCHDOG)))
        return warning(
          'none',
          'switch it on in the BIOS; sudo modprobe -a iTCO_wdt sp5100_tco i6300esb bcm2835_wdt tries the usual drivers. Then write the name of its driver into /etc/modules-load.d',
        );
      // Without WATCHDOG_SYSFS the kernel shows no driver's name.
      const identity = textOf(machine, `${WATCHDOG}/identity`)?.trim() ?? 'an unknown watchdog';
      if (/software/i.test(identity))
        return warning(
          `${identity}: a watchdog in software, which stops with the kernel`,
          'switch on the hardware watchdog in the BIOS, and delete softdog in /etc/modules-load.d',
        );
      return good(identity);
    },
  }),
  machineCheck({
    id: 'watchdog-fed',
    title: 'Who feeds the watchdog',
    expected: 'systemd feeds it, so that the watchdog resets a machine that hangs',
    onlyInstalled: true,
    look: fedFinding,
  }),
  machineCheck({
    id: 'service-watchdogs',
    title: 'Watchdogs of the services',
    expected: 'on, so that a kiosk or a browser that hangs starts again',
    onlyInstalled: true,
    look: serviceWatchdogsFinding,
  }),
  machineCheck({
    id: 'last-end',
    title: 'The last shutdown of the machine',
    expected: 'an orderly shutdown',
    onlyInstalled: true,
    look: lastEndFinding,
  }),
  machineCheck({
    id: 'memory',
    title: 'Memory',
    expected: `at least ${LITTLE_MIB} MiB available`,
    look: memoryFinding,
  }),
  machineCheck({
    id: 'memory-kills',
    title: 'Programs that were ended because memory ran out',
    expected: 'none since the start',
    look: killsFinding,
  }),
  {
    id: 'screen',
    group: 'glass',
    title: 'The screen',
    expected: 'one, with the pixels of the profile',
    onlyInstalled: true,
    look: withProfile(({ kiosk }, { machine }) => screenFinding(machine, kiosk.panel)),
  },
  {
    id: 'touch',
    group: 'glass',
    title: 'The touch panel',
    expected: 'one that the compositor uses',
    onlyInstalled: true,
    look: touchFinding,
  },
];
