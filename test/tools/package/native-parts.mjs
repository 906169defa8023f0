// @ts-check
/** Packages with native parts, for another Node version and machine type. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fromRoot } from '../root.mjs';
import { HEADERS_PACKAGE, headersFolder, nodeArch } from './runtime.mjs';

/** Packages that are loaded by name: `EXTERNAL` of the build, and optional chip readers. */
const LOADED = ['better-sqlite3', 'serialport', 'node-hid', 'onoff', 'smartcard'];
const BUILD_ONLY = ['prebuild-install', 'nan', 'node-addon-api'];
/** Packages compiled against the packed Node's headers. The others bring binaries for Node-API. */
const COMPILED = ['better-sqlite3', 'epoll', 'smartcard'];
const CROSS = { amd64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };

/** Files that run time does not need. Licence files are shipped. */
const NOT_SHIPPED =
  /\/(deps|build|node_modules|test|integration-test|examples?|docs|hidapi|scripts|bin|typings)(\/|$)|\.(md|markdown|ts|mjs|gyp|gypi|cc?|cpp|h|hpp|map|yml)$|\/\.[^/]+$/;

/**
 * Compiling takes a minute, so the result is stored until a version changes.
 *
 * @param {string} folder gets `node_modules`
 * @param {import('./runtime.mjs').Arch} arch
 */
export function putNativeParts(folder, arch) {
  const { packages } = JSON.parse(readFileSync(fromRoot('package-lock.json'), 'utf8'));
  const paths = [...closure(packages)];
  const hash = createHash('sha256')
    .update(readFileSync(import.meta.filename))
    .update(HEADERS_PACKAGE.package);
  for (const path of paths) hash.update(`${path} ${packages[path].version}\n`);
  const kept = fromRoot(`dist/.runtime/parts-${arch}-${hash.digest('hex').slice(0, 12)}`);
  if (!existsSync(kept)) {
    rmSync(`${kept}.new`, { recursive: true, force: true });
    for (const path of paths) copyPackage(path, `${kept}.new`, arch);
    for (const name of COMPILED) compile(name, `${kept}.new`, arch);
    renameSync(`${kept}.new`, kept);
  }
  cpSync(kept, folder, { recursive: true });
}

/** @param {Record<string, { dependencies?: object }>} packages */
function closure(packages) {
  /** @type {Set<string>} */
  const found = new Set();
  /**
   * @param {string} from
   * @param {string} name
   */
  const take = (from, name) => {
    if (BUILD_ONLY.includes(name)) return;
    for (let at = from; ; at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '') {
      const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
      if (path in packages) {
        if (found.has(path)) return;
        found.add(path);
        for (const needed of Object.keys(packages[path]?.dependencies ?? {})) take(path, needed);
        return;
      }
      if (at === '') throw new Error(`package-lock.json has no ${name}, which ${from} needs`);
    }
  };
  for (const name of LOADED) take('', name);
  return found;
}

/**
 * @param {string} path
 * @param {string} folder
 * @param {import('./runtime.mjs').Arch} arch
 */
function copyPackage(path, folder, arch) {
  const from = fromRoot(path);
  cpSync(from, join(folder, path), {
    recursive: true,
    filter: (file) => {
      const name = file.slice(from.length);
      return !NOT_SHIPPED.test(name) && isForMachine(name, arch);
    },
  });
}

/**
 * Whether a file is for this machine type. Prebuilt folders: `prebuilds/linux-x64`, `prebuilds/HID_hidraw-linux-arm64`.
 *
 * @param {string} name
 * @param {import('./runtime.mjs').Arch} arch
 */
function isForMachine(name, arch) {
  if (/^\/(bin|build-test|optional|src\/show-devices)\.js$/.test(name)) return false;
  const machine = /\/prebuilds\/([^/]+)/.exec(name)?.[1];
  if (machine === undefined) return true;
  return machine.endsWith(`linux-${nodeArch(arch)}`) && !name.endsWith('.musl.node');
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {import('./runtime.mjs').Arch} arch
 */
function compile(name, folder, arch) {
  const headers = headersFolder();
  const npm = execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim();
  const gyp = join(npm, 'npm/node_modules/node-gyp/bin/node-gyp.js');
  const scratch = mkdtempSync(join(tmpdir(), 'kiosk-native-'));
  try {
    mkdirSync(join(scratch, 'node_modules'));
    for (const needed of ['node-addon-api', 'nan', 'bindings'])
      if (existsSync(fromRoot(`node_modules/${needed}`)))
        cpSync(fromRoot(`node_modules/${needed}`), join(scratch, `node_modules/${needed}`), { recursive: true });
    const copy = join(scratch, 'node_modules', name);
    cpSync(fromRoot(`node_modules/${name}`), copy, { recursive: true });
    rmSync(join(copy, 'build'), { recursive: true, force: true });
    execFileSync(process.execPath, [gyp, 'rebuild', '--release', `--nodedir=${headers}`, `--arch=${nodeArch(arch)}`], {
      cwd: copy,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...compilers(arch, scratch), npm_config_nodedir: headers },
    });
    const release = join(copy, 'build/Release');
    for (const file of readdirSync(release).filter((one) => one.endsWith('.node') && one !== 'test_extension.node')) {
      const to = join(folder, 'node_modules', name, 'build/Release', file);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(join(release, file), to);
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/**
 * @param {import('./runtime.mjs').Arch} arch
 * @param {string} scratch
 */
function compilers(arch, scratch) {
  if (nodeArch(arch) === process.arch) return {};
  const prefix = CROSS[arch];
  linkLibrary(`${prefix}-gcc`, scratch);
  return {
    CC: `${prefix}-gcc`,
    CXX: `${prefix}-g++`,
    AR: `${prefix}-ar`,
    LINK: `${prefix}-g++`,
    LDFLAGS: `-L${scratch}`,
    GYP_CROSSCOMPILE: '1',
  };
}

/**
 * For another machine type: links an empty library with the symbol names of libpcsclite. The linker reads only the names.
 *
 * @param {string} compiler
 * @param {string} folder
 */
function linkLibrary(compiler, folder) {
  const here = execFileSync('cc', ['-print-file-name=libpcsclite.so'], { encoding: 'utf8' }).trim();
  const names = execFileSync('nm', ['--dynamic', '--defined-only', here], { encoding: 'utf8' });
  const source = [...names.matchAll(/^\S+ ([A-Z]) (\w+)/gm)].map(([, kind, name]) =>
    kind === 'T' ? `void ${name}(void) {}` : `const char ${name}[64] = {0};`,
  );
  writeFileSync(join(folder, 'pcsclite.c'), source.join('\n'));
  const library = join(folder, 'libpcsclite.so');
  execFileSync(compiler, ['-shared', '-Wl,-soname,libpcsclite.so.1', '-o', library, join(folder, 'pcsclite.c')]);
}
