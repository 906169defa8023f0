// @ts-check
/** `node test/tools/needs.mjs` installs what tests need besides npm's packages, or names what is missing. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fromRoot, seconds } from './root.mjs';
import { run } from './run.mjs';

/** Debian's packages, and the programs that show that a package is installed. */
const NEEDS = [
  // These compile better-sqlite3, onoff and smartcard.
  { package: 'python3', programs: ['python3'] },
  { package: 'make', programs: ['make'] },
  { package: 'g++', programs: ['g++'] },
  { package: 'chromium', programs: ['chromium', 'chromium-browser', 'google-chrome'] },
  { package: 'chromium-headless-shell', programs: ['chromium-headless-shell'] },
  { package: 'socat', programs: ['socat'] },
  { package: 'cage', programs: ['cage'] },
  { package: 'nftables', programs: ['/usr/sbin/nft'] },
  { package: 'usbguard', programs: ['usbguard-rule-parser'] },
  { package: 'systemd', programs: ['systemd-analyze'] },
  { package: 'udev', programs: ['udevadm'] },
  { package: 'openssl', programs: ['openssl'] },
  { package: 'poppler-utils', programs: ['pdftotext'] },
  { package: 'tesseract-ocr', programs: ['tesseract'] },
  { package: 'tesseract-ocr-aze', programs: ['/usr/share/tesseract-ocr/5/tessdata/aze.traineddata'] },
  { package: 'tesseract-ocr-rus', programs: ['/usr/share/tesseract-ocr/5/tessdata/rus.traineddata'] },
  { package: 'espeak-ng', programs: ['espeak-ng'] },
  { package: 'zbar-tools', programs: ['zbarimg'] },
  { package: 'umockdev', programs: ['umockdev-wrapper'] },
  { package: 'python3-gi', programs: ['/usr/lib/python3/dist-packages/gi/__init__.py'] },
  {
    package: 'gir1.2-umockdev-1.0',
    programs: ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/girepository-1.0/UMockdev-1.0.typelib`),
  },
  // node-hid is linked to libusb, for hidraw too.
  {
    package: 'libusb-1.0-0',
    programs: ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/libusb-1.0.so.0`),
  },
  // A virtual PC/SC reader, and the header that smartcard is compiled with.
  { package: 'pcscd', programs: ['/usr/sbin/pcscd'] },
  { package: 'vsmartcard-vpcd', programs: ['/usr/lib/pcsc/drivers/serial/libifdvpcd.so'] },
  { package: 'libpcsclite-dev', programs: ['/usr/include/PCSC/winscard.h'] },
  { package: 'libnfc-bin', programs: ['nfc-list'] },
  { package: 'libnfc-examples', programs: ['nfc-poll'] },
  { package: 'mrtdreader', programs: ['mrtdreader'] },
  { package: 'opensc', programs: ['opensc-tool'] },
  { package: 'pcsc-tools', programs: ['pcsc_scan'] },
  // Foreign IPP printer and client; the printer needs D-Bus.
  { package: 'cups-ipp-utils', programs: ['/usr/sbin/ippeveprinter'] },
  { package: 'dbus-daemon', programs: ['dbus-daemon'] },
  // Decrypts files that a kiosk sealed while offline.
  { package: 'age', programs: ['age'] },
  { package: 'strongswan-pki', programs: ['pki'] },
  // A systemd journal for the kiosk's log lines.
  { package: 'systemd', programs: ['/usr/lib/systemd/systemd-journald'] },
  { package: 'prometheus', programs: ['promtool'] },
  { package: 'minisign', programs: ['minisign'] },
  { package: 'udev', programs: ['udevadm'] },
  { package: 'nftables', programs: ['/usr/sbin/nft'] },
  { package: 'usbguard', programs: ['usbguard-rule-parser'] },
  { package: 'debhelper', programs: ['dh_installsystemd'] },
  // strace kills the kiosk at a chosen write, like a power cut.
  { package: 'strace', programs: ['strace'] },
  { package: 'postgresql', programs: [15, 16, 17, 18].map((version) => `/usr/lib/postgresql/${version}/bin/postgres`) },
];

/** npm skips these packages if their compiler is missing. */
const OPTIONAL_PACKAGES = ['better-sqlite3', 'onoff', 'smartcard'];

/** @param {string} program */
const onPath = (program) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));

/** @param {string} program name, or whole path if not on the PATH */
const isThere = (program) => (program.startsWith('/') ? existsSync(program) : onPath(program));

const missing = () => NEEDS.filter(({ programs }) => !programs.some(isThere)).map((need) => need.package);

/**
 * Installs missing Debian packages of `NEEDS` if it may, then npm packages that need them; otherwise prints how.
 *
 * @returns {Promise<boolean>} whether all is there
 */
async function provideNeeds() {
  return (await provideDebian()) && (await provideOptional());
}

async function provideOptional() {
  const absent = () => OPTIONAL_PACKAGES.filter((name) => !existsSync(fromRoot(`node_modules/${name}`)));
  if (absent().length === 0) return true;
  console.log(`npm left out ${absent().join(' and ')}: npm install`);
  // An earlier build may have set NODE_ENV=production, where npm removes development packages.
  const { output } = await run(['npm', 'install', '--no-save', '--include=dev', '--no-audit', '--no-fund']);
  if (absent().length > 0) console.log(`${output.trimEnd()}\nstill missing: ${absent().join(' ')}`);
  return absent().length === 0;
}

async function provideDebian() {
  const wanted = missing();
  if (wanted.length === 0) return true;
  const how = `apt-get update && apt-get install -y --no-install-recommends ${wanted.join(' ')}`;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    console.log(`missing ${wanted.join(' and ')}: as root, ${how}`);
    return false;
  }
  const started = performance.now();
  console.log(`installing ${wanted.join(' and ')} (${how})`);
  const { output } = await run(['sh', '-c', how], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  const still = missing();
  console.log(
    still.length === 0 ? `installed (${seconds(started)})` : `${output.trimEnd()}\nstill missing: ${still.join(' ')}`,
  );
  return still.length === 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href && !(await provideNeeds())) {
  console.log('without them: npx vitest run --project unit --project model\n\n0 passed, 1 failed');
  process.exitCode = 1;
}
