import { err, ok, type Result } from '../../drivers/result.ts';
import type { ReadableFiles } from '../config/files.ts';
import type { ConfigTrouble } from '../config/trouble.ts';
import { readText, readYaml } from '../config/yaml-file.ts';
import { type Catalogue, holidaysSchema, type Service, serviceSchema } from './schema.ts';

/**
 * Reads `holidays.yaml` and every `services/*.yaml` of a folder. Errors are the first `ConfigTrouble` in the order of the file names;
 * a service's file must be named after its id, which keeps ids from being used twice.
 */
export function loadCatalogue(dir: string, files: ReadableFiles): Result<Catalogue, ConfigTrouble> {
  const holidays = readYaml(`${dir}/holidays.yaml`, files, holidaysSchema);
  if (!holidays.ok) return holidays;
  const folder = `${dir}/services`;
  const names = readText(() => files.list(folder), folder);
  if (!names.ok) return names;
  const services: Service[] = [];
  for (const name of names.value.filter((each) => each.endsWith('.yaml')).sort()) {
    const service = readService(`${folder}/${name}`, name.slice(0, -'.yaml'.length), files);
    if (!service.ok) return service;
    services.push(service.value);
  }
  if (services.length === 0) {
    const expected = 'at least one service in a .yaml file';
    return err({ code: 'CFG-101', file: folder, line: null, path: '', expected, found: 'none' });
  }
  services.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  return ok({ services, holidays: holidays.value });
}

function readService(file: string, id: string, files: ReadableFiles): Result<Service, ConfigTrouble> {
  const service = readYaml(file, files, serviceSchema);
  if (!service.ok || service.value.id === id) return service;
  const found = JSON.stringify(service.value.id);
  return err({ code: 'CFG-104', file, line: null, path: 'id', expected: `${id}, as the file is named`, found });
}
