import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStaffDesk, type StaffDeskLogEvent } from './desk.ts';
import { hashPin } from './pin.ts';
import { type RegisteredBadge, readBadgeRegister, writeBadgeRegister } from './register.ts';
import { openPinTriesFile, type PinTriesFile } from './tries.ts';

const KEY = new Uint8Array(32).fill(7);
const PIN = '482915';
const START = Date.UTC(2026, 11, 2, 6);
const MINUTE = 60_000;

let folder: string;
let ledger: string;
let now: number;
let news: StaffDeskLogEvent[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'staff-'));
  ledger = join(folder, 'ledger.db');
  writeFileSync(ledger, '');
  now = START;
  news = [];
  writeBadgeRegister(ledger, [await registered('T-017', PIN), await registered('C-204', '736204')]);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function registered(number: string, pin: string, key = KEY): Promise<RegisteredBadge> {
  return { number, ...(await hashPin(key, number, pin, new Uint8Array(16).fill(number.length))) };
}

const desk = (given: { readonly tries?: PinTriesFile; readonly pinKey?: Uint8Array | null } = {}) =>
  createStaffDesk({
    register: () => readBadgeRegister(ledger),
    tries: openPinTriesFile(ledger),
    pinKey: KEY,
    nowMs: () => now,
    tell: (its) => news.push(its),
    ...given,
  });

const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  result.ok ? 'admitted' : result.error?.code;

describe('the staff desk', () => {
  it('when badge and PIN are right, then the person is admitted by badge', async () => {
    expect(await desk().admit('T-017', PIN)).toEqual({ ok: true, value: { badge: 'T-017', by: 'badge' } });
    expect(news).toEqual([{ is: 'admitted', badge: 'T-017' }]);
  });

  it('when the PIN belongs to another badge, then it is wrong and two tries are left', async () => {
    const error = { code: 'STF-102', kind: 'wrong-pin', triesLeft: 2 };
    expect(await desk().admit('T-017', '736204')).toEqual({ ok: false, error });
  });

  it('when the badge is not registered, then the code is STF-101', async () => {
    expect(codeOf(await desk().admit('X-900', PIN))).toBe('STF-101');
  });

  it('when the credential is missing, then no PIN is right', async () => {
    expect(codeOf(await desk({ pinKey: null }).admit('T-017', PIN))).toBe('STF-101');
  });

  it('when the credential belongs to another machine, then the PIN is wrong', async () => {
    expect(codeOf(await desk({ pinKey: new Uint8Array(32) }).admit('T-017', PIN))).toBe('STF-102');
  });

  it('when the third PIN is wrong, then the badge is locked, and the right PIN is refused until the end', async () => {
    for (const left of [2, 1])
      expect(await desk().admit('T-017', '000001')).toMatchObject({ error: { triesLeft: left } });
    const error = { code: 'STF-103', kind: 'locked-out', untilMs: START + 15 * MINUTE };
    expect(await desk().admit('T-017', '000001')).toEqual({ ok: false, error });
    expect(await desk().admit('T-017', PIN)).toEqual({ ok: false, error });
    now = START + 15 * MINUTE - 1;
    expect(await desk().admit('T-017', PIN)).toEqual({ ok: false, error });
    now += 1;
    expect(codeOf(await desk().admit('T-017', PIN))).toBe('admitted');
  });

  it('when 100 wrong PINs come with a restart before each, then five are checked in the first 100 minutes', async () => {
    for (let minute = 0; minute < 100; minute += 1) {
      now = START + minute * MINUTE;
      await desk().admit('T-017', String(minute).padStart(6, '0'));
    }
    const saved = JSON.parse(readFileSync(`${ledger}.badge-tries`, 'utf8')) as {
      badges: { 'T-017': { wrong: number } };
    };
    expect(saved.badges['T-017'].wrong).toBe(5);
    expect(news.every((its) => its.is === 'refused')).toBe(true);
    expect(codeOf(await desk().admit('T-017', PIN))).toBe('STF-103');
  });

  it('when 100 wrong PINs come at once, then three are checked', async () => {
    const one = desk();
    const results = await Promise.all(Array.from({ length: 100 }, (_, at) => one.admit('T-017', String(900_000 + at))));
    expect(results.map(codeOf).filter((code) => code === 'STF-102')).toHaveLength(2);
    expect(codeOf(await one.admit('T-017', PIN))).toBe('STF-103');
  });

  it('when the power fails during a check, then the try counts', async () => {
    let saves = 0;
    const tries = openPinTriesFile(ledger);
    const dying: PinTriesFile = {
      load: tries.load,
      save(its) {
        saves += 1;
        if (saves > 1) throw new Error('no power');
        tries.save(its);
      },
    };
    await desk({ tries: dying }).admit('T-017', PIN);
    expect(tries.load()?.badges['T-017']?.wrong).toBe(1);
  });

  it('when a try cannot be written, then no PIN is checked', async () => {
    const error = new Error('ENOSPC');
    const full: PinTriesFile = {
      load: openPinTriesFile(ledger).load,
      save: () => {
        throw error;
      },
    };
    expect(await desk({ tries: full }).admit('T-017', PIN)).toEqual({
      ok: false,
      error: { code: 'STF-103', kind: 'locked-out', untilMs: START + MINUTE },
    });
    expect(news[0]).toEqual({ is: 'unwritten', error });
  });

  it('when the file of tries is damaged, then the reader is locked for an hour, also after a restart', async () => {
    writeFileSync(`${ledger}.badge-tries`, '{"badges":');
    expect(codeOf(await desk().admit('T-017', PIN))).toBe('STF-103');
    now = START + 60 * MINUTE - 1;
    expect(codeOf(await desk().admit('C-204', '736204'))).toBe('STF-103');
    now += 1;
    expect(codeOf(await desk().admit('T-017', PIN))).toBe('admitted');
    expect(news.filter(({ is }) => is === 'damaged')).toEqual([{ is: 'damaged', file: 'tries' }]);
  });

  it('when the file of badges is damaged, then no badge counts', async () => {
    writeFileSync(`${ledger}.badges`, '{"badges":[{"number":"T-017"}]}');
    expect(codeOf(await desk().admit('T-017', PIN))).toBe('STF-101');
    expect(news[0]).toEqual({ is: 'damaged', file: 'badges' });
  });

  it('when the clock was set back, then a lock ends after its length', async () => {
    for (let wrong = 0; wrong < 3; wrong += 1) await desk().admit('T-017', '000001');
    now = START - 300 * 24 * 60 * MINUTE;
    expect(codeOf(await desk().admit('T-017', PIN))).toBe('STF-103');
    now += 15 * MINUTE;
    expect(codeOf(await desk().admit('T-017', PIN))).toBe('admitted');
  });

  it('when anything happens, then the news have no PIN', async () => {
    await desk().admit('T-017', PIN);
    for (let wrong = 0; wrong < 4; wrong += 1) await desk().admit('T-017', '918273');
    expect(JSON.stringify(news)).not.toMatch(/482915|918273/);
  });
});
