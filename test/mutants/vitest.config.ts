import { defineConfig } from 'vitest/config';

/** `run.mjs` sets the target. */
export default defineConfig({
  test: {
    include: JSON.parse(process.env['MUTANT_TESTS'] ?? '[]') as string[],
    testTimeout: 20_000,
  },
});
