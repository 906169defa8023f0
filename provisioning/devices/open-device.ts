import { credentialFileName, credentialName, fillInCredentials } from '../../device/config/credentials.ts';
import type { LinkProfile } from '../../device/config/link.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { TECHNICIAN_TEXT } from '../../device/troubles/troubles.ts';
import type { Clock } from '../../drivers/clock.ts';
import { DEVICE_KINDS, type DeviceKind, wordsOf } from '../../drivers/device-kinds.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import type { Link, LinkTrouble } from '../../drivers/link/link.ts';
import { type LinkFactoryWithTrouble, rememberTrouble } from '../../drivers/link/noted.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { tcpLink } from '../../drivers/link/tcp.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { describeLinkAddress, type LinkAddress } from '../command/options.ts';
import { type CliTrouble, failed, misused } from '../command/outcome.ts';
import { findRunningKiosk } from '../command/running-kiosk.ts';
import { PORT_ADVICE, portAccessRefusal, programWithPortOpen, whyNotSerialPort } from './port-access.ts';

export interface DeviceCommandOptions {
  readonly profile?: string;
  readonly link?: LinkAddress;
  readonly record?: string;
  readonly json?: true;
}

type HandToolKind = Extract<DeviceKind, 'reader' | 'terminal' | 'printer'>;

export interface DeviceAccess<K extends HandToolKind> {
  readonly address: LinkAddress;
  readonly settings: Profile['devices'][K] | null;
}

/**
 * Finds the device: `--link` has priority over the profile. Fails for a device of a running kiosk: two programs on one terminal would take
 * each other's answers.
 */
export async function findDevice<K extends HandToolKind>(
  kind: K,
  options: DeviceCommandOptions,
): Promise<Result<DeviceAccess<K>, CliTrouble>> {
  if (options.profile === undefined) {
    if (options.link) return ok({ address: options.link, settings: null });
    return misused(
      `the ${kind} has no address: add --profile FILE, or --link serial:/dev/…@115200 or --link tcp:HOST:PORT`,
    );
  }
  const profile = loadProfileFile(options.profile);
  if (!profile.ok) return profile;
  const whole = kind === 'terminal' ? fillInCredentials(profile.value) : profile;
  if (!whole.ok) return misused(describeConfigTrouble(whole.error));
  const settings = whole.value.devices[kind];
  const address = options.link ?? addressOf(settings.link);
  if (address) {
    const running = options.link ? null : await findRunningKiosk(profile.value.web.port);
    if (!running || running.simulated) return ok({ address, settings });
    return failed(
      `the kiosk is running and holds the ${kind}: stop it first, or see \`asan-kiosk doctor\`, which asks the kiosk`,
    );
  }
  return misused(
    `the ${kind} of ${options.profile} is simulated inside the kiosk: run \`asan-kiosk simulate ${kind} --tcp PORT\` and add --link tcp:127.0.0.1:PORT`,
  );
}

function addressOf(link: LinkProfile): LinkAddress | undefined {
  return link === 'simulated' ? undefined : link;
}

export type LinkWithLastTrouble = LinkFactoryWithTrouble<Link>;

/** A link that remembers its last trouble. `stopBits`: value of the device's protocol, used if the profile has none. */
export const createLinkWithTrouble = (address: LinkAddress, stopBits: 1 | 2 = 1): LinkWithLastTrouble =>
  rememberTrouble('tcp' in address ? tcpLink(address.tcp) : serialLink({ stopBits, ...address.serial }));

/** Prints discarded bytes and counts them. If the device never comes online, they come from another device. */
export function createDiscardLog(io: Pick<Io, 'note'>) {
  let count = 0;
  return {
    note({ bytes, why }: { readonly bytes: Uint8Array; readonly why: string }): void {
      count += bytes.length;
      io.note(`discarded ${bytes.length} bytes: ${why}`);
    },
    bytes: () => count,
  };
}

interface Watchable<Status> {
  status(): Status;
  onStatus(listener: () => void): () => void;
}

/** Waits for a wanted status. Returns whether the status came within `limitMs`. */
export function reachesStatus<Status>(
  device: Watchable<Status>,
  isWanted: (status: Status) => boolean,
  clock: Clock,
  limitMs: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (came: boolean) => {
      clock.clearTimeout(limit);
      stop();
      resolve(came);
    };
    const limit = clock.setTimeout(() => settle(false), limitMs);
    const look = () => {
      if (isWanted(device.status())) settle(true);
    };
    const stop = device.onStatus(look);
    look();
  });
}

/** ms until a device is online. A terminal is slowest: it checks its modules first. */
const CONNECT_MS = 5_000;

export const comesOnline = (
  device: Watchable<{ readonly device: DeviceState }>,
  clock: Clock,
  limitMs = CONNECT_MS,
): Promise<boolean> => reachesStatus(device, (status) => status.device === 'online', clock, limitMs);

export function untilInterrupt(io: Io, seconds?: number): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      io.clock.clearTimeout(limit);
      release();
      resolve();
    };
    const limit = seconds === undefined ? undefined : io.clock.setTimeout(settle, seconds * 1_000);
    const release = io.onInterrupt(settle);
  });
}

/** Why a device is not online, with the first advice. */
export function describeUnreachableDevice(
  kind: DeviceKind,
  address: LinkAddress,
  trouble: LinkTrouble | undefined,
  foreignBytes = 0,
): string {
  const words = whyLinkAway(address, trouble, DEVICE_KINDS[kind].silent);
  return `the ${wordsOf(kind)} at ${words}: ${trouble ? linkAdvice(address, trouble) : silentAdvice(kind, foreignBytes, address)}`;
}

/** First advice for a silent device. `foreignBytes`: number of bytes that do not fit the device's protocol. */
export function silentAdvice(kind: DeviceKind, foreignBytes: number, address?: LinkAddress): string {
  const { onCable, onNetwork } = SILENT_ADVICE[DEVICE_KINDS[kind].silent] ?? usualAdvice(kind);
  if (address && 'tcp' in address) return foreignBytes > 0 ? OTHER_ADDRESS_ADVICE : onNetwork;
  return foreignBytes > 0 ? WRONG_PORT_ADVICE : onCable;
}

/** Why a device is away: `tcp:192.0.2.7:9100 does not answer (PRN-103)`. */
export function whyLinkAway(address: LinkAddress, trouble: LinkTrouble | undefined, silentCode: string): string {
  const where = describeLinkAddress(address);
  if (!trouble) return `${where} does not answer (${silentCode})`;
  const other = 'serial' in address && 'path' in address.serial ? whyNotSerialPort(address.serial.path) : null;
  if (other !== null) return `${where} is ${other}, not a serial port (${trouble.code})`;
  if (trouble.code === 'LNK-103' && 'tcp' in address)
    return `${where} does not stay open (${trouble.code}, ${trouble.detail})`;
  // The serial binding's messages begin with their kind.
  return `${where} can not be opened (${trouble.code}, ${trouble.detail.replace(/^Error: /, '')})`;
}

/** `tcp:192.0.2.8:20007 refused the registration (TRM-103, result 83)`: the terminal is there but refuses to work. */
export const describeTerminalRefusal = (address: LinkAddress, resultCode: string): string =>
  `${describeLinkAddress(address)} ${
    resultCode === OTHER_CURRENCY ? 'has another currency than the profile' : 'refused the registration'
  } (TRM-103, result ${resultCode})`;

/** Result code *wrong currency* of ZVT, from the terminal or from the driver. */
const OTHER_CURRENCY = '6f';

const ANY_PLACE = `devices.terminal.password of the profile (\`credential:NAME\` there means /etc/credstore/${credentialFileName('NAME')}), or --password,`;

const passwordPlace = (terminal: Profile['devices']['terminal']): string => {
  const name = 'password' in terminal ? credentialName(terminal.password) : null;
  return name === null
    ? 'devices.terminal.password of the profile'
    : `the six digits in /etc/credstore/${credentialFileName(name)}`;
};
const CURRENCY_ADVICE =
  'compare devices.terminal.currency of the profile (944 is AZN) with the currency of the terminal; the provider of the terminal can set it';

/** `tcp:192.0.2.8:20007 gives its sales no numbers (TRM-109)`. */
export const describeUnnumberedSales = (address: LinkAddress): string =>
  `${describeLinkAddress(address)} gives its sales no numbers (TRM-109)`;

export const UNNUMBERED_SALES_ADVICE =
  'ask the provider of the terminal to switch on trace or receipt numbers. Then make one sale by hand at the terminal and give it back there; see TRM-109';

/** First advice for a terminal that refuses the registration. Without a result code: advice for the likeliest cause. */
export const terminalRefusalAdvice = (resultCode?: string, terminal?: Profile['devices']['terminal']): string =>
  resultCode === OTHER_CURRENCY
    ? CURRENCY_ADVICE
    : `compare ${terminal ? passwordPlace(terminal) : ANY_PLACE} with the password of the terminal. After a change, restart the kiosk (${RESTART_KIOSK_COMMAND}). Then look up the result code in its manual`;

const WHICH =
  'another device may have this address. Compare the address in the menu or self-test print of each device with the profile. At a serial converter, two devices may be exchanged';

interface SilentAdvice {
  readonly onCable: string;
  readonly onNetwork: string;
}

const SILENT_ADVICE: Readonly<Partial<Record<string, SilentAdvice>>> = {
  'RDR-104': {
    onCable: 'check the plug of the reader',
    onNetwork: `check the power of the reader; ${WHICH}`,
  },
  'TRM-102': {
    onCable: 'look at the display of the terminal; then compare its framing, baud rate and password with the profile',
    onNetwork: `look at the display of the terminal; ${WHICH}. Then compare its password and framing with the profile`,
  },
  'PRN-103': {
    onCable:
      'switch the printer on and check its cable; then compare the baud rate of its self-test print with the profile',
    onNetwork: `switch the printer on and check its network cable; ${WHICH}`,
  },
};

const usualAdvice = (kind: DeviceKind): SilentAdvice => ({
  onCable: `check the power and the cable of the ${wordsOf(kind)}`,
  onNetwork: `check the power and the network cable of the ${wordsOf(kind)}; ${WHICH}`,
});

/**
 * Whether a silent device with this code has its own advice. The troubleshooting text of the code cannot have it, because the code also
 * stands for a lost answer.
 */
export const hasSilentDeviceAdvice = (code: string): boolean => Object.hasOwn(SILENT_ADVICE, code);

/** First advice for a link. For a device that is not found, the advice depends on path or network address. */
export function linkAdvice(address: LinkAddress, { code, detail }: LinkTrouble): string {
  const path = 'serial' in address && 'path' in address.serial ? address.serial.path : null;
  if (code === 'LNK-102' && path !== null) return portAccessRefusal(path)?.fix ?? adviceOf(code);
  if (code === 'LNK-104') {
    const holder = path === null ? null : programWithPortOpen(path);
    if (holder !== null) return `another program uses this port: ${holder}; end it first`;
    return `another program uses this port: \`sudo fuser -v ${path ?? 'PORT'}\` names it; end it first`;
  }
  if (code === 'LNK-103') return wentDownAdvice(address, path);
  if (code !== 'LNK-101') return adviceOf(code);
  if ('serial' in address) {
    return path !== null
      ? 'plug the device in; `ls -l /dev/serial/by-id` shows the ports that exist'
      : 'plug the device in, or correct the profile';
  }
  return detail.includes('ECONNREFUSED')
    ? 'the device answers, but this port is closed: start the service on it, or correct the port in the profile'
    : "compare the address with the device's menu; check its power and its network cable";
}

function wentDownAdvice(address: LinkAddress, path: string | null): string {
  if ('tcp' in address)
    return 'the device hangs up every time: compare address and port with its menu, and close other connections to it';
  if (path !== null && whyNotSerialPort(path) !== null) return PORT_ADVICE;
  return 'the connection fails every time: change the cable or the USB socket';
}

const WRONG_PORT_ADVICE =
  'another device answers here: compare the port in the profile with the device at it, then the baud rate';

const OTHER_ADDRESS_ADVICE = `another device answers here; ${WHICH}`;

/** First advice of a code that does not say to run `asan-kiosk doctor`, which prints this advice. */
export function adviceOf(code: keyof typeof TECHNICIAN_TEXT): string {
  const { todo } = TECHNICIAN_TEXT[code];
  return todo.find((step) => !step.includes('asan-kiosk doctor')) ?? todo[0] ?? '';
}
