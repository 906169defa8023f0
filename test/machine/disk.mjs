// @ts-check
/** The disk of a bare Debian 13, made once and kept: what apt would fetch for the package is on it, the package is not. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot, seconds } from '../tools/root.mjs';

const SUITE = 'trixie';

/** What makes a folder a machine, and what the tests use in it. */
const MACHINE = [
  ...['linux-image-amd64', 'systemd', 'systemd-sysv', 'dbus', 'kmod', 'e2fsprogs', 'iproute2', 'procps', 'less'],
  ...['ca-certificates', 'qemu-guest-agent', 'usbutils', 'libinput-tools', 'sudo', 'openssh-client'],
];

/** @returns {{ disk: string, kernel: string, initrd: string, root: string }} */
export function bareDisk() {
  const packages = [...new Set([...MACHINE, ...packagesOfControl()])].sort();
  const hash = createHash('sha256')
    .update(packages.join(' '))
    .update(readFileSync(import.meta.filename))
    .digest('hex');
  const folder = fromRoot(`dist/.machine/bare-${hash.slice(0, 12)}`);
  if (!existsSync(folder)) make(`${folder}.new`, folder, packages);
  const boot = readdirSync(join(folder, 'boot'));
  const named = (/** @type {string} */ begin) =>
    join(folder, 'boot', boot.find((name) => name.startsWith(begin)) ?? '');
  return {
    disk: join(folder, 'disk.img'),
    root: join(folder, 'root.tar'),
    kernel: named('vmlinuz'),
    initrd: named('initrd'),
  };
}

/** What the package depends on and recommends, as apt would take it. */
function packagesOfControl() {
  const control = readFileSync(fromRoot('provisioning/package/debian/control.in'), 'utf8');
  return [...control.matchAll(/^(?:Depends|Recommends): (.*)$/gm)]
    .flatMap(([, list = '']) => list.split(','))
    .map((one) => /^[a-z0-9.+-]+/.exec(one.trim())?.[0] ?? '')
    .filter((name) => name !== '');
}

/** @param {string} folder @param {string} final @param {readonly string[]} packages */
function make(folder, final, packages) {
  const started = performance.now();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'boot'), { recursive: true });
  const sources = ['/etc/apt/sources.list.d/debian.sources', '/etc/apt/sources.list'].find((file) => existsSync(file));
  if (sources === undefined) throw new Error('there is no list of apt sources to take Debian from');
  const tar = join(folder, 'root.tar');
  execFileSync(
    'mmdebstrap',
    [
      ...['--quiet', '--mode=root', '--variant=apt', '--components=main', '--aptopt=Apt::Install-Recommends "false"'],
      ...['man', 'doc', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
      ...[`--include=${packages.join(',')}`, SUITE, tar, sources],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const root = join(folder, 'root');
  mkdirSync(root);
  execFileSync('tar', ['-xf', tar, '-C', root]);
  execFileSync('sh', [
    '-c',
    `cp ${root}/boot/vmlinuz-* ${root}/boot/initrd.img-* ${folder}/boot/; echo kiosk > ${root}/etc/hostname; echo 'LABEL=root / ext4 defaults 0 1' > ${root}/etc/fstab`,
  ]);
  execFileSync('mke2fs', ['-q', '-t', 'ext4', '-d', root, '-L', 'root', join(folder, 'disk.img'), '4G']);
  execFileSync('rm', ['-rf', '--one-file-system', root]);
  renameSync(folder, final);
  process.stdout.write(`made a bare Debian ${SUITE} (${seconds(started)})\n`);
}
