import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { formatOrderCode } from '../../provisioning/provision/order/code.ts';
import { orderKeyFingerprint, parseMinisignKey } from '../../provisioning/provision/order/minisign.ts';
import { startBackOffice } from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { orderText, type ProvisionRig, provisionRig } from '../rigs/provision-rig.ts';
import { asanKiosk } from '../support/command.ts';
import { seedOfCommit } from '../support/commit.ts';
import { DOWN, ENTER, ESCAPE, runAtTerminal } from '../support/typed.ts';
import { startableUnits, TECHNICIAN_ACCESS_UNITS } from '../support/unit-conditions.ts';

/* `PROVISION=all` cuts the power at all writes. */

const SEED = seedOfCommit();
const DRAWN = 3;

let rig: ProvisionRig;
beforeEach(() => {
  rig = provisionRig();
  mkdirSync(join(rig.root, 'etc/asan-kiosk'));
  cpSync(rig.at('office.pub'), join(rig.root, 'etc/asan-kiosk/provision.pub'));
});
afterEach(() => rig.close());

const provision = (...args: readonly string[]) => asanKiosk(['provision', ...args, '--root', rig.root]);
const profile = () => rig.read('etc/asan-kiosk/profile.yaml');

describe('with a code of the office', () => {
  function certificate(name: string): {
    readonly key: string;
    readonly certificate: string;
    readonly fingerprint: string;
  } {
    const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: rig.folder });
    const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    openssl('req', '-x509', ...ec, '-subj', `/CN=${name}`, '-keyout', `${name}.tls`, '-out', `${name}.pem`);
    const print = openssl('x509', '-in', `${name}.pem`, '-noout', '-fingerprint', '-sha256').toString();
    const text = (file: string) => readFileSync(rig.at(file), 'utf8');
    return { key: text(`${name}.tls`), certificate: text(`${name}.pem`), fingerprint: print.split('=')[1]!.trim() };
  }

  it('when the office has the right certificate, then the order is fetched once; another office is refused', async () => {
    rig.order(orderText().replace(/ {2}- \{ id: K6.*\n/, ''));
    const text = (name: string) => readFileSync(join(rig.stick, name), 'utf8');
    const { fingerprint, ...tls } = certificate('office');
    const office = await startBackOffice({
      now: () => new Date(),
      random: Math.random,
      tls: { ...tls, ca: tls.certificate },
      order: { order: text('order.yaml'), signature: text('order.yaml.minisig') },
    });
    try {
      const port = Number(new URL(office.verifyUrl).port);
      const at = { host: '127.0.0.1', port, code: office.newOrderCode()! };
      const code = formatOrderCode({ ...at, fingerprint });
      const before = rig.files();

      const foreign = await provision('--code', formatOrderCode({ ...at, fingerprint: 'AB'.repeat(32) }), '--yes');
      expect(foreign.exit).toBe(1);
      expect(foreign.notes.at(-1)).toMatch(
        /does not have the certificate of the code.*PRV-112.*: stop: ask the office/,
      );
      const unknown = await provision('--code', formatOrderCode({ ...at, fingerprint, code: 'ABCD-EFGH' }), '--yes');
      expect(unknown.notes.at(-1)).toMatch(/PRV-113/);
      expect(rig.files()).toEqual(before);

      expect(await provision('--code', code, '--yes')).toMatchObject({ exit: 0 });
      expect(profile()).toContain('id: K5');
      const again = await provision('--code', code, '--yes');
      expect(again.out.toString()).toBe('K5: nothing to change\n');
      const other = provisionRig();
      onTestFinished(() => other.close());
      mkdirSync(join(other.root, 'etc/asan-kiosk'));
      cpSync(rig.at('office.pub'), join(other.root, 'etc/asan-kiosk/provision.pub'));
      writeFileSync(join(other.root, 'etc/machine-id'), `${'f'.repeat(32)}\n`);
      const untouched = other.files();
      const thief = await asanKiosk(['provision', '--code', code, '--yes', '--root', other.root]);
      expect(thief.notes.at(-1)).toMatch(/has no order for this code \(HTTP 409\) \(PRV-113\)/);
      expect(other.files()).toEqual(untouched);
    } finally {
      await office.close();
    }
  });
});

describe('from a stick with an unverified key', () => {
  it('when the key is unverified, then the fingerprint of the sheet must be typed, and none is shown', async () => {
    rig.order(orderText());
    rmSync(join(rig.root, 'etc/asan-kiosk/provision.pub'));
    cpSync(rig.at('office.pub'), join(rig.stick, 'provision.pub'));
    const fingerprint = orderKeyFingerprint(parseMinisignKey(readFileSync(rig.at('office.pub'), 'utf8'))!);
    const args = ['provision', '--from', rig.stick, '--kiosk', 'K5', '--root', rig.root];
    const { exit, shown } = await runAtTerminal(args, [
      ['Fingerprint of the key', `${'ffff-'.repeat(7)}ffff${ENTER}`],
      ['another fingerprint', ESCAPE],
    ]);
    expect([exit, shown.includes(fingerprint)]).toEqual([1, false]);
    expect(existsSync(join(rig.root, 'etc/asan-kiosk/profile.yaml'))).toBe(false);
    const right = await runAtTerminal(args, [
      ['Fingerprint of the key', `${fingerprint.toUpperCase()}${ENTER}`],
      ['Write the changes?', ENTER],
    ]);
    expect(right.exit, right.shown).toBe(0);
  });
});

describe('by answers typed at a terminal', () => {
  const BEGIN = [
    ['Language', `${DOWN}${DOWN}${ENTER}`],
    ['Id of the kiosk', `K5${ENTER}`],
    ['Number of the centre', `5${ENTER}`],
    ['Is this the name of the centre?', ENTER],
  ] as const;
  const REST = [
    ['Address of the back office', `https://office.example${ENTER}`],
    ['Certificate authority', ENTER],
    ['Certificate of the electronic seal', ENTER],
    ['Web address for the status', ENTER],
    ['Screen', ENTER],
    ['Further hosts', ENTER],
    ['Keys of witnesses', ENTER],
    ['Time zone', ENTER],
    // A disk image has no plugged-in devices, so each device is typed.
    ['Not found: document reader', `${DOWN}${ENTER}`],
    ['Address:', `tcp:192.0.2.6:9001${ENTER}`],
    ['Not found: payment terminal', `${DOWN}${ENTER}`],
    ['Address:', `tcp:192.0.2.8:20007${ENTER}`],
    ['Not found: receipt printer', `${DOWN}${ENTER}`],
    ['Address:', `tcp:192.0.2.7:9100${ENTER}`],
    ['Model of the printer', ENTER],
    ['Password of the payment terminal', `481516${ENTER}`],
    ['Write the changes?', ENTER],
  ] as const;
  const args = () => ['provision', '--root', rig.root];

  it('when the technician answers all questions, then the kiosk is set up, and its secrets are only in credentials', async () => {
    const { exit, shown } = await runAtTerminal(args(), [...BEGIN, ...REST]);
    expect(shown).toContain('K5: 29 changes made');
    expect(exit).toBe(0);
    expect(shown).not.toContain('481516');
    expect(profile()).toMatch(/host: 192\.0\.2\.8\n {8}port: 20007/);
    expect(rig.read('etc/credstore/asan-kiosk.terminal-password')).toBe('481516');
    expect(existsSync(join(rig.root, 'var/lib/asan-kiosk/provision/draft.json'))).toBe(false);
    expect(await provision('--check')).toMatchObject({ exit: 0 });
  });

  it('when the technician stops or goes back, then the answers are kept, and a later run continues', async () => {
    const stopped = await runAtTerminal(args(), [...BEGIN, ['Address of the back office', ESCAPE]]);
    expect(stopped.exit).toBe(1);
    expect(stopped.shown).toContain('The answers are kept');
    expect(existsSync(join(rig.root, 'etc/asan-kiosk/profile.yaml'))).toBe(false);
    const { exit, shown } = await runAtTerminal(args(), [
      ['Language', ENTER],
      ['3 earlier answers are kept', ''],
      ['Address of the back office', `<${ENTER}`],
      ['Is this the name of the centre?', ENTER],
      ...REST,
    ]);
    expect(shown).toContain('K5: 29 changes made');
    expect(exit).toBe(0);
  });
});

describe('a power cut', () => {
  const COMMAND = [process.execPath, packageFile('dist/device/asan-kiosk.js'), 'provision'];
  const traced = (how: readonly string[]) =>
    spawnSync('strace', [
      '-f',
      '-qq',
      ...how,
      ...COMMAND,
      '--from',
      rig.stick,
      '--kiosk',
      'K5',
      '--yes',
      '--root',
      rig.root,
    ]);
  const CALLS = ['fsync', 'rename'] as const;

  type Kill = { readonly call: (typeof CALLS)[number]; readonly nth: number };

  function drawn(all: Kill[]): readonly Kill[] {
    if (process.env['PROVISION'] === 'all') return all;
    const random = seededRandom(SEED);
    return Array.from({ length: DRAWN }, () => all.splice(Math.floor(random() * all.length), 1)).flat();
  }

  it(`when a kill comes at a write, then every file is old or new, and the next run finishes (seed ${SEED})`, async () => {
    rig.order(orderText());
    expect(await provision('--from', rig.stick, '--kiosk', 'K5', '--yes')).toMatchObject({ exit: 0 });
    const first = rig.files();
    cpSync(rig.root, rig.at('before'), { recursive: true });
    rig.order(
      orderText(8).replaceAll('192.0.2.7', '192.0.2.9').replaceAll('481516', '234234').replace('1-1.2', '1-1.3'),
    );
    const log = rig.at('calls');
    expect(traced(['-o', log, '-e', `trace=${CALLS.join()}`]).status).toBe(0);
    const last = rig.files();
    const written = readFileSync(log, 'utf8');
    const kills = CALLS.flatMap((call) =>
      [...written.matchAll(new RegExp(`\\b${call}\\(`, 'g'))].map((_, index) => ({ call, nth: index + 1 })),
    );
    expect(kills.length).toBeGreaterThan(12);

    const JOURNAL = 'var/lib/asan-kiosk/provision/previous/before.json';
    for (const { call, nth } of drawn(kills)) {
      rmSync(rig.root, { recursive: true });
      cpSync(rig.at('before'), rig.root, { recursive: true });
      const cut = traced([
        '-o',
        '/dev/null',
        '-e',
        `trace=${call}`,
        '-e',
        `inject=${call}:error=EIO:signal=KILL:when=${nth}`,
      ]);
      expect(cut.signal ?? cut.status).not.toBe(0);
      expect(startableUnits(rig.root), `${call} ${nth}`).toEqual(TECHNICIAN_ACCESS_UNITS);
      for (const [name, text] of Object.entries(rig.files()))
        if (!name.endsWith('.new') && name !== JOURNAL)
          expect([first[name], last[name]], `${call} ${nth} ${name}`).toContain(text);
      const next = await provision('--from', rig.stick, '--yes');
      expect(next.exit, `${call} ${nth}`).toBe(0);
      const { [JOURNAL]: journal = '', ...files } = rig.files();
      const { [JOURNAL]: _, ...whole } = last;
      expect(files, `${call} ${nth}`).toEqual(whole);
      expect(JSON.parse(journal)).toMatchObject({ isDone: true });
      expect(await provision('undo')).toMatchObject({ exit: 0 });
      expect(profile()).toBe(first['etc/asan-kiosk/profile.yaml']);
    }
  }, 600_000);
});
