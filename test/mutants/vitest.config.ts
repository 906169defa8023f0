import { defineConfig } from 'vitest/config';

/** Only the tests of one target, set by `run.mjs`. */
export default defineConfig({
  test: {
    include: JSON.parse(process.env['MUTANT_TESTS'] ?? '[]') as string[],
    testTimeout: 20_000,
  },
});
