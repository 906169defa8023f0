import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClockSync, SyncSource } from './kiosk-clock.ts';
import { watchTimesyncd } from './timesyncd.ts';

let folder: string;
let source: SyncSource | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-time-'));
});
afterEach(() => {
  source?.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = () => join(folder, 'timesync/synchronized');

function watched(): { readonly told: ClockSync[]; readonly its: SyncSource } {
  const its = watchTimesyncd(file());
  source = its;
  const told: ClockSync[] = [];
  its.onChange(() => told.push(its.state()));
  return { told, its };
}

describe('systemd-timesyncd', () => {
  it('when timesyncd set the clock before the kiosk started, then the state is synchronised', () => {
    mkdirSync(join(folder, 'timesync'));
    writeFileSync(file(), '');
    expect(watched().its.state()).toBe('synchronised');
  });

  it('when timesyncd sets the clock and stops later, then the state stays synchronised', async () => {
    mkdirSync(join(folder, 'timesync'));
    const { told, its } = watched();
    expect(its.state()).toBe('unsynchronised');
    writeFileSync(file(), '');
    await expect.poll(() => told).toEqual(['synchronised']);
    rmSync(join(folder, 'timesync'), { recursive: true });
    expect(its.state()).toBe('synchronised');
  });

  it('when timesyncd starts after the kiosk, then each new state is reported', async () => {
    const { told, its } = watched();
    expect(its.state()).toBe('unknown');
    mkdirSync(join(folder, 'timesync'));
    await expect.poll(() => told).toEqual(['unsynchronised']);
    writeFileSync(file(), '');
    await expect.poll(() => told).toEqual(['unsynchronised', 'synchronised']);
  });

  it('when the folder of timesyncd is absent, then the state is unknown', () => {
    rmSync(folder, { recursive: true });
    expect(watched().its.state()).toBe('unknown');
  });
});
