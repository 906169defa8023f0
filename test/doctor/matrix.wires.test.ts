import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CHECKS } from '../../provisioning/doctor/checks.ts';
import { runChecks } from '../../provisioning/doctor/run-checks.ts';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import { PROVISION_JOURNAL_FILE } from '../../provisioning/provision/plan/journal.ts';
import { type Fixture, installedKiosk, makeFirstMachine } from './fixture.ts';
import type { DoctorRow } from './row.ts';
import { ROWS, SKIPPED } from './rows.ts';

/** Long limits: a busy test machine is not a fault of the checked machine. */
const PATIENT = { boundMs: 60_000, allMs: 120_000 };

let clear: () => void;
beforeAll(async () => {
  clear = await makeFirstMachine();
});
afterAll(() => clear());

function kiosk(): Fixture {
  const fixture = installedKiosk();
  onTestFinished(() => fixture.close());
  return fixture;
}

it(`when doctor has a check, then the matrix has a row of it, and no other row (${CHECKS.length} checks, ${ROWS.length} rows)`, () => {
  const broken = new Set(ROWS.filter(({ state }) => state !== 'ok').map(({ check }) => check));
  expect(CHECKS.filter(({ id }) => !broken.has(id)).map(({ id }) => id)).toEqual([]);
  const ids = CHECKS.map(({ id }) => id);
  expect([...new Set(ROWS.map(({ check }) => check))].filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

it('when a kiosk is well, then doctor finds no fault, and skips only checks of absent parts', async () => {
  const fixture = kiosk();
  const before = readdirSync(fixture.at(INSTALLED.state));
  const checks = await runChecks(CHECKS, fixture.context(), PATIENT);
  expect(checks.filter(({ state }) => state === 'fail' || state === 'warn')).toEqual([]);
  expect(readdirSync(fixture.at(INSTALLED.state))).toEqual(before);
  expect(checks.map(({ id }) => id)).toEqual(CHECKS.map(({ id }) => id));
  const says = new Map(SKIPPED.map((each) => [each.skipped, each.says]));
  expect(new Map(checks.flatMap(({ id, state, found }) => (state === 'skip' ? [[id, found]] : [])))).toEqual(says);
  expect(says.size).toBe(SKIPPED.length);
});

it('when the record of the machine is older or newer than the last start, then a failure stays a failure', async () => {
  const fixture = kiosk();
  fixture.write('/proc/stat', 'btime 1700000000\n');
  for (const unit of ['asan-glass.service', 'usbguard.service'])
    fixture.unit(unit, { ActiveState: 'inactive', SubState: 'dead' });
  utimesSync(join(fixture.root, INSTALLED.machine), 1_600_000_000, 1_600_000_000);
  const usbguard = (await runChecks(CHECKS, fixture.context(), PATIENT)).find(({ id }) => id === 'usbguard');
  expect(usbguard).toMatchObject({ state: 'fail' });
  // With a date in the future the failure stays, too.
  utimesSync(join(fixture.root, INSTALLED.machine), 4_000_000_000, 4_000_000_000);
  const again = (await runChecks(CHECKS, fixture.context(), PATIENT)).find(({ id }) => id === 'usbguard');
  expect(again).toMatchObject({ state: 'fail' });
});

it('when provision ran after the last start, then a failure is a warning, unless the kiosk has failed', async () => {
  const fixture = kiosk();
  fixture.write('/proc/stat', 'btime 1000000000\n');
  fixture.unit('asan-glass.service', { ActiveState: 'inactive', SubState: 'dead' });
  const kioskUnit = CHECKS.filter(({ id }) => id === 'glass-unit');
  expect(await runChecks(kioskUnit, fixture.context(), PATIENT)).toMatchObject([{ state: 'fail' }]);
  fixture.write(PROVISION_JOURNAL_FILE, '{}');
  expect(await runChecks(kioskUnit, fixture.context(), PATIENT)).toMatchObject([{ state: 'warn' }]);
  fixture.unit('asan-kiosk.service', { ActiveState: 'failed', SubState: 'failed' });
  expect(await runChecks(kioskUnit, fixture.context(), PATIENT)).toMatchObject([{ state: 'fail' }]);
});

it('when a technician is still at the console, then findings that wait for the next start say so', async () => {
  const fixture = kiosk();
  fixture.write('/proc/stat', 'btime 1000000000\n');
  fixture.write(PROVISION_JOURNAL_FILE, '{}');
  for (const unit of ['asan-kiosk.service', 'asan-glass.service', 'usbguard.service', 'asan-firewall.service'])
    fixture.unit(unit, { ActiveState: 'inactive', SubState: 'dead' });
  fixture.write('/commands/.consoles', 'getty@tty1.service loaded active running Getty\n');
  fixture.command('nft', '');
  fixture.write('/proc/swaps', 'Filename\tType\tSize\tUsed\tPriority\n/swap file 1 0 -2\n');
  const lines = (await runChecks(CHECKS, fixture.context(), PATIENT)).filter(
    ({ state }) => state === 'fail' || state === 'warn',
  );
  const waiting = lines.filter(({ group }) => group === 'units' || group === 'glass' || group === 'closed');
  expect(waiting.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['kiosk-unit', 'glass-unit', 'usbguard', 'firewall-unit', 'firewall', 'consoles']),
  );
  for (const line of waiting)
    expect(line).toMatchObject({
      state: 'warn',
      found: expect.stringMatching(/; this machine was provisioned and not restarted yet$/),
      fix: expect.stringMatching(/^it starts with the last restart: first sudo asan-kiosk accept /),
    });
  expect(lines.filter((line) => !waiting.includes(line)).map(({ state }) => state)).toContain('fail');
});

it('when a technician is still at the console, then no fix takes it: no command starts the screen, and a reboot comes last', async () => {
  const fixture = kiosk();
  fixture.write('/proc/stat', 'btime 1000000000\n');
  fixture.write(PROVISION_JOURNAL_FILE, '{}');
  for (const unit of ['asan-kiosk.service', 'asan-glass.service'])
    fixture.unit(unit, { ActiveState: 'inactive', SubState: 'dead' });
  fixture.own(INSTALLED.state, { uid: 0 });
  fixture.write('/etc/systemd/system/odd.service', '[Service]\nExecStart=/opt/odd\n');
  const own = CHECKS.filter(({ id }) => id === 'state-folder' || id === 'strange-files');
  expect((await runChecks(own, fixture.context(), PATIENT)).map(({ fix }) => fix)).toEqual([
    'sudo chown asan-kiosk /var/lib/asan-kiosk && sudo systemctl try-restart asan-kiosk.service',
    expect.stringMatching(/ && sudo reboot; but first sudo asan-kiosk accept and a backup, because no console /),
  ]);
});

const writtenBy = (fix: string): readonly string[] => [
  ...[...fix.matchAll(/\btee (?:-a )?(\/\S+)/g)].map(([, path = '']) => path),
  ...[...fix.matchAll(/systemctl edit --stdin (\S+)/g)].map(
    ([, unit]) => `/etc/systemd/system/${unit}.d/override.conf`,
  ),
];

const NAMING = CHECKS.filter(({ id }) => ['strange-files', 'package-hidden', 'unit-drop-ins'].includes(id));

async function cureHolds(fix: string, broken: Fixture): Promise<void> {
  for (const [, files = ''] of fix.matchAll(/\bsudo rm (?:-f )?([^;&]*)/g)) {
    // The fix deletes no file of the system, because dpkg's list of owners may be damaged.
    expect(files).not.toMatch(/(^| )\/(usr|s?bin|lib)\//);
    expect(files.split(' ').length).toBeLessThanOrEqual(20);
  }
  // On a kiosk `apt-get` may install nothing and still exit with 0.
  expect(fix).not.toMatch(/apt-get install/);
  expect(fix).not.toMatch(/(dpkg -i|apt-get)[^;]*&& sudo reboot/);
  for (const path of writtenBy(fix)) {
    broken.write(path, 'x');
    const lines = await runChecks(NAMING, broken.context(), PATIENT);
    expect(lines.filter(({ found }) => found.includes(path))).toEqual([]);
  }
}

async function findsIt(row: DoctorRow): Promise<void> {
  const broken = kiosk();
  await row.breaks(broken);
  const spec = CHECKS.filter(({ id }) => id === row.check);
  const context = broken.context();
  await broken.before?.(context);
  const [check] = await runChecks(spec, context, PATIENT);
  expect(check).toMatchObject({
    id: row.check,
    state: row.state,
    found: typeof row.found === 'string' ? row.found : expect.stringMatching(row.found),
    fix: row.fix === null || typeof row.fix === 'string' ? row.fix : expect.stringMatching(row.fix),
  });
  expect(check?.fix === null).toBe(row.state === 'ok' || row.state === 'skip');
  if (check?.fix) await cureHolds(check.fix, broken);
}

const isDevice = (check: string): boolean => CHECKS.some(({ id, group }) => id === check && group === 'devices');

const SILENT_ROWS = ROWS.filter(
  ({ check, found }) =>
    isDevice(check) && /does not answer|bytes that are no protocol|that is no |can not be opened/.test(String(found)),
);

const titled = (rows: readonly DoctorRow[]) => rows.map((row) => [row.check, row.cause, row] as const);

describe('a machine with a fault', () => {
  it.each(titled(ROWS.filter((row) => !SILENT_ROWS.includes(row))))(
    'when doctor makes the check %s, then it names this cause and its fix: %s',
    (_, __, row) => findsIt(row),
  );
});

/* A device that answers must do so in time, so its row runs alone. */
describe.concurrent('a cabinet with a silent device', () => {
  it.each(titled(SILENT_ROWS))(
    'when doctor makes the check %s, then it names this cause and its fix: %s',
    (_, __, row) => findsIt(row),
  );
});
