// @ts-check
/**
 * `npm run prove -- package [--keep]` installs, upgrades, downgrades and removes the Debian package in a bare Debian 13. Needs root,
 * mmdebstrap, dpkg-dev, debhelper, lintian and man.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareRoot } from '../machine/disk.mjs';
import { fromRoot, root, seconds } from '../tools/root.mjs';
import * as its from './checks.mjs';
import { answerFaults, putOldLedger, raiseSchema, settlementFaults } from './ledger.mjs';
import { makeSystem } from './system.mjs';

/** @typedef {import('./system.mjs').System} System */

const ARCH = execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).trim();
const { INSTALLED, USERS } = its;
const OF_THE_SYSTEM = /^\/var\/(cache|log)\/|^\/etc\/ld\.so\.cache$/;

const results = { passed: 0, failed: 0 };

/**
 * @param {string} what
 * @param {readonly string[]} wrong
 */
function check(what, wrong) {
  console.log(`${wrong.length === 0 ? 'ok  ' : 'FAIL'}  ${what}`);
  for (const line of wrong.slice(0, 20)) console.log(`      ${line}`);
  results[wrong.length === 0 ? 'passed' : 'failed'] += 1;
}

/**
 * @param {System} system
 * @param {string} line
 * @param {number} [status]
 */
function dpkg(system, line, status = 0) {
  const said = system.run(`DEBIAN_FRONTEND=noninteractive dpkg ${line}`);
  const complaints = `${said.out}${said.err}`
    .split('\n')
    .filter((one) => /error|warning|cannot|failed/i.test(one) && !/^dpkg: warning: downgrading /.test(one));
  return said.status === status ? complaints : [`dpkg ${line} ended with ${said.status}`, said.out, said.err];
}

/** @param {System} system */
const installedVersion = (system) => system.run(`dpkg-query -W -f='\${Status} \${Version}' asan-kiosk`).out;

/**
 * @param {System} system
 * @param {string} deb
 */
function install(system, deb) {
  check('install', dpkg(system, `-i ${deb}`));
  check('users, folders and modes', its.ownerFaults(system));
  check('what it brings belongs to root', its.rootOwnershipFaults(system));
  check('units are there and not enabled', its.unitFaults(system));
  check('every native part loads in the packed Node', its.nativePartFaults(system));
  check('without a profile it says what to do', its.errorLineFaults(system, 'asan-kiosk run', 2, /provision/, 'root'));
  check('--version', its.commandFaults(system, 'asan-kiosk --version', 0, /^\d+\.\d+\.\d+\n$/));
  check('--help', its.commandFaults(system, 'asan-kiosk --help', 0, /Usage: asan-kiosk .*Exit code/s));
  check('run by somebody else says one line', its.errorLineFaults(system, 'asan-kiosk run', 2, /profile\.yaml/));
  check(
    'simulators are not shipped: one line',
    its.errorLineFaults(system, 'asan-kiosk run --simulate', 1, /no simulators/),
  );
  check('manual page', its.manPageFaults(system));
  check('pages for a technician', its.pageFaults(system));
  check('a code is explained', its.commandFaults(system, 'asan-kiosk explain prn-111', 0, /^PRN-111: .*What to do:/s));
  check('completion', its.completionFaults(system));
  check('dpkg --verify', its.dpkgVerifyFaults(system));
  const once = system.listing();
  check('the second install', dpkg(system, `-i ${deb}`));
  check('changes nothing', its.unexpectedDifferences(once, system.listing(), OF_THE_SYSTEM));
}

/**
 * What the package's scripts tell systemd. No systemd runs in a folder: a script in place of `systemctl` notes its arguments. The real
 * `systemctl` answers what is enabled.
 *
 * @param {System} system
 * @param {() => void} act
 * @returns {readonly string[]}
 */
function toldToSystemd(system, act) {
  const tool = '/usr/local/bin/systemctl';
  const input = `#!/bin/sh
echo "$*" >> /tmp/told
case "$*" in *is-active*) exit 3 ;; *is-enabled*) exec /usr/bin/systemctl --root=/ "$@" ;; esac
`;
  system.run(`mkdir -p /run/systemd/system && cat > ${tool} && chmod 755 ${tool}`, { input });
  act();
  const { out } = system.run(`cat /tmp/told; rm -rf ${tool} /run/systemd/system /tmp/told`);
  return out.split('\n').filter((line) => line !== '');
}

/**
 * @param {System} system
 * @param {string} deb
 * @param {string} later
 */
async function upgrade(system, deb, later) {
  putOldLedger(system);
  check('the ledger of commit 1bd06c1 says what it said', answerFaults(system));
  check('and a kiosk settles what is owed in it', await settlementFaults(system));
  check(
    'after which its tables have a number',
    its.hasLedgerSchema(`${system.folder}${INSTALLED['ledger']}`, 0) ? ['0'] : [],
  );
  const before = system.listing();
  const told = toldToSystemd(system, () => check('a later version', dpkg(system, `-i ${later}`)));
  check('keeps configuration and state', its.unexpectedDifferences(before, system.listing(), OF_THE_SYSTEM));
  check(
    'asks systemd to start nothing that is not enabled',
    told.length === 0 ? ['it was asked nothing at all'] : told.filter((line) => /\b(re)?start\b.*asan-/.test(line)),
  );
  check(
    'is the one that is installed',
    installedVersion(system).endsWith(its.versionOf(`${system.folder}${later}`)) ? [] : ['it is not'],
  );
  check('dpkg --verify', its.dpkgVerifyFaults(system));
  check('and back to the earlier one, which knows the same tables', dpkg(system, `-i ${deb}`));
}

/**
 * @param {System} system
 * @param {string} deb
 * @param {string} later
 */
function downgrade(system, deb, later) {
  dpkg(system, `-i ${later}`);
  raiseSchema(system, 99);
  const before = system.listing();
  const said = system.run(`dpkg -i ${deb}`);
  const lines = said.err.split('\n').filter((line) => /LDG-107/.test(line));
  check('an earlier version is refused where the ledger is of a newer one, in one line', [
    ...(said.status === 0 ? ['it was installed'] : []),
    ...(lines.length === 1 ? [] : [said.err]),
  ]);
  check('and nothing is changed', its.unexpectedDifferences(before, system.listing(), OF_THE_SYSTEM));
  const is = installedVersion(system);
  check(
    'what was installed still is',
    is === `install ok installed ${its.versionOf(`${system.folder}${later}`)}` ? [] : [is],
  );
  check('the program refuses it too', refusedByProgram(system));
  raiseSchema(system, 1);
}

/** @param {System} system */
function refusedByProgram(system) {
  const said = system.run('asan-kiosk ledger open', { as: USERS.kiosk });
  return said.status === 1 && /^[^\n]*LDG-107[^\n]*\n$/.test(said.err) ? [] : [`${said.status} ${said.out}${said.err}`];
}

/**
 * @param {System} system
 * @param {string} deb
 * @param {Map<string, string>} bare
 */
function leave(system, deb, bare) {
  its.pretendProvisioned(system);
  const before = system.listing();
  check('remove', dpkg(system, '-r asan-kiosk'));
  const kept = [...before.keys()].filter((path) => /^\/(etc|var\/lib)\/asan-kiosk/.test(path));
  const after = system.listing();
  check(
    'keeps configuration and ledger',
    kept.filter((path) => after.get(path) !== before.get(path)),
  );
  check(
    'takes the program along',
    [...after.keys()].filter((path) => /^\/usr\/.*asan-kiosk/.test(path)),
  );
  check('opens the consoles that were closed', its.maskedUnits(system));
  check('install again over what was kept', dpkg(system, `-i ${deb}`));
  check('purge', dpkg(system, '-P asan-kiosk'));
  const left = its.unexpectedDifferences(bare, system.listing(), OF_THE_SYSTEM);
  const aside = left.filter((line) => /^\+ \/var\/backups\/asan-kiosk-\d{14}/.test(line));
  check(
    'leaves the ledger, put aside for root, and nothing else',
    left.filter((line) => !aside.includes(line)),
  );
  check(
    'the whole of it',
    ['/ledger.db ', '/ledger.db.log-key '].filter((name) => !aside.some((line) => line.includes(name))),
  );
  system.run('rm -rf /var/backups/asan-kiosk-*');
  check('install and purge without a ledger', [...dpkg(system, `-i ${deb}`), ...dpkg(system, '-P asan-kiosk')]);
  check('leaves nothing at all', its.unexpectedDifferences(bare, system.listing(), OF_THE_SYSTEM));
}

/** @returns {string} */
function built() {
  const { status } = spawnSync('npm', ['run', 'package', '--', ARCH, '--fast'], { cwd: root, stdio: 'inherit' });
  const name = readdirSync(fromRoot('dist/package')).find((file) => file.endsWith(`_${ARCH}.deb`));
  if (status !== 0 || !name) throw new Error('the package was not made');
  return fromRoot(`dist/package/${name}`);
}

const began = performance.now();
if (process.getuid?.() !== 0) {
  console.log('as root: it makes a system in a folder\n\n0 passed, 1 failed');
  process.exit(1);
}
const scratch = mkdtempSync(join(tmpdir(), 'package-'));
try {
  const deb = built();
  const once = join(scratch, 'once.deb');
  cpSync(deb, once);
  check(
    'made again from the same commit it is the same, but for what V8 compiles',
    its.packageDifferences(once, built(), scratch),
  );
  check('lintian finds no error and warns of nothing', its.lint(deb));
  const system = makeSystem(join(scratch, 'system'), bareRoot());
  const [first, later] = ['/tmp/first.deb', '/tmp/later.deb'];
  cpSync(deb, `${system.folder}${first}`);
  cpSync(its.withVersion(deb, `${its.versionOf(deb)}.later`, scratch), `${system.folder}${later}`);
  system.run('touch /tmp/began');
  const bare = system.listing();
  install(system, first);
  await upgrade(system, first, later);
  downgrade(system, first, later);
  leave(system, first, bare);
} finally {
  if (process.argv.includes('--keep')) console.log(scratch);
  else execFileSync('rm', ['-rf', '--one-file-system', scratch]);
}
console.log(`in all ${seconds(began)}\n\n${results.passed} passed, ${results.failed} failed`);
process.exitCode = results.failed === 0 ? 0 : 1;
