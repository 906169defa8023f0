import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { realFiles } from '../../device/config/files.ts';
import { ledgerPlace } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { readText } from '../../device/config/yaml-file.ts';
import { LedgerInUseError } from '../../device/ledger/ledger-lock.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { systemWords } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { readProfile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { type CredentialStore, systemStore } from '../credentials/credential-store.ts';
import { adviceOf } from '../devices/open-device.ts';
import { INSTALLED } from '../machine/installed.ts';
import { type Manifest, readArchive } from './archive.ts';
import { CREDENTIALS, LEDGER, PROFILE, placeOf } from './contents.ts';
import { doubtRestored, leaveGoneOn } from './gone-on.ts';
import { inThePlain } from './in-the-plain.ts';
import { ledgerRefusal } from './ledger-here.ts';
import { type Placing, putBack, stillToPlace } from './put-back.ts';

export interface RestoreOptions {
  readonly identity: string;
  readonly profile?: string;
  readonly check?: true;
  readonly olderLedger?: true;
  readonly json?: true;
}

export interface RestorePlaces {
  readonly credentials: CredentialStore;
  /** Called before each change of the machine; for tests, which cut the power there. */
  readonly beforeChange?: (what: string) => void;
}

/**
 * Puts a backup back: verified as a whole before anything is written, and not over a ledger that knows more. The kiosk must not run. The second run
 * changes nothing.
 */
export async function restore(
  file: string,
  options: RestoreOptions,
  io: Io,
  places: RestorePlaces = { credentials: systemStore() },
): Promise<CliOutcome> {
  const identity = identityIn(options.identity);
  if (!identity.ok) return identity;
  if (!existsSync(file)) return misused(`there is no ${file}: name a file that \`asan-kiosk backup\` wrote`);
  try {
    return await inThePlain('asan-kiosk-restore-', io, async (folder) => {
      io.note(`verifying ${file}`);
      const opened = await openBackup(file, identity.value, options, { folder, places });
      return opened.ok ? carryOut(opened.value, options, io, places) : opened;
    });
  } catch (error) {
    if (error instanceof LedgerInUseError) return failed(`the kiosk runs (BKP-103): ${adviceOf('BKP-103')}`);
    if (!(error instanceof Error && 'code' in error)) throw error;
    return failed(`not put back: ${systemWords(error)} (BKP-103); run it as root, again from the beginning`);
  }
}

function identityIn(file: string): Result<string, CliTrouble> {
  const text = readText(() => realFiles.read(file), file);
  if (!text.ok) return misused(describeConfigTrouble(text.error));
  const found = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/m.exec(text.value)?.[0];
  return found === undefined
    ? misused(
        `${file} has no identity of age; it is the file that \`age-keygen\` made, and whose recipient the backup is for`,
      )
    : ok(found);
}

interface Opened {
  readonly manifest: Manifest;
  readonly profile: Profile;
  readonly placings: readonly Placing[];
  /** Applications that may have gone on after the backup, and are left to staff. */
  readonly forStaff: number;
}

async function openBackup(
  file: string,
  identity: string,
  options: RestoreOptions,
  { folder, places }: { readonly folder: string; readonly places: RestorePlaces },
): Promise<Result<Opened, CliTrouble>> {
  const broken = (why: string) => failed(`${file} can not be put back: ${why} (BKP-101): ${adviceOf('BKP-101')}`);
  const read = await readArchive(file, identity, folder);
  if (!read.ok) return broken(read.error);
  const manifest = read.value;
  if (!existsSync(join(folder, PROFILE))) return broken('it has no profile');
  const profile = readProfile(join(folder, PROFILE));
  if (!profile.ok) return broken(describeConfigTrouble(profile.error));
  const placings: Placing[] = [];
  for (const { name } of manifest.files) {
    const source = join(folder, name);
    if (name.startsWith(CREDENTIALS)) {
      placings.push({ is: 'credential', name: name.slice(CREDENTIALS.length), text: readFileSync(source, 'utf8') });
      continue;
    }
    const to = placeOf(name, profile.value, options.profile ?? INSTALLED.profile);
    if (to === null) return broken(`${name} belongs nowhere`);
    placings.push({ is: 'file', name, source, to });
  }
  const refusal = await ledgerRefusal(join(folder, LEDGER), ledgerPlace(profile.value));
  if (refusal?.is === 'broken') return broken(refusal.why);
  if (refusal && !options.olderLedger) return failed(`${refusal.why} (BKP-102): ${adviceOf('BKP-102')}`);
  // Of an older ledger staff decide as a whole, when they adopt it.
  const forStaff = refusal ? 0 : await leaveGoneOn(join(folder, LEDGER), ledgerPlace(profile.value), manifest.at);
  await doubtRestored(join(folder, LEDGER), ledgerPlace(profile.value));
  const left = stillToPlace(placings, places.credentials, { keepsMark: refusal !== null });
  return ok({ manifest, profile: profile.value, placings: left, forStaff });
}

async function carryOut(
  { manifest, profile, placings, forStaff }: Opened,
  options: RestoreOptions,
  io: Io,
  places: RestorePlaces,
): Promise<CliOutcome> {
  const names = placings.map((each) => (each.is === 'file' ? each.to : `credential ${each.name}`));
  if (!options.check && placings.length > 0) {
    io.note('putting it back');
    putBack(placings, ledgerPlace(profile), places);
  }
  const { kiosk, at, version } = manifest;
  if (options.json) {
    printJson(io, { kiosk, at, version, whole: true, forStaff, [options.check ? 'wouldWrite' : 'written']: names });
    return done;
  }
  io.out(`a whole backup of ${kiosk}, made ${at} by version ${version}\n`);
  const verb = options.check ? 'would be written' : 'written';
  io.out(
    names.length === 0 ? 'everything of it is here already\n' : names.map((name) => `${verb}: ${name}\n`).join(''),
  );
  if (forStaff > 0 && placings.length > 0)
    io.out(`${forStaff} left to staff, for it may have gone on after the backup: \`asan-kiosk ledger open\`\n`);
  return done;
}
