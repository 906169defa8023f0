// @ts-check
/**
 * Builds the kernel's simulated GPIO chip, which Debian leaves out, from Debian's source. It is GPL and never part of this project [Linux,
 * Documentation/admin-guide/gpio/gpio-sim].
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot, seconds } from '../tools/root.mjs';

/** Debian leaves out the simulated interrupts, too. */
const SOURCES = ['drivers/gpio/gpio-sim.c', 'kernel/irq/irq_sim.c'];

/**
 * Builds the module for the kernel of a disk.
 *
 * @param {string} kernel the path of its vmlinuz
 * @returns {string}
 */
export function gpioSimModule(kernel) {
  const release = /vmlinuz-(.+)$/.exec(kernel)?.[1] ?? '';
  const [version = '', abi = ''] = /^([\d.]+)(.*)-amd64$/.exec(release)?.slice(1) ?? [];
  if (version === '') throw new Error(`${kernel} is no kernel of Debian for amd64`);
  const folder = fromRoot(`dist/.machine/gpio-sim-${release}`);
  const module = join(folder, 'gpio-sim.ko');
  if (existsSync(module)) return module;
  const started = performance.now();
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  unpack(fresh, version, abi, release);
  build(fresh, version, release);
  // The sources are ten times as large as the rest.
  mkdirSync(`${fresh}/kept`);
  renameSync(join(fresh, 'module/gpio-sim.ko'), join(fresh, 'kept/gpio-sim.ko'));
  rmSync(folder, { recursive: true, force: true });
  renameSync(join(fresh, 'kept'), folder);
  rmSync(fresh, { recursive: true, force: true });
  process.stdout.write(`made gpio-sim for ${release} of Debian's source (${seconds(started)})\n`);
  return module;
}

/**
 * @param {string} folder
 * @param {string} version
 * @param {string} abi such as `+deb13`
 * @param {string} release
 */
function unpack(folder, version, abi, release) {
  const headers = `linux-headers-${release}`;
  const debian = versionOf(headers);
  const series = version.split('.').slice(0, 2).join('.');
  const common = [`linux-headers-${version}${abi}-common`, `linux-kbuild-${version}${abi}`];
  const packages = [headers, ...common, `linux-source-${series}`].map((name) => `${name}=${debian}`);
  execFileSync('apt-get', ['-qq', '-o', 'APT::Sandbox::User=root', 'download', ...packages], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (const deb of readdirSync(folder)) execFileSync('dpkg-deb', ['-x', join(folder, deb), join(folder, 'root')]);
  const names = SOURCES.map((name) => `linux-source-${series}/${name}`);
  mkdirSync(join(folder, 'module'));
  execFileSync(
    'tar',
    [
      '-xJf',
      join(folder, `root/usr/src/linux-source-${series}.tar.xz`),
      '--strip-components=3',
      '-C',
      'module',
      ...names,
    ],
    { cwd: folder },
  );
}

/** @param {string} name */
function versionOf(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
  const candidate = /Candidate: (\d\S*)/.exec(stdout)?.[1];
  if (candidate === undefined)
    throw new Error(
      `the archive of this computer has no ${name}, which the kernel of the machine's disk needs: apt-get update; where the archive has gone on, remove dist/.machine/bare-* and have the disk made anew`,
    );
  return candidate;
}

/**
 * @param {string} folder
 * @param {string} version
 * @param {string} release
 */
function build(folder, version, release) {
  const module = join(folder, 'module');
  const headers = join(folder, 'root/usr/src', `linux-headers-${release}`);
  // The headers are not installed, so the paths to their other half change.
  const makefile = readFileSync(join(headers, 'Makefile'), 'utf8');
  writeFileSync(join(headers, 'Makefile'), makefile.replace(/^include \//m, `include ${folder}/root/`));
  renameSync(join(module, 'gpio-sim.c'), join(module, 'chip.c'));
  const interrupts = readFileSync(join(module, 'irq_sim.c'), 'utf8');
  // One module exports nothing; irq_to_desc is for the kernel only.
  writeFileSync(
    join(module, 'irq_sim.c'),
    interrupts
      .replace(/^EXPORT_SYMBOL.*$/gm, '')
      .replace('handle_simple_irq(irq_to_desc(irqnum))', 'generic_handle_irq_safe(irqnum)'),
  );
  writeFileSync(join(module, 'Makefile'), 'obj-m := gpio-sim.o\ngpio-sim-y := chip.o irq_sim.o\n');
  const { status, stdout, stderr } = spawnSync(
    'make',
    [
      '-C',
      headers,
      `M=${module}`,
      'modules',
      // Options of the kernel's own compiler, and settings for debuggers.
      'CC=gcc',
      'CONFIG_CC_HAS_MIN_FUNCTION_ALIGNMENT=',
      'CONFIG_DEBUG_INFO_BTF_MODULES=',
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`gpio-sim ${version} was not made: ${stdout}${stderr}`);
}
