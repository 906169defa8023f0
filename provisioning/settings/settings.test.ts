import { hash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fakeIo } from '../../test/support/fake-io.ts';
import { acceptSettings, listSettings, restoreSettings } from './command.ts';
import { compareSettings, differenceWords } from './difference.ts';
import { KEPT_SETTINGS_FILE, readKeptSettings, settingsNow, writeKeptSettings } from './kept-settings.ts';
import { putBackSettings } from './put-back.ts';
import { settingsRoot } from './settings-root.ts';
import { acceptAllSettings, acceptWrittenSettings } from './take.ts';

const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

function machine() {
  const root = mkdtempSync(join(FOLDER, 'kiosk-settings-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  return aroundRoot(root);
}

function aroundRoot(root: string) {
  const place = (path: string) => join(root, path);
  const kept = () => {
    const read = readKeptSettings(place);
    if (!read.ok || read.value === null) throw new Error(read.ok ? 'no copy' : read.error);
    return read.value;
  };
  const compare = async () => (await compareSettings(kept(), { place })).differences;
  return {
    root,
    place,
    write(path: string, text: string | Uint8Array, mode = 0o644) {
      mkdirSync(dirname(place(path)), { recursive: true });
      writeFileSync(place(path), text);
      chmodSync(place(path), mode);
    },
    remove: (path: string) => rmSync(place(path)),
    keep: async () => writeKeptSettings(place, await settingsNow(place)),
    kept,
    compare,
    words: async () => (await compare()).map(differenceWords),
  };
}

function treeOf(root: string, folder = ''): readonly string[] {
  return readdirSync(join(root, folder))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      const look = lstatSync(join(root, path));
      const owner = `${look.uid}:${look.gid}`;
      if (look.isSymbolicLink()) return [`${path} -> ${readlinkSync(join(root, path))} ${owner}`];
      const access = `${path} ${look.mode.toString(8)} ${owner}`;
      return look.isDirectory()
        ? [access, ...treeOf(root, path)]
        : [`${access} ${readFileSync(join(root, path), 'utf8')}`];
    });
}

const FOLDERS = ['etc', 'etc/systemd/network', 'etc/sysctl.d', 'usr/local/lib', 'var/spool/cron'];
const nodes = fc.record({
  folder: fc.constantFrom(...FOLDERS),
  name: fc.constantFrom('a', 'b', 'c.conf', 'd d', 'e'),
  is: fc.constantFrom('file', 'link', 'folder'),
  text: fc.constantFrom('', 'x\n', 'x\ny\nz\n', 'ü'),
  mode: fc.constantFrom(0o644, 0o600, 0o755, 0o4755),
  owner: fc.constantFrom(0, 1),
});
type Node = typeof nodes extends fc.Arbitrary<infer T> ? T : never;

function lay(root: string, { folder, name, is, text, mode, owner }: Node): void {
  const at = join(root, folder, name);
  mkdirSync(dirname(at), { recursive: true });
  rmSync(at, { recursive: true, force: true });
  if (is === 'link') {
    symlinkSync(`/to/${text.length}`, at);
    return;
  }
  // A file that only its owner may read counts as a secret.
  const bits = mode === 0o600 ? 0o640 | 0o004 : mode;
  if (is === 'folder') {
    mkdirSync(at);
    writeFileSync(join(at, 'in.conf'), text);
  } else writeFileSync(at, text);
  if (process.getuid?.() === 0) chownSync(at, owner, owner);
  chmodSync(at, is === 'folder' ? 0o755 : bits);
}

const changes = fc.oneof(
  nodes.map((node) => ({ does: 'lay', node }) as const),
  nodes.map((node) => ({ does: 'remove', node }) as const),
  nodes.map((node) => ({ does: 'mode', node }) as const),
);

it('when a random tree is changed at random, then each change is listed and restore brings back content, mode and owner', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(nodes, { maxLength: 8 }), fc.array(changes, { maxLength: 6 }), async (before, after) => {
      const root = mkdtempSync(join(FOLDER, 'kiosk-settings-'));
      try {
        const m = aroundRoot(root);
        for (const folder of FOLDERS) mkdirSync(join(root, folder), { recursive: true });
        for (const node of before) lay(root, node);
        const was = treeOf(root);
        await m.keep();
        expect(await m.compare()).toEqual([]);
        for (const { does, node } of after) {
          const at = join(root, node.folder, node.name);
          if (does === 'lay') lay(root, node);
          else if (does === 'remove') rmSync(at, { recursive: true, force: true });
          else if (lstatSync(at, { throwIfNoEntry: false })?.isFile()) chmodSync(at, 0o711);
        }
        const now = treeOf(root).filter((line) => !line.startsWith('var/lib'));
        const differs = new Set(
          [...was.filter((line) => !now.includes(line)), ...now.filter((line) => !was.includes(line))].map((line) => {
            const [, path = ''] = /^(.*?)(?= \d{4,} | -> )/.exec(line) ?? [];
            return `/${path}`;
          }),
        );
        const differences = await m.compare();
        for (const { path } of differences) expect(differs).toContain(path);
        for (const path of differs)
          if (!isFolderNow(root, path, was)) expect(differences.map((each) => each.path)).toContain(path);
        expect(putBackSettings(differences, m.kept(), root).filter(({ did }) => did === 'failed')).toEqual([]);
        expect(treeOf(root).filter((line) => !line.startsWith('var/lib'))).toEqual(was);
        expect(await m.compare()).toEqual([]);
      } finally {
        rmSync(root, { recursive: true });
      }
    }),
    { numRuns: 40 },
  );
});

const isFolder = (at: string): boolean => existsSync(at) && lstatSync(at).isDirectory();

const isFolderNow = (root: string, path: string, was: readonly string[]): boolean =>
  isFolder(join(root, path)) ||
  (!existsSync(join(root, path)) && was.some((line) => line.startsWith(`${path.slice(1)}/`)));

it('when a stranger changed settings, then each is listed with the changed line', async () => {
  const m = machine();
  m.write('/etc/systemd/network/20-wired.network', '[Match]\nName=en*\n\n[Network]\nDHCP=yes\n');
  m.write('/etc/nsswitch.conf', 'passwd: files\nhosts: files dns\n');
  m.write('/etc/hosts', '127.0.0.1 localhost\n127.0.1.1 kiosk\n');
  m.write('/etc/pam.d/login', 'auth required pam_unix.so\n');
  m.write('/etc/sudoers.d/README', 'x\n', 0o440);
  symlinkSync('/dev/null', m.place('/etc/systemd/debug-shell.service'));
  await m.keep();
  m.write(
    '/etc/systemd/network/20-wired.network',
    '[Match]\nName=en*\n\n[Network]\nDHCP=yes\n[Neighbor]\nAddress=192.0.2.1\n',
  );
  m.write('/etc/systemd/network/20-wired.network.d/arp.conf', '[Network]\n');
  m.write('/etc/nsswitch.conf', 'passwd: files\nhosts: dns\n');
  m.write('/etc/hosts', '127.0.0.1 localhost\n');
  m.write('/etc/sudoers.d/README', 'x\n', 0o666);
  rmSync(m.place('/etc/pam.d'), { recursive: true });
  rmSync(m.place('/etc/systemd/debug-shell.service'));
  symlinkSync('/usr/lib/odd', m.place('/etc/systemd/debug-shell.service'));
  expect(await m.words()).toEqual([
    '/etc/hosts changed: line 2 "127.0.1.1 kiosk" is gone',
    '/etc/nsswitch.conf changed: line 2 "hosts: dns" was "hosts: files dns"',
    '/etc/pam.d/login removed',
    '/etc/sudoers.d/README changed: mode 0666 was 0440',
    '/etc/systemd/debug-shell.service changed: leads to /usr/lib/odd, and led to /dev/null',
    '/etc/systemd/network/20-wired.network changed: line 6 "[Neighbor]" is new, and 1 more line',
    '/etc/systemd/network/20-wired.network.d/arp.conf added',
  ]);
});

const SECRETS: readonly (readonly [path: string, text: string, mode: number])[] = [
  ['/etc/shadow', 'root:hush-0', 0o640],
  ['/etc/gshadow', 'hush-1', 0o644],
  ['/etc/ssh/ssh_host_ed25519_key', 'hush-2', 0o600],
  ['/etc/ssl/private/office.pem', 'hush-3', 0o640],
  ['/etc/odd/key.pem', '-----BEGIN EC PRIVATE KEY-----\nhush-4\n', 0o644],
  ['/etc/credstore/asan-kiosk.terminal', 'hush-5', 0o600],
  ['/etc/asan-kiosk/boot-password', 'grub.pbkdf2.sha512.hush-6', 0o600],
  ['/boot/grub/grub.cfg', 'password_pbkdf2 kiosk grub.pbkdf2.sha512.10000.hush-7\n', 0o600],
  ['/boot/grub/user.cfg', 'GRUB2_PASSWORD=hush-8\n', 0o644],
  ['/etc/ipsec.secrets', 'hush-9\n', 0o644],
  ['/etc/network/interfaces', 'iface wlan0 inet dhcp\n  wpa-psk hush-10\n', 0o644],
  ['/etc/odd.json', '{ "password": "hush-11" }', 0o644],
  ['/etc/odd.conf', 'PASSWORD=hush-12\n', 0o644],
  ['/etc/odd.txt', 'kiosk:$6$saltsalt$hush-13hushhush\n', 0o644],
  ['/etc/apt/sources.list.d/odd.list', 'deb https://me:hush-14@deb.example/ x main\n', 0o644],
  ['/etc/some-program/settings', 'hush-15\n', 0o600],
  ['/root/.ssh/id_ed25519', 'hush-16\n', 0o644],
  ['/etc/age.txt', 'AGE-SECRET-KEY-1HUSH-17\n', 0o644],
];

it('when a file holds a secret, then its content is neither kept nor shown, but its change is listed', async () => {
  const m = machine();
  for (const [path, text, mode] of SECRETS) m.write(path, text, mode);
  m.write('/etc/hosts', 'open\n');
  await m.keep();
  expect(statSync(m.place(KEPT_SETTINGS_FILE)).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(m.place(KEPT_SETTINGS_FILE))).mode & 0o777).toBe(0o700);
  const copy = gunzipSync(readFileSync(m.place(KEPT_SETTINGS_FILE))).toString();
  expect(copy).toContain('"text":"open\\n"');
  expect(copy.toLowerCase()).not.toContain('hush-');
  for (const [path, text, mode] of SECRETS) m.write(path, text.replace(/hush/i, 'other hush'), mode);
  const words = await m.words();
  expect(words).toEqual(SECRETS.map(([path]) => `${path} changed: its content differs`).sort());
  const differences = await m.compare();
  const did = putBackSettings(differences, m.kept(), m.root);
  expect(did.every(({ did: each, why }) => each === 'failed' && /backup|update-grub/.test(why ?? ''))).toBe(true);
  m.write('/etc/hosts', 'PASSWORD=hush\n');
  expect(await m.words()).toContain('/etc/hosts changed: its content differs');
});

it('when a file changes by itself or by a package update, then it is not listed', async () => {
  const m = machine();
  const status = (sum: string) => `Package: x\nConffiles:\n /etc/x.conf ${sum}\n /etc/y.conf ${sum} obsolete\n`;
  m.write('/etc/adjtime', '0.0 1 0.0\n1\nUTC\n');
  m.write('/etc/resolv.conf', 'nameserver 192.0.2.1\n');
  m.write('/etc/x.conf', 'old\n');
  m.write('/etc/own.conf', 'mine\n');
  m.write('/var/lib/dpkg/status', status(hash('md5', 'old\n')));
  const menu = (version: string) => `menuentry 'Debian' {\n\tlinux\t/vmlinuz-${version} quiet\n}\n`;
  m.write('/boot/grub/grub.cfg', menu('6.12.1-amd64'), 0o600);
  await m.keep();
  m.write('/etc/adjtime', '0.7 9 0.0\n9\nUTC\n');
  m.write('/etc/resolv.conf', 'nameserver 192.0.2.2\n');
  m.write('/etc/shadow-', 'x');
  m.write('/boot/grub/grub.cfg', `${menu('6.12.48+deb13-amd64')}${menu('6.12.1-amd64')}`, 0o600);
  for (const path of ['/etc/x.conf', '/etc/y.conf', '/etc/own.conf']) m.write(path, 'new\n');
  m.write('/var/lib/dpkg/status', status(hash('md5', 'new\n')));
  expect(await m.words()).toEqual(['/etc/own.conf changed: line 1 "new" was "mine"']);
  m.write('/boot/grub/grub.cfg', menu('6.12.1-amd64 init=/bin/sh'), 0o600);
  m.write('/etc/adjtime', '0.7 9 0.0\n9\nLOCAL\n');
  expect(await m.words()).toEqual([
    '/boot/grub/grub.cfg changed: its content differs',
    '/etc/adjtime changed: line 1 "LOCAL" was "UTC"',
    '/etc/own.conf changed: line 1 "new" was "mine"',
  ]);
});

it('when there are more files than the limit, then the comparison says so and lists no file as added or removed', async () => {
  const m = machine();
  for (const name of ['a', 'b', 'c']) m.write(`/etc/${name}`, name);
  await m.keep();
  m.write('/etc/a', 'changed');
  m.write('/etc/0', 'new');
  expect(await compareSettings(m.kept(), { place: m.place, most: 3 })).toMatchObject({
    isCut: true,
    differences: [{ path: '/etc/a', is: 'changed' }],
  });
});

it('when there are more bytes than the limit, then the other files are compared by size, and their number is shown', async () => {
  const m = machine();
  m.write('/etc/a', '12345678');
  m.write('/etc/b', '12345678');
  await m.keep();
  const compare = async () => compareSettings(m.kept(), { place: m.place, mostHashed: 10 });
  m.write('/etc/b', '87654321');
  expect(await compare()).toMatchObject({ bySize: 1, differences: [] });
  m.write('/etc/b', '123456789');
  expect((await compare()).differences.map(differenceWords)).toEqual(['/etc/b changed: size 9 was 8']);
});

it('when a folder of a home is a file, then the other settings are compared', async () => {
  const m = machine();
  m.write('/home/odd/.config', '');
  m.write('/etc/hosts', 'a\n');
  await m.keep();
  m.write('/etc/hosts', 'b\n');
  expect(await m.words()).toEqual(['/etc/hosts changed: line 1 "b" was "a"']);
});

it('when a link leads out of the folder of a setting, then nothing is written through the link', async () => {
  const m = machine();
  m.write('/etc/odd/x.conf', 'x\n');
  m.write('/elsewhere/y', '');
  await m.keep();
  rmSync(m.place('/etc/odd'), { recursive: true });
  symlinkSync(m.place('/elsewhere'), m.place('/etc/odd'));
  const differences = await m.compare();
  const onlyFile = differences.filter(({ path }) => path === '/etc/odd/x.conf');
  expect(putBackSettings(onlyFile, m.kept(), m.root)).toMatchObject([
    { did: 'failed', why: expect.stringContaining('link') },
  ]);
  expect(readdirSync(m.place('/elsewhere'))).toEqual(['y']);
  expect(putBackSettings(differences, m.kept(), m.root).map(({ did }) => did)).toEqual(['put back', 'put back']);
  expect(readFileSync(m.place('/etc/odd/x.conf'), 'utf8')).toBe('x\n');
});

it('when a file is gone with a folder that is no setting, then restore makes both again', async () => {
  const m = machine();
  m.write('/boot/firmware/config.txt', 'x\n');
  await m.keep();
  rmSync(m.place('/boot'), { recursive: true });
  const differences = await m.compare();
  expect(putBackSettings(differences, m.kept(), m.root)).toEqual([
    { path: '/boot/firmware/config.txt', did: 'put back' },
  ]);
  expect(readFileSync(m.place('/boot/firmware/config.txt'), 'utf8')).toBe('x\n');
});

it('when the copy is damaged or another user may write it, then it is refused', async () => {
  const m = machine();
  expect(readKeptSettings(m.place)).toEqual({ ok: true, value: null });
  await m.keep();
  chmodSync(m.place(KEPT_SETTINGS_FILE), 0o666);
  expect(readKeptSettings(m.place)).toEqual({
    ok: false,
    error: `${KEPT_SETTINGS_FILE} does not belong to root alone`,
  });
  m.write(KEPT_SETTINGS_FILE, 'x', 0o600);
  expect(readKeptSettings(m.place)).toEqual({ ok: false, error: `${KEPT_SETTINGS_FILE} is damaged` });
});

describe('settings command', () => {
  async function changed() {
    const m = machine();
    m.write('/etc/hosts', 'a\nb\n', 0o640 | 0o004);
    m.write('/etc/shadow', 'root:x', 0o640);
    const its = settingsRoot(m.root);
    const first = fakeIo();
    expect(await acceptSettings([], { all: true }, first, its)).toEqual({ ok: true });
    expect(first.written()).toBe('3 settings are kept as they are now\n');
    m.write('/etc/hosts', 'a\nodd\n');
    m.write('/etc/ld.so.conf.d/00-vendor.conf', '/opt/vendor\n');
    const io = fakeIo();
    return { ...m, its, io };
  }

  it('when settings differ, then list names them and fails, and restore of one path changes only this path', async () => {
    const { its, io, place } = await changed();
    expect(await listSettings({}, io, its)).toMatchObject({
      error: { exit: 1, line: expect.stringMatching(/^2 settings are not as on 20/) },
    });
    expect(io.written()).toBe('/etc/hosts changed: line 2 "odd" was "b"\n/etc/ld.so.conf.d/00-vendor.conf added\n');
    const restored = fakeIo();
    expect(await restoreSettings(['/etc/ld.so.conf.d/'], {}, restored, its)).toMatchObject({ ok: true });
    expect(restored.written()).toBe('/etc/ld.so.conf.d/00-vendor.conf: removed\nNext: sudo ldconfig && sudo reboot\n');
    expect(existsSync(place('/etc/ld.so.conf.d'))).toBe(false);
    expect(readFileSync(place('/etc/hosts'), 'utf8')).toBe('a\nodd\n');
    const again = fakeIo();
    expect(await restoreSettings(['/etc/hosts'], { json: true }, again, its)).toMatchObject({ ok: true });
    expect(JSON.parse(again.written())).toEqual({
      settings: [{ path: '/etc/hosts', did: 'put back' }],
      next: ['sudo reboot'],
    });
    const well = fakeIo();
    expect(await listSettings({}, well, its)).toMatchObject({ ok: true });
    expect(well.written()).toMatch(/^3 settings are as on 20[-\dT:.]+Z\n$/);
    expect(well.notes.join('\n')).toMatch(/^not compared, .* asan-kiosk doctor checks them\): .*office-ca\.pem/);
  });

  it('when a path is not a setting, then nothing changes', async () => {
    const { its, io, place } = await changed();
    const wrong = await restoreSettings(['/etc/hosts', '/usr/bin/env', 'hosts'], {}, io, its);
    expect(wrong).toMatchObject({
      error: {
        exit: 2,
        line: expect.stringMatching(/^\/usr\/bin\/env, hosts is not a compared setting, so nothing/),
      },
    });
    expect(readFileSync(place('/etc/hosts'), 'utf8')).toBe('a\nodd\n');
    expect(await restoreSettings([], {}, io, its)).toMatchObject({
      error: { exit: 2, line: expect.stringMatching(/name the settings/) },
    });
    expect(await acceptSettings(['/etc/hosts'], { all: true }, io, its)).toMatchObject({
      error: { exit: 2, line: expect.stringMatching(/not both/) },
    });
  });

  it('when keep accepts one path, then the others are still listed', async () => {
    const { its, io, words } = await changed();
    expect(await acceptSettings(['/etc/ld.so.conf.d/00-vendor.conf'], {}, io, its)).toMatchObject({ ok: true });
    expect(io.written()).toBe('/etc/ld.so.conf.d/00-vendor.conf added: accepted as it is now\n');
    expect(await words()).toEqual(['/etc/hosts changed: line 2 "odd" was "b"']);
    rmSync(its.place('/etc/ld.so.conf.d'), { recursive: true });
    expect(await acceptSettings(['/etc/ld.so.conf.d'], {}, io, its)).toMatchObject({ ok: true });
    expect(await words()).toEqual(['/etc/hosts changed: line 2 "odd" was "b"']);
  });

  it('when a setting cannot be restored or there is no copy, then the line says what to do', async () => {
    const { its, io, write, remove } = await changed();
    write('/etc/shadow', 'root:y', 0o640);
    expect(await restoreSettings(['/etc/shadow'], {}, io, its)).toMatchObject({
      error: { exit: 1, line: expect.stringMatching(/^1 setting is not restored/) },
    });
    expect(io.written()).toMatch(/^\/etc\/shadow: not put back: the copy lacks its content/);
    remove(KEPT_SETTINGS_FILE);
    expect(await listSettings({}, io, its)).toMatchObject({
      error: { exit: 1, line: expect.stringMatching(/no copy .* settings keep --all$/) },
    });
  });

  it('when provision runs again, then it lists changed settings, except its own changes', async () => {
    const { its, io, words } = await changed();
    await acceptAllSettings(its, ['/etc/hosts'], io);
    expect(io.notes).toEqual([
      'a setting changed since the kiosk was provisioned, and is now accepted: /etc/ld.so.conf.d/00-vendor.conf added',
    ]);
    expect(await words()).toEqual([]);
  });

  it('when the steward has written a file, then only this file is accepted', async () => {
    const { its, io, write, words } = await changed();
    write('/etc/asan-kiosk/devices.json', '{}');
    // The steward's sandbox shows no homes.
    const place = (path: string) => {
      if (path === '/root') throw Object.assign(new Error('no permission'), { code: 'EACCES' });
      return its.place(path);
    };
    await acceptWrittenSettings({ ...its, place }, ['/etc/asan-kiosk/devices.json'], io);
    expect(io.notes).toEqual([]);
    expect(await words()).toEqual([
      '/etc/hosts changed: line 2 "odd" was "b"',
      '/etc/ld.so.conf.d/00-vendor.conf added',
    ]);
  });

  it('when there is no copy of the settings, then the steward makes none', async () => {
    const { its, io, remove, place } = await changed();
    remove(KEPT_SETTINGS_FILE);
    await acceptWrittenSettings(its, ['/etc/hosts'], io);
    expect(existsSync(place(KEPT_SETTINGS_FILE))).toBe(false);
  });
});
