import { err, ok, type Result } from '../../drivers/result.ts';
import type { ReadableFiles } from '../config/files.ts';
import type { ConfigTrouble } from '../config/trouble.ts';
import { readText, readYaml } from '../config/yaml-file.ts';
import { addressesSchema, type Region } from './address.ts';
import { expandQuestions } from './expand.ts';
import {
  type Catalogue,
  groupsSchema,
  holidaysSchema,
  type Service,
  type ServiceGroup,
  serviceSchema,
} from './schema.ts';

/**
 * Reads `holidays.yaml`, `groups.yaml`, every `services/*.yaml` of a folder, and `address-sample.yaml` where one of them asks for an address. Errors are the first `ConfigTrouble` in the order of the file names;
 * a service's file must be named after its id, which keeps ids from being used twice.
 */
export function loadCatalogue(dir: string, files: ReadableFiles): Result<Catalogue, ConfigTrouble> {
  const holidays = readYaml(`${dir}/holidays.yaml`, files, holidaysSchema);
  if (!holidays.ok) return holidays;
  const grouped = readYaml(`${dir}/groups.yaml`, files, groupsSchema);
  if (!grouped.ok) return grouped;
  const { groups } = grouped.value;
  const addresses = addressesOf(dir, files);
  const folder = `${dir}/services`;
  const names = readText(() => files.list(folder), folder);
  if (!names.ok) return names;
  const services: Service[] = [];
  for (const name of names.value.filter((each) => each.endsWith('.yaml')).sort()) {
    const service = readService(`${folder}/${name}`, name.slice(0, -'.yaml'.length), groups, addresses, files);
    if (!service.ok) return service;
    services.push(service.value);
  }
  if (services.length === 0) {
    const expected = 'at least one service in a .yaml file';
    return err({ code: 'CFG-101', file: folder, line: null, path: '', expected, found: 'none' });
  }
  services.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  return ok({ groups, services, holidays: holidays.value });
}

function readService(
  file: string,
  id: string,
  groups: readonly ServiceGroup[],
  addresses: Addresses,
  files: ReadableFiles,
): Result<Service, ConfigTrouble> {
  const service = readYaml(file, files, serviceSchema);
  if (!service.ok) return service;
  const wrong = (path: string, expected: string, found: string) =>
    err({ code: 'CFG-104', file, line: null, path, expected, found: JSON.stringify(found) } as const);
  if (service.value.id !== id) return wrong('id', `${id}, as the file is named`, service.value.id);
  const stray = service.value.groups.find((each) => !groups.some((group) => group.id === each));
  if (stray !== undefined) return wrong('groups', `${groups.map((group) => group.id).join(', ')} (groups.yaml)`, stray);
  const asksAddress = service.value.questions.some(({ kind }) => kind === 'address');
  const regions = asksAddress ? addresses() : ok([]);
  if (!regions.ok) return regions;
  return ok({ ...service.value, questions: expandQuestions(service.value.questions, regions.value) });
}

type Addresses = () => Result<readonly Region[], ConfigTrouble>;

/** Read once, and only where a service asks for an address. */
function addressesOf(dir: string, files: ReadableFiles): Addresses {
  let read: ReturnType<Addresses> | undefined;
  return () => {
    if (read) return read;
    const register = readYaml(`${dir}/address-sample.yaml`, files, addressesSchema);
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
