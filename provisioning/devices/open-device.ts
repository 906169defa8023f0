import { credentialFile, credentialName, withCredentials } from '../../device/config/credentials.ts';
import type { LinkProfile } from '../../device/config/link.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { KIOSK_ANEW } from '../../device/troubles/start-anew.ts';
import { TECHNICIAN_TEXT } from '../../device/troubles/troubles.ts';
import type { Clock } from '../../drivers/clock.ts';
import { DEVICE_KINDS, type DeviceKind, wordsOf } from '../../drivers/device-kinds.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import type { Link, LinkTrouble } from '../../drivers/link/link.ts';
import { type NotedLink, noted } from '../../drivers/link/noted.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { tcpLink } from '../../drivers/link/tcp.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { describeLinkAddress, type LinkAddress } from '../command/options.ts';
import { type CliTrouble, failed, misused } from '../command/outcome.ts';
import { kioskHere } from '../command/running-kiosk.ts';
import { accessRefusal, holderOf, NAME_A_PORT, noSerialPort } from './port-access.ts';

export interface DeviceOptions {
  readonly profile?: string;
  readonly link?: LinkAddress;
  /** A file that the wire is recorded into. */
  readonly record?: string;
  readonly json?: true;
}

type HandToolKind = Extract<DeviceKind, 'reader' | 'terminal' | 'printer'>;

/** Where a device is, and what the profile says of it; `settings` is `null` where only a link was given. */
export interface Place<K extends HandToolKind> {
  readonly address: LinkAddress;
  readonly settings: Profile['devices'][K] | null;
}

/**
 * `--link` before the profile's own link; one of the two must be there. A device of a kiosk that runs is refused: two
 * programs on one terminal would each take the other's answers for their own.
 */
export async function placeOf<K extends HandToolKind>(
  kind: K,
  options: DeviceOptions,
): Promise<Result<Place<K>, CliTrouble>> {
  if (options.profile === undefined) {
    if (options.link) return ok({ address: options.link, settings: null });
    return misused(`where is the ${kind}? add --profile FILE, or --link serial:/dev/…@115200 or --link tcp:HOST:PORT`);
  }
  const profile = loadProfileFile(options.profile);
  if (!profile.ok) return profile;
  const whole = kind === 'terminal' ? withCredentials(profile.value) : profile;
  if (!whole.ok) return misused(describeConfigTrouble(whole.error));
  const settings = whole.value.devices[kind];
  const address = options.link ?? addressOf(settings.link);
  if (address) {
    const running = options.link ? null : await kioskHere(profile.value.web.port);
    if (!running || running.simulated) return ok({ address, settings });
    return failed(
      `the kiosk runs and has the ${kind}: stop it first, or see \`asan-kiosk doctor\`, which asks the kiosk`,
    );
  }
  return misused(
    `the ${kind} of ${options.profile} is simulated inside the kiosk: run \`asan-kiosk simulate ${kind} --tcp PORT\` and add --link tcp:127.0.0.1:PORT`,
  );
}

function addressOf(link: LinkProfile): LinkAddress | undefined {
  return link === 'simulated' ? undefined : link;
}

export type WatchedLink = NotedLink<Link>;

/** `stopBits` is what the device's protocol prescribes where the profile says nothing. */
export const openLink = (address: LinkAddress, stopBits: 1 | 2 = 1): WatchedLink =>
  noted('tcp' in address ? tcpLink(address.tcp) : serialLink({ stopBits, ...address.serial }));

/** Says what made no sense on a wire, and counts it: bytes from a device that is not online come from another one. */
export function noteDiscarded(io: Pick<Io, 'note'>) {
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

/** Waits until the status of a device is a wanted one, but not longer than `limitMs`; says whether it came to that. */
export function whenStatus<Status>(
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

/** How long a device may take to be there, in milliseconds; the slowest is a terminal that looks at its modules first. */
const CONNECT_MS = 5_000;

export const whenOnline = (
  device: Watchable<{ readonly device: DeviceState }>,
  clock: Clock,
  limitMs = CONNECT_MS,
): Promise<boolean> => whenStatus(device, (status) => status.device === 'online', clock, limitMs);

/** Until Ctrl-C, or so many seconds. */
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

/** Why a device that is not online is not, with the first thing to try. */
export function awayLine(
  kind: DeviceKind,
  address: LinkAddress,
  trouble: LinkTrouble | undefined,
  foreignBytes = 0,
): string {
  const words = awayWords(address, trouble, DEVICE_KINDS[kind].silent);
  return `the ${wordsOf(kind)} at ${words}: ${trouble ? linkAdvice(address, trouble) : silentAdvice(kind, foreignBytes, address)}`;
}

/** `foreignBytes`: how many came that make no sense in the device's protocol. */
export function silentAdvice(kind: DeviceKind, foreignBytes: number, address?: LinkAddress): string {
  const { onCable, onNetwork } = SILENT_ADVICE[DEVICE_KINDS[kind].silent] ?? usualAdvice(kind);
  if (address && 'tcp' in address) return foreignBytes > 0 ? OTHER_ADDRESS_ADVICE : onNetwork;
  return foreignBytes > 0 ? WRONG_PORT_ADVICE : onCable;
}

/** `tcp:192.0.2.7:9100 does not answer (PRN-103)`. */
export function awayWords(address: LinkAddress, trouble: LinkTrouble | undefined, silentCode: string): string {
  const where = describeLinkAddress(address);
  if (!trouble) return `${where} does not answer (${silentCode})`;
  const other = 'serial' in address && 'path' in address.serial ? noSerialPort(address.serial.path) : null;
  if (other !== null) return `${where} is ${other}, no serial port (${trouble.code})`;
  if (trouble.code === 'LNK-103' && 'tcp' in address)
    return `${where} does not stay open (${trouble.code}, ${trouble.detail})`;
  // The serial binding's messages begin with their own kind.
  return `${where} can not be opened (${trouble.code}, ${trouble.detail.replace(/^Error: /, '')})`;
}

/** `tcp:192.0.2.8:20007 refused the registration (TRM-103, result 83)`: a terminal that is there and will not be used. */
export const refusedWords = (address: LinkAddress, resultCode: string): string =>
  `${describeLinkAddress(address)} ${
    resultCode === OTHER_CURRENCY ? 'has another currency than the profile' : 'refused the registration'
  } (TRM-103, result ${resultCode})`;

/** Result code *wrong currency* of ZVT: of the terminal, or of the driver if the registration names another currency. */
const OTHER_CURRENCY = '6f';

const ANY_PLACE = `devices.terminal.password of the profile (\`credential:NAME\` there means /etc/credstore/${credentialFile('NAME')}), or --password,`;

/** Where the password of a terminal stands that the profile names. */
const passwordPlace = (terminal: Profile['devices']['terminal']): string => {
  const name = 'password' in terminal ? credentialName(terminal.password) : null;
  return name === null
    ? 'devices.terminal.password of the profile'
    : `the six digits in /etc/credstore/${credentialFile(name)}`;
};
const CURRENCY_ADVICE =
  'compare devices.terminal.currency of the profile (944 is AZN) with the currency of the terminal; its provider can set it';

/** `tcp:192.0.2.8:20007 gives its sales no numbers (TRM-109)`. */
export const uncountedWords = (address: LinkAddress): string =>
  `${describeLinkAddress(address)} gives its sales no numbers (TRM-109)`;

export const UNCOUNTED_ADVICE =
  'have its provider switch on trace or receipt numbers, sell once by hand at the terminal, and give it back there; see TRM-109';

/** The first advice for a terminal that refuses the registration. Without a result code: the advice for the likeliest cause. */
export const refusedAdvice = (resultCode?: string, terminal?: Profile['devices']['terminal']): string =>
  resultCode === OTHER_CURRENCY
    ? CURRENCY_ADVICE
    : `compare ${terminal ? passwordPlace(terminal) : ANY_PLACE} with the password of the terminal (a changed one counts after: ${KIOSK_ANEW}); then look the result code up in its manual`;

const WHICH =
  'another device may have this address: compare the address in the menu or on the self-test print of each device with the profile; at a converter for serial devices, two of them may be exchanged';

/** A device on the network has no speed to compare, but its address may belong to another device. */
interface SilentAdvice {
  readonly onCable: string;
  readonly onNetwork: string;
}

/** By the code of the silence; only for kinds with more to look at than power and cable. */
const SILENT_ADVICE: Readonly<Partial<Record<string, SilentAdvice>>> = {
  'RDR-104': {
    onCable: 'look at the plug of the reader',
    onNetwork: `look at the power of the reader; ${WHICH}`,
  },
  'TRM-102': {
    onCable: 'look at the display of the terminal; then compare framing, baud rate and password of the profile with it',
    onNetwork: `look at the display of the terminal; ${WHICH}; then compare password and framing of the profile with it`,
  },
  'PRN-103': {
    onCable:
      'switch the printer on, look at its cable; then compare the baud rate of the profile with its self-test print',
    onNetwork: `switch the printer on, look at its network cable; ${WHICH}`,
  },
};

const usualAdvice = (kind: DeviceKind): SilentAdvice => ({
  onCable: `look at the power and the cable of the ${wordsOf(kind)}`,
  onNetwork: `look at the power and the network cable of the ${wordsOf(kind)}; ${WHICH}`,
});

/** Whether a silent device with this code has its own advice. The troubleshooting text of the code cannot give it: the code also stands for a lost answer. */
export const hasSilentAdvice = (code: string): boolean => Object.hasOwn(SILENT_ADVICE, code);

/** The first thing to try. If nothing is found, the advice for a path differs from the advice for an address. */
export function linkAdvice(address: LinkAddress, { code, detail }: LinkTrouble): string {
  const path = 'serial' in address && 'path' in address.serial ? address.serial.path : null;
  if (code === 'LNK-102' && path !== null) return accessRefusal(path)?.fix ?? adviceOf(code);
  if (code === 'LNK-104') {
    const holder = path === null ? null : holderOf(path);
    if (holder !== null) return `another program has it: ${holder}; end it first`;
    return `another program has it: \`sudo fuser -v ${path ?? 'PORT'}\` names it; end it first`;
  }
  if (code === 'LNK-103') return wentDownAdvice(address, path);
  if (code !== 'LNK-101') return adviceOf(code);
  if ('serial' in address) {
    // By what it is, the detail says already what there is instead.
    return path !== null
      ? 'plug it in; `ls -l /dev/serial/by-id` shows what there is'
      : 'plug it in, or mend the profile';
  }
  return detail.includes('ECONNREFUSED')
    ? 'the machine is there, but nothing listens on this port: start what should, or mend the port'
    : "compare the address with the device's own menu; look at its power and its network cable";
}

/** Advice for a link that did not stay open until the wait was over. It fails every time, not now and then. */
function wentDownAdvice(address: LinkAddress, path: string | null): string {
  if ('tcp' in address)
    return "it hangs up every time: compare address and port with the device's own menu, and end what else is connected to it";
  if (path !== null && noSerialPort(path) !== null) return NAME_A_PORT;
  return 'it fails every time: change the cable or the USB socket';
}

/** What to do where a device that is not online sent bytes that make no sense in its protocol. */
const WRONG_PORT_ADVICE =
  'something else speaks here: compare the port in the profile with what is plugged into it, then the baud rate';

const OTHER_ADDRESS_ADVICE = `something else speaks here; ${WHICH}`;

/** The first thing to try that is not to run the very command which says so. */
export function adviceOf(code: keyof typeof TECHNICIAN_TEXT): string {
  const { todo } = TECHNICIAN_TEXT[code];
  return todo.find((step) => !step.includes('asan-kiosk doctor')) ?? todo[0] ?? '';
}
