// @ts-check
import { pause } from './screen.mjs';
import { BOOT_PASSWORD } from './stick.mjs';

const USB_SAID = `
echo "guard $(($(systemctl show -P ExecMainStartTimestampMonotonic usbguard) / 1000)) - started"
dmesg | sed -n 's/^\\[ *\\([0-9]*\\)\\.\\([0-9]\\{3\\}\\)[0-9]*\\] usb \\([0-9.-]*\\): \\(Device is not authorized\\|authorized to connect\\|New USB device found\\).*/usb \\1\\2 \\3 \\4/p'
for device in /sys/bus/usb/devices/[0-9]*-*[0-9]; do
  case "$device" in *:*) continue ;; esac
  echo "now 0 \${device##*/} $(cat "$device/authorized")"
done
`;
/** @param {string} text */
const keysOf = (text) => [...text].map((letter) => (/[a-z0-9]/.test(letter) ? letter : 'ret'));

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {import('./cabinet.mjs').Cabinet} cabinet
 * @param {import('./screen.mjs').Screen} screen
 * @param {(holds: boolean, what: string, said?: string) => void} check
 */
export async function tryBoot(machine, cabinet, screen, check) {
  await cabinet.plugInStranger();
  await menuIsClosed(machine, screen, check);
  await machine.up();
  await screen.reads('Start in English', 240);
  check(true, 'the kiosk shows its first page after a start with a strange device in a socket');
  const { said } = await machine.shell(USB_SAID);
  const rows = [...said.matchAll(/^(guard|usb|now) (\d+) (\S+) (.*)$/gm)].map(([, of, ms, socket, words]) => ({
    of,
    ms: Number(ms),
    socket,
    words,
  }));
  const guard = rows.find(({ of }) => of === 'guard')?.ms ?? 0;
  const early = rows.filter(({ of, ms, words }) => of === 'usb' && ms < guard && words === 'authorized to connect');
  const seen = rows.filter(({ of, ms, words }) => of === 'usb' && ms < guard && words?.startsWith('New USB device'));
  check(guard > 0 && seen.length >= 6 && early.length === 0, 'no USB device is let in before USBGuard runs', said);
  const now = new Map(rows.filter(({ of }) => of === 'now').map(({ socket, words }) => [socket, words]));
  check(now.get(STRANGER) === '0', 'the strange device is kept out', said);
  now.delete(STRANGER);
  check(
    [...now.values()].every((words) => words === '1') && now.size >= 6,
    'the devices of the cabinet are let in',
    said,
  );
}

const STRANGER = '1-9';

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {import('./screen.mjs').Screen} screen
 * @param {(holds: boolean, what: string, said?: string) => void} check
 */
async function menuIsClosed(machine, screen, check) {
  await machine.monitor('system_reset');
  await untilRead(machine, screen, ['f4'], 'UEFI Firmware Settings');
  check(true, 'the boot menu comes where somebody presses F4');
  await machine.chord(['e']);
  await screen.reads('Enter username:', 30);
  check(true, 'its editor asks who it is');
  await types(machine, 'kiosk\n');
  await types(machine, 'guessed\n');
  await screen.reads('UEFI Firmware Settings', 60);
  check(true, 'a wrong password leads back to the menu');
  await machine.chord(['e']);
  await screen.reads('Enter username:', 30);
  await types(machine, 'kiosk\n');
  await types(machine, `${BOOT_PASSWORD}\n`);
  await screen.reads('initial ramdisk', 60);
  check(true, 'the password of the order opens the editor');
  await machine.monitor('system_reset');
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {string} text
 */
async function types(machine, text) {
  for (const key of keysOf(text)) {
    await machine.chord([key]);
    await pause(250);
  }
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {import('./screen.mjs').Screen} screen
 * @param {readonly string[]} keys
 * @param {string} words
 */
async function untilRead(machine, screen, keys, words) {
  for (let tries = 0; tries < 60; tries += 1) {
    for (let presses = 0; presses < 6; presses += 1) {
      await machine.chord(keys);
      await pause(200);
    }
    const found = await screen.reads(words, 0).catch(() => null);
    if (found) return;
  }
  throw new Error(`the screen never said "${words}"`);
}
