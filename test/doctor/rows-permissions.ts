import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { ok } from '../../drivers/result.ts';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import type { Fixture } from './fixture.ts';
import { KIOSK_USER_IDS } from './fixture-files.ts';
import { comparisonsOfTextOnly, type DoctorSheet, makeSymlink, rowsOf, skippedCheck } from './row.ts';
import { ZEBRA_SCANNER } from './rows-ports.ts';

const PASSWD = (kiosk: string, glass: string) => `root:x:0:0::/root:/bin/bash\n${kiosk}\n${glass}\n`;
const KIOSK_LINE = 'asan-kiosk:x:990:990::/:/usr/sbin/nologin';
const GLASS_LINE = 'asan-glass:x:991:991::/:/usr/sbin/nologin';

/** Profile of an enrolled kiosk with a terminal; only the terminal's password is stored. */
function withCredentials(fixture: Fixture): void {
  const identity = 'identity: { key: "credential:identity", certificate: "credential:identity" }';
  fixture.profile((text) =>
    text
      .replace('url: simulated', `url: "https://office.example/api", ${identity}`)
      .replace(/password: "\d+"/, 'password: "credential:terminal-password"')
      .replace(/ {2}documentPrinter: .*\n/, ''),
  );
  fixture.write('/etc/credstore/asan-kiosk.terminal-password', '123456', 0o600);
}

/** /run is in memory. */
function linkedLedger(fixture: Fixture, to: string): void {
  const place = resolve(dirname(fixture.ledger), to);
  mkdirSync(dirname(place), { recursive: true });
  renameSync(fixture.ledger, place);
  makeSymlink(fixture, INSTALLED.ledger, to);
  fixture.write('/proc/self/mounts', '/dev/mmcblk0p2 / ext4 rw 0 0\ntmpfs /run tmpfs rw 0 0\n');
}

export const PERMISSION_ROWS: DoctorSheet = [
  ...rowsOf('users', [
    [
      'one is missing',
      ({ write }) => write('/etc/passwd', PASSWD(KIOSK_LINE, '')),
      'fail',
      'there is no user asan-glass',
      'sudo systemd-sysusers',
    ],
    [
      'one is root',
      ({ write }) => write('/etc/passwd', PASSWD('asan-kiosk:x:0:0::/:/usr/sbin/nologin', GLASS_LINE)),
      'fail',
      'asan-kiosk is root',
      /userdel -f asan-kiosk/,
    ],
    [
      'one can log in',
      ({ write }) => write('/etc/passwd', PASSWD(KIOSK_LINE, 'asan-glass:x:991:991::/:/bin/bash')),
      'fail',
      'asan-glass can log in (/bin/bash)',
      'sudo usermod -s /usr/sbin/nologin asan-glass',
    ],
  ]),
  ...rowsOf('groups', [
    [
      'the browser opens devices',
      ({ write }) => write('/etc/group', 'asan-kiosk:x:990:asan-glass\ndialout:x:20:asan-glass\nasan-glass:x:991:\n'),
      'fail',
      'asan-glass is in asan-kiosk, dialout',
      'sudo gpasswd -d asan-glass asan-kiosk; if asan-glass is not a member, it is the primary group: sudo usermod -g asan-glass asan-glass',
    ],
    [
      'the kiosk may be root',
      ({ write }) => write('/etc/group', 'asan-kiosk:x:990:\nsudo:x:27:asan-kiosk\n'),
      'fail',
      'asan-kiosk is in sudo',
      'sudo gpasswd -d asan-kiosk sudo; if asan-kiosk is not a member, it is the primary group: sudo usermod -g asan-kiosk asan-kiosk',
    ],
    [
      'the kiosk opens no device',
      ({ write }) => write('/etc/group', 'asan-kiosk:x:995:\nother:x:990:\n'),
      'fail',
      /not in the group of the devices/,
      /usermod -aG asan-kiosk asan-kiosk/,
    ],
  ]),
  ...rowsOf('config-folder', [
    [
      'everybody writes',
      ({ at }) => chmodSync(at(INSTALLED.config), 0o777),
      'fail',
      '/etc/asan-kiosk has mode 777: everybody may write it',
      'sudo chmod 750 /etc/asan-kiosk',
    ],
    [
      "it is the kiosk's",
      ({ own }) => own(INSTALLED.config, KIOSK_USER_IDS),
      'fail',
      '/etc/asan-kiosk belongs to asan-kiosk',
      'sudo chown root /etc/asan-kiosk',
    ],
  ]),
  ...rowsOf('profile-private', [
    [
      'everybody reads',
      ({ at }) => chmodSync(at(INSTALLED.profile), 0o644),
      'fail',
      '/etc/asan-kiosk/profile.yaml has mode 644: everybody may read it',
      'sudo chmod 640 /etc/asan-kiosk/profile.yaml',
    ],
    [
      'the kiosk can not',
      ({ own }) => own(INSTALLED.profile, { gid: 0 }),
      'fail',
      /has the group root, so asan-kiosk cannot use it/,
      'sudo chgrp asan-kiosk /etc/asan-kiosk/profile.yaml && sudo chmod 640 /etc/asan-kiosk/profile.yaml',
    ],
    [
      "it is the kiosk's",
      ({ own }) => own(INSTALLED.profile, KIOSK_USER_IDS),
      'fail',
      /profile\.yaml belongs to asan-kiosk/,
      'sudo chown root /etc/asan-kiosk/profile.yaml',
    ],
  ]),
  ...rowsOf('state-folder', [
    [
      'everybody writes',
      ({ at }) => chmodSync(at(INSTALLED.state), 0o777),
      'fail',
      /mode 777: everybody may write it/,
      'sudo chmod 711 /var/lib/asan-kiosk',
    ],
    [
      "it is root's",
      ({ own }) => own(INSTALLED.state, { uid: 0 }),
      'fail',
      '/var/lib/asan-kiosk belongs to root',
      `sudo chown asan-kiosk /var/lib/asan-kiosk && ${RESTART_KIOSK_COMMAND}`,
    ],
    [
      "all of the ledger is root's",
      ({ own, write }) => {
        for (const part of ['', '-wal', '-shm', '.mark']) {
          if (part.startsWith('-')) write(`${INSTALLED.ledger}${part}`, '', 0o600);
          own(`${INSTALLED.ledger}${part}`, { uid: 0 });
        }
      },
      'fail',
      /^4 files of the kiosk belong to root: \S+ledger\.db; \S+ledger\.db-wal; \S+ledger\.db-shm; \S+ledger\.db\.mark$/,
      `sudo chown asan-kiosk /var/lib/asan-kiosk/ledger.db /var/lib/asan-kiosk/ledger.db-wal /var/lib/asan-kiosk/ledger.db-shm /var/lib/asan-kiosk/ledger.db.mark && ${RESTART_KIOSK_COMMAND}`,
    ],
    [
      "the mark is root's",
      ({ own }) => own(`${INSTALLED.ledger}.mark`, { uid: 0 }),
      'fail',
      '/var/lib/asan-kiosk/ledger.db.mark belongs to root',
      `sudo chown asan-kiosk /var/lib/asan-kiosk/ledger.db.mark && ${RESTART_KIOSK_COMMAND}`,
    ],
    [
      'the user got another number',
      ({ write }) => write('/etc/passwd', PASSWD(KIOSK_LINE.replace('990:990', '1001:990'), GLASS_LINE)),
      'fail',
      /^9 files of the kiosk belong to 990: \/var\/lib\/asan-kiosk; \S+ledger\.db; /,
      /^sudo chown asan-kiosk \/var\/lib\/asan-kiosk (?=.*ledger\.db\.lock )(?=.*ledger\.db\.reserve )(?=.*kiosk\.jsonl )\S.* \/var\/lib\/asan-kiosk\/glass\/start\.html && sudo systemctl reset-failed .* && sudo systemctl restart asan-kiosk\.service$/,
    ],
    [
      'only root may look',
      ({ deny }) => deny(INSTALLED.state),
      'skip',
      'only root may read /var/lib/asan-kiosk: run this with sudo',
      null,
    ],
  ]),
  ...rowsOf('ledger-private', [
    [
      'everybody reads the ledger',
      ({ ledger }) => chmodSync(ledger, 0o644),
      'fail',
      /ledger\.db has mode 644: everybody may read it/,
      'sudo chmod 600 /var/lib/asan-kiosk/ledger.db',
    ],
    [
      'a group reads the log key',
      ({ ledger }) => chmodSync(`${ledger}.log-key`, 0o640),
      'fail',
      /ledger\.db\.log-key has mode 640: its group may read it/,
      'sudo chmod 600 /var/lib/asan-kiosk/ledger.db.log-key',
    ],
    [
      'there is none',
      ({ ledger }) => {
        for (const part of ['', '.mark', '.log-key', '.reserve', '.lock']) rmSync(`${ledger}${part}`, { force: true });
      },
      'skip',
      'none yet: the first start makes them',
      null,
    ],
  ]),
  ...rowsOf('glass-private', [
    [
      'everybody reads the key',
      ({ at }) => chmodSync(at(`${INSTALLED.glass}/start.html`), 0o644),
      'fail',
      /start\.html has mode 644: everybody may read it/,
      'sudo chmod 640 /var/lib/asan-kiosk/glass/start.html',
    ],
    [
      'the browser can not',
      ({ own }) => own(`${INSTALLED.glass}/start.html`, { gid: KIOSK_USER_IDS.gid }),
      'fail',
      /has the group asan-kiosk, so asan-glass cannot use it/,
      /sudo chgrp asan-glass .*start\.html/,
    ],
    [
      'everybody looks in',
      ({ at }) => chmodSync(at(INSTALLED.glass), 0o755),
      'fail',
      /glass has mode 755/,
      'sudo chmod 2750 /var/lib/asan-kiosk/glass',
    ],
    [
      'it is not there',
      ({ remove }) => remove(INSTALLED.glass),
      'fail',
      'there is no /var/lib/asan-kiosk/glass',
      /systemd-tmpfiles --create/,
    ],
  ]),
  ...rowsOf('hid-access', [
    [
      'every user may read the scanner',
      ({ program, write, at }) => {
        write('/dev/hidraw1', '', 0o666);
        program.hid = async () => ok([{ ...ZEBRA_SCANNER, path: at('/dev/hidraw1') }]);
      },
      'fail',
      /^Zebra .*\/dev\/hidraw1 has mode 666: every user may use it$/,
      /trigger --subsystem-match=hidraw; if it comes back: /,
    ],
  ]),
  ...rowsOf('credentials', [
    [
      'everybody reads one',
      ({ at }) => chmodSync(at('/etc/credstore/asan-kiosk.terminal'), 0o644),
      'fail',
      /asan-kiosk\.terminal has mode 644/,
      'sudo chmod 600 /etc/credstore/asan-kiosk.terminal',
    ],
    [
      "one is the kiosk's",
      ({ own }) => own('/etc/credstore/asan-kiosk.terminal', KIOSK_USER_IDS),
      'fail',
      /belongs to asan-kiosk/,
      'sudo chown root /etc/credstore/asan-kiosk.terminal',
    ],
    [
      'the one of the office is gone',
      (fixture) => withCredentials(fixture),
      'fail',
      'the profile names credential:identity, but there is no asan-kiosk.identity in /etc/credstore or /etc/credstore.encrypted',
      'ask the office for a new code for this kiosk, then: sudo asan-kiosk enrol --office https://office.example --code CODE',
    ],
    [
      'all are gone',
      (fixture) => {
        withCredentials(fixture);
        fixture.remove('/etc/credstore');
      },
      'fail',
      /^the profile names credential:identity and credential:terminal-password, but there is no asan-kiosk\.identity and no asan-kiosk\.terminal-password in /,
      /sudo asan-kiosk enrol .*; and sudo asan-kiosk provision, which asks for the password of the terminal/,
    ],
    [
      'one is encrypted',
      (fixture) => {
        withCredentials(fixture);
        fixture.write('/etc/credstore.encrypted/asan-kiosk.identity', 'x', 0o600);
      },
      'ok',
      '3 files and folders, with the expected owner and mode',
      null,
    ],
    [
      'there are none',
      ({ remove }) => remove('/etc/credstore'),
      'skip',
      'there are none: nothing here needs one',
      null,
    ],
  ]),
  ...rowsOf('ledger-place', [
    [
      'it is elsewhere',
      ({ profile }) => profile((text) => text.replace(/file: \S+ledger\.db/, 'file: /srv/ledger.db')),
      'fail',
      'the profile has the ledger at /srv/ledger.db',
      "sudo systemctl stop asan-kiosk.service asan-kiosk.socket && sudo sed -i 's:/srv/ledger.db:/var/lib/asan-kiosk/ledger.db:' /etc/asan-kiosk/profile.yaml && sudo systemctl reset-failed asan-kiosk.service asan-kiosk.socket && sudo systemctl restart asan-kiosk.service",
    ],
    [
      'the profile has the ledger in /tmp, and the kiosk has a private /tmp',
      (f) => {
        f.profile((text) => text.replace(/file: \S+ledger\.db/, 'file: /tmp/kiosk/ledger.db'));
        f.write('/tmp/systemd-private-0123-asan-kiosk.service-Ab1/tmp/kiosk/ledger.db', '');
      },
      'fail',
      'the profile has the ledger at /tmp/kiosk/ledger.db',
      /^sudo mv -T \/tmp\/systemd-private-0123-asan-kiosk\.service-Ab1 \S+-Ab1\.kept && sudo systemctl stop .* && sudo sed -i .* && sudo sh -ec .*-Ab1\.kept\/tmp\/kiosk\/ledger\.db/,
    ],
    [
      'it is a link into the memory of the unit, which systemd deletes at a stop',
      (f) => linkedLedger(f, '../../../run/asan-kiosk/book.db'),
      'fail',
      '/var/lib/asan-kiosk/ledger.db is a link to ../../../run/asan-kiosk/book.db: systemd deletes the ledger when the kiosk stops',
      /^printf '\[Service\]\\nRuntimeDirectoryPreserve=yes\\n' \| sudo systemctl edit .* && sudo systemctl stop asan-kiosk\.service asan-kiosk\.socket && sudo rm \/var\/lib\/asan-kiosk\/ledger\.db && sudo sh .* && sudo rm -f \S+keep\.conf && sudo systemctl daemon-reload && sudo systemctl reset-failed .*restart asan-kiosk\.service$/,
    ],
    [
      'it is a link to another disk',
      (f) => linkedLedger(f, '../../../data/ledger.db'),
      'fail',
      '/var/lib/asan-kiosk/ledger.db is a link to ../../../data/ledger.db',
      /^sudo systemctl stop asan-kiosk\.service asan-kiosk\.socket && sudo rm \/var\/lib\/asan-kiosk\/ledger\.db && sudo sh .* && sudo systemctl reset-failed /,
    ],
    [
      'the ledger is a link into /tmp, and the kiosk has a private /tmp',
      (f) => {
        linkedLedger(f, '../../../tmp/ledger.db');
        f.write('/tmp/systemd-private-0123-asan-kiosk.service-Ab1/tmp/ledger.db', '');
      },
      'fail',
      '/var/lib/asan-kiosk/ledger.db is a link to ../../../tmp/ledger.db: systemd deletes the ledger when the kiosk stops',
      /^sudo mv -T \/tmp\/systemd-private-0123-asan-kiosk\.service-Ab1 \S+-Ab1\.kept && sudo systemctl stop .*; \/tmp\/ledger\.db is another ledger and stays there: staff settle its debts by hand$/,
    ],
    [
      'a start has emptied the memory behind the link',
      (f) => makeSymlink(f, '/var/lib/asan-kiosk/ledger.db', '../../../run/asan-kiosk/ledger.db'),
      'fail',
      '/var/lib/asan-kiosk/ledger.db is a link to ../../../run/asan-kiosk/ledger.db, which is not there',
      /else: sudo systemctl stop asan-kiosk\.service asan-kiosk\.socket && sudo rm \/var\/lib\/asan-kiosk\/ledger\.db; then restore the newest ledger\.db /,
    ],
  ]),
  skippedCheck('hid-access', 'no known scanner or keypad is plugged in'),
  ...comparisonsOfTextOnly('permission-checks.ts: paths.length > 1'),
];
