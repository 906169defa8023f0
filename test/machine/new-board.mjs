// @ts-check
/** `docs/operating.md`, *A new board*. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seconds } from '../tools/root.mjs';
import { installGpioChip } from './lines.mjs';
import { startMachine } from './machine.mjs';
import { pause, screenOf } from './screen.mjs';
import { CENTRE_SERVERS_SCRIPT, ENABLE_USBGUARD_COMMAND, MOUNT_STICK_COMMAND, stickDisk } from './stick.mjs';

const PATIENT = { limitS: 600 };

/**
 * @typedef {object} Proof
 * @property {(holds: boolean, what: string, said?: string) => void} check
 * @property {(machine: import('./machine.mjs').Machine, before: string) => Promise<void>} startedAnew
 * @property {(machine: import('./machine.mjs').Machine) => Promise<unknown>} doctorBeforeStart
 * @property {(machine: import('./machine.mjs').Machine) => Promise<void>} doctor
 */

/**
 * Takes from the first board its backup, the key that opens the backup, and a newer order with the key of its log.
 *
 * @param {import('./machine.mjs').Machine} machine
 * @param {string} folder with the stick
 * @param {Proof} proof
 */
export async function backUp(machine, folder, { check }) {
  let made = { code: -1, said: '' };
  for (let tries = 0; tries < 60 && made.code !== 0; tries += 1) {
    // The first start makes the signing key.
    made = await machine.shell('asan-kiosk backup --to /root/K5.backup --json 2>/dev/null', PATIENT);
    if (made.code !== 0) await pause(5_000);
  }
  check(made.code === 0, 'a backup of the first board', made.said);
  const { key } = JSON.parse(made.said);
  const { said } = await machine.shell('base64 -w0 /root/K5.backup', PATIENT);
  writeFileSync(join(folder, 'K5.backup'), Buffer.from(said, 'base64'));
  const order = join(folder, 'stick/order.yaml');
  const text = readFileSync(order, 'utf8').replace('serial: 1\n', 'serial: 2\n');
  writeFileSync(order, text.replace('  - id: K5\n', `  - id: K5\n    logKey: ${key}\n`));
  execFileSync('minisign', ['-S', '-s', join(folder, 'owner.key'), '-m', order], { stdio: 'ignore' });
}

/**
 * @param {string} folder
 * @param {import('./cabinet.mjs').Cabinet} cabinet
 * @param {{ disk: string, kernel: string }} bare
 * @param {string} fingerprint of the owner's key, from the sheet of the office
 * @param {Proof} proof
 */
export async function restoreOnNewBoard(folder, cabinet, { disk, kernel }, fingerprint, proof) {
  const { check } = proof;
  const board = join(folder, 'board');
  mkdirSync(board, { recursive: true });
  const fresh = join(board, 'disk.qcow2');
  execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', '-F', 'raw', '-b', disk, fresh]);
  const devices = [...cabinet.devices, ...stickDisk(join(folder, 'stick'))];
  const machine = await startMachine({ folder: board, disk: fresh, devices });
  try {
    await cabinet.plugIn();
    await machine.up();
    await putOnBoard(machine, folder, kernel);
    const run = async (/** @type {string} */ line, code = 0) => {
      const started = performance.now();
      const answer = await machine.shell(`${line} 2>&1`, PATIENT);
      check(answer.code === code, `new board: ${line} (${seconds(started)})`, answer.said);
      return answer.said;
    };
    await run('apt-get install -y /media/stick/*.deb');
    await machine.shell(ENABLE_USBGUARD_COMMAND);
    await run(`asan-kiosk provision trust /media/stick/provision.pub --fingerprint ${fingerprint}`);
    const restore = 'asan-kiosk restore /media/usb/K5.backup --identity /media/usb/key.txt';
    check(/--kiosk-key FILE/.test(await run(restore, 2)), 'new board: without a key of the kiosk nothing is restored');
    await run(`${restore} --from /media/stick --check`);
    await run('test ! -e /etc/asan-kiosk/profile.yaml');
    check(/this machine is provisioned/.test(await run(`${restore} --from /media/stick`)), 'new board: provisioned');
    check(
      /nothing to change/.test(await run(`${restore} --from /media/stick`)),
      'new board: again, and nothing changes',
    );
    await proof.doctorBeforeStart(machine);
    const { said: boot } = await machine.shell('cat /proc/sys/kernel/random/boot_id');
    await machine.shell('systemctl reboot');
    await proof.startedAnew(machine, boot);
    await isClosed(machine, board, proof, run);
  } catch (error) {
    await machine.picture(join(board, 'end.png')).catch(() => {});
    throw error;
  } finally {
    await machine.end();
  }
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {string} folder
 * @param {string} kernel
 */
async function putOnBoard(machine, folder, kernel) {
  await machine.put(join(import.meta.dirname, 'centre-time.sh'), '/root/centre-time.sh');
  for (const line of [MOUNT_STICK_COMMAND, 'mkdir -p /media/usb', ...CENTRE_SERVERS_SCRIPT]) await machine.shell(line);
  await machine.put(join(folder, 'K5.backup'), '/media/usb/K5.backup');
  await machine.put(join(folder, 'backup.key'), '/media/usb/key.txt');
  await installGpioChip(machine, kernel);
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {string} board
 * @param {Proof} proof
 * @param {(line: string, code?: number) => Promise<string>} run
 */
async function isClosed(machine, board, { check, doctor, startedAnew }, run) {
  const screen = screenOf(machine, board);
  await screen.reads('Start in English', 240);
  check(true, 'new board: the kiosk serves after the next start');
  await doctor(machine);
  check(/^masked$/m.test(await run('systemctl is-enabled getty@tty2.service', 1)), 'new board: consoles are closed');
  const chains = await run('nft list chains');
  check((chains.match(/policy drop;/g) ?? []).length >= 2, 'new board: the firewall is loaded', chains);
  await run('test "$(stat -c %a:%U:%G /etc/asan-kiosk/profile.yaml)" = 640:root:asan-kiosk');
  await run('echo other > /etc/asan-kiosk/machine && (systemctl restart asan-kiosk || true)');
  await screen.reads('SVC-106', 240);
  check(
    /SVC-106/.test(await run('journalctl -b -u asan-kiosk -o cat')),
    'new board: with the record of another machine it does not serve',
  );
  const { said: boot } = await machine.shell('cat /proc/sys/kernel/random/boot_id');
  await run('rm /etc/asan-kiosk/machine');
  await machine.shell('systemctl reboot');
  await startedAnew(machine, boot);
  await run('timeout 120 sh -c "until systemctl is-active asan-console; do sleep 1; done"');
  await run('! systemctl is-active asan-glass asan-recovery usbguard', 0);
  check(
    /usb1/.test(await run('grep -l 1 /sys/bus/usb/devices/usb*/authorized_default')),
    'new board: without a record a technician has console and keyboard',
  );
}
