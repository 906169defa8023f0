// @ts-check
/** `node test/tools/make-docs.mjs` writes the pages and files that are made from tables in the source. */
import { writeFileSync } from 'node:fs';
import { buildAll } from './build.mjs';
import { readApi } from './npm/api.mjs';
import { apiPage } from './npm/api-page.mjs';
import { fromRoot } from './root.mjs';
import { sourceModule } from './source.mjs';

const PAGES = [
  { page: 'docs/log-events.md', source: 'device/log/events-page.ts', make: 'logEventsPage' },
  { page: 'docs/troubleshooting.md', source: 'device/troubles/troubles-page.ts', make: 'troublesPage' },
  { page: 'docs/command-line.md', source: 'provisioning/command-line-page.ts', make: 'commandLinePage' },
  { page: 'docs/machines.md', source: 'test/tools/machines-page.ts', make: 'machinesPage' },
  { page: 'docs/accessibility.md', source: 'test/accessibility/accessibility-page.ts', make: 'accessibilityPage' },
  { page: 'docs/mounting.md', source: 'test/accessibility/mounting-page.ts', make: 'mountingPage' },
  { page: 'docs/pictures/mounting.svg', source: 'test/accessibility/mounting-page.ts', make: 'mountingDrawing' },
  { page: 'docs/doctor.md', source: 'provisioning/doctor/doctor-page.ts', make: 'doctorPage' },
  {
    page: 'provisioning/profiles/simulated.yaml',
    source: 'test/tools/simulated-profile.ts',
    make: 'simulatedProfile',
  },
  {
    page: 'device/catalogue/service.schema.json',
    source: 'device/catalogue/json-schema.ts',
    make: 'serviceJsonSchema',
  },
];

for (const { page, source, make } of PAGES) {
  /** @type {string | undefined} */
  const text = await (await sourceModule(source))[make]?.();
  if (text === undefined) throw new Error(`${source} does not export ${make}`);
  writeFileSync(fromRoot(page), text);
  console.log(page);
}

if (!(await buildAll(['npm']))) throw new Error('the package could not be built');
writeFileSync(fromRoot('docs/api.md'), apiPage(readApi()));
console.log('docs/api.md');
