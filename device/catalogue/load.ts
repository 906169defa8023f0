import { err, ok, type Result } from '../../drivers/result.ts';
import type { ReadableFiles } from '../config/files.ts';
import type { ConfigTrouble } from '../config/trouble.ts';
import { checkYaml, readText } from '../config/yaml-file.ts';
import { lineOf } from '../config/yaml-places.ts';
import { addressesSchema, type Region } from './address.ts';
import { expandQuestions } from './expand.ts';
import {
  type Catalogue,
  groupsSchema,
  type Holidays,
  holidaysSchema,
  type Service,
  type ServiceGroup,
  serviceSchema,
} from './schema.ts';

/** What of a catalogue loads, and everything that is wrong with the rest. */
export interface CatalogueRead {
  readonly groups: readonly ServiceGroup[];
  /** In the order of the cards. */
  readonly services: readonly Service[];
  readonly holidays: Holidays | null;
  /** In the order of the files. */
  readonly faults: readonly ConfigTrouble[];
}

/** As the kiosk needs it: whole, or the first fault. */
export function loadCatalogue(dir: string, files: ReadableFiles): Result<Catalogue, ConfigTrouble> {
  const { groups, services, holidays, faults } = readCatalogue(dir, files);
  const first = faults[0];
  if (first) return err(first);
  if (!holidays) throw new Error(`${dir}: holidays without a fault are missing`);
  return ok({ groups, services, holidays });
}

/**
 * Reads `holidays.yaml`, `groups.yaml`, every `services/*.yaml` of a folder, and `address-sample.yaml` where one of them asks for an address.
 * A service's file must be named after its id, which keeps ids from being used twice.
 */
export function readCatalogue(dir: string, files: ReadableFiles): CatalogueRead {
  const holidays = checkYaml(`${dir}/holidays.yaml`, files, holidaysSchema);
  const grouped = checkYaml(`${dir}/groups.yaml`, files, groupsSchema);
  const around = { dir, files, groups: grouped.ok ? grouped.value.groups : null, addresses: addressesOf(dir, files) };
  const read = readServices(around);
  return {
    groups: around.groups ?? [],
    services: read.services,
    holidays: holidays.ok ? holidays.value : null,
    faults: [...(holidays.ok ? [] : holidays.error), ...(grouped.ok ? [] : grouped.error), ...read.faults],
  };
}

/** What a service's file is read beside. */
interface Around {
  readonly dir: string;
  readonly files: ReadableFiles;
  /** `null`: not known, so nothing can be said of the groups of a service. */
  readonly groups: readonly ServiceGroup[] | null;
  readonly addresses: Addresses;
}

function readServices(around: Around): Pick<CatalogueRead, 'services' | 'faults'> {
  const folder = `${around.dir}/services`;
  const names = readText(() => around.files.list(folder), folder);
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
  // What is wrong with the addresses is said once, however many services ask for one.
  return { services, faults: [...new Set(faults)] };
}

function readService(
  file: string,
  id: string,
  { files, groups, addresses }: Around,
): Result<Service, readonly ConfigTrouble[]> {
  const service = checkYaml(file, files, serviceSchema);
  if (!service.ok) return service;
  const wrong = (path: readonly PropertyKey[], expected: string, found: string): ConfigTrouble => {
    const at = { file, line: lineOf(files.read(file), path), path: path.join('.') };
    return { code: 'CFG-104', ...at, expected, found: JSON.stringify(found) };
  };
  const faults: ConfigTrouble[] = [];
  if (service.value.id !== id) faults.push(wrong(['id'], `${id}, as the file is named`, service.value.id));
  const known = groups?.map((group) => group.id);
  for (const [index, group] of service.value.groups.entries())
    if (known && !known.includes(group))
      faults.push(wrong(['groups', index], `${known.join(', ')} (groups.yaml)`, group));
  const asksAddress = service.value.questions.some(({ kind }) => kind === 'address');
  const regions = asksAddress ? addresses() : ok([]);
  if (!regions.ok) faults.push(...regions.error);
  if (!regions.ok || faults.length > 0) return err(faults);
  return ok({ ...service.value, questions: expandQuestions(service.value.questions, regions.value) });
}

type Addresses = () => Result<readonly Region[], readonly ConfigTrouble[]>;

/** Read once, and only where a service asks for an address. */
function addressesOf(dir: string, files: ReadableFiles): Addresses {
  let read: ReturnType<Addresses> | undefined;
  return () => {
    if (read) return read;
    const register = checkYaml(`${dir}/address-sample.yaml`, files, addressesSchema);
    read = register.ok ? ok(register.value.regions) : register;
    return read;
  };
}

/** The catalogue of one centre: what only other centres offer keeps saying so. */
export const inCentre = (catalogue: Catalogue, centre: number): Catalogue => ({
  ...catalogue,
  services: catalogue.services.map((service) =>
    service.centres?.numbers.includes(centre) ? { ...service, centres: null } : service,
  ),
});
