import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { readCatalogue } from '../../device/catalogue/load.ts';
import { id as idSchema } from '../../device/catalogue/parts.ts';
import type { Service } from '../../device/catalogue/schema.ts';
import { realFiles } from '../../device/config/files.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed, misused } from '../command/outcome.ts';
import { type CataloguePlaceOptions, findCatalogue } from './place.ts';

const TEMPLATE = 'device/catalogue/service-template.yaml';
const SCHEMA = 'device/catalogue/service.schema.json';

/** Writes the file of a service without its texts. Never replaces a file. */
export async function addCatalogueService(id: string, options: CataloguePlaceOptions, io: Io): Promise<CliOutcome> {
  if (!idSchema.safeParse(id).success)
    return misused(
      `${JSON.stringify(id)} is not an id: expected small letters and digits, with single hyphens between, such as lost-passport`,
    );
  const place = findCatalogue(options);
  if (!place.ok) return place;
  const folder = `${place.value.dir}/services`;
  const file = `${folder}/${id}.yaml`;
  // In an unfinished catalogue only the groups must be valid.
  const { groups, services, faults } = readCatalogue(place.value.dir, realFiles);
  // The group with `door` has what most citizens come for; a new service rarely does.
  const first = groups.find((group) => !group.door) ?? groups[0];
  if (!first) return misused(describeConfigTrouble(faults.find((each) => each.file.endsWith('/groups.yaml'))!));
  const values = {
    SERVICE_ID: id,
    SERVICE_ORDER: String(orderAfter(services)),
    SERVICE_GROUPS: groups.map((group) => group.id).join(', '),
    SERVICE_GROUP: first.id,
    SCHEMA_PATH: relative(folder, packageFile(SCHEMA)),
  };
  const outcome = writeNew(file, filled(realFiles.read(packageFile(TEMPLATE)), values));
  if (outcome.ok) io.out(`${file}\n`);
  return outcome;
}

const ORDER_STEP = 10;
const LAST_ORDER = 9999;

const orderAfter = (services: readonly Pick<Service, 'order'>[]): number =>
  Math.min(LAST_ORDER, Math.max(0, ...services.map(({ order }) => order)) + ORDER_STEP);

const filled = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\b(?:SERVICE_(?:ID|ORDER|GROUPS|GROUP)|SCHEMA_PATH)\b/g, (name) => values[name]!);

function writeNew(file: string, text: string): CliOutcome {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return done;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      return misused(`${file} exists and was not changed: expected an id that no service has`);
    return failed(`${file} was not written: ${describeSystemError(error)}`);
  }
}
