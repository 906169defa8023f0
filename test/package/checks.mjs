// @ts-check
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runnerImport } from 'vite';
import { TECHNICIAN_PAGES } from '../tools/package/stage.mjs';
import { fromRoot } from '../tools/root.mjs';
import { differences } from './system.mjs';

/** @typedef {import('./system.mjs').System} System */
/** @typedef {import('./system.mjs').Said} Said */

const { module: installed } = await runnerImport(fromRoot('provisioning/machine/installed.ts'), { configFile: false });
/** @type {Record<string, string>} */
export const INSTALLED = installed['INSTALLED'];
/** @type {{ kiosk: string, glass: string }} */
export const USERS = installed['USERS'];

/**
 * Runs lintian: no errors or warnings. lintian-overrides has reasons.
 *
 * @param {string} deb
 */
export function lint(deb) {
  const { stdout, stderr, error } = spawnSync('lintian', ['--fail-on', 'none', '--show-overrides', deb], {
    encoding: 'utf8',
  });
  if (error) return ['missing lintian: apt-get install lintian'];
  const lines = stdout.split('\n').filter((line) => /^[EWIPXNO]: /.test(line));
  if (!lines.some((line) => /^O: .*node\/bin\/node/.test(line))) return [`lintian looked at nothing: ${stderr}`];
  return lines.filter((line) => /^[EW]: /.test(line));
}

/**
 * Checks owners and modes of the package's folders, and of its commands.
 *
 * @param {System} system
 */
export function ownerFaults(system) {
  const { kiosk, glass } = USERS;
  const wanted = Object.fromEntries([
    ...foldersToBe(),
    [INSTALLED['command'] ?? '', '755 root:root'],
    [INSTALLED['node'] ?? '', '755 root:root'],
  ]);
  const folders = Object.entries(wanted).flatMap(([path, mode]) => {
    const found = system.run(`stat -c '%a %U:%G' ${path}`).out.trim();
    return found === mode ? [] : [`${path}: expected ${mode}, found ${found}`];
  });
  const users = [kiosk, glass].flatMap((user) => {
    const [, , id, , , , shell] = system.run(`getent passwd ${user}`).out.trim().split(':');
    const locked = system.run(`getent shadow ${user}`).out.split(':')[1] ?? '';
    if (id === undefined) return [`there is no user ${user}`];
    return [
      ...(Number(id) < 1000 ? [] : [`${user} is no user of the system: ${id}`]),
      ...(/nologin$/.test(shell ?? '') ? [] : [`${user} can log in: ${shell}`]),
      ...(/^!/.test(locked) ? [] : [`${user} has a password`]),
    ];
  });
  return [...folders, ...users];
}

/** @returns {readonly (readonly [string, string])[]} */
function foldersToBe() {
  const text = readFileSync(fromRoot('provisioning/units/tmpfiles.d/asan-kiosk.conf'), 'utf8');
  return [...text.matchAll(/^d (\S+) 0?(\d+) (\S+) (\S+)/gm)].map(([, path = '', mode, user, group]) => [
    path,
    `${mode} ${user}:${group}`,
  ]);
}

/**
 * Checks that only root can change the package's files, and that none is set-user-id.
 *
 * @param {System} system
 */
export function rootOwnershipFaults(system) {
  return system
    .run("dpkg -L asan-kiosk | xargs -d '\\n' stat -c '%F|%a|%U:%G|%n' | grep '^regular'")
    .out.trim()
    .split('\n')
    .filter((line) => !/\|(644|755)\|root:root\|/.test(line));
}

/**
 * Checks that every unit is in the package and known to systemd, and starts nothing before provisioning.
 *
 * @param {System} system
 */
export function unitFaults(system) {
  const names = readdirSync(fromRoot('provisioning/units')).filter((name) =>
    /\.(service|timer|path|socket)$/.test(name),
  );
  return names.flatMap((name) => {
    const { out } = system.run(`systemctl is-enabled ${name}`);
    return /^(disabled|static|indirect)$/.test(out.trim()) ? [] : [`${name}: ${out.trim() || 'not there'}`];
  });
}

/** Code for a loop, so that the collector must free objects of each native part. */
const USED = {
  'better-sqlite3': "const db = new m(':memory:'); use = () => db.prepare('SELECT 1').get()",
  epoll: 'use = () => new m.Epoll(() => {}).close()',
  'node-hid': 'use = () => m.devices()',
  onoff: 'use = () => m.Gpio.accessible',
  serialport: 'use = () => new m.SerialPort({ path: "/dev/null", baudRate: 9600, autoOpen: false })',
  smartcard: 'use = () => Object.keys(m)',
};

/**
 * Loads each part in the package's Node as the kiosk's user.
 *
 * @param {System} system
 */
export function nativePartFaults(system) {
  const load = Object.entries(USED).flatMap(([name, use]) => {
    const script = `let use; const m = require('${name}'); ${use};
      (async () => { for (let n = 0; n < 40; n++) { for (let i = 0; i < 10; i++) use(); await require('node:fs/promises').readFile('/etc/hostname'); } console.log('well'); })()`;
    const said = system.run(`cd ${INSTALLED['root']} && node/bin/node --gc-interval=97 -e "$(cat)"`, {
      as: USERS.kiosk,
      input: script,
    });
    return said.status === 0 && said.out === 'well\n'
      ? []
      : [`${name}: ${said.err.trim().split('\n').slice(0, 4).join(' ')}`];
  });
  const linked = system.run(
    `find ${INSTALLED['root']} -name '*.node' -o -path '*/node/bin/node' | xargs ldd 2>&1 | grep 'not found'`,
  ).out;
  return [...load, ...linked.split('\n').filter((line) => line !== '')];
}

/**
 * Runs a command as an ordinary user.
 *
 * @param {System} system
 * @param {string} line
 * @param {number} status
 * @param {RegExp} says
 */
export function commandFaults(system, line, status, says) {
  const said = system.run(line, { as: 'nobody' });
  const text = `${said.out}${said.err}`;
  if (said.status === status && says.test(text)) return [];
  return [`${line}: ${said.status}, ${text.trim().slice(0, 600)}`];
}

/**
 * Expects exactly one line on standard error.
 *
 * @param {System} system
 * @param {string} line
 * @param {number} status
 * @param {RegExp} says
 * @param {string} [as]
 */
export function errorLineFaults(system, line, status, says, as = 'nobody') {
  const said = system.run(line, { as });
  const well = said.status === status && said.out === '' && /^[^\n]*\n$/.test(said.err) && says.test(said.err);
  return well ? [] : [`${line}: ${said.status}, ${said.out}${said.err}`];
}

/**
 * @param {System} system
 */
export function manPageFaults(system) {
  const page = join(system.folder, 'usr/share/man/man1/asan-kiosk.1.gz');
  if (!existsSync(page)) return [`there is no ${page}`];
  const { status, stdout, stderr } = spawnSync('man', ['--warnings', '-E', 'UTF-8', '-l', '-Tutf8', page], {
    encoding: 'utf8',
    env: { ...process.env, MANPAGER: 'cat', MANWIDTH: '100' },
  });
  const wants = ['NAME', 'asan-kiosk ledger open', 'Exit code'].filter((word) => !stdout.includes(word));
  return [...(status === 0 ? [] : [`man ended with ${status}`]), ...stderr.split('\n'), ...wants].filter(
    (line) => line !== '',
  );
}

/**
 * Checks the technician's pages: compressed, and the same as in docs.
 *
 * @param {System} system
 */
export function pageFaults(system) {
  return TECHNICIAN_PAGES.flatMap((page) => {
    const shown = system.run(`zcat /usr/share/doc/asan-kiosk/${basename(page)}.gz`, { as: 'nobody' }).out;
    return shown === readFileSync(fromRoot(page), 'utf8') ? [] : [`${page}: ${shown.slice(0, 80)}`];
  });
}

/**
 * Types the beginning of a word, tab and return in an interactive bash.
 *
 * @param {System} system
 */
export function completionFaults(system) {
  const file = '/usr/share/bash-completion/completions/asan-kiosk';
  return [
    ['asan-kiosk le\t', /asan-kiosk ledger: say which/],
    ['asan-kiosk ledger sh\t', /asan-kiosk ledger show: missing required argument/],
    ['asan-kiosk --ver\t', /^\d+\.\d+\.\d+/m],
  ].flatMap(([typed, says]) => {
    const said = system.run(`script -qec 'bash --norc --noprofile -i' /dev/null`, {
      as: 'nobody',
      input: `. ${file}\n${typed}\nexit\n`,
    });
    return /** @type {RegExp} */ (says).test(said.out.replaceAll('\r', ''))
      ? []
      : [`${JSON.stringify(typed)}: ${said.out}`];
  });
}

/**
 * @param {Map<string, string>} before
 * @param {Map<string, string>} after
 * @param {RegExp} [but]
 */
export const unexpectedDifferences = (before, after, but = /^$/) =>
  differences(before, after).filter((line) => !but.test(line.slice(2).split(' ')[0] ?? ''));

/**
 * Writes every file of provisioning, a secret, and a closed console.
 *
 * @param {System} system
 */
export function pretendProvisioned(system) {
  const made = Object.values(INSTALLED).filter((path) => /^\/(etc|var)\/.*\/[^/]+\.[a-z]+$/.test(path));
  for (const path of [...made, '/etc/credstore/asan-kiosk.try'])
    system.run(`[ -e ${path} ] || install -D -m 600 /dev/null ${path}`);
  system.run('ln -s /dev/null /etc/systemd/system/debug-shell.service');
}

/** @param {System} system */
export const maskedUnits = (system) =>
  system
    .run('find /etc/systemd/system -lname /dev/null')
    .out.split('\n')
    .filter((line) => line !== '');

/** @param {System} system */
export const dpkgVerifyFaults = (system) =>
  system
    .run('dpkg --verify asan-kiosk; dpkg --audit')
    .out.split('\n')
    .filter((line) => line !== '');

/**
 * Files of a package with mode, time and contents. V8's code caches, and the sums and sizes that depend on them, are never equal: left out.
 *
 * @param {string} deb
 * @param {string} folder
 * @returns {Map<string, string>}
 */
function contentsOf(deb, folder) {
  execFileSync('dpkg-deb', ['-R', deb, folder]);
  const find =
    "find . -name '*.cjs.cache' -o -path './DEBIAN/md5sums' -o -path './DEBIAN/control' -o -type f -printf '%p\\t%m %T@ ' -exec sha256sum {} \\; -o -printf '%p\\t%m %y %l\\n'";
  const out = execFileSync('sh', ['-c', find], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  const lines = (/** @type {string} */ name, /** @type {RegExp} */ but) =>
    readFileSync(join(folder, 'DEBIAN', name), 'utf8')
      .split('\n')
      .filter((line) => !but.test(line))
      .join('\n');
  const found = [
    ...out.split('\n').map((line) => line.split('\t')),
    ['control', lines('control', /^Installed-Size/)],
    ['md5sums', lines('md5sums', /\.cjs\.cache$/)],
  ];
  execFileSync('rm', ['-rf', folder]);
  return new Map(found.map(([path = '', what = '']) => [path, what]));
}

/**
 * @param {string} deb
 * @param {string} again
 * @param {string} scratch
 */
export const packageDifferences = (deb, again, scratch) =>
  differences(contentsOf(deb, join(scratch, 'one')), contentsOf(again, join(scratch, 'two')));

/**
 * @param {string} deb
 * @param {string} version
 * @param {string} folder
 * @returns {string}
 */
export function withVersion(deb, version, folder) {
  const tree = join(folder, `deb-${version}`);
  execFileSync('dpkg-deb', ['-R', deb, tree]);
  execFileSync('sed', ['-i', `s/^Version: .*/Version: ${version}/`, join(tree, 'DEBIAN/control')]);
  const file = join(folder, `asan-kiosk_${version}_amd64.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '-b', tree, file], { stdio: 'ignore' });
  execFileSync('rm', ['-rf', tree]);
  return file;
}

/** @param {string} file */
export const versionOf = (file) => execFileSync('dpkg-deb', ['-f', file, 'Version'], { encoding: 'utf8' }).trim();

/**
 * @param {string} file of a ledger
 * @param {number} version
 */
export const hasLedgerSchema = (file, version) => readFileSync(file).readUInt32BE(60) === version;
