import { chmodSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { INSTALLED, PORT_UNITS } from '../../provisioning/machine/installed.ts';
import type { Fixture } from './fixture.ts';
import { inputDeviceText } from './fixture-commands.ts';
import { CHROMIUM_POLICY, FIXTURE_NOW } from './fixture-files.ts';
import {
  changeMachineId,
  checkBound,
  comparisonsBetweenRows,
  type DoctorSheet,
  FIX_RESTORE_MACHINE_ID,
  makeCommandHang,
  makeSymlink,
  rowsOf,
  skippedCheck,
} from './row.ts';

const PROVISION = 'sudo asan-kiosk provision';
const POLICIES = '/etc/chromium/policies/managed';
const policy = (change: object) => JSON.stringify({ ...CHROMIUM_POLICY, ...change });

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

/** A running kiosk with simulated devices, as other programs see it. */
export async function serveRunningKiosk(
  fixture: Fixture,
  health: object,
  pages: readonly string[] = ['/healthz', '/dock'],
): Promise<void> {
  const body = JSON.stringify({ ready: true, devices: {}, counters: { sockets: 1 }, ...health });
  const server = createHttp((request, response) => {
    response.statusCode = pages.includes(request.url ?? '') ? 200 : 404;
    response.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  fixture.ends.push(() => new Promise((done) => server.close(done)));
  fixture.profile((text) => text.replace('port: 18471', `port: ${portOf(server)}`));
}

async function held(fixture: Fixture): Promise<void> {
  const port = await taken(fixture);
  fixture.unit(PORT_UNITS.socket, { Listen: `127.0.0.1:${port} (Stream)` });
}

async function taken(fixture: Fixture): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).end('SSH-2.0\r\n');
    fixture.ends.unshift(() => socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  fixture.ends.push(() => new Promise((done) => server.close(done)));
  fixture.profile((text) => text.replace('port: 18471', `port: ${portOf(server)}`));
  return portOf(server);
}

const pages = (sockets: unknown) => (fixture: Fixture) => serveRunningKiosk(fixture, { counters: { sockets } });

async function noPage(fixture: Fixture, startedAgoS: number): Promise<void> {
  await pages(0)(fixture);
  fixture.write('/proc/stat', `btime ${FIXTURE_NOW.getTime() / 1_000 - startedAgoS}\n`);
}

export const CLOSED_ROWS: DoctorSheet = [
  ...rowsOf('provisioned', [
    [
      'never',
      ({ remove }) => remove(INSTALLED.machine),
      'fail',
      'this machine is not provisioned: it may still be open (SVC-106)',
      /asan-kiosk provision; on a new board .* restore FILE/,
    ],
    [
      'copied from another machine',
      ({ write }) => write('/etc/machine-id', `${'f'.repeat(32)}\n`),
      'fail',
      'the provisioning record is of another machine: this machine may still be open (SVC-106)',
      /asan-kiosk provision/,
    ],
    [
      'another machine id, and the journal knows the former one',
      changeMachineId,
      'fail',
      '/etc/machine-id was changed after this machine was provisioned (SVC-106)',
      FIX_RESTORE_MACHINE_ID,
    ],
  ]),
  ...rowsOf('usbguard', [
    [
      'its package was removed, and systemd made a unit of the script that is left',
      ({ unit, remove }) => {
        remove('/usr/sbin/usbguard-daemon');
        unit('usbguard.service', { SubState: 'exited', UnitFileState: 'generated' });
      },
      'fail',
      'the program /usr/sbin/usbguard-daemon of the package usbguard is missing or empty, so every USB device gets in',
      /: apt-get download usbguard; .*: sudo systemctl daemon-reload && sudo systemctl enable --now usbguard\.service$/,
    ],
    [
      'its unit is active and starts nothing',
      ({ unit }) => unit('usbguard.service', { SubState: 'exited' }),
      'fail',
      'usbguard.service is active (exited), but its program does not run',
      /^sudo systemctl daemon-reload && sudo systemctl restart usbguard\.service; if it stays so: /,
    ],
    [
      'not installed',
      ({ unit }) => unit('usbguard.service', { LoadState: 'not-found', ActiveState: 'inactive' }),
      'fail',
      'there is no usbguard.service',
      /: apt-get download usbguard; .* sudo dpkg -i \S+ \/media\/stick\/usbguard_\*\.deb /,
    ],
    [
      'failed',
      ({ unit }) => unit('usbguard.service', { ActiveState: 'failed', Result: 'exit-code' }),
      'fail',
      'usbguard.service has failed (exit-code)',
      /restart usbguard\.service/,
    ],
    [
      'off',
      ({ unit }) => unit('usbguard.service', { ActiveState: 'inactive' }),
      'fail',
      'usbguard.service is inactive',
      'sudo systemctl enable --now usbguard.service',
    ],
  ]),
  ...rowsOf('firewall-unit', [
    [
      'not installed',
      ({ unit }) => unit('asan-firewall.service', { LoadState: 'not-found' }),
      'fail',
      'there is no asan-firewall.service',
      /^with the stick of the office at \/media\/stick: sudo dpkg -i --force-confmiss \/media\/stick\/asan-kiosk_\*\.deb /,
    ],
    [
      'off after a restart',
      ({ unit }) => unit('asan-firewall.service', { UnitFileState: 'disabled' }),
      'fail',
      /not after the next start/,
      'sudo systemctl enable asan-firewall.service',
    ],
  ]),
  ...rowsOf('browser-policy', [
    ['none', ({ remove }) => remove(`${POLICIES}/asan-kiosk.json`), 'fail', /^there is no/, PROVISION],
    [
      'torn',
      ({ write }) => write(`${POLICIES}/asan-kiosk.json`, '{"URLBlock'),
      'fail',
      /is not JSON: Chromium ignores it/,
      PROVISION,
    ],
    [
      'every page may be opened',
      ({ write }) => write(`${POLICIES}/asan-kiosk.json`, policy({ URLBlocklist: [] })),
      'fail',
      'different from this version’s file: URLBlocklist',
      PROVISION,
    ],
    [
      'tools and downloads are on',
      ({ write }) =>
        write(`${POLICIES}/asan-kiosk.json`, policy({ DeveloperToolsAvailability: 0, DownloadRestrictions: 0 })),
      'fail',
      'different from this version’s file: DeveloperToolsAvailability, DownloadRestrictions',
      PROVISION,
    ],
    [
      'others may change it',
      ({ at }) => chmodSync(at(`${POLICIES}/asan-kiosk.json`), 0o666),
      'fail',
      /users other than root may change it/,
      `sudo chmod 644 ${POLICIES}/asan-kiosk.json`,
    ],
    [
      'the browser cannot read it',
      ({ at }) => chmodSync(at(`${POLICIES}/asan-kiosk.json`), 0o600),
      'fail',
      /the browser cannot read it/,
      `sudo chmod 644 ${POLICIES}/asan-kiosk.json`,
    ],
    [
      'another file says otherwise',
      ({ write }) => write(`${POLICIES}/zz.json`, '{"URLBlocklist":[]}'),
      'fail',
      `${POLICIES}/zz.json also sets policies, and may win over ${POLICIES}/asan-kiosk.json`,
      `sudo rm ${POLICIES}/zz.json && sudo systemctl reset-failed asan-glass.service && sudo systemctl restart asan-glass.service`,
    ],
  ]),
  ...rowsOf('keyboards', [
    [
      'one types into the page',
      ({ command }) => command('udevadm', inputDeviceText('5', 'Logitech K120', 'ID_INPUT_KEYBOARD')),
      'fail',
      'Logitech K120 (/dev/input/event5) types into the screen',
      /udevadm trigger --subsystem-match=input/,
    ],
  ]),
  ...rowsOf('udev-rules', [
    [
      'none',
      ({ remove }) => remove('/usr/lib/udev/rules.d/70-asan-kiosk.rules'),
      'fail',
      /^there is no/,
      /^with the stick of the office at \/media\/stick: sudo dpkg -i --force-confmiss \/media\/stick\/asan-kiosk_\*\.deb /,
    ],
    [
      'of another version',
      ({ write }) => write('/usr/lib/udev/rules.d/70-asan-kiosk.rules', '# old\n'),
      'fail',
      /differs from this version’s file/,
      /sudo dpkg -i \S+ \/media\/stick\/asan-kiosk_\*\.deb .*; then: sudo udevadm control --reload/,
    ],
  ]),
  ...rowsOf('kernel-command-line', [
    [
      'a shell',
      ({ write }) => write('/proc/cmdline', 'root=/dev/sda1 init=/bin/bash quiet\n'),
      'fail',
      /^init=\/bin\/bash \(another program in place of systemd\)$/,
      /update-grub/,
    ],
    [
      'a shell of systemd',
      ({ write }) => write('/proc/cmdline', 'ro systemd.debug_shell\n'),
      'fail',
      /^systemd\.debug_shell/,
      /GRUB_CMDLINE_LINUX/,
    ],
    [
      'drivers that are kept away',
      ({ write }) =>
        write(
          '/proc/cmdline',
          'BOOT_IMAGE=/vmlinuz ro nomodeset module_blacklist=ftdi_sio modprobe.blacklist=hid quiet\n',
        ),
      'fail',
      'nomodeset (no driver of the kernel for the screen) module_blacklist=ftdi_sio (the driver ftdi_sio is not loaded) modprobe.blacklist=hid (the driver hid is not loaded)',
      /^sudo sed -i -E '.*nomodeset\|module_blacklist=ftdi_sio\|modprobe.*' \/etc\/default\/grub \/etc\/default\/grub\.d\/\*\.cfg && .*update-grub/,
    ],
    ['rescue', ({ write }) => write('/proc/cmdline', 'ro single\n'), 'fail', /^single/, /then restart/],
    [
      'init as it is',
      ({ write }) => write('/proc/cmdline', 'ro init=/sbin/init systemd.debug_shell=0\n'),
      'ok',
      /^nothing that opens a shell/,
      null,
    ],
  ]),
  ...rowsOf('sysrq', [
    [
      'on',
      ({ write }) => write('/proc/sys/kernel/sysrq', '438\n'),
      'fail',
      'on (438): a keyboard can restart or crash the machine',
      /^sudo systemctl restart systemd-sysctl\.service; if this does not help, /,
    ],
    [
      'on, and the service of its setting is masked',
      (f) => {
        f.write('/proc/sys/kernel/sysrq', '438\n');
        makeSymlink(f, '/etc/systemd/system/systemd-sysctl.service', '/dev/null');
      },
      'fail',
      'on (438): a keyboard can restart or crash the machine',
      /^sudo systemctl unmask systemd-sysctl\.service && sudo systemctl restart systemd-sysctl\.service; if /,
    ],
    [
      'on, and the service of its setting is masked until the next start',
      (f) => {
        f.write('/proc/sys/kernel/sysrq', '438\n');
        makeSymlink(f, '/run/systemd/system/systemd-sysctl.service', '/dev/null');
      },
      'fail',
      'on (438): a keyboard can restart or crash the machine',
      /^sudo systemctl unmask --runtime systemd-sysctl\.service && sudo systemctl restart systemd-sysctl\.service; if /,
    ],
  ]),
  ...rowsOf('ctrl-alt-del', [
    [
      'restarts',
      ({ unit }) => unit('ctrl-alt-del.target', { LoadState: 'loaded' }),
      'fail',
      'restarts the machine',
      /mask ctrl-alt-del\.target/,
    ],
  ]),
  ...rowsOf('consoles', [
    [
      'a login on the screen',
      ({ write }) => write('/commands/.consoles', 'getty@tty1.service loaded active running Getty\n'),
      'fail',
      'a login on getty@tty1.service',
      'sudo systemctl mask --now getty@tty1.service',
    ],
    [
      'a login on a wire',
      ({ write }) => write('/commands/.consoles', 'serial-getty@ttyS0.service loaded active running x\n'),
      'warn',
      'a login on serial-getty@ttyS0.service',
      /mask --now serial-getty@ttyS0/,
    ],
    [
      'a shell of root',
      ({ unit }) => unit('debug-shell.service', { ActiveState: 'active' }),
      'fail',
      /a shell of root without a password/,
      'sudo systemctl mask --now debug-shell.service',
    ],
  ]),
  ...rowsOf('browser', [
    [
      'it is gone',
      ({ remove }) => remove('/proc/701'),
      'fail',
      'cage runs without a browser',
      /journalctl -u asan-glass\.service -n 50; then/,
    ],
    [
      'the compositor is gone',
      ({ remove }) => {
        remove('/proc/700');
        remove('/proc/701');
      },
      'fail',
      'the compositor (cage) does not run',
      /restart asan-glass\.service/,
    ],
    [
      'it is not installed',
      ({ remove }) => {
        remove('/proc/701');
        remove(INSTALLED.browser);
      },
      'fail',
      'Chromium is not installed',
      / sudo dpkg -i \S+ \/media\/stick\/chromium_\*\.deb /,
    ],
    [
      'it is somebody else’s',
      ({ write }) => write('/proc/701/status', 'Name:\tchromium\nUid:\t0\t0\t0\t0\n'),
      'fail',
      /cage runs without a browser/,
      /asan-glass/,
    ],
  ]),
  ...rowsOf('port', [
    [
      'systemd holds it for a kiosk that is away',
      held,
      'ok',
      /^asan-kiosk\.socket holds \d+ until the kiosk is back$/,
      null,
    ],
    ['another program has it', taken, 'fail', /is taken by another program/, /^sudo ss -ltnp 'sport = :\d+'/],
    [
      'the kiosk starts',
      (fixture) => serveRunningKiosk(fixture, { ready: false }),
      'warn',
      /not ready yet/,
      'run doctor again in a few seconds',
    ],
    [
      'a kiosk with other devices',
      (fixture) => serveRunningKiosk(fixture, {}, ['/healthz']),
      'warn',
      /has real devices, but the profile has simulated ones/,
      /--profile FILE/,
    ],
    ['the kiosk runs', (fixture) => serveRunningKiosk(fixture, {}), 'ok', /^the running kiosk holds port \d+, /, null],
  ]),
  ...rowsOf('page-connected', [
    [
      'nobody',
      pages(0),
      'fail',
      'none: no screen shows the page',
      'sudo systemctl reset-failed asan-glass.service && sudo systemctl restart asan-glass.service',
    ],
    [
      'nobody, while the browser is being started',
      async (fixture) => {
        await pages(0)(fixture);
        fixture.unit('asan-glass.service', { ActiveState: 'activating', SubState: 'start-pre' });
      },
      'warn',
      'none yet: the browser is starting',
      'wait a few minutes, then run doctor again',
    ],
    [
      'nobody, a minute after the start of the machine',
      async (fixture) => {
        await pages(0)(fixture);
        fixture.write('/proc/stat', `btime ${FIXTURE_NOW.getTime() / 1_000 - 60}\n`);
      },
      'warn',
      'none yet: the browser is starting',
      'wait a few minutes, then run doctor again',
    ],
    [
      'nobody, and systemd does not answer',
      async (fixture) => {
        await pages(0)(fixture);
        makeCommandHang(fixture, 'systemctl');
      },
      'skip',
      /^could not look: systemctl did not answer/,
      null,
    ],
    [
      'two',
      pages(2),
      'fail',
      '2: another screen shows the citizens’ page',
      /ss -tnp 'dport = :\d+' names the programs that are connected: /,
    ],
    ['one', pages(1), 'ok', 'one', null],
    ['a kiosk that does not tell', pages('x'), 'skip', 'the running kiosk does not report it', null],
  ]),
  checkBound('glass-checks.ts: agoMs < STARTS_MS', 'page-connected', noPage, [299, 'warn'], [300, 'fail']),
  checkBound('glass-checks.ts: agoMs >= 0', 'page-connected', noPage, [0, 'warn'], [-1, 'fail']),
  skippedCheck(
    'page-connected',
    'systemd says that asan-kiosk.service is active, but no kiosk of this profile answers at 127.0.0.1:18471: see the check port',
  ),
  ...comparisonsBetweenRows('glass-checks.ts: browsers > 0'),
];
