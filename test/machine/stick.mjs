// @ts-check
/** The installation stick: package, order, the order's signature, and the owner's key. */
import { execFileSync } from 'node:child_process';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { basename, join } from 'node:path';
import { fromRoot } from '../tools/root.mjs';
import { ADDRESSES } from './cabinet.mjs';
import { LINES_OF_ORDER } from './lines.mjs';

export const OFFICE_HOST = 'office.example';

/** Password of the boot menu. The order has its hash, like grub-mkpasswd-pbkdf2. */
export const BOOT_PASSWORD = 'specimen';

function bootHash() {
  const salt = randomBytes(64);
  const key = pbkdf2Sync(BOOT_PASSWORD, salt, 10_000, 64, 'sha512');
  return `grub.pbkdf2.sha512.10000.${salt.toString('hex')}.${key.toString('hex')}`
    .toUpperCase()
    .replace('GRUB.PBKDF2.SHA512', 'grub.pbkdf2.sha512');
}

/**
 * Path of the built package for amd64.
 *
 * @returns {string}
 */
export function builtPackage() {
  const name = readdirSync(fromRoot('dist/package')).find((file) => file.endsWith('_amd64.deb'));
  if (name === undefined) throw new Error('there is no package: npm run package -- amd64');
  return fromRoot(`dist/package/${name}`);
}

/**
 * @param {string} folder
 * @param {import('./cabinet.mjs').Cabinet} cabinet
 * @returns {Promise<{ folder: string, fingerprint: string, package: string }>} fingerprint of the owner's key, as on the sheet of the
 * office
 */
export async function makeStick(folder, { peers }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const key = join(folder, '..', 'owner.key');
  execFileSync('minisign', ['-G', '-W', '-f', '-p', join(folder, 'provision.pub'), '-s', key], { stdio: 'ignore' });
  const { office } = peers;
  if (!office) throw new Error('a cabinet without an office');
  office.tell('enrol K5');
  const { code } = await office.hear((event) => event.event === 'enrolment-code');
  const authority = await authorityOf(office.ready.url, folder);
  const opens = join(folder, '..', 'backup.key');
  rmSync(opens, { force: true });
  execFileSync('age-keygen', ['-o', opens], { stdio: 'ignore' });
  const recipient = execFileSync('age-keygen', ['-y', opens], { encoding: 'utf8' }).trim();
  writeFileSync(join(folder, 'order.yaml'), orderOf(code, authority, recipient));
  execFileSync('minisign', ['-S', '-s', key, '-m', join(folder, 'order.yaml')], { stdio: 'ignore' });
  cpSync(builtPackage(), join(folder, basename(builtPackage())));
  return { folder, fingerprint: fingerprintOf(join(folder, 'provision.pub')), package: basename(builtPackage()) };
}

/**
 * QEMU's arguments for a disk with the files of the stick. The guest agent would take minutes for the package.
 *
 * @param {string} folder
 */
export const stickDisk = (folder) => [
  '-drive',
  `file=fat:${folder},if=none,id=stick,format=raw,read-only=on`,
  '-device',
  'virtio-blk-pci,drive=stick',
];

export const MOUNT_STICK_COMMAND = 'mkdir -p /media/stick && mount -o ro /dev/vdb1 /media/stick';

/**
 * As on the office's sheet.
 *
 * @param {string} key
 */
function fingerprintOf(key) {
  const command = [fromRoot('dist/device/asan-kiosk.js'), 'provision', 'fingerprint', key];
  return execFileSync(process.execPath, command, { encoding: 'utf8' }).trim();
}

/**
 * @param {string} url
 * @param {string} scratch
 * @returns {Promise<string>} PEM
 */
async function authorityOf(url, scratch) {
  const answer = await new Promise((settle, fail) => {
    const asked = request(`${url}/.well-known/est/cacerts`, { rejectUnauthorized: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => settle(text));
    });
    asked.on('error', fail);
    asked.end();
  });
  const file = join(scratch, '..', 'cacerts.p7');
  writeFileSync(file, Buffer.from(answer, 'base64'));
  const said = execFileSync('openssl', ['pkcs7', '-inform', 'DER', '-in', file, '-print_certs']).toString();
  return said.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g)?.join('\n') ?? '';
}

/**
 * @param {string} code
 * @param {string} authority
 * @param {string} recipient of backups
 */
const orderOf = (code, authority, recipient) => `serial: 1
issued: "2026-11-27"
expires: "2099-01-31"
centre:
  number: 5
  name: { az: Dövlət xidmətləri mərkəzi № 5, ru: Центр государственных услуг № 5, en: Public service centre No 5 }
  short: { az: Mərkəz № 5, ru: Центр № 5, en: Centre No 5 }
statusUrl: https://status.example/a/
panel: { widthPx: 1080, heightPx: 1920, pxPerMm: 4.03 }
office:
  url: https://${OFFICE_HOST}
  ca: |
${authority.replace(/^/gm, '    ')}
timeZone: Asia/Baku
bootPassword: ${bootHash()}
backup: { recipients: [${recipient}] }
kiosks:
  - id: K5
    code: ${code}
    terminalPassword: "123456"
    devices:
      reader: { driver: mrz, link: { serial: { path: /dev/serial/by-id/usb-QEMU_QEMU_USB_SERIAL_A10READ-if00-port0, baudRate: 9600 } } }
      badgeReader: { driver: pn532, link: { serial: { path: /dev/serial/by-id/usb-QEMU_QEMU_USB_SERIAL_A10BADGE-if00-port0, baudRate: 115200 } } }
${LINES_OF_ORDER}
`;

/** Name server and time server. The time server's script is in the machine's /root. */
export const CENTRE_SERVERS_SCRIPT = [
  // Every name has the office's address. dnsmasq answers at once, also while the machine is busy.
  `printf '[Service]\\nExecStart=/usr/sbin/dnsmasq --keep-in-foreground --conf-file=/dev/null --pid-file= --user=root --no-resolv --no-hosts --bind-interfaces --listen-address=127.0.0.1 --address=/#/${ADDRESSES.office}\\n[Install]\\nWantedBy=multi-user.target\\n' > /etc/systemd/system/centre-names.service`,
  "rm -f /etc/resolv.conf && echo 'nameserver 127.0.0.1' > /etc/resolv.conf",
  'systemctl daemon-reload && systemctl enable --now centre-names',
  'mkdir -p /etc/systemd/timesyncd.conf.d',
  "printf '[Time]\\nNTP=127.0.0.1\\n' > /etc/systemd/timesyncd.conf.d/centre.conf",
  'bash /root/centre-time.sh install',
];

/** Removes the file that prevents USBGuard's start on the bare disk (`disk.mjs`). */
export const ENABLE_USBGUARD_COMMAND = 'rm -r /etc/systemd/system/usbguard.service.d && systemctl daemon-reload';
