import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { testsOfData } from './data-tests.mjs';
import { filesUnder } from './files.mjs';
import { fromRoot } from './root.mjs';

const FILES = {
  'test/catalogue.ts': "load('device/catalogue')",
  'test/papers.test.ts': "import { catalogue } from './catalogue.ts';",
  'test/far.test.ts': "import { papers } from './papers.ts';",
  'test/papers.ts': "import { catalogue } from './catalogue.ts';",
  'device/catalogue/dates.test.ts': "packageFile('device/catalogue/services')",
  'device/catalogue/search.test.ts': `packageFile(\`test/search/$\{file}\`)`,
  'device/catalogue/parts.test.ts': '/** In `device/catalogue/services`. */',
  'device/catalogue/schema.test.ts': "import { schema } from '../../device/catalogue/schema.ts';",
  'device/catalogue/load.wires.test.ts': "packageFile('device/catalogue')",
};
const tests = (...changed: readonly string[]) => testsOfData(changed, new Map(Object.entries(FILES)));

it('when the file of a service changes, then the tests that name its folder or import a helper that names it run', () => {
  expect(tests('device/catalogue/services/gas-bill.yaml')).toEqual([
    'device/catalogue/dates.test.ts',
    'test/papers.test.ts',
  ]);
});

it('when a list of search words changes, then the test that builds its path from the folder runs', () => {
  expect(tests('test/search/services.json')).toEqual(['device/catalogue/search.test.ts']);
});

it('when only code or a file of the root changes, then there are no tests of data', () => {
  expect(tests('device/catalogue/load.ts', 'package.json')).toEqual([]);
});

it('when the file of a delivered service changes, then the tests of the catalogue and of the papers run', () => {
  const code = ['device', 'provisioning', 'test'].flatMap(filesUnder).filter((file) => file.endsWith('.ts'));
  const texts = new Map(code.map((file) => [file, readFileSync(fromRoot(file), 'utf8')]));
  expect(testsOfData(['device/catalogue/services/gas-bill.yaml'], texts)).toEqual(
    expect.arrayContaining([
      'device/catalogue/search.test.ts',
      'test/papers/every-paper.test.ts',
      'test/service-pages.test.ts',
    ]),
  );
});
