import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { packageFile } from '../../device/files/package-root.ts';
import { type CheckResult, type CheckSpec, good, NOT_PROVISIONED, warning } from '../../provisioning/doctor/check.ts';
import { CHECKS } from '../../provisioning/doctor/checks.ts';
import { portFinding } from '../../provisioning/doctor/device-checks.ts';
import { outcomeOf } from '../../provisioning/doctor/doctor.ts';
import { doctorPage } from '../../provisioning/doctor/doctor-page.ts';
import { openMachineAccess } from '../../provisioning/doctor/machine-port.ts';
import { reportOf } from '../../provisioning/doctor/report.ts';
import { LONGEST_CHECK_MS, NOT_INSTALLED, runChecks } from '../../provisioning/doctor/run-checks.ts';
import { watchChecks } from '../../provisioning/doctor/watch.ts';
import { main } from '../../provisioning/main.ts';
import { fakeIo } from '../support/fake-io.ts';
import { type Fixture, installedKiosk } from './fixture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const check = (id: string, its: Partial<CheckResult> = {}): CheckResult => ({
  id,
  group: 'machine',
  title: `The ${id}`,
  expected: 'well',
  state: 'ok',
  found: 'well',
  fix: null,
  ...its,
});

const spec = (id: string, look: CheckSpec['look']): CheckSpec => ({
  id,
  group: 'machine',
  title: id,
  expected: 'well',
  look,
});

it('when a check exists, then docs/doctor.md has it', () => {
  expect(readFileSync(packageFile('docs/doctor.md'), 'utf8')).toBe(doctorPage());
});

describe('the command', () => {
  it('when the profile is malformed, then the checks go on, and the report names the line', async () => {
    const file = join(folder, 'profile.yaml');
    writeFileSync(file, 'kiosk: { id: 5 }\n');
    const io = fakeIo();
    expect((await main(['doctor', '--json', '--profile', file], io)).exit).toBe(1);
    const { ok, checks } = JSON.parse(io.written()) as { ok: boolean; checks: CheckResult[] };
    expect(ok).toBe(false);
    expect(checks.map(({ id }) => id)).toEqual(CHECKS.map(({ id }) => id));
    expect(checks.find(({ id }) => id === 'profile')?.found).toContain(`${file}:1: kiosk.id: expected`);
    expect(checks.find(({ id }) => id === 'printer')).toMatchObject({
      state: 'skip',
      found: 'the profile does not load',
    });
    expect(checks.find(({ id }) => id === 'swap')).toMatchObject({ state: 'skip', found: NOT_INSTALLED });
    expect(io.notes).toEqual([
      expect.stringMatching(/^asan-kiosk: not ready: .*\bprofile\b.*; the lines above name the fix/),
    ]);
  });

  it.each([
    [['--watch', 'now'], 'Write seconds, from 2 to 3600'],
    [['--watch', '1'], 'Write seconds, from 2 to 3600'],
    [['--verbose'], "unknown option '--verbose'"],
  ])('when the arguments are %j, then the command is refused', async (args, words) => {
    const io = fakeIo();
    expect((await main(['doctor', ...args], io)).exit).toBe(2);
    expect(io.notes).toEqual([expect.stringContaining(words)]);
  });

  it('when there are warnings, then the exit code is 0; the last line names failures', () => {
    expect(outcomeOf([check('a'), check('b', { state: 'warn', fix: 'x' }), check('c', { state: 'skip' })])).toEqual({
      ok: true,
      value: undefined,
    });
    expect(outcomeOf([check('a', { state: 'fail', fix: 'x' })])).toMatchObject({
      error: { exit: 1, line: 'not ready: a; the lines above name the fix' },
    });
  });

  it('when doctor prints, then checks are grouped, with the expected value of a failure and the reason of a skip', () => {
    const text = reportOf([
      check('one'),
      check('two', { state: 'fail', found: 'broken', fix: 'mend it' }),
      check('three', { state: 'skip', found: 'no root' }),
      check('four', { state: 'skip', found: 'no root', group: 'office' }),
    ]);
    expect(text).toContain(
      'The machine\n  ok    one                     well\n  fail  two                     The two: broken\n',
    );
    expect(text).toMatch(/expected: well\n +fix: mend it\n/);
    expect(text).toMatch(
      /Not looked at\n {2}skip {2}three, four: no root\n\n4 checks: 1 ok, 0 warn, 1 fail, 2 skip\n$/,
    );
    const coded = reportOf([check('one', { state: 'fail', found: 'paper is out (PRN-111)', fix: 'put paper in' })]);
    expect(coded).toMatch(/1 fail, 0 skip\nMore about a code: asan-kiosk explain PRN-111\n$/);
  });
});

describe('the run of the checks', () => {
  let fixture: Fixture;
  beforeEach(() => {
    fixture = installedKiosk();
  });
  afterEach(() => fixture.close());

  it('when a check reaches its time limit, then its line says so, and no check waits for another', async () => {
    const clock = new SimulatedClock();
    const context = { ...fixture.context(), clock };
    let begin = () => {};
    const begun = new Promise<void>((settle) => {
      begin = settle;
    });
    const slow = spec('slow', () => {
      begin();
      return new Promise(() => {});
    });
    const looking = runChecks([slow, spec('quick', () => good('there'))], context);
    await begun;
    await new Promise((done) => setImmediate(done));
    clock.increment(LONGEST_CHECK_MS);
    expect(await looking).toMatchObject([
      {
        id: 'slow',
        state: 'skip',
        found: 'not checked in time: the machine is too slow now, see answers',
        fix: null,
      },
      { id: 'quick', state: 'ok' },
    ]);
  });

  it('when a check throws, then the others still run', async () => {
    const broken = spec('broken', () => {
      throw new RangeError('index');
    });
    expect(await runChecks([broken, spec('well', () => good('there'))], fixture.context())).toMatchObject([
      { id: 'broken', state: 'fail', found: 'this check itself failed: index' },
      { id: 'well', state: 'ok' },
    ]);
  });

  it("when no kiosk is installed, then the kiosk's checks are skipped", async () => {
    const context = { ...fixture.context(), installed: false };
    const left = (await runChecks(CHECKS, context)).filter(({ found }) => found === NOT_INSTALLED).map(({ id }) => id);
    expect(left).toEqual(CHECKS.flatMap(({ id, onlyInstalled }) => (onlyInstalled ? [id] : [])));
    expect(left).toContain('swap');
  });

  it('when the user is not root, then checks that need root do not fail', async () => {
    fixture.uid = 1_000;
    for (const path of [
      '/etc/usbguard/rules.d/70-asan-kiosk.conf',
      '/var/lib/asan-kiosk',
      '/var/lib/asan-kiosk/ledger.db',
      '/etc/credstore',
      '/etc/shadow',
      '/etc/sudoers',
      '/var/lib/systemd/pstore',
    ])
      fixture.deny(path);
    for (const name of ['nft', 'usbguard']) fixture.command(name, '', 1, 'Operation not permitted');
    const checks = await runChecks(CHECKS, fixture.context(), { boundMs: 60_000 });
    expect(checks.filter(({ state }) => state === 'fail' || state === 'warn')).toEqual([]);
    const skipped = checks.filter(({ found }) => /only root|sudo/.test(found)).map(({ id }) => id);
    expect(skipped).toEqual([
      'last-end',
      'state-folder',
      'ledger-private',
      'credentials',
      'readers',
      'passwords',
      'administrators',
      'ssh-keys',
      'group-members',
      'sudo-rules',
      'sudo',
      'hidden-rights',
      'setuid-files',
      'capabilities',
      'device-readers',
      'firewall',
      'firewall-others',
      'listeners',
      'root-sockets',
      'usbguard-rules',
      'usbguard-policy',
      'usb-refused',
      'empty-files',
      'immutable-files',
      'settings-as-provisioned',
      'state-files',
      'ledger-held',
    ]);
  });

  it('when a machine has the package and no profile, then only the check of the profile fails, and doctor looks at no simulated kiosk', async () => {
    fixture.write('/usr/lib/asan-kiosk/node/bin/node', '');
    fixture.remove('/etc/asan-kiosk/profile.yaml');
    const checks = await runChecks(CHECKS, fixture.context(), { boundMs: 60_000 });
    expect(checks.filter(({ state }) => state === 'fail').map(({ id }) => id)).toEqual(['profile']);
    expect(checks.find(({ id }) => id === 'printer')).toMatchObject({ state: 'skip', found: NOT_PROVISIONED });
    expect(checks.find(({ id }) => id === 'firewall')).toMatchObject({ state: 'skip', found: NOT_PROVISIONED });
    expect(outcomeOf(checks)).toMatchObject({ error: { exit: 1 } });
  });

  it('when more than one check needs a source, then doctor reads the source once', () => {
    const context = fixture.context();
    expect(context.officeTls()).toBe(context.officeTls());
    for (const ask of ['anyKiosk', 'office', 'units', 'clockTrouble'] as const)
      expect(context[ask]()).toBe(context[ask]());
  });

  it('when the user may not read the profile, then its checks are skipped without a failure', async () => {
    fixture.uid = 1_000;
    fixture.deny('/etc/asan-kiosk/profile.yaml');
    const checks = await runChecks(CHECKS, fixture.context(), { boundMs: 60_000 });
    expect(checks.find(({ id }) => id === 'profile')).toMatchObject({
      state: 'skip',
      found: expect.stringContaining('sudo'),
    });
    expect(checks.filter(({ state }) => state === 'fail')).toEqual([]);
  });

  it('when a bill validator is checked, then doctor sends it no byte', async () => {
    const heard: Buffer[] = [];
    const server = createServer((socket) => socket.on('data', (bytes) => heard.push(bytes)));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(
      await portFinding('billValidator', { driver: 'ccnet', link: { tcp: { host: '127.0.0.1', port } } }),
    ).toMatchObject({
      state: 'ok',
    });
    await new Promise((done) => server.close(done));
    expect(heard).toEqual([]);
  });
});

describe('the port to the machine', () => {
  it('when doctor runs a command, then it runs in English, once for equal arguments, and ends if it hangs', async () => {
    const script = (name: string, text: string) =>
      writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    script('count', `echo x >> ${folder}/counted; echo "$LC_ALL $1"; exit 3`);
    script('hang', 'exec /bin/sleep 60');
    const machine = openMachineAccess({ path: folder, commandMs: 60_000 });
    const [one, two] = await Promise.all([machine.run('count', 'a'), machine.run('count', 'a')]);
    expect([one, two]).toEqual([one, { is: 'done', exit: 3, out: 'C a\n', err: '' }]);
    expect(openMachineAccess({ root: folder }).read('/counted')).toEqual({ ok: true, value: 'x\n' });
    expect(await machine.run('absent')).toEqual({ is: 'absent' });
    expect(await openMachineAccess({ path: folder, commandMs: 200 }).run('hang')).toEqual({ is: 'late', afterMs: 200 });
  });

  it("when a file cannot be read, then the port returns the system's reason", () => {
    const machine = openMachineAccess({ root: folder });
    expect(machine.read('/none')).toEqual({ ok: false, error: 'ENOENT' });
    expect(machine.read('/')).toEqual({ ok: false, error: 'EISDIR' });
    expect(machine.stat('/')).toMatchObject({ ok: true, value: { is: 'folder' } });
  });
});

describe('watching', () => {
  it('when a finding changes by more than a number, then doctor prints only this finding, until Ctrl-C', async () => {
    const clock = new SimulatedClock();
    const io = fakeIo({ clock });
    const looks = [
      [check('memory', { found: '100 MiB' }), check('b')],
      [check('memory', { found: '101 MiB' }), check('b')],
      [check('memory', { found: '102 MiB' }), check('b', { ...warning('paper is low', 'put a roll in') })],
    ];
    const outcome = watchChecks(async () => looks.shift() ?? [], { everyMs: 10_000, json: false }, io);
    const turn = () => new Promise((done) => setImmediate(done));
    await turn();
    const first = io.written();
    expect(first).toContain('2 checks: 2 ok, 0 warn, 0 fail, 0 skip');
    clock.increment(10_000);
    await turn();
    expect(io.written()).toBe(first);
    clock.increment(10_000);
    await turn();
    expect(io.written().slice(first.length)).toMatch(
      /^\n {2}warn {2}b +The b: paper is low\n +expected: well\n +fix: put a roll in\n2 checks: 1 ok, 1 warn/,
    );
    io.interrupt();
    expect(await outcome).toEqual({ ok: true, value: undefined });
    clock.increment(60_000);
    expect(looks).toEqual([]);
  });

  it('when a look fails, then the command ends with the reason', async () => {
    const io = fakeIo({ clock: new SimulatedClock() });
    await expect(
      watchChecks(() => Promise.reject(new Error('no')), { everyMs: 10_000, json: true }, io),
    ).rejects.toThrow('no');
  });
});
