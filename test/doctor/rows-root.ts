import { createHash } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { REINSTALL_KIOSK_FIX } from '../../provisioning/doctor/package-cure.ts';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import type { Fixture } from './fixture.ts';
import { KIOSK_USER_IDS } from './fixture-files.ts';
import { DPKG_INFO_FOLDER } from './fixture-system.ts';
import { comparisonsBetweenRows, comparisonsOfTextOnly, type DoctorSheet, rowsOf, skippedCheck } from './row.ts';

const PEOPLE = 'ali:x:1000:1000::/home/ali:/bin/bash\nveli:x:1001:1001::/home/veli:/bin/bash\n';
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBv ali@centre\n';

const KEY_BYTES = Buffer.alloc(32, 7);
/** Public key in minisign's format: `Ed`, an id of 8 bytes, and the key. */
const ORDER_KEY = `untrusted comment: x\n${Buffer.concat([Buffer.from('Ed'), Buffer.alloc(8, 1), KEY_BYTES]).toString('base64')}\n`;
const FINGERPRINT = createHash('sha256')
  .update(KEY_BYTES)
  .digest('hex')
  .slice(0, 32)
  .replace(/(.{4})(?!$)/g, '$1-');
const OTHER = FINGERPRINT.replace(/^..../, '0000');

const append = ({ write, context }: Fixture, path: string, text: string) => {
  const before = context().machine.read(path);
  write(path, (before.ok ? before.value : '') + text);
};
const passwords = (fixture: Fixture, shadow: string) => {
  append(fixture, '/etc/passwd', PEOPLE);
  fixture.write('/etc/shadow', shadow, 0o640);
};
const admin = ({ profile }: Fixture) => profile((text) => `${text}\nnetwork: { allow: [], admin: [10.20.0.0/24] }\n`);

export const ROOT_ROWS: DoctorSheet = [
  ...rowsOf('passwords', [
    [
      'everybody reads the hashes',
      ({ at }) => chmodSync(at('/etc/shadow'), 0o644),
      'fail',
      /^\/etc\/shadow: all users may read/,
      /^sudo chown root:shadow \/etc\/shadow && sudo chmod 640 \/etc\/shadow/,
    ],
    [
      'another is root',
      (f) => append(f, '/etc/passwd', 'toor:x:0:0::/root:/bin/bash\n'),
      'fail',
      'toor is root by another name (uid 0)',
      "sudo sed -i '/^toor:/d' /etc/passwd /etc/shadow",
    ],
    [
      'root needs none',
      ({ write }) => write('/etc/shadow', 'root::20000:0:99999:7:::\n', 0o640),
      'fail',
      'no password is needed for root',
      'sudo passwd --lock root',
    ],
    [
      'everything at once',
      (f) => {
        append(f, '/etc/passwd', 'toor:x:0:0::/root:/bin/bash\n');
        f.write('/etc/shadow', 'root::20000:0:99999:7:::\n', 0o640);
      },
      'fail',
      'no password is needed for root; toor is root by another name (uid 0)',
      "sudo passwd --lock root && sudo sed -i '/^toor:/d' /etc/passwd /etc/shadow",
    ],
    [
      'passwd has none',
      (f) => append(f, '/etc/passwd', 'ali::1000:1000::/home/ali:/bin/bash\n'),
      'fail',
      'no password is needed for ali',
      'sudo passwd --lock ali',
    ],
    [
      'the browser has one',
      ({ write }) => write('/etc/shadow', 'root:*:1::::::\nasan-glass:$y$j9T$x:1::::::\n', 0o640),
      'fail',
      'asan-glass is a service user and has a password',
      'sudo passwd --lock asan-glass && sudo usermod -s /usr/sbin/nologin asan-glass',
    ],
    [
      'a technician has one',
      (f) => passwords(f, 'root:*:1::::::\nali:$y$j9T$x:1::::::\n'),
      'ok',
      'with a password: ali',
      null,
    ],
    [
      'only root may look',
      ({ deny }) => deny('/etc/shadow'),
      'skip',
      'only root may read /etc/shadow: run this with sudo',
      null,
    ],
  ]),
  ...rowsOf('administrators', [
    [
      'a second one',
      (f) => {
        passwords(f, 'root:*:1::::::\n');
        append(f, '/etc/group', 'sudo:x:27:ali,veli\n');
      },
      'warn',
      '2 accounts: ali, veli',
      'keep one account that you know, and take this right from the others, such as: sudo gpasswd -d veli sudo',
    ],
    [
      'one, and root',
      (f) => {
        passwords(f, 'root:$y$j9T$x:1::::::\n');
        append(f, '/etc/group', 'sudo:x:27:ali\n');
      },
      'warn',
      '2 accounts: root, ali',
      /sudo gpasswd -d ali sudo, or sudo passwd --lock root$/,
    ],
    ['one', (f) => append(f, '/etc/group', 'sudo:x:27:ali\n'), 'ok', 'ali', null],
  ]),
  ...rowsOf('ssh-keys', [
    [
      'nobody comes in by ssh',
      (f) => f.write('/root/.ssh/authorized_keys', `# mine\n${KEY}`, 0o600),
      'warn',
      'root: ali@centre; the profile has no network.admin, so no login by ssh is possible',
      /^sudo rm \/root\/\.ssh\/authorized_keys;/,
    ],
    [
      'somebody comes in',
      (f) => {
        admin(f);
        f.write('/root/.ssh/authorized_keys', `command="x" ${KEY}`, 0o600);
      },
      'ok',
      'root: ali@centre',
      null,
    ],
    [
      'the kiosk has one',
      (f) => {
        admin(f);
        f.write('/etc/passwd', 'root:x:0:0::/root:/bin/bash\nasan-kiosk:x:990:990::/var/lib/asan-kiosk:/x\n');
        f.write('/var/lib/asan-kiosk/.ssh/authorized_keys2', KEY, 0o600);
      },
      'fail',
      'asan-kiosk is a service user and has keys: /var/lib/asan-kiosk/.ssh/authorized_keys2',
      'sudo rm /var/lib/asan-kiosk/.ssh/authorized_keys2',
    ],
    [
      'everybody writes it',
      (f) => {
        admin(f);
        f.write('/root/.ssh/authorized_keys', KEY, 0o666);
      },
      'fail',
      '/root/.ssh/authorized_keys: users other than its owner may write it',
      'sudo chmod 600 /root/.ssh/authorized_keys',
    ],
  ]),
  ...rowsOf('sudo-rules', [
    [
      'who calls sudo says what the program loads',
      ({ write }) => write('/etc/sudoers.d/local', 'Defaults !env_reset\n', 0o440),
      'fail',
      '"Defaults !env_reset" in /etc/sudoers.d/local',
      'sudo rm /etc/sudoers.d/local',
    ],
    [
      'settings of Debian and of Raspberry Pi OS',
      ({ write }) =>
        write(
          '/etc/sudoers.d/010_proxy',
          'Defaults:%sudo env_keep += "http_proxy"\nDefaults secure_path="/usr/local/sbin:/usr/sbin:/usr/bin"\nDefaults use_pty\n',
          0o440,
        ),
      'ok',
      'only the rules of Debian',
      null,
    ],
    [
      'the browser is root',
      ({ write }) => write('/etc/sudoers.d/glass', 'asan-glass ALL=(ALL) NOPASSWD: ALL\n', 0o440),
      'fail',
      '"asan-glass ALL=(ALL) NOPASSWD: ALL" in /etc/sudoers.d/glass',
      'sudo rm /etc/sudoers.d/glass',
    ],
    [
      'a user by his number, in two lines',
      (f) => append(f, '/etc/sudoers', '#1000 ALL=(ALL) \\\n  NOPASSWD: ALL # mine\n'),
      'fail',
      '"#1000 ALL=(ALL) NOPASSWD: ALL" in /etc/sudoers',
      'delete this line: sudo visudo',
    ],
    [
      'nobody is asked',
      (f) => append(f, '/etc/sudoers', 'Defaults:ali !authenticate\n'),
      'fail',
      '"Defaults:ali !authenticate" in /etc/sudoers',
      'delete this line: sudo visudo',
    ],
    [
      'somebody with a password',
      ({ write }) => write('/etc/sudoers.d/ali', 'ali ALL=(ALL) ALL\n', 0o440),
      'warn',
      '"ali ALL=(ALL) ALL" in /etc/sudoers.d/ali',
      'if your staff did not put it there: sudo rm /etc/sudoers.d/ali',
    ],
    [
      'a file that sudo leaves out',
      ({ write }) => write('/etc/sudoers.d/old.bak', 'ali ALL=(ALL) NOPASSWD: ALL\n', 0o440),
      'ok',
      'only the rules of Debian',
      null,
    ],
  ]),
  ...rowsOf('program-folder', [
    [
      'everybody writes into it',
      ({ write }) => write('/commands/.writable', '/usr/lib/asan-kiosk/dist/device\n'),
      'fail',
      '/usr/lib/asan-kiosk/dist/device: users other than root may write it',
      `sudo chown -R root:root /usr/lib/asan-kiosk && sudo chmod -R go-w /usr/lib/asan-kiosk; if package-files then names a file, ${REINSTALL_KIOSK_FIX}`,
    ],
    [
      "the folder above is the kiosk's",
      ({ own }) => own('/usr/lib', KIOSK_USER_IDS),
      'fail',
      '/usr/lib: users other than root may write it',
      `sudo chown root:root /usr/lib && sudo chmod go-w /usr/lib; if package-files then names a file, ${REINSTALL_KIOSK_FIX}`,
    ],
    [
      'the disk is too slow',
      ({ script }) => script('timeout', 'exit 124'),
      'skip',
      /^not all of it was searched within 8 s; by hand: sudo find \/usr\/lib\/asan-kiosk /,
      null,
    ],
  ]),
  ...rowsOf('package-files', [
    [
      'one is gone and one is another',
      ({ write }) =>
        write(
          '/commands/.verify',
          'missing     /usr/lib/udev/rules.d/90-asan-kiosk-input.rules\n??5?????? c /etc/asan/odd\n??5??????   /usr/lib/asan-kiosk/provisioning/lockdown/resolve-hosts.sh\n',
        ),
      'fail',
      '/usr/lib/udev/rules.d/90-asan-kiosk-input.rules is gone; /etc/asan/odd is changed; /usr/lib/asan-kiosk/provisioning/lockdown/resolve-hosts.sh is changed',
      REINSTALL_KIOSK_FIX,
    ],
  ]),
  ...rowsOf('package-files', [
    [
      'it was unpacked by hand',
      ({ script }) => script('timeout', 'echo "dpkg: package \'asan-kiosk\' is not installed" >&2'),
      'fail',
      'dpkg knows no package asan-kiosk here',
      REINSTALL_KIOSK_FIX,
    ],
  ]),
  ...rowsOf('package-besides', [
    [
      'a library lies nearer to the program than that of the package',
      ({ write }) => {
        write(`${DPKG_INFO_FOLDER}/asan-kiosk.list`, '/.\n/usr/lib/asan-kiosk/dist/x.js\n');
        const odd = '/usr/lib/asan-kiosk/dist/device/node_modules/better-sqlite3/index.js';
        write('/commands/.besides', `/usr/lib/asan-kiosk/dist/x.js\n${odd}\n`);
      },
      'fail',
      '/usr/lib/asan-kiosk/dist/device/node_modules/better-sqlite3/index.js: not from the package, and the program may load it',
      'sudo mv --backup=numbered /usr/lib/asan-kiosk/dist/device/node_modules/better-sqlite3/index.js /root/ && sudo systemctl reset-failed asan-kiosk.service asan-kiosk.socket && sudo systemctl restart asan-kiosk.service',
    ],
  ]),
  ...rowsOf('package-besides', [
    [
      'an older package was unpacked, and the files of this version were put back',
      ({ write }) => {
        write(`${DPKG_INFO_FOLDER}/asan-kiosk.list`, '/.\n/usr/lib/asan-kiosk/dist/x.js\n');
        write(`${DPKG_INFO_FOLDER}/asan-kiosk.md5sums`, `${'0'.repeat(32)}  usr/lib/asan-kiosk/dist/x.js\n`);
        write(
          '/commands/.besides',
          Array.from({ length: 30 }, (_, n) => `/usr/lib/asan-kiosk/dist/o${n}.js\n`).join(''),
        );
      },
      'fail',
      /; and 26 more: files of another version, which the program may load; the files of this version are all well$/,
      /^sudo find \/usr\/lib\/asan-kiosk ! -type d \| grep -vxFf \/var\/lib\/dpkg\/info\/asan-kiosk\.list \| sudo tar /,
    ],
    [
      'an older package was unpacked, and files of this version are others',
      ({ write }) => {
        write(`${DPKG_INFO_FOLDER}/asan-kiosk.list`, '/.\n/usr/lib/asan-kiosk/dist/x.js\n');
        write(`${DPKG_INFO_FOLDER}/asan-kiosk.md5sums`, `${'0'.repeat(32)}  usr/lib/asan-kiosk/dist/x.js\n`);
        write('/commands/.verify', '??5??????   /usr/lib/asan-kiosk/dist/x.js\n');
        write(
          '/commands/.besides',
          Array.from({ length: 30 }, (_, n) => `/usr/lib/asan-kiosk/dist/o${n}.js\n`).join(''),
        );
      },
      'fail',
      /: not from the package, and the program may load it$/,
      /^remove none of these 30 files: /,
    ],
  ]),
  ...rowsOf('package-modes', [
    [
      'a script has lost its x bits, and a file is for root alone',
      ({ write }) =>
        write(
          '/commands/.modes',
          '/usr/lib/asan-kiosk/provisioning/glass/recover.sh\n/usr/lib/asan-kiosk/package.json\n',
        ),
      'fail',
      '/usr/lib/asan-kiosk/provisioning/glass/recover.sh; /usr/lib/asan-kiosk/package.json: not all users may read or run it',
      'sudo chmod -R a+rX /usr/lib/asan-kiosk && sudo chmod 755 /usr/lib/asan-kiosk/provisioning/glass/recover.sh',
    ],
    [
      'find itself looks at a script without its x bits',
      (fixture) => {
        const script = `${INSTALLED.root}/provisioning/glass/recover.sh`;
        fixture.write(script, '#!/bin/sh\n', 0o644);
        fixture.write(`${INSTALLED.root}/provisioning/glass/well.sh`, '#!/bin/sh\n', 0o755);
        chmodSync(fixture.at(INSTALLED.command), 0o755);
        // Arguments of `timeout`: 8 ionice -c 3 find, two folders, and find's condition.
        fixture.script(
          'timeout',
          `root="\${0%/commands/*}"; shift 7
/usr/bin/find "$root${INSTALLED.root}" "$root${INSTALLED.command}" "$@" | /bin/sed "s:^$root::"`,
        );
      },
      'fail',
      '/usr/lib/asan-kiosk/provisioning/glass/recover.sh: not all users may read or run it',
      /&& sudo chmod 755 \/usr\/lib\/asan-kiosk\/provisioning\/glass\/recover\.sh$/,
    ],
  ]),
  ...rowsOf('setuid-files', [
    [
      'a shell',
      ({ write }) => write('/commands/.setuid', '/usr/bin/sudo\n/var/tmp/.sh\n/usr/bin/dash\n'),
      'fail',
      '/var/tmp/.sh; /usr/bin/dash',
      /^sudo chmod ug-s \/var\/tmp\/\.sh \/usr\/bin\/dash; if dpkg -S FILE names no package: sudo rm FILE/,
    ],
    ['those of Debian', ({ write }) => write('/commands/.setuid', '/usr/bin/sudo\n'), 'ok', '1, all of Debian', null],
    [
      'the disk is slow, and one was found',
      ({ script }) => script('timeout', 'echo /var/tmp/.sh; exit 124'),
      'fail',
      '/var/tmp/.sh',
      /chmod ug-s/,
    ],
    [
      'somebody else looks',
      (fixture) => Object.assign(fixture, { uid: 1_000 }),
      'skip',
      'only root may read every folder: run this with sudo',
      null,
    ],
  ]),
  ...rowsOf('order-key', [
    [
      'it is gone',
      ({ write }) => write(INSTALLED.orderTaken, '{"serial":1,"sha256":"x","kiosk":"K5"}'),
      'warn',
      'there is no /etc/asan-kiosk/provision.pub: no further order of the office is accepted',
      /^sudo asan-kiosk provision trust FILE/,
    ],
    [
      'everybody may exchange it',
      ({ at, write }) => {
        write(INSTALLED.orderKey, 'x');
        chmodSync(at(INSTALLED.orderKey), 0o666);
      },
      'fail',
      '/etc/asan-kiosk/provision.pub: users other than root may replace it',
      /^sudo rm \/etc\/asan-kiosk\/provision\.pub, then: sudo asan-kiosk provision trust/,
    ],
    ['it is there', ({ write }) => write(INSTALLED.orderKey, 'x'), 'ok', INSTALLED.orderKey, null],
    [
      'it is another than the order was believed by',
      ({ write }) => {
        write(INSTALLED.orderKey, ORDER_KEY);
        write(INSTALLED.orderTaken, `{"serial":1,"sha256":"x","kiosk":"K5","key":"${OTHER}"}`);
      },
      'fail',
      `/etc/asan-kiosk/provision.pub is ${FINGERPRINT}, but the order of this machine was verified with ${OTHER}`,
      /^ask the office about this key; .*: sudo rm \/etc\/asan-kiosk\/provision\.pub, then: sudo asan-kiosk provision trust/,
    ],
    [
      'it is the one that the order was believed by',
      ({ write }) => {
        write(INSTALLED.orderKey, ORDER_KEY);
        write(INSTALLED.orderTaken, `{"serial":1,"sha256":"x","kiosk":"K5","key":"${FINGERPRINT}"}`);
      },
      'ok',
      FINGERPRINT,
      null,
    ],
  ]),
  skippedCheck('order-key', 'none: no order has made this machine'),
  ...comparisonsBetweenRows(
    'login-checks.ts: all.length < 2',
    'login-checks.ts: home.length > 1',
    'login-checks.ts: uid < NOBODY',
    'login-checks.ts: uid >= FIRST_PERSON',
    'sudo-checks.ts: others.length > 1',
  ),
  ...comparisonsOfTextOnly(
    'own-files-checks.ts: more.length > MOST_REMOVED_FILES',
    'own-files-checks.ts: ran.exit > TIMEOUT_EXIT_CODE',
  ),
];
