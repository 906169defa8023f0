import { describe, expect, it } from 'vitest';
import { firstLoaded, strayModules } from './bundle-check.mjs';
import { fromRoot } from './root.mjs';
import { tally } from './vitest-report.mjs';

const file = (status: string, ...tests: readonly [string, string][]) => ({
  name: fromRoot('device/x.test.ts'),
  status,
  message: 'could not load',
  assertionResults: tests.map(([fullName, state]) => ({ fullName, status: state, failureMessages: ['because'] })),
});

describe('tally', () => {
  it('counts what passed, and everything else as failed', () => {
    const report = { testResults: [file('failed', ['a', 'passed'], ['b', 'failed'], ['c', 'skipped'], ['d', 'todo'])] };
    expect(tally(report)).toEqual({
      passed: 1,
      failures: [
        { name: 'device/x.test.ts > b', message: 'because' },
        { name: 'device/x.test.ts > c', message: 'not run (skipped)' },
        { name: 'device/x.test.ts > d', message: 'not run (todo)' },
      ],
    });
  });

  it('counts a file that could not be run', () => {
    expect(tally({ testResults: [file('failed')] })).toEqual({
      passed: 0,
      failures: [{ name: 'device/x.test.ts', message: 'could not load' }],
    });
    expect(tally({ testResults: [file('failed', ['a', 'passed'])] }).failures).toHaveLength(1);
    expect(tally({ testResults: [file('passed', ['a', 'passed'])] })).toEqual({ passed: 1, failures: [] });
  });
});

describe('the bundle check', () => {
  const chunk = (modules: string[], imports: string[] = [], entry = false) => ({
    modules,
    imports,
    dynamicImports: [],
    entry,
  });

  it('finds modules that must not be shipped', () => {
    expect(
      strayModules({
        'dist/device/a.js': chunk(['device/main.ts', 'simulators/host.ts']),
        'dist/ui/b.js': chunk(['ui/x.ts', 'device/screen/screen.ts']),
        'dist/simulators/c.js': chunk(['simulators/host.ts', 'drivers/framer.ts']),
      }),
    ).toEqual(['dist/device/a.js contains simulators/host.ts', 'dist/ui/b.js contains device/screen/screen.ts']);
  });

  it('follows static imports from the entry', () => {
    const chunks = {
      'dist/ui/main.js': chunk([], ['dist/ui/lit.js', 'dist/ui/words.js'], true),
      'dist/ui/lit.js': chunk([], ['dist/ui/main.js']),
      'dist/ui/words.js': chunk([]),
      'dist/ui/later.js': chunk([]),
    };
    expect(firstLoaded(chunks, 'dist/ui/').sort()).toEqual(['dist/ui/lit.js', 'dist/ui/main.js', 'dist/ui/words.js']);
  });
});
