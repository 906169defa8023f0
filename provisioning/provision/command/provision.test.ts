import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogKey } from '../../../device/merkle/signer.ts';
import { sampleSeal } from '../../../simulators/back-office/documents/seal.ts';
import { AUTHORITY, orderText, type ProvisionRig, provisionRig } from '../../../test/rigs/provision-rig.ts';
import { fakeIo } from '../../../test/support/fake-io.ts';
import { authoritiesIn, notedFingerprints } from '../../machine/office-authorities.ts';
import { main } from '../../main.ts';
import { orderKeyFingerprint, parseMinisignKey } from '../order/minisign.ts';

let rig: ProvisionRig;
beforeEach(() => {
  rig = provisionRig();
  mkdirSync(join(rig.root, 'etc/asan-kiosk'));
  cpSync(rig.at('office.pub'), join(rig.root, 'etc/asan-kiosk/provision.pub'));
});
afterEach(() => rig.close());

async function run(...args: readonly string[]) {
  const io = fakeIo();
  const { exit } = await main(['provision', ...args, '--root', rig.root], io);
  return { exit, out: io.written(), notes: io.notes, said: io.notes.at(-1) ?? '' };
}

const fromStick = (...more: readonly string[]) => run('--from', rig.stick, '--kiosk', 'K5', '--yes', ...more);

describe('provision from a stick', () => {
  it('when the order has backup keys, then the profile has the same keys', async () => {
    const backup = 'backup:\n  recipients:\n    - age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p\n';
    rig.order(orderText(7, backup));
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(rig.read('etc/asan-kiosk/profile.yaml')).toContain(backup);
    rig.order(orderText(8));
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(rig.read('etc/asan-kiosk/profile.yaml')).not.toContain('backup');

    const ordered = rig.read('etc/asan-kiosk/profile.yaml');
    writeFileSync(join(rig.root, 'etc/asan-kiosk/profile.yaml'), `${ordered}${backup}`);
    const byHand = await run('--check');
    expect(byHand).toMatchObject({
      exit: 1,
      out: expect.stringMatching(/backup\.recipients: here \["age1ql3.*\], in order 8 nothing/),
    });
    expect(byHand.said).toContain('the profile differs from its order; the order restores its values');
    expect((await run('--yes')).notes.join()).toContain('backup.recipients: here');
    expect(await fromStick()).toMatchObject({ exit: 0, out: 'K5: 1 change made\n' });
    expect(rig.read('etc/asan-kiosk/profile.yaml')).toBe(ordered);
    expect(await run('--check')).toMatchObject({ exit: 0, out: 'K5: nothing would change\n' });
  });

  it('when an order has the hash of a boot password, then only root reads it, and an order without one keeps it', async () => {
    const hash = `grub.pbkdf2.sha512.10000.${'A0'.repeat(64)}.${'0F'.repeat(64)}`;
    mkdirSync(join(rig.root, 'usr/sbin'), { recursive: true });
    writeFileSync(join(rig.root, 'usr/sbin/update-grub'), '');
    rig.order(orderText(7, `bootPassword: ${hash}\n`));
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(rig.read('etc/asan-kiosk/boot-password')).toBe(`${hash}\n`);
    expect(statSync(join(rig.root, 'etc/asan-kiosk/boot-password')).mode & 0o777).toBe(0o600);
    expect(rig.read('etc/default/grub.d/zz-asan-kiosk.cfg')).not.toContain('usbcore');
    rig.order(orderText(8));
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(rig.read('etc/asan-kiosk/boot-password')).toBe(`${hash}\n`);
    rig.order(orderText(9, 'bootPassword: geheim\n'));
    expect((await fromStick()).said).toMatch(/bootPassword.*a hash as grub-mkpasswd-pbkdf2 prints it/);
  });

  it('when an order does not name a device, then it stays as written in the profile', async () => {
    rig.order(orderText());
    await fromStick();
    const devices = () => /^devices:[\s\S]*?(?=^\S(?!evices))/m.exec(rig.read('etc/asan-kiosk/profile.yaml'))?.[0];
    const file = join(rig.root, 'etc/asan-kiosk/profile.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/^ +(currency|charset|countsBetween|clockMinutes): .*\n/gm, ''),
    );
    const were = devices();
    expect(were).toMatch(/driver: zvt/);
    expect(were).not.toMatch(/charset/);
    rig.order(
      orderText(8)
        .replace(/devices: &devices\n( {6}.*\n)+/, 'panel: { widthPx: 1920, heightPx: 1080, pxPerMm: 5.58 }\n')
        .replace(', devices: *devices', ''),
    );
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(rig.read('etc/asan-kiosk/profile.yaml')).toContain('widthPx: 1920');
    expect(devices()).toBe(were);
  });

  it('when an order is new, then the shown plan is written once, and undo brings back the earlier files', async () => {
    rig.order(orderText());
    const before = rig.files();
    const check = await run('--from', rig.stick, '--kiosk', 'K5', '--check', '--json');
    expect(check.exit).toBe(1);
    const { kiosk, changes, steps } = JSON.parse(check.out);
    expect([kiosk, changes]).toEqual(['K5', 30]);
    expect(steps[1]).toEqual({
      id: 'file:/etc/asan-kiosk/profile.yaml',
      says: '/etc/asan-kiosk/profile.yaml',
      now: 'absent',
      after: expect.stringMatching(/^\d+ bytes, 0640 root:asan-kiosk$/),
    });
    expect(rig.files()).toEqual(before);

    const first = await fromStick();
    expect(first).toMatchObject({ exit: 0, out: 'K5: 30 changes made\n' });
    expect(first.notes).toHaveLength(31);
    expect(first.notes.at(-1)).toContain('no new login is possible');
    expect(rig.read('etc/asan-kiosk/profile.yaml')).toContain('password: credential:terminal-password');
    expect(rig.read('etc/credstore/asan-kiosk.terminal-password')).toBe('481516');
    expect(statSync(join(rig.root, 'etc/credstore/asan-kiosk.terminal-password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(rig.root, 'etc/asan-kiosk/profile.yaml')).mode & 0o777).toBe(0o640);
    expect(rig.read('etc/udev/rules.d/71-asan-kiosk-devices.rules')).toContain('SYMLINK+="kiosk/reader"');

    const after = rig.files();
    expect(await fromStick()).toMatchObject({ exit: 0, out: 'K5: nothing to change\n' });
    expect(await run('--from', rig.stick, '--check')).toMatchObject({ exit: 0, out: 'K5: nothing would change\n' });
    expect(await run('--yes')).toMatchObject({ exit: 0, out: 'K5: nothing to change\n' });
    expect(rig.files()).toEqual(after);

    expect(await run('undo')).toMatchObject({ exit: 0, out: '29 files are as before\n' });
    expect(rig.files()).toEqual({
      ...before,
      'etc/asan-kiosk/provisioned.json': after['etc/asan-kiosk/provisioned.json'],
    });
    expect(await run('undo')).toMatchObject({ exit: 1, said: expect.stringContaining('PRV-136') });
    rig.order(orderText(6));
    expect((await fromStick()).said).toContain('PRV-106');
    rig.order(orderText(8));
    expect(await fromStick()).toMatchObject({ exit: 0 });
  });

  it('when the next order has changes, then only these are written, and undo brings back the order before', async () => {
    rig.order(orderText());
    await fromStick();
    const before = rig.files();
    rig.order(orderText(8).replace('office.example', 'other.example'));
    expect((await fromStick()).notes.map((line) => line.replace(/:.*/, ''))).toEqual([
      '1/3 /etc/asan-kiosk/profile.yaml',
      '2/3 /etc/asan-kiosk/allowed-hosts',
      '3/3 /etc/asan-kiosk/provisioned.json',
    ]);
    await run('undo');
    expect(rig.read('etc/asan-kiosk/profile.yaml')).toBe(before['etc/asan-kiosk/profile.yaml']);
  });

  it('when an undo removed the authority of the office, then the same order brings it back', {
    timeout: 120_000,
  }, async () => {
    rig.order(orderText().replace('office.example" }', `office.example", ca: ${JSON.stringify(AUTHORITY)} }`));
    expect(await fromStick()).toMatchObject({ exit: 0 });
    await run('undo');
    expect(await fromStick()).toMatchObject({ exit: 0 });
    const file = rig.read('etc/asan-kiosk/office-ca.pem');
    expect(file.endsWith(AUTHORITY)).toBe(true);
    expect(notedFingerprints(file)).toEqual(authoritiesIn(AUTHORITY).map(({ fingerprint }) => fingerprint));
    rmSync(join(rig.root, 'etc/asan-kiosk/office-ca.pem'));
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(rig.read('etc/asan-kiosk/office-ca.pem')).toBe(file);
    for (const left of [file.slice(0, -100), '']) {
      writeFileSync(join(rig.root, 'etc/asan-kiosk/office-ca.pem'), left);
      expect((await run('--yes')).notes.join('\n')).toContain('PRV-131');
      expect(await fromStick()).toMatchObject({ exit: 0, out: 'K5: 1 change made\n' });
      expect(rig.read('etc/asan-kiosk/office-ca.pem')).toBe(file);
    }
  });

  it('when a file was changed by hand (text, rights or deleted), then provision repairs it', async () => {
    rig.order(orderText());
    await fromStick();
    const before = rig.files();
    writeFileSync(join(rig.root, 'etc/asan-kiosk/profile.yaml'), 'kiosk: {}\n');
    chmodSync(join(rig.root, 'etc/credstore/asan-kiosk.terminal-password'), 0o644);
    rmSync(join(rig.root, 'etc/udev/rules.d/71-asan-kiosk-devices.rules'));
    expect(await fromStick()).toMatchObject({ exit: 0, out: 'K5: 3 changes made\n' });
    expect({ ...rig.files(), 'var/lib/asan-kiosk/provision/previous/before.json': '' }).toEqual({
      ...before,
      'var/lib/asan-kiosk/provision/previous/before.json': '',
    });
    expect(statSync(join(rig.root, 'etc/credstore/asan-kiosk.terminal-password')).mode & 0o777).toBe(0o600);
  });

  it('when a power cut emptied the password of the terminal, then it counts as missing, and the order brings it back', async () => {
    rig.order(orderText());
    await fromStick();
    const file = join(rig.root, 'etc/credstore/asan-kiosk.terminal-password');
    writeFileSync(file, '');
    const alone = await run('--yes');
    expect(alone.exit).not.toBe(0);
    expect(alone.notes.join('\n')).toContain('PRV-122');
    expect(await fromStick()).toMatchObject({ exit: 0, out: 'K5: 1 change made\n' });
    expect(rig.read('etc/credstore/asan-kiosk.terminal-password')).toBe('481516');
  });

  it('when a run was cut off at its end, then the next run finishes it and changes nothing else', async () => {
    rig.order(orderText());
    await fromStick();
    const journal = join(rig.root, 'var/lib/asan-kiosk/provision/previous/before.json');
    const whole = rig.files();
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('"isDone":true', '"isDone":false'));
    expect(await fromStick()).toMatchObject({ exit: 0, out: 'K5: nothing to change\n' });
    expect(rig.files()).toEqual(whole);
  });

  it('when the old key signs a new key, then only orders of the new key are accepted', async () => {
    rig.makeKey('next');
    rig.makeKey('stranger');
    const pub = join(rig.stick, 'provision.pub');
    cpSync(rig.at('next.pub'), pub);
    rig.order(orderText(), 'next');
    expect((await fromStick()).said).toMatch(/provision.pub has no signature \(PRV-102\)/);
    rig.sign(pub, 'stranger');
    expect((await fromStick()).said).toMatch(/provision.pub is signed with another key.*PRV-103/);
    rig.sign(pub, 'office');
    expect(await fromStick()).toMatchObject({ exit: 0, out: 'K5: 31 changes made\n' });
    expect(rig.read('etc/asan-kiosk/provision.pub')).toBe(readFileSync(rig.at('next.pub'), 'utf8'));
    rig.order(orderText(8), 'office');
    expect((await fromStick()).said).toContain('PRV-103');
    // The old key may have been replaced because it was stolen.
    expect(await run('undo')).toMatchObject({ exit: 0 });
    rmSync(pub);
    expect((await fromStick()).said).toContain('PRV-103');
  });
});

describe('refused without a change and with one line:', () => {
  const nothing = async (said: RegExp, ...args: readonly string[]) => {
    const before = rig.files();
    const ran = await (args.length > 0 ? run(...args) : fromStick());
    expect(ran.said).toMatch(said);
    expect(ran.exit).toBe(1);
    expect(ran.out).toBe('');
    expect(rig.files()).toEqual(before);
  };

  it('when an order is unsigned, changed, cut short or of another key, then provision refuses', async () => {
    rig.order(orderText());
    const [file, signature] = [join(rig.stick, 'order.yaml'), join(rig.stick, 'order.yaml.minisig')];
    writeFileSync(file, orderText().replace('481516', '000000'));
    await nothing(/PRV-103.*copy it again/);
    writeFileSync(file, orderText().slice(0, 300));
    await nothing(/PRV-103/);
    writeFileSync(signature, readFileSync(signature, 'utf8').slice(0, 100));
    await nothing(/PRV-102/);
    rmSync(signature);
    await nothing(/order.yaml has no signature \(PRV-102\)/);
    rig.makeKey('stranger');
    rig.order(orderText(), 'stranger');
    await nothing(/PRV-103/);
    rmSync(file);
    await nothing(/order.yaml: no such file \(PRV-108\)/);
  });

  it('when there is no key, or an invalid one, then provision refuses', async () => {
    rig.order(orderText());
    writeFileSync(join(rig.root, 'etc/asan-kiosk/provision.pub'), 'x');
    await nothing(/provision.pub is not a key of minisign \(PRV-101\)/);
    rmSync(join(rig.root, 'etc/asan-kiosk/provision.pub'));
    await nothing(/this machine has no key to verify orders.*PRV-101.*provision trust/);
  });

  it('when the kiosk is not named, or not in the order, then provision refuses', async () => {
    rig.order(orderText());
    await nothing(/for 2 kiosks \(PRV-107\): say which kiosk this is: --kiosk K5\|K6/, '--from', rig.stick, '--yes');
    await nothing(
      /not for K7 \(PRV-107\): choose one of K5, K6 with --kiosk/,
      '--from',
      rig.stick,
      '--yes',
      '--kiosk',
      'K7',
    );
    await fromStick();
    rig.order(orderText(8).replace('id: K5', 'id: K8'));
    await nothing(/this is K5, but the order is not for it/, '--from', rig.stick, '--yes');
  });

  it('when a device is missing, then provision refuses', async () => {
    rig.order(orderText().replace(/ +printer:.*\n/, ''));
    await nothing(/no printer was found \(PRV-121\)/);
  });

  it('when the kiosk would refuse the new profile, then provision refuses', async () => {
    rig.order(
      orderText()
        .replace('{ socket: 1-1.2, baudRate: 9600 } }', '{ tcp: x } }')
        .replace('serial: { tcp: x }', 'tcp: { host: 192.0.2.7, port: 9100 }'),
    );
    await nothing(/\(PRV-104\)/);
    // A kiosk accepts such a printer only with the seals of its documents.
    rig.order(
      orderText().replace(
        'devices: &devices',
        'devices: &devices\n      documentPrinter: { driver: ipp, uri: "ipp://192.0.2.9/ipp" }',
      ),
    );
    await nothing(
      /backOffice\.seal: expected the file with the certificates of the office’s seals.*, found nothing \(CFG-104\) \(PRV-131\): correct the value in the order/,
    );
  });

  it('when a power cut emptied a certificate that only the order has, then the order brings it back', async () => {
    const seal = String(sampleSeal().certificate);
    rig.order(orderText().replace('office.example" }', `office.example", seal: ${JSON.stringify(seal)} }`));
    await fromStick();
    const file = join(rig.root, 'etc/asan-kiosk/office-seal.pem');
    const empty =
      /the profile names \/etc\/asan-kiosk\/office-seal\.pem, which is missing, empty or cut short \(PRV-131\): take it from the order .*--from FILE/;
    writeFileSync(file, '');
    await nothing(empty, '--yes');
    rmSync(file);
    await nothing(empty, '--yes');
    expect(await fromStick()).toMatchObject({ exit: 0, out: 'K5: 1 change made\n' });
    expect(rig.read('etc/asan-kiosk/office-seal.pem')).toBe(seal);
    expect(JSON.parse(rig.read('etc/asan-kiosk/provisioned.json')).files).toEqual({
      '/etc/asan-kiosk/office-seal.pem': createHash('sha256').update(seal).digest('hex'),
    });
  });

  it('when the installed profile has another ledger, which exists, then provision refuses', async () => {
    rig.order(orderText());
    await fromStick();
    const file = join(rig.root, 'etc/asan-kiosk/profile.yaml');
    const installed = readFileSync(file, 'utf8');
    writeFileSync(file, installed.replace('/var/lib/asan-kiosk/ledger.db', '/srv/kiosk/till.db'));
    mkdirSync(join(rig.root, 'srv/kiosk'), { recursive: true });
    for (const name of ['till.db', 'till.db-wal', 'till.db.mark']) {
      writeFileSync(join(rig.root, 'srv/kiosk', name), 'what is owed');
      await nothing(/the ledger of this kiosk is \/srv\/kiosk\/till.db, .* \(PRV-138\): stop the kiosk, rename /);
      rmSync(join(rig.root, 'srv/kiosk', name));
    }
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(readFileSync(file, 'utf8')).toBe(installed);
  });

  it('when the existing ledger is of another kiosk, then provision refuses', async () => {
    rig.order(orderText());
    await fromStick();
    const ledger = join(rig.root, 'var/lib/asan-kiosk/ledger.db');
    writeFileSync(ledger, 'what is owed');
    const as = (id: string) => ['--from', rig.stick, '--yes', '--kiosk', id];
    await nothing(/ledger.db\) is of K5, but the new profile is of K6 \(PRV-138\): choose .* --kiosk K5/, ...as('K6'));
    openLogKey(`${ledger}.log-key`, 'asan-kiosk/K5', randomBytes);
    const profile = join(rig.root, 'etc/asan-kiosk/profile.yaml');
    writeFileSync(profile, readFileSync(profile, 'utf8').replace('id: K5', 'id: K6'));
    await nothing(/ledger.db\) is of K5, but the new profile is of K6 \(PRV-138\): choose .* --kiosk K5/, '--yes');
    expect(await run(...as('K5'))).toMatchObject({ exit: 0 });
    rmSync(`${ledger}.log-key`);
    rmSync(ledger);
    expect(await run(...as('K6'))).toMatchObject({ exit: 0 });
  });

  it('when the users of the package are missing, or a folder is in the place of a file, then provision refuses', async () => {
    rig.order(orderText());
    if (process.getuid?.() === 0) {
      const group = rig.read('etc/group');
      writeFileSync(join(rig.root, 'etc/group'), 'root:x:0:\n');
      await nothing(/there is no group asan-kiosk here \(PRV-133\): install the package/);
      writeFileSync(join(rig.root, 'etc/group'), group);
    }
    mkdirSync(join(rig.root, 'etc/asan-kiosk/profile.yaml'));
    await nothing(/profile.yaml is no file \(PRV-134\)/);
  });

  it('when there is no technician to ask, then provision refuses', async () => {
    await nothing(/there is no terminal to ask for the answers \(PRV-137\): name an order/, '--yes');
    rig.order(orderText());
    await nothing(
      /there is no terminal for the confirmation \(PRV-137\): add --yes/,
      '--from',
      rig.stick,
      '--kiosk',
      'K5',
    );
  });

  it('when the code is invalid, then provision refuses', () =>
    nothing(/PRV-111/, '--code', 'https://status.example/a/K5', '--yes'));

  it('when the kept originals do not belong to root, then provision refuses', async () => {
    rig.order(orderText());
    await fromStick();
    const folder = join(rig.root, 'var/lib/asan-kiosk/provision');
    cpSync(folder, rig.at('elsewhere'), { recursive: true });
    rmSync(folder, { recursive: true });
    symlinkSync(rig.at('elsewhere'), folder);
    await nothing(/was not written by root, or is damaged \(PRV-136\)/, 'undo');
    rmSync(folder);
    cpSync(rig.at('elsewhere'), folder, { recursive: true });
    chmodSync(join(folder, 'previous/before.json'), 0o666);
    await nothing(/before.json was not written by root, or is damaged \(PRV-136\)/, 'undo');
    chmodSync(join(folder, 'previous/before.json'), 0o600);
    writeFileSync(join(folder, 'previous/before.json'), '{"isDone": tr');
    await nothing(/PRV-136/, 'undo');
  });
});

describe('image with links that lead out of it', () => {
  const outside = () => rig.at('outside');
  const moved = (path: string) => {
    const place = join(rig.root, path);
    mkdirSync(outside(), { recursive: true });
    mkdirSync(join(place, '..'), { recursive: true });
    rmSync(place, { recursive: true, force: true });
    symlinkSync(outside(), place);
  };

  it('when folders at every level are such links, then order, key and undo stay below the root of the image', async () => {
    rig.order(orderText());
    const its = orderKeyFingerprint(parseMinisignKey(readFileSync(rig.at('office.pub'), 'utf8'))!);
    for (const path of ['etc/asan-kiosk', 'etc/udev', 'etc/credstore', 'etc/systemd/system', 'etc/chromium', 'var/lib'])
      moved(path);
    expect(await run('trust', rig.at('office.pub'), '--fingerprint', its)).toMatchObject({ exit: 0 });
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(await run('--from', rig.stick, '--check')).toMatchObject({ exit: 0 });
    expect(readdirSync(outside())).toEqual([]);
    expect(await run('undo')).toMatchObject({ exit: 0 });
    expect(readdirSync(outside())).toEqual([]);
  });

  it('when the file itself is such a link, then the link is replaced and its target is not written', async () => {
    rig.order(orderText());
    for (const path of [
      'asan-kiosk/profile.yaml',
      'asan-kiosk/provisioned.json',
      'udev/rules.d/71-asan-kiosk-devices.rules',
    ]) {
      moved(`etc/${path}`);
      rmSync(join(rig.root, 'etc', path));
      symlinkSync(join(outside(), 'victim'), join(rig.root, 'etc', path));
    }
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(readdirSync(outside())).toEqual([]);
  });

  it('when the key is such a link, then the key of the building machine is not trusted', async () => {
    rig.order(orderText());
    rmSync(join(rig.root, 'etc/asan-kiosk/provision.pub'));
    symlinkSync(rig.at('office.pub'), join(rig.root, 'etc/asan-kiosk/provision.pub'));
    expect((await fromStick()).said).toContain('PRV-101');
  });
});

const FINGERPRINT_BY_TOOLS = 'tail -n 1 office.pub | base64 -d | tail -c 32 | sha256sum | cut -c 1-32';

describe('key of orders', () => {
  const trust = (file: string, ...more: readonly string[]) => run('trust', rig.at(file), ...more);

  it('when no key is installed yet, then the key is trusted by its fingerprint', async () => {
    rmSync(join(rig.root, 'etc/asan-kiosk/provision.pub'));
    const its = orderKeyFingerprint(parseMinisignKey(readFileSync(rig.at('office.pub'), 'utf8'))!);
    const unsaid = await trust('office.pub');
    expect(unsaid).toMatchObject({ exit: 1, said: expect.stringMatching(/read it on the sheet.*--fingerprint/) });
    expect(unsaid.said).not.toContain(its);
    const other = await trust('office.pub', '--fingerprint', 'ffff');
    expect(other).toMatchObject({
      exit: 1,
      said: expect.stringMatching(
        /does not have the fingerprint on the sheet of the office \(PRV-101\): .*call the office/,
      ),
    });
    // The screen must not show a fingerprint that the technician could copy.
    expect(other.said).not.toContain(its);
    expect(rig.files()).toEqual({});
    expect(await trust('office.pub', '--fingerprint', its.replaceAll('-', ' ').toUpperCase(), '--json')).toMatchObject({
      exit: 0,
      out: `${JSON.stringify({ fingerprint: its, changed: true })}\n`,
    });
    expect(await trust('office.pub')).toMatchObject({ exit: 0, out: expect.stringContaining('as before') });
    expect(await trust('office.pub', '--fingerprint', its)).toMatchObject({ exit: 0 });
    const wrong = await trust('office.pub', '--fingerprint', 'ffff');
    expect(wrong).toMatchObject({ exit: 1, said: expect.stringContaining('PRV-101') });
    expect(wrong.said).not.toContain(its);
  });

  it('when the office asks for the fingerprint of its key, then it gets the text that `trust` accepts', async () => {
    rmSync(join(rig.root, 'etc/asan-kiosk/provision.pub'));
    const io = fakeIo();
    expect((await main(['provision', 'fingerprint', rig.at('office.pub')], io)).exit).toBe(0);
    expect(await trust('office.pub', '--fingerprint', io.written().trim())).toMatchObject({ exit: 0 });
    const wrong = fakeIo();
    expect((await main(['provision', 'fingerprint', rig.at('office.key')], wrong)).exit).toBe(2);
    expect(wrong.notes.join()).toContain('not a public key of minisign');
  });

  it('when the fingerprint is made with the tools of the system, then it is the same', () => {
    const made = execFileSync('sh', ['-c', FINGERPRINT_BY_TOOLS], { cwd: rig.at('.'), encoding: 'utf8' });
    const its = orderKeyFingerprint(parseMinisignKey(readFileSync(rig.at('office.pub'), 'utf8'))!);
    expect(made.trim()).toBe(its.replaceAll('-', ''));
    const docs = readFileSync('docs/operating.md', 'utf8');
    expect(docs).toContain(FINGERPRINT_BY_TOOLS.replace('office.pub', 'provision.pub'));
  });

  it('when a kiosk has a key, then only this key can replace it, whatever fingerprint is given', async () => {
    rig.makeKey('next');
    const its = orderKeyFingerprint(parseMinisignKey(readFileSync(rig.at('next.pub'), 'utf8'))!);
    expect((await trust('next.pub', '--fingerprint', its)).said).toContain('PRV-102');
    rig.sign(rig.at('next.pub'), 'office');
    expect(await trust('next.pub')).toMatchObject({ exit: 0 });
    expect(rig.read('etc/asan-kiosk/provision.pub')).toBe(readFileSync(rig.at('next.pub'), 'utf8'));
  });

  it('when an order is taken and when the key changes, then the record has the fingerprint of the key', async () => {
    const fingerprint = (file: string) => orderKeyFingerprint(parseMinisignKey(readFileSync(rig.at(file), 'utf8'))!);
    const noted = () => JSON.parse(rig.read('etc/asan-kiosk/provisioned.json')).key;
    rig.order(orderText());
    await fromStick();
    expect(noted()).toBe(fingerprint('office.pub'));
    rig.makeKey('next');
    rig.sign(rig.at('next.pub'), 'office');
    await trust('next.pub');
    expect(noted()).toBe(fingerprint('next.pub'));
  });

  it('when the file holds no public key or is missing, then trust fails with exit code 2 and says which', async () => {
    expect(await trust('office.key')).toMatchObject({
      exit: 2,
      said: expect.stringContaining('not a public key of minisign'),
    });
    expect(await trust('nothing')).toMatchObject({ exit: 2, said: expect.stringContaining('no such file') });
  });
});

describe('wrong use', () => {
  it.each([
    [['--from', 'a', '--code', 'b'], /--from, --scan, --code and --ask exclude each other: give one of them/],
    [['--form', 'a'], /unknown option '--form' \(did you mean --from\?\); see asan-kiosk provision --help/],
    [['undo', 'now'], /too many arguments/],
  ])('when the arguments are %j, then the exit code is 2', async (args, said) =>
    expect(await run(...args)).toMatchObject({ exit: 2, said: expect.stringMatching(said) }),
  );

  it('when the image does not exist, then the exit code is 2', async () => {
    const io = fakeIo();
    expect(await main(['provision', '--from', rig.stick, '--root', rig.at('nowhere')], io)).toMatchObject({ exit: 2 });
    expect(io.notes).toEqual([expect.stringContaining('there is no folder')]);
  });
});
