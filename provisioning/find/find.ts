import { existsSync } from 'node:fs';
import type { Profile } from '../../device/config/profile.ts';
import { pause } from '../../drivers/clock.ts';
import type { SystemPlaces } from '../../drivers/link/usb-serial.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { INSTALLED } from '../machine/installed.ts';
import { deviceLines, placeWords } from './device-words.ts';
import { type FindOptions, type FoundDevice, findDevices } from './found.ts';
import { dropUnnamedRoles, serialDevicesNamedIn } from './named-devices.ts';
import type { ProbeTimings } from './probe-port.ts';

export interface FindCommandOptions {
  readonly profile?: string;
  readonly probe?: boolean;
  readonly network?: true;
  readonly watch?: true;
  readonly json?: true;
}

interface FindMachine {
  readonly places?: SystemPlaces;
  readonly timings?: Partial<ProbeTimings>;
  readonly profileFile?: string;
}

/** Prints the devices that it finds and ends; with `--watch` continues until Ctrl-C. */
export async function find(options: FindCommandOptions, io: Io, machine: FindMachine = {}): Promise<CliOutcome> {
  const { places, timings, profileFile = INSTALLED.profile } = machine;
  const profile = profileFor(options.profile, profileFile);
  if (!profile.ok) return profile;
  const stopping = new AbortController();
  const release = io.onInterrupt(() => stopping.abort());
  const how: FindOptions = {
    probe: options.probe ?? true,
    network: options.network ?? false,
    ...(profile.value && { profile: profile.value }),
    ...(places && { places }),
    ...(timings && { timings }),
    signal: stopping.signal,
  };
  try {
    return await (options.watch ? watch(options, how, io, stopping.signal) : once(options, how, io));
  } finally {
    release();
  }
}

/** Without an installed profile no kiosk runs here. */
function profileFor(named: string | undefined, installed: string): Result<Profile | null, CliTrouble> {
  if (named === undefined && !existsSync(installed)) return ok(null);
  return loadProfileFile(named ?? installed);
}

async function findNamed(how: FindOptions, io: Io): Promise<readonly FoundDevice[]> {
  return dropUnnamedRoles(await findDevices(how, io), serialDevicesNamedIn(how.profile?.devices ?? {}), how.places);
}

async function once({ json }: FindCommandOptions, how: FindOptions, io: Io): Promise<CliOutcome> {
  const found = await findNamed(how, io);
  if (how.signal?.aborted) return failed('stopped before every port was checked: run `asan-kiosk find` again');
  if (json) printJson(io, { devices: found });
  else io.out(found.length === 0 ? NOTHING : found.map(deviceLines).join(''));
  // A console without a device is normal on most boards.
  const troubled = found.filter(({ trouble }) => trouble && trouble.code !== 'FND-105');
  return troubled.length === 0
    ? done
    : failed(
        `${troubled.length} of ${found.length} could not be checked or identified; the reason is above, with each`,
      );
}

const NOTHING = 'Nothing that a kiosk could use is plugged in.\n';

/** ms between two searches; without udev there is no event for a plugged or pulled device. */
const LOOK_MS = 1_000;

async function watch({ json }: FindCommandOptions, how: FindOptions, io: Io, signal: AbortSignal): Promise<CliOutcome> {
  const known = new Map<string, FoundDevice>();
  while (!signal.aborted) {
    const here = new Map(
      (await findDevices({ ...how, probe: false, network: false }, quiet(io))).map((each) => [keyOf(each), each]),
    );
    for (const [key, device] of known) {
      if (here.has(key)) continue;
      known.delete(key);
      if (json) printJson(io, { event: 'pulled-out', device });
      else io.out(`pulled out: ${placeWords(device)}\n`);
    }
    if ([...here.keys()].some((key) => !known.has(key))) {
      const leave = new Set([...known.values()].flatMap(({ at }) => (at.kind === 'serial' ? [at.path] : [])));
      const fresh = await findNamed({ ...how, leave }, io);
      for (const device of fresh) {
        if (known.has(keyOf(device))) continue;
        known.set(keyOf(device), device);
        if (json) printJson(io, { event: 'plugged-in', device });
        else io.out(deviceLines(device));
      }
    }
    await pause(io.clock, LOOK_MS, signal);
  }
  return done;
}

const quiet = (io: Io) => ({ ...io, note: () => undefined });

const keyOf = ({ at, usb }: FoundDevice): string => JSON.stringify([at, usb?.socket]);
