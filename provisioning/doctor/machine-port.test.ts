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

/** Nothing of this process runs for so long, as where the host has stopped its core. */
const standStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

it('does not take a command that it had no time to listen to for one that says nothing', async () => {
  const asked = machineAt({ path: `${folder}:/bin`, commandMs: 200 }).run('says');
  standStill(600);
  expect(await asked).toEqual({ is: 'late', afterMs: 200 });
});

it('hears one that answers in time', async () => {
  const said = await machineAt({ path: `${folder}:/bin` }).run('says');
  expect(said).toEqual({ is: 'done', exit: 0, out: 'something\n', err: '' });
});
