import { RESTART_KIOSK_COMMAND, restartCommand } from '../../device/troubles/start-anew.ts';
import { LOOPBACK } from '../command/places.ts';
import { PORT_UNITS, RENEWAL, UNITS } from '../machine/installed.ts';
import { bad, type CheckContext, type CheckFinding, type CheckSpec, good, skipped, warning } from './check.ts';
import { otherKioskFix } from './kiosk-id.ts';
import { type JournalError, readLastJournalError } from './last-error.ts';
import {
  CheckSkippedError,
  lateCommandError,
  linesOf,
  type MachineAccess,
  type MachineContext,
  outputOf,
  readFileStatus,
  TIMEOUT_EXIT_CODE,
} from './machine-port.ts';
import { REINSTALL_KIOSK_FIX } from './package-cure.ts';

/** [systemctl(1), show; org.freedesktop.systemd1(5)] */
export interface SystemdUnit {
  readonly load: string;
  readonly active: string;
  readonly sub: string;
  readonly file: string;
  readonly result: string;
  readonly restarts: number;
  /** Bytes, or `infinity`. */
  readonly core: string;
  readonly controlGroup: string;
  /** Such as `127.0.0.1:8080 (Stream)`. */
  readonly listen: string;
  /** `frozen`: suspended [systemctl(1), freeze]. */
  readonly freezer: string;
}

export interface SystemdUnits {
  of(name: string): SystemdUnit;
}

const PROPERTIES = {
  load: 'LoadState',
  active: 'ActiveState',
  sub: 'SubState',
  file: 'UnitFileState',
  result: 'Result',
  restarts: 'NRestarts',
  core: 'LimitCORE',
  controlGroup: 'ControlGroup',
  listen: 'Listen',
  freezer: 'FreezerState',
} as const;

export const ASKED_UNITS: readonly string[] = [
  ...Object.values(UNITS),
  PORT_UNITS.socket,
  RENEWAL.timer,
  'usbguard.service',
  'asan-firewall.service',
  'ctrl-alt-del.target',
  'debug-shell.service',
  'getty@tty1.service',
  'asan-hosts.timer',
  'seatd.service',
  'systemd-udevd.service',
  'systemd-networkd.service',
  'networking.service',
  'NetworkManager.service',
  'dhcpcd.service',
  'systemd-timesyncd.service',
  'chrony.service',
  'ntpsec.service',
  'openntpd.service',
];

/** [sd_booted(3)] */
const BOOTED = '/run/systemd/system';
const BY_HAND = `systemctl status ${UNITS.kiosk}`;

/** `null` if systemd does not run, as in a container. */
export async function readUnits(machine: MachineAccess): Promise<SystemdUnits | null> {
  const names = Object.values(PROPERTIES).map((property) => `--property=${property}`);
  const ran = await machine.run('systemctl', 'show', '--property=Id', ...names, ...ASKED_UNITS);
  if (ran.is === 'late') throw lateCommandError('systemctl', ran.afterMs, BY_HAND);
  if (ran.is === 'absent') return null;
  if (ran.exit !== 0) {
    if (!readFileStatus(machine, BOOTED)) return null;
    const [why = ''] = ran.err.trim().split('\n');
    throw new CheckSkippedError(
      `could not look: systemctl says ${JSON.stringify(why)} (exit ${ran.exit}); by hand: ${BY_HAND}`,
    );
  }
  // In the order of the request; an alias has its target's Id.
  const blocks = ran.out.trim().split(/\n\s*\n/);
  if (blocks.length !== ASKED_UNITS.length || !blocks.every((block) => /^Id=./m.test(block)))
    throw new CheckSkippedError(
      `could not look: of ${ASKED_UNITS.length} units systemctl reports ${blocks.filter((block) => /^Id=./m.test(block)).length}; by hand: ${BY_HAND}`,
    );
  return {
    of(name) {
      const block = blocks[ASKED_UNITS.indexOf(name)] ?? '';
      const value = (property: string) => new RegExp(`^${property}=(.*)$`, 'm').exec(block)?.[1] ?? '';
      const { load, active, sub, file, result, restarts, core, controlGroup, listen, freezer } = PROPERTIES;
      return {
        load: value(load),
        active: value(active),
        sub: value(sub),
        file: value(file),
        result: value(result),
        restarts: Number(value(restarts)) || 0,
        core: value(core),
        controlGroup: value(controlGroup),
        listen: value(listen),
        freezer: value(freezer),
      };
    },
  };
}

const MAY_BE_GIVEN_UP: readonly string[] = [...Object.values(UNITS), PORT_UNITS.socket];

const switchOn = (name: string): string =>
  MAY_BE_GIVEN_UP.includes(name)
    ? `sudo systemctl enable ${name} && ${restartCommand(name)}`
    : `sudo systemctl enable --now ${name}`;

export const isMasked = ({ load, file }: SystemdUnit): boolean => load === 'masked' || file.startsWith('masked');

/** Command that removes a mask. A mask in /run ends with the next start [systemctl(1), --runtime]. */
export const unmaskCommand = (name: string, { file }: Pick<SystemdUnit, 'file'>): string =>
  `sudo systemctl unmask ${file === 'masked-runtime' ? '--runtime ' : ''}${name}`;

/** Finding for a unit of the package that must run after every start. */
export function unitFinding(name: string, unit: SystemdUnit, missing: string): CheckFinding {
  const { load, active, sub, file, result, freezer } = unit;
  if (isMasked(unit)) return bad(`${name} is masked`, `${unmaskCommand(name, unit)} && ${switchOn(name)}`);
  if (load === 'not-found') return bad(`there is no ${name}`, missing);
  if (load === 'bad-setting' || load === 'error')
    return bad(
      `${name} has a line that systemd refuses`,
      `systemd-analyze verify ${name} names the line: correct or delete it`,
    );
  if (active === 'failed')
    return bad(`${name} has failed (${result})`, `journalctl -u ${name} -n 50 says why; then ${restartCommand(name)}`);
  // A unit that is restarted again and again is never `failed`.
  if (sub === 'auto-restart')
    return bad(`${name} ends and is restarted (${result})`, `journalctl -u ${name} -n 50 says why`);
  if (active === 'activating')
    return warning(`${name} is being started (${sub})`, `run doctor again; journalctl -fu ${name} shows its start`);
  if (active !== 'active') return bad(`${name} is ${active}`, switchOn(name));
  if (freezer === 'frozen')
    return bad(
      `${name} is frozen: its processes are suspended, and a restart is refused`,
      `sudo systemctl thaw ${name}`,
    );
  if (file === 'disabled')
    return bad(`${name} runs, but not after the next start of the machine`, `sudo systemctl enable ${name}`);
  return good(`${name} is active (${sub})`);
}

/** Whether systemd holds this port for the kiosk, also while the kiosk is away. */
export const holdsPort = ({ active, listen }: SystemdUnit, port: number): boolean =>
  active === 'active' && listen.startsWith(`${LOOPBACK}:${port} `);

const NO_SYSTEMD = 'not measured: systemd does not run here';

export const withUnits =
  (look: (units: SystemdUnits, context: CheckContext) => CheckFinding | Promise<CheckFinding>): CheckSpec['look'] =>
  async (context) => {
    const units = await context.units();
    return units ? look(units, context) : skipped(NO_SYSTEMD);
  };

/** Whether a unit is enabled and active; if the unit is missing, the fix is to install the package again. */
export const packageUnitCheck = (name: string): CheckSpec['look'] =>
  withUnits((units) => unitFinding(name, units.of(name), REINSTALL_KIOSK_FIX));

const unitCheck = (id: string, title: string, name: string): CheckSpec => ({
  id,
  group: 'units',
  title,
  expected: `${name} is enabled and active`,
  onlyInstalled: true,
  async look({ units }) {
    const its = await units();
    return its ? unitFinding(name, its.of(name), REINSTALL_KIOSK_FIX) : bad('systemd does not run here', 'sudo reboot');
  },
});

const restartsCheck = (id: string, title: string, name: string): CheckSpec => ({
  id,
  group: 'units',
  title,
  expected: 'none since the machine was started',
  onlyInstalled: true,
  look: withUnits((units) => {
    const { restarts } = units.of(name);
    if (restarts === 0) return good('none');
    return warning(`systemd has restarted ${name} ${restarts} times`, `journalctl -u ${name} -p warning -b says why`);
  }),
});

/** [systemd.unit(5)] */
const UNIT_NAME = /\.(automount|device|mount|path|scope|service|slice|socket|swap|target|timer)$/;

const KIOSK_UNIT = unitCheck('kiosk-unit', 'The unit of the kiosk', UNITS.kiosk);

/** Without the firewall's rules the unit's result is only `exit-code`. */
async function kioskFinding(context: CheckContext): Promise<CheckFinding> {
  const finding = await KIOSK_UNIT.look(context);
  const kiosk = (await context.units())?.of(UNITS.kiosk);
  if (finding.state === 'ok' || kiosk?.active === 'active') return finding;
  const waits = await waitingFinding(context.machine);
  if (waits !== null) return waits;
  if (await hasRules(context.machine)) return hasEnded(kiosk) ? withCause(finding, context) : finding;
  return bad(
    `${UNITS.kiosk} does not start without the rules of the firewall, see firewall and firewall-unit`,
    `first the fixes of these lines, then: ${RESTART_KIOSK_COMMAND}`,
  );
}

/** A restart would wait too [systemctl(1), list-jobs]. */
async function waitingFinding(machine: MachineAccess): Promise<CheckFinding | null> {
  const ran = await machine.run('systemctl', 'list-jobs', '--no-legend', '--plain');
  if (ran.is !== 'done' || ran.exit !== 0) return null;
  const jobs = linesOf(ran.out).map((line) => line.trim().split(/\s+/));
  const [id] =
    jobs.find(([, unit, type, state]) => unit === UNITS.kiosk && type !== 'stop' && state === 'waiting') ?? [];
  if (id === undefined) return null;
  // The screen waits for the kiosk.
  const running = jobs.filter(([, unit = '', , state]) => state === 'running' && !MAY_BE_GIVEN_UP.includes(unit));
  const names = running.map(([, unit = '']) => unit).join(' ');
  if (names === '')
    return bad(
      `${UNITS.kiosk} waits in the queue of systemd, and no other job runs`,
      `systemctl list-jobs --after ${UNITS.kiosk} shows what it waits for; if the wait does not end: sudo systemctl cancel ${id} && sudo reboot`,
    );
  return bad(
    `${UNITS.kiosk} waits in the queue of systemd while ${running.map(([, unit, type]) => `${unit} (${type})`).join(', ')} runs`,
    `see what it waits for (systemctl status ${names}; sudo journalctl ${running.map(([, unit]) => `-u ${unit}`).join(' ')} -n 50). Then stop it, and the kiosk starts (sudo systemctl stop ${names}). If it does not belong here: sudo systemctl disable ${names}; a restart of the kiosk would wait too`,
  );
}

const hasEnded = (kiosk: SystemdUnit | undefined): boolean =>
  kiosk?.active === 'failed' || kiosk?.sub === 'auto-restart';

async function withCause(finding: CheckFinding, context: CheckContext): Promise<CheckFinding> {
  const error = await readLastJournalError(context.machine);
  if (error === null) return finding;
  return bad(
    `${finding.found}; the last error of its journal: ${JSON.stringify(error.words)}`,
    otherKioskFix(context) ?? causeFix(error),
  );
}

function causeFix({ code, words }: JournalError): string {
  if (/SQLITE_BUSY|SVC-101 watchdog\.silent ledger/.test(words))
    return `another program holds the ledger: ledger-held names it; after its end: ${RESTART_KIOSK_COMMAND}`;
  if (code === null) return `remove the cause that this error names; then: ${RESTART_KIOSK_COMMAND}`;
  return `sudo asan-kiosk explain ${code} shows the fix; then: ${RESTART_KIOSK_COMMAND}`;
}

/** True if `nft` fails, which another check explains. */
async function hasRules(machine: MachineAccess): Promise<boolean> {
  const ran = await machine.run('nft', '-s', 'list', 'ruleset');
  if (ran.is !== 'done' || ran.exit !== 0) return ran.is !== 'absent';
  return ran.out.includes('table inet asan_kiosk {');
}

const UDEV_EVENT_S = 5;
/** An event there changes nothing. */
const EVENT_OF = '/sys/devices/virtual/mem/null';

/** systemd starts udev each time; it cannot be disabled. `--stop-exec-queue` leaves it active and idle [udevadm(8)]. */
async function udevFinding(unit: SystemdUnit, { machine }: MachineContext): Promise<CheckFinding> {
  if (unit.active === 'active') {
    const limit = String(Math.ceil(UDEV_EVENT_S * machine.timeFactor));
    const trigger = ['udevadm', 'trigger', '--settle', '--action=change', EVENT_OF];
    const ran = machine.uid === 0 ? await machine.run('timeout', limit, ...trigger) : null;
    if (ran?.is !== 'done' || ran.exit !== TIMEOUT_EXIT_CODE) return good('systemd-udevd.service is active');
    return bad(
      `udev handled no event in ${limit} s: a new device gets no name`,
      'sudo udevadm control --start-exec-queue; if that does not help: sudo systemctl restart systemd-udevd.service',
    );
  }
  return bad(
    `systemd-udevd.service is ${isMasked(unit) ? 'masked' : unit.active}: a new device gets no name`,
    `${isMasked(unit) ? `${unmaskCommand('systemd-udevd.service', unit)} && ` : ''}sudo systemctl start systemd-udevd.service`,
  );
}

export const UNIT_CHECKS: readonly CheckSpec[] = [
  { ...KIOSK_UNIT, look: kioskFinding },
  {
    id: 'udev',
    group: 'units',
    title: 'The service that names new devices (udev)',
    expected: 'systemd-udevd.service is active',
    onlyInstalled: true,
    look: withUnits((units, context) => udevFinding(units.of('systemd-udevd.service'), context)),
  },
  restartsCheck('kiosk-restarts', 'How often the kiosk had to be restarted', UNITS.kiosk),
  {
    id: 'socket-unit',
    group: 'units',
    title: 'The unit that holds the port of the page',
    expected: `${PORT_UNITS.socket} is enabled and active, with the port of the profile`,
    onlyInstalled: true,
    async look({ units, profile }) {
      const its = (await units())?.of(PORT_UNITS.socket);
      if (!its) return bad('systemd does not run here', 'sudo reboot');
      const finding = unitFinding(PORT_UNITS.socket, its, REINSTALL_KIOSK_FIX);
      if (finding.state !== 'ok' || !profile || holdsPort(its, profile.web.port)) return finding;
      return bad(
        `${PORT_UNITS.socket} holds ${its.listen}, but the profile names ${profile.web.port}`,
        'sudo asan-kiosk provision',
      );
    },
  },
  unitCheck('glass-unit', 'The unit of the screen', UNITS.glass),
  restartsCheck('glass-restarts', 'How often the browser had to be restarted', UNITS.glass),
  {
    id: 'recovery',
    group: 'units',
    title: 'The page of *out of service*',
    expected: 'it does not run: it is shown only after too many failures',
    onlyInstalled: true,
    look: withUnits((units) => {
      if (units.of(UNITS.recovery).active !== 'active') return good('it does not run');
      return bad(
        'it is on the screen: the kiosk or its browser failed too often',
        `journalctl -u ${UNITS.kiosk} -u ${UNITS.glass} -n 100 says why; then ${restartCommand(UNITS.glass)}`,
      );
    }),
  },
  {
    id: 'failed-units',
    group: 'units',
    title: 'Other units that have failed',
    expected: 'none',
    onlyInstalled: true,
    async look({ machine }) {
      const out = await outputOf(machine, 'systemctl', 'list-units', '--state=failed', '--plain', '--no-legend');
      const own: readonly string[] = Object.values(UNITS);
      const failed = out
        .split('\n')
        .map((line) => line.trim().split(/\s+/)[0] ?? '')
        .filter((name) => UNIT_NAME.test(name) && !own.includes(name));
      if (failed.length === 0) return good('none');
      return warning(
        failed.join(', '),
        `systemctl status ${failed.join(' ')} shows why. If the kiosk or Debian needs it: sudo systemctl restart ${failed.join(' ')}; otherwise: sudo systemctl reset-failed ${failed.join(' ')}`,
      );
    },
  },
];
