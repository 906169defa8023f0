import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../../device/files/package-root.ts';
import { AUTHORITY, orderText, type ProvisionRig, provisionRig } from '../../../test/rigs/provision-rig.ts';
import { parseMinisignKey } from './minisign.ts';
import { kioskSettingsOf } from './order.ts';
import { readSignedOrder } from './signed-order.ts';
import { readOrderOnStick } from './stick.ts';

let rig: ProvisionRig;
beforeAll(() => {
  rig = provisionRig();
});
afterAll(() => rig.close());

const TODAY = '2026-11-27';

function gigabytes(file: string): void {
  writeFileSync(file, '');
  truncateSync(file, 5 * 2 ** 30);
}

function read(text: string, taken: { serial: number; sha256: string } | null = null, today = TODAY) {
  rig.order(text);
  const stick = readOrderOnStick(rig.stick);
  if (!stick.ok) throw new Error(stick.error.found);
  const key = parseMinisignKey(readFileSync(rig.at('office.pub'), 'utf8'))!;
  return readSignedOrder(stick.value.order, { key, taken: taken && { ...taken, kiosk: 'K5' }, today });
}
const code = (...of: Parameters<typeof read>) => {
  const order = read(...of);
  return order.ok ? null : `${order.error.code} ${order.error.found}`;
};

it('when an order is read, then each kiosk has its own settings and the common ones', () => {
  const order = read(orderText());
  if (!order.ok) throw new Error(order.error.found);
  const [first, second] = order.value.order.kiosks;
  expect(kioskSettingsOf(order.value.order, first!)).toMatchObject({
    id: 'K5',
    timeZone: 'Asia/Baku',
    allow: ['time.example'],
  });
  expect(kioskSettingsOf(order.value.order, second!)).toMatchObject({ id: 'K6', panel: { widthPx: 1080 } });
});

it('when the order names backup keys, then all its kiosks have these keys', () => {
  const key = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
  for (const [more, backup] of [
    [`backup: { recipients: [${key}] }\n`, { recipients: [key] }],
    ['', undefined],
  ] as const) {
    const order = read(orderText(7, more));
    if (!order.ok) throw new Error(order.error.found);
    for (const each of order.value.order.kiosks)
      expect(kioskSettingsOf(order.value.order, each).backup).toEqual(backup);
  }
});

it('when the order has a limit of notes, then each kiosk has it; the port of the figures and the clicks belong to one kiosk', () => {
  const text = orderText(7, 'cash: { overpayLimitManat: 20 }\n').replace(
    'id: K5\n',
    'id: K5\n    metrics: { port: 9464 }\n    sound: { click: true }\n',
  );
  const order = read(text);
  if (!order.ok) throw new Error(order.error.found);
  const settings = order.value.order.kiosks.map((each) => kioskSettingsOf(order.value.order, each));
  expect(settings.map(({ cash }) => cash)).toEqual([{ overpayLimitManat: 20 }, { overpayLimitManat: 20 }]);
  expect(settings.map(({ metrics }) => metrics)).toEqual([{ port: 9_464 }, undefined]);
  expect(settings.map(({ sound }) => sound)).toEqual([{ click: true }, undefined]);
});

it('when the order has hours and notices, then each kiosk has them; the place to go belongs to one kiosk', () => {
  const hours = 'hours: { week: { monday: [{ from: "09:00", until: "18:00" }] } }\n';
  const notices = 'notices: [{ from: "2026-12-01", until: "2026-12-02", text: { az: x, ru: x, en: x } }]\n';
  const place = 'id: K5\n    elsewhere: { kiosk: { az: K6, ru: K6, en: K6 } }\n';
  const order = read(orderText(7, hours + notices).replace('id: K5\n', place));
  if (!order.ok) throw new Error(order.error.found);
  const settings = order.value.order.kiosks.map((each) => kioskSettingsOf(order.value.order, each));
  for (const each of settings)
    expect([each.hours?.week.monday, each.notices?.length]).toEqual([[{ from: '09:00', until: '18:00' }], 1]);
  expect(settings.map(({ elsewhere }) => elsewhere?.kiosk?.en)).toEqual(['K6', undefined]);
});

it('when the example order is read, then it is valid', () => {
  expect(code(readFileSync(packageFile('provisioning/profiles/order-example.yaml'), 'utf8'))).toBeNull();
});

it('when `admin` is a private network, then it is accepted', () => {
  expect(code(orderText(7, 'admin: [10.0.0.0/8, "fd00::/8", "2001:db8::/32", 192.0.2.7]\n'))).toBeNull();
});

describe('refused order', () => {
  it.each([
    ['a link to a device without an end', (file: string) => symlinkSync('/dev/zero', file), /no file|EINVAL/],
    ['a pipe', (file: string) => void execFileSync('mkfifo', [file]), /no file|EINVAL/],
    ['gigabytes', gigabytes, /EFBIG/],
  ])('when the stick has %s in place of the order, then it is refused at once', (_, make, why) => {
    rig.order(orderText());
    const file = join(rig.stick, 'order.yaml');
    rmSync(file);
    make(file);
    const stick = readOrderOnStick(rig.stick);
    rmSync(file);
    expect(stick.ok ? null : `${stick.error.code} ${stick.error.found}`).toMatch(/^PRV-108 /);
    expect(stick.ok ? '' : stick.error.found).toMatch(why);
  });

  it.each(['order.yaml.minisig', 'provision.pub'])('when %s on the stick is too large, then it is refused', (name) => {
    rig.order(orderText());
    const file = join(rig.stick, name);
    gigabytes(file);
    const stick = readOrderOnStick(rig.stick);
    rmSync(file);
    expect(stick.ok ? null : stick.error.found).toMatch(/EFBIG/);
  });

  it('when an address of the office is invalid, then it is refused', () => {
    const office = 'office: { url: "https://office.example"';
    for (const more of [', enrolment: "https://["', ', enrolment: "https://a:99999"'])
      expect(code(orderText().replace(office, `${office}${more}`))).toMatch(/^PRV-104 .*office\.enrolment/);
    expect(code(orderText().replace(office, 'office: { url: "https://office.example?a#b"'))).toMatch(/^PRV-104 /);
  });

  it('when several fields are missing or wrong, then the refusal names all of them at once, without the secrets', () => {
    const found = code(
      orderText()
        .replace('framing: tcp, password: "481516", ', '')
        .replace('terminalPassword: "481516"', 'terminalPassword: 481516')
        .replace('port: 9100', 'port: many'),
    );
    expect(found).toMatch(/^PRV-104 order\.yaml:\d+: /);
    for (const field of ['terminal.framing', 'terminal.password', 'printer.link.tcp.port'])
      expect(found?.match(new RegExp(`kiosks\\.[01]\\.devices\\.${field}: expected `, 'g'))).toHaveLength(2);
    expect(found).toContain('kiosks.0.terminalPassword: expected six digits in quotes');
    expect(found).not.toMatch(/481516|more$/);
    const many = code(orderText().replace(/^ {2}- \{ id: K6.*$/m, '  - {}\n'.repeat(20)));
    expect(many).toMatch(/; and \d+ more$/);
    expect(many?.match(/expected /g)).toHaveLength(12);
  });

  it('when today is after the last or before the first day of the order, then it is refused', () => {
    expect(code(orderText(), null, '2099-12-31')).toBeNull();
    expect(code(orderText(), null, '2100-01-01')).toMatch(/^PRV-105 .*ended on 2099-12-31/);
    expect(code(orderText(), null, '2025-12-31')).toMatch(
      /^PRV-105 .*is of 2026-01-01, but the date here is 2025-12-31/,
    );
  });

  it('when the order is older than the order before, or another with the same number, then it is refused', () => {
    const order = read(orderText(7));
    const sha256 = order.ok ? order.value.sha256 : '';
    expect(code(orderText(7), { serial: 7, sha256 })).toBeNull();
    expect(code(orderText(8), { serial: 7, sha256 })).toBeNull();
    expect(code(orderText(6), { serial: 7, sha256 })).toMatch(/^PRV-106 .*order 6 is older than order 7/);
    expect(code(orderText(7, '# x\n'), { serial: 7, sha256 })).toMatch(
      /^PRV-106 .*order 7 has other content than order 7/,
    );
  });

  it.each([
    ['port: 9100', 'port: many', /^PRV-104 order.yaml:\d+: kiosks.0.devices.printer.link.tcp.port: expected a number/],
    ['serial: 7', 'serial: 7\nseril: 8', /^PRV-104 order.yaml:2: seril: expected only serial, issued/],
    ['id: K6', 'id: K5', /^PRV-104 order.yaml:\d+: kiosks: expected each kiosk once/],
    ['id: K5', 'id: K5\n    code: ABCD-EFGH', /^PRV-104 .*office.ca: expected the authority/],
    [
      'printer: { driver: escpos, model: epson-tm-t20, link: { tcp: { host: 192.0.2.7, port: 9100 } } }',
      'printer: { driver: escpos, model: epson-tm-t20, link: { serial: { socket: "1-1.2:1.0", baudRate: 19200 } } }',
      /^PRV-104 .*kiosks.0.devices.printer.link: expected another port or address than reader.link has/,
    ],
    ['serial: 7', 'serial: 7\ntimeZone: Asia/Bakuu', /^PRV-104 .*timeZone: expected a time zone of the database/],
    ['serial: 7', 'serial: 7\nadmin: [0.0.0.0/0]', /^PRV-104 .*admin: expected the addresses of your own network/],
    [
      'serial: 7',
      'serial: 7\nadmin: [10.20.0.0/24, 0.0.0.0/1]',
      /^PRV-104 .*admin: expected the addresses of your own/,
    ],
    ['serial: 7', 'serial: 7\nadmin: ["::/0"]', /^PRV-104 .*admin: expected the addresses of your own network/],
    ['serial: 7', 'serial: 7\nadmin: ["2000::/3"]', /^PRV-104 .*admin: expected the addresses of your own network/],
    [
      'id: K5',
      'id: K5\n    code: HELLO',
      /^PRV-104 .*code: expected a code of at least eight letters and digits.*not shown/,
    ],
    ['expires: "2099', 'expires: "2001', /^PRV-104 .*expires: expected a day that is not before issued/],
    ['url: "https://office.example"', 'url: "http://office.example"', /^PRV-104 .*office.url/],
    [
      'url: "https://office.example"',
      'url: "https://office.example", ca: "no certificate"',
      /^PRV-104 .*office.ca: expected one certificate/,
    ],
    [
      'url: "https://office.example"',
      `url: "https://office.example", seal: ${JSON.stringify(AUTHORITY)}`,
      /^PRV-104 .*office.seal: expected certificates that may sign documents/,
    ],
    ['serial: 7', 'serial: 7\nbackup: { recipients: [] }', /^PRV-104 order.yaml:2: backup.recipients: expected /],
    [
      'serial: 7',
      'serial: 7\nbackup: { recipients: [age1x] }',
      /^PRV-104 order.yaml:2: backup.recipients.0: expected a recipient of age \(age1 and 58 letters and digits\) with the right checksum, found "age1x"/,
    ],
    ['serial: 7', 'serial: 7\nbackup: { recipient: age1x }', /^PRV-104 order.yaml:2: backup.*: expected /],
  ])('when %s is wrong, then the error is %s', (one, other, said) =>
    expect(code(orderText().replace(one, other))).toMatch(said),
  );

  it('when a password is wrong, then the error does not show it', () => {
    const said = code(orderText().replace('terminalPassword: "481516"', 'terminalPassword: "4815"'));
    expect(said).toMatch(/terminalPassword: expected six digits in quotes, found something else \(not shown\)/);
    expect(said).not.toContain('4815');
  });
});

it('when a folder or a file is named, then the order is found; a device or a missing file is refused', () => {
  rig.order(orderText());
  expect(readOrderOnStick(join(rig.stick, 'order.yaml'))).toMatchObject({ ok: true });
  expect(readOrderOnStick('/dev/null')).toMatchObject({ ok: false, error: { code: 'PRV-108' } });
  expect(readOrderOnStick(rig.at('nowhere'))).toMatchObject({ ok: false, error: { code: 'PRV-108' } });
});
