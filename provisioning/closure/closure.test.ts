import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { closureFileOf, readClosure } from '../../device/opening/closure-file.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';
import { takeKioskOutOfService } from './closure.ts';

let folder: string;
let ledger: string;
let profile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'closure-'));
  ledger = join(folder, 'ledger.db');
  profile = join(folder, 'profile.yaml');
  writeFileSync(ledger, '');
  const text = readFileSync(packageFile('provisioning/profiles/cabinet-a.yaml'), 'utf8');
  writeFileSync(profile, text.replace(/ledger: .*/, `ledger: { file: ${ledger} }`));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  const io = fakeIo();
  const { exit: code } = await main(['service', ...args, '--profile', profile], io);
  return { code, out: io.written(), notes: io.notes.join('\n') };
}

/** 2026-12-01, 10:00 at the centre. */
const NOW = () => new Date('2026-12-01T06:00:00Z');
const FLOOR = new Date('2026-11-01T00:00:00Z');
const out = (options: { until?: string; reason?: 'repair' }, now = NOW) =>
  takeKioskOutOfService({ profile, ...options }, fakeIo(), now, FLOOR);

describe('asan-kiosk service', () => {
  it('when staff take the kiosk out and put it back, then each command says the state', async () => {
    expect(await run('status')).toMatchObject({ code: 0, out: 'in service\n' });
    expect(await run('out', '--reason', 'paper', '--until', '2099-12-04T09:00')).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^out of service: paper, since 20\d\d-\d\d-\d\dT\d\d:\d\d, return 2099-12-04T09:00\. /,
      ),
    });
    expect(JSON.parse((await run('status', '--json')).out)).toMatchObject({ outOfService: true, reason: 'paper' });
    expect(await run('back')).toMatchObject({ code: 0, out: 'in service\n', notes: '' });
    expect(existsSync(closureFileOf(ledger))).toBe(false);
    expect(await run('back')).toMatchObject({ code: 0, notes: 'the kiosk was not out of service' });
    expect(JSON.parse((await run('back', '--json')).out)).toEqual({ outOfService: false });
  });

  it.each([
    ['10:01', '2026-12-01T10:01'],
    ['10:00', '2026-12-02T10:00'],
    ['09:00', '2026-12-02T09:00'],
    ['2026-12-01T10:01', '2026-12-01T10:01'],
  ])('when --until is %s at 10:00, then the return time is %s', async (until, moment) => {
    expect((await out({ until })).ok).toBe(true);
    expect(readClosure(ledger)).toEqual({
      by: 'staff',
      reason: 'maintenance',
      since: '2026-12-01T10:00',
      until: moment,
    });
  });

  it('when the return time is over, then nothing changes', async () => {
    expect(await out({ until: '2026-12-01T10:00' })).toEqual({
      ok: false,
      error: { exit: 2, line: 'the return time 2026-12-01T10:00 is over: it is 2026-12-01T10:00 now (--until)' },
    });
    expect(readClosure(ledger)).toBeNull();
  });

  it('when staff give a new reason, then the beginning stays', async () => {
    await out({ until: '14:00' });
    await out({ reason: 'repair' }, () => new Date('2026-12-01T07:00:00Z'));
    expect(readClosure(ledger)).toEqual({ by: 'staff', reason: 'repair', since: '2026-12-01T10:00', until: null });
    await out({ until: '18:00' }, () => new Date('2026-12-01T07:30:00Z'));
    expect(readClosure(ledger)).toMatchObject({
      reason: 'repair',
      since: '2026-12-01T10:00',
      until: '2026-12-01T18:00',
    });
  });

  it.each([
    ['--until', '25:00', 'Write the return time as 14:30 or 2026-12-04T09:00'],
    ['--until', '2026-02-30T09:00', 'Write the return time as 14:30 or 2026-12-04T09:00'],
    ['--until', 'x2026-12-04T09:00', 'Write the return time as 14:30 or 2026-12-04T09:00'],
    ['--reason', 'lunch', 'Write one of maintenance, repair, paper, cleaning, network'],
  ])('when the option is %s %s, then the command ends with exit code 2 and a hint', async (option, value, hint) => {
    const { code, notes } = await run('out', option, value);
    expect([code, notes]).toEqual([2, expect.stringContaining(hint)]);
    expect(readClosure(ledger)).toBeNull();
  });

  it('when the clock is before the date of the software, then the beginning is unknown and a time needs its date', async () => {
    const in1970 = () => new Date('1970-01-01T00:05:00Z');
    expect(await out({ until: '14:30' }, in1970)).toEqual({
      ok: false,
      error: {
        exit: 1,
        line: 'the clock of this machine is not set: write --until with its date, as 2026-12-04T09:00',
      },
    });
    expect(readClosure(ledger)).toBeNull();
    await out({ until: '2026-12-04T09:00' }, in1970);
    expect(readClosure(ledger)).toMatchObject({ since: null, until: '2026-12-04T09:00' });
    await out({ reason: 'repair' }, () => FLOOR);
    expect(readClosure(ledger)).toMatchObject({ since: '2026-11-01T04:00', until: null });
  });

  it.each(['out', 'back'])('when a folder is in place of the order, then `service %s` names it', async (command) => {
    mkdirSync(closureFileOf(ledger));
    const { code, notes } = await run(command);
    expect([code, notes]).toEqual([
      1,
      expect.stringMatching(/ledger\.db\.out-of-service was not changed: it is a folder; move it away$/),
    ]);
  });

  it('when the order cannot be read, then `service status` says why instead of a state', async () => {
    mkdirSync(closureFileOf(ledger));
    const { code, notes, out: printed } = await run('status');
    expect([code, printed, notes]).toEqual([
      1,
      '',
      expect.stringMatching(/out-of-service cannot be read: it is a folder; move it away$/),
    ]);
  });

  it('when the kiosk has no ledger yet, then the command ends with exit code 1', async () => {
    rmSync(ledger);
    expect(await run('out')).toMatchObject({ code: 1, notes: expect.stringContaining('there is no ledger') });
  });
});
