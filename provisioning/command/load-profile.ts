import { type ReadableFiles, realFiles } from '../../device/config/files.ts';
import { loadProfile } from '../../device/config/load.ts';
import type { Profile } from '../../device/config/profile.ts';
import { type ConfigTrouble, describeConfigTrouble } from '../../device/config/trouble.ts';
import { PRINTER_MODELS } from '../../drivers/receipt-printer/paper/profile.ts';
import type { Result } from '../../drivers/result.ts';
import { type CliTrouble, misused } from './outcome.ts';

export const DIALECT_BY_PRINTER_MODEL = Object.fromEntries(
  Object.entries(PRINTER_MODELS).map(([name, { language }]) => [name, language]),
);

export const readProfile = (file: string, files: ReadableFiles = realFiles): Result<Profile, ConfigTrouble> =>
  loadProfile(file, files, { printerModels: DIALECT_BY_PRINTER_MODEL });

/** Loads a profile named on the command line. A malformed one is wrong use; the error has its file, line, path and the expected value. */
export function loadProfileFile(file: string): Result<Profile, CliTrouble> {
  const profile = readProfile(file);
  return profile.ok ? profile : misused(describeConfigTrouble(profile.error));
}
