import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { BadgeReader } from '../drivers/badge/contract.ts';
import { loadProfileFile } from '../provisioning/command/load-profile.ts';
import { startSimulators } from '../simulators/host/host.ts';
import type { Simulators } from '../simulators/host/host-types.ts';
import { dockRig, fakeFeed } from '../test/contract/dock-rig.ts';
import { packageFile } from './files/package-root.ts';
import { createLog } from './log/log.ts';
import { openBadgeReader, openStaffKeys, openStaffSignIn, type StaffSignIn } from './main-staff.ts';
import type { StaffEvent } from './staff/contract.ts';

/* Dock, simulated card, PN532 bytes, driver and desk, in real time. */

let folder: string;
let simulators: Simulators;
let rig: Awaited<ReturnType<typeof dockRig>>;
let reader: BadgeReader;
let staff: StaffSignIn;
const told: StaffEvent[] = [];
const written: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staff-'));
  const ledgerFile = join(folder, 'ledger.db');
  writeFileSync(ledgerFile, '');
  simulators = await startSimulators({
    seed: 41,
    terminal: { driver: 'zvt', framing: 'serial', currency: 944 },
    printerModel: 'epson-tm-t20',
    chip: false,
    stateDir: join(folder, 'state'),
    pageDir: folder,
    now: () => new Date(),
  });
  rig = await dockRig(simulators, fakeFeed('open.attract.plain'));
  const profile = loadProfileFile(packageFile('provisioning/profiles/simulated.yaml'));
  if (!profile.ok) throw new Error(profile.error.line);
  const now = () => new Date();
  const log = createLog({ write: (line) => void written.push(line), now });
  const parts = { profile: profile.value, simulators, log };
  const keys = openStaffKeys(parts);
  const link = simulators.links.badgeReader;
  reader = await openBadgeReader({ uidBadges: true, keys, link, onDiscarded: () => {} });
  staff = openStaffSignIn({ ...parts, keys, badgeReader: reader, ledgerFile, now });
  staff.desk.onEvent((event) => told.push(event));
});
afterAll(async () => {
  await reader.close();
  await rig.app.close();
  await simulators.close();
  rmSync(folder, { recursive: true });
});

const command = (payload: object) => rig.app.inject({ method: 'POST', url: '/dock/command', payload });

it('when the dock lays a badge on the reader, then badge and PIN admit, and its removal is told', async () => {
  await vi.waitUntil(() => reader.status().device === 'online', { timeout: 10_000 });
  await command({ device: 'badgeReader', do: 'present', badge: 'technician' });
  await vi.waitUntil(() => told.length === 1, { timeout: 10_000 });
  expect(told[0]).toEqual({ type: 'staff.badge-presented', badge: 'T-017' });
  expect(await staff.desk.admit('T-017', '482916')).toMatchObject({ error: { code: 'STF-102', triesLeft: 2 } });
  expect(await staff.desk.admit('T-017', '482915')).toEqual({ ok: true, value: { badge: 'T-017', by: 'badge' } });
  await command({ device: 'badgeReader', do: 'take' });
  await vi.waitUntil(() => told.length === 2, { timeout: 10_000 });
  expect(told[1]).toEqual({ type: 'staff.badge-removed' });
  expect(JSON.parse(readFileSync(join(folder, 'ledger.db.badge-tries'), 'utf8'))).toMatchObject({ badges: {} });
});

it('when the dock lays a copied badge on the reader, then the copy is only logged; a badge by UID is told', async () => {
  const before = told.length;
  await command({ device: 'badgeReader', do: 'present', badge: 'copied' });
  await vi.waitUntil(() => written.some((line) => line.includes('BDG-104')), { timeout: 10_000 });
  await command({ device: 'badgeReader', do: 'take' });
  await command({ device: 'badgeReader', do: 'present', badge: 'uid' });
  await vi.waitUntil(() => told.length > before, { timeout: 10_000 });
  expect(told.slice(before)).toEqual([{ type: 'staff.badge-presented', badge: 'U-042' }]);
  expect(written.join('')).not.toMatch(/48291[56]/);
});
