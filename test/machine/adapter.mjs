// @ts-check
/** `docs/operating.md`, *Replace a device*. */
import { pause } from './screen.mjs';

const PATIENT = { limitS: 600 };
/** Serial number of the other adapter. */
export const SERIAL = 'A10SPARE';

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {import('./cabinet.mjs').Cabinet} cabinet
 * @param {Pick<import('./new-board.mjs').Proof, 'check' | 'doctor'>} proof
 */
export async function exchangeAdapter(machine, cabinet, { check, doctor }) {
  const deleted = machine.event('DEVICE_DELETED', 60_000);
  await machine.monitor('device_del', { id: 'usb-printer' });
  await deleted;
  const spare = { driver: 'usb-serial', id: 'usb-spare', chardev: 'printer', bus: 'usb.0', port: '1', serial: SERIAL };
  await machine.monitor('device_add', spare);
  let told = { code: 1, said: '' };
  for (let tries = 0; tries < 30 && told.code !== 0; tries += 1) {
    await pause(2_000);
    told = await machine.shell('journalctl -b -u asan-kiosk -o cat | grep usb.refused | grep 0403:6001');
  }
  check(told.code === 0, 'another adapter in the socket of the printer: kept out, and told', told.said);
  const { code, said } = await machine.shell('asan-kiosk provision --devices --yes 2>&1', PATIENT);
  check(code === 0, 'provision --devices lets it in', said);
  const { said: profile } = await machine.shell('cat /etc/asan-kiosk/profile.yaml');
  const { said: rules } = await machine.shell('cat /etc/udev/rules.d/71-asan-kiosk-devices.rules');
  check(`${profile}${rules}`.includes(SERIAL), 'profile and rules name it', `${profile}${rules}`);
  await doctor(machine);
  await printsTestPage(machine, cabinet, check);
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {import('./cabinet.mjs').Cabinet} cabinet
 * @param {import('./new-board.mjs').Proof['check']} check
 */
async function printsTestPage(machine, { peers }, check) {
  const papers = () => peers['printer']?.events.filter(({ event }) => event === 'paper').length ?? 0;
  const before = papers();
  const script =
    'systemctl stop asan-kiosk.service && sudo -u asan-kiosk asan-kiosk printer test-page 2>&1; code=$?; systemctl start asan-kiosk.service; exit $code';
  const { code, said } = await machine.shell(script, PATIENT);
  check(code === 0 && papers() === before + 1, 'and the printer prints its test page', said);
}
