// @ts-check
/**
 * `npm run prove -- bare-root [--keep]` tries the first two commands of README.md in a Debian with only the packages that it names. Needs
 * root, mmdebstrap, Debian's packages and npm's registry; about five minutes. The outer apt and npm configurations count.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot, root, seconds } from '../tools/root.mjs';

const SUITE = 'trixie';
const README = readFileSync(fromRoot('README.md'), 'utf8');
/** Seconds. Compiling the ledger's database takes most of them. */
const LIMIT_S = 1_200;
const USER = { name: 'citizen', id: 1000 };
const HOME = `/home/${USER.name}`;

/** @param {string} text */
const tell = (text) => console.log(text);

/**
 * @param {string} why
 * @returns {never}
 */
function give(why) {
  tell(`${why}\n\n0 passed, 1 failed`);
  process.exit(1);
}

function packagesOfReadme() {
  const line = /apt(?:-get)? install (?:-y )?(?:--no-install-recommends )?((?:[a-z0-9+.-]+ ?)+)/.exec(README)?.[1];
  return line?.trim().split(' ') ?? give('README.md has no line `apt install …`');
}

/**
 * @param {string} folder
 * @param {readonly string[]} packages
 */
function makeSystem(folder, packages) {
  const started = performance.now();
  const tar = `${folder}.tar`;
  execFileSync(
    'mmdebstrap',
    [
      '--mode=root',
      '--variant=apt',
      '--components=main',
      '--aptopt=Apt::Install-Recommends "false"',
      '--dpkgopt=path-exclude=/usr/share/man/*',
      '--dpkgopt=path-exclude=/usr/share/doc/*',
      `--include=${['ca-certificates', ...packages].join(',')}`,
      SUITE,
      tar,
      ...aptSources(),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  mkdirSync(folder);
  execFileSync('tar', ['-xf', tar, '-C', folder]);
  rmSync(tar);
  tell(`made a Debian ${SUITE} with ${packages.join(' ')} (${seconds(started)})`);
}

function aptSources() {
  const files = ['/etc/apt/sources.list', '/etc/apt/sources.list.d/debian.sources'].filter((file) => existsSync(file));
  return files.length > 0 ? files.slice(-1) : give('there is no list of apt sources to take Debian from');
}

/**
 * Copies in the committed checkout with its owner, and the outer name resolution and certificates.
 *
 * @param {string} folder
 */
function moveIn(folder) {
  const kiosk = join(folder, HOME, 'kiosk');
  mkdirSync(kiosk, { recursive: true });
  const { name, id } = USER;
  for (const [file, line] of [
    ['passwd', `${name}:x:${id}:${id}::${HOME}:/bin/sh\n`],
    ['group', `${name}:x:${id}:\n`],
  ]) {
    const path = join(folder, 'etc', String(file));
    writeFileSync(path, readFileSync(path, 'utf8') + line);
  }
  const archive = execFileSync('git', ['archive', 'HEAD'], { cwd: root, maxBuffer: 1 << 30 });
  execFileSync('tar', ['-xf', '-', '-C', kiosk], { input: archive });
  for (const file of ['/etc/resolv.conf', '/etc/hosts', '/etc/ssl/certs/ca-certificates.crt'])
    cpSync(file, join(folder, file), { dereference: true });
  execFileSync('chown', ['-R', `${id}:${id}`, join(folder, HOME)]);
}

function npmEnvironment() {
  const ask = (/** @type {string} */ key) => execFileSync('npm', ['config', 'get', key], { encoding: 'utf8' }).trim();
  const told = { registry: ask('registry'), proxy: ask('proxy'), 'https-proxy': ask('https-proxy') };
  return {
    npm_config_cafile: '/etc/ssl/certs/ca-certificates.crt',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    ...Object.fromEntries(
      Object.entries(told)
        .filter(([, value]) => value !== 'null' && value !== 'undefined' && value !== '')
        .map(([key, value]) => [`npm_config_${key.replace('-', '_')}`, value]),
    ),
  };
}

/**
 * The command's own mount namespace removes /proc and /dev at the end.
 *
 * @param {string} folder
 * @param {string} command
 * @param {number} limitS
 * @returns {Promise<{ status: number | null, said: string }>}
 */
function typed(folder, command, limitS) {
  const started = performance.now();
  const inside = `mount -t proc proc ${folder}/proc && mount --rbind /dev ${folder}/dev && exec chroot --userspec=${USER.id}:${USER.id} ${folder} /usr/bin/env -i HOME=${HOME} PATH=/usr/bin:/bin ${Object.entries(
    npmEnvironment(),
  )
    .map(([key, value]) => `${key}='${value}'`)
    .join(' ')} timeout --signal=INT ${limitS} sh -c 'cd ${HOME}/kiosk && ${command}'`;
  return new Promise((settle) => {
    const child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', inside], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (/** @type {string} */ chunk) => {
        const before = STARTED.test(said);
        said += chunk;
        if (!before && STARTED.test(said) && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      });
    }
    child.on('close', (status) => {
      tell(`$ ${command}\n${said.trimEnd().split('\n').slice(-6).join('\n')}\n  → ${status} (${seconds(started)})`);
      settle({ status, said });
    });
  });
}

/** `typed` ends `npm start` at this line. */
const STARTED = /Kiosk {2}http:\/\/127\.0\.0\.1:\d+\//;

/**
 * @param {boolean} holds
 * @param {string} what
 * @param {string} said
 */
function check(holds, what, said) {
  tell(`${holds ? 'ok  ' : 'FAIL'}  ${what}`);
  if (!holds) tell(said.split('\n').slice(-40).join('\n'));
  return holds;
}

/** @param {string} folder */
async function followReadme(folder) {
  const start = await typed(folder, 'npm ci && npm start', LIMIT_S);
  const test = await typed(folder, 'npm test', LIMIT_S);
  return [
    check(STARTED.test(start.said), 'npm ci && npm start: the kiosk says where it is', start.said),
    check(
      test.status !== 0 && /missing .*chromium.*: as root, apt-get update && apt-get install/.test(test.said),
      'npm test: names what is missing, and how to get it',
      test.said,
    ),
  ];
}

/** @param {string} folder */
async function followWithoutCompiler(folder) {
  for (const tool of ['make', 'g++', 'gcc']) rmSync(join(folder, 'usr/bin', tool), { force: true });
  execFileSync('rm', ['-rf', join(folder, HOME, 'kiosk/node_modules'), join(folder, HOME, 'kiosk/dist')]);
  const start = await typed(folder, 'npm ci && npm start', LIMIT_S);
  const lines = start.said.split('\n').filter((line) => /apt-get install python3 make g\+\+/.test(line));
  const fetched = STARTED.test(start.said);
  return [
    check(fetched || lines.length === 1, 'without a compiler: it starts, or one line says what to install', start.said),
  ];
}

if (process.getuid?.() !== 0) give('as root: mmdebstrap makes a system in a folder');
if (spawnSync('mmdebstrap', ['--version']).error) give('missing mmdebstrap: apt-get install mmdebstrap');
const scratch = mkdtempSync(join(tmpdir(), 'bare-root-'));
const began = performance.now();
try {
  const folder = join(scratch, 'system');
  makeSystem(folder, packagesOfReadme());
  moveIn(folder);
  const results = [...(await followReadme(folder)), ...(await followWithoutCompiler(folder))];
  const failed = results.filter((well) => !well).length;
  tell(`in all ${seconds(began)}\n\n${results.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  if (process.argv.includes('--keep')) tell(scratch);
  else execFileSync('rm', ['-rf', '--one-file-system', scratch]);
}
