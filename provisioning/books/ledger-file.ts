import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { realLedgerPath } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import { refuseLinksOfOthers } from '../../device/files/beside-ledger.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { ForeignLinkError, resolveTrustedLink } from '../../device/files/real-file.ts';
import { LedgerNewerError } from '../../device/ledger/schema-version.ts';
import { describeOlderLedger, type LedgerState } from '../../device/ledger/standing.ts';
import { MissingNodeError } from '../../device/merkle/tree-tables.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, failed } from '../command/outcome.ts';
import { SIMULATED_PROFILE, shortPath } from '../command/places.ts';
import { joinStateFileRefusals, stateFileRefusals } from '../command/state-files.ts';

export interface LedgerOptions {
  readonly profile?: string;
  readonly json?: true;
}

/** Path of the ledger of a kiosk, even if the ledger does not exist yet. */
export function placeOfLedger(options: LedgerOptions): Result<string, CliTrouble> {
  const profile = loadProfileFile(options.profile ?? packageFile(SIMULATED_PROFILE));
  return profile.ok ? trustedLedgerPath(profile.value) : profile;
}

/**
 * Path of the ledger of a kiosk. Root follows no link that another user made to the ledger or beside it: the kiosk's user must not choose
 * where root reads and writes.
 */
export function trustedLedgerPath(profile: Profile): Result<string, CliTrouble> {
  if (process.getuid?.() !== 0) return ok(realLedgerPath(profile));
  try {
    const file = realLedgerPath(profile, resolveTrustedLink);
    refuseLinksOfOthers(file);
    return ok(file);
  } catch (error) {
    if (error instanceof ForeignLinkError) return failed(`nothing was changed: ${error.message} (LDG-106)`);
    throw error;
  }
}

/** The ledger of a kiosk; without a profile, of `run --simulate`. */
export function findLedger(options: LedgerOptions): Result<{ file: string; profile: Profile }, CliTrouble> {
  const profile = loadProfileFile(options.profile ?? packageFile(SIMULATED_PROFILE));
  if (!profile.ok) return profile;
  const place = trustedLedgerPath(profile.value);
  if (!place.ok) return place;
  const file = place.value;
  if (existsSync(file)) return ok({ file, profile: profile.value });
  return failed(
    `there is no ledger ${shortPath(file)}: start the kiosk of this profile once. If this kiosk had a ledger before, run asan-kiosk doctor first`,
  );
}

export async function withLedger(options: LedgerOptions, read: (file: string) => CliOutcome): Promise<CliOutcome> {
  const found = findLedger(options);
  return found.ok ? withLedgerErrors(found.value.file, () => read(found.value.file)) : found;
}

/** Runs `read`; if the ledger cannot be read, fails with the reason in one line. */
export async function withLedgerErrors(
  file: string,
  read: () => CliOutcome | Promise<CliOutcome>,
): Promise<CliOutcome> {
  try {
    return await read();
  } catch (error) {
    return describeLedgerError(file, error);
  }
}

/** Fails if another file proves that this ledger is not the newest; otherwise `null`. Such a ledger must not be shown or published. */
export const failIfNotNewest = (file: string, standing: LedgerState): ReturnType<typeof failed> | null =>
  standing.is === 'not-newest'
    ? failed(
        `${shortPath(file)} is not the newest ledger of this kiosk (LDG-102): ${describeOlderLedger(standing)}; see asan-kiosk explain LDG-102`,
      )
    : null;

/** Describes why a ledger cannot be read: SQLite error, refused access, damaged log or newer version. Throws any other error. */
export function describeLedgerError(file: string, error: unknown): ReturnType<typeof failed> {
  if (error instanceof MissingNodeError)
    return failed(`the log in ${shortPath(file)} is damaged (TLG-102): ${error.message}; doctor names the first leaf`);
  if (error instanceof LedgerNewerError) return failed(error.message);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const ofDatabase = code.startsWith('SQLITE_');
  if (!ofDatabase && !isRefusal(error)) throw error;
  const state = joinStateFileRefusals(stateFileRefusals(file));
  if (!ofDatabase && !state && !isBeside(file, error)) throw error;
  const why = state
    ? `${state.found}: ${state.fix}`
    : 'run this as the user of the kiosk, and check that ledger.file in the profile names a ledger';
  return failed(`the ledger ${shortPath(file)} can not be read (${code}): ${why}`);
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(EACCES|EPERM|EROFS|EISDIR|ENOTDIR)$/.test(String(error.code));

/** The ledger, a file beside it such as its mark, or their folder. */
const isBeside = (file: string, error: unknown): boolean =>
  error instanceof Error &&
  'path' in error &&
  typeof error.path === 'string' &&
  (error.path.startsWith(file) || error.path === dirname(file));
