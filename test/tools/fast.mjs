// @ts-check
/** `npm run test:fast` runs the unit tests of uncommitted changes, and names changed files without a unit test. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { testsOfData } from './data-tests.mjs';
import { filesUnder } from './files.mjs';
import { filesWithoutUnitTest } from './no-unit-test.mjs';
import { fromRoot, root } from './root.mjs';
import { bin } from './run.mjs';

/** @param {...string} args */
const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
const changed = [...git('diff', '--name-only', 'HEAD'), ...git('ls-files', '--others', '--exclude-standard')];
const sources = ['device', 'drivers', 'simulators', 'ui', 'provisioning', 'test'].flatMap(filesUnder);
const texts = new Map(
  sources.filter((file) => file.endsWith('.ts')).map((file) => [file, readFileSync(fromRoot(file), 'utf8')]),
);
const related = [...changed, ...testsOfData(changed, texts)];
const ARGS = ['related', '--run', '--project', 'unit', '--passWithNoTests', ...related, ...process.argv.slice(2)];
const { status } = spawnSync(bin('vitest'), ARGS, { cwd: root, stdio: 'inherit' });
for (const line of filesWithoutUnitTest(changed, texts)) console.log(line);
process.exitCode = status ?? 1;
