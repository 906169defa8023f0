import { INSTALLED } from '../../provisioning/machine/installed.ts';
import { comparisonsBetweenRows, type DoctorSheet, rowsOf } from './row.ts';

const failing = (message: string) => async () => {
  throw new Error(message);
};
const MISSING = 'libudev.so.1: cannot open shared object file: No such file or directory';
const REINSTALL = /sudo dpkg -i --force-confmiss \/media\/stick\/asan-kiosk_\*\.deb/;

export const PROGRAM_ROWS: DoctorSheet = [
  ...rowsOf('node', [
    [
      'too old',
      ({ program }) => Object.assign(program, { nodeVersion: '20.18.9' }),
      'fail',
      '20.18.9',
      /^with the stick of the office .* dpkg -i /,
    ],
    [
      'of another decade',
      ({ program }) => Object.assign(program, { nodeVersion: '18.20.0' }),
      'fail',
      '18.20.0',
      /^with the stick of the office .* dpkg -i /,
    ],
    ['newer', ({ program }) => Object.assign(program, { nodeVersion: '24.21.0' }), 'ok', '24.21.0', null],
  ]),
  ...rowsOf('ledger-library', [
    [
      'never built',
      ({ program }) => Object.assign(program, { load: failing("Cannot find module 'better-sqlite3'") }),
      'fail',
      /better-sqlite3 does not load: Cannot find module/,
      REINSTALL,
    ],
  ]),
  ...rowsOf('serial-library', [
    [
      'without a library of Debian',
      ({ program }) => Object.assign(program, { load: failing(MISSING) }),
      'warn',
      `serialport does not load: ${MISSING}`,
      /^on another Debian 13 with the same processor: apt-get download libudev1; /,
    ],
  ]),
  ...rowsOf('hid-library', [
    [
      'without another one',
      ({ program }) =>
        Object.assign(program, { load: failing('libusb-1.0.so.0: cannot open shared object file: No such file') }),
      'warn',
      /node-hid does not load/,
      /^on another Debian 13 with the same processor: apt-get download libusb-1\.0-0; /,
    ],
    [
      'without one that nobody knows',
      ({ program }) =>
        Object.assign(program, { load: failing('libodd.so.3: cannot open shared object file: No such file') }),
      'warn',
      /libodd/,
      'install the package that has libodd.so.3: apt-file search libodd.so.3',
    ],
  ]),
  ...rowsOf('page', [
    [
      'not built',
      ({ remove }) => remove(`${INSTALLED.root}/dist/ui/index.html`),
      'fail',
      /there is no .*index\.html/,
      REINSTALL,
    ],
  ]),
  ...rowsOf('fonts', [
    [
      'one is gone',
      ({ remove }) => remove(`${INSTALLED.root}/dist/ui/assets/inter.woff2`),
      'fail',
      /1 of 1 are missing.*inter\.woff2/,
      REINSTALL,
    ],
    [
      'one is damaged',
      ({ write }) => write(`${INSTALLED.root}/dist/ui/assets/inter.woff2`, ''),
      'fail',
      /missing or damaged/,
      REINSTALL,
    ],
    [
      'none is named',
      ({ write }) => write(`${INSTALLED.root}/dist/ui/assets/page.css`, ''),
      'fail',
      'the style sheets of the page name no font',
      REINSTALL,
    ],
    ['there is no page', ({ remove }) => remove(`${INSTALLED.root}/dist/ui`), 'fail', /there is no .*ui$/, REINSTALL],
  ]),
  ...rowsOf('profile', [
    [
      'a line is wrong',
      ({ profile }) => profile((text) => text.replace('id: K5', 'id: 5')),
      'fail',
      /profile\.yaml:3: kiosk\.id: expected/,
      /^mend this line of the file/,
    ],
    [
      'nobody has provisioned the machine',
      ({ write, remove }) => {
        write(INSTALLED.node, '');
        remove(INSTALLED.profile);
      },
      'fail',
      'there is no /etc/asan-kiosk/profile.yaml: this machine is not provisioned yet',
      /^sudo asan-kiosk provision, with the order of the office/,
    ],
    ['it is torn', ({ write }) => write(INSTALLED.profile, 'kiosk: {'), 'fail', /profile\.yaml/, /mend/],
  ]),
  ...rowsOf('profile', [
    [
      'only root and the kiosk may read it',
      ({ deny }) => deny(INSTALLED.profile),
      'skip',
      'only root and the kiosk may read /etc/asan-kiosk/profile.yaml: run this with sudo',
      null,
    ],
  ]),
  ...rowsOf('programs', [
    [
      'two packages were removed',
      ({ remove }) => {
        remove('/usr/sbin/usbguard-daemon');
        remove('/usr/bin/cage');
      },
      'fail',
      'the program /usr/sbin/usbguard-daemon of the package usbguard is missing or empty, so every USB device gets in; the program /usr/bin/cage of the package cage is missing or empty, so the screen stays dark',
      /: apt-get download usbguard cage; /,
    ],
    [
      'a program was cut to nothing',
      ({ write }) => write('/usr/sbin/nft', ''),
      'fail',
      /^the program \/usr\/sbin\/nft of the package nftables is missing or empty, /,
      /: apt-get download nftables; /,
    ],
  ]),
  ...rowsOf('catalogue', [
    [
      'its folder is not there',
      ({ profile }) => profile((text) => text.replace('dir: device/catalogue', 'dir: no/such/folder')),
      'fail',
      /no\/such\/folder/,
      /name another folder in catalogue\.dir of the profile/,
    ],
    [
      'the profile does not load',
      ({ write }) => write(INSTALLED.profile, ''),
      'skip',
      'the profile does not load',
      null,
    ],
  ]),
  ...comparisonsBetweenRows('program-checks.ts: major > oldMajor', 'program-checks.ts: minor >= oldMinor'),
];
