import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { PoolOptions, PoolWorker } from 'vitest/node';
import { createForkPool } from './kept-forks.ts';

/* The processes are real. Vitest's program is replaced by a program that answers with its process id. */

let distPath: string;
beforeAll(() => {
  distPath = mkdtempSync(join(tmpdir(), 'kept-forks-'));
  mkdirSync(join(distPath, 'workers'));
  const program = "process.on('message', ({ type }) => process.send({ type: type + ': done', pid: process.pid }));";
  writeFileSync(join(distPath, 'workers/forks.js'), program);
});
afterAll(() => rmSync(distPath, { recursive: true }));

function rig(most: number, { isolate = false, watch = false } = {}) {
  const pool = createForkPool(most);
  const closings: (() => Promise<void>)[] = [];
  const logger = { outputStream: new PassThrough(), errorStream: new PassThrough() };
  const vitest = { config: { watch }, logger, onClose: (end: () => Promise<void>) => closings.push(end) };
  const part = () => ({ config: { isolate }, vitest });
  const runFile = async (project: ReturnType<typeof part>): Promise<number> => {
    const worker = pool.createPoolWorker({
      distPath,
      project,
      method: 'run',
      execArgv: [],
      env: {},
      environment: {},
    } as unknown as PoolOptions);
    await worker.start();
    await told(worker, 'start', /^start/);
    const { pid } = await told(worker, 'run', /^run: done$/);
    await told(worker, 'stop', /^stop/);
    await worker.stop();
    return pid;
  };
  return { part, runFile, end: () => Promise.all(closings.map((close) => close())) };
}

function told(
  worker: PoolWorker,
  type: string,
  answer: RegExp,
): Promise<{ readonly type: string; readonly pid: number }> {
  return new Promise((resolve) => {
    const hear = (message: { readonly type: string; readonly pid: number }) => {
      if (!answer.test(message.type) && !/^(started|stopped)$/.test(message.type)) return;
      worker.off('message', hear);
      resolve(message);
    };
    worker.on('message', hear);
    worker.send({ type } as never);
  });
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('when a file of another project comes between two files of one project, then the second file has the process of the first', async () => {
  const { part, runFile, end } = rig(2);
  const [unit, wires] = [part(), part()];
  const pids = [await runFile(unit), await runFile(wires), await runFile(unit), await runFile(wires)] as const;
  expect([pids[2], pids[3]]).toEqual([pids[0], pids[1]]);
  expect(pids[0]).not.toBe(pids[1]);
  await end();
  await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), 10_000);
});

it('when too many processes wait, then the process with the longest wait ends', async () => {
  const { part, runFile, end } = rig(1);
  const unit = part();
  const [first, second] = [await runFile(unit), await runFile(part())];
  await vi.waitFor(() => expect([isAlive(first), isAlive(second)]).toEqual([false, true]), 10_000);
  expect(await runFile(unit)).not.toBe(first);
  await end();
});

it.each([{ isolate: true }, { watch: true }])(
  'when files share no process (%o), then each process ends',
  async (how) => {
    const { part, runFile } = rig(2, how);
    const pid = await runFile(part());
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 10_000);
  },
);
