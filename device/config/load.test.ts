import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { DEVICE_KINDS, PROFILE_KINDS } from '../../drivers/device-kinds.ts';
import { PRINTER_MODELS } from '../../drivers/receipt-printer/paper/profile.ts';
import { cashSettingsOf } from './cash.ts';
import { profilePathOf } from './device-links.ts';
import { type ReadableFiles, realFiles } from './files.ts';
import { loadProfile, profileJsonSchema } from './load.ts';
import { describeConfigTrouble } from './trouble.ts';

const FOLDER = 'provisioning/profiles';
const FILE = `${FOLDER}/cabinet-a.yaml`;
/** All examples but an order, which has several kiosks (provisioning/provision/order). */
const PROFILES = readdirSync(FOLDER).filter((name) => !name.startsWith('order-'));
const KNOWN = {
  printerModels: Object.fromEntries(Object.entries(PRINTER_MODELS).map(([name, { language }]) => [name, language])),
};

const line = (name: string, of: string): string => `${name}: &${name} [${Array(9).fill(`*${of}`).join()}]`;

const only = (text: string): ReadableFiles => ({ list: () => [], read: () => text });

const SLIP = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8q';
const tcpAt = (host: string) => ({ tcp: { host, port: 20007 } });

const trouble = (text: string): string => {
  const profile = loadProfile(FILE, only(text), KNOWN);
  return profile.ok ? 'none' : describeConfigTrouble(profile.error);
};

function cabinet(path: string, value: unknown): string {
  type Group = { [key: string]: Group | unknown };
  const data = load(realFiles.read(FILE)) as Group;
  const steps = path.split('.');
  const last = steps.pop()!;
  const holder = steps.reduce((at, step) => at[step] as Group, data);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return dump(data);
}

describe('profiles of this repository', () => {
  test.each(PROFILES)('when the profile is %s, then it loads', (name) => {
    const profile = loadProfile(`${FOLDER}/${name}`, realFiles, KNOWN);
    expect(profile.ok || describeConfigTrouble(profile.error)).toBe(true);
  });

  test.each(PROFILE_KINDS)('when %s is missing, then the profile is refused only if each kiosk has one', (kind) => {
    const { isNeeded } = DEVICE_KINDS[kind];
    expect(trouble(cabinet(`devices.${kind}`, undefined))).toMatch(isNeeded ? profilePathOf(kind) : /^none$/);
  });

  test.each([
    [undefined, 500],
    [{ overpayLimitManat: 0 }, 0],
    [{ overpayLimitManat: 0.29 }, 29],
  ])('when cash is %j, then the overpayment limit is %i qəpik', (cash, limit) => {
    const profile = loadProfile(FILE, only(cabinet('cash', cash)), KNOWN);
    expect(profile.ok && cashSettingsOf(profile.value.cash).overpayLimit).toBe(limit);
  });

  test('when a cabinet is loaded, then the printer has its model and link', () => {
    const profile = loadProfile(FILE, realFiles);
    expect(profile.ok && profile.value.devices.printer).toEqual({
      driver: 'escpos',
      model: 'epson-tm-t20',
      link: { serial: { path: expect.stringMatching(/^\/dev\/serial\/by-id\//), baudRate: 115_200, stopBits: 1 } },
    });
  });

  test('when currency and character set are missing, then the defaults are used', () => {
    const text = cabinet('devices.terminal.currency', undefined);
    const profile = loadProfile(FILE, only(text.replace(/ +charset: .*\n/, '')));
    expect(profile.ok && profile.value.devices.terminal).toMatchObject({ currency: 944, charset: 'cp437' });
  });

  test.each([
    { usb: { vendorId: '0403', productId: '6001' }, baudRate: 9600 },
    { usb: { vendorId: '1A86', productId: '7523', serialNumber: 'A50285BI' }, baudRate: 115_200, stopBits: 2 },
    { socket: '1-1.4', baudRate: 9600 },
    { socket: '1-1.4:1.0', baudRate: 9600 },
  ])('when a serial port is %j, then it is accepted', (serial) => {
    expect(trouble(cabinet('devices.printer.link', { serial }))).toBe('none');
  });

  test.each([
    { driver: 'hid-pos', link: { hid: { vendorId: '05e0', productId: '1300' } } },
    {
      driver: 'hid-pos',
      model: 'zebra-pos',
      link: { hid: { vendorId: '05E0', productId: '1300', serialNumber: 'S1' } },
    },
    { driver: 'hid-pos', model: 'microscan', link: { hid: { vendorId: '1777', productId: '0003', socket: '1-1.4' } } },
  ])('when the scanner is %j, then it is accepted', (scanner) => {
    expect(trouble(cabinet('devices.scanner', scanner))).toBe('none');
  });

  test.each([
    { driver: 'hid-keys', link: { hid: { vendorId: '2047', productId: '09d0' } } },
    { driver: 'hid-keys', model: 'arrows', link: { hid: { vendorId: '2B7C', productId: '0001', serialNumber: 'S1' } } },
  ])('when the keypad is %j, then it is accepted', (keypad) => {
    expect(trouble(cabinet('devices.keypad', keypad))).toBe('none');
  });

  test.each([
    'https://backoffice.example/kiosk',
    'http://127.0.0.1:8090',
    'http://localhost:8090',
    'http://[::1]:8090',
    'simulated',
  ])('when the back office is at %s, then it is accepted', (url) => {
    expect(trouble(cabinet('backOffice.url', url))).toBe('none');
  });

  test.each([
    { driver: 'pn532', link: { serial: { path: '/dev/serial/by-id/x', baudRate: 115_200 } }, trust: '/etc/trust' },
    { driver: 'pcsc', trust: '/etc/trust' },
    { driver: 'pcsc', reader: 'ACS ACR1252', trust: '/etc/trust' },
  ])('when the chip reader is %j, then it is accepted', (chip) => {
    expect(trouble(cabinet('devices.reader.chip', chip))).toBe('none');
  });

  test('when the terminal is on the network, then its link is accepted', () => {
    const text = cabinet('devices.terminal.link', { tcp: { host: '10.1.2.3', port: 20_007 } });
    expect(trouble(text.replace('framing: serial', 'framing: tcp'))).toBe('none');
  });
});

const CENTRE_WEEK = { monday: [{ from: '09:00', until: '18:00' }] };
const said = (text: string) => ({ az: text, ru: text, en: text });
const noticeOn = (from: string, until = from) => ({ from, until, text: said('x') });
const openOn = (from: string, until?: string) => ({ from, ...(until && { until }), hours: [] });

describe('opening hours, notices and places of a profile', () => {
  test.each<[string, unknown]>([
    ['hours', { week: CENTRE_WEEK }],
    ['hours', { week: {}, outside: 'closed' }],
    ['hours', { week: { sunday: [{ from: '00:00', until: '24:00' }] } }],
    [
      'hours',
      {
        week: {
          holiday: [],
          friday: [
            { from: '09:00', until: '13:00' },
            { from: '13:00', until: '18:00' },
          ],
        },
        exceptions: [openOn('2026-12-31', '2027-01-02'), openOn('2027-01-03'), openOn('2026-12-30')],
        outside: 'serves',
      },
    ],
    ['notices', [noticeOn('2026-12-01', '2026-12-31'), noticeOn('2026-12-31'), noticeOn('2027-01-01')]],
    ['elsewhere', { kiosk: said('K6') }],
  ])('when %s is %j, then it is accepted', (path, value) => {
    expect(trouble(cabinet(path, value))).toBe('none');
  });

  test.each<[string, unknown, RegExp]>([
    ['hours', {}, /hours.week: expected a group of keys, found nothing/],
    ['hours', { week: { funday: [] } }, /week.funday: expected only monday, .*, holiday, found the key funday/],
    [
      'hours',
      { week: { monday: [{ from: '9:00', until: '18:00' }] } },
      /monday.0.from: expected a time such as 09:00, found "9:00" \(CFG-103\)/,
    ],
    ['hours', { week: { monday: [{ from: 900, until: '18:00' }] } }, /monday.0.from: expected a time such as 09:00/],
    [
      'hours',
      { week: { monday: [{ from: '24:00', until: '24:00' }] } },
      /monday.0.from: expected a time such as 09:00/,
    ],
    ['hours', { week: { monday: [{ from: '09:00', until: '24:01' }] } }, /monday.0.until: .* at most 24:00/],
    [
      'hours',
      { week: { monday: [{ from: '18:00', until: '09:00' }] } },
      /monday.0.until: expected a time after from; hours over midnight need two days, found "09:00" \(CFG-104\)/,
    ],
    [
      'hours',
      {
        week: {
          monday: [
            { from: '09:00', until: '14:00' },
            { from: '13:59', until: '18:00' },
          ],
        },
      },
      /week.monday: expected hours in the order of the day, without overlap, .*\(CFG-104\)/,
    ],
    [
      'hours',
      { week: {}, exceptions: [openOn('2026-12-31', '2027-01-02'), openOn('2027-01-02')] },
      /hours.exceptions: expected each day once: exceptions do not overlap, .*\(CFG-104\)/,
    ],
    [
      'hours',
      { week: {}, exceptions: [openOn('2027-01-02', '2027-01-01')] },
      /exceptions.0.until: expected a day that is not before from, found "2027-01-01" \(CFG-104\)/,
    ],
    ['hours', { week: {}, exceptions: [openOn('2027-02-29')] }, /exceptions.0.from: expected a date such as/],
    ['hours', { week: {}, outside: 'rests' }, /hours.outside: expected one of serves, closed, found "rests"/],
    ['notices', [noticeOn('2026-12-02', '2026-12-01')], /notices.0.until: expected a day that is not before from/],
    ['notices', [{ ...noticeOn('2026-12-02'), text: { az: 'x', en: 'x' } }], /notices.0.text.ru: expected /],
    ['notices', [{ ...noticeOn('2026-12-02'), text: said('x'.repeat(121)) }], /text.az: expected at most 120 letters/],
    [
      'notices',
      [noticeOn('2026-12-01', '2026-12-31'), noticeOn('2026-12-02', '2026-12-03'), noticeOn('2026-12-03')],
      /notices: expected at most 2 notices on one day, .*\(CFG-104\)/,
    ],
    ['elsewhere', {}, /elsewhere: expected a kiosk, a window or both, .*\(CFG-104\)/],
  ])('when %s is %j, then the fault names path, expected and found', (path, value, line) => {
    expect(trouble(cabinet(path, value))).toMatch(line);
  });

  test('when dates and times have no quotes, then they are accepted', () => {
    const hours =
      'hours: { week: { monday: [{ from: 09:00, until: 18:00 }] }, exceptions: [{ from: 2026-12-31, hours: [] }] }';
    expect(trouble(`${realFiles.read(FILE)}${hours}\n`)).toBe('none');
  });
});

describe('faults of a profile', () => {
  test('when a value is wrong, then one line names file, line, path, expected and found', () => {
    const text = realFiles.read(FILE);
    const line = text.split('\n').findIndex((each) => each.includes('model: epson')) + 1;
    expect(trouble(text.replace('model: epson-tm-t20', 'model: epson'))).toBe(
      `${FILE}:${line}: devices.printer.model: expected one of ${Object.keys(KNOWN.printerModels).join(', ')}, found "epson" (CFG-103)`,
    );
  });

  test.each<[string, unknown, RegExp]>([
    [
      'devices.printer.link.serial.baudRate',
      9601,
      /serial.baudRate: expected one of 1200, .*, found 9601 \(CFG-103\)$/,
    ],
    ['devices.printer.link.serial.path', 'ttyUSB0', /serial.path: expected an absolute path .*found "ttyUSB0"/],
    [
      'devices.printer.link.serial.baudrate',
      9600,
      /serial.baudrate: expected only path, baudRate, stopBits, found the key/,
    ],
    [
      'devices.printer.link',
      'usb',
      /devices.printer.link: expected \{serial: …\}, \{tcp: …\} or simulated, found "usb"/,
    ],
    ['devices.printer.link.serial', { socket: 'left', baudRate: 9600 }, /serial.socket: expected a USB socket such as/],
    [
      'devices.printer.link.serial',
      { usb: { vendorId: 403, productId: '6001' }, baudRate: 9600 },
      /serial.usb.vendorId: expected four hex digits in quotes, such as "0403", found 403/,
    ],
    ['devices.printer.link.serial', { baudRate: 9600 }, /link.serial: expected \{path: …\}, \{usb: …\} or \{socket/],
    ['devices.printer.link', { tcp: { host: 'x' } }, /link.tcp.port: expected a number, found nothing/],
    ['devices.printer.link', { usb: { port: 1 } }, /devices.printer.link: expected \{serial/],
    ['cash', { settleBadges: 3 }, /cash.settleBadges: expected one of 1, 2, found 3/],
    ['cash', { settleBadges: 0 }, /cash.settleBadges: expected one of 1, 2, found 0/],
    ['cash', { overpayLimitManat: 201 }, /cash.overpayLimitManat: expected .*200.*, found 201/],
    ['cash', { overpayLimitManat: 5.005 }, /cash.overpayLimitManat: expected manats with two decimals .*found 5.005/],
    ['devices.printer', undefined, /devices.printer: expected a group of keys, found nothing/],
    ['devices.reader.driver', 'chip', /reader.driver: expected mrz, found "chip"/],
    [
      'devices.terminal.framing',
      'tcp',
      /framing: expected serial, because its link is serial, found "tcp" \(CFG-104\)/,
    ],
    ['devices.reader.chip', { driver: 'nfc' }, /chip.driver: expected pn532 or pcsc, found "nfc"/],
    ['devices.reader.chip', { driver: 'pcsc', trust: '' }, /reader.chip.trust: expected a path, found ""/],
    [
      'devices.reader.chip',
      { driver: 'pn532', link: 'simulated', trust: '/etc/trust', face: true },
      /chip.face: expected only driver, link, trust, found the key face/,
    ],
    ['kiosk.id', 'kiosk 5', /kiosk.id: expected a capital letter .*, found "kiosk 5"/],
    ['kiosk.centre.name.ru', ' ', /centre.name.ru: expected a text without blanks at its ends, found " "/],
    [
      'kiosk.centre.name.az',
      'Mərkəz\u202e5',
      /centre.name.az: expected a text on one line, without control characters/,
    ],
    ['kiosk.centre.name.az', 'Mərkəz\0', /centre.name.az: expected a text on one line, without control characters/],
    ['kiosk.centre.short.en', 'Centre\nNo 5', /centre.short.en: expected a text on one line/],
    ['kiosk.centre.name.en', 'x'.repeat(81), /centre.name.en: expected at most 80 letters/],
    ['kiosk.centre.short.en', 'x'.repeat(25), /centre.short.en: expected at most 24 letters/],
    [
      'devices.reader.dialect',
      { name: 'desko', prefix: 2 },
      /dialect.prefix: expected one to four bytes in hex in quotes/,
    ],
    ['kiosk.statusUrl', 'http://status.example', /statusUrl: expected an address that begins with https/],
    ['kiosk.panel.pxPerMm', 0, /pxPerMm: expected at least 1, found 0/],
    ['web.port', 70_000, /web.port: expected at most 65535, found 70000/],
    ['metrics', { port: 9464, host: '0.0.0.0' }, /metrics.host: expected one address of this machine, and not all/],
    ['metrics', { port: 9464, host: 'hall' }, /metrics.host: expected an address of this machine such as 10.20.0.5/],
    ['metrics', { port: 8080 }, /metrics.port: .*another port than web.port/],
    ['metrics', {}, /metrics.port: expected a number, found nothing/],
    ['web.port', '8080', /web.port: expected a number, found "8080"/],
    ['web.port', 80.5, /web.port: expected a whole number, found 80.5/],
    ['backOffice.url', 'http://backoffice.example', /url: expected https:.*loopback.*, found "http:.*\(CFG-103\)/],
    ['backOffice.url', 'http://127.0.0.1.example', /url: expected https/],
    ['backOffice.timeoutMs', 5, /timeoutMs: expected at least 500, found 5/],
    ['devices.printer.driver', 'star', /printer.driver: expected the language of the model, found "star" \(CFG-104\)/],
    [
      'devices.printer.link',
      { serial: { path: '/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0', baudRate: 9600 } },
      /printer.link: expected another port or address than terminal.link has, .* \(CFG-104\)/,
    ],
    [
      'devices.printer.link',
      { serial: { path: '/dev/serial/by-id/../by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0', baudRate: 9600 } },
      /printer.link: expected another port or address than terminal.link has/,
    ],
    [
      'devices.documentPrinter',
      { driver: 'ipp', uri: 'ipps://printer.example/ipp/print' },
      /backOffice.seal: expected the file with the certificates of the office’s seals.* \(CFG-10[34]\)$/,
    ],
    ['backup', { recipients: ['age1x'] }, /backup.recipients.0: expected a recipient of age \(age1 and 58 letters/],
    [
      'backup',
      { recipients: [SLIP] },
      /backup.recipients.0: expected a recipient of age .*the right checksum, found "age1ql3z/,
    ],
    [
      'offline',
      { recipient: SLIP, series: 'M', window: '7' },
      /offline.recipient: expected a recipient of age .*checksum/,
    ],
    [
      'devices.terminal.link',
      tcpAt('10.0.2.300'),
      /terminal.link.tcp.host: expected a host name, or an address such as 10.20.0.5, found "10.0.2.300"/,
    ],
    ['devices.terminal.link', tcpAt('10.0.2'), /tcp.host: expected a host name, or an address/],
    ['devices.terminal.link', tcpAt('fe80::1::2'), /tcp.host: expected a host name, or an address/],
    [
      'network',
      { allow: ['10.0.2.256:123'] },
      /network.allow.0: expected a host name, or an address such as 10.20.0.5, with its port/,
    ],
    [
      'devices.documentPrinter',
      { driver: 'ipp', uri: 'ipp://10.0.2.300/ipp/print' },
      /documentPrinter.uri: expected a host name, or an address/,
    ],
    [
      'devices.scanner',
      { driver: 'hid-pos', model: 'zebra', link: { hid: { vendorId: '05e0', productId: '1300' } } },
      /scanner.model: expected .*access-is.*, found "zebra"/,
    ],
    [
      'devices.scanner',
      { driver: 'hid-pos', link: { hid: { vendorId: 1504, productId: '1300' } } },
      /scanner.link.hid.vendorId: expected four hex digits in quotes/,
    ],
    [
      'devices.scanner',
      { driver: 'hid-pos', link: { serial: { path: '/dev/x', baudRate: 9600 } } },
      /scanner.link: expected \{hid: \{vendorId: …, productId: …\}\} or simulated/,
    ],
    [
      'devices.keypad',
      { driver: 'hid-keys', model: 'storm', link: { hid: { vendorId: '2047', productId: '09d0' } } },
      /keypad.model: expected .*storm-arrows.*, found "storm"/,
    ],
    [
      'devices.keypad',
      { driver: 'hid-keys', link: { tcp: { host: 'h', port: 1 } } },
      /keypad.link: expected \{hid: \{vendorId: …, productId: …\}\} or simulated/,
    ],
    ['backup', { recipients: [] }, /backup.recipients: expected at least 1 /],
    ['ledger.file', '', /ledger.file: expected a path, found ""/],
    ['statusUrl', 'x', /: statusUrl: expected only kiosk, web, .*, found the key statusUrl/],
  ])('when %s is %j, then the fault names path, expected and found', (path, value, line) => {
    expect(trouble(cabinet(path, value))).toMatch(line);
  });

  test('when a password is wrong or has no quotes, then the fault explains the form and does not show it', () => {
    const line = trouble(realFiles.read(FILE).replace(/password: .*/, 'password: "12345"'));
    expect(line).toMatch(
      /terminal.password: expected six digits in quotes or credential:NAME, found something else \(not shown\)/,
    );
    expect(line).not.toContain('12345');
    expect(trouble(realFiles.read(FILE).replace(/password: .*/, 'password: 987654'))).not.toContain('987654');
    expect(trouble(realFiles.read(FILE).replace(/password: .*/, 'password: 000000'))).toMatch(
      /terminal.password: expected six digits in quotes or credential:NAME, found something else \(not shown\)/,
    );
  });

  test('when a value is long, then it is shortened', () => {
    const line = trouble(cabinet('kiosk.id', 'x'.repeat(500)));
    expect(line.length).toBeLessThan(250);
  });

  test('when a file is not YAML, then it is refused with CFG-102', () => {
    expect(trouble('web: {port: 1')).toMatch(/:1: expected YAML, found .* \(CFG-102\)$/);
    expect(trouble('a: &x [1]\nb: [*y]')).toMatch(/expected YAML/);
    expect(trouble('')).toMatch(/expected a group of keys, found null/);
  });

  test.each([
    ['of itself', 'kiosk: &x { id: *x }'],
    ['of aliases of aliases', [...'abcdefghi'].map((name, nth) => line(name, 'zabcdefgh'.charAt(nth))).join('\n')],
  ])('when there is an alias %s, then its values must be written out', (_, text) => {
    expect(trouble(`z: &z 1\n${text}`)).toMatch(
      /expected YAML, found aliases \(\*name\) that make more than 100000 values: write the values out \(CFG-102\)$/,
    );
  });

  test('when a file never ends, then it is read up to a bound', () => {
    expect(loadProfile('/dev/zero', realFiles)).toMatchObject({
      ok: false,
      error: { code: 'CFG-101', file: '/dev/zero', found: 'more than 4 MiB' },
    });
  });

  test('when a file has another encoding, then the fault names the line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'profile-'));
    const file = join(folder, 'latin1.yaml');
    writeFileSync(file, Buffer.from('kiosk:\n  id: K5\n  centre: { name: { az: Märkäz } }\n', 'latin1'));
    expect(loadProfile(file, realFiles)).toMatchObject({
      ok: false,
      error: { code: 'CFG-102', file, line: 3, expected: 'UTF-8' },
    });
    rmSync(folder, { recursive: true });
  });

  test('when the file is missing or a folder, then it is refused with CFG-101; a bug is thrown', () => {
    expect(loadProfile('nowhere.yaml', realFiles)).toMatchObject({
      ok: false,
      error: { code: 'CFG-101', file: 'nowhere.yaml', line: null, found: 'nothing at this place' },
    });
    expect(loadProfile(FOLDER, realFiles)).toMatchObject({ ok: false, error: { found: 'a folder' } });
    const broken: ReadableFiles = {
      list: () => [],
      read: () => {
        throw new TypeError('a bug');
      },
    };
    expect(() => loadProfile(FILE, broken)).toThrow(TypeError);
  });

  test('when a file has any text, then it is refused and nothing is thrown', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'{}[]:-&*!|>\'"%@`,#?\n a1~') }),
      fc.json(),
    );
    fc.assert(fc.property(anything, (text) => /\(CFG-10[23]\)$/.test(trouble(text))));
  });

  test('when one value is replaced by any other, then it is accepted or named by its path', () => {
    const paths = leavesOf(load(realFiles.read(FILE)));
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const line = trouble(cabinet(path, value));
        return line === 'none' || line.includes(`: ${path}`);
      }),
    );
  });
});

function leavesOf(value: unknown, path: readonly string[] = []): readonly string[] {
  if (value === null || typeof value !== 'object') return [path.join('.')];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...path, key]));
}

test('when the loader accepts a profile, then the JSON Schema accepts it', () => {
  const validate = new Ajv2020({ strict: false }).compile(profileJsonSchema());
  for (const name of PROFILES) expect(validate(load(realFiles.read(`${FOLDER}/${name}`)))).toBe(true);
  expect(validate({})).toBe(false);
});
