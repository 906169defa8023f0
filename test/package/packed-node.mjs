// @ts-check
/** `npm run prove -- packed-node [arguments of vitest]`: tests with the package's Node and native parts in a copy of the working tree. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { putNativeParts } from '../tools/package/native-parts.mjs';
import { NODE_VERSION, runtimeFolder } from '../tools/package/runtime.mjs';
import { fromRoot, root, seconds } from '../tools/root.mjs';

const TRIED = [
  ['--project', 'unit', 'device/ledger', 'device/files', 'provisioning/launch', 'provisioning/ledger'],
  ['--project', 'wires', 'serial-pty', 'mrz-dialects-pty', 'bill-validator-pty', 'integration/hid', 'pcsc'],
  ['--project', 'prove', 'test/integration/prove.test.ts'],
  ['--project', 'processes', 'crash.test', 'canary.test'],
  ['--project', 'browser', 'test/browser/journey'],
];

/** @returns {string} its folder */
function copyOfTree() {
  const folder = fromRoot('dist/.packed-node');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 1 << 28,
  });
  execFileSync('tar', ['-cf', `${folder}.tar`, '--null', '--ignore-failed-read', '-T', '-'], {
    cwd: root,
    input: files,
  });
  execFileSync('tar', ['-xf', `${folder}.tar`, '-C', folder]);
  rmSync(`${folder}.tar`);
  // Copying by hard links takes a second. Files that will be replaced are removed first.
  execFileSync('cp', ['-al', fromRoot('node_modules'), join(folder, 'node_modules')]);
  const parts = `${folder}-parts`;
  rmSync(parts, { recursive: true, force: true });
  putNativeParts(parts, process.arch === 'arm64' ? 'arm64' : 'amd64');
  const binaries = readdirSync(parts, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.node'));
  for (const name of binaries) {
    rmSync(join(folder, name), { force: true });
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    cpSync(join(parts, name), join(folder, name));
  }
  rmSync(parts, { recursive: true });
  return folder;
}

const began = performance.now();
const node = join(runtimeFolder(process.arch === 'arm64' ? 'arm64' : 'amd64'), 'bin/node');
const folder = copyOfTree();
console.log(`a copy of the tree with native parts for Node ${NODE_VERSION} (${seconds(began)})`);
const totals = { passed: 0, failed: 0 };
const given = process.argv.slice(2);
for (const words of given.length > 0 ? [given] : TRIED) {
  const { stdout } = spawnSync(node, ['node_modules/vitest/vitest.mjs', 'run', ...words], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NO_COLOR: '1', PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}` },
  });
  console.log(stdout.trimEnd());
  const [, passed = '0', failed = '1'] = /^(\d+) passed, (\d+) failed/m.exec(stdout) ?? [];
  totals.passed += Number(passed);
  totals.failed += Number(failed);
}
console.log(`in all ${seconds(began)}\n\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
