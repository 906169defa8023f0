import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** One less than there are cores is vitest's own choice: one of two. */
const WORKERS = availableParallelism();
const PROOFS = ['test/integration/prove*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{device,drivers,simulators,provisioning,ui,test}/**/*.test.ts'],
          exclude: ['test/{browser,integration,processes}/**', '**/node_modules/**'],
          // Certificates and chips take seconds where the machine has more to do.
          testTimeout: 20_000,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          exclude: PROOFS,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: WORKERS,
        },
      },
      {
        // Takes every core by itself.
        test: { name: 'prove', include: PROOFS, testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false },
      },
      {
        // Whole kiosks, which wait most of the time.
        test: {
          name: 'processes',
          include: ['test/processes/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          maxWorkers: WORKERS,
        },
      },
    ],
  },
});
