import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fromRoot } from './root.mjs';

let folder = '';
beforeEach(() => {
  // The folder is inside the project, so that its test files can import `vitest`.
  mkdirSync(fromRoot('dist'), { recursive: true });
  folder = mkdtempSync(fromRoot('dist/closing-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, `${name}.test.ts`), `import { it } from 'vitest';\n${text}`);
  const config = join(folder, 'vitest.config.mjs');
  const reporter = fromRoot('test/tools/closing-reporter.ts');
  writeFileSync(
    config,
    `export default { test: { root: ${JSON.stringify(folder)}, reporters: ['default', [${JSON.stringify(reporter)}, { leftOut: ['slow.test.ts'] }]] } }`,
  );
  const { status, stdout } = spawnSync(
    process.execPath,
    [fromRoot('node_modules/vitest/vitest.mjs'), 'run', '--config', config, ...args],
    { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  return { status, last: stdout.trimEnd().split('\n').at(-1), stdout };
}

const GOOD = `it('one', () => {}); it('two', () => {});`;

it('when tests pass, fail, are skipped or pass at the second try, then each is counted, and the slowest files are named', () => {
  const { status, last, stdout } = run(
    {
      good: GOOD,
      bad: `it('fails', () => { throw new Error('no') }); it.skip('left out', () => {}); it.todo('to be written')`,
      broken: `throw new Error('not loaded')`,
      outside: `it('ok', () => { setImmediate(() => { throw new Error('outside') }) }); it('later', () => new Promise((done) => setTimeout(done, 20)))`,
      tried: `let tries = 0; it('busy core', () => { tries += 1; if (tries < 2) throw new Error('no') });`,
    },
    '--retry=1',
  );
  expect([status, last]).toEqual([1, '5 passed, 5 failed']);
  expect(stdout).toMatch(/slowest files\n( +\d+\.\d s {2}\S*\n)* +\d+\.\d s {2}\S*good\.test\.ts/);
  expect(stdout).toContain('\n1 slow files were left to other commits');
  expect(stdout).toMatch(/passed at the second try\n {2}\S*tried\.test\.ts: busy core\n\d/);
});

it('when a filter skips tests, then the skipped tests are not counted, and a run without tests fails', () => {
  expect(run({ good: GOOD }, '-t', 'one')).toMatchObject({ status: 0, last: '1 passed, 0 failed' });
  expect(run({}, 'nosuch')).toMatchObject({ status: 1, last: '0 passed, 1 failed' });
  expect(run({}, 'nosuch', '--passWithNoTests')).toMatchObject({ status: 0, last: '0 passed, 0 failed' });
});
