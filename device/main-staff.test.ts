import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BadgeEvent, BadgeReader } from '../drivers/badge/contract.ts';
import { emitter } from '../drivers/emitter.ts';
import { loadProfileFile } from '../provisioning/command/load-profile.ts';
import { SIMULATED_STAFF } from '../simulators/badge/badges.ts';
import { packageFile } from './files/package-root.ts';
import { createLog } from './log/log.ts';
import { openStaffKeys, openStaffSignIn } from './main-staff.ts';
import type { StaffEvent } from './staff/contract.ts';

const read = loadProfileFile(packageFile('provisioning/profiles/simulated.yaml'));
if (!read.ok) throw new Error(read.error.line);
const simulated = read.value;
const SIMULATORS = { staff: SIMULATED_STAFF } as unknown as Parameters<typeof openStaffSignIn>[0]['simulators'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'staff-'));
  writeFileSync(join(folder, 'ledger.db'), '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function rig() {
  const written: Record<string, unknown>[] = [];
  const log = createLog({ write: (line) => void written.push(JSON.parse(line)), now: () => new Date(0) });
  const badges = emitter<BadgeEvent>();
  const badgeReader = { onEvent: badges.on } as BadgeReader;
  const keys = SIMULATED_STAFF.keys;
  const ledgerFile = join(folder, 'ledger.db');
  const parts = {
    profile: simulated,
    simulators: SIMULATORS,
    log,
    keys,
    ledgerFile,
    now: () => new Date(1_764_655_200_000),
  };
  const staff = openStaffSignIn({ ...parts, badgeReader });
  const told: StaffEvent[] = [];
  staff.desk.onEvent((event) => told.push(event));
  const names = () => written.map(({ event }) => event);
  return { staff, told, written, names, send: badges.emit };
}

const desfire = (number: string): BadgeEvent => ({
  type: 'badge.read',
  result: { ok: true, value: { kind: 'desfire', number } },
});
const uid = (its: string): BadgeEvent => ({
  type: 'badge.read',
  result: { ok: true, value: { kind: 'uid', uid: its } },
});
const refused = (code: 'BDG-103' | 'BDG-105'): BadgeEvent =>
  ({ type: 'badge.read', result: { ok: false, error: { code } } }) as BadgeEvent;
const REMOVED: BadgeEvent = { type: 'badge.removed' };

describe('badge reader and service key at one desk', () => {
  it('when a badge comes and goes, then its arrival and its removal are told, also for a badge that is not registered', () => {
    const r = rig();
    for (const event of [desfire('T-017'), REMOVED, desfire('X-900'), REMOVED]) r.send(event);
    expect(r.told).toEqual([
      { type: 'staff.badge-presented', badge: 'T-017' },
      { type: 'staff.badge-removed' },
      { type: 'staff.badge-presented', badge: 'X-900' },
      { type: 'staff.badge-removed' },
    ]);
  });

  it('when a card is registered by its UID, then the number of its badge is told; another UID is refused', () => {
    const r = rig();
    for (const event of [uid('a3c4d501'), REMOVED, uid('a3c4d502'), REMOVED]) r.send(event);
    expect(r.told).toEqual([{ type: 'staff.badge-presented', badge: 'U-042' }, { type: 'staff.badge-removed' }]);
    expect(r.names()).toEqual(['staff.badge', 'badge.refused']);
  });

  it('when the list of badges cannot be read, then a card without a key is refused, and the kiosk goes on', () => {
    mkdirSync(join(folder, 'ledger.db.badges'));
    const r = rig();
    r.send(uid('b3c4d501'));
    expect(r.told).toEqual([]);
    expect(r.written).toMatchObject([{ event: 'badge.refused', code: 'BDG-103' }]);
  });

  it('when cards are no badges, then nothing is told, and two equal refusals are logged once', () => {
    const r = rig();
    for (const event of [refused('BDG-105'), REMOVED, refused('BDG-105'), REMOVED, refused('BDG-103'), REMOVED])
      r.send(event);
    expect(r.told).toEqual([]);
    expect(r.written).toMatchObject([
      { event: 'badge.refused', code: 'BDG-105' },
      { event: 'badge.refused', code: 'BDG-103' },
    ]);
  });

  it('when the service key turns, then each change is told once', () => {
    const r = rig();
    for (const on of [false, true, true, false]) r.staff.keyTurned(on);
    expect(r.told).toEqual([
      { type: 'staff.key-turned', on: true },
      { type: 'staff.key-turned', on: false },
    ]);
    expect(r.names()).toEqual(['staff.key', 'staff.key']);
  });

  it('when PINs are tried, then the log has badge, code and lock, and no PIN', async () => {
    const r = rig();
    const { desk } = r.staff;
    expect(await desk.admit('T-017', '482915')).toEqual({ ok: true, value: { badge: 'T-017', by: 'badge' } });
    for (let wrong = 0; wrong < 3; wrong += 1) await desk.admit('T-017', '918273');
    expect(r.written).toMatchObject([
      { event: 'staff.admitted', badge: 'T-017' },
      { event: 'staff.refused', badge: 'T-017', code: 'STF-102', triesLeft: 2 },
      { event: 'staff.refused', badge: 'T-017', code: 'STF-102', triesLeft: 1 },
      { event: 'staff.refused', badge: 'T-017', code: 'STF-103', lockMs: 900_000 },
    ]);
    expect(JSON.stringify(r.written)).not.toMatch(/482915|918273/);
  });
});

describe('keys of the badges', () => {
  const real = {
    ...simulated,
    devices: { ...simulated.devices, badgeReader: { driver: 'pn532', link: { tcp: { host: '127.0.0.1', port: 1 } } } },
  } as const;

  it('when a credential is missing or malformed, then there are no keys, and the log names the file', () => {
    const written: Record<string, unknown>[] = [];
    const log = createLog({ write: (line) => void written.push(JSON.parse(line)), now: () => new Date(0) });
    vi.stubEnv('CREDENTIALS_DIRECTORY', folder);
    const open = () => openStaffKeys({ profile: real, simulators: null, log });
    expect(open()).toBeNull();
    writeFileSync(join(folder, 'asan-kiosk.badge-key'), '00112233445566778899aabbccddeeff\n');
    expect(open()).toBeNull();
    writeFileSync(join(folder, 'asan-kiosk.pin-key'), '00'.repeat(31));
    expect(open()).toBeNull();
    writeFileSync(join(folder, 'asan-kiosk.pin-key'), '00'.repeat(32));
    expect(open()).toMatchObject({ pinKey: new Uint8Array(32) });
    expect(written).toMatchObject([
      { event: 'badge.keys-missing', code: 'CFG-105', file: 'asan-kiosk.badge-key' },
      { event: 'badge.keys-missing', code: 'CFG-105', file: 'asan-kiosk.pin-key' },
      { event: 'badge.keys-missing', code: 'CFG-103', file: 'asan-kiosk.pin-key' },
    ]);
  });

  it('when the profile has no badge reader, then no key is read', () => {
    const { badgeReader: _, ...devices } = simulated.devices;
    const log = createLog({ write: () => {}, now: () => new Date(0) });
    expect(openStaffKeys({ profile: { ...simulated, devices }, simulators: null, log })).toBeNull();
  });
});
