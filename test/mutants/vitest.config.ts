import { defineConfig } from 'vitest/config';

/** The tests of one target, as `run.mjs` hands them over. Nothing else may answer for it. */
export default defineConfig({
  test: {
    include: JSON.parse(process.env['MUTANT_TESTS'] ?? '[]') as string[],
    testTimeout: 20_000,
  },
});
