import { chmodSync, readFileSync } from 'node:fs';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import { KEPT_SETTINGS_FILE } from '../../provisioning/settings/kept-settings.ts';
import { type Fixture, storeSettings } from './fixture.ts';
import { comparisonsOfTextOnly, type DoctorRow, type DoctorSheet, makeSymlink, rowsOf } from './row.ts';

async function provisionedWith(
  fixture: Fixture,
  path: string,
  text: string | Uint8Array,
  mode?: number,
): Promise<void> {
  fixture.write(path, text, mode);
  await storeSettings(fixture);
}

const WIRED = '/etc/systemd/network/20-wired.network';

const back = (paths: string, effects = 'sudo reboot') =>
  `if your staff did not make these changes: sudo asan-kiosk settings restore ${paths} && ${effects}; if they did: sudo asan-kiosk settings keep ${paths}`;

const STRANGERS: readonly DoctorRow[] = [
  ...rowsOf('settings-as-provisioned', [
    [
      'an address of the network leads to another machine',
      async (f) => {
        await provisionedWith(f, WIRED, '[Network]\nDHCP=yes\n');
        f.write(WIRED, '[Network]\nDHCP=yes\n[Neighbor]\nAddress=192.0.2.1\n');
        f.write(`${WIRED}.d/arp.conf`, '[Link]\nARP=no\n');
      },
      'fail',
      `${WIRED} changed: line 3 "[Neighbor]" is new, and 1 more line; ${WIRED}.d/arp.conf added`,
      back(`${WIRED} ${WIRED}.d/arp.conf`),
    ],
    [
      'the services get a part of the processor',
      (f) => {
        f.write('/etc/systemd/system.control/system.slice.d/50-CPUQuota.conf', '[Slice]\nCPUQuota=4%\n');
        f.write('/etc/systemd/system/system.slice.d/energy.conf', '[Slice]\nCPUQuota=4%\n');
      },
      'fail',
      '/etc/systemd/system.control/system.slice.d/50-CPUQuota.conf added; /etc/systemd/system/system.slice.d/energy.conf added',
      back(
        '/etc/systemd/system.control/system.slice.d/50-CPUQuota.conf /etc/systemd/system/system.slice.d/energy.conf',
      ),
    ],
    [
      'the kernel and its modules get settings, and libraries of a vendor come first',
      (f) => {
        f.write('/etc/sysctl.d/60-cis.conf', 'kernel.x = 1\n');
        f.write('/etc/modprobe.d/cis.conf', 'install usbserial /bin/false\n');
        f.write('/etc/ld.so.conf.d/00-vendor.conf', '/opt/vendor\n');
      },
      'fail',
      '/etc/ld.so.conf.d/00-vendor.conf added; /etc/modprobe.d/cis.conf added; /etc/sysctl.d/60-cis.conf added',
      back(
        '/etc/ld.so.conf.d/00-vendor.conf /etc/modprobe.d/cis.conf /etc/sysctl.d/60-cis.conf',
        'sudo ldconfig && sudo update-initramfs -u && sudo reboot',
      ),
    ],
    [
      'the authority of the office lies in the place of the certificate of the seal',
      async (f) => {
        await provisionedWith(f, INSTALLED.officeSeal, 'seal\n');
        f.write(INSTALLED.officeSeal, 'authority\n');
      },
      'fail',
      `${INSTALLED.officeSeal} changed: line 1 "authority" was "seal"`,
      back(INSTALLED.officeSeal),
    ],
  ]),
];

const KINDS: readonly DoctorRow[] = [
  ...rowsOf('settings-as-provisioned', [
    [
      'a file is gone',
      ({ remove }) => remove('/etc/usbguard/IPCAccessControl.d'),
      'fail',
      '/etc/usbguard/IPCAccessControl.d/:plugdev removed',
      back('/etc/usbguard/IPCAccessControl.d/:plugdev'),
    ],
    [
      'a file may be written by others, and its name has a blank',
      async (f) => {
        await provisionedWith(f, '/etc/odd name', 'x\n');
        chmodSync(f.at('/etc/odd name'), 0o666);
      },
      'warn',
      '/etc/odd name changed: mode 0666 was 0644',
      back("'/etc/odd name'"),
    ],
    [
      'a link leads elsewhere',
      (f) => makeSymlink(f, '/etc/localtime', '/usr/share/zoneinfo/UTC'),
      'fail',
      '/etc/localtime changed: leads to /usr/share/zoneinfo/UTC, and led to /usr/share/zoneinfo/Asia/Baku',
      back('/etc/localtime'),
    ],
    [
      'a link is in the place of a file',
      (f) => makeSymlink(f, '/etc/nsswitch.conf', '/opt/odd'),
      'fail',
      '/etc/nsswitch.conf changed: a link to /opt/odd, was a file',
      back('/etc/nsswitch.conf'),
    ],
    [
      'an account has a password',
      ({ write }) => write('/etc/shadow', 'root:$6$saltsalt$hush:20000::::::\n', 0o640),
      'fail',
      '/etc/shadow changed: its content differs',
      'if your staff did not make these changes: put /etc/shadow back by hand, because the copy has no secrets and no large files; sudo pwck and sudo grpck remove lines without an account; if they did: sudo asan-kiosk settings keep /etc/shadow',
    ],
    [
      'large files, keys and secrets are gone, which other commands make again',
      async (f) => {
        const gone = ['/etc/ssl/certs/ca-certificates.crt', '/etc/ssh/ssh_host_ed25519_key', INSTALLED.bootPassword];
        for (const path of gone) f.write(path, new Uint8Array(100_000), 0o600);
        await provisionedWith(f, '/etc/big.bin', new Uint8Array(9));
        f.write('/commands/.owners', 'nano: /etc/big.bin\n');
        for (const path of [...gone, '/etc/big.bin']) f.remove(path);
      },
      'fail',
      '/etc/asan-kiosk/boot-password removed; /etc/big.bin removed; /etc/ssh/ssh_host_ed25519_key removed; /etc/ssl/certs/ca-certificates.crt removed',
      /^if your staff did not make these changes: sudo asan-kiosk provision --from FILE with the newest order of the office; sudo ssh-keygen -A; sudo update-ca-certificates --fresh; on another Debian 13 .*: apt-get download nano; .*sudo dpkg -i .*nano_\*\.deb \(.*\); if they did: sudo asan-kiosk settings keep \/etc\/asan-kiosk\/boot-password /,
    ],
    [
      'the boot menu starts something else',
      (f) => f.write('/boot/grub/grub.cfg', `${readFileSync(f.at('/boot/grub/grub.cfg'), 'utf8')}linux /odd\n`, 0o600),
      'fail',
      '/boot/grub/grub.cfg changed: its content differs',
      'if your staff did not make these changes: sudo update-grub && sudo chmod 600 /boot/grub/grub.cfg && sudo reboot; if they did: sudo asan-kiosk settings keep /boot/grub/grub.cfg',
    ],
    [
      'more than are named',
      (f) => {
        for (let n = 10; n < 40; n += 1) f.write(`/etc/odd-${n}`, '');
      },
      'warn',
      /^\/etc\/odd-10 added; .*odd-29 added; and 10 more, see sudo asan-kiosk settings list --json$/,
      /settings list names all of them; if your staff did not make these changes: sudo asan-kiosk settings restore --all && sudo reboot; .* settings keep --all$/,
    ],
    [
      'the profile, the name server and a list of users changed, which is judged elsewhere or happens by itself',
      (f) => {
        f.profile((text) => text.replace('port: 18471', 'port: 18472'));
        f.write('/etc/resolv.conf', 'nameserver 192.0.2.54\n');
        f.write('/etc/passwd-', 'x');
      },
      'ok',
      /^\d+ settings are as on \d{4}-\d\d-\d\d \d\d:\d\d UTC$/,
      null,
    ],
    [
      'the copy is damaged',
      (f) => f.write(KEPT_SETTINGS_FILE, 'x', 0o600),
      'warn',
      `${KEPT_SETTINGS_FILE} is damaged: the settings are not compared`,
      /: sudo asan-kiosk settings keep --all$/,
    ],
    [
      'an earlier version provisioned it',
      ({ remove }) => remove(INSTALLED.settings),
      'warn',
      'this kiosk has no copy of its settings: an earlier version provisioned it, or the copy was deleted',
      /: sudo asan-kiosk settings keep --all$/,
    ],
    [
      'not asked by root',
      (f) => {
        f.uid = 1000;
      },
      'skip',
      'only root may read every setting: run this with sudo',
      null,
    ],
  ]),
];

const BOUNDS_AND_SKIPS: DoctorSheet = [
  ...comparisonsOfTextOnly(
    'kept-settings-checks.ts: bySize > 0',
    'kept-settings-checks.ts: differences.length > MOST_NAMED',
    'kept-settings-checks.ts: more > 0',
  ),
];

export const KEPT_SETTINGS_ROWS: DoctorSheet = [...STRANGERS, ...KINDS, ...BOUNDS_AND_SKIPS];
