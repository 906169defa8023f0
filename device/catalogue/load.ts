import { err, ok, type Result } from '../../drivers/result.ts';
import type { ReadableFiles } from '../config/files.ts';
import type { ConfigTrouble } from '../config/trouble.ts';
import { readOrConfigTrouble, readYamlWithAllTroubles } from '../config/yaml-file.ts';
import { yamlLineOf } from '../config/yaml-places.ts';
import { sameInEveryLanguage } from '../words/language.ts';
import { addressesSchema, type Region } from './address.ts';
import { copiesQuestion } from './copies.ts';
import { expandQuestions } from './expand.ts';
import { type Aliases, type FirstPageDoor, groupsSchema, type ServiceGroup } from './groups.ts';
import { type Holidays, holidaysSchema } from './holidays.ts';
import { type GovernmentRegister, registersSchema } from './register.ts';
import { type Catalogue, type Service, type ServiceFile, serviceSchema } from './schema.ts';
import { type ThingToBring, thingsToBringSchema } from './thing.ts';

export interface CatalogueReadResult {
  readonly doors: readonly FirstPageDoor[];
  readonly groups: readonly ServiceGroup[];
  readonly mine: Aliases;
  readonly services: readonly Service[];
  readonly holidays: Holidays | null;
  readonly faults: readonly ConfigTrouble[];
}

/** Loads the whole catalogue, or returns its first fault. */
export function loadCatalogue(dir: string, files: ReadableFiles): Result<Catalogue, ConfigTrouble> {
  const read = readCatalogue(dir, files);
  const first = read.faults[0];
  return first ? err(first) : ok(catalogueIn(dir, read));
}

export interface UsableCatalogue {
  readonly catalogue: Catalogue;
  readonly faults: readonly ConfigTrouble[];
}

/**
 * Loads the services without a fault, for a developer who is writing a service. Fails if a shared file has a fault or no service is left.
 */
export function loadUsableCatalogue(dir: string, files: ReadableFiles): Result<UsableCatalogue, ConfigTrouble> {
  const read = readCatalogue(dir, files);
  const { faults, services } = read;
  const whole = services.length === 0 ? faults[0] : faults.find(({ file }) => !file.startsWith(`${dir}/services/`));
  return whole ? err(whole) : ok({ catalogue: catalogueIn(dir, read), faults });
}

function catalogueIn(dir: string, { doors, groups, mine, services, holidays }: CatalogueReadResult): Catalogue {
  if (!holidays) throw new Error(`${dir}: holidays without a fault are missing`);
  return { doors, groups, mine, services, holidays };
}

/**
 * Reads `holidays.yaml`, `groups.yaml`, every `services/*.yaml` of a folder, and the shared files that a service needs:
 * `address-sample.yaml`, `registers.yaml`, `bring.yaml`. A service's file has the name of its id, so ids are unique. A shared file is read
 * once and only if needed, and its faults are reported once.
 */
export function readCatalogue(dir: string, files: ReadableFiles): CatalogueReadResult {
  const holidays = readYamlWithAllTroubles(`${dir}/holidays.yaml`, files, holidaysSchema);
  const grouped = readYamlWithAllTroubles(`${dir}/groups.yaml`, files, groupsSchema);
  const around = { dir, files, groups: grouped.ok ? grouped.value.groups : null, ...askedForIn(dir, files) };
  const read = readServices(around);
  return {
    doors: grouped.ok ? grouped.value.doors : [],
    groups: around.groups ?? [],
    mine: grouped.ok ? grouped.value.mine : sameInEveryLanguage([]),
    services: read.services,
    holidays: holidays.ok ? holidays.value : null,
    faults: [...(holidays.ok ? [] : holidays.error), ...(grouped.ok ? [] : grouped.error), ...read.faults],
  };
}

interface Around {
  readonly dir: string;
  readonly files: ReadableFiles;
  /** `null`: the file has a fault, so groups are not checked. */
  readonly groups: readonly ServiceGroup[] | null;
  readonly addresses: Shared<Region>;
  readonly registers: Shared<GovernmentRegister>;
  readonly things: Shared<ThingToBring>;
}

function readServices(around: Around): Pick<CatalogueReadResult, 'services' | 'faults'> {
  const folder = `${around.dir}/services`;
  const names = readOrConfigTrouble(() => around.files.list(folder), folder);
  if (!names.ok) return { services: [], faults: [names.error] };
  const ids = names.value.filter((each) => each.endsWith('.yaml')).map((name) => name.slice(0, -'.yaml'.length));
  if (ids.length === 0) {
    const expected = 'at least one service in a .yaml file';
    return { services: [], faults: [{ code: 'CFG-101', file: folder, line: null, path: '', expected, found: 'none' }] };
  }
  const services: Service[] = [];
  const faults: ConfigTrouble[] = [];
  for (const id of ids.sort()) {
    const service = readService(`${folder}/${id}.yaml`, id, around);
    if (service.ok) services.push(service.value);
    else faults.push(...service.error);
  }
  services.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  return { services, faults: [...new Set(faults)] };
}

function readService(file: string, id: string, around: Around): Result<Service, readonly ConfigTrouble[]> {
  const service = readYamlWithAllTroubles(file, around.files, serviceSchema);
  if (!service.ok) return service;
  const wrong: Wrong = (path, expected, found) => {
    const at = { file, line: yamlLineOf(around.files.read(file), path), path: path.join('.') };
    return { code: 'CFG-104', ...at, expected, found: JSON.stringify(found) };
  };
  const faults: ConfigTrouble[] = [];
  if (service.value.id !== id) faults.push(wrong(['id'], `${id}, as in the name of the file`, service.value.id));
  const known = around.groups?.map((group) => group.id);
  for (const [index, group] of service.value.groups.entries())
    if (known && !known.includes(group))
      faults.push(wrong(['groups', index], `${known.join(', ')} (groups.yaml)`, group));
  const whole = withShared(service.value, around, wrong);
  if (!whole.ok) faults.push(...whole.error);
  return whole.ok && faults.length === 0 ? whole : err(faults);
}

type Wrong = (path: readonly PropertyKey[], expected: string, found: string) => ConfigTrouble;

function withShared(service: ServiceFile, around: Around, wrong: Wrong): Result<Service, readonly ConfigTrouble[]> {
  const asksAddress = service.questions.some(({ kind }) => kind === 'address');
  const regions = asksAddress ? around.addresses() : ok([]);
  const registers = named('registers', service.registers, around.registers, wrong);
  const bring = named('bring', service.bring, around.things, wrong);
  const faults = [regions, registers, bring].flatMap((each) => (each.ok ? [] : each.error));
  if (!regions.ok || !registers.ok || !bring.ok) return err(faults);
  return ok({
    ...service,
    questions: [...expandQuestions(service.questions, regions.value), ...copiesQuestion(service.copies)],
    registers: registers.value,
    bring: bring.value,
  });
}

function named<T extends { readonly id: string }>(
  list: string,
  ids: readonly string[],
  shared: Shared<T>,
  wrong: Wrong,
): Result<readonly T[], readonly ConfigTrouble[]> {
  const all = ids.length > 0 ? shared() : ok([]);
  if (!all.ok) return all;
  const known = all.value.map(({ id }) => id).join(', ');
  const unknown = ids.flatMap((id, index) =>
    all.value.some((each) => each.id === id) ? [] : [wrong([list, index], `${known} (${list}.yaml)`, id)],
  );
  return unknown.length > 0 ? err(unknown) : ok(ids.map((id) => all.value.find((each) => each.id === id)!));
}

type Shared<T> = () => Result<readonly T[], readonly ConfigTrouble[]>;

const askedForIn = (dir: string, files: ReadableFiles): Pick<Around, 'addresses' | 'registers' | 'things'> => ({
  addresses: once(() => {
    const read = readYamlWithAllTroubles(`${dir}/address-sample.yaml`, files, addressesSchema);
    return read.ok ? ok(read.value.regions) : read;
  }),
  registers: once(() => {
    const read = readYamlWithAllTroubles(`${dir}/registers.yaml`, files, registersSchema);
    return read.ok ? ok(read.value.registers) : read;
  }),
  things: once(() => {
    const read = readYamlWithAllTroubles(`${dir}/bring.yaml`, files, thingsToBringSchema);
    return read.ok ? ok(read.value.bring) : read;
  }),
});

function once<T>(read: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: read() };
    return found.value;
  };
}

/** Catalogue of one centre: services of other centres still name these centres. */
export const catalogueOfCentre = (catalogue: Catalogue, centre: number): Catalogue => ({
  ...catalogue,
  services: catalogue.services.map((service) =>
    service.centres?.numbers.includes(centre) ? { ...service, centres: null } : service,
  ),
});
