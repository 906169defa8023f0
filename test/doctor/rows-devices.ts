import { mkdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { openLedger } from '../../device/ledger/ledger.ts';
import { encodeFrame as ccnetFrame } from '../../drivers/bill-validator/ccnet/framer.ts';
import { realClock } from '../../drivers/clock.ts';
import type { HidListing } from '../../drivers/hid/identity.ts';
import { USAGE } from '../../drivers/hid/usages.ts';
import { encodeSerialFrame } from '../../drivers/payment-terminal/zvt/framer.ts';
import { PRINTER_MODELS } from '../../drivers/receipt-printer/paper/profile.ts';
import { err, ok } from '../../drivers/result.ts';
import { listenHttp } from '../../simulators/document-printer/http.ts';
import {
  createDocumentPrinterSimulator,
  type DocumentPrinterSimulator,
} from '../../simulators/document-printer/printer.ts';
import { createZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { seededRandom } from '../../simulators/random.ts';
import { createPrinterSimulator, type PrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import { listenTcp } from '../../simulators/wire-tcp.ts';
import { fasterClock } from '../fake-io.ts';
import { type Fixture, NOW } from './fixture.ts';
import { type Row, rowsOf } from './row.ts';
import { running } from './rows-closed.ts';

const tcp = (port: number) => `{ tcp: { host: 127.0.0.1, port: ${port} } }`;

/** The lines of the profile in which each device has its link. */
const SIMULATED = {
  reader: 'driver: mrz, link: simulated',
  terminal: 'charset: utf8, issueOfGoods: true, link: simulated',
  printer: 'model: epson-tm-t20, link: simulated',
  billValidator: 'driver: ccnet, link: simulated',
} as const;

type Wired = keyof typeof SIMULATED;

const link = (fixture: Fixture, device: Wired, text: string): void =>
  fixture.profile((profile) => profile.replace(SIMULATED[device], SIMULATED[device].replace('simulated', text)));

/** Something else at the port of a device: what it says to whoever connects, and to whatever it hears. */
async function speaker(
  fixture: Fixture,
  greets: Uint8Array | string,
  answers: Uint8Array | string = '',
): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => answers.length > 0 && socket.write(answers));
    if (greets.length > 0) socket.write(greets);
    fixture.ends.push(() => socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  fixture.ends.push(() => new Promise((done) => server.close(done)));
  return (server.address() as AddressInfo).port;
}

/** No program listens at this port, so no answer can come. The clock runs four times as fast, to shorten the waits between tries. */
const closedPort = (device: Wired) => (fixture: Fixture) => {
  link(fixture, device, tcp(1));
  fixture.clock = fasterClock(4);
};

const heard =
  (device: Wired, greets: Uint8Array | string, answers: Uint8Array | string = '') =>
  async (fixture: Fixture) => {
    link(fixture, device, tcp(await speaker(fixture, greets, answers)));
    // A reader is listened to for half a second; all others are waited for.
    if (device !== 'reader') fixture.clock = fasterClock(4);
  };

const ZVT = encodeSerialFrame(Uint8Array.of(0x84, 0x9c, 0x00));
const CCNET = ccnetFrame(Uint8Array.of(0x14));
/** As two ends of different speeds hear each other: long runs of the same bit. */
const NOISE = Uint8Array.of(0xf8, 0x80, 0xfe, 0x00, 0xe0, 0xf8, 0x06, 0x80, 0x9e);
const SSH = 'SSH-2.0-OpenSSH_9.2\r\n';
const ZONE = 'P<AZEMAMMADOVA<<SABINA<<<<<<<<<<<<<<<<<<<<<<<\r\n';

async function printer(
  fixture: Fixture,
  change: (its: PrinterSimulator) => void,
  model: keyof typeof PRINTER_MODELS = 'epson-tm-t20',
): Promise<void> {
  const wire = await listenTcp(0);
  const simulator = createPrinterSimulator({ wire, clock: realClock, model: PRINTER_MODELS[model] });
  change(simulator);
  fixture.ends.push(() => simulator.close(), wire.close);
  link(fixture, 'printer', tcp(wire.port));
}

async function terminal(
  fixture: Fixture,
  {
    framing = 'tcp',
    says = 'tcp',
    password = '000000',
  }: { framing?: 'tcp' | 'serial'; says?: string; password?: string },
): Promise<void> {
  const wire = await listenTcp(0);
  const simulator = createZvtTerminalSimulator({
    wire,
    clock: realClock,
    random: seededRandom(1),
    password: '000000',
    framing,
    now: () => NOW,
  });
  fixture.ends.push(() => simulator.close(), wire.close);
  link(fixture, 'terminal', tcp(wire.port));
  fixture.profile((text) =>
    text.replace('framing: serial, password: "000000"', `framing: ${says}, password: "${password}"`),
  );
}

async function sheets(fixture: Fixture, change: (its: DocumentPrinterSimulator) => void): Promise<void> {
  const simulator = createDocumentPrinterSimulator({ clock: realClock });
  const listening = await listenHttp(simulator, 0);
  change(simulator);
  fixture.ends.push(() => simulator.close(), listening.close);
  fixture.profile((text) => text.replace('uri: simulated', `uri: "ipp://127.0.0.1:${listening.port}/ipp/print"`));
}

function inDoubt({ ledger }: Fixture): void {
  const book = openLedger({ file: ledger, now: () => NOW });
  book.append('d', { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' });
  book.append('d', { kind: 'lodged', reference: 'K5-7QF2-62' });
  book.append('d', { kind: 'intent', before: null } as never);
  book.append('d', { kind: 'saleSent' } as never);
  book.close();
}

export const ZEBRA: HidListing = {
  path: '/dev/hidraw1',
  vendorId: 0x05e0,
  productId: 0x1300,
  usage: USAGE.barcodeScanner,
};

const serial = (path: string) => `{ serial: { path: ${path}, baudRate: 9600 } }`;
const CHIP = 'chip: { driver: pn532, link: LINK, trust: /no/such/trust }';
const chip = (fixture: Fixture, its: string) =>
  fixture.profile((text) => text.replace(SIMULATED.reader, `${SIMULATED.reader}, ${CHIP.replace('LINK', its)}`));

const PORTS = {
  'reader-port': (fixture: Fixture, its: string) => link(fixture, 'reader', its),
  'terminal-port': (fixture: Fixture, its: string) => link(fixture, 'terminal', its),
  'printer-port': (fixture: Fixture, its: string) => link(fixture, 'printer', its),
  'bill-validator-port': (fixture: Fixture, its: string) => link(fixture, 'billValidator', its),
  'chip-reader-port': chip,
} as const;

const PORT_ROWS: readonly Row[] = Object.entries(PORTS).flatMap(([id, put]) =>
  rowsOf(id, [
    [
      'not plugged in',
      (fixture) => put(fixture, serial('/dev/serial/by-id/none')),
      'fail',
      'there is no /dev/serial/by-id/none',
      'plug the device in; if the device or its adapter was replaced: sudo asan-kiosk provision --devices, which lets the new one in',
    ],
    [
      'another device',
      (fixture) => put(fixture, serial('/dev/null')),
      'fail',
      '/dev/null is another device, no serial port',
      /^write the port of the device into the profile/,
    ],
    [
      'a file',
      (fixture) => put(fixture, serial(fixture.ledger)),
      'fail',
      /is a file, no serial port/,
      /^write the port/,
    ],
    [
      'by what it is, and it is not there',
      (fixture) => put(fixture, '{ serial: { usb: { vendorId: "1234", productId: "5678" }, baudRate: 9600 } }'),
      ...(['fail', /no serial port is 1234:5678/, /plug the device in/] as const),
    ],
    ['on the network', (fixture) => put(fixture, tcp(1)), 'skip', 'it is on the network', null],
    [
      'every user may open it',
      (fixture) => put(fixture, serial('/dev/tty')),
      ...(['fail', '/dev/tty has mode 666: every user may use it', /subsystem-match=tty; if it comes back: /] as const),
    ],
  ]),
);

const RUNNING_ROWS: readonly Row[] = (
  [
    ['reader', 'id-reader', 'RDR-104', /plug of the reader/],
    ['terminal', 'payment-terminal', 'TRM-102', /display of the terminal/],
    ['printer', 'receipt-printer', 'PRN-103', /switch the printer on/],
    ['bill-validator', 'bill-validator', 'BIL-101', /power and the cable of the bill validator/],
    ['document-printer', 'document-printer', 'LNK-103', /it fails every time/],
  ] as const
).flatMap(([id, kind, code, fix]) =>
  rowsOf(id, [
    [
      'away in the running kiosk',
      (fixture) => running(fixture, { devices: { [kind]: 'offline' }, troubles: { [kind]: code } }),
      'fail',
      `offline in the running kiosk (${code})`,
      fix,
    ],
    [
      'away, and the kiosk has no word for it',
      (fixture) => running(fixture, { devices: { [kind]: 'offline' } }),
      'fail',
      'offline in the running kiosk',
      /stop the kiosk and run doctor again/,
    ],
    [
      'well in the running kiosk',
      (fixture) => running(fixture, { devices: { [kind]: 'online' } }),
      'ok',
      'online in the running kiosk',
      null,
    ],
    ['unknown to the running kiosk', (fixture) => running(fixture, {}), 'skip', /started with another profile/, null],
  ]),
);

const READER: readonly Row[] = rowsOf('reader', [
  [
    'its port is not there',
    (fixture) => link(fixture, 'reader', serial('/dev/serial/by-id/none')),
    'skip',
    'not asked: see reader-port',
    null,
  ],
  [
    'a service of the network',
    heard('reader', SSH),
    'warn',
    /says "SSH-2\.0-Open": that is no reader \(RDR-104\)/,
    /write the port of the reader into devices\.reader\.link/,
  ],
  [
    'a terminal is at its port',
    heard('reader', ZVT),
    'warn',
    /speaks ZVT \(serial framing\): a terminal is at this port/,
    /plug the reader in here, or write its own port/,
  ],
  [
    'a validator is at its port',
    heard('reader', CCNET),
    'warn',
    /speaks CCNET: a bill validator is at this port/,
    /devices\.reader\.link/,
  ],
  ['noise', heard('reader', NOISE), 'warn', /says \d+ bytes that are no protocol's/, /compare the address/],
  [
    'nothing listens there',
    closedPort('reader'),
    'fail',
    /can not be opened \(LNK-101/,
    /nothing listens on this port/,
  ],
]);

const TERMINAL: readonly Row[] = rowsOf('terminal', [
  [
    'its password is a credential that is not there',
    (fixture) => terminal(fixture, { password: 'credential:no-such-password' }),
    'fail',
    /CFG-105/,
    /./,
  ],
  [
    'another password',
    (fixture) => terminal(fixture, { password: '111111' }),
    'fail',
    /refused the registration \(TRM-103/,
    /devices\.terminal\.password/,
  ],
  ['it answers', (fixture) => terminal(fixture, {}), 'ok', /is registered$/, null],
  ['silent', heard('terminal', ''), 'fail', /does not answer \(TRM-102\)/, /display of the terminal/],
  [
    'a reader is at its port',
    heard('terminal', ZONE),
    'fail',
    /speaks a zone: a reader is at this port \(TRM-102\)/,
    /plug the terminal in here/,
  ],
  [
    'a validator is at its port',
    heard('terminal', '', CCNET),
    'fail',
    /speaks CCNET: a bill validator is at this port/,
    /devices\.terminal\.link/,
  ],
  [
    'in the other framing',
    heard('terminal', ZVT),
    'fail',
    /speaks ZVT \(serial framing\), and not as the profile says/,
    'framing: serial in devices.terminal of the profile',
  ],
  [
    'in the framing of TCP',
    (fixture) => heard('terminal', Uint8Array.of(0x06, 0x0f, 0x00))(fixture),
    'fail',
    /speaks ZVT \(TCP framing\)/,
    'framing: tcp in devices.terminal of the profile',
  ],
  ['noise', heard('terminal', '', NOISE), 'fail', /bytes that are no protocol's/, /menu of the terminal/],
  [
    'a sale is in doubt',
    async (fixture) => {
      inDoubt(fixture);
      await terminal(fixture, {});
    },
    ...(['warn', /^not asked: the payment of K5-7QF2-62 is in doubt/, /start the kiosk, which asks it/] as const),
  ],
  [
    'a ledger that nobody can read',
    async (fixture) => {
      fixture.write('/var/lib/asan-kiosk/ledger.db', 'no database', 0o600);
      await terminal(fixture, {});
    },
    ...(['skip', /^not asked: the ledger can not be read/, null] as const),
  ],
]);

const PRINTER: readonly Row[] = rowsOf('printer', [
  [
    'no paper',
    (fixture) => printer(fixture, (its) => its.setPaper('out')),
    'fail',
    /is stopped: paper-out \(PRN-\d+\)/,
    /./,
  ],
  ['open', (fixture) => printer(fixture, (its) => its.openCover()), 'fail', /is stopped: cover-open \(PRN-\d+\)/, /./],
  ['paper is low', (fixture) => printer(fixture, (its) => its.setPaper('low')), 'warn', /answers, paper is low$/, /./],
  ['it answers', (fixture) => printer(fixture, () => {}), 'ok', /answers, paper: /, null],
  ['silent', heard('printer', ''), 'fail', /does not answer \(PRN-103\)/, /switch the printer on/],
  [
    'a terminal is at its port',
    heard('printer', '', ZVT),
    'fail',
    /speaks ZVT \(serial framing\): a terminal is at this port/,
    /plug the printer in here, or write its own port into devices\.printer\.link/,
  ],
  [
    'a service of the network',
    heard('printer', SSH),
    'fail',
    /says "SSH-2\.0-Open": that is no printer/,
    /devices\.printer\.link/,
  ],
  ['noise', heard('printer', '', NOISE), 'fail', /bytes that are no protocol's/, /menu of the printer/],
  [
    'another language',
    (fixture) => printer(fixture, () => {}, STAR),
    'fail',
    /answers in star \(PRN-103\)/,
    /^driver: star in devices\.printer of the profile/,
  ],
  [
    'nothing listens there',
    closedPort('printer'),
    'fail',
    /can not be opened \(LNK-101/,
    /nothing listens on this port/,
  ],
]);

const STAR = Object.entries(PRINTER_MODELS).find(
  ([, { language }]) => language === 'star',
)![0] as keyof typeof PRINTER_MODELS;

const LINES = (more: string) => (text: string) =>
  `${text}lines: { adapter: libgpiod, map: { door: { chip: pinctrl-rp1, offset: 17, direction: in }${more} } }\n`;

const OTHERS: readonly Row[] = [
  ...rowsOf('bill-validator', [
    ['its port is closed', closedPort('billValidator'), 'fail', /can not be opened \(LNK-101/, /nothing listens/],
    [
      'its port opens',
      async (fixture) => link(fixture, 'billValidator', tcp(await speaker(fixture, ''))),
      'ok',
      /is open; the kiosk tells whether/,
      null,
    ],
  ]),
  ...rowsOf('chip-reader', [
    [
      'silent',
      async (fixture) => {
        chip(fixture, tcp(await speaker(fixture, '')));
        fixture.clock = fasterClock(4);
      },
      'fail',
      /does not answer \(RDR-203\)/,
      /./,
    ],
    [
      'nothing listens there',
      (fixture) => {
        chip(fixture, tcp(1));
        fixture.clock = fasterClock(4);
      },
      'fail',
      /can not be opened \(LNK-101/,
      /nothing listens/,
    ],
  ]),
  ...rowsOf('trust', [
    ['no folder', (fixture) => chip(fixture, 'simulated'), 'fail', /\(RDR-251\)$/, /./],
    [
      'no certificate',
      (fixture) => {
        mkdirSync(fixture.at('/etc/trust'));
        chip(fixture, 'simulated');
        fixture.profile((text) => text.replace('/no/such/trust', fixture.at('/etc/trust')));
      },
      'fail',
      /\(RDR-251\)$/,
      /./,
    ],
  ]),
  ...rowsOf('document-printer', [
    ['open', (fixture) => sheets(fixture, (its) => its.openCover()), 'fail', /is stopped: cover-open \(PRN-112\)/, /./],
    [
      'paper is low',
      (fixture) => sheets(fixture, (its) => its.setPaper(5)),
      'warn',
      /paper is low/,
      'put paper into the tray',
    ],
    [
      'toner is low',
      (fixture) => sheets(fixture, (its) => its.setToner(3)),
      'warn',
      /toner is low/,
      'have a cartridge at hand',
    ],
    [
      'not there',
      (fixture) => {
        fixture.profile((text) => text.replace('uri: simulated', 'uri: "ipp://127.0.0.1:1/ipp/print"'));
        fixture.clock = fasterClock(4);
      },
      'fail',
      /cannot be reached \(LNK-101/,
      /nothing listens on this port/,
    ],
  ]),
  ...rowsOf('serial-ports', [
    [
      'nobody lists them',
      ({ program }) =>
        Object.assign(program, {
          serialPorts: async () => err({ code: 'LNK-111', kind: 'cannot-list', detail: 'udevadm was not found' }),
        }),
      'warn',
      'udevadm was not found',
      /^the kiosk itself works without it; .*apt-get download udev; /,
    ],
    ['none', ({ program }) => Object.assign(program, { serialPorts: async () => ok([]) }), 'ok', 'none', null],
  ]),
  ...rowsOf('serial-modules', [
    [
      'not loaded',
      (fixture) => {
        link(fixture, 'reader', serial('/dev/serial/by-id/none'));
        fixture.remove('/sys/module/cdc_acm');
      },
      'fail',
      'cdc_acm is not loaded',
      /^sudo systemctl restart systemd-modules-load\.service && sudo systemctl try-restart asan-kiosk\.service$/,
    ],
  ]),
  ...rowsOf('hid-access', [
    [
      'no rule',
      ({ program, write, at }) => {
        write('/dev/hidraw1', '', 0o600);
        program.hid = async () => ok([{ ...ZEBRA, path: at('/dev/hidraw1') }]);
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
      ({ program }) => Object.assign(program, { hid: async () => ok([{ ...ZEBRA, vendorId: 1, usage: 0x1_0002 }]) }),
      'skip',
      /no scanner or keypad/,
      null,
    ],
    [
      'two files of one scanner, and an unknown one',
      ({ program }) =>
        Object.assign(program, {
          hid: async () => ok([ZEBRA, { ...ZEBRA }, { ...ZEBRA, path: '/dev/hidraw2', vendorId: 0x9999 }]),
        }),
      'ok',
      /^Zebra[^;]*; scanner 9999:1300$/,
      null,
    ],
  ]),
  ...rowsOf('scanner-mode', [
    [
      'it types',
      ({ program }) => Object.assign(program, { hid: async () => ok([{ ...ZEBRA, usage: USAGE.keyboard }]) }),
      'fail',
      /types like a keyboard \(SCN-102\)/,
      /HID POS/,
    ],
    [
      'it types under other ids',
      ({ program }) =>
        Object.assign(program, { hid: async () => ok([{ ...ZEBRA, productId: 0x1200, usage: USAGE.keyboard }]) }),
      'fail',
      /SCN-102/,
      /HID POS/,
    ],
    ['it scans', ({ program }) => Object.assign(program, { hid: async () => ok([ZEBRA]) }), 'ok', /05e0:1300/, null],
  ]),
  ...rowsOf('lines', [
    ['their chips are there', ({ profile }) => profile(LINES('')), 'ok', 'door: their chips are there', null],
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
      'light: pinctrl-rp1 has 54 lines and none of the number 99',
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

export const DEVICE_ROWS: readonly Row[] = [
  ...PORT_ROWS,
  ...RUNNING_ROWS,
  ...READER,
  ...TERMINAL,
  ...PRINTER,
  ...OTHERS,
];
