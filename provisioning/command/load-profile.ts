import { type ReadableFiles, realFiles } from '../../device/config/files.ts';
import { loadProfile } from '../../device/config/load.ts';
import type { Profile } from '../../device/config/profile.ts';
import { type ConfigTrouble, describeConfigTrouble } from '../../device/config/trouble.ts';
import { PRINTER_MODELS } from '../../drivers/receipt-printer/paper/profile.ts';
import type { Result } from '../../drivers/result.ts';
import { type CliTrouble, misused } from './outcome.ts';

export const PRINTER_LANGUAGES = Object.fromEntries(
  Object.entries(PRINTER_MODELS).map(([name, { language }]) => [name, language]),
);

/** A profile, or the first thing that is wrong with it. */
export const readProfile = (file: string, files: ReadableFiles = realFiles): Result<Profile, ConfigTrouble> =>
  loadProfile(file, files, { printerModels: PRINTER_LANGUAGES });

/** A profile as it was named on the command line; a malformed one is wrong use, with its file, line, path and what it should hold. */
export function loadProfileFile(file: string): Result<Profile, CliTrouble> {
  const profile = readProfile(file);
  return profile.ok ? profile : misused(describeConfigTrouble(profile.error));
}
