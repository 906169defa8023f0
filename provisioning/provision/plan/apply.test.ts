import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ok } from '../../../drivers/result.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { applyPlan } from './apply.ts';
import type { FileStep } from './plan.ts';
import { createProvisionTarget } from './target.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'apply-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const GETTY = '/etc/systemd/system/getty@.service';
const absent = { is: 'absent' } as const;
const link = (path: string, to = '/x', before: FileStep['before'] = absent): FileStep => ({
  id: `file:${path}`,
  says: path,
  now: '',
  after: '',
  before,
  wanted: { path, to },
});

async function written(files: readonly FileStep[]): Promise<readonly string[]> {
  const ids: string[] = [];
  const service = { id: 'service', says: '', now: '', after: '', run: async () => ok(undefined) };
  const done = await applyPlan(createProvisionTarget(root), { files, effects: [service] }, null, ({ id }) =>
    ids.push(id),
  );
  expect(done.ok).toBe(true);
  return ids.map((id) => id.replace('file:', ''));
}

it('when a machine is provisioned, then the machine record is written after the files and the services', async () => {
  const files = [INSTALLED.machine, INSTALLED.usbRules, GETTY].map((path) => link(path));
  expect(await written(files)).toEqual([INSTALLED.usbRules, GETTY, 'service', INSTALLED.machine]);
});
