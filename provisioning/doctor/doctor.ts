import { type OfficeTls, readOfficeTls } from '../../device/back-office/identity.ts';
import { realFiles } from '../../device/config/files.ts';
import { packageFile } from '../../device/files/package-root.ts';
import type { Clock } from '../../drivers/clock.ts';
import { err, ok } from '../../drivers/result.ts';
import type { Io } from '../command/io.ts';
import { readProfile } from '../command/load-profile.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { SIMULATED_PROFILE, shortPath } from '../command/places.ts';
import { askKiosk } from '../command/running-kiosk.ts';
import { simulatedParts } from '../command/simulated-parts.ts';
import { INSTALLED, UNITS } from '../machine/installed.ts';
import { PROVISION_JOURNAL_FILE } from '../provision/plan/journal.ts';
import type { CheckContext, CheckResult } from './check.ts';
import { CHECKS } from './checks.ts';
import { clockTroubleOf } from './clock-trouble.ts';
import {
  DENIED_ERRNOS,
  type MachineAccess,
  measureTimeFactor,
  openMachineAccess,
  readMachineStartMs,
} from './machine-port.ts';
import { askOffice, officePath, tlsOrEmpty } from './office-ask.ts';
import { type ProgramPort, thisProgram } from './program-port.ts';
import { reportOf } from './report.ts';
import { runChecks } from './run-checks.ts';
import { SilentKioskError } from './silent-kiosk.ts';
import { readUnits, type SystemdUnits } from './units.ts';
import { watchChecks } from './watch.ts';

export interface DoctorOptions {
  readonly profile?: string;
  readonly json?: true;
  /** Seconds between two runs; `true`: the default. */
  readonly watch?: number | true;
}

const EVERY_S = 10;

/** Runs all checks even after a failure, because a technician needs the whole list. */
export async function doctor(options: DoctorOptions, io: Io): Promise<CliOutcome> {
  const { watch, json = false } = options;
  const lookNow = async () => {
    const timeFactor = await measureTimeFactor(() => io.clock.now());
    return runChecksOnce(
      createCheckContext(openMachineAccess({ timeFactor }), thisProgram, options.profile, io.clock),
      io,
    );
  };
  if (watch !== undefined)
    return watchChecks(lookNow, { everyMs: (watch === true ? EVERY_S : watch) * 1_000, json }, io);
  const checks = await lookNow();
  if (options.json) printJson(io, { ok: isReady(checks), checks });
  else io.out(reportOf(checks));
  return outcomeOf(checks);
}

const TOLD_EVERY_MS = 5_000;
const MOST_WAITING = 4;

/** Runs all checks once. At a terminal, a person sees which checks are still running. */
export async function runChecksOnce(
  context: CheckContext,
  io: Pick<Io, 'clock' | 'note' | 'noteIsTerminal'>,
  checks = CHECKS,
): Promise<readonly CheckResult[]> {
  if (!io.noteIsTerminal) return runChecks(checks, context);
  const began = io.clock.now();
  let waiting: readonly string[] = checks.map(({ id }) => id);
  const tell = () => {
    const seconds = Math.round((io.clock.now() - began) / 1_000);
    const more = waiting.length > MOST_WAITING ? ` and ${waiting.length - MOST_WAITING} more` : '';
    io.note(
      `${checks.length - waiting.length} of ${checks.length} checked in ${seconds} s; waiting for ${waiting.slice(0, MOST_WAITING).join(', ')}${more}`,
    );
    timer = io.clock.setTimeout(tell, TOLD_EVERY_MS);
  };
  let timer = io.clock.setTimeout(tell, TOLD_EVERY_MS);
  try {
    return await runChecks(checks, context, {
      onEnd: (still) => {
        waiting = still;
      },
    });
  } finally {
    io.clock.clearTimeout(timer);
  }
}

const isReady = (checks: readonly CheckResult[]): boolean => checks.every(({ state }) => state !== 'fail');

export function outcomeOf(checks: readonly CheckResult[]): CliOutcome {
  const fails = checks.filter(({ state }) => state === 'fail').map(({ id }) => id);
  return fails.length === 0 ? done : failed(`not ready: ${fails.join(', ')}; the lines above name the fix`);
}

/**
 * Context of the checks. Profile: the named profile, the installed kiosk's, or the profile of `run --simulate`. The kiosk at the port is
 * asked once. It counts only if it and the profile both have simulated devices, or both have none.
 */
export function createCheckContext(
  machine: MachineAccess,
  program: ProgramPort,
  named: string | undefined,
  clock: Clock,
): CheckContext {
  const { profileFile, installed, provisioned, read } = whichProfile(machine, named);
  const profile = read.ok ? read.value : null;
  const units = once(() => readUnits(machine));
  const anyKiosk = once(async () => {
    const its = profile && (await askKiosk(profile.web.port));
    if (its === 'silent') refuseSilence(await units());
    return its === 'silent' ? null : its;
  });
  const officeTls = once(() => (profile ? readOfficeTls(profile, realFiles) : ok<OfficeTls>({})));
  const office = once(async () =>
    profile && profile.backOffice.url !== 'simulated'
      ? askOffice(officePath(profile, '/v1/health'), tlsOrEmpty(officeTls()))
      : null,
  );
  return {
    machine,
    program,
    clock,
    profileFile,
    profile,
    profileTrouble: read.ok ? null : read.error,
    installed,
    provisioned,
    anyKiosk,
    officeTls,
    office,
    units,
    lateChecks: new Set(),
    clockTrouble: once(() => clockTroubleOf(machine, { office, tls: () => tlsOrEmpty(officeTls()) })),
    async kiosk() {
      const running = await anyKiosk();
      return profile && running?.simulated === simulatedParts(profile).length > 0 ? running : null;
    },
    async awaitsStart() {
      const its = await units();
      const isDown = its?.of(UNITS.glass).active === 'inactive' && its.of(UNITS.kiosk).active !== 'failed';
      return isDown && provisionedSinceStart(machine);
    },
  };
}

/** While the kiosk is stopped, systemd holds its port in silence. */
function refuseSilence(units: SystemdUnits | null): void {
  const active = units?.of(UNITS.kiosk).active ?? 'inactive';
  if (active !== 'inactive' && active !== 'failed') throw new SilentKioskError(active);
}

function once<T extends object>(ask: () => T): () => T {
  let asked: T | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}

function whichProfile(machine: MachineAccess, named: string | undefined) {
  const its = machine.stat(INSTALLED.profile);
  // Only root and the kiosk may look into the folder: a refusal means that the profile exists.
  const denied = !its.ok && DENIED_ERRNOS.includes(its.error);
  const provisioned = its.ok || denied;
  const installedProfile = machine.place(INSTALLED.profile);
  const ofPackage = provisioned || machine.stat(INSTALLED.node).ok;
  const profileFile = named ?? (ofPackage ? installedProfile : shortPath(packageFile(SIMULATED_PROFILE)));
  const installed = profileFile === installedProfile;
  if (installed && denied) return { profileFile, installed, provisioned, read: err('not-permitted' as const) };
  if (installed && !provisioned) return { profileFile, installed, provisioned, read: err('not-provisioned' as const) };
  return { profileFile, installed, provisioned, read: readProfile(profileFile) };
}

function provisionedSinceStart(machine: MachineAccess): boolean {
  const record = machine.stat(INSTALLED.machine);
  const started = readMachineStartMs(machine);
  if (!record.ok || started === null) return false;
  const { modifiedMs } = record.value;
  // `provision` also writes its journal: if the journal is older, something else wrote the record.
  const journal = machine.stat(PROVISION_JOURNAL_FILE);
  const isOfRun = journal.ok && journal.value.modifiedMs > started;
  return isOfRun && modifiedMs > started && modifiedMs <= machine.now().getTime();
}
