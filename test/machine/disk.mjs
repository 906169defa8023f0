// @ts-check
/** The disk of a bare Debian 13, made once and kept: what apt would fetch for the package is on it, the package is not. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fromRoot, seconds } from '../tools/root.mjs';

const SUITE = 'trixie';

/** What makes a folder a machine, and what the tests use in it. */
const MACHINE = [
  ...['linux-image-amd64', 'systemd', 'systemd-sysv', 'dbus', 'kmod', 'e2fsprogs', 'iproute2', 'procps', 'less'],
  ...['ca-certificates', 'qemu-guest-agent', 'usbutils', 'libinput-tools', 'sudo', 'openssh-client'],
];

/** @returns {{ disk: string, kernel: string, initrd: string, root: string }} */
export function bareDisk() {
  const root = bareRoot();
  const folder = `${root.replace(/\.tar$/, '')}-${digest(readFileSync(import.meta.filename, 'utf8'))}`;
  if (!existsSync(folder)) makeDisk(`${folder}.new`, folder, root);
  const boot = readdirSync(join(folder, 'boot'));
  const named = (/** @type {string} */ begin) =>
    join(folder, 'boot', boot.find((name) => name.startsWith(begin)) ?? '');
  return { disk: join(folder, 'disk.img'), root, kernel: named('vmlinuz'), initrd: named('initrd') };
}

/** A tar of Debian and what our package needs, without our package. @returns {string} */
export function bareRoot() {
  const packages = [...new Set([...MACHINE, ...packagesOfControl()])].sort();
  const tar = fromRoot(`dist/.machine/bare-${digest(packages.join(' '))}.tar`);
  if (!existsSync(tar)) fetchRoot(tar, packages);
  return tar;
}

const digest = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** What the package depends on and recommends, as apt would take it. */
function packagesOfControl() {
  const control = readFileSync(fromRoot('provisioning/package/debian/control.in'), 'utf8');
  return [...control.matchAll(/^(?:Depends|Recommends): (.*)$/gm)]
    .flatMap(([, list = '']) => list.split(','))
    .map((one) => /^[a-z0-9.+-]+/.exec(one.trim())?.[0] ?? '')
    .filter((name) => name !== '');
}

/** @param {string} tar @param {readonly string[]} packages */
function fetchRoot(tar, packages) {
  const started = performance.now();
  mkdirSync(fromRoot('dist/.machine'), { recursive: true });
  const sources = ['/etc/apt/sources.list.d/debian.sources', '/etc/apt/sources.list'].find((file) => existsSync(file));
  if (sources === undefined) throw new Error('there is no list of apt sources to take Debian from');
  // It makes a folder where the name does not end so.
  const fresh = tar.replace(/\.tar$/, '.new.tar');
  execFileSync(
    'mmdebstrap',
    [
      ...['--quiet', '--mode=root', '--variant=apt', '--components=main', '--aptopt=Apt::Install-Recommends "false"'],
      ...['man', 'doc', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
      ...[`--include=${packages.join(',')}`, SUITE, fresh, sources],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  renameSync(fresh, tar);
  process.stdout.write(`fetched a bare Debian ${SUITE} (${seconds(started)})\n`);
}

/** @param {string} folder @param {string} final @param {string} tar */
function makeDisk(folder, final, tar) {
  rmSync(folder, { recursive: true, force: true });
  const root = join(folder, 'root');
  mkdirSync(join(folder, 'boot'), { recursive: true });
  mkdirSync(root);
  execFileSync('tar', ['-xf', tar, '-C', root]);
  execFileSync('sh', ['-c', `cp ${root}/boot/vmlinuz-* ${root}/boot/initrd.img-* ${folder}/boot/`]);
  // As Debian's installer leaves a machine: a name, its disk, a network by cable.
  for (const [file, text] of [
    ['hostname', 'debian\n'],
    ['fstab', 'LABEL=root / ext4 defaults 0 1\n'],
    // It is on the disk so that nothing has to be fetched, and on a bare machine it is not.
    ['systemd/system/usbguard.service.d/not-yet.conf', '[Unit]\nConditionPathExists=/usr/lib/asan-kiosk\n'],
    ['systemd/network/20-wired.network', '[Match]\nName=en*\n[Network]\nDHCP=yes\n'],
  ]) {
    mkdirSync(dirname(join(root, 'etc', String(file))), { recursive: true });
    writeFileSync(join(root, 'etc', String(file)), String(text));
  }
  // What kept the pages of manuals away keeps ours away, too.
  rmSync(join(root, 'etc/dpkg/dpkg.cfg.d/99mmdebstrap'), { force: true });
  execFileSync('systemctl', [`--root=${root}`, 'enable', 'systemd-networkd'], { stdio: 'ignore' });
  execFileSync('mke2fs', ['-q', '-t', 'ext4', '-d', root, '-L', 'root', join(folder, 'disk.img'), '4G']);
  execFileSync('rm', ['-rf', '--one-file-system', root]);
  renameSync(folder, final);
}
