import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { realFiles } from '../../../device/config/files.ts';
import { packageFile } from '../../../device/files/package-root.ts';
import { INSTALLED } from '../../../provisioning/machine/installed.ts';
import { READ, refuseFaultyCatalogue } from './stage.mjs';

const UNITS = packageFile('provisioning/units');

it('when a unit names a file of the program, then the package has that file', () => {
  const named = readdirSync(UNITS)
    .filter((name) => name.endsWith('.service'))
    .flatMap((name) => [
      ...readFileSync(join(UNITS, name), 'utf8').matchAll(new RegExp(`=[-+]?.*?${INSTALLED.root}/(\\S+)`, 'g')),
    ])
    .map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(5);
  // The Node comes from the registry.
  const missing = named.filter((path) => path !== 'node/bin/node' && !READ.some((each) => path.startsWith(each)));
  expect(missing).toEqual([]);
});

it('when a service is half written, then no package is made', async () => {
  await refuseFaultyCatalogue();
  const read = (path: string) => realFiles.read(path).replace('minutes: 2', 'minutes:');
  await expect(refuseFaultyCatalogue({ ...realFiles, read })).rejects.toThrow(
    /no package .*minutes: expected .*CFG-103/,
  );
});
