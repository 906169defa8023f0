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
import { authoritiesIn, notedIn } from '../../machine/office-authorities.ts';
import { main } from '../../main.ts';
import { fingerprintOf, parseKey } from '../order/minisign.ts';

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

describe('from a stick', () => {
  it('has the profile say whose keys open its backups, where the order does', async () => {
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
    expect(byHand.said).toContain('the profile differs from its order; the order puts its own values back');
    expect((await run('--yes')).notes.join()).toContain('backup.recipients: here');
    expect(await fromStick()).toMatchObject({ exit: 0, out: 'K5: 1 change made\n' });
    expect(rig.read('etc/asan-kiosk/profile.yaml')).toBe(ordered);
    expect(await run('--check')).toMatchObject({ exit: 0, out: 'K5: nothing would change\n' });
  });

  it('when an order has the hash of a boot password, then root alone reads it, and an order without one leaves it there', async () => {
    const hash = `grub.pbkdf2.sha512.10000.${'A0'.repeat(64)}.${'0F'.repeat(64)}`;
    mkdirSync(join(rig.root, 'usr/sbin'), { recursive: true });
    writeFileSync(join(rig.root, 'usr/sbin/update-grub'), '');
    rig.order(orderText(7, `bootPassword: ${hash}\n`));
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(rig.read('etc/asan-kiosk/boot-password')).toBe(`${hash}\n`);
    expect(statSync(join(rig.root, 'etc/asan-kiosk/boot-password')).mode & 0o777).toBe(0o600);
    // In an image nobody knows which USB devices are let in.
    expect(rig.read('etc/default/grub.d/zz-asan-kiosk.cfg')).not.toContain('usbcore');
    rig.order(orderText(8));
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(rig.read('etc/asan-kiosk/boot-password')).toBe(`${hash}\n`);
    rig.order(orderText(9, 'bootPassword: geheim\n'));
    expect((await fromStick()).said).toMatch(/bootPassword.*a hash as grub-mkpasswd-pbkdf2 prints it/);
  });

  it('keeps devices that an order does not name as they are written in the profile', async () => {
    rig.order(orderText());
    await fromStick();
    const devices = () => /^devices:[\s\S]*?(?=^\S(?!evices))/m.exec(rig.read('etc/asan-kiosk/profile.yaml'))?.[0];
    // As a search writes a terminal: without what the loader adds by itself.
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

  it('writes what is shown before, once; and puts back what was there', async () => {
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
    expect(first.notes.at(-1)).toContain('nobody gets in');
    expect(rig.read('etc/asan-kiosk/profile.yaml')).toContain('password: credential:terminal-password');
    expect(rig.read('etc/credstore/asan-kiosk.terminal-password')).toBe('481516');
    expect(statSync(join(rig.root, 'etc/credstore/asan-kiosk.terminal-password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(rig.root, 'etc/asan-kiosk/profile.yaml')).mode & 0o777).toBe(0o640);
    expect(rig.read('etc/udev/rules.d/71-asan-kiosk-devices.rules')).toContain('SYMLINK+="kiosk/reader"');

    const after = rig.files();
    expect(await fromStick()).toMatchObject({ exit: 0, out: 'K5: nothing to change, all is as it should be\n' });
    expect(await run('--from', rig.stick, '--check')).toMatchObject({ exit: 0, out: 'K5: nothing would change\n' });
    expect(await run('--yes')).toMatchObject({ exit: 0, out: 'K5: nothing to change, all is as it should be\n' });
    expect(rig.files()).toEqual(after);

    expect(await run('undo')).toMatchObject({ exit: 0, out: '29 files are as before\n' });
    expect(rig.files()).toEqual({
      ...before,
      'etc/asan-kiosk/provisioned.json': after['etc/asan-kiosk/provisioned.json'],
    });
    expect(await run('undo')).toMatchObject({ exit: 1, said: expect.stringContaining('PRV-136') });
    // What was put back can be provisioned again, and by nothing older.
    rig.order(orderText(6));
    expect((await fromStick()).said).toContain('PRV-106');
    rig.order(orderText(8));
    expect(await fromStick()).toMatchObject({ exit: 0 });
  });

  it('changes what is new in the next order, and an undo brings the one before back', async () => {
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

  it('brings the authority of the office back by the same order after an undo', { timeout: 120_000 }, async () => {
    rig.order(orderText().replace('office.example" }', `office.example", ca: ${JSON.stringify(AUTHORITY)} }`));
    expect(await fromStick()).toMatchObject({ exit: 0 });
    await run('undo');
    expect(await fromStick()).toMatchObject({ exit: 0 });
    const file = rig.read('etc/asan-kiosk/office-ca.pem');
    expect(file.endsWith(AUTHORITY)).toBe(true);
    expect(notedIn(file)).toEqual(authoritiesIn(AUTHORITY).map(({ fingerprint }) => fingerprint));
    // The cure of `doctor` for a file that holds a foreign authority.
    rmSync(join(rig.root, 'etc/asan-kiosk/office-ca.pem'));
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(rig.read('etc/asan-kiosk/office-ca.pem')).toBe(file);
    // A power cut has left a part of the file, or an empty file.
    for (const left of [file.slice(0, -100), '']) {
      writeFileSync(join(rig.root, 'etc/asan-kiosk/office-ca.pem'), left);
      expect((await run('--yes')).notes.join('\n')).toContain('PRV-131');
      expect(await fromStick()).toMatchObject({ exit: 0, out: 'K5: 1 change made\n' });
      expect(rig.read('etc/asan-kiosk/office-ca.pem')).toBe(file);
    }
  });

  it('mends what somebody changed by hand: a text, the rights of a file, a file that is gone', async () => {
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

  it('when a power cut emptied the password of the terminal, then it is missing, and the order brings it back', async () => {
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

  it('says that a run is done which was cut off before it could, and changes nothing else', async () => {
    rig.order(orderText());
    await fromStick();
    const journal = join(rig.root, 'var/lib/asan-kiosk/provision/previous/before.json');
    const whole = rig.files();
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('"isDone":true', '"isDone":false'));
    expect(await fromStick()).toMatchObject({ exit: 0, out: 'K5: nothing to change, all is as it should be\n' });
    expect(rig.files()).toEqual(whole);
  });

  it('when the old key signs a new key, then only orders of the new key are taken', async () => {
    rig.makeKey('next');
    rig.makeKey('stranger');
    const pub = join(rig.stick, 'provision.pub');
    cpSync(rig.at('next.pub'), pub);
    rig.order(orderText(), 'next');
    expect((await fromStick()).said).toMatch(/provision.pub has no signature \(PRV-102\)/);
    rig.sign(pub, 'stranger');
    expect((await fromStick()).said).toMatch(/provision.pub is signed by another key.*PRV-103/);
    rig.sign(pub, 'office');
    expect(await fromStick()).toMatchObject({ exit: 0, out: 'K5: 31 changes made\n' });
    expect(rig.read('etc/asan-kiosk/provision.pub')).toBe(readFileSync(rig.at('next.pub'), 'utf8'));
    rig.order(orderText(8), 'office');
    expect((await fromStick()).said).toContain('PRV-103');
    // Why it was replaced may be that somebody has it.
    expect(await run('undo')).toMatchObject({ exit: 0 });
    rmSync(pub);
    expect((await fromStick()).said).toContain('PRV-103');
  });
});

describe('changes nothing, and says why in one line,', () => {
  const nothing = async (said: RegExp, ...args: readonly string[]) => {
    const before = rig.files();
    const ran = await (args.length > 0 ? run(...args) : fromStick());
    expect(ran.said).toMatch(said);
    expect(ran.exit).toBe(1);
    expect(ran.out).toBe('');
    expect(rig.files()).toEqual(before);
  };

  it('of an order that is not signed, changed, torn, or somebody else’s', async () => {
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

  it('where it has no key, or what is there is none', async () => {
    rig.order(orderText());
    writeFileSync(join(rig.root, 'etc/asan-kiosk/provision.pub'), 'x');
    await nothing(/provision.pub is no key of minisign \(PRV-101\)/);
    rmSync(join(rig.root, 'etc/asan-kiosk/provision.pub'));
    await nothing(/there is no key here.*PRV-101.*provision trust/);
  });

  it('where nobody says which kiosk this is, or it is not of the order', async () => {
    rig.order(orderText());
    await nothing(/for 2 kiosks \(PRV-107\): say which this is: --kiosk K5\|K6/, '--from', rig.stick, '--yes');
    await nothing(/not for K7 \(PRV-107\): it is for K5, K6/, '--from', rig.stick, '--yes', '--kiosk', 'K7');
    await fromStick();
    rig.order(orderText(8).replace('id: K5', 'id: K8'));
    await nothing(/this is K5, and the order is not for it/, '--from', rig.stick, '--yes');
  });

  it('where a device is missing, or the password of the terminal', async () => {
    rig.order(orderText().replace(/ +printer:.*\n/, ''));
    await nothing(/no printer was found \(PRV-121\)/);
  });

  it('where the profile that is made would not be taken by the kiosk', async () => {
    rig.order(
      orderText()
        .replace('{ socket: 1-1.2, baudRate: 9600 } }', '{ tcp: x } }')
        .replace('serial: { tcp: x }', 'tcp: { host: 192.0.2.7, port: 9100 }'),
    );
    await nothing(/\(PRV-104\)/);
    // An order may name such a printer, and a kiosk takes it only with the seals of its documents.
    rig.order(
      orderText().replace(
        'devices: &devices',
        'devices: &devices\n      documentPrinter: { driver: ipp, uri: "ipp://192.0.2.9/ipp" }',
      ),
    );
    await nothing(
      /backOffice\.seal: expected the certificates of the seals .*, found nothing \(CFG-104\) \(PRV-131\): mend the value in the order/,
    );
  });

  it('when a power cut emptied a certificate that only the order has, then the order brings it back', async () => {
    const seal = String(sampleSeal().certificate);
    rig.order(orderText().replace('office.example" }', `office.example", seal: ${JSON.stringify(seal)} }`));
    await fromStick();
    const file = join(rig.root, 'etc/asan-kiosk/office-seal.pem');
    const empty =
      /the profile names \/etc\/asan-kiosk\/office-seal\.pem, which is missing, empty or cut off \(PRV-131\): take it from the order .*--from FILE/;
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

  it('when the installed profile has its ledger in another place and this ledger exists', async () => {
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
    // One that was named and never begun owes nothing.
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(readFileSync(file, 'utf8')).toBe(installed);
  });

  it('where the ledger that is here is of another kiosk', async () => {
    rig.order(orderText());
    await fromStick();
    const ledger = join(rig.root, 'var/lib/asan-kiosk/ledger.db');
    writeFileSync(ledger, 'what is owed');
    const as = (id: string) => ['--from', rig.stick, '--yes', '--kiosk', id];
    await nothing(
      /ledger.db\) is of K5, and the profile that was made is of K6 \(PRV-138\): say .* --kiosk K5/,
      ...as('K6'),
    );
    // The key of the log says whose ledger it is, whatever the profile says.
    openLogKey(`${ledger}.log-key`, 'asan-kiosk/K5', randomBytes);
    const profile = join(rig.root, 'etc/asan-kiosk/profile.yaml');
    writeFileSync(profile, readFileSync(profile, 'utf8').replace('id: K5', 'id: K6'));
    await nothing(
      /ledger.db\) is of K5, and the profile that was made is of K6 \(PRV-138\): say .* --kiosk K5/,
      '--yes',
    );
    expect(await run(...as('K5'))).toMatchObject({ exit: 0 });
    rmSync(`${ledger}.log-key`);
    rmSync(ledger);
    expect(await run(...as('K6'))).toMatchObject({ exit: 0 });
  });

  it('where the users of the package are missing, or a folder is in the place of a file', async () => {
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

  it('where nobody is there to be asked', async () => {
    await nothing(/nobody is here to say what this kiosk is \(PRV-137\): name an order/, '--yes');
    rig.order(orderText());
    await nothing(/nobody is here to confirm \(PRV-137\): add --yes/, '--from', rig.stick, '--kiosk', 'K5');
  });

  it('of a code that is none', () => nothing(/PRV-111/, '--code', 'https://status.example/a/K5', '--yes'));

  it('where what is kept of before is not root’s', async () => {
    rig.order(orderText());
    await fromStick();
    const folder = join(rig.root, 'var/lib/asan-kiosk/provision');
    cpSync(folder, rig.at('elsewhere'), { recursive: true });
    rmSync(folder, { recursive: true });
    symlinkSync(rig.at('elsewhere'), folder);
    await nothing(/is not what root left there \(PRV-136\)/, 'undo');
    rmSync(folder);
    cpSync(rig.at('elsewhere'), folder, { recursive: true });
    chmodSync(join(folder, 'previous/before.json'), 0o666);
    await nothing(/before.json is not what root left there \(PRV-136\)/, 'undo');
    chmodSync(join(folder, 'previous/before.json'), 0o600);
    writeFileSync(join(folder, 'previous/before.json'), '{"isDone": tr');
    await nothing(/PRV-136/, 'undo');
  });
});

describe('an image with links that lead out of it', () => {
  /** Where an absolute link leads if it is followed on this machine. */
  const outside = () => rig.at('outside');
  const moved = (path: string) => {
    const place = join(rig.root, path);
    mkdirSync(outside(), { recursive: true });
    mkdirSync(join(place, '..'), { recursive: true });
    rmSync(place, { recursive: true, force: true });
    symlinkSync(outside(), place);
  };

  it('when folders at every level are such links, then order, key and undo stay below the root', async () => {
    rig.order(orderText());
    const its = fingerprintOf(parseKey(readFileSync(rig.at('office.pub'), 'utf8'))!);
    for (const path of ['etc/asan-kiosk', 'etc/udev', 'etc/credstore', 'etc/systemd/system', 'etc/chromium', 'var/lib'])
      moved(path);
    expect(await run('trust', rig.at('office.pub'), '--fingerprint', its)).toMatchObject({ exit: 0 });
    expect(await fromStick()).toMatchObject({ exit: 0 });
    expect(await run('--from', rig.stick, '--check')).toMatchObject({ exit: 0 });
    expect(readdirSync(outside())).toEqual([]);
    expect(await run('undo')).toMatchObject({ exit: 0 });
    expect(readdirSync(outside())).toEqual([]);
  });

  it('when the file itself is one, then the link is replaced and nothing is written where it led', async () => {
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

  it('when the key is one, then the key of the building machine is not believed', async () => {
    rig.order(orderText());
    rmSync(join(rig.root, 'etc/asan-kiosk/provision.pub'));
    symlinkSync(rig.at('office.pub'), join(rig.root, 'etc/asan-kiosk/provision.pub'));
    expect((await fromStick()).said).toContain('PRV-101');
  });
});

/** As the operating guide has it. */
const FINGERPRINT_BY_TOOLS = 'tail -n 1 office.pub | base64 -d | tail -c 32 | sha256sum | cut -c 1-32';

describe('the key of orders', () => {
  const trust = (file: string, ...more: readonly string[]) => run('trust', rig.at(file), ...more);

  it('is the first time believed by its fingerprint', async () => {
    rmSync(join(rig.root, 'etc/asan-kiosk/provision.pub'));
    const its = fingerprintOf(parseKey(readFileSync(rig.at('office.pub'), 'utf8'))!);
    const unsaid = await trust('office.pub');
    expect(unsaid).toMatchObject({ exit: 1, said: expect.stringMatching(/read it on the sheet.*--fingerprint/) });
    expect(unsaid.said).not.toContain(its);
    const other = await trust('office.pub', '--fingerprint', 'ffff');
    expect(other).toMatchObject({
      exit: 1,
      said: expect.stringMatching(/is not the one on the sheet of the office \(PRV-101\): .*call the office/),
    });
    // Nobody copies it from there.
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

  it('when the office asks for the fingerprint of its key, then it gets what `trust` takes', async () => {
    rmSync(join(rig.root, 'etc/asan-kiosk/provision.pub'));
    const io = fakeIo();
    expect((await main(['provision', 'fingerprint', rig.at('office.pub')], io)).exit).toBe(0);
    expect(await trust('office.pub', '--fingerprint', io.written().trim())).toMatchObject({ exit: 0 });
    const wrong = fakeIo();
    expect((await main(['provision', 'fingerprint', rig.at('office.key')], wrong)).exit).toBe(2);
    expect(wrong.notes.join()).toContain('no public key of minisign');
  });

  it('when the fingerprint is made with the tools of the system, then it is the same', () => {
    const made = execFileSync('sh', ['-c', FINGERPRINT_BY_TOOLS], { cwd: rig.at('.'), encoding: 'utf8' });
    const its = fingerprintOf(parseKey(readFileSync(rig.at('office.pub'), 'utf8'))!);
    expect(made.trim()).toBe(its.replaceAll('-', ''));
    const docs = readFileSync('docs/operating.md', 'utf8');
    expect(docs).toContain(FINGERPRINT_BY_TOOLS.replace('office.pub', 'provision.pub'));
  });

  it('when a kiosk has a key, then only that key can replace it, whatever fingerprint is given', async () => {
    rig.makeKey('next');
    const its = fingerprintOf(parseKey(readFileSync(rig.at('next.pub'), 'utf8'))!);
    expect((await trust('next.pub', '--fingerprint', its)).said).toContain('PRV-102');
    rig.sign(rig.at('next.pub'), 'office');
    expect(await trust('next.pub')).toMatchObject({ exit: 0 });
    expect(rig.read('etc/asan-kiosk/provision.pub')).toBe(readFileSync(rig.at('next.pub'), 'utf8'));
  });

  it('when an order is taken and when the key changes, then the record has the fingerprint of the key', async () => {
    const fingerprint = (file: string) => fingerprintOf(parseKey(readFileSync(rig.at(file), 'utf8'))!);
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
      said: expect.stringContaining('no public key of minisign'),
    });
    expect(await trust('nothing')).toMatchObject({ exit: 2, said: expect.stringContaining('no such file') });
  });
});

describe('wrong use', () => {
  it.each([
    [['--from', 'a', '--code', 'b'], /--from, --scan, --code and --ask name what the kiosk is: give one of them/],
    [['--form', 'a'], /unknown option '--form' \(did you mean --from\?\); see asan-kiosk provision --help/],
    [['undo', 'now'], /too many arguments/],
  ])('%j', async (args, said) =>
    expect(await run(...args)).toMatchObject({ exit: 2, said: expect.stringMatching(said) }),
  );

  it('is an image that is not there', async () => {
    const io = fakeIo();
    expect(await main(['provision', '--from', rig.stick, '--root', rig.at('nowhere')], io)).toMatchObject({ exit: 2 });
    expect(io.notes).toEqual([expect.stringContaining('there is no folder')]);
  });
});
