import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { machineAt } from './machine-port.ts';

const folder = mkdtempSync(join(tmpdir(), 'kiosk-commands-'));
const command = join(folder, 'says');
writeFileSync(command, '#!/bin/sh\necho something\n');
chmodSync(command, 0o755);
afterAll(() => rmSync(folder, { recursive: true }));

const standStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

it('when the process itself was blocked, then a command that answered is not taken as silent', async () => {
  const asked = machineAt({ path: `${folder}:/bin`, commandMs: 200 }).run('says');
  standStill(600);
  expect(await asked).toEqual({ is: 'late', afterMs: 200 });
});

it('when a command answers in time, then its output is returned', async () => {
  const said = await machineAt({ path: `${folder}:/bin` }).run('says');
  expect(said).toEqual({ is: 'done', exit: 0, out: 'something\n', err: '' });
});
