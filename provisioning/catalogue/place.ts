import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadCatalogue } from '../../device/catalogue/load.ts';
import type { Catalogue } from '../../device/catalogue/schema.ts';
import { createCentreClock } from '../../device/clock/centre-time.ts';
import { realFiles } from '../../device/config/files.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { packageFile } from '../../device/files/package-root.ts';
import type { IsoDate } from '../../device/words/date.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliTrouble, misused } from '../command/outcome.ts';
import { SIMULATED_PROFILE, shortPath } from '../command/places.ts';

export interface CataloguePlaceOptions {
  readonly profile?: string;
  readonly dir?: string | undefined;
}

export interface CatalogueDayOptions {
  readonly on?: IsoDate;
}

export interface CataloguePlace {
  readonly dir: string;
  /** `null` without a profile. */
  readonly centre: number | null;
}

/** Folder of the catalogue; default: the catalogue of `run --simulate`. */
export function findCatalogue({ profile, dir }: CataloguePlaceOptions): Result<CataloguePlace, CliTrouble> {
  if (dir !== undefined && profile !== undefined)
    return misused('which catalogue? name either a folder, or a profile with --profile');
  if (dir !== undefined) return isFolder(dir) ? ok({ dir, centre: null }) : misused(noFolder(dir));
  const read = loadProfileFile(profile ?? packageFile(SIMULATED_PROFILE));
  if (!read.ok) return read;
  const folder = shortPath(resolve(packageFile('.'), read.value.catalogue.dir));
  if (!isFolder(folder)) return misused(`${noFolder(folder)}, or correct catalogue.dir of the profile`);
  return ok({ dir: folder, centre: profile === undefined ? null : read.value.kiosk.centre.number });
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const noFolder = (path: string): string =>
  `${path}: expected the folder of a catalogue (groups.yaml, holidays.yaml, services/), found ${
    statSync(path, { throwIfNoEntry: false }) ? 'a file' : 'nothing at this place'
  }; name another`;

export interface OpenCatalogue extends CataloguePlace {
  readonly catalogue: Catalogue;
}

/** Loads the whole catalogue, or gives its first fault, as the kiosk does. */
export function openCatalogue(options: CataloguePlaceOptions): Result<OpenCatalogue, CliTrouble> {
  const place = findCatalogue(options);
  if (!place.ok) return place;
  const loaded = loadCatalogue(place.value.dir, realFiles);
  if (!loaded.ok) return misused(`${describeConfigTrouble(loaded.error)}; asan-kiosk catalogue check lists all faults`);
  return ok({ ...place.value, catalogue: loaded.value });
}

/** The given day, or today at the centre, even if this machine has another time zone. */
export const catalogueDay = ({ on }: CatalogueDayOptions, now: () => Date): IsoDate =>
  on ?? createCentreClock(now).local().slice(0, 10);
