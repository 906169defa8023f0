import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Profile } from '../../device/config/profile.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { findReplacementDevices, readKnownDevices } from '../../device/maintenance/devices/known-devices.ts';
import { SERIAL_INTERFACE, usbRoot } from '../../test/support/usb-root.ts';
import { readProfile } from '../command/load-profile.ts';
import { connectedUsb } from '../lockdown/connected-usb.ts';
import { makeKnownDevicesFiles } from '../lockdown/known-devices-file.ts';
import { usbguardRules } from '../lockdown/usbguard.ts';
import { INSTALLED } from '../machine/installed.ts';
import type { ProvisionTarget } from '../provision/plan/target.ts';
import { parseRequest, type StewardRequest } from './requests.ts';
import { carryOut } from './steward.ts';

let root: string;
let ran: string[];
let accepted: string[];
let atSettle: () => void;
let usb: ReturnType<typeof usbRoot>;
const at = (path: string) => usb.at(path);
const write = (path: string, text: string) => usb.write(path, text);
const plug = (...its: Parameters<typeof usb.plug>) => usb.plug(...its);
const unplug = (socket: string, serial: string) => usb.unplug(socket, serial);
const port = (socket: string, serial: string) => usb.port(socket, serial);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kiosk-steward-'));
  usb = usbRoot(root);
  ran = [];
  accepted = [];
  write('/etc/passwd', 'root:x:0:0::/root:/bin/sh\n');
  write('/etc/group', 'root:x:0:\nasan-kiosk:x:990:\n');
  atSettle = () => {};
});
afterEach(() => rmSync(root, { recursive: true }));

const ask = (request: StewardRequest) =>
  carryOut(
    request,
    usb.target(ran, () => atSettle()),
    async (written) => {
      accepted.push(...written);
    },
  );
const text = (path: string) => usb.text(path);
const isLetIn = (socket: string) => usb.isLetIn(socket);

function provisioned(serial: object = { usb: { vendorId: '0403', productId: '6001', serialNumber: 'OLD' } }): void {
  const link = { serial: { ...serial, baudRate: 9600 } };
  const cabinet = load(readFileSync(packageFile('provisioning/profiles/cabinet-a.yaml'), 'utf8')) as Pick<
    Profile,
    'devices'
  >;
  const { devices } = cabinet;
  write(INSTALLED.profile, dump({ ...cabinet, devices: { ...devices, reader: { ...devices.reader, link } } }));
  plug('1-1.4', '0403:6001', 'OLD');
  plug('1-1.2', '067b:2303', 'OTHER');
  const profile = readProfile(at(INSTALLED.profile));
  if (!profile.ok) throw new Error(JSON.stringify(profile.error));
  write(INSTALLED.usbRules, usbguardRules(profile.value, connectedUsb(at)));
  for (const file of makeKnownDevicesFiles(profile.value, connectedUsb(at), [])) write(file.path, file.text);
}

const reader = (verb: 'try' | 'keep' | 'drop') => ask({ do: verb, kind: 'reader' });
const rulesNow = () => text(INSTALLED.usbRules);

describe('exchanged adapter', () => {
  it('when an adapter of the same model is in the socket, then it is tried, kept, and found after the next start', async () => {
    provisioned();
    unplug('1-1.4', 'OLD');
    plug('1-1.4', '0403:6001', 'NEW', { letIn: false });
    const known = () => readKnownDevices(at(INSTALLED.knownDevices));
    expect(findReplacementDevices(known(), at('/sys/bus/usb/devices'))).toEqual([
      { kind: 'reader', socket: '1-1.4', ids: '0403:6001' },
    ]);
    atSettle = () => port('1-1.4', 'NEW');
    expect(await reader('try')).toEqual({ ok: true, socket: '1-1.4' });
    expect(isLetIn('1-1.4')).toBe(true);
    expect(rulesNow()).toContain('serial "OLD"');
    atSettle = () => {};
    expect(await reader('keep')).toEqual({ ok: true, socket: '1-1.4' });
    expect(rulesNow()).toContain('allow id 0403:6001 serial "NEW" with-interface equals { ff:ff:ff }');
    expect(rulesNow()).not.toContain('OLD');
    expect(rulesNow().trimEnd().split('\n').at(-1)).toBe('block');
    expect(known().find(({ kind }) => kind === 'reader')?.serialNumber).toBe('NEW');
    const profile = readProfile(at(INSTALLED.profile));
    expect(profile.ok && profile.value.devices.reader.link).toMatchObject({ serial: { usb: { serialNumber: 'NEW' } } });
    expect(text(INSTALLED.deviceRules)).toContain('ATTRS{serial}=="NEW"');
    expect(accepted).toEqual([INSTALLED.usbRules, INSTALLED.deviceRules, INSTALLED.profile, INSTALLED.knownDevices]);
    expect(ran).toContain('systemctl reload-or-restart usbguard.service');
    expect(findReplacementDevices(known(), at('/sys/bus/usb/devices'))).toEqual([]);
  });

  it('when the profile names the adapter by its path, then the new path is in the profile', async () => {
    provisioned({ path: '/dev/serial/by-id/usb-FTDI_FT232R_OLD-if00-port0' });
    const record = [
      {
        kind: 'reader',
        socket: '1-1.4',
        vendorId: '0403',
        productId: '6001',
        serialNumber: 'OLD',
        interfaces: [SERIAL_INTERFACE],
      },
    ];
    write(INSTALLED.knownDevices, JSON.stringify({ devices: record }));
    unplug('1-1.4', 'OLD');
    plug('1-1.4', '0403:6001', 'NEW', { letIn: false });
    atSettle = () => port('1-1.4', 'NEW');
    expect((await reader('try')).ok).toBe(true);
    atSettle = () => {};
    expect((await reader('keep')).ok).toBe(true);
    const profile = readProfile(at(INSTALLED.profile));
    const link = profile.ok ? profile.value.devices.reader.link : null;
    expect(link).toMatchObject({ serial: { baudRate: 9600, path: expect.stringContaining('_NEW-if00-port0') } });
  });

  it('when the test fails, then the adapter is blocked again and nothing was written', async () => {
    provisioned();
    const before = [rulesNow(), text(INSTALLED.profile), text(INSTALLED.knownDevices)];
    unplug('1-1.4', 'OLD');
    plug('1-1.4', '0403:6001', 'NEW', { letIn: false });
    await reader('try');
    expect(await reader('drop')).toEqual({ ok: true, socket: '1-1.4' });
    expect(isLetIn('1-1.4')).toBe(false);
    expect([rulesNow(), text(INSTALLED.profile), text(INSTALLED.knownDevices)]).toEqual(before);
    expect(await reader('keep')).toMatchObject({ ok: false, code: 'SVC-109' });
  });

  it('when USBGuard does not start again, then the record waits, and the next keep repeats all steps', async () => {
    provisioned();
    unplug('1-1.4', 'OLD');
    plug('1-1.4', '0403:6001', 'NEW');
    const fails: ProvisionTarget = { ...usb.target(ran, () => {}), run: async () => ({ code: 1, out: 'busy' }) };
    const keep = { do: 'keep', kind: 'reader' } as const;
    expect(await carryOut(keep, fails, async () => {})).toMatchObject({ ok: false, code: 'SVC-111' });
    expect(text(INSTALLED.knownDevices)).not.toContain('NEW');
    expect(await reader('keep')).toMatchObject({ ok: true });
    expect([text(INSTALLED.knownDevices), ran.at(-1)]).toEqual([
      expect.stringContaining('NEW'),
      'systemctl reload-or-restart usbguard.service',
    ]);
  });

  it('when the recorded device is in its socket and the kiosk asks to keep it, then nothing is written, accepted or started', async () => {
    provisioned();
    expect(await reader('keep')).toEqual({ ok: true, socket: '1-1.4' });
    expect([accepted, ran]).toEqual([[], []]);
  });

  it('when the recorded device is in its socket and the kiosk asks to drop it, then the device stays allowed', async () => {
    provisioned();
    expect((await reader('drop')).ok).toBe(true);
    expect(isLetIn('1-1.4')).toBe(true);
  });

  it.each<[string, () => void, string]>([
    ['another product is there', () => plug('1-1.4', '0403:6015', 'NEW', { letIn: false }), 'SVC-110'],
    [
      'a keyboard is beside the port',
      () => plug('1-1.4', '0403:6001', 'NEW', { letIn: false, interfaces: [SERIAL_INTERFACE, '03:01:01'] }),
      'SVC-110',
    ],
    ['the socket is empty', () => {}, 'SVC-109'],
    ['it is in another socket', () => plug('1-1.3', '0403:6001', 'NEW', { letIn: false }), 'SVC-109'],
    [
      'the former device is in another socket',
      () => {
        plug('1-1.3', '0403:6001', 'OLD');
        plug('1-1.4', '0403:6001', 'NEW', { letIn: false });
      },
      'SVC-109',
    ],
  ])('when %s, then the kiosk may not try it, and it stays blocked', async (_, plugIn, code) => {
    provisioned();
    unplug('1-1.4', 'OLD');
    plugIn();
    expect(await reader('try')).toMatchObject({ ok: false, code });
    if (existsSync(at(usb.folderOf('1-1.4')))) expect(isLetIn('1-1.4')).toBe(false);
  });

  it('when the system uses the tried device as a disk, then it is blocked at once', async () => {
    provisioned();
    unplug('1-1.4', 'OLD');
    plug('1-1.4', '0403:6001', 'NEW', { letIn: false });
    atSettle = () => {
      mkdirSync(at(`${usb.folderOf('1-1.4')}/1-1.4:1.0/host6`), { recursive: true });
      symlinkSync(at(`${usb.folderOf('1-1.4')}/1-1.4:1.0`), at('/sys/bus/usb/devices/1-1.4:1.0'));
    };
    expect(await reader('try')).toMatchObject({ ok: false, code: 'SVC-110' });
    expect(isLetIn('1-1.4')).toBe(false);
  });

  it('when provision saw no device of a kind, then no device of this kind may be tried', async () => {
    provisioned();
    expect(await ask({ do: 'try', kind: 'scanner' })).toMatchObject({ ok: false, code: 'SVC-108' });
    rmSync(at(INSTALLED.knownDevices));
    expect(await reader('try')).toMatchObject({ ok: false, code: 'SVC-108' });
  });

  it('when a device is away while provision runs again, then its entry stays', () => {
    provisioned();
    const profile = readProfile(at(INSTALLED.profile));
    if (!profile.ok) throw new Error('no profile');
    const before = readKnownDevices(at(INSTALLED.knownDevices));
    unplug('1-1.4', 'OLD');
    const [file] = makeKnownDevicesFiles(profile.value, connectedUsb(at), before);
    expect(file?.text).toBe(text(INSTALLED.knownDevices));
  });
});

it('when the kiosk asks for a restart or to power off, then systemd is asked once', async () => {
  expect([await ask({ do: 'restart' }), await ask({ do: 'power-off' })]).toEqual([{ ok: true }, { ok: true }]);
  expect(ran).toEqual(['systemctl --no-block reboot', 'systemctl --no-block poweroff']);
});

it.each([
  '',
  'reboot',
  'restart now',
  'try',
  'try nothing',
  'keep printer; rm',
  'drop ../x',
  'try  printer',
  'TRY printer',
])('when the request is "%s", then it is refused', (line) => {
  expect(parseRequest(line)).toBeNull();
});

it('when requests are fixed words, then they are read', () => {
  expect(['restart', 'power-off', 'try printer', 'keep billValidator'].map(parseRequest)).not.toContain(null);
  expect(basename(INSTALLED.knownDevices)).toBe('devices.json');
});
