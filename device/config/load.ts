import { z } from 'zod';
import type { Result } from '../../drivers/result.ts';
import type { PrinterLanguages } from './devices.ts';
import type { ReadableFiles } from './files.ts';
import { type Profile, profileSchema } from './profile.ts';
import type { ConfigTrouble } from './trouble.ts';
import { readYaml } from './yaml-file.ts';

/** What the rest of the installation knows, for values that this folder can't check alone. */
export interface KnownNames {
  readonly printerModels: PrinterLanguages;
}

/**
 * Reads a cabinet's profile. Errors are `ConfigTrouble` of the first wrong value: `describeConfigTrouble` makes one line of it, and
 * the program that starts the kiosk ends with exit code 2.
 */
export function loadProfile(path: string, files: ReadableFiles, known?: KnownNames): Result<Profile, ConfigTrouble> {
  return readYaml(path, files, profileSchema(known?.printerModels));
}

/** The profile's shape as JSON Schema 2020-12, for editors and other programs. */
export function profileJsonSchema(): object {
  return z.toJSONSchema(profileSchema(), { io: 'input' });
}
