import { mkdirSync, utimesSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { openLedger } from '../../device/ledger/ledger.ts';
import { encodeFrame as ccnetFrame } from '../../drivers/bill-validator/ccnet/framer.ts';
import { realClock } from '../../drivers/clock.ts';
import {
  type CabledDeviceKind,
  DEVICE_KINDS,
  kebabOf,
  OPTIONAL_CABLED_KINDS,
  type ProfileKind,
  wordsOf,
} from '../../drivers/device-kinds.ts';
import { encodeSerialFrame } from '../../drivers/payment-terminal/zvt/framer.ts';
import { PRINTER_MODELS, requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { DEVICE_CHECKS } from '../../provisioning/doctor/device-list.ts';
import { listenHttp } from '../../simulators/document-printer/http.ts';
import {
  createDocumentPrinterSimulator,
  type DocumentPrinterSimulator,
} from '../../simulators/document-printer/printer.ts';
import { createZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { seededRandom } from '../../simulators/random.ts';
import { createPrinterSimulator, type PrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import { listenTcp } from '../../simulators/wire-tcp.ts';
import { fasterClock } from '../support/fake-io.ts';
import type { Fixture } from './fixture.ts';
import { setIpOutput } from './fixture-commands.ts';
import { FIXTURE_NOW } from './fixture-files.ts';
import { serialLinkText, setChipReaderLink, setDeviceLink, tcpLinkText } from './profile-links.ts';
import { type DoctorRow, rowsOf } from './row.ts';
import { serveRunningKiosk } from './rows-closed.ts';

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

/** A faster clock shortens the waits between tries. */
const closedPort = (device: CabledDeviceKind) => (fixture: Fixture) => {
  setDeviceLink(fixture, device, tcpLinkText(1));
  fixture.clock = fasterClock(4);
};

const heard =
  (device: CabledDeviceKind, greets: Uint8Array | string, answers: Uint8Array | string = '') =>
  async (fixture: Fixture) => {
    setDeviceLink(fixture, device, tcpLinkText(await speaker(fixture, greets, answers)));
    // Doctor listens to a reader for half a second.
    if (device !== 'reader') fixture.clock = fasterClock(4);
  };

const ZVT = encodeSerialFrame(Uint8Array.of(0x84, 0x9c, 0x00));
const CCNET = ccnetFrame(Uint8Array.of(0x14));
/** Bytes that arrive if both ends have different speeds: long runs of one bit. */
const NOISE = Uint8Array.of(0xf8, 0x80, 0xfe, 0x00, 0xe0, 0xf8, 0x06, 0x80, 0x9e);
const SSH = 'SSH-2.0-OpenSSH_9.2\r\n';
const ZONE = 'P<AZEMAMMADOVA<<SABINA<<<<<<<<<<<<<<<<<<<<<<<\r\n';

async function printer(
  fixture: Fixture,
  change: (its: PrinterSimulator) => void,
  model = 'epson-tm-t20',
): Promise<void> {
  const wire = await listenTcp(0);
  const simulator = createPrinterSimulator({ wire, clock: realClock, model: requirePrinterModel(model) });
  change(simulator);
  fixture.ends.push(() => simulator.close(), wire.close);
  setDeviceLink(fixture, 'printer', tcpLinkText(wire.port));
}

async function terminal(
  fixture: Fixture,
  {
    framing = 'tcp',
    says = 'tcp',
    password = '000000',
    condition = '00',
  }: { framing?: 'tcp' | 'serial'; says?: string; password?: string; condition?: string },
): Promise<void> {
  const wire = await listenTcp(0);
  const simulator = createZvtTerminalSimulator({
    wire,
    clock: realClock,
    random: seededRandom(1),
    password: '000000',
    framing,
    now: () => FIXTURE_NOW,
  });
  simulator.setCondition(condition);
  fixture.ends.push(() => simulator.close(), wire.close);
  setDeviceLink(fixture, 'terminal', tcpLinkText(wire.port));
  fixture.profile((text) =>
    text.replace('framing: serial, password: "000000"', `framing: ${says}, password: "${password}"`),
  );
}

function warnsOfEmptyToner(its: DocumentPrinterSimulator): void {
  its.setToner(3);
  const answer = its.answer.bind(its);
  const changed = (bytes: Uint8Array) =>
    Buffer.from(bytes).toString('latin1').replace('\x11toner-low-warning', '\x13toner-empty-warning');
  its.answer = async (request) => {
    const answered = await answer(request);
    return answered.bytes === null ? answered : { bytes: Buffer.from(changed(answered.bytes), 'latin1') };
  };
}

async function sheets(fixture: Fixture, change: (its: DocumentPrinterSimulator) => void): Promise<void> {
  const simulator = createDocumentPrinterSimulator({ clock: realClock });
  const listening = await listenHttp(simulator, 0);
  change(simulator);
  fixture.ends.push(() => simulator.close(), listening.close);
  fixture.profile((text) => text.replace('uri: simulated', `uri: "ipp://127.0.0.1:${listening.port}/ipp/print"`));
}

function inDoubt({ ledger }: Fixture): void {
  const book = openLedger({ file: ledger, now: () => FIXTURE_NOW });
  book.append('d', { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' });
  book.append('d', { kind: 'lodged', reference: 'K5-7QF2-62' });
  book.append('d', { kind: 'intent', before: null } as never);
  book.append('d', { kind: 'saleSent' } as never);
  book.close();
}

const RUNNING_ROWS: readonly DoctorRow[] = (
  [
    ['reader', 'RDR-104', /plug of the reader/],
    ['terminal', 'TRM-102', /display of the terminal/],
    [
      'printer',
      'PRN-103',
      /switch the printer on.*; if the printer is of another model than devices\.printer\.model of the profile: stop the kiosk and run doctor again/,
    ],
    ['documentPrinter', 'LNK-103', /the connection fails every time/],
    ['scanner', 'SCN-102', /HID POS mode in the manual/],
    ['scanner', 'SCN-101', /USB cable of the scanner/],
    ['keypad', 'KPD-101', /USB cable of the keypad/],
    ...OPTIONAL_CABLED_KINDS.map(
      (kind) => [kind, DEVICE_KINDS[kind].absent, RegExp(`power and the cable of the ${wordsOf(kind)}`)] as const,
    ),
  ] as const
).flatMap(([kind, code, fix]) =>
  rowsOf(kebabOf(kind), [
    [
      'away in the running kiosk',
      (fixture) => serveRunningKiosk(fixture, { devices: { [kind]: 'offline' }, troubles: { [kind]: code } }),
      'fail',
      `offline in the running kiosk (${code})`,
      fix,
    ],
    [
      'away, and the kiosk has no word for it',
      (fixture) => serveRunningKiosk(fixture, { devices: { [kind]: 'offline' } }),
      'fail',
      'offline in the running kiosk',
      /stop the kiosk and run doctor again/,
    ],
    [
      'well in the running kiosk',
      (fixture) => serveRunningKiosk(fixture, { devices: { [kind]: 'online' } }),
      'ok',
      'online in the running kiosk',
      null,
    ],
    [
      'unknown to the running kiosk',
      (fixture) => serveRunningKiosk(fixture, {}),
      'skip',
      /started with another profile/,
      null,
    ],
  ]),
);

function onNetwork(fixture: Fixture, kind: ProfileKind, host: string): void {
  if (kind === 'documentPrinter')
    fixture.profile((text) => text.replace('uri: simulated', `uri: "ipp://${host}/ipp/print"`));
  else if (kind !== 'scanner' && kind !== 'keypad')
    setDeviceLink(fixture, kind, `{ tcp: { host: ${host}, port: 9100 } }`);
}

const NETWORK_ROWS: readonly DoctorRow[] = (
  [
    ['reader', 'RDR-104'],
    ['terminal', 'TRM-101'],
    ['terminal', 'TRM-102'],
    ['printer', 'PRN-101'],
    ['printer', 'LNK-101'],
    ['documentPrinter', 'LNK-101'],
    ...OPTIONAL_CABLED_KINDS.flatMap((kind) => {
      const { absent, silent } = DEVICE_KINDS[kind];
      return [[kind, absent] as const, [kind, silent] as const];
    }),
  ] as const
).flatMap(([kind, code]) => {
  const away = async (fixture: Fixture, host: string, silentGateway = false) => {
    onNetwork(fixture, kind, host);
    if (silentGateway) setIpOutput(fixture.commands, 'neigh show', '192.0.2.1 dev eth0 FAILED\n');
    await serveRunningKiosk(fixture, { devices: { [kind]: 'offline' }, troubles: { [kind]: code } });
  };
  return rowsOf(kebabOf(kind), [
    [
      `${code} on the network of this machine`,
      (fixture) => away(fixture, '192.0.2.77'),
      'fail',
      `offline in the running kiosk (${code})`,
      /^(?!.*(plug|baud|power supply|switches|USB))(?!.*framing.*address).*address/i,
    ],
    [
      `${code} in another network than this machine`,
      (fixture) => away(fixture, '10.0.2.7'),
      'fail',
      `offline in the running kiosk (${code})`,
      /^10\.0\.2\.7 is not in the network of this machine, which has 192\.0\.2\.10\/24 \(eth0\): is the cable in the right socket\? .*; if the address is right: /,
    ],
    [
      `${code} in another network, and the gateway is silent`,
      (fixture) => away(fixture, '10.0.2.7', true),
      'skip',
      'not reached: its address is not in the network of this machine, see way-out',
      null,
    ],
  ]);
});

/** The validator is silent, but the reader works at a similar line. */
const besideReader =
  (...[validator, reader]: readonly [string, string]) =>
  async (fixture: Fixture) => {
    setDeviceLink(fixture, 'billValidator', validator);
    setDeviceLink(fixture, 'reader', reader);
    await serveRunningKiosk(fixture, {
      devices: { billValidator: 'offline', reader: 'online' },
      troubles: { billValidator: 'BIL-102' },
    });
  };
const EXCHANGED =
  'offline in the running kiosk (BIL-102); a document reader is silent, so the two plugs may be exchanged';

const EXCHANGED_ROWS: readonly DoctorRow[] = rowsOf('bill-validator', [
  [
    'its plug and that of the reader are exchanged at a converter',
    besideReader('{ tcp: { host: 192.0.2.77, port: 4002 } }', '{ tcp: { host: 192.0.2.77, port: 4001 } }'),
    'fail',
    EXCHANGED,
    /\. If that does not help, and asan-kiosk ledger cash lists no note, ask at the reader’s line: sudo systemctl stop asan-kiosk\.service asan-kiosk\.socket && sudo asan-kiosk bill-validator status --link tcp:192\.0\.2\.77:4001\. If a validator answers, exchange the plugs\. Then: sudo systemctl /,
  ],
  [
    'it is at another converter than the reader',
    besideReader('{ tcp: { host: 192.0.2.77, port: 4002 } }', '{ tcp: { host: 192.0.2.78, port: 4001 } }'),
    'fail',
    'offline in the running kiosk (BIL-102)',
    /power/,
  ],
]);

const READER: readonly DoctorRow[] = rowsOf('reader', [
  [
    'its port is not there',
    (fixture) => setDeviceLink(fixture, 'reader', serialLinkText('/dev/serial/by-id/none')),
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
    /^the addresses of two devices may be exchanged: compare /,
  ],
  [
    'a validator is at its port',
    heard('reader', CCNET),
    'warn',
    /speaks CCNET: a bill validator is at this port/,
    /devices\.reader\.link/,
  ],
  ['noise', heard('reader', NOISE), 'warn', /sends \d+ bytes of no known protocol/, /compare the address/],
  ['nothing listens there', closedPort('reader'), 'fail', /can not be opened \(LNK-101/, /this port is closed/],
]);

const TERMINAL: readonly DoctorRow[] = rowsOf('terminal', [
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
  [
    'its password was mended, and the kiosk has the former one',
    async (fixture) => {
      fixture.profile((text) => text.replace('password: "000000"', 'password: credential:terminal-password'));
      fixture.write('/etc/credstore/asan-kiosk.terminal-password', '123456', 0o600);
      fixture.write('/run/credentials/asan-kiosk.service/x', '');
      utimesSync(fixture.at('/run/credentials/asan-kiosk.service'), 1_000_000, 1_000_000);
      await serveRunningKiosk(fixture, {
        devices: { terminal: 'offline' },
        troubles: { terminal: 'TRM-103' },
      });
    },
    'fail',
    'offline in the running kiosk (TRM-103); the kiosk has a former password: /etc/credstore/asan-kiosk.terminal-password was written after its start',
    'sudo systemctl reset-failed asan-kiosk.service asan-kiosk.socket && sudo systemctl restart asan-kiosk.service',
  ],
  [
    'it refused the running kiosk, and its password is a credential',
    async (fixture) => {
      fixture.profile((text) => text.replace('password: "000000"', 'password: credential:terminal-password'));
      await serveRunningKiosk(fixture, {
        devices: { terminal: 'offline' },
        troubles: { terminal: 'TRM-103' },
      });
    },
    'fail',
    'offline in the running kiosk (TRM-103)',
    /^compare the six digits in \/etc\/credstore\/asan-kiosk\.terminal-password with the password of the terminal\. After a change, restart the kiosk \(.*\)\. /,
  ],
  [
    'the terminal says that it is out of order',
    (fixture) =>
      serveRunningKiosk(fixture, { devices: { terminal: 'hardwareError' }, troubles: { terminal: 'TRM-102' } }),
    'fail',
    'hardwareError in the running kiosk (TRM-102): it is silent, or reports that it is out of order',
    /^look at the display of the terminal\. If it says "out of order": switch it off and on, then tell its provider \(address, password and framing are right\)\. Otherwise: look at the display of the terminal; /,
  ],
  [
    'the kiosk is stopped, and the terminal says that it is out of order',
    (fixture) => terminal(fixture, { condition: 'df' }),
    'fail',
    /^tcp:127\.0\.0\.1:\d+ says that it is out of order \(status df\)$/,
    'switch the terminal off and on; if it reports this again, tell its provider (address, password and framing are right)',
  ],
  ['it answers', (fixture) => terminal(fixture, {}), 'ok', /is registered$/, null],
  ['silent', heard('terminal', ''), 'fail', /does not answer \(TRM-102\)/, /display of the terminal/],
  [
    'a reader is at its port',
    heard('terminal', ZONE),
    'fail',
    /speaks a zone: a reader is at this port \(TRM-102\)/,
    /^the addresses of two devices may be exchanged: .* devices\.terminal\.link/,
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
    /speaks ZVT \(serial framing\), not as in the profile/,
    'write framing: serial into devices.terminal of the profile',
  ],
  [
    'in the framing of TCP',
    (fixture) => heard('terminal', Uint8Array.of(0x06, 0x0f, 0x00))(fixture),
    'fail',
    /speaks ZVT \(TCP framing\)/,
    'write framing: tcp into devices.terminal of the profile',
  ],
  ['noise', heard('terminal', '', NOISE), 'fail', /bytes of no known protocol/, /menu of the terminal/],
  [
    'a sale is in doubt',
    async (fixture) => {
      inDoubt(fixture);
      await terminal(fixture, {});
    },
    'warn',
    /^not asked: the payment of K5-7QF2-62 is in doubt/,
    /start the kiosk, which asks the terminal/,
  ],
  [
    'a ledger that nobody can read',
    async (fixture) => {
      fixture.write('/var/lib/asan-kiosk/ledger.db', 'no database', 0o600);
      await terminal(fixture, {});
    },
    'skip',
    /^not asked: the ledger can not be read/,
    null,
  ],
]);

const PRINTER: readonly DoctorRow[] = rowsOf('printer', [
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
  [
    'silent',
    heard('printer', ''),
    'fail',
    /does not answer \(PRN-103\)/,
    /^switch the printer on and check its network cable; another device may have this address/,
  ],
  [
    'a terminal is at its port',
    heard('printer', '', ZVT),
    'fail',
    /speaks ZVT \(serial framing\): a terminal is at this port/,
    /^the addresses of two devices may be exchanged: .* devices\.printer\.link/,
  ],
  [
    'a service of the network',
    heard('printer', SSH),
    'fail',
    /says "SSH-2\.0-Open": that is no printer/,
    /devices\.printer\.link/,
  ],
  ['noise', heard('printer', '', NOISE), 'fail', /bytes of no known protocol/, /menu of the printer/],
  [
    'another language',
    (fixture) => printer(fixture, () => {}, STAR),
    'fail',
    /answers in the language star \(PRN-103\)/,
    /^write driver: star into devices\.printer of the profile/,
  ],
  ['nothing listens there', closedPort('printer'), 'fail', /can not be opened \(LNK-101/, /this port is closed/],
]);

const STAR = Object.values(PRINTER_MODELS).find(({ language }) => language === 'star')!.name;

const UNASKED = OPTIONAL_CABLED_KINDS.filter((kind) =>
  DEVICE_CHECKS.some(({ id, expected }) => id === kebabOf(kind) && expected.endsWith('it is never asked')),
);

const OTHERS: readonly DoctorRow[] = [
  ...UNASKED.flatMap((kind) =>
    rowsOf(kebabOf(kind), [
      ['its port is closed', closedPort(kind), 'fail', /can not be opened \(LNK-101/, /this port is closed/],
      [
        'its port opens',
        async (fixture) => setDeviceLink(fixture, kind, tcpLinkText(await speaker(fixture, ''))),
        'ok',
        /is open; the kiosk tells whether/,
        null,
      ],
    ]),
  ),
  ...rowsOf('chip-reader', [
    [
      'silent',
      async (fixture) => {
        setChipReaderLink(fixture, tcpLinkText(await speaker(fixture, '')));
        fixture.clock = fasterClock(4);
      },
      'fail',
      /does not answer \(RDR-203\)/,
      /./,
    ],
    [
      'nothing listens there',
      (fixture) => {
        setChipReaderLink(fixture, tcpLinkText(1));
        fixture.clock = fasterClock(4);
      },
      'fail',
      /can not be opened \(LNK-101/,
      /this port is closed/,
    ],
  ]),
  ...rowsOf('badge-reader', [
    [
      'silent',
      async (fixture) => {
        setDeviceLink(fixture, 'badgeReader', tcpLinkText(await speaker(fixture, '')));
        fixture.clock = fasterClock(4);
      },
      'fail',
      /does not answer \(BDG-102\)/,
      /plug it in again/,
    ],
    ['nothing listens there', closedPort('badgeReader'), 'fail', /can not be opened \(LNK-101/, /this port is closed/],
    [
      'away in the running kiosk',
      (fixture) =>
        serveRunningKiosk(fixture, { devices: { badgeReader: 'offline' }, troubles: { badgeReader: 'BDG-102' } }),
      'fail',
      'offline in the running kiosk (BDG-102)',
      /plug it in again/,
    ],
  ]),
  ...rowsOf('badge-keys', [
    [
      'none',
      (fixture) => setDeviceLink(fixture, 'badgeReader', tcpLinkText(1)),
      'warn',
      /no asan-kiosk\.badge-key and no asan-kiosk\.pin-key in .*\(BDG-106\)/,
      /^sudo asan-kiosk badge key/,
    ],
  ]),
  ...rowsOf('trust', [
    ['no folder', (fixture) => setChipReaderLink(fixture, 'simulated'), 'fail', /\(RDR-251\)$/, /./],
    [
      'no certificate',
      (fixture) => {
        mkdirSync(fixture.at('/etc/trust'));
        setChipReaderLink(fixture, 'simulated');
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
      'toner is empty',
      (fixture) => sheets(fixture, warnsOfEmptyToner),
      'fail',
      /has no toner \(PRN-116\)/,
      /cartridge/,
    ],
    [
      'not there',
      (fixture) => {
        fixture.profile((text) => text.replace('uri: simulated', 'uri: "ipp://127.0.0.1:1/ipp/print"'));
        fixture.clock = fasterClock(4);
      },
      'fail',
      /cannot be reached \(LNK-101/,
      /this port is closed/,
    ],
  ]),
];

export const DEVICE_ROWS: readonly DoctorRow[] = [
  ...RUNNING_ROWS,
  ...NETWORK_ROWS,
  ...EXCHANGED_ROWS,
  ...READER,
  ...TERMINAL,
  ...PRINTER,
  ...OTHERS,
];
