// @ts-check
/** Disk of a bare Debian 13, made once, with the packages that apt would fetch for ours. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fromRoot, seconds } from '../tools/root.mjs';

const SUITE = 'trixie';

const MACHINE = [
  'linux-image-amd64',
  'systemd',
  'systemd-sysv',
  'dbus',
  'kmod',
  'e2fsprogs',
  'iproute2',
  'procps',
  'less',
  'grub-efi-amd64',
  'ca-certificates',
  'qemu-guest-agent',
  'usbutils',
  'libinput-tools',
  'sudo',
  'openssh-client',
  'dnsmasq-base',
];

/**
 * `kernel`: the disk's kernel, for building a module.
 *
 * @returns {{ disk: string, kernel: string }}
 */
export function bareDisk() {
  const root = bareRoot();
  const folder = `${root.replace(/\.tar$/, '')}-${digest(readFileSync(import.meta.filename, 'utf8'))}`;
  if (!existsSync(folder)) makeDisk(`${folder}.new`, folder, root);
  const kernel = readdirSync(folder).find((name) => name.startsWith('vmlinuz')) ?? '';
  return { disk: join(folder, 'disk.img'), kernel: join(folder, kernel) };
}

/**
 * A tar of Debian with the dependencies of our package.
 *
 * @returns {string}
 */
export function bareRoot() {
  const packages = [...new Set([...MACHINE, ...packagesOfControl()])].sort();
  const tar = fromRoot(`dist/.machine/bare-${digest(packages.join(' '))}.tar`);
  if (!existsSync(tar)) fetchRoot(tar, packages);
  return tar;
}

const digest = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex').slice(0, 8);

function packagesOfControl() {
  const control = readFileSync(fromRoot('provisioning/package/debian/control.in'), 'utf8');
  return [...control.matchAll(/^(?:Depends|Recommends): (.*)$/gm)]
    .flatMap(([, list = '']) => list.split(','))
    .map((one) => /^[a-z0-9.+-]+/.exec(one.trim())?.[0] ?? '')
    .filter((name) => name !== '');
}

/**
 * @param {string} tar
 * @param {readonly string[]} packages
 */
function fetchRoot(tar, packages) {
  const started = performance.now();
  mkdirSync(fromRoot('dist/.machine'), { recursive: true });
  const sources = ['/etc/apt/sources.list.d/debian.sources', '/etc/apt/sources.list'].find((file) => existsSync(file));
  if (sources === undefined) throw new Error('there is no list of apt sources to take Debian from');
  // Without `.tar` at the end of its name, mmdebstrap makes a folder.
  const fresh = tar.replace(/\.tar$/, '.new.tar');
  execFileSync(
    'mmdebstrap',
    [
      '--quiet',
      '--mode=root',
      '--variant=apt',
      '--components=main',
      '--aptopt=Apt::Install-Recommends "false"',
      ...['man', 'doc', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
      `--include=${packages.join(',')}`,
      SUITE,
      fresh,
      sources,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  renameSync(fresh, tar);
  process.stdout.write(`fetched a bare Debian ${SUITE} (${seconds(started)})\n`);
}

const INSTALLER = {
  hostname: 'debian\n',
  fstab: 'LABEL=root / ext4 defaults 0 1\nLABEL=ESP /boot/efi vfat umask=0077 0 0\n',
  // USBGuard starts only with our package: a bare Debian has no USBGuard.
  'systemd/system/usbguard.service.d/not-yet.conf': '[Unit]\nConditionPathExists=/usr/lib/asan-kiosk\n',
  'systemd/network/20-wired.network': '[Match]\nName=en*\n[Network]\nDHCP=yes\n',
  // The serial line gets the logs. On a slow emulation the kernel's timer check fails.
  'default/grub.d/machine.cfg': 'GRUB_CMDLINE_LINUX="console=ttyS0 loglevel=4 no_timer_check"\n',
};
const ESP = { from: 1 << 20, size: 64 << 20 };
const DISK = '4G';

/**
 * @param {string} folder
 * @param {string} final
 * @param {string} tar
 */
function makeDisk(folder, final, tar) {
  rmSync(folder, { recursive: true, force: true });
  const root = join(folder, 'root');
  mkdirSync(root, { recursive: true });
  execFileSync('tar', ['-xf', tar, '-C', root]);
  const kernel = readdirSync(join(root, 'boot')).find((name) => name.startsWith('vmlinuz-')) ?? '';
  cpSync(join(root, 'boot', kernel), join(folder, kernel));
  for (const [file, text] of Object.entries(INSTALLER)) put(join(root, 'etc', file), text);
  // mmdebstrap's settings would keep our manual pages away.
  rmSync(join(root, 'etc/dpkg/dpkg.cfg.d/99mmdebstrap'), { force: true });
  mkdirSync(join(root, 'boot/efi'), { recursive: true });
  // This menu serves until the machine runs `update-grub`.
  put(
    join(root, 'boot/grub/grub.cfg'),
    `linux /boot/${kernel} root=LABEL=root rw console=ttyS0 no_timer_check\ninitrd /boot/${kernel.replace('vmlinuz', 'initrd.img')}\nboot\n`,
  );
  execFileSync('systemctl', [`--root=${root}`, 'enable', 'systemd-networkd'], { stdio: 'ignore' });
  const disk = join(folder, 'disk.img');
  execFileSync('truncate', ['-s', DISK, disk]);
  const parts = `label: gpt\nstart=${ESP.from >> 9}, size=${ESP.size >> 9}, type=U\ntype=L\n`;
  execFileSync('/usr/sbin/sfdisk', ['--quiet', disk], { input: parts });
  makeEsp(join(folder, 'esp.img'), disk, join(root, 'usr/lib/grub/x86_64-efi/monolithic/grubx64.efi'));
  const megabytes = (4 << 10) - ((ESP.from + ESP.size) >> 20) - 1;
  const place = ['-E', `offset=${ESP.from + ESP.size}`, disk, `${megabytes}M`];
  execFileSync('mke2fs', ['-q', '-F', '-t', 'ext4', '-d', root, '-L', 'root', ...place]);
  execFileSync('rm', ['-rf', '--one-file-system', root]);
  renameSync(folder, final);
}

/**
 * The firmware starts this GRUB, which reads the rest from the root.
 *
 * @param {string} esp
 * @param {string} disk
 * @param {string} grub
 */
function makeEsp(esp, disk, grub) {
  const config = `${esp}.cfg`;
  writeFileSync(config, 'search --label root --set=root\nset prefix=($root)/boot/grub\nconfigfile $prefix/grub.cfg\n');
  execFileSync('truncate', ['-s', String(ESP.size), esp]);
  execFileSync('/usr/sbin/mkfs.vfat', ['-F', '32', '-n', 'ESP', esp], { stdio: 'ignore' });
  execFileSync('mmd', ['-i', esp, '::EFI', '::EFI/BOOT', '::EFI/debian']);
  execFileSync('mcopy', ['-i', esp, grub, '::EFI/BOOT/BOOTX64.EFI']);
  execFileSync('mcopy', ['-i', esp, config, '::EFI/debian/grub.cfg']);
  execFileSync('dd', [`if=${esp}`, `of=${disk}`, 'bs=1M', 'seek=1', 'conv=notrunc,sparse'], { stdio: 'ignore' });
  for (const file of [esp, config]) rmSync(file);
}

/**
 * @param {string} file
 * @param {string} text
 */
function put(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
