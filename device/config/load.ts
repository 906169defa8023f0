import { z } from 'zod';
import type { Result } from '../../drivers/result.ts';
import type { CommandLanguageByModel } from './devices.ts';
import type { ReadableFiles } from './files.ts';
import { type Profile, profileSchema } from './profile.ts';
import type { ConfigTrouble } from './trouble.ts';
import { readYaml } from './yaml-file.ts';

export interface InstalledNames {
  readonly printerModels: CommandLanguageByModel;
}

/**
 * Reads a profile. The error is the `ConfigTrouble` of the first wrong value; `describeConfigTrouble` makes one line of it. The start then
 * ends with exit code 2.
 */
export function loadProfile(
  path: string,
  files: ReadableFiles,
  known?: InstalledNames,
): Result<Profile, ConfigTrouble> {
  return readYaml(path, files, profileSchema(known?.printerModels));
}

/** Profile schema as JSON Schema 2020-12, for editors and other programs. */
export function profileJsonSchema(): object {
  return z.toJSONSchema(profileSchema(), { io: 'input' });
}
