import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { type Access, accessFile, bootId, grouped, makeCode, readAccess, writeAccess } from './access-file.ts';
import { createGate, SESSION_MS } from './gate.ts';

const CODE = 'A'.repeat(12);
let folder: string;
let ledgerFile: string;
let clock: SimulatedClock;
let uptime: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-gate-'));
  ledgerFile = join(folder, 'ledger.db');
  writeFileSync(ledgerFile, '');
  clock = new SimulatedClock();
  uptime = 1_000;
});
afterEach(() => rmSync(folder, { recursive: true }));

const give = (change: Partial<Access> = {}) =>
  writeAccess(ledgerFile, { code: CODE, boot: 'this', untilUptime: 1_600, ...change });
let drawn = 0;
const gate = () =>
  createGate({
    ledgerFile,
    clock,
    uptime: () => uptime,
    boot: 'this',
    randomBytes: (count) => new Uint8Array(count).fill(++drawn),
  });

describe('the code', () => {
  it('opens once', () => {
    give();
    const its = gate();
    expect(its.enter(CODE)).toMatch(/^[0-9A-Z]{26}$/);
    expect(its.enter(CODE)).toBeNull();
    expect(readAccess(ledgerFile)).toBeNull();
  });

  it('opens as somebody types it', () => {
    give({ code: '0A1B2C3D4E5F' });
    expect(grouped('0A1B2C3D4E5F')).toBe('0A1B-2C3D-4E5F');
    expect(gate().enter(' oa1b-2c3d 4e5f\n')).not.toBeNull();
    give({ code: '0A1B2C3D4E5F' });
    expect(gate().enter('0AIB-2C3D-4E5F')).not.toBeNull();
  });

  it('lies in a file for its owner alone, and follows no link that somebody put there', () => {
    const elsewhere = join(folder, 'elsewhere');
    writeFileSync(elsewhere, 'mine');
    symlinkSync(elsewhere, accessFile(ledgerFile));
    give();
    expect(statSync(accessFile(ledgerFile)).mode & 0o777).toBe(0o600);
    expect(statSync(elsewhere).size).toBe(4);
  });

  it('is worth nothing after five wrong ones', () => {
    give();
    const its = gate();
    for (let nth = 0; nth < 5; nth++) expect(its.enter('B'.repeat(12))).toBeNull();
    expect(its.enter(CODE)).toBeNull();
    expect(readAccess(ledgerFile)).toBeNull();
    give({ code: 'C'.repeat(12) });
    expect(its.enter('C'.repeat(12))).not.toBeNull();
  });

  it.each<[string, Partial<Access>]>([
    ['that is too old', { untilUptime: 999 }],
    ['of another start of the machine', { boot: 'another' }],
  ])('%s does not open', (_, change) => {
    give(change);
    expect(gate().enter(CODE)).toBeNull();
    expect(readAccess(ledgerFile)).toBeNull();
  });

  it('is not there, or the file is something else', () => {
    expect(gate().enter('')).toBeNull();
    writeFileSync(accessFile(ledgerFile), '{"code":""');
    expect(gate().enter('')).toBeNull();
    writeFileSync(accessFile(ledgerFile), '{"code":"","boot":"this","untilUptime":9999}');
    expect(gate().enter('')).toBeNull();
  });

  it('is drawn of 32 symbols, and this machine says which start it is', () => {
    expect(makeCode((count) => Uint8Array.from({ length: count }, (_, nth) => nth * 9))).toMatch(
      /^[0-9A-HJKMNP-TV-Z]{12}$/,
    );
    expect(bootId()).toMatch(/^\S+$/);
  });
});

it('a page comes back for half an hour', () => {
  give();
  const its = gate();
  const session = its.enter(CODE) ?? '';
  clock.increment(SESSION_MS - 1);
  expect([its.resume(session), its.resume(''), its.resume(CODE)]).toEqual([true, false, false]);
  clock.increment(1);
  expect(its.resume(session)).toBe(false);
});

it('who comes with a newer code takes over, and the one before is told', () => {
  const its = gate();
  let told = 0;
  its.onTakenOver(() => {
    told += 1;
  });
  give();
  const before = its.enter(CODE) ?? '';
  give();
  const after = its.enter(CODE) ?? '';
  expect([its.resume(before), its.resume(after), told]).toEqual([false, true, 2]);
});
