import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Profile, profileSchema } from '../../device/config/profile.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { PORT_UNITS } from '../machine/installed.ts';
import type { ConnectedUsb } from './connected-usb.ts';
import { firewallFiles } from './firewall.ts';
import { kioskDropIn } from './kiosk-drop-in.ts';
import { lockdownFiles } from './lockdown.ts';
import { hostsInProfile } from './profile-network.ts';
import { socketDropIn } from './socket-drop-in.ts';
import { devicesWithoutRule, isSafeToProbe, usbguardRules, usbWords } from './usbguard.ts';

interface Loose {
  backOffice: Record<string, unknown>;
  devices: Record<string, Record<string, unknown>>;
  network?: { allow: readonly string[]; admin?: readonly string[] };
}

const cabinet = (change: (profile: Loose) => void = () => {}): Profile => {
  const profile = load(readFileSync(packageFile('provisioning/profiles/cabinet-a.yaml'), 'utf8')) as Loose;
  change(profile);
  return profileSchema().parse(profile);
};

const textOf = (files: readonly { readonly text: string }[], nth = 0) => files[nth]?.text ?? '';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-lockdown-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function said(program: string, args: readonly string[], text: string) {
  const file = join(folder, 'checked');
  writeFileSync(file, text);
  const { status, stdout, stderr, error } = spawnSync(program, [...args, file], { encoding: 'utf8' });
  if (error) throw error;
  return { status, out: `${stdout}${stderr}` };
}

const USB = (its: Partial<ConnectedUsb>): ConnectedUsb => ({
  socket: '1-1.1',
  vendorId: '0403',
  productId: '6001',
  product: '',
  serialNumber: '',
  isLetIn: true,
  interfaces: ['ff:ff:ff'],
  actsAs: null,
  isTouchScreen: false,
  isSystemDisk: false,
  ports: [],
  ...its,
});

describe('lockdownFiles', () => {
  it('when the files are made, then each has its own path, belongs to root, and only root can write it', () => {
    const files = lockdownFiles(cabinet());
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
    for (const { owner, mode } of files) expect([owner, mode & 0o022]).toEqual(['root', 0]);
  });

  it('when the files are made again, then they are equal', () => {
    expect(lockdownFiles(cabinet())).toEqual(lockdownFiles(cabinet()));
  });
});

describe('hostsInProfile', () => {
  it('when a profile names hosts, then the list has office, network devices and allowed hosts, each once', () => {
    const profile = cabinet((its) => {
      Object.assign(its.devices['printer'] ?? {}, { link: { tcp: { host: '192.0.2.7', port: 9100 } } });
      its.backOffice['seal'] = '/x';
      its.devices['documentPrinter'] = { driver: 'ipp', uri: 'ipps://[2001:db8::9]/ipp/print' };
    });
    const more = { ...profile, network: { allow: ['time.example', 'backoffice.example:443', '192.0.2.9:8080'] } };
    expect(hostsInProfile(more)).toEqual([
      { host: 'backoffice.example', port: 443, of: 'backOffice.url' },
      { host: '192.0.2.7', port: 9100, of: 'devices.printer' },
      { host: '2001:db8::9', port: 631, of: 'devices.documentPrinter' },
      { host: 'time.example', port: null, of: 'network.allow' },
      { host: '192.0.2.9', port: 8080, of: 'network.allow' },
    ]);
  });

  it('when everything is on this machine, then there are no hosts', () => {
    expect(
      hostsInProfile(
        cabinet((its) => Object.assign(its, { backOffice: { url: 'http://127.0.0.1:9000', timeoutMs: 1000 } })),
      ),
    ).toEqual([]);
  });
});

describe('firewall', () => {
  const profiles = {
    'a name': cabinet(),
    'addresses of both kinds': cabinet((its) => {
      its.backOffice['url'] = 'https://192.0.2.5:8443';
      Object.assign(its.devices['printer'] ?? {}, { link: { tcp: { host: '2001:db8::7', port: 9100 } } });
    }),
    'one address with any port, and with one': cabinet((its) => {
      its.network = { allow: ['192.0.2.9', '192.0.2.9:443', '192.0.2.9'] };
    }),
    'who administers it': cabinet((its) => {
      its.network = { allow: [], admin: ['10.20.0.5', '10.30.0.0/24', '2001:db8::/64'] };
    }),
    'figures for the network': { ...cabinet(), metrics: { port: 9477, host: '10.20.0.5' } } as Profile,
  };

  it.each(Object.entries(profiles))('when nft reads the rules, then it accepts them: %s', (_, profile) => {
    const { status, out } = said(
      'unshare',
      ['--map-root-user', '--net', 'nft', '-c', '-f'],
      textOf(firewallFiles(profile)),
    );
    expect({ status, out }).toEqual({ status: 0, out: '' });
  });

  it('when the profile has addresses for ssh, then only these addresses reach ssh; otherwise none', () => {
    expect(textOf(firewallFiles(profiles['a name']))).not.toContain('dport 22');
    expect(textOf(firewallFiles(profiles['who administers it']))).toMatch(
      /\n {4}ip saddr 10\.30\.0\.0\/24 tcp dport 22 accept\n {4}ip6 saddr 2001:db8::\/64 tcp dport 22 accept\n/,
    );
  });

  it.each(['10.20.0.5/33', '10.20.0', 'admin.example', '10.20.0.0/24/2', '::1/129'])(
    'when the address for ssh is %s, then it is refused',
    (admin) => {
      expect(() => cabinet((its) => Object.assign(its, { network: { allow: [], admin: [admin] } }))).toThrow(
        /10.20.0.0/,
      );
    },
  );

  it('when several names share an address, then all of them are allowed, whatever their ports', () => {
    writeFileSync(join(folder, 'getent'), '#!/bin/sh\necho 192.0.2.9 STREAM\necho 2001:db8::9 STREAM\n', {
      mode: 0o755,
    });
    const hosts = cabinet((its) => {
      its.network = { allow: ['any.example', 'one.example:443', 'two.example:9091', 'more.example'] };
    });
    for (const [nth, name] of ['rules.nft', 'names'].entries())
      writeFileSync(join(folder, name), textOf(firewallFiles(hosts), nth));
    const script = `nft -f ${folder}/rules.nft && sh ${packageFile('provisioning/lockdown/resolve-hosts.sh')} ${folder}/names && nft list ruleset`;
    const { status, stdout, stderr } = spawnSync('unshare', ['--map-root-user', '--net', 'sh', '-c', script], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${folder}:${process.env['PATH']}`, RUNTIME_DIRECTORY: join(folder, 'kept') },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const element of ['192.0.2.9 . 0-65535', '192.0.2.9 . 9091', '2001:db8::9 . 0-65535'])
      expect(stdout).toContain(element);
  });

  it('when a process connects to the kiosk over loopback, then only root, kiosk, browser and administrators get through', () => {
    const users = { 'asan-kiosk': 4101, 'asan-glass': 4102, anna: 4103, berta: 4104, games: 5, stranger: 4105 };
    const cases = Object.entries(users).map(([name, uid]) => `${name}) echo ${uid} ;;`);
    writeFileSync(join(folder, 'id'), `#!/bin/sh\ncase "$2" in ${cases.join(' ')} *) exit 1 ;; esac\n`, {
      mode: 0o755,
    });
    writeFileSync(
      join(folder, 'getent'),
      '#!/bin/sh\ncase "$2" in sudo) echo sudo:x:27:anna ;; asan-kiosk-admin) echo asan-kiosk-admin:x:990:anna,berta,games,gone ;; *) exit 2 ;; esac\n',
      { mode: 0o755 },
    );
    writeFileSync(
      join(folder, 'rules.nft'),
      textOf(firewallFiles({ ...cabinet(), metrics: { port: 9464 } } as Profile)),
    );
    // In a new network namespace an ordinary user can be root, but no other user.
    const isRoot = process.getuid?.() === 0;
    const connect = (name: string, uid: number, port: number) =>
      `${uid === 0 ? '' : `setpriv --reuid=${uid} --regid=${uid} --clear-groups`} bash -c 'exec 3<>/dev/tcp/127.0.0.1/${port}' 2> err && echo ${name} ${port} in || { grep -q refused err && echo ${name} ${port} refused; }`;
    const tries = [['root', 0] as const, ...(isRoot ? Object.entries(users) : [])].flatMap(([name, uid]) =>
      [8080, 9464, 8081].map((port) => connect(name, uid, port)),
    );
    const script = `
      cd ${folder} && ip link set lo up || exit 1
      for port in 8080 9464 8081; do socat TCP-LISTEN:$port,bind=127.0.0.1,fork,reuseaddr SYSTEM:true & done
      for port in 8080 9464 8081; do until ss -ltn | grep -q ":$port "; do :; done; done
      ${isRoot ? connect('stranger', users.stranger, 8080) : 'echo stranger 8080 in'}
      nft -f rules.nft && sh ${packageFile('provisioning/lockdown/port-users.sh')} || exit 1
      ${tries.join('\n')}
      nft flush set inet asan_kiosk port_users
      ${connect('nobody-listed', 0, 8080)}
      kill $(jobs -p)`;
    const { stdout, stderr } = spawnSync(
      'unshare',
      ['--net', ...(isRoot ? [] : ['--map-root-user']), 'bash', '-c', script],
      {
        encoding: 'utf8',
        env: { ...process.env, PATH: `${folder}:${process.env['PATH']}` },
      },
    );
    const [before, ...after] = stdout.trim().split('\n');
    expect(before).toBe('stranger 8080 in');
    expect(after).toHaveLength(tries.length + 1);
    expect(after.filter((line) => !line.endsWith(' in'))).toEqual([
      ...(isRoot ? ['games 8080 refused', 'games 9464 refused', 'stranger 8080 refused', 'stranger 9464 refused'] : []),
      'nobody-listed 8080 refused',
    ]);
    expect(stderr).toContain('<4>there is no user gone');
    expect(stderr).toContain('<4>games is an account of the system, and may not connect to the kiosk');
  });

  it('when the rules are of a version without users, then the script of the users leaves them unchanged', () => {
    const script = `nft add table inet asan_kiosk && sh ${packageFile('provisioning/lockdown/port-users.sh')}`;
    const { status, stderr } = spawnSync('unshare', ['--map-root-user', '--net', 'sh', '-c', script], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each(['a.example:0', 'a.example:65536'])('when the profile allows %s, then the profile is refused', (host) => {
    expect(() => cabinet((its) => Object.assign(its, { network: { allow: [host] } }))).toThrow(/1 to 65535/);
  });

  it('when the rules have an error, then nft refuses them', () => {
    const wrong = textOf(firewallFiles(cabinet())).replace('policy drop', 'policy dorp');
    expect(said('unshare', ['--map-root-user', '--net', 'nft', '-c', '-f'], wrong).status).toBe(1);
  });
});

describe('rules of USBGuard', () => {
  const connected = [
    USB({
      socket: 'usb1',
      vendorId: '1d6b',
      productId: '0002',
      serialNumber: '0000:00:14.0',
      interfaces: ['09:00:00'],
    }),
    USB({ socket: '1-1', vendorId: '05e3', productId: '0608', interfaces: ['09:00:00'] }),
    USB({ socket: '1-1.2', vendorId: '0eef', productId: 'c000', interfaces: ['03:00:00'], isTouchScreen: true }),
    USB({ socket: '1-1.3', vendorId: '0c2e', productId: '0b8f', serialNumber: 'S"1', interfaces: ['03:00:00'] }),
    USB({
      socket: '1-1.4',
      serialNumber: 'A50285BI',
      ports: ['/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0'],
    }),
    USB({ socket: '1-1.5', vendorId: '046d', productId: 'c31c', product: 'USB Keyboard', interfaces: ['03:01:01'] }),
    USB({ socket: '1-1.6', vendorId: '0781', productId: '5583', interfaces: ['08:06:50'] }),
  ];

  it("when the cabinet's devices are plugged in, then each is allowed with all its properties, and nothing else", () => {
    const rules = usbguardRules(cabinet(), connected)
      .split('\n')
      .filter((line) => /^\w/.test(line));
    expect(rules).toEqual([
      'allow id 1d6b:0002 serial "0000:00:14.0" with-interface equals { 09:00:00 }',
      'allow id 05e3:0608 serial "" via-port "1-1" with-interface equals { 09:00:00 }',
      'allow id 0eef:c000 serial "" via-port "1-1.2" with-interface equals { 03:00:00 }',
      'allow id 0c2e:0b8f serial "S\\"1" with-interface equals { 03:00:00 }',
      'allow id 0403:6001 serial "A50285BI" with-interface equals { ff:ff:ff }',
      'block',
    ]);
  });

  it('when a serial number has control characters, then its rule stays one line that USBGuard reads', () => {
    const hub = USB({ socket: '1-1', serialNumber: 'A\nallow id *:*\x1b', interfaces: ['09:00:00'] });
    const rule = 'allow id 0403:6001 serial "A\\x0aallow id *:*\\x1b" with-interface equals { 09:00:00 }';
    expect(usbguardRules(cabinet(), [hub]).split('\n')).toContain(rule);
    expect(said('usbguard-rule-parser', ['-f'], `${rule}\n`).status).toBe(0);
  });

  it('when other devices are plugged in, then they are listed in words', () => {
    expect(devicesWithoutRule(cabinet(), connected).map(usbWords)).toEqual([
      'USB Keyboard (a keyboard) 046d:c31c in socket 1-1.5',
      'a nameless device (a stick or disk) 0781:5583 in socket 1-1.6',
    ]);
  });

  it('when a device of the profile is not plugged in, then its ids are allowed only as a serial port', () => {
    const away = cabinet((its) => {
      const serial = { usb: { vendorId: '0403', productId: '6001' }, baudRate: 9600 };
      Object.assign(its.devices['reader'] ?? {}, { link: { serial } });
    });
    const rules = usbguardRules(away, []);
    expect(rules).toContain('allow id 0403:6001 with-interface match-all { ff:*:* 02:02:00 02:02:01 0a:00:00 }\n');
    expect(said('usbguard-rule-parser', ['-f'], rules).status).toBe(0);
  });

  it.each<[string, Partial<ConnectedUsb>]>([
    ['says that it is a keyboard', { interfaces: ['03:00:00', '03:01:01'] }],
    ['is a keyboard by its report descriptor', { interfaces: ['03:00:00'], actsAs: 'keyboard' }],
    ['stores', { interfaces: ['03:00:00', '08:06:50'] }],
  ])('when a panel %s as well, then it is not allowed', (_, its) => {
    const panel = USB({ isTouchScreen: true, ...its });
    expect(usbguardRules(cabinet(), [panel])).not.toMatch(/^allow/m);
    expect(devicesWithoutRule(cabinet(), [panel])).toEqual([panel]);
  });

  it('when the system is on a USB disk, then only this disk is allowed', () => {
    const disk = { vendorId: '0781', productId: '5583', interfaces: ['08:06:50', '08:06:62'] };
    const system = USB({ ...disk, socket: '2-1', serialNumber: 'S1', actsAs: 'disk', isSystemDisk: true });
    const stick = USB({ ...disk, socket: '2-2', serialNumber: 'S2', actsAs: 'disk' });
    const rules = usbguardRules(cabinet(), [system, stick]);
    expect(rules.match(/^allow.*08:.*$/gm)).toEqual([
      'allow id 0781:5583 serial "S1" with-interface equals { 08:06:50 08:06:62 }',
    ]);
    expect(devicesWithoutRule(cabinet(), [system, stick])).toEqual([stick]);
    expect(said('usbguard-rule-parser', ['-f'], rules).status).toBe(0);
  });

  it('when a device has the ids of a scanner and interfaces of a disk, then it is not allowed', () => {
    const its = { vendorId: '05e0', productId: '1200', interfaces: ['08:06:50', '03:01:01', '02:06:00'] };
    expect(usbguardRules(cabinet(), [USB(its)])).not.toMatch(/^allow/m);
    expect(usbguardRules(cabinet(), [USB({ ...its, interfaces: ['03:01:01'] })])).toMatch(/^allow id 05e0:1200/m);
  });

  it('when the profile names a scanner of no known model, then this scanner is allowed', () => {
    const its = USB({ vendorId: '1a86', productId: 'e027', interfaces: ['03:00:00'] });
    const named = cabinet(({ devices }) => {
      devices['scanner'] = { driver: 'hid-pos', link: { hid: { vendorId: '1A86', productId: 'E027' } } };
    });
    expect(usbguardRules(cabinet(), [its])).not.toMatch(/^allow/m);
    expect(usbguardRules(named, [its])).toMatch(/^allow id 1a86:e027/m);
    expect([devicesWithoutRule(named, [its]), isSafeToProbe(its, named)]).toEqual([[], true]);
  });

  it('when USBGuard reads the rules, then it accepts them', () => {
    const { status, out } = said('usbguard-rule-parser', ['-f'], usbguardRules(cabinet(), connected));
    expect({ status, out: out.replace(/^(INPUT|OUTPUT|allow|reject|block|#).*$/gm, '').trim() }).toEqual({
      status: 0,
      out: '',
    });
  });
});

describe("drop-in of the kiosk's unit", () => {
  it.each([
    ['a name', cabinet()],
    ['an address', cabinet((its) => Object.assign(its.backOffice, { url: 'https://192.0.2.5' }))],
    ['lines over files', { ...cabinet(), lines: { adapter: 'sysfs', map: {} } } as Profile],
  ])('when systemd rates the unit with the drop-in, then its exposure stays under the bound: %s', (_, profile) => {
    const unit = readFileSync(packageFile('provisioning/units/asan-kiosk.service'), 'utf8');
    const file = join(folder, 'asan-kiosk.service');
    writeFileSync(file, `${unit}\n${textOf(kioskDropIn(profile))}`);
    const args = ['security', '--offline=true', '--threshold=20', '--no-pager', file];
    expect(execFileSync('systemd-analyze', args, { encoding: 'utf8' })).toMatch(/exposure level .*OK/);
  });

  it('when all hosts are addresses, then only these addresses are open; a host name opens all', () => {
    expect(
      textOf(kioskDropIn(cabinet((its) => Object.assign(its.backOffice, { url: 'https://192.0.2.5' })))),
    ).toContain('IPAddressAllow=192.0.2.5\n');
    expect(textOf(kioskDropIn(cabinet()))).toContain('IPAddressAllow=any\n');
  });

  it('when the profile shows metrics to the network, then incoming addresses are open', () => {
    const byAddress = cabinet((its) => Object.assign(its.backOffice, { url: 'https://192.0.2.5' }));
    const asked = (metrics: object) => textOf(kioskDropIn({ ...byAddress, metrics } as Profile));
    expect(asked({ port: 9464, host: '10.20.0.5' })).toMatch(/IPAddressAllow=any\n(.*\n)*SocketBindAllow=tcp:9464\n/);
    expect(asked({ port: 9464 })).not.toContain('IPAddressAllow=any');
  });
});

it('when udevadm verifies the rules of input devices, then they are valid', () => {
  const rules = packageFile('provisioning/units/udev/rules.d/90-asan-kiosk-input.rules');
  execFileSync('udevadm', ['verify', '--resolve-names=never', rules], { stdio: 'pipe' });
});

describe('ports that systemd holds', () => {
  const listens = (metrics?: object) =>
    textOf(socketDropIn({ ...cabinet(), ...(metrics && { metrics }) } as Profile)).match(/^ListenStream=.+$/gm);

  it.each<[string, object | undefined, readonly string[]]>([
    ['no figures', undefined, []],
    ['figures for this machine', { port: 9464 }, ['127.0.0.1:9464']],
    ['figures for the network', { port: 9464, host: '10.20.0.5' }, ['10.20.0.5:9464']],
    ['figures for an IPv6 network', { port: 9464, host: '2001:db8::5' }, ['[2001:db8::5]:9464']],
  ])('when the profile has %s, then the open ports are the port of the page and these: %j', (_, metrics, more) => {
    expect(listens(metrics)).toEqual(['127.0.0.1:8080', ...more].map((address) => `ListenStream=${address}`));
  });

  it('when systemd reads the ports with the unit of the socket, then it has no complaint', () => {
    const units = packageFile('provisioning/units');
    const unit = readFileSync(join(units, PORT_UNITS.socket), 'utf8');
    const text = textOf(socketDropIn({ ...cabinet(), metrics: { port: 9464, host: '2001:db8::5' } } as Profile));
    writeFileSync(join(folder, PORT_UNITS.waiting), readFileSync(join(units, PORT_UNITS.waiting)));
    writeFileSync(join(folder, PORT_UNITS.socket), `${unit}\n${text}`);
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', join(folder, PORT_UNITS.socket)], {
      encoding: 'utf8',
    });
    expect({ status, complaints: stderr.split('\n').filter((line) => line.includes('asan-')) }).toEqual({
      status: 0,
      complaints: [],
    });
  });
});
