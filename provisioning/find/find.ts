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
import type { ProbeTimings } from './probe-port.ts';

export interface FindCommandOptions {
  readonly profile?: string;
  /** `--no-probe` is `false`. */
  readonly probe?: boolean;
  readonly network?: true;
  readonly watch?: true;
  readonly json?: true;
}

/** What a test says of the machine. */
export interface FindMachine {
  readonly places?: SystemPlaces;
  readonly timings?: Partial<ProbeTimings>;
  readonly profileFile?: string;
}

/** Finds, prints what there is, and ends; with `--watch` goes on until Ctrl-C. */
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

/** The installed profile need not be there: then nothing runs here yet. */
function profileFor(named: string | undefined, installed: string): Result<Profile | null, CliTrouble> {
  if (named === undefined && !existsSync(installed)) return ok(null);
  return loadProfileFile(named ?? installed);
}

async function once({ json }: FindCommandOptions, how: FindOptions, io: Io): Promise<CliOutcome> {
  const found = await findDevices(how, io);
  if (how.signal?.aborted) return failed('stopped before every port was looked at: run `asan-kiosk find` again');
  if (json) printJson(io, { devices: found });
  else io.out(found.length === 0 ? NOTHING : found.map(deviceLines).join(''));
  // A console that no device is at is how most boards are.
  const troubled = found.filter(({ trouble }) => trouble && trouble.code !== 'FND-105');
  return troubled.length === 0
    ? done
    : failed(`${troubled.length} of ${found.length} could not be looked at or placed; each says why above`);
}

const NOTHING = 'Nothing that a kiosk could use is plugged in.\n';

/** How often it is looked whether something was plugged in or pulled out: nothing tells of it where there is no udev. */
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
      // What is known already is left alone: a second question tells nothing new.
      const leave = new Set([...known.values()].flatMap(({ at }) => (at.kind === 'serial' ? [at.path] : [])));
      const fresh = await findDevices({ ...how, leave }, io);
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
