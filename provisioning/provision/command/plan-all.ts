import { readFileSync, statSync } from 'node:fs';
import { realLedgerPath } from '../../../device/config/ledger-place.ts';
import type { Profile } from '../../../device/config/profile.ts';
import { pathBesideLedger } from '../../../device/files/beside-ledger.ts';
import { keyFileOf, logNameOfKey } from '../../../device/merkle/signer.ts';
import { kioskIdOfOrigin } from '../../../device/proof/checkpoint.ts';
import { ok } from '../../../drivers/result.ts';
import { describeSystemError } from '../../command/input.ts';
import type { Io } from '../../command/io.ts';
import { serialDevicesNamedIn } from '../../find/named-devices.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { MACHINE_ID, provisioningRecordOf } from '../../machine/provisioned-machine.ts';
import { STOPPED } from '../interview/interview.ts';
import type { InterviewTechnician } from '../interview/technician.ts';
import { checkPlannedFiles, checkProfile } from '../plan/check.ts';
import { checkGpioLines, checkStablePortNames, checkTimeZone, tellUnknownHost } from '../plan/check-here.ts';
import { desiredFiles, type InstalledEntry } from '../plan/desired.ts';
import { type PlanEffect, planEffects } from '../plan/effects.ts';
import { planEnrolment } from '../plan/enrolment.ts';
import { type ProvisionJournal, readJournal } from '../plan/journal.ts';
import { FILE_RELOADS, fileMakers } from '../plan/makers.ts';
import { type ProvisionPlan, planFiles } from '../plan/plan.ts';
import { TERMINAL_PASSWORD_FILES } from '../plan/profile-text.ts';
import { isThere, type ProvisionTarget } from '../plan/target.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import { findKioskDevices, terminalPasswordFor } from './devices-here.ts';
import type { PortLease } from './port-lease.ts';
import { hasAuthorities, type ProvisionSource } from './source.ts';

export interface ReadyPlan {
  readonly its: ProvisionPlan;
  readonly profile: Profile;
  readonly journal: ProvisionJournal | null;
}

interface Planning {
  readonly target: ProvisionTarget;
  readonly source: ProvisionSource;
  readonly before: Profile | null;
  readonly anew: boolean;
  readonly technician: InterviewTechnician;
  readonly ports: PortLease;
}

/** Plans and checks everything: the profile with the kiosk's loader, each system file with its own program. */
export async function planAll(planning: Planning, io: Io): Promise<ProvisionResult<ReadyPlan | typeof STOPPED>> {
  const { target, source } = planning;
  const journal = readJournal(target);
  if (!journal.ok) return journal;
  const fits = await fitsMachine(planning, io);
  if (!fits.ok) return fits;
  const devices = await findKioskDevices(planning, io);
  if (!devices.ok) return devices;
  if (devices.value === STOPPED) return ok(STOPPED);
  const hasOne = TERMINAL_PASSWORD_FILES.some((path) => isFilled(target, path));
  const password = await terminalPasswordFor(devices.value, planning, hasOne);
  if (!password.ok) return password;
  if (password.value === STOPPED) return ok(STOPPED);
  const profileText = source.textOf(devices.value);
  const profile = checkProfile(profileText);
  if (!profile.ok) return profile;
  const kept = keepsLedger(target, planning.before, profile.value);
  if (!kept.ok) return kept;
  const certificates = hasCertificates(target, source, profile.value);
  if (!certificates.ok) return certificates;
  const machine = recordOf(target);
  if (!machine.ok) return machine;
  const decided = {
    ...source,
    profileText,
    profile: profile.value,
    terminalPassword: password.value,
    machine: machine.value,
  };
  const its = await planOf(target, desiredFiles(decided, fileMakers(target)), source, journal.value, io);
  return its.ok ? ok({ its: its.value, profile: profile.value, journal: journal.value }) : its;
}

/** A power cut leaves an empty file, which counts as missing. */
const isFilled = ({ file }: ProvisionTarget, path: string): boolean =>
  (statSync(file(path), { throwIfNoEntry: false })?.size ?? 0) > 0;

/** Only an order has certificates of the office. */
function hasCertificates(
  target: ProvisionTarget,
  { officeCa, officeSeal }: ProvisionSource,
  { backOffice: { ca, seal } }: Profile,
): ProvisionResult<void> {
  const named = [
    {
      path: INSTALLED.officeCa,
      isNamed: ca === INSTALLED.officeCa,
      isHere: officeCa !== null || hasAuthorities(target),
    },
    {
      path: INSTALLED.officeSeal,
      isNamed: seal === INSTALLED.officeSeal,
      isHere: officeSeal !== null || isFilled(target, INSTALLED.officeSeal),
    },
  ];
  const lost = named.find(({ isNamed, isHere }) => isNamed && !isHere);
  if (!lost) return ok(undefined);
  return provisionTrouble(
    'PRV-131',
    `the profile names ${lost.path}, which is missing, empty or cut short`,
    'take it from the order of the office: sudo asan-kiosk provision --from FILE; if the order has no authority, enrol again',
  );
}

async function fitsMachine({ target, source }: Planning, io: Io): Promise<ProvisionResult<void>> {
  const zone = checkTimeZone(target, source.timeZone);
  if (!zone.ok || !target.run) return zone;
  if (source.office !== null) await tellUnknownHost(source.office, io);
  const lines = await checkGpioLines(target.run, source.given.lines, io);
  return lines.ok ? checkStablePortNames(serialDevicesNamedIn(source.given.devices), undefined) : lines;
}

/** Provisioning record of this machine; `null`: an image, because its machines have no id yet. */
function recordOf({ run, file }: ProvisionTarget): ProvisionResult<string | null> {
  if (!run) return ok(null);
  try {
    return ok(provisioningRecordOf(readFileSync(file(MACHINE_ID), 'utf8')));
  } catch (error) {
    return provisionTrouble(
      'PRV-133',
      `${MACHINE_ID}: ${describeSystemError(error)}`,
      'make it: sudo systemd-machine-id-setup',
    );
  }
}

/** A profile may name another kiosk by mistake. */
const ownerOf = (ledger: string): string | null => kioskIdOfOrigin(logNameOfKey(keyFileOf(ledger)));

/**
 * With another ledger file, the kiosk would begin an empty ledger without the debts (docs/decisions/0010). Another kiosk would settle these
 * debts under its own name, certificate and log.
 */
function keepsLedger(target: ProvisionTarget, before: Profile | null, after: Profile): ProvisionResult<void> {
  if (!before) return ok(undefined);
  const { file } = target;
  const [left, next] = [realLedgerPath(before), realLedgerPath(after)];
  const [was, is] = [ownerOf(file(left)) ?? before.kiosk.id, after.kiosk.id];
  if (left === next && was === is) return ok(undefined);
  const isBegun = [left, ...(['-wal', '.mark'] as const).map((part) => pathBesideLedger(left, part))].some((part) =>
    isThere(target, part),
  );
  if (!isBegun) return ok(undefined);
  if (was !== is)
    return provisionTrouble(
      'PRV-138',
      `the ledger here (${left}) is of ${was}, but the new profile is of ${is}`,
      `choose ${was}: --from FILE --kiosk ${was}, or restore kiosk.id ${was} (in ${INSTALLED.profile}). Or, if nothing is open (asan-kiosk ledger open), stop the kiosk and move away ${left}*`,
    );
  return provisionTrouble(
    'PRV-138',
    `the ledger of this kiosk is ${left}, but the new profile names ${next}`,
    `stop the kiosk, rename ${left} and the files beside it (${left}*) to ${next}, name the new place in ${INSTALLED.profile} (ledger.file), and run provision again`,
  );
}

async function planOf(
  target: ProvisionTarget,
  wanted: readonly InstalledEntry[],
  { kiosk, enrolling }: ProvisionSource,
  journal: ProvisionJournal | null,
  io: Io,
): Promise<ProvisionResult<ProvisionPlan>> {
  const checked = await checkPlannedFiles(wanted);
  if (!checked.ok) return checked;
  for (const { path, program } of checked.value) io.note(`${path} was not checked: ${program} cannot look at it here`);
  const files = planFiles(target, wanted);
  if (!files.ok) return files;
  const unfinished = journal === null || journal.isDone ? null : journal.files.map(({ path }) => path);
  const services = await planEffects(target, files.value, unfinished, FILE_RELOADS);
  if (!services.ok) return services;
  const enrolment: readonly PlanEffect[] = target.run && enrolling ? planEnrolment({ ...enrolling, kiosk }, io) : [];
  return ok({ files: files.value, effects: [...enrolment, ...services.value] });
}
