import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../../device/catalogue/schema.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { SERVICE_WITH_ANSWERS } from '../contract/every-question.ts';
import { catalogue } from '../support/catalogue.ts';

/** With an invented service that asks every kind of question. */
export const CANARY_CATALOGUE: Catalogue = {
  ...catalogue(),
  services: [...catalogue().services, SERVICE_WITH_ANSWERS.service],
};

export function writeCatalogue(folder: string): string {
  const dir = join(folder, 'catalogue');
  mkdirSync(dir);
  cpSync(packageFile('device/catalogue'), dir, { recursive: true, filter: (file) => !file.endsWith('.ts') });
  cpSync(packageFile('test/contract/every-question.yaml'), join(dir, 'services/every-question.yaml'));
  return dir;
}
