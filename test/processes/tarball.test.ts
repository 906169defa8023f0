import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryPoints, PACKAGE } from '../tools/npm/doors.mjs';
import { fromRoot } from '../tools/root.mjs';
import { bundle, CODECS, pageProgram, runAsPage } from './bundled.ts';

/* TARBALL=npm: npm installs it, without a compiler. Otherwise it is unpacked beside the packages that it names. */

const BY_NPM = process.env['TARBALL'] === 'npm';
const MAX_TARBALL_BYTES = 3_000_000;
const MAX_INSTALLED_BYTES = 40_000_000;

const EVERYTHING = entryPoints()
  .map((door, index) => `export * as m${index} from 'asan-kiosk/${door}';\n`)
  .join('');
const OPEN_PORTS = `
  import { hidLink, serialLink } from 'asan-kiosk/drivers';
  for (const link of [serialLink({ path: '/dev/null', baudRate: 9600 }), hidLink({ vendorId: 1, productId: 1, usage: 1 })]) {
    console.log((await link().open()).error.detail);
  }`;
const NOT_INSTALLED =
  'the package serialport is not installed: npm install serialport\nthe package node-hid is not installed: npm install node-hid\n';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'tarball-'));
const modules = join(folder, 'node_modules');
const installed = join(modules, 'asan-kiosk');
let tarball = '';

beforeAll(async () => {
  const { stdout } = await run('npm', ['pack', fromRoot(PACKAGE), '--pack-destination', folder, '--silent']);
  tarball = join(folder, stdout.trim());
  await (BY_NPM ? installByNpm() : unpack());
  for (const name of ['@types/node', 'undici-types']) link(name);
  for (const file of readdirSync(fromRoot('docs/examples'))) {
    const text = readFileSync(fromRoot(`docs/examples/${file}`), 'utf8');
    writeFileSync(join(folder, file), text);
    writeFileSync(join(folder, file.replace(/\.mjs$/, '.mts')), text);
  }
  writeFileSync(join(folder, 'everything.mts'), EVERYTHING);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function installByNpm(): Promise<void> {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, 'node'));
  symlinkSync('/bin/sh', join(bin, 'sh'));
  const npm = join(dirname(process.execPath), 'npm');
  await run(process.execPath, [npm, 'install', tarball], { cwd: folder, env: { ...process.env, PATH: bin } });
  rmSync(bin, { recursive: true });
}

async function unpack(): Promise<void> {
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  for (const name of Object.keys(manifest().dependencies)) link(name);
}

function link(name: string): void {
  if (existsSync(join(modules, name))) return;
  mkdirSync(dirname(join(modules, name)), { recursive: true });
  symlinkSync(fromRoot(`node_modules/${name}`), join(modules, name));
}

const namedByLock = (): string[] =>
  Object.keys(JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages)
    .filter((path) => path !== '')
    .map((path) => join(folder, path));

function neededBy({ dependencies = {} }: { readonly dependencies?: object }): string[] {
  const folders = Object.keys(dependencies).map((name) => fromRoot(`node_modules/${name}`));
  const below = folders.flatMap((path) => neededBy(JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))));
  return [...new Set([...folders, ...below])];
}

const manifest = () => JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
const filesIn = (path: string) => readdirSync(path, { recursive: true, encoding: 'utf8' });
const node = (...words: string[]) => run(process.execPath, words, { cwd: folder });

describe('the tarball', () => {
  it('when the tarball is unpacked, then it is small and has only code, types, maps and pages', () => {
    expect(statSync(tarball).size).toBeLessThan(MAX_TARBALL_BYTES);
    const files = filesIn(installed).filter((file) => statSync(join(installed, file)).isFile());
    expect(
      files.filter(
        (file) => /test/.test(file) || !/\.(d\.ts|js|js\.map)$|^(package\.json|README\.md|api\.md|LICENSE)$/.test(file),
      ),
    ).toEqual([]);
    const code = files.filter((file) => file.endsWith('.js') && existsSync(fromRoot(file.replace(/js$/, 'ts'))));
    expect(code.length).toBeGreaterThan(300);
    for (const file of code) {
      const { sourcesContent } = JSON.parse(readFileSync(join(installed, `${file}.map`), 'utf8'));
      expect(sourcesContent).toEqual([readFileSync(fromRoot(file.replace(/js$/, 'ts')), 'utf8')]);
    }
  });

  it("when the package's README is read, then it has the four programs", () => {
    const readme = readFileSync(join(installed, 'README.md'), 'utf8');
    const programs = readdirSync(fromRoot('docs/examples')).map((file) =>
      readFileSync(fromRoot(`docs/examples/${file}`), 'utf8'),
    );
    expect(programs).toHaveLength(4);
    for (const program of programs) expect(readme).toContain(`\`\`\`js\n${program}\`\`\``);
  });

  it('when its package.json is read, then it has every entry point, and native parts are optional', () => {
    const { exports, dependencies, peerDependencies, peerDependenciesMeta, scripts } = manifest();
    expect(Object.keys(exports)).toEqual([...entryPoints().map((door) => `./${door}`), './package.json']);
    expect(Object.keys(peerDependencies)).toEqual(['@types/node', 'node-hid', 'onoff', 'serialport', 'smartcard']);
    for (const name of Object.keys(peerDependencies)) expect(peerDependenciesMeta[name]).toEqual({ optional: true });
    expect(Object.keys(dependencies).filter((name) => name in peerDependencies)).toEqual([]);
    expect(scripts).toBe(undefined);
  });

  it('when the package is installed, then it needs no compiler and under 40 MB', () => {
    const folders = [installed, ...(BY_NPM ? namedByLock() : neededBy(manifest()))];
    const building = folders.filter((path) => {
      const { scripts = {}, gypfile } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
      return gypfile === true || ['preinstall', 'install', 'postinstall'].some((name) => name in scripts);
    });
    expect(building).toEqual([]);
    const bytes = folders.flatMap((path) => filesIn(path).map((file) => statSync(join(path, file)).size));
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_INSTALLED_BYTES);
  });
});

describe('a program of plain Node', () => {
  it.each([
    ['print-receipt.mjs', /ok: true[\s\S]*ÖDƏNİLDİ\nDövlət rüsumu +5,00 ₼\n/],
    ['take-payment.mjs', /present-card[\s\S]*known: 'approved'[\s\S]*amount: 500[\s\S]*\} 500\n/],
    ['read-zone.mjs', /surname: 'MAMMADOVA'[\s\S]*assurance: 'zone'/],
    ['read-chip.mjs', /access: 'pace',\s*genuine: 'chip-authentication'[\s\S]*MƏMMƏDOVA<<AYSEL/],
  ])('when %s runs, then it prints what it promises', async (file, printed) => {
    expect((await node(file)).stdout).toMatch(printed);
  });

  it('when a program imports every entry point and opens links, then missing native parts are named', async () => {
    const { stdout } = await node('--input-type=module', '--eval', `${EVERYTHING}${OPEN_PORTS}`);
    expect(stdout).toBe(NOT_INSTALLED);
  });

  it('when an error is thrown, then its stack names the line of the source', async () => {
    const words = `
      import { createEscposPrinter, PRINTER_MODELS } from 'asan-kiosk/drivers/receipt-printer/escpos';
      try {
        createEscposPrinter({ model: PRINTER_MODELS['star-mc-print3'] });
      } catch ({ stack }) {
        console.log(/(drivers\\/.*\\.ts):(\\d+)/.exec(stack).slice(1).join(' '));
      }`;
    const { stdout } = await node('--enable-source-maps', '--input-type=module', '--eval', words);
    const [file = '', line] = stdout.trim().split(' ');
    expect(readFileSync(fromRoot(file), 'utf8').split('\n')[Number(line) - 1]).toContain('does not speak ESC/POS');
  });
});

describe('a bundle for a page', () => {
  let answers: Readonly<Record<string, unknown>> = {};

  beforeAll(async () => {
    const pageEntries = Object.entries<{ readonly default?: string }>(manifest().exports).filter(
      ([, how]) => how.default,
    );
    const { code, warnings } = await bundle(folder, 'page', pageProgram(pageEntries.map(([entry]) => entry)));
    expect(warnings).toEqual([]);
    answers = runAsPage(code);
  }, 60_000);

  it.each(CODECS)(
    'when a page calls $name of $entry, then the codec needs nothing of Node',
    ({ entry, name, answer }) => {
      expect(JSON.stringify(answers[`${entry} ${name}`])).toMatch(answer);
    },
  );

  it('when a page imports an entry that opens ports, then the bundler names this entry', async () => {
    await expect(bundle(folder, 'page', "export * from 'asan-kiosk/drivers';")).rejects.toThrow(/"\.\/drivers"/);
  });
});

describe('a bundle for Node', () => {
  it('when the bundle has every entry, then it runs without the optional packages', async () => {
    const { code, warnings } = await bundle(folder, 'node', `${EVERYTHING}${OPEN_PORTS}`);
    expect(warnings).toEqual([]);
    writeFileSync(join(folder, 'bundle.mjs'), code);
    // In place of a missing package vite inserts code that throws its own error.
    expect((await node('bundle.mjs')).stdout).toMatch(
      /^serialport: Could not resolve .*\nnode-hid: Could not resolve .*\n$/,
    );
  });

  // esbuild stops at a missing package unless `.catch(…)` or `.then(…, …)` follows the import, or a `try` awaits it.
  it('when code imports an optional package, then the same expression handles a missing package', () => {
    const call = new RegExp(`\\bimport\\('(?:${Object.keys(manifest().peerDependencies).join('|')})'\\)(.{6})`, 'g');
    const calls = filesIn(installed)
      .filter((file) => file.endsWith('.js'))
      .flatMap((file) => [...readFileSync(join(installed, file), 'utf8').matchAll(call)]);
    expect(new Set(calls.map(([, next]) => next))).toEqual(new Set(['.then(']));
  });
});

it('when a program is compiled in strict mode without skipLibCheck, then there is no error', async () => {
  const files = filesIn(folder).filter((file) => file.endsWith('.mts') && !file.startsWith('node_modules'));
  expect(files).toHaveLength(5);
  const tsc = fromRoot('node_modules/typescript/bin/tsc');
  await node(tsc, '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', ...files);
});
