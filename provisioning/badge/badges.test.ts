import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { createStaffDesk } from '../../device/staff/desk.ts';
import { readBadgeRegister } from '../../device/staff/register.ts';
import { openPinTriesFile } from '../../device/staff/tries.ts';
import { SIMULATED_STAFF } from '../../simulators/badge/badges.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';
import { storeBadgeKey } from './key.ts';

let folder: string;
let ledger: string;
let profile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'badges-'));
  ledger = join(folder, 'ledger.db');
  profile = join(folder, 'profile.yaml');
  writeFileSync(ledger, '');
  const text = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  writeFileSync(profile, text.replace(/ledger: .*/, `ledger: { file: ${ledger} }`));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(args: readonly string[], answers: readonly (string | null)[] = [], inputIsTerminal = true) {
  const left = [...answers];
  const io = fakeIo({ inputIsTerminal, answer: () => left.shift() ?? null });
  const { exit, line } = await main(['badge', ...args, '--profile', profile], io).then((its) => ({ line: '', ...its }));
  return { exit, out: io.written(), notes: [...io.notes, line].join('\n'), unasked: left.length };
}

const admit = (badge: string, pin: string) =>
  createStaffDesk({
    register: () => readBadgeRegister(ledger),
    tries: openPinTriesFile(ledger),
    pinKey: SIMULATED_STAFF.keys.pinKey,
    nowMs: Date.now,
    tell: () => {},
  }).admit(badge, pin);

describe('asan-kiosk badge', () => {
  it('when a badge is added, then its PIN admits, and the file has no PIN and is private', async () => {
    expect(await run(['add', 'T-100'], ['482915', '482915'])).toMatchObject({ exit: 0, out: 'T-100: registered\n' });
    expect((await admit('T-100', '482915')).ok).toBe(true);
    expect(readFileSync(`${ledger}.badges`, 'utf8')).not.toContain('482915');
    expect(statSync(`${ledger}.badges`).mode & 0o777).toBe(0o600);
  });

  it('when a badge is added again, then only its new PIN admits', async () => {
    await run(['add', 'T-100'], ['482915', '482915']);
    expect(await run(['add', 'T-100', '--json'], ['905173', '905173'])).toMatchObject({
      out: '{"badge":"T-100","replaced":true}\n',
    });
    expect((await admit('T-100', '905173')).ok).toBe(true);
    expect((await admit('T-100', '482915')).ok).toBe(false);
  });

  it.each([
    ['111111', /one digit six times/],
    ['123456', /equal steps/],
    ['12345', /six digits/],
  ])('when the PIN is %s, then it is refused with a reason and asked again', async (pin, why) => {
    const said = await run(['add', 'T-100'], [pin, '482915', '482915']);
    expect(said).toMatchObject({ exit: 0, unasked: 0 });
    expect(said.notes).toMatch(why);
  });

  it('when three PINs are refused, then nothing is changed', async () => {
    expect(await run(['add', 'T-100'], ['111111', '222222', '333333'])).toMatchObject({ exit: 1, unasked: 0 });
    expect(existsSync(`${ledger}.badges`)).toBe(false);
  });

  it('when the two PINs differ, then both are asked again', async () => {
    const said = await run(['add', 'T-100'], ['482915', '482916', '905173', '905173']);
    expect(said.notes).toMatch(/differ/);
    expect((await admit('T-100', '905173')).ok).toBe(true);
  });

  it('when the PIN comes from a pipe, then one line is enough', async () => {
    expect(await run(['add', 'T-100'], ['482915'], false)).toMatchObject({ exit: 0, unasked: 0 });
    expect(await run(['add', 'T-101'], ['111111'], false)).toMatchObject({ exit: 1 });
  });

  it.each(['t-100', 'T 100', '-T', 'T-1234567890123456'])(
    'when the number is %j, then the exit code is 2',
    async (number) => {
      expect((await run(['add', '--', number], ['482915', '482915'])).exit).toBe(2);
    },
  );

  it('when badges are listed, then each has its kind and its lock', async () => {
    expect((await run(['list'])).out).toBe('no badge is registered\n');
    await run(['add', 'T-100'], ['482915', '482915']);
    await run(['add', 'U-1', '--uid', 'A3:C4:D5:02'], ['482915', '482915']);
    for (let wrong = 0; wrong < 3; wrong += 1) await admit('T-100', '000001');
    expect((await run(['list'])).out).toMatch(/^T-100 {2}with a key, locked until 20.*\nU-1 {2}by UID only\n$/);
    expect(JSON.parse((await run(['list', '--json'])).out)).toMatchObject({
      badges: [
        { badge: 'T-100', by: 'key', lockedUntil: expect.any(String) },
        { badge: 'U-1', by: 'uid', lockedUntil: null },
      ],
    });
    expect(await run(['unlock', 'T-100'])).toMatchObject({ exit: 0, out: 'T-100: unlocked\n' });
    expect((await admit('T-100', '482915')).ok).toBe(true);
  });

  it('when a UID has a badge already, then another badge does not get it', async () => {
    await run(['add', 'U-1', '--uid', 'a3c4d502'], ['482915', '482915']);
    const said = await run(['add', 'U-2', '--uid', 'a3c4d502'], ['482915', '482915']);
    expect(said).toMatchObject({ exit: 1 });
    expect(said.notes).toMatch(/badge U-1 has the UID/);
  });

  it('when the profile takes no UIDs, then a UID is refused', async () => {
    writeFileSync(profile, readFileSync(profile, 'utf8').replace(', uidBadges: true', ''));
    expect((await run(['add', 'U-1', '--uid', 'a3c4d502'])).notes).toMatch(/uidBadges: true/);
  });

  it('when a badge is removed, then it is unknown, and a second time it is an error', async () => {
    await run(['add', 'T-100'], ['482915', '482915']);
    expect(await run(['remove', 'T-100'])).toMatchObject({ exit: 0, out: 'T-100: removed\n' });
    expect(await admit('T-100', '482915')).toMatchObject({ error: { code: 'STF-101' } });
    const again = await run(['remove', 'T-100']);
    expect(again).toMatchObject({ exit: 1 });
    expect(again.notes).toMatch(/not registered/);
  });

  it('when the list is damaged, then each command says so and changes nothing', async () => {
    writeFileSync(`${ledger}.badges`, '{');
    for (const args of [['add', 'T-1'], ['list'], ['remove', 'T-1'], ['unlock', 'T-1']])
      expect((await run(args, ['482915', '482915'])).notes).toMatch(/is damaged/);
    expect(readFileSync(`${ledger}.badges`, 'utf8')).toBe('{');
  });
});

describe('asan-kiosk badge key', () => {
  const KEY = '00112233445566778899aabbccddeeff';
  const store = (encrypts: boolean) => ({
    unit: undefined,
    plain: join(folder, 'plain'),
    encrypted: join(folder, 'encrypted'),
    encrypt: (text: string) => (encrypts ? `sealed ${text}` : null),
    decrypt: (file: string) => readFileSync(file, 'utf8').replace('sealed ', ''),
    write: (file: string, text: string) => writeFileSync(file, text),
  });
  const stored = (name: string) => readFileSync(join(folder, 'plain', `asan-kiosk.${name}`), 'utf8');

  it('when a key is stored twice, then the key of the PINs is made once', async () => {
    const io = fakeIo({ answer: KEY.toUpperCase() });
    expect((await storeBadgeKey({ json: true }, io, store(false))).ok).toBe(true);
    expect(stored('badge-key')).toBe(KEY);
    const pinKey = stored('pin-key');
    expect(pinKey).toMatch(/^[0-9a-f]{64}$/);
    await storeBadgeKey({ json: true }, io, store(false));
    expect(stored('pin-key')).toBe(pinKey);
    expect(io.written()).toBe('{"badgeKey":"plain","pinKey":"made"}\n{"badgeKey":"plain","pinKey":"kept"}\n');
  });

  it('when the machine can encrypt credentials, then no plain file of the badge key is left', async () => {
    const io = fakeIo({ answer: KEY });
    await storeBadgeKey({}, io, store(true));
    expect(existsSync(join(folder, 'plain', 'asan-kiosk.badge-key'))).toBe(false);
    expect(io.written()).toMatch(/encrypted for this machine; the key of the PINs was made/);
    // During an installation, a start of the kiosk would take the console.
    expect(io.written()).toMatch(/: sudo systemctl try-restart asan-kiosk\.service\n$/);
  });

  it('when a new key of the PINs is made, then each registered badge is named, because its PIN no longer works', async () => {
    await run(['add', 'T-100'], ['482915', '482915']);
    const io = fakeIo({ answer: KEY });
    await storeBadgeKey({ profile }, io, store(false));
    expect(io.written()).toMatch(/key of the PINs is new[^\n]+: sudo asan-kiosk badge add T-100\n/);
    await storeBadgeKey({ profile }, io, store(false));
    expect(io.written().match(/badge add/g)).toHaveLength(1);
  });

  it.each([KEY.slice(1), `${KEY}0`, KEY.replace('0', 'g'), '', null])(
    'when %j is typed, then nothing is stored',
    async (answer) => {
      expect((await storeBadgeKey({}, fakeIo({ answer }), store(false))).ok).toBe(false);
      expect(existsSync(join(folder, 'plain'))).toBe(false);
    },
  );
});
