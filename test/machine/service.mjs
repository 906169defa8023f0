// @ts-check
/** Staff at the glass, by touch: `docs/operating.md`, *Maintenance at the glass*. */
import { sourceModule } from '../tools/source.mjs';
import { SERIAL } from './adapter.mjs';
import { pause } from './screen.mjs';

const { SIMULATED_BADGES, SIMULATED_STAFF_KEYS } = await sourceModule('simulators/badge/badges.ts');
/** @type {{ number: string, pin: string }} */
const TECHNICIAN = SIMULATED_BADGES.find((/** @type {any} */ { id }) => id === 'technician').registered;

export const BADGE_KEY_COMMAND = `echo ${SIMULATED_STAFF_KEYS.badgeKey} | asan-kiosk badge key`;

/** Shares of the screen. */
const PIN_PAD = { x: 0.155, below: 0.107, apart: 0.261 };
const BAG_PAD = { x: 0.11, below: 0.17, apart: 0.1715 };

/** The button is white on dark: Tesseract does not read it. */
const ENGLISH = /** @type {const} */ ([0.918, 0.067]);
const RESTART = /** @type {const} */ ([0.514, 0.944]);

/**
 * @typedef {object} Service
 * @property {import('./machine.mjs').Machine} machine
 * @property {import('./screen.mjs').Screen} screen
 * @property {import('./cabinet.mjs').Cabinet} cabinet
 * @property {import('./lines.mjs').CabinetLines} lines
 * @property {(holds: boolean, what: string, said?: string) => void} check
 */

/**
 * A visit of staff: new roll, cassette, tests of printer, scanner and keypad.
 *
 * @param {Service} service
 */
export async function makeServiceVisit(service) {
  const { machine, screen, check } = service;
  const added = await machine.shell(`echo ${TECHNICIAN.pin} | asan-kiosk badge add ${TECHNICIAN.number} 2>&1`);
  check(added.code === 0, 'a badge is registered', added.said);
  await opensWithBadge(service);
  check(true, 'badge and PIN open the maintenance');
  await newRoll(service);
  check(true, 'a new roll, with its test line');
  await cassette(service);
  check(true, 'the cassette is exchanged, with its slip');
  await testsOfDevices(service);
  await screen.touches('Today');
  await closes(service);
  const acts = await actsOf(service);
  for (const act of ['begun', 'new-roll', 'ended'])
    check(acts.includes(`"what":"${act}","by":"${TECHNICIAN.number}"`), `the log has ${act} with its badge`, acts);
}

/**
 * The adapter of the printer is exchanged and let in at the glass. The machine then restarts at the glass.
 *
 * @param {Service} service
 * @param {(machine: import('./machine.mjs').Machine, before: string) => Promise<void>} startedAnew
 */
export async function letInAtGlass(service, startedAnew) {
  const { machine, screen, check } = service;
  await exchange(service);
  await opensWithBadge(service);
  await screen.touches('Devices');
  await screen.touches('Receipt printer');
  await screen.touchesBar(2, 3);
  await screen.reads('easy to read', 180);
  const before = (await machine.shell('cat /etc/asan-kiosk/profile.yaml')).said;
  check(!before.includes(SERIAL), 'before the answer, no file names the new adapter', before);
  await screen.touchesBar(3, 3);
  await screen.reads('stays in use', 120);
  const { said } = await machine.shell(
    'cat /etc/asan-kiosk/profile.yaml /etc/usbguard/rules.d/70-asan-kiosk.conf /etc/asan-kiosk/devices.json',
  );
  check(said.split(SERIAL).length === 4, 'profile, rules and record name the new adapter', said);
  await screen.touches('Machine');
  const { said: boot } = await machine.shell('cat /proc/sys/kernel/random/boot_id');
  await screen.touchesAt(...RESTART);
  await screen.reads('Restart the machine');
  await screen.touchesBar(2, 2);
  await startedAnew(machine, boot);
  await screen.reads('Start in English', 240);
  check(true, 'the machine restarts at the glass');
  await opensWithBadge(service);
  await screen.touches('Devices');
  await testsPrinter(service);
  check(true, 'after that start the printer prints at the new adapter');
  await screen.touches('Today');
  await closes(service);
}

/** @param {Service} service */
async function exchange({ machine, check }) {
  await unplug(machine, 'usb-printer');
  const spare = { driver: 'usb-serial', id: 'usb-spare', chardev: 'printer', bus: 'usb.0', port: '1', serial: SERIAL };
  await machine.monitor('device_add', spare);
  let told = { code: 1, said: '' };
  for (let tries = 0; tries < 30 && told.code !== 0; tries += 1) {
    await pause(2_000);
    told = await machine.shell('journalctl -b -u asan-kiosk -o cat | grep usb.refused | grep 0403:6001');
  }
  check(told.code === 0, 'another adapter in the socket of the printer is kept out', told.said);
}

/** @param {Service} service */
async function opensWithBadge({ screen, cabinet }) {
  cabinet.peers['badges']?.tell('put technician');
  await screen.reads('Texniki rejim', 90);
  await screen.touchesAt(...ENGLISH);
  await screen.touchesKeys('Type your PIN', [...TECHNICIAN.pin, 'next'], PIN_PAD);
  await screen.reads('Change the roll', 120);
  cabinet.peers['badges']?.tell('remove');
}

/** @param {Service} service */
async function newRoll({ screen, cabinet: { peers } }) {
  await screen.touchesBeside('Change the roll');
  await screen.reads('Open the cover');
  peers['printer']?.tell('cover open');
  await screen.reads('Put in the new roll');
  peers['printer']?.tell('paper full');
  await screen.touchesBar(2, 2);
  await screen.reads('Close the cover');
  peers['printer']?.tell('cover close');
  await pause(3_000);
  await screen.touchesBar(2, 2);
  await screen.reads('easy to read', 120);
  await screen.touchesBar(3, 3);
  await screen.reads('Change the roll');
}

/** @param {Service} service */
async function cassette({ screen, cabinet: { peers } }) {
  await screen.touchesBeside('Exchange the cassette');
  await screen.reads('Begin the exchange');
  await screen.touchesBar(2, 2);
  await screen.reads('Take the cassette out');
  peers['validator']?.tell('cassette out');
  await screen.reads('Put an empty cassette');
  peers['validator']?.tell('cassette in');
  await screen.reads('Count the notes', 90);
  await screen.touchesBar(2, 2);
  await screen.touchesKeys('Type the number', [...'120345'], BAG_PAD);
  await screen.touchesBar(3, 3);
  await screen.reads('cassette is exchanged', 120);
  await screen.touchesBar(2, 2);
  await screen.reads('Change the roll');
}

/** @param {Service} service */
async function testsOfDevices(service) {
  const { screen, check, cabinet } = service;
  await screen.touches('Devices');
  await testsPrinter(service);
  check(true, 'the printer passes its test');
  await screen.touches('Code scanner');
  await screen.touchesBar(2, 2);
  await screen.reads('Hold any code');
  cabinet.peers['scanner']?.tell('scan AZ-1');
  await screen.reads('Test passed', 90);
  check(true, 'the scanner (USB HID) passes its test');
  await screen.touchesBar(1, 2);
  await screen.touches('Keypad');
  await screen.touchesBar(2, 2);
  await screen.reads('Press each key');
  for (const key of ['up', 'down', 'left', 'right', 'select']) {
    cabinet.peers['keypad']?.tell(`press ${key}`);
    await pause(1_500);
  }
  await screen.reads('Test passed', 90);
  check(true, 'the keypad (USB HID) passes its test');
  await screen.touchesBar(1, 2);
}

/** @param {Service} service */
async function testsPrinter({ screen }) {
  await screen.touches('Receipt printer');
  await screen.touchesBar(2, 2);
  await screen.reads('easy to read', 180);
  await screen.touchesBar(3, 3);
  await screen.reads('Test passed', 60);
  await screen.touchesBar(1, 2);
}

/** @param {Service} service */
async function closes({ screen }) {
  await screen.reads('Change the roll');
  await screen.touchesBar(1, 1);
  await screen.reads('Start in English', 120);
}

/** @param {Service} service */
const actsOf = async ({ machine }) =>
  (await machine.shell('journalctl -b -u asan-kiosk -o cat | grep maintenance.act')).said;

const STEWARD = '/run/asan-steward.sock';

/**
 * Asks the steward as other users, and as the user of the kiosk for devices that the record does not know.
 *
 * @param {Service} service
 */
export async function stewardRefuses({ machine, check }) {
  const asks = async (/** @type {string} */ line, user = 'asan-kiosk') =>
    (await machine.shell(`echo '${line}' | runuser -u ${user} -- socat -t 90 - UNIX-CONNECT:${STEWARD} 2>&1`)).said;
  for (const user of ['nobody', 'asan-glass']) {
    const said = await asks('restart', user);
    check(/Permission denied/.test(said), `the steward does not hear ${user}`, said);
  }
  for (const line of ['restart now', 'try ../printer', 'run id']) {
    const said = await asks(line);
    check(said.trim() === '', `the steward does not answer "${line}"`, said);
  }
  const socket = '1-1';
  const inSocket = async (/** @type {object} */ device) => {
    await unplug(machine, 'usb-spare');
    await machine.monitor('device_add', { id: 'usb-spare', bus: 'usb.0', port: '1', ...device });
    await pause(5_000);
  };
  const stays = async (/** @type {string} */ what, /** @type {string} */ line, /** @type {RegExp} */ answer) => {
    const said = await asks(line);
    const { said: authorized } = await machine.shell(`cat /sys/bus/usb/devices/${socket}/authorized`);
    check(answer.test(said) && authorized.trim() === '0', `${what} stays refused`, `${said} ${authorized}`);
  };
  await inSocket({ driver: 'usb-kbd' });
  await stays('a keyboard in the socket of the printer', 'try printer', /SVC-110/);
  await stays('a keyboard that the kiosk calls a scanner', 'try scanner', /SVC-110|SVC-109/);
  await inSocket({ driver: 'usb-serial', chardev: 'printer', serial: 'A10THIRD' });
  await stays('an adapter that was not tried', 'keep printer', /SVC-109/);
  const twin = { driver: 'usb-serial', id: 'usb-twin', chardev: 'spare', bus: 'usb.0', port: '8', serial: SERIAL };
  await machine.monitor('device_add', twin);
  await pause(5_000);
  await stays('an adapter beside the former one', 'try printer', /SVC-109/);
  await unplug(machine, 'usb-twin');
  await inSocket({ driver: 'usb-serial', chardev: 'printer', serial: SERIAL });
  const { said } = await machine.shell(`cat /sys/bus/usb/devices/${socket}/authorized`);
  check(said.trim() === '1', 'the former adapter is let in again', said);
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {string} id
 */
async function unplug(machine, id) {
  const deleted = machine.event('DEVICE_DELETED', 60_000, id);
  await machine.monitor('device_del', { id });
  await deleted;
}
