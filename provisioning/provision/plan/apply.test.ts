import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ok } from '../../../drivers/result.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { apply } from './apply.ts';
import type { FileStep } from './plan.ts';
import { createTarget } from './target.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'apply-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const GETTY = '/etc/systemd/system/getty@.service';
const absent = { is: 'absent' } as const;
const link = (path: string, to = '/x', before: FileStep['before'] = absent): FileStep => ({
  ...{ id: `file:${path}`, says: path, now: '', after: '', before },
  wanted: { path, to },
});

async function written(files: readonly FileStep[]): Promise<readonly string[]> {
  const ids: string[] = [];
  const service = { id: 'service', says: '', now: '', after: '', run: async () => ok(undefined) };
  const done = await apply(createTarget(root), { files, effects: [service] }, null, ({ id }) => ids.push(id));
  expect(done.ok).toBe(true);
  return ids.map((id) => id.replace('file:', ''));
}

it('when a bare machine is closed, then keyboard and console go after the services, and the record comes last', async () => {
  const files = [INSTALLED.machine, INSTALLED.usbRules, INSTALLED.firewall];
  expect(await written([...files.map((path) => link(path)), link(GETTY, '/dev/null')])).toEqual([
    INSTALLED.firewall,
    'service',
    INSTALLED.usbRules,
    GETTY,
    INSTALLED.machine,
  ]);
});

it('when the rules of USB change, then they are written before USBGuard reads them', async () => {
  const before = { is: 'link', to: '/y' } as const;
  expect(await written([link(INSTALLED.usbRules, '/x', before)])).toEqual([INSTALLED.usbRules, 'service']);
});
