import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { realFiles } from '../../../device/config/files.ts';
import { packageFile } from '../../../device/files/package-root.ts';
import { TECHNICIAN_TEXT } from '../../../device/troubles/troubles.ts';
import { INSTALLED } from '../../../provisioning/machine/installed.ts';
import { RUNTIME_FILES, refuseFaultyCatalogue, TECHNICIAN_PAGES } from './stage.mjs';

const UNITS = packageFile('provisioning/units');

it('when a unit names a file of the program, then the package has that file', () => {
  const named = readdirSync(UNITS)
    .filter((name) => name.endsWith('.service'))
    .flatMap((name) => [
      ...readFileSync(join(UNITS, name), 'utf8').matchAll(new RegExp(`=[-+]?.*?${INSTALLED.root}/(\\S+)`, 'g')),
    ])
    .map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(5);
  const missing = named.filter(
    (path) => path !== 'node/bin/node' && !RUNTIME_FILES.some((each) => path.startsWith(each)),
  );
  expect(missing).toEqual([]);
});

it("when a trouble's cure names a page, then the package has that page, compressed by debhelper", () => {
  const cures = Object.values(TECHNICIAN_TEXT).flatMap(({ todo }) => todo);
  expect(cures.filter((cure) => /\bdocs\//.test(cure))).toEqual([]);
  const named = cures.flatMap((cure) => [...cure.matchAll(/\/usr\/share\/doc\/asan-kiosk\/(\S+)\.gz/g)]);
  expect(named.length).toBeGreaterThan(2);
  for (const [, page = ''] of named) {
    expect(TECHNICIAN_PAGES).toContain(`docs/${page}`);
    expect(statSync(packageFile(`docs/${page}`)).size).toBeGreaterThan(4_096);
  }
});

it("when a service's file is incomplete, then no package is made", async () => {
  await refuseFaultyCatalogue();
  const read = (path: string) => realFiles.read(path).replace('minutes: 2', 'minutes:');
  await expect(refuseFaultyCatalogue({ ...realFiles, read })).rejects.toThrow(
    /no package .*minutes: expected .*CFG-103/,
  );
});
