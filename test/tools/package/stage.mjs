// @ts-check
/** The package's files, laid out as on a kiosk's disk. */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fromRoot } from '../root.mjs';
import { sourceModule } from '../source.mjs';

/** Files that the program reads through `packageFile`. */
export const RUNTIME_FILES = [
  'package.json',
  'LICENSE',
  'dist/device',
  'dist/ui',
  'dist/technician',
  'dist/acceptance',
  'dist/verify',
  'device/catalogue',
  'device/back-office/openapi.yaml',
  'provisioning/profiles',
  'provisioning/alerts',
  'provisioning/glass/recover.sh',
  'provisioning/lockdown/not-provisioned.issue',
  'provisioning/lockdown/port-users.sh',
  'provisioning/lockdown/resolve-hosts.sh',
  'provisioning/glass/out-of-service.html',
  'provisioning/units/masked-units',
];
/** Pages for the technician. debhelper compresses pages over 4 KiB; `zless` reads both forms. */
export const TECHNICIAN_PAGES = ['installing', 'operating', 'troubleshooting', 'doctor'].map(
  (name) => `docs/${name}.md`,
);
const DOC = 'usr/share/doc/asan-kiosk';
const LEFT_OUT = /\.(map|ts|cache)$|\/\.build|README\.md$/;

/** @type {readonly (readonly [RegExp, string])[]} */
const UNIT_FOLDERS = [
  [/\.(service|timer|socket|target|path)$/, 'usr/lib/systemd/system'],
  [/\.(service|target)\.d$/, 'usr/lib/systemd/system'],
  [/^(system|journald|logind|coredump|timesyncd)\.conf\.d$|^system-preset$/, 'usr/lib/systemd'],
  [/^polkit-1$/, 'usr/share'],
  [/^(modules-load|modprobe|sysctl)\.d$|^udev$/, 'usr/lib'],
];
/** debhelper installs these files with its own scripts, or the program reads them. */
const NOT_UNITS = /^(sysusers|tmpfiles)\.d$|\.test\.ts$|^masked-units$/;

/**
 * Throws if the catalogue has a fault. A simulated kiosk skips a faulty service, but a kiosk in a hall would not start.
 *
 * @param {import('../../../device/config/files.ts').ReadableFiles} [files]
 */
export async function refuseFaultyCatalogue(files) {
  const [{ loadCatalogue }, { realFiles }, { describeConfigTrouble }] = await Promise.all(
    ['device/catalogue/load.ts', 'device/config/files.ts', 'device/config/trouble.ts'].map(sourceModule),
  );
  const read = loadCatalogue('device/catalogue', files ?? realFiles);
  if (!read.ok) throw new Error(`no package of a catalogue with a fault: ${describeConfigTrouble(read.error)}`);
}

/**
 * @param {string} stage
 * @param {string} runtime
 * @param {string} version
 */
export async function stageTree(stage, runtime, version) {
  await refuseFaultyCatalogue();
  const home = join(stage, 'usr/lib/asan-kiosk');
  for (const name of RUNTIME_FILES)
    cpSync(fromRoot(name), join(home, name), { recursive: true, filter: (file) => !LEFT_OUT.test(file) });
  cpSync(join(runtime, 'bin/node'), join(home, 'node/bin/node'));
  cpSync(join(runtime, 'LICENSE'), join(home, 'node/LICENSE'));
  // `LAUNCHER` names the Node, so the `#!` line goes.
  const command = join(home, 'dist/device/asan-kiosk.js');
  writeFileSync(command, readFileSync(command, 'utf8').replace(/^#!.*\n/, ''));
  chmodSync(command, 0o644);
  put(stage, 'usr/lib/asan-kiosk/version', `${version}\n`);
  put(stage, 'usr/bin/asan-kiosk', LAUNCHER, 0o755);
  cpSync(fromRoot('provisioning/udev/70-asan-kiosk.rules'), join(stage, 'usr/lib/udev/rules.d/70-asan-kiosk.rules'));
  stageUnits(stage);
  await stagePages(stage);
  for (const page of TECHNICIAN_PAGES) cpSync(fromRoot(page), join(stage, DOC, basename(page)));
  put(stage, `${DOC}/third-party.txt.gz`, gzipSync(thirdParty(), { level: 9 }));
}

/** Runs the package's own Node, whatever Node is on the PATH. */
const LAUNCHER = `#!/bin/sh
exec /usr/lib/asan-kiosk/node/bin/node /usr/lib/asan-kiosk/dist/device/asan-kiosk.js "$@"
`;

/** @param {string} stage */
function stageUnits(stage) {
  for (const name of readdirSync(fromRoot('provisioning/units')).filter((each) => !NOT_UNITS.test(each))) {
    const to = UNIT_FOLDERS.find(([names]) => names.test(name))?.[1];
    if (to === undefined) throw new Error(`provisioning/units/${name}: where does it go?`);
    cpSync(fromRoot(`provisioning/units/${name}`), join(stage, to, name), { recursive: true });
  }
}

/** @param {string} stage */
async function stagePages(stage) {
  const { manPage } = await sourceModule('provisioning/man-page.ts');
  const { bashCompletion } = await sourceModule('provisioning/completion.ts');
  put(stage, 'usr/share/man/man1/asan-kiosk.1.gz', gzipSync(await manPage(), { level: 9 }));
  put(stage, 'usr/share/bash-completion/completions/asan-kiosk', bashCompletion());
}

function thirdParty() {
  const { packages } = JSON.parse(readFileSync(fromRoot('package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev && existsSync(fromRoot(path)))
    .map(([path, { version, license }]) => {
      const file = readdirSync(fromRoot(path)).find((name) => /^(licen[cs]e|copying)/i.test(name));
      const text = file ? readFileSync(fromRoot(`${path}/${file}`), 'utf8').trim() : '';
      return `${path.replace(/^.*node_modules\//, '')} ${version}: ${license}\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(72)}\n`);
}

/**
 * @param {string} stage
 * @param {string} path
 * @param {string | Uint8Array} content
 * @param {number} [mode]
 */
function put(stage, path, content, mode = 0o644) {
  const file = join(stage, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, mode);
}
