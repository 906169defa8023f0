import { defineConfig } from 'vitest/config';
export default defineConfig({ root: '/tmp/h/enrol', test: { include: ['test/processes/enrolment.test.ts'], testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 1 } });
