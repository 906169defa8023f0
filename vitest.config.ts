import { availableParallelism, tmpdir } from 'node:os';
import { defineConfig } from 'vitest/config';
import { createForkPool } from './test/tools/kept-forks.ts';
import { memoryFolder } from './test/tools/memory-folder.ts';
import { sequencerOf } from './test/tools/order.ts';
import { filesLeftOut, LEFT_OUT_PIECES, piecesOfOtherCommits } from './test/tools/part-of-commit.ts';

/** More than the cores: half of the files mostly wait for wires, processes and pages. */
const WORKERS = Math.ceil(2.5 * availableParallelism());
const WAITING = 2 * WORKERS;
/** The host may stop a core. The last lines of the output name each test that needed a retry. */
const SECOND_TRY = 1;
const BUILT = ['test/tools/built.ts'];
/** Young generation of V8, in MB (decision 0056). */
const execArgv = ['--max-semi-space-size=64'];
/** Beside the file that they test: they need a port, a pty, a process, or real time. */
const WIRES = '{device,drivers,simulators,provisioning,test}/**/*.wires.test.ts';
/** libpcsclite remembers its first socket, and udev its first watcher. */
const ALONE = ['test/integration/{hid,pcsc}.test.ts'];
const PROOFS = ['test/integration/prove*.test.ts'];
const MODEL = ['test/{model,matrix}/**/*.test.ts'];
/** Walked by `npm run prove -- model` alone. */
const WITH_STEPS = process.env['MODEL'] === 'all' ? [] : ['test/model/model.test.ts'];
const CHECKS = ['test/checks/**/*.test.ts'];
/** Only of `npm test` without names of files or tests. */
const PIECES_LEFT_OUT =
  process.env['PART'] === 'commit' && process.argv.slice(3).every((argument) => argument.startsWith('-'))
    ? piecesOfOtherCommits()
    : [];
const LEFT_OUT = filesLeftOut(PIECES_LEFT_OUT);
process.env[LEFT_OUT_PIECES] = PIECES_LEFT_OUT.join('\n');

process.env['TMPDIR'] ??= memoryFolder() ?? tmpdir();

/** In most parts, a worker loads shared files once (`isolate`), and waits while files of other parts run (`keptForks`). */
export default defineConfig({
  test: {
    experimental: { fsModuleCache: true, fsModuleCachePath: 'dist/.vitest' },
    silent: 'passed-only',
    // The host may stop a core for longer than vitest's second.
    expect: { poll: { timeout: 10_000 } },
    reporters: ['default', ['./test/tools/closing-reporter.ts', { leftOut: LEFT_OUT }]],
    maxWorkers: WORKERS,
    execArgv,
    pool: createForkPool(WAITING),
    sequence: {
      sequencer: sequencerOf(
        {
          prove: { busy: 40, waits: 0 },
          model: { busy: 25, waits: 0 },
          checks: { busy: 40, waits: 0 },
          browser: { busy: 10, waits: 15 },
          processes: { busy: 7, waits: 10 },
          wires: { busy: 4, waits: 8 },
          alone: { busy: 4, waits: 14 },
          unit: { busy: 0.5, waits: 0 },
        },
        {
          'test/model/core.test.ts': { busy: 40, waits: 0 },
          'test/browser/trouble.test.ts': { busy: 12, waits: 40 },
          'test/processes/canary.test.ts': { busy: 20, waits: 80 },
          'test/processes/glass-chain.test.ts': { busy: 5, waits: 35 },
          'test/processes/accept.test.ts': { busy: 15, waits: 30 },
          'test/processes/tarball.test.ts': { busy: 12, waits: 2 },
          'test/browser/gallery.test.ts': { busy: 35, waits: 5 },
          'test/browser/every-control.test.ts': { busy: 12, waits: 15 },
          'test/browser/cash.test.ts': { busy: 11, waits: 25 },
          'test/integration/prove-planted.test.ts': { busy: 12, waits: 0 },
          'test/integration/doctor-serial.test.ts': { busy: 5, waits: 20 },
          'test/doctor/matrix.wires.test.ts': { busy: 8, waits: 25 },
          'test/integration/document-printer-ippeveprinter.test.ts': { busy: 2, waits: 18 },
          'test/integration/document-printer-http.test.ts': { busy: 4, waits: 8 },
          '.wires.test.ts': { busy: 1, waits: 1.5 },
        },
      ),
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{device,drivers,simulators,provisioning,ui,test}/**/*.test.ts'],
          exclude: ['test/{browser,integration,processes}/**', WIRES, ...MODEL, ...CHECKS, '**/node_modules/**'],
          isolate: false,
          setupFiles: ['test/tools/own-folder.ts', 'test/tools/no-wires.ts', 'test/tools/runs.ts'],
          // On a busy machine, certificates and chips take seconds.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // The walk keeps a million moves in memory, so no other file shares its process.
      {
        extends: true,
        test: {
          name: 'model',
          include: MODEL,
          exclude: WITH_STEPS,
          testTimeout: 60_000,
          execArgv: ['--max-semi-space-size=128'],
        },
      },
      {
        extends: true,
        test: {
          name: 'checks',
          include: CHECKS,
          testTimeout: 240_000,
          globalSetup: BUILT,
          // Vitest's view of `typescript` takes three times as long as the module itself.
          deps: { interopDefault: false },
        },
      },
      {
        extends: true,
        test: {
          name: 'wires',
          isolate: false,
          include: ['test/integration/**/*.test.ts', WIRES],
          exclude: [...PROOFS, ...ALONE, ...LEFT_OUT, '**/node_modules/**'],
          setupFiles: 'test/tools/own-folder.ts',
          retry: SECOND_TRY,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: BUILT,
        },
      },
      {
        extends: true,
        test: {
          name: 'prove',
          include: PROOFS,
          exclude: [...LEFT_OUT],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: BUILT,
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ALONE,
          exclude: [...LEFT_OUT],
          retry: SECOND_TRY,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: BUILT,
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          isolate: false,
          include: ['test/processes/**/*.test.ts'],
          exclude: [...LEFT_OUT],
          retry: SECOND_TRY,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: BUILT,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          isolate: false,
          include: ['test/browser/**/*.test.ts'],
          exclude: [...LEFT_OUT],
          retry: SECOND_TRY,
          testTimeout: 90_000,
          hookTimeout: 60_000,
          globalSetup: BUILT,
        },
      },
    ],
  },
});
