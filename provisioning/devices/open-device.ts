import type { LinkProfile, Profile } from '../../device/config/profile.ts';
import { TECHNICIAN_TEXT } from '../../device/log/troubles.ts';
import { realClock } from '../../drivers/clock.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import type { LinkFactory, LinkTrouble } from '../../drivers/link/link.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { tcpLink } from '../../drivers/link/tcp.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { loadProfileFile } from '../load-profile.ts';
import { describeLinkAddress, type LinkAddress } from '../options.ts';
import { type CliTrouble, failed, misused } from '../outcome.ts';
import { kioskHere } from '../running-kiosk.ts';

export interface DeviceOptions {
  readonly profile?: string;
  readonly link?: LinkAddress;
  /** A file that the wire is recorded into. */
  readonly record?: string;
  readonly json?: true;
}

type DeviceKind = 'reader' | 'terminal' | 'printer';

/** Where a device is, and what the profile says of it; `settings` is `null` where only a link was given. */
export interface Place<K extends DeviceKind> {
  readonly address: LinkAddress;
  readonly settings: Profile['devices'][K] | null;
}

/**
 * `--link` before the profile's own link; one of the two must be there. A device of a kiosk that runs is refused: two
 * programs on one terminal would each take the other's answers for their own.
 */
export async function placeOf<K extends DeviceKind>(
  kind: K,
  options: DeviceOptions,
): Promise<Result<Place<K>, CliTrouble>> {
  if (options.profile === undefined) {
    if (options.link) return ok({ address: options.link, settings: null });
    return misused(`where is the ${kind}? add --profile FILE, or --link serial:/dev/…@115200 or --link tcp:HOST:PORT`);
  }
  const profile = loadProfileFile(options.profile);
  if (!profile.ok) return profile;
  const settings = profile.value.devices[kind];
  const address = options.link ?? addressOf(settings.link);
  if (address) {
    const running = options.link ? null : await kioskHere(profile.value.web.port);
    if (!running || running.simulated) return ok({ address, settings });
    return failed(
      `the kiosk runs and has the ${kind}: stop it first, or see \`asan-kiosk doctor\`, which asks the kiosk`,
    );
  }
  const simulator = kind === 'reader' ? 'mrz-reader' : kind;
  return misused(
    `the ${kind} of ${options.profile} is simulated inside the kiosk: run \`asan-kiosk simulate ${simulator} --tcp PORT\` and add --link tcp:127.0.0.1:PORT`,
  );
}

function addressOf(link: LinkProfile): LinkAddress | undefined {
  return link === 'simulated' ? undefined : link;
}

/** The link, and why it did not open the last time: a driver only says that it is away. */
export interface WatchedLink {
  readonly factory: LinkFactory;
  readonly trouble: () => LinkTrouble | undefined;
}

/** `stopBits` is what the device's protocol prescribes where the profile says nothing. */
export function openLink(address: LinkAddress, stopBits: 1 | 2 = 1): WatchedLink {
  const made = 'tcp' in address ? tcpLink(address.tcp) : serialLink({ stopBits, ...address.serial });
  let trouble: LinkTrouble | undefined;
  return {
    trouble: () => trouble,
    factory: () => {
      const link = made();
      return {
        ...link,
        async open() {
          const opened = await link.open();
          trouble = opened.ok ? undefined : opened.error;
          return opened;
        },
      };
    },
  };
}

interface Supervised {
  status(): { readonly device: DeviceState };
  onStatus(listener: () => void): () => void;
}

/** How long a device may take to be there, in milliseconds; the slowest is a terminal that looks at its modules first. */
const CONNECT_MS = 5_000;

/** Waits until a device is online, but not longer than `CONNECT_MS`. */
export function whenOnline(device: Supervised, limitMs = CONNECT_MS): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (online: boolean) => {
      realClock.clearTimeout(limit);
      stop();
      resolve(online);
    };
    const limit = realClock.setTimeout(() => settle(false), limitMs);
    const look = () => {
      if (device.status().device === 'online') settle(true);
    };
    const stop = device.onStatus(look);
    look();
  });
}

/** Why a device that is not online is not, with the first thing to try. */
export function awayLine(
  name: string,
  address: LinkAddress,
  trouble: LinkTrouble | undefined,
  silentCode: SilentCode,
): string {
  return `${name} at ${awayWords(address, trouble, silentCode)}: ${trouble ? linkAdvice(address, trouble) : adviceOf(silentCode)}`;
}

/** `tcp:192.0.2.7:9100 does not answer (PRN-103)`. */
export function awayWords(address: LinkAddress, trouble: LinkTrouble | undefined, silentCode: string): string {
  const where = describeLinkAddress(address);
  if (!trouble) return `${where} does not answer (${silentCode})`;
  // The serial binding's messages begin with their own kind.
  return `${where} can not be opened (${trouble.code}, ${trouble.detail.replace(/^Error: /, '')})`;
}

type SilentCode = 'RDR-104' | 'TRM-102' | 'PRN-103' | 'BIL-101';

/** The first thing to try. Where nothing is found, that is another one for a path than for an address. */
export function linkAdvice(address: LinkAddress, { code, detail }: LinkTrouble): string {
  if (code !== 'LNK-101') return adviceOf(code);
  if ('serial' in address) {
    // By what it is, the detail says already what there is instead.
    const named = 'path' in address.serial;
    return named ? 'plug it in; `ls -l /dev/serial/by-id` shows what there is' : 'plug it in, or mend the profile';
  }
  return detail.includes('ECONNREFUSED')
    ? 'the machine is there, but nothing listens on this port: start what should, or mend the port'
    : "compare the address with the device's own menu; look at its power and its network cable";
}

export const adviceOf = (code: keyof typeof TECHNICIAN_TEXT): string => TECHNICIAN_TEXT[code].todo[0] ?? '';
