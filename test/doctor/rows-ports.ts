import { CABLED_KINDS, kebabOf } from '../../drivers/device-kinds.ts';
import type { HidListing } from '../../drivers/hid/identity.ts';
import { HID_USAGES } from '../../drivers/hid/usages.ts';
import { err, ok } from '../../drivers/result.ts';
import type { Fixture } from './fixture.ts';
import { serialLinkText, setChipReaderLink, setDeviceLink, tcpLinkText } from './profile-links.ts';
import { type DoctorRow, rowsOf } from './row.ts';
import { serveRunningKiosk } from './rows-closed.ts';

export const ZEBRA_SCANNER: HidListing = {
  path: '/dev/hidraw1',
  vendorId: 0x05e0,
  productId: 0x1300,
  usage: HID_USAGES.barcodeScanner,
};

const PORTS: readonly (readonly [check: string, put: (fixture: Fixture, its: string) => void])[] = [
  ...CABLED_KINDS.map(
    (kind) => [`${kebabOf(kind)}-port`, (fixture: Fixture, its: string) => setDeviceLink(fixture, kind, its)] as const,
  ),
  ['chip-reader-port', setChipReaderLink],
];

const DEVICE_PORT_ROWS: readonly DoctorRow[] = PORTS.flatMap(([id, put]) =>
  rowsOf(id, [
    [
      'not plugged in',
      (fixture) => put(fixture, serialLinkText('/dev/serial/by-id/none')),
      'fail',
      'there is no /dev/serial/by-id/none',
      'plug in the device; if the device or its adapter was replaced: sudo asan-kiosk provision --devices, which allows the new one',
    ],
    [
      'another device',
      (fixture) => put(fixture, serialLinkText('/dev/null')),
      'fail',
      '/dev/null is another device, no serial port',
      /^write the port of the device into the profile/,
    ],
    [
      'a pseudo-terminal of another program',
      (fixture) => put(fixture, serialLinkText('/dev/pts/ptmx')),
      'fail',
      /^\/dev\/pts\/ptmx leads to \/dev\/pts\/ptmx, which a program made: it can read and forge what the device says$/,
      /^write the port of the device into the profile/,
    ],
    [
      'a file',
      (fixture) => put(fixture, serialLinkText(fixture.ledger)),
      'fail',
      /is a file, no serial port/,
      /^write the port/,
    ],
    [
      'by what it is, and it is not there',
      (fixture) => put(fixture, '{ serial: { usb: { vendorId: "1234", productId: "5678" }, baudRate: 9600 } }'),
      'fail',
      /no serial port is 1234:5678/,
      /plug in the device/,
    ],
    ['on the network', (fixture) => put(fixture, tcpLinkText(1)), 'skip', 'it is on the network', null],
    [
      'every user may open it',
      (fixture) => put(fixture, serialLinkText('/dev/tty')),
      'fail',
      '/dev/tty has mode 666: every user may use it',
      /subsystem-match=tty; if it comes back: /,
    ],
  ]),
);

const LINES = (more: string) => (text: string) =>
  `${text}lines: { adapter: libgpiod, map: { door: { chip: pinctrl-rp1, offset: 17, direction: in }${more} } }\n`;

/** Only `provision` makes such a link, and its next run removes links of an earlier version. */
const OWN_LINK: readonly DoctorRow[] = rowsOf('chip-reader-port', [
  [
    'named by a link of an earlier version',
    (fixture) => setChipReaderLink(fixture, serialLinkText('/dev/kiosk/chip')),
    'fail',
    'there is no /dev/kiosk/chip',
    'provision may rename or remove a link in /dev/kiosk: sudo asan-kiosk provision --devices writes a stable name into the profile. If your own rule makes this link: plug in the device',
  ],
]);

const LISTS: readonly DoctorRow[] = [
  ...rowsOf('serial-ports', [
    [
      'nobody lists them',
      ({ program }) =>
        Object.assign(program, {
          serialPorts: async () => err({ code: 'LNK-111', kind: 'cannot-list', detail: 'udevadm was not found' }),
        }),
      'warn',
      'udevadm was not found',
      /^the kiosk works without this list; .*apt-get download udev; /,
    ],
    ['none', ({ program }) => Object.assign(program, { serialPorts: async () => ok([]) }), 'ok', 'none', null],
  ]),
  ...rowsOf('serial-modules', [
    [
      'not loaded',
      (fixture) => {
        setDeviceLink(fixture, 'reader', serialLinkText('/dev/serial/by-id/none'));
        fixture.remove('/sys/module/cdc_acm');
      },
      'fail',
      'cdc_acm is not loaded',
      'sudo systemctl restart systemd-modules-load.service && sudo systemctl try-restart asan-kiosk.service',
    ],
  ]),
  ...rowsOf('hid-access', [
    [
      'no rule',
      ({ program, write, at }) => {
        write('/dev/hidraw1', '', 0o600);
        program.hid = async () => ok([{ ...ZEBRA_SCANNER, path: at('/dev/hidraw1') }]);
      },
      'fail',
      /^Zebra .* may not be opened by asan-kiosk$/,
      /70-asan-kiosk\.rules.*usermod -aG asan-kiosk asan-kiosk/,
    ],
    [
      'nobody lists them',
      ({ program }) =>
        Object.assign(program, {
          hid: async () => err({ code: 'LNK-111', kind: 'cannot-list', detail: 'node-hid' } as never),
        }),
      'warn',
      'node-hid',
      /npm ci/,
    ],
    [
      'a mouse',
      ({ program }) =>
        Object.assign(program, { hid: async () => ok([{ ...ZEBRA_SCANNER, vendorId: 1, usage: 0x1_0002 }]) }),
      'skip',
      /no known scanner or keypad is plugged in/,
      null,
    ],
    [
      'two files of one scanner, and an unknown one',
      ({ program }) =>
        Object.assign(program, {
          hid: async () =>
            ok([ZEBRA_SCANNER, { ...ZEBRA_SCANNER }, { ...ZEBRA_SCANNER, path: '/dev/hidraw2', vendorId: 0x9999 }]),
        }),
      'ok',
      /^Zebra[^;]*; scanner 9999:1300$/,
      null,
    ],
  ]),
  ...rowsOf('scanner-mode', [
    [
      'it types',
      ({ program }) =>
        Object.assign(program, { hid: async () => ok([{ ...ZEBRA_SCANNER, usage: HID_USAGES.keyboard }]) }),
      'fail',
      /types like a keyboard \(SCN-102\)/,
      /HID POS/,
    ],
    [
      'it types under other ids',
      ({ program }) =>
        Object.assign(program, {
          hid: async () => ok([{ ...ZEBRA_SCANNER, productId: 0x1200, usage: HID_USAGES.keyboard }]),
        }),
      'fail',
      /SCN-102/,
      /HID POS/,
    ],
    [
      'it scans',
      ({ program }) => Object.assign(program, { hid: async () => ok([ZEBRA_SCANNER]) }),
      'ok',
      /05e0:1300/,
      null,
    ],
  ]),
  ...rowsOf('scanner', [
    ['simulated', () => undefined, 'ok', /simulated/, null],
    [
      'it is not plugged in',
      (fixture) => withScanner(fixture, []),
      'fail',
      'no HID device 05e0:1300 (SCN-101)',
      /USB cable of the scanner/,
    ],
    [
      'it types',
      (fixture) => withScanner(fixture, [{ ...ZEBRA_SCANNER, usage: HID_USAGES.keyboard }]),
      'fail',
      /connected as 01:06 keyboard, not as .*\(SCN-102\)/,
      /HID POS mode/,
    ],
    [
      'two are plugged in',
      (fixture) => withScanner(fixture, [ZEBRA_SCANNER, { ...ZEBRA_SCANNER, path: '/dev/hidraw9' }]),
      'fail',
      '2 devices are 05e0:1300: name one by its serial number or its USB socket (SCN-101)',
      /serialNumber or the socket of the right /,
    ],
    ['it is plugged in', (fixture) => withScanner(fixture, [ZEBRA_SCANNER]), 'ok', /05e0:1300/, null],
    ['nobody lists it', (fixture) => withScanner(fixture, null), 'warn', 'node-hid', /npm ci/],
  ]),
  ...rowsOf('keypad', [
    ['simulated', () => undefined, 'ok', /simulated/, null],
    [
      'it is not plugged in',
      (fixture) => withKeypad(fixture, []),
      'fail',
      'no HID device 2047:09d0 (KPD-101)',
      /USB cable of the keypad/,
    ],
    [
      'two are plugged in',
      (fixture) => withKeypad(fixture, [STORM_KEYPAD, { ...STORM_KEYPAD, path: '/dev/hidraw9' }]),
      'fail',
      '2 devices are 2047:09d0: name one by its serial number or its USB socket (KPD-101)',
      /serialNumber or the socket of the right /,
    ],
    ['it is plugged in', (fixture) => withKeypad(fixture, [STORM_KEYPAD]), 'ok', /2047:09d0/, null],
    ['nobody lists it', (fixture) => withKeypad(fixture, null), 'warn', 'node-hid', /npm ci/],
  ]),
  ...rowsOf('lines', [
    ['their chips are there', ({ profile }) => profile(LINES('')), 'ok', 'door: their chips are there', null],
    [
      'the running kiosk never read the door',
      async (fixture) => {
        fixture.profile(LINES(''));
        await serveRunningKiosk(fixture, { lines: { door: 'LIN-101', attention: 'LIN-105' } });
      },
      'fail',
      'door: the running kiosk cannot read it (LIN-101), so an open door stays unseen',
      /gpiodetect/,
    ],
    [
      'the running kiosk lost a light',
      async (fixture) => {
        fixture.profile(LINES(''));
        await serveRunningKiosk(fixture, { lines: { attention: 'LIN-105' } });
      },
      'warn',
      'attention: the running kiosk cannot use it (LIN-105)',
      /gpioinfo/,
    ],
    [
      'the running kiosk has all lines',
      async (fixture) => {
        fixture.profile(LINES(''));
        await serveRunningKiosk(fixture, { door: 'closed', lines: {} });
      },
      'ok',
      'door: their chips are there',
      null,
    ],
    [
      'no such chip',
      ({ profile }) => profile(LINES(', light: { chip: pinctrl-bcm2711, offset: 2, direction: out }')),
      'fail',
      'light: there is no chip pinctrl-bcm2711; there are pinctrl-rp1',
      /lines\.map\.light\.chip/,
    ],
    [
      'no such line',
      ({ profile }) => profile(LINES(', light: { chip: pinctrl-rp1, offset: 99, direction: out }')),
      'fail',
      'light: pinctrl-rp1 has 54 lines, but no line 99',
      /lines\.map\.light\.offset/,
    ],
    [
      'two of the name',
      ({ profile, command }) => {
        profile(LINES(''));
        command('gpiodetect', 'gpiochip0 [pinctrl-rp1] (54 lines)\ngpiochip1 [pinctrl-rp1] (54 lines)\n');
      },
      'fail',
      'door: 2 chips are called pinctrl-rp1',
      /unplug/,
    ],
    [
      'root alone has the chip',
      ({ profile, write, own }) => {
        profile(LINES(''));
        write('/dev/gpiochip0', '', 0o600);
        own('/dev/gpiochip0', { uid: 0, gid: 0 });
      },
      'fail',
      'door: asan-kiosk may not open /dev/gpiochip0 of pinctrl-rp1',
      /udevadm trigger --subsystem-match=gpio/,
    ],
    [
      'by sysfs',
      ({ profile, write }) => {
        profile((text) => LINES('')(text).replace('libgpiod', 'sysfs'));
        write('/sys/class/gpio/gpiochip512/label', 'other\n');
      },
      'fail',
      'door: there is no chip pinctrl-rp1; there are other',
      /lines\.map\.door\.chip/,
    ],
    [
      'without the tools',
      ({ profile, command }) => {
        profile(LINES(''));
        command('gpiodetect', null);
      },
      'skip',
      'not measured: there is no gpiodetect here',
      null,
    ],
  ]),
];

const STORM_KEYPAD: HidListing = {
  path: '/dev/hidraw2',
  vendorId: 0x2047,
  productId: 0x09d0,
  usage: HID_USAGES.keyboard,
};

/** `null`: unknown. */
function withKeypad(fixture: Fixture, listed: readonly HidListing[] | null): void {
  fixture.profile((text) =>
    text.replace(
      'driver: hid-keys, link: simulated',
      "driver: hid-keys, link: { hid: { vendorId: '2047', productId: '09d0' } }",
    ),
  );
  fixture.program.hid = async () =>
    listed === null ? err({ code: 'LNK-111', kind: 'cannot-list', detail: 'node-hid' } as never) : ok(listed);
}

/** `null`: unknown. */
function withScanner(fixture: Fixture, listed: readonly HidListing[] | null): void {
  fixture.profile((text) =>
    text.replace(
      'driver: hid-pos, link: simulated',
      "driver: hid-pos, link: { hid: { vendorId: '05e0', productId: '1300' } }",
    ),
  );
  fixture.program.hid = async () =>
    listed === null ? err({ code: 'LNK-111', kind: 'cannot-list', detail: 'node-hid' } as never) : ok(listed);
}

export const PORT_ROWS: readonly DoctorRow[] = [...DEVICE_PORT_ROWS, ...OWN_LINK, ...LISTS];
