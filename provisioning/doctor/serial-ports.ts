import { existsSync, realpathSync, type Stats, statSync } from 'node:fs';
import { serialLinks } from '../../device/config/device-links.ts';
import type { Profile } from '../../device/config/profile.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import type { SerialPlace } from '../../drivers/link/serial.ts';
import { describeSerialIdentity, findUsbSerial } from '../../drivers/link/usb-serial.ts';
import { PORT_ADVICE, portAccessRefusal, whyNotSerialPort } from '../devices/port-access.ts';
import { USERS } from '../machine/installed.ts';
import { RULES_FILE } from '../udev/rules.ts';
import { accountName, accountOf, groupName, groupsOf } from './accounts.ts';
import { bad, type CheckContext, type CheckFinding, good, skipped, warning } from './check.ts';
import { type MachineAccess, namesIn } from './machine-port.ts';
import { installPackageFix } from './package-cure.ts';

/** A device named by its ids must be found exactly once before its file can be checked. */
export async function serialPortFinding(place: SerialPlace, context: CheckContext): Promise<CheckFinding> {
  if ('path' in place) return portFileFinding(place.path, context);
  const found = await findUsbSerial(place);
  if (!found.ok) return bad(found.error.detail, absentFix(context));
  const finding = await portFileFinding(found.value, context);
  return finding.state === 'warn' ? good(`${describeSerialIdentity(place)} is ${found.value} now`) : finding;
}

export async function pluggedPortsFinding({ program, installed }: CheckContext): Promise<CheckFinding> {
  const listed = await program.serialPorts();
  if (!listed.ok)
    return warning(listed.error.detail, `the kiosk works without this list; ${installPackageFix('udev', installed)}`);
  // Built-in UARTs have no ids.
  const plugged = listed.value.filter(({ vendorId }) => vendorId !== undefined);
  if (plugged.length === 0) return good('none');
  const words = plugged.map(({ path, vendorId, productId, manufacturer }) =>
    [path, `${vendorId}:${productId ?? '?'}`, manufacturer].filter((each) => each !== undefined).join(' '),
  );
  return good(words.join('; '));
}

/** USBGuard blocks a new adapter: no list shows it before `provision --devices`. */
const absentFix = ({ installed }: Pick<PortContext, 'installed'>): string =>
  installed
    ? 'plug in the device; if the device or its adapter was replaced: sudo asan-kiosk provision --devices, which allows the new one'
    : 'plug the device in; ls -l /dev/serial/by-id shows the ports that exist: write the right one into the profile';

/** `provision` makes these links from the profile. */
const OWN_LINK = /^\/dev\/kiosk\//;
const OWN_LINK_FIX =
  'provision may rename or remove a link in /dev/kiosk: sudo asan-kiosk provision --devices writes a stable name into the profile. If your own rule makes this link: plug in the device';

const NAMED_BY_SYSTEM = /^\/dev\/(?:serial|pts)\//;

/** `ttyUSB0` is the adapter that came first. */
const PASSING_NAME = /^\/dev\/tty(USB|ACM)\d+$/;

async function portFileFinding(path: string, { machine, kiosk, installed }: PortContext): Promise<CheckFinding> {
  if (!existsSync(path))
    return bad(`there is no ${path}`, installed && OWN_LINK.test(path) ? OWN_LINK_FIX : absentFix({ installed }));
  const terminal = installed && NAMED_BY_SYSTEM.test(path) ? terminalOf(path) : null;
  if (terminal !== null)
    return bad(
      `${path} leads to ${terminal}, which a program made: it can read and forge what the device says`,
      path === terminal
        ? PORT_ADVICE
        : `sudo rm ${path} && sudo udevadm trigger --subsystem-match=tty && sudo udevadm settle && ${RESTART_KIOSK_COMMAND}`,
    );
  const other = whyNotSerialPort(path);
  if (other !== null) return bad(`${path} is ${other}, no serial port`, PORT_ADVICE);
  const ofUser = installed || (await kiosk()) ? null : portAccessRefusal(path);
  const refusal = installed ? (kioskPortRefusal(machine, path) ?? foreignDeviceUser(machine, path, 'tty')) : ofUser;
  if (refusal) return bad(refusal.found, refusal.fix);
  if (!PASSING_NAME.test(path)) return good(path);
  return warning(
    `${path} is a name that changes with the order of plugging in`,
    'use its name in /dev/serial/by-id or by-path',
  );
}

/** The pseudo-terminal behind a path [pts(4)]; `null`: another file. */
function terminalOf(path: string): string | null {
  const real = realpathSync(path);
  return real.startsWith('/dev/pts/') ? real : null;
}

export type PortContext = Pick<CheckContext, 'machine' | 'kiosk' | 'installed'>;

const OTHERS_RW = 0o006;
const GROUP_RW = 0o060;

interface Refusal {
  readonly found: string;
  readonly fix: string;
}

/** Mode 660, owner root, group of the kiosk. */
const triggerFor = (subsystem: 'tty' | 'hidraw' | 'gpio'): string =>
  `sudo udevadm control --reload && sudo udevadm trigger --subsystem-match=${subsystem}`;

/**
 * Why the installed kiosk's user may not open a device file; `null`: this user may, or there is no such file. The user of this process does
 * not matter.
 */
export function kioskPortRefusal(machine: MachineAccess, path: string): Refusal | null {
  const its = statSync(path, { throwIfNoEntry: false });
  if (!its) return null;
  const account = accountOf(machine, USERS.kiosk);
  if (!account) return { found: `there is no user ${USERS.kiosk}`, fix: 'sudo systemd-sysusers' };
  const gids = [...groupsOf(machine, USERS.kiosk).values()];
  const byGroup = gids.includes(its.gid) && (its.mode & GROUP_RW) === GROUP_RW;
  if (byGroup || its.uid === account.uid || (its.mode & OTHERS_RW) === OTHERS_RW) return null;
  return {
    found: `${path} has mode ${(its.mode & 0o777).toString(8)} and the group ${groupName(machine, its.gid)}: ${USERS.kiosk} may not open it`,
    fix: `${triggerFor('tty')}; an adapter that ${RULES_FILE} does not know needs a line of its own: sudo asan-kiosk provision`,
  };
}

/** A user besides root and the kiosk who may use the file of a printer, a keypad or another device; `null`: none. */
export function foreignDeviceUser(
  machine: MachineAccess,
  path: string,
  subsystem: 'tty' | 'hidraw' | 'gpio',
): Refusal | null {
  const its = statSync(path, { throwIfNoEntry: false });
  const who = its ? strangerOf(machine, its) : null;
  if (!its || who === null) return null;
  return {
    found: `${path} has mode ${(its.mode & 0o777).toString(8)}: ${who} may use it`,
    fix: `${triggerFor(subsystem)}; if it comes back: grep -rn MODE /etc/udev/rules.d /run/udev/rules.d names the rule`,
  };
}

function strangerOf(machine: MachineAccess, { uid, gid, mode }: Stats): string | null {
  if ((mode & OTHERS_RW) !== 0) return 'every user';
  if (uid !== 0 && uid !== accountOf(machine, USERS.kiosk)?.uid) return accountName(machine, uid);
  const isOwn = gid === 0 || [...groupsOf(machine, USERS.kiosk).values()].includes(gid);
  return isOwn || (mode & GROUP_RW) === 0 ? null : `the group ${groupName(machine, gid)}`;
}

/** A unit may only open devices with a driver that was loaded at its start [systemd.resource-control(5), DeviceAllow=]. */
const MODULES = ['usbserial', 'cdc_acm'] as const;

export function modulesFinding(machine: MachineAccess, { devices }: Profile): CheckFinding {
  if (serialLinks(devices).length === 0) return skipped('the profile has no serial device');
  const loaded = namesIn(machine, '/sys/module');
  const missing = MODULES.filter((name) => !loaded.includes(name));
  if (missing.length === 0) return good(MODULES.join(', '));
  return bad(
    `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not loaded`,
    // A first start would take the technician's console.
    'sudo systemctl restart systemd-modules-load.service && sudo systemctl try-restart asan-kiosk.service',
  );
}
