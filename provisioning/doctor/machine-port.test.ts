import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { measureTimeFactor, openMachineAccess, timeFactorFor } from './machine-port.ts';

const folder = mkdtempSync(join(tmpdir(), 'kiosk-commands-'));
const command = join(folder, 'says');
writeFileSync(command, '#!/bin/sh\necho something\n');
chmodSync(command, 0o755);
afterAll(() => rmSync(folder, { recursive: true }));

const standStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

it('when the process itself was blocked, then the command counts as late and not as without output', async () => {
  const asked = openMachineAccess({ path: `${folder}:/bin`, commandMs: 200 }).run('says');
  standStill(600);
  expect(await asked).toEqual({ is: 'late', afterMs: 200 });
});

it('when a command answers in time, then its output is returned', async () => {
  const said = await openMachineAccess({ path: `${folder}:/bin` }).run('says');
  expect(said).toEqual({ is: 'done', exit: 0, out: 'something\n', err: '' });
});

it.each([
  [5, 1],
  [30, 1],
  [90, 3],
  [5_000, 6],
])('when a small command takes %i ms, then limits of time are multiplied by %d', (tookMs, factor) => {
  expect(timeFactorFor(tookMs)).toBe(factor);
});

it('when one of three small commands is fast, then its time decides the factor of the limits', async () => {
  writeFileSync(join(folder, 'true'), '#!/bin/sh\n', { mode: 0o755 });
  const times = [0, 900, 1_000, 1_060, 2_000, 2_600].values();
  expect(await measureTimeFactor(() => times.next().value ?? 0, folder)).toBe(2);
});
