// @ts-check
/** Programs that `npm run package` needs, checked before the first minute of work. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { nodeArch } from './runtime.mjs';

/** @typedef {import('./runtime.mjs').Arch} Arch */

/** @type {readonly (readonly [program: string, from: string])[]} */
const ALWAYS = [
  ['dpkg-buildpackage', 'dpkg-dev'],
  ['dh', 'debhelper'],
  ['make', 'make'],
  ['python3', 'python3'],
  ['cc', 'gcc'],
  ['c++', 'g++'],
];

/**
 * Compiler for another machine type, and the emulator that runs its Node to write the code cache.
 *
 * @type {Record<Arch, readonly (readonly [program: string, from: string])[]>}
 */
const FOREIGN = {
  amd64: [
    ['x86_64-linux-gnu-gcc', 'gcc-x86-64-linux-gnu'],
    ['x86_64-linux-gnu-g++', 'g++-x86-64-linux-gnu'],
    ['qemu-x86_64-static', 'qemu-user-static'],
  ],
  arm64: [
    ['aarch64-linux-gnu-gcc', 'gcc-aarch64-linux-gnu'],
    ['aarch64-linux-gnu-g++', 'g++-aarch64-linux-gnu'],
    ['qemu-aarch64-static', 'qemu-user-static'],
  ],
};

/**
 * Returns one line that names missing programs and how to continue without them, or `null`.
 *
 * @param {readonly Arch[]} archs
 * @param {(program: string) => boolean} [has]
 * @param {string} [machine] as Node names it
 */
export function missingToolsLine(archs, has = isOnPath, machine = process.arch) {
  const lack = (/** @type {readonly (readonly [string, string])[]} */ rows) =>
    rows.filter(([program]) => !has(program)).map(([, from]) => from);
  const always = lack(ALWAYS);
  const byArch = archs.map((arch) => ({ arch, lacks: nodeArch(arch) === machine ? [] : lack(FOREIGN[arch]) }));
  const packages = [...new Set([...always, ...byArch.flatMap(({ lacks }) => lacks)])];
  if (packages.length === 0) return null;
  const install = `sudo apt-get install ${packages.join(' ')}`;
  const able = byArch.find(({ lacks }) => lacks.length === 0);
  const foreign = byArch.filter(({ lacks }) => lacks.length > 0).map(({ arch }) => arch);
  const alone = always.length === 0 && able ? `; or ${able.arch} alone: npm run package -- ${able.arch}` : '';
  const what = foreign.length > 0 ? `the package for ${foreign.join(' and ')}` : 'a package';
  return `${what} cannot be made on this machine yet: ${install}${alone}`;
}

/** @param {string} program */
function isOnPath(program) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
