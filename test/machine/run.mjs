// @ts-check
/** The proofs `machine`, `service`, `boot`, `board` and `glass [WAY …]`. Each makes a kiosk of a bare Debian 13 after `docs/installing.md`. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fromRoot, seconds } from '../tools/root.mjs';
import { exchangeAdapter } from './adapter.mjs';
import { tryBoot } from './boot.mjs';
import { startCabinet } from './cabinet.mjs';
import { bareDisk } from './disk.mjs';
import { cabinetLines, installGpioChip } from './lines.mjs';
import { startMachine } from './machine.mjs';
import { backUp, restoreOnNewBoard } from './new-board.mjs';
import { pause, screenOf } from './screen.mjs';
import { BADGE_KEY_COMMAND, letInAtGlass, makeServiceVisit, stewardRefuses } from './service.mjs';
import {
  builtPackage,
  CENTRE_SERVERS_SCRIPT,
  ENABLE_USBGUARD_COMMAND,
  MOUNT_STICK_COMMAND,
  makeStick,
  OFFICE_HOST,
  stickDisk,
} from './stick.mjs';
import { makePaidVisit } from './visit.mjs';
import { tryWaysOut } from './ways-out-run.mjs';

const FOLDER = fromRoot('dist/.machine/run');
const began = performance.now();
let passed = 0;
let failed = 0;

/** @param {string} line */
const tell = (line) => console.log(`${seconds(began).padStart(8)}  ${line}`);

/**
 * @param {boolean} holds
 * @param {string} what
 * @param {string} [said]
 */
function check(holds, what, said = '') {
  if (holds) passed += 1;
  else failed += 1;
  tell(`${holds ? 'ok  ' : 'FAIL'}  ${what}`);
  if (!holds && said !== '') console.log(said.trimEnd().split('\n').slice(-40).join('\n'));
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {Awaited<ReturnType<typeof makeStick>>} stick
 */
async function install(machine, stick) {
  await machine.put(join(import.meta.dirname, 'centre-time.sh'), '/root/centre-time.sh');
  for (const line of ['update-grub', MOUNT_STICK_COMMAND, ...CENTRE_SERVERS_SCRIPT]) await machine.shell(line);
  await installGpioChip(machine, kernel);

  const run = async (/** @type {string} */ line) => {
    const started = performance.now();
    const { code, said } = await machine.shell(line, { limitS: 400 });
    check(code === 0, `${line.replace(/ 2>&1$/, '')} (${seconds(started)})`, said);
    return said;
  };
  await run(`apt-get install -y /media/stick/${stick.package} 2>&1`);
  await machine.shell(ENABLE_USBGUARD_COMMAND);
  await run(`asan-kiosk provision trust /media/stick/provision.pub --fingerprint ${stick.fingerprint}`);
  await run('asan-kiosk provision --from /media/stick --yes');
  await run('asan-kiosk provision --from /media/stick --yes --check');
  await run(BADGE_KEY_COMMAND);
  const torn = await machine.shell(
    'cp -r /media/stick /tmp/torn && sed -i s/K5/K6/ /tmp/torn/order.yaml && asan-kiosk provision --from /tmp/torn --yes',
  );
  check(torn.code === 1 && /PRV-/.test(torn.said), 'an order that was changed is refused', torn.said);
  await doctorBeforeStart(machine);
  const { said: boot } = await machine.shell('cat /proc/sys/kernel/random/boot_id');
  await machine.shell('systemctl reboot');
  await startedAnew(machine, boot);
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {string} before id of the boot
 */
async function startedAnew(machine, before) {
  for (let tries = 0; tries < 120; tries += 1) {
    await pause(2_000);
    const now = await machine
      .up(20)
      .then(() => machine.shell('cat /proc/sys/kernel/random/boot_id'))
      .catch(() => null);
    if (now?.code === 0 && now.said !== before) return;
  }
  throw new Error('the machine did not start anew');
}

/** Files of the test, which `doctor` names. */
const STAND_IN =
  /\/(?:(?:centre-names|centre-time|kiosk-board)\.service|timesyncd\.conf\.d\/centre\.conf|grub\.d\/machine\.cfg)(?: \(runs .*\))?$/;

/** @param {{ id: string, state: string, found: string }} check */
const isExpected = ({ id, state, found }) =>
  state === 'ok' ||
  state === 'skip' ||
  (id === 'strange-files' && found.split('; ').every((path) => STAND_IN.test(path)));

/**
 * An emulated network drops packets while the host is busy.
 *
 * @param {import('./machine.mjs').Machine} machine
 * @param {string} when
 * @param {(check: any) => boolean} expected
 */
async function doctor(machine, when, expected = isExpected) {
  /** @type {any[]} */
  let checks = [];
  for (let tries = 0; tries < 8; tries += 1) {
    const { said } = await machine.shell('asan-kiosk doctor --json 2>/dev/null', { limitS: 120 });
    checks = JSON.parse(said).checks;
    if (checks.every(expected)) break;
    await pause(15_000);
  }
  const wrong = checks.filter((each) => !expected(each));
  const count = `${checks.filter(({ state }) => state === 'ok').length} of ${checks.length} ok`;
  check(
    wrong.length === 0,
    `doctor ${when}: ${count}`,
    wrong.map(({ id, state, found }) => `${state} ${id}: ${found}`).join('\n'),
  );
  return checks;
}

/** @param {import('./machine.mjs').Machine} machine */
const doctorBeforeStart = (machine) =>
  doctor(
    machine,
    'before that start',
    (each) => isExpected(each) || (each.state === 'warn' && /it starts with the last restart/.test(each.fix)),
  );

/** @param {import('./machine.mjs').Machine} machine */
async function doctorAfterStart(machine) {
  const checks = await doctor(machine, 'after the start');
  const lines = checks.find(({ id }) => id === 'lines');
  check(lines?.state === 'ok', `doctor of the lines: ${lines?.found}`);
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {import('./screen.mjs').Screen} screen
 */
async function keypadIsHeard(machine, screen) {
  const watch = 'runuser -u asan-kiosk -- asan-kiosk keypad watch --hid 2047:09d0 --model storm-arrows --json';
  await machine.shell(`(timeout 60 ${watch} > /tmp/keys 2>&1 &)`);
  const heard = async (/** @type {string} */ what) => {
    for (let tries = 0; tries < 30; tries += 1) {
      if ((await machine.shell(`grep -q '${what}' /tmp/keys`)).code === 0) return true;
      await pause(1_000);
    }
    return false;
  };
  const isOnline = await heard('"device":"online"');
  for (const key of ['down', 'select']) cabinet.peers['keypad']?.tell(`press ${key}`);
  const came = isOnline && (await heard('"event":"key.released","key":"select"'));
  check(came, 'the keypad is heard by the user of the kiosk', (await machine.shell('cat /tmp/keys')).said);
  await screen.reads('Start in English', 60);
  check(true, 'and types nothing into the screen');
}

/** @param {import('./machine.mjs').Machine} machine */
async function strangerIsRefused(machine) {
  await cabinet.plugInStranger();
  let told = { code: 1, said: '' };
  for (let tries = 0; tries < 15 && told.code !== 0; tries += 1) {
    await pause(2_000);
    told = await machine.shell("journalctl -b -u asan-kiosk -o cat | grep usb.refused | grep '1209:0001'");
  }
  check(told.code === 0, 'a keypad that nobody knows: kept out, and told', told.said);
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {import('./lines.mjs').CabinetLines} lines
 */
async function doorIsTold(machine, lines) {
  for (const [active, event] of /** @type {const} */ ([
    [true, 'door.opened'],
    [false, 'door.closed'],
  ])) {
    const count = () => machine.shell(`journalctl -b -u asan-kiosk -o cat | grep -c '"event":"${event}"'`);
    const before = Number((await count()).said);
    await lines.move('door', active);
    let now = before;
    for (let tries = 0; tries < 15 && now === before; tries += 1) {
      await pause(1_000);
      now = Number((await count()).said);
    }
    check(now === before + 1, `the door: ${event} is told once`, `${now - before} times`);
  }
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {import('./screen.mjs').Screen} screen
 */
async function portIsHeld(machine, screen) {
  const asNobody = (/** @type {string} */ script) =>
    machine.shell(`runuser -u nobody -- /usr/lib/asan-kiosk/node/bin/node -e "${script}"`);
  const connects = `require('net').connect(8080, '127.0.0.1').on('connect', () => process.exit(1)).on('error', (e) => process.exit(e.code === 'ECONNREFUSED' ? 0 : 2))`;
  const refused = await asNobody(connects);
  check(refused.code === 0, 'another user is refused at the port of the page', refused.said);
  const stopped = await machine.shell('systemctl stop asan-kiosk', { limitS: 120 });
  const listens = `require('net').createServer().on('error', (e) => process.exit(e.code === 'EADDRINUSE' ? 0 : 2)).listen(8080, '127.0.0.1', () => process.exit(1))`;
  const held = await asNobody(listens);
  check(stopped.code === 0 && held.code === 0, 'and does not take it while the kiosk is stopped', held.said);
  await pause(5_000);
  const still = await machine.shell('systemctl is-active asan-kiosk');
  check(still.said.trim() === 'inactive', 'a kiosk that was stopped stays stopped', still.said);
  await machine.shell('systemctl start asan-kiosk', { limitS: 120 });
  await screen.reads('Start in English', 120);
  check(true, 'and its page comes back when it is started');
}

/**
 * Hangs page, launcher, process and kernel in turn. The launcher restarts the page, systemd restarts launcher and process, and the hardware
 * watchdog the machine.
 *
 * @param {import('./machine.mjs').Machine} machine
 * @param {import('./screen.mjs').Screen} screen
 */
async function hangEachLink(machine, screen) {
  const until = async (/** @type {string} */ what, /** @type {string} */ script, limitS = 180) => {
    const started = performance.now();
    let said = '';
    while (performance.now() - started < limitS * 1000) {
      const answer = await machine.shell(script);
      said = answer.said;
      if (answer.code === 0) return check(true, `${what} (${seconds(started)})`);
      await pause(2_000);
    }
    check(false, what, said);
  };
  await machine.shell("pkill -STOP -f '[t]ype=renderer'");
  await until('page hung: the launcher starts another browser', 'journalctl -b -u asan-glass -o cat | grep -q SVC-102');
  await screen.reads('Start in English', 120);
  await machine.shell('systemctl kill -s STOP --kill-whom=main asan-glass');
  await until(
    'launcher hung: systemd starts it anew',
    '[ "$(systemctl show asan-glass -p NRestarts --value)" -ge 1 ] && systemctl is-active asan-glass',
  );
  await screen.reads('Start in English', 120);
  await machine.shell('systemctl kill -s STOP --kill-whom=main asan-kiosk');
  await until(
    'process hung: systemd starts it anew',
    '[ "$(systemctl show asan-kiosk -p NRestarts --value)" -ge 1 ] && systemctl is-active asan-kiosk',
  );
  await screen.reads('Start in English', 120);
  const { said: boot } = await machine.shell('cat /proc/sys/kernel/random/boot_id');
  await machine.watchdogBites(true);
  // An expired watchdog stays off until a program opens it again.
  await machine.shell('systemctl daemon-reexec');
  await machine.shell('sysctl -w kernel.panic=0; (sleep 1; echo c > /proc/sysrq-trigger) >/dev/null 2>&1 &');
  const bitten = await machine.event('WATCHDOG', 120_000).then(
    () => true,
    () => false,
  );
  check(bitten, 'kernel hung: the watchdog of the hardware bites');
  await startedAnew(machine, boot);
  await screen.reads('Start in English', 180);
  check(true, 'and the kiosk is there again');
}

const [part = 'visit', ...ways] = process.argv.slice(2);
if (!['visit', 'service', 'boot', 'board', 'ways'].includes(part)) {
  console.error(
    'run.mjs visit, service, boot or board, or run.mjs ways [WAY …]; npm run prove lists them as machine, service, boot, board and glass',
  );
  process.exit(2);
}
if (!existsSync(fromRoot('dist/package'))) throw new Error('there is no package: npm run package -- amd64 --fast');
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const { disk, kernel } = bareDisk();
execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', '-F', 'raw', '-b', disk, join(FOLDER, 'disk.qcow2')]);
tell(`a bare Debian 13 and ${basename(builtPackage())}`);
const cabinet = await startCabinet(FOLDER, {
  office: ['--enrolment', '--names', OFFICE_HOST, '--state', join(FOLDER, 'office.db')],
});
const stick = await makeStick(join(FOLDER, 'stick'), cabinet);
const machine = await startMachine({
  folder: FOLDER,
  disk: join(FOLDER, 'disk.qcow2'),
  devices: [...cabinet.devices, ...stickDisk(stick.folder)],
});
try {
  await cabinet.plugIn();
  await machine.up();
  await install(machine, stick);
  const screen = screenOf(machine, FOLDER);
  await screen.reads('Start in English', 240);
  check(true, 'after the next start the kiosk shows its first page');
  if (part === 'visit') {
    await doctorAfterStart(machine);
    const lines = cabinetLines(machine);
    await doorIsTold(machine, lines);
    await keypadIsHeard(machine, screen);
    await strangerIsRefused(machine);
    await portIsHeld(machine, screen);
    const paper = await makePaidVisit(screen, cabinet, lines);
    check(true, 'the lights led from the card to the terminal and to the paper');
    check(
      paper.lines.some((/** @type {string} */ line) => /^PAID +5,00/.test(line)),
      `a visit by touch: paid, and printed (${paper.heightMm} mm)`,
      JSON.stringify(paper),
    );
    const open = await machine.shell('asan-kiosk ledger open --json');
    check(open.code === 0, 'the ledger: nothing is open', open.said);
    const backup = await machine.shell('asan-kiosk backup --to /root/K5.backup', { limitS: 300 });
    check(backup.code === 0, 'a backup for the key that the order names', backup.said);
    await pause(70_000);
    await hangEachLink(machine, screen);
    const books = await machine.shell('asan-kiosk ledger open');
    check(books.code === 0, `the ledger after it: ${books.said.split('\n')[0]}`, books.said);
  } else if (part === 'service') {
    const service = { machine, screen, cabinet, lines: cabinetLines(machine), check };
    await makeServiceVisit(service);
    await letInAtGlass(service, startedAnew);
    await stewardRefuses(service);
    await doctorAfterStart(machine);
  } else if (part === 'boot') {
    await tryBoot(machine, cabinet, screen, check);
    await doctorAfterStart(machine);
  } else if (part === 'board') {
    const proof = { check, startedAnew, doctorBeforeStart, doctor: doctorAfterStart };
    await backUp(machine, FOLDER, proof);
    await exchangeAdapter(machine, cabinet, proof);
    await machine.end();
    await restoreOnNewBoard(FOLDER, cabinet, { disk, kernel }, stick.fingerprint, proof);
  } else {
    await pause(15_000);
    await machine.watchdogBites(true);
    await machine.shell('systemctl daemon-reexec');
    const { tried, findings } = await tryWaysOut(machine, screen, ways, tell);
    passed += tried - findings.length;
    failed += findings.length;
    tell(`${tried} ways out, ${findings.length} findings`);
  }
} catch (error) {
  await machine.picture(join(FOLDER, 'end.png')).catch(() => {});
  check(
    false,
    error instanceof Error ? error.message : String(error),
    'the screen is kept as dist/.machine/run/end.png',
  );
} finally {
  await machine.end();
  await cabinet.end();
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
