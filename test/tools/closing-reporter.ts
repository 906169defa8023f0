import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { toRelative } from './root.mjs';

const SLOWEST = 10;

/**
 * The last lines of `npm test`: times, slowest files, `N passed, N failed`. Skipped tests, files that do not load and errors outside tests
 * count as failed. A test that passed at its second try is named.
 */
export default class ClosingReporter implements Reporter {
  readonly #startedMs = performance.now();
  readonly #leftOut: readonly string[];
  #mayBeEmpty = false;

  /** @param leftOut test files that this run leaves to other commits */
  constructor({ leftOut = [] }: { readonly leftOut?: readonly string[] } = {}) {
    this.#leftOut = leftOut;
  }

  onInit({ config }: Vitest): void {
    this.#mayBeEmpty = config.passWithNoTests === true;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    const tried: string[] = [];
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      const good = tests.filter((test) => test.result().state === 'passed').length;
      const bad = tests.filter(isBad).length;
      const again = tests.filter((test) => test.diagnostic()?.flaky === true);
      tried.push(...again.map(({ fullName }) => `  ${toRelative(module.moduleId)}: ${fullName}`));
      passed += good;
      failed += bad === 0 && module.state() === 'failed' ? 1 : bad;
    }
    if (passed + failed === 0 && !this.#mayBeEmpty) failed = 1;
    const lines = [
      ...partsOf(modules),
      `slowest files\n${slowest(modules).join('\n')}`,
      ...(tried.length > 0 ? [`passed at the second try\n${tried.join('\n')}`] : []),
      ...(this.#leftOut.length > 0
        ? [`${this.#leftOut.length} slow files were left to other commits; npm run prove -- whole runs all`]
        : []),
      `${seconds(performance.now() - this.#startedMs)} in all`,
      `${passed} passed, ${failed} failed`,
    ];
    // The default reporter prints its summary in the same turn: print after it.
    setImmediate(() => process.stdout.write(`\n${lines.join('\n')}\n`));
    if (failed > 0) process.exitCode = 1;
  }
}

/** With `-t`, a skipped test does not count as failed. Without `-t`, it does. */
const isBad = (test: TestCase): boolean => {
  const { state } = test.result();
  if (state === 'skipped') return test.project.config.testNamePattern === undefined;
  return state !== 'passed';
};

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

function tookMs(module: TestModule): number {
  const { duration, collectDuration, setupDuration, environmentSetupDuration } = module.diagnostic();
  return duration + collectDuration + setupDuration + environmentSetupDuration;
}

function partsOf(modules: readonly TestModule[]): readonly string[] {
  const parts = new Map<string, TestModule[]>();
  for (const module of modules) parts.set(module.project.name, [...(parts.get(module.project.name) ?? []), module]);
  return [...parts]
    .map(([name, files]) => ({ name, count: files.length, ms: files.reduce((sum, file) => sum + tookMs(file), 0) }))
    .sort((a, b) => b.ms - a.ms)
    .map(({ name, count, ms }) => `part ${name}: ${seconds(ms)} in ${count} ${count === 1 ? 'file' : 'files'}`);
}

const slowest = (modules: readonly TestModule[]): readonly string[] =>
  modules
    .toSorted((a, b) => tookMs(b) - tookMs(a))
    .slice(0, SLOWEST)
    .map((module) => `  ${seconds(tookMs(module)).padStart(8)}  ${toRelative(module.moduleId)}`);
