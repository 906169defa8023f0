import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { realFiles } from '../../device/config/files.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { readOrConfigTrouble } from '../../device/config/yaml-file.ts';
import { pathBesideLedger, refuseLinksOfOthers } from '../../device/files/beside-ledger.ts';
import { ForeignLinkError } from '../../device/files/real-file.ts';
import { LedgerInUseError } from '../../device/ledger/ledger-lock.ts';
import type { BackupTroubleCode } from '../../device/troubles/troubles-enrolment.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { runsOnScreenConsole } from '../accept/machine-screen.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { readProfile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { type CredentialStore, systemCredentialStore } from '../credentials/credential-store.ts';
import { adviceOf } from '../devices/open-device.ts';
import { BOOT_PASSWORD_HASH_PATTERN } from '../lockdown/boot.ts';
import { type ConnectedUsb, connectedUsb } from '../lockdown/connected-usb.ts';
import { INSTALLED } from '../machine/installed.ts';
import { WRONG_CONSOLE_TEXT } from '../provision/command/provision.ts';
import { type AcceptedOrder, parseAcceptedOrder } from '../provision/order/signed-order.ts';
import { createProvisionTarget, type ProvisionTarget } from '../provision/plan/target.ts';
import { asFailure } from '../provision/trouble.ts';
import { readArchive } from './archive.ts';
import {
  BOOT_PASSWORD_ENTRY,
  IDENTITY_KEY_ENTRY,
  LEDGER_ENTRY,
  ORDER_KEY_ENTRY,
  ORDER_TAKEN_ENTRY,
  PROFILE_ENTRY,
  restoreTargetOf,
} from './contents.ts';
import { leaveApplicationsToStaff, lockStockUntilOfficeAnswers } from './gone-on.ts';
import { withPlaintextFolder } from './in-the-plain.ts';
import { type KioskKeyOptions, type KioskKeys, readKioskKeys } from './kiosk-key.ts';
import { ledgerRestoreRefusal } from './ledger-here.ts';
import { inspectMachine, type KioskOnMachine, whyOtherKiosk } from './machine-here.ts';
import {
  findMissingAfterRestore,
  type MissingAfterRestore,
  type ProvisioningChangeCount,
  provisionRestoredKiosk,
} from './make-kiosk.ts';
import type { Manifest } from './manifest.ts';
import { describeOutboxMerge, mergeOutboxes, type OutboxMerge } from './outbox-here.ts';
import { itemsToRestore, OUTBOX_ENTRY, type RestoreItem, restoreItems } from './put-back.ts';

export interface RestoreOptions extends KioskKeyOptions {
  readonly identity: string;
  readonly profile?: string;
  readonly check?: true;
  readonly olderLedger?: true;
  readonly json?: true;
}

export interface RestorePorts {
  readonly credentials: CredentialStore;
  readonly target: ProvisionTarget;
  readonly connected: () => readonly ConnectedUsb[];
  readonly beforeChange?: (what: string) => void;
}

const systemPlaces = (): RestorePorts => ({
  credentials: systemCredentialStore(),
  target: createProvisionTarget(),
  connected: connectedUsb,
});

/**
 * Restores a backup and makes this machine the kiosk of the backup. The kiosk's signature and every file are verified before any write. Only
 * `--older-ledger` replaces a ledger with more records. The kiosk must not run. A second run changes nothing.
 */
export async function restore(
  file: string,
  options: RestoreOptions,
  io: Io,
  places: RestorePorts = systemPlaces(),
): Promise<CliOutcome> {
  const identity = identityIn(options.identity);
  if (!identity.ok) return identity;
  if (!existsSync(file)) return misused(`there is no ${file}: name a file that \`asan-kiosk backup\` wrote`);
  try {
    const machine = inspectMachine(options.profile, places.target, { writes: !options.check });
    if (!machine.ok) return machine;
    refuseLinksOfOthers(places.target.at(machine.value.files.ledger));
    if (machine.value.isInstalled && !options.check && runsOnScreenConsole()) return misused(WRONG_CONSOLE_TEXT);
    const keys = await readKioskKeys(options, places.target);
    if (!keys.ok) return keys;
    const opening = { file, identity: identity.value, keys: keys.value, machine: machine.value };
    return await withPlaintextFolder(io, async (folder) => {
      io.note(`verifying ${file}`);
      const opened = await openBackup(opening, options, { folder, places });
      return opened.ok ? carryOut(opened.value, machine.value, options, io, places) : opened;
    });
  } catch (error) {
    if (error instanceof LedgerInUseError)
      return failed(`the kiosk or another program uses the ledger (BKP-103): ${adviceOf('BKP-103')}`);
    if (error instanceof ForeignLinkError) return failed(`not put back: ${error.message} (BKP-103)`);
    if (!(error instanceof Error && 'code' in error)) throw error;
    const isOfSqlite = String(error.code).startsWith('SQLITE_');
    const words = isOfSqlite ? `the database says ${error.message}` : describeSystemError(error);
    const where = 'path' in error && typeof error.path === 'string' ? `${error.path}: ` : '';
    return failed(
      `not put back: ${where}${words} (BKP-103); remove this cause, then run the same command again, as root`,
    );
  }
}

function identityIn(file: string): Result<string, CliTrouble> {
  const text = readOrConfigTrouble(() => realFiles.read(file), file);
  if (!text.ok) return misused(describeConfigTrouble(text.error));
  const found = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/m.exec(text.value)?.[0];
  return found === undefined
    ? misused(`${file} has no identity of age: name the file that \`age-keygen\` made for the recipient of the backup`)
    : ok(found);
}

interface Opening {
  readonly file: string;
  readonly identity: string;
  readonly keys: KioskKeys;
  readonly machine: KioskOnMachine;
}

interface Opened {
  readonly manifest: Manifest;
  readonly profile: Profile;
  readonly placings: readonly RestoreItem[];
  readonly forStaff: number;
  readonly outbox: OutboxMerge | null;
  /** Boot password of the order, if backup and machine have none. */
  readonly bootPassword: string | null;
}

async function openBackup(
  { file, identity, keys, machine }: Opening,
  options: RestoreOptions,
  { folder, places }: { readonly folder: string; readonly places: RestorePorts },
): Promise<Result<Opened, CliTrouble>> {
  const refused = (code: BackupTroubleCode, why: string, fix = adviceOf(code)) =>
    failed(`${file} can not be put back: ${why} (${code}): ${fix}`);
  const isKnown = (name: string) => restoreTargetOf(name, machine.files) !== null;
  const read = await readArchive(file, { identity, keys: keys.keys, isKnown }, folder);
  if (!read.ok) return refused(read.error.code, read.error.why, read.error.fix);
  const manifest = read.value;
  if (!existsSync(join(folder, PROFILE_ENTRY))) return refused('BKP-101', 'it has no profile');
  const profile = readProfile(join(folder, PROFILE_ENTRY));
  if (!profile.ok) return refused('BKP-101', describeConfigTrouble(profile.error));
  const password = textOrNull(join(folder, BOOT_PASSWORD_ENTRY));
  // `update-grub` writes the hash into the program that GRUB runs.
  if (password !== null && !BOOT_PASSWORD_HASH_PATTERN.test(password.trimEnd()))
    return refused('BKP-101', `${BOOT_PASSWORD_ENTRY} is not what grub-mkpasswd-pbkdf2 prints`);
  const other = whyOtherKiosk(profile.value, manifest, machine);
  if (other !== null) return refused('BKP-105', other);
  const taken = parseAcceptedOrder(textOrNull(join(folder, ORDER_TAKEN_ENTRY)));
  const old = keys.orderTrouble(taken);
  if (old) return err(old);
  const all = placingsOf(manifest, folder, machine, places.target).filter((each) => !isKeptHere(each, taken));
  const ledger = places.target.at(machine.files.ledger);
  const refusal = await ledgerRestoreRefusal(join(folder, LEDGER_ENTRY), ledger);
  if (refusal?.is === 'broken') return refused('BKP-101', refusal.why);
  if (refusal && !options.olderLedger) return failed(`${refusal.why} (BKP-102): ${adviceOf('BKP-102')}`);
  // Staff who adopt an older ledger decide about it as a whole.
  const forStaff = refusal ? 0 : await leaveApplicationsToStaff(join(folder, LEDGER_ENTRY), ledger, manifest.at);
  await lockStockUntilOfficeAnswers(join(folder, LEDGER_ENTRY), ledger);
  const outbox = await mergeOutboxes(join(folder, OUTBOX_ENTRY), pathBesideLedger(ledger, '.outbox'));
  const placings = itemsToRestore(all, places.credentials, { keepsMark: refusal !== null });
  const hasPassword = password !== null || existsSync(places.target.at(INSTALLED.bootPassword));
  const bootPassword = hasPassword ? null : keys.bootPassword;
  return ok({ manifest, profile: profile.value, placings, forStaff, outbox, bootPassword });
}

function placingsOf(
  { files }: Manifest,
  folder: string,
  machine: KioskOnMachine,
  target: ProvisionTarget,
): readonly RestoreItem[] {
  const kiosks = { owner: machine.access.owner, mode: 0o640 };
  return files.map(({ name }): RestoreItem => {
    const source = join(folder, name);
    const place = restoreTargetOf(name, machine.files);
    if (!place) throw new Error(`${name} passed its check and has no place`);
    if (place.is === 'credential') return { is: 'credential', name: place.file, text: readFileSync(source, 'utf8') };
    const to = target.at(place.path);
    if (place.of === 'ledger') return { is: 'file', name, source, to, access: 'ledger' };
    if (place.of === 'profile') return { is: 'file', name, source, to, access: machine.access };
    if (name === IDENTITY_KEY_ENTRY) return { is: 'file', name, source, to, access: kiosks };
    // Other files belong to root; other users may read what is not secret.
    const mode = name === BOOT_PASSWORD_ENTRY ? 0o600 : 0o644;
    return { is: 'file', name, source, to, access: { owner: null, mode } };
  });
}

/** This machine keeps its key of orders, and its order unless the backup's is newer. */
function isKeptHere(placing: RestoreItem, backed: AcceptedOrder | null): boolean {
  if (placing.is !== 'file' || !existsSync(placing.to)) return false;
  if (placing.name === ORDER_KEY_ENTRY) return true;
  if (placing.name !== ORDER_TAKEN_ENTRY) return false;
  const here = parseAcceptedOrder(textOrNull(placing.to));
  return here !== null && (backed === null || here.serial >= backed.serial);
}

function textOrNull(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

async function carryOut(
  opened: Opened,
  machine: KioskOnMachine,
  options: RestoreOptions,
  io: Io,
  places: RestorePorts,
): Promise<CliOutcome> {
  const { manifest, profile, placings, bootPassword } = opened;
  const { target, credentials, beforeChange } = places;
  const ends = machine.isInstalled && !options.check;
  let kept: readonly string[] = [];
  if (!options.check && placings.length > 0) {
    io.note('restoring the files of the backup');
    const record = machine.isInstalled ? target.at(INSTALLED.machine) : null;
    const ledger = target.at(machine.files.ledger);
    kept = restoreItems(placings, { ledger, credentials, kiosk: machine.kioskOwner, record, beforeChange });
  }
  const made = ends
    ? await provisionRestoredKiosk(profile, { timeZone: manifest.timeZone, bootPassword }, places, io)
    : null;
  if (made && !made.ok) return asFailure(made.error);
  const still = findMissingAfterRestore(profile, places);
  // What a real run would write is not missing in a dry run.
  const written = new Set(placings.map((each) => (each.is === 'file' ? each.to : null)));
  const missing = {
    ...still,
    paths: still.paths.filter((path) => !written.has(target.at(path))),
    bootPassword: still.bootPassword && bootPassword === null && !written.has(target.at(INSTALLED.bootPassword)),
  };
  tell(opened, { made: made?.value ?? null, missing, machine, kept }, options, io);
  return done;
}

interface Outcome {
  readonly made: ProvisioningChangeCount | null;
  readonly missing: MissingAfterRestore;
  readonly machine: KioskOnMachine;
  readonly kept: readonly string[];
}

const NO_BOOT_PASSWORD =
  'the boot menu stays locked: neither the backup nor the order has a boot password; provision an order with bootPassword and a higher serial\n';

function tell(
  { manifest, placings, forStaff, outbox }: Opened,
  { made, missing, machine, kept }: Outcome,
  { check, json }: RestoreOptions,
  io: Io,
): void {
  const names = placings.map((each) => (each.is === 'file' ? each.to : `credential ${each.name}`));
  const { kiosk, at, version } = manifest;
  if (json) {
    const written = { [check ? 'wouldWrite' : 'written']: names };
    printJson(io, {
      kiosk,
      at,
      version,
      whole: true,
      forStaff,
      ...written,
      kept,
      outbox,
      provisioned: made !== null,
      ...made,
      missing,
    });
    return;
  }
  io.out(`a complete backup of ${kiosk}, signed by it, made ${at} by version ${version}\n`);
  const verb = check ? 'would be written' : 'written';
  io.out(
    names.length === 0
      ? 'nothing to restore: this machine has all of it\n'
      : names.map((name) => `${verb}: ${name}\n`).join(''),
  );
  if (outbox) io.out(`${describeOutboxMerge(outbox)}\n`);
  for (const name of kept) io.out(`the earlier file is kept: ${name}\n`);
  if (forStaff > 0 && placings.length > 0)
    io.out(
      `applications left to staff, because the kiosk may have continued after the backup: ${forStaff}; \`asan-kiosk ledger open\` lists them\n`,
    );
  for (const path of missing.paths)
    io.out(`the profile names ${path}, which is missing: copy it from where it was made\n`);
  for (const each of missing.devices)
    io.out(
      `not plugged in: ${each}; plug it in and run sudo asan-kiosk provision; if it is in another USB socket, run sudo asan-kiosk provision --devices\n`,
    );
  if (missing.bootPassword && machine.isInstalled) io.out(NO_BOOT_PASSWORD);
  if (check && machine.isInstalled)
    io.out(`then this machine would become ${kiosk}: firewall, USB rules, browser policy, consoles, services\n`);
  if (!made) return;
  io.out(
    made.changed === 0
      ? `${kiosk}: this machine is provisioned, nothing to change\n`
      : `${kiosk}: this machine is provisioned, ${made.changed} ${made.changed === 1 ? 'change' : 'changes'} made\n`,
  );
  io.out('Next: sudo asan-kiosk doctor; the kiosk serves after the next start (reboot)\n');
}
