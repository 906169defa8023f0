import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import {
  accessFileOf,
  bootId,
  codeInGroups,
  makeTechnicianCode,
  readAccess,
  type TechnicianAccess,
  writeAccess,
} from './access-file.ts';
import { createTechnicianGate, TECHNICIAN_SESSION_MS } from './gate.ts';

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

const give = (change: Partial<TechnicianAccess> = {}) =>
  writeAccess(ledgerFile, { code: CODE, boot: 'this', untilUptime: 1_600, ...change });
let drawn = 0;
const gate = () =>
  createTechnicianGate({
    ledgerFile,
    clock,
    uptime: () => uptime,
    boot: 'this',
    randomBytes: (count) => new Uint8Array(count).fill(++drawn),
  });

describe('access code', () => {
  it('when the code was used, then it does not open again', () => {
    give();
    const its = gate();
    expect(its.enter(CODE)).toMatch(/^[0-9A-Z]{26}$/);
    expect(its.enter(CODE)).toBeNull();
    expect(readAccess(ledgerFile)).toBeNull();
  });

  it('when the code is typed with separators, small letters or similar letters, then it opens', () => {
    give({ code: '0A1B2C3D4E5F' });
    expect(codeInGroups('0A1B2C3D4E5F')).toBe('0A1B-2C3D-4E5F');
    expect(gate().enter(' oa1b-2c3d 4e5f\n')).not.toBeNull();
    give({ code: '0A1B2C3D4E5F' });
    expect(gate().enter('0AIB-2C3D-4E5F')).not.toBeNull();
  });

  it('when the access file is written, then only its owner can read it, and a link is replaced and not followed', () => {
    const elsewhere = join(folder, 'elsewhere');
    writeFileSync(elsewhere, 'mine');
    symlinkSync(elsewhere, accessFileOf(ledgerFile));
    give();
    expect(statSync(accessFileOf(ledgerFile)).mode & 0o777).toBe(0o600);
    expect(statSync(elsewhere).size).toBe(4);
  });

  it('when five wrong codes were typed, then the right code does not open, and a new code does', () => {
    give();
    const its = gate();
    for (let nth = 0; nth < 5; nth++) expect(its.enter('B'.repeat(12))).toBeNull();
    expect(its.enter(CODE)).toBeNull();
    expect(readAccess(ledgerFile)).toBeNull();
    give({ code: 'C'.repeat(12) });
    expect(its.enter('C'.repeat(12))).not.toBeNull();
  });

  it.each<[string, Partial<TechnicianAccess>]>([
    ['that is too old', { untilUptime: 999 }],
    ['of another start of the machine', { boot: 'another' }],
  ])('when the access file has a code %s, then the code does not open', (_, change) => {
    give(change);
    expect(gate().enter(CODE)).toBeNull();
    expect(readAccess(ledgerFile)).toBeNull();
  });

  it('when the access file is missing or malformed, then no code opens', () => {
    expect(gate().enter('')).toBeNull();
    writeFileSync(accessFileOf(ledgerFile), '{"code":""');
    expect(gate().enter('')).toBeNull();
    writeFileSync(accessFileOf(ledgerFile), '{"code":"","boot":"this","untilUptime":9999}');
    expect(gate().enter('')).toBeNull();
  });

  it('when a code is made, then it has 12 of the 32 symbols', () => {
    expect(makeTechnicianCode((count) => Uint8Array.from({ length: count }, (_, nth) => nth * 9))).toMatch(
      /^[0-9A-HJKMNP-TV-Z]{12}$/,
    );
    expect(bootId()).toMatch(/^\S+$/);
  });
});

it('when half an hour has passed, then the page cannot resume', () => {
  give();
  const its = gate();
  const session = its.enter(CODE) ?? '';
  clock.increment(TECHNICIAN_SESSION_MS - 1);
  expect([its.resume(session), its.resume(''), its.resume(CODE)]).toEqual([true, false, false]);
  clock.increment(1);
  expect(its.resume(session)).toBe(false);
});

it('when a newer code is used, then the earlier session ends; onTakenOver() reports each admission', () => {
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
