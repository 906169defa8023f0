import { chmodSync } from 'node:fs';
import { REINSTALL_KIOSK_FIX } from '../../provisioning/doctor/package-cure.ts';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import { type DoctorRow, makeCommandHang, makeSymlink, rowsOf, writesFile } from './row.ts';
import { setOfficeUrl } from './rows-office.ts';

const PROVISION = 'sudo asan-kiosk provision';

const PROVISIONED: readonly DoctorRow[] = [
  ...rowsOf('provisioned-files', [
    [
      'the profile now names another office',
      (f) => setOfficeUrl(f, 'https://office.example'),
      'fail',
      /^backOffice\.url of the profile names office\.example:443, which the last provision did not allow; /,
      /^compare this value with the order .* If it is right: sudo asan-kiosk provision, which opens/,
    ],
    [
      'the profile now names another office by its IP address',
      (f) => setOfficeUrl(f, 'https://203.0.113.9:8443'),
      'fail',
      /^backOffice\.url of the profile names 203\.0\.113\.9:8443, which /,
      /^compare this value with the order /,
    ],
    [
      'the firewall opens at the next start',
      ({ write }) => write(INSTALLED.firewall, 'table inet asan_kiosk { chain input { policy accept; } }\n'),
      'fail',
      /^\/etc\/asan-kiosk\/firewall\.nft is another text, not \d+ bytes, 0644 root:root$/,
      PROVISION,
    ],
    [
      'the names of the devices are away',
      ({ remove }) => remove(INSTALLED.deviceRules),
      'fail',
      /^\/etc\/udev\/rules\.d\/71-asan-kiosk-devices\.rules is not there/,
      PROVISION,
    ],
    [
      'the rights of the unit are away',
      ({ remove }) => remove(INSTALLED.kioskDropIn),
      'fail',
      /50-profile\.conf is not there/,
      PROVISION,
    ],
    [
      'a console is open',
      ({ remove }) => remove('/etc/systemd/system/getty@tty1.service'),
      'fail',
      '/etc/systemd/system/getty@tty1.service is not there, not /dev/null',
      PROVISION,
    ],
    [
      'a console has a unit of its own',
      (fixture) => {
        fixture.remove('/etc/systemd/system/getty@.service');
        fixture.write('/etc/systemd/system/getty@.service', '[Service]\n');
      },
      'fail',
      '/etc/systemd/system/getty@.service is a plain file, not /dev/null',
      PROVISION,
    ],
    ['everybody may write it', ({ at }) => chmodSync(at(INSTALLED.firewall), 0o666), 'fail', /is 0666 /, PROVISION],
  ]),
  ...rowsOf('hosts-timer', [
    [
      'off',
      ({ unit }) => unit('asan-hosts.timer', { ActiveState: 'inactive', UnitFileState: 'disabled' }),
      'fail',
      'asan-hosts.timer is inactive',
      'sudo systemctl enable --now asan-hosts.timer',
    ],
  ]),
  ...rowsOf('seat', [
    [
      'its package was removed',
      ({ remove }) => remove('/usr/sbin/seatd'),
      'fail',
      'the program /usr/sbin/seatd of the package seatd is missing or empty, so the screen stays dark',
      /: apt-get download seatd; /,
    ],
    [
      'masked',
      ({ unit }) => unit('seatd.service', { LoadState: 'masked', UnitFileState: 'masked' }),
      'fail',
      'seatd.service is masked',
      'sudo systemctl unmask seatd.service && sudo systemctl enable --now seatd.service',
    ],
  ]),
];

const OVERRIDES: readonly DoctorRow[] = [
  ...rowsOf('package-hidden', [
    [
      'a rule of udev is hidden by an empty file',
      writesFile('/etc/udev/rules.d/90-asan-kiosk-input.rules', ''),
      'fail',
      '/etc/udev/rules.d/90-asan-kiosk-input.rules is read instead of /usr/lib/udev/rules.d/90-asan-kiosk-input.rules',
      'sudo rm /etc/udev/rules.d/90-asan-kiosk-input.rules && sudo systemctl daemon-reload && sudo reboot',
    ],
    [
      'the lines of the kernel lead nowhere',
      (fixture) => makeSymlink(fixture, '/etc/sysctl.d/70-asan-kiosk.conf', '/dev/null'),
      'fail',
      /^\/etc\/sysctl\.d\/70-asan-kiosk\.conf is read instead of/,
      /^sudo rm \/etc\/sysctl\.d\/70-asan-kiosk\.conf/,
    ],
    [
      'the kiosk has a unit of its own',
      writesFile('/etc/systemd/system/asan-kiosk.service', '[Service]\nUser=root\n'),
      'fail',
      /^\/etc\/systemd\/system\/asan-kiosk\.service is read instead of/,
      /^sudo rm \/etc\/systemd\/system\/asan-kiosk\.service/,
    ],
  ]),
  ...rowsOf('unit-drop-ins', [
    [
      'dpkg does not say which package a file belongs to',
      (fixture) => {
        writesFile('/etc/systemd/system/asan-kiosk.service.d/zz.conf', '[Service]\nUser=root\n')(fixture);
        makeCommandHang(fixture, 'dpkg-query');
      },
      'skip',
      'could not look: dpkg-query did not answer within 0.2 s; by hand: dpkg -S /etc/systemd/system/asan-kiosk.service.d/zz.conf',
      null,
    ],
    [
      'the kiosk is root',
      writesFile('/etc/systemd/system/asan-kiosk.service.d/zz.conf', '[Service]\nUser=root\nProtectSystem=no\n'),
      'fail',
      '/etc/systemd/system/asan-kiosk.service.d/zz.conf sets User, ProtectSystem',
      'sudo rm /etc/systemd/system/asan-kiosk.service.d/zz.conf && sudo systemctl daemon-reload && sudo systemctl reset-failed asan-kiosk.service asan-kiosk.socket && sudo systemctl restart asan-kiosk.service',
    ],
    [
      'until the next start',
      writesFile('/run/systemd/system.control/asan-glass.service.d/50-MemoryMax.conf', '[Service]\nMemoryMax=50M\n'),
      'fail',
      /50-MemoryMax\.conf sets MemoryMax$/,
      /restart asan-glass\.service$/,
    ],
    [
      'of everything whose name begins so',
      writesFile('/etc/systemd/system/asan-.service.d/a.conf', '[Service]\nEnvironment=LD_PRELOAD=/tmp/x\n'),
      'fail',
      '/etc/systemd/system/asan-.service.d/a.conf sets Environment',
      /^sudo rm .* && sudo reboot$/,
    ],
    [
      'of every service',
      writesFile('/etc/systemd/system/service.d/a.conf', '[Service]\nNoNewPrivileges=no\n'),
      'fail',
      /service\.d\/a\.conf sets NoNewPrivileges/,
      /^sudo rm .* && sudo reboot$/,
    ],
    [
      'USBGuard ends at once',
      writesFile('/etc/systemd/system/usbguard.service.d/a.conf', '[Service]\nExecStart=\nExecStart=/bin/true\n'),
      'fail',
      /usbguard\.service\.d\/a\.conf sets ExecStart/,
      /restart usbguard\.service$/,
    ],
  ]),
  ...rowsOf('unit-rights', [
    [
      'the kiosk runs as root',
      ({ write }) => write('/commands/.rights-asan-kiosk.service', 'User=root\nProtectSystem=no\n'),
      'fail',
      'asan-kiosk.service has User=root, not asan-kiosk; asan-kiosk.service has ProtectSystem=no, not strict',
      /^sudo systemctl daemon-reload && sudo systemctl reset-failed asan-kiosk\.service asan-kiosk\.socket asan-glass\.service && sudo systemctl restart asan-kiosk\.service asan-glass\.service; if this does not help/,
    ],
    [
      'a file was changed',
      ({ write }) => write('/commands/.rights-asan-glass.service', 'NeedDaemonReload=yes\nUser=asan-glass\n'),
      'warn',
      'a file of these units was changed after systemd read it',
      'sudo systemctl daemon-reload && sudo systemctl reset-failed asan-kiosk.service asan-kiosk.socket asan-glass.service && sudo systemctl restart asan-kiosk.service asan-glass.service',
    ],
  ]),
  ...rowsOf('settings-next-start', [
    [
      'the kernel obeys keys',
      writesFile('/etc/sysctl.d/99-keys.conf', '# keys\nkernel/sysrq = 1\nvm.overcommit_memory = 1\n'),
      'fail',
      '/etc/sysctl.d/99-keys.conf sets kernel.sysrq to 1, not 0',
      "sudo sed -i -E '/^[ \\t]*-?kernel\\/sysrq[ \\t]*=/d' /etc/sysctl.d/99-keys.conf && sudo systemctl restart systemd-sysctl.service",
    ],
    [
      'consoles come by themselves',
      writesFile('/etc/systemd/logind.conf.d/zz.conf', '[Login]\nNAutoVTs=6\n'),
      'fail',
      '/etc/systemd/logind.conf.d/zz.conf sets NAutoVTs to 6, not 0',
      /NAutoVTs.*zz\.conf && sudo systemctl restart systemd-logind\.service$/,
    ],
    [
      'nobody feeds the watchdog',
      writesFile('/run/systemd/system.conf.d/zz.conf', '[Manager]\nRuntimeWatchdogSec=0\n'),
      'fail',
      /sets RuntimeWatchdogSec to 0, not 14s$/,
      /sudo systemctl daemon-reexec$/,
    ],
    [
      'the journal is forgotten',
      writesFile('/etc/systemd/journald.conf.d/zz.conf', '[Journal]\nStorage=volatile\n'),
      'warn',
      /sets Storage to volatile, not persistent$/,
      /restart systemd-journald\.service$/,
    ],
    [
      'a file that is read before ours says otherwise',
      writesFile('/etc/sysctl.d/10-keys.conf', 'kernel.sysrq = 1\n'),
      'ok',
      'each of them',
      null,
    ],
    [
      'the lines of the kernel are away',
      ({ remove }) => remove('/usr/lib/sysctl.d/70-asan-kiosk.conf'),
      'fail',
      'there is no /usr/lib/sysctl.d/70-asan-kiosk.conf',
      REINSTALL_KIOSK_FIX,
    ],
  ]),
  ...rowsOf('kernel-settings', [
    [
      'everybody reads what the kernel says',
      ({ write }) => write('/proc/sys/kernel/dmesg_restrict', '0\n'),
      'fail',
      'kernel.dmesg_restrict is 0, not 1',
      /^sudo systemctl restart systemd-sysctl\.service; if this does not help, package-hidden, settings-next-start/,
    ],
    [
      'cores are written',
      ({ write }) => write('/proc/sys/kernel/core_pattern', '/tmp/core\n'),
      'fail',
      'kernel.core_pattern is /tmp/core, not |/bin/false',
      /systemd-sysctl/,
    ],
  ]),
];

export const SETTING_ROWS: readonly DoctorRow[] = [...PROVISIONED, ...OVERRIDES];
