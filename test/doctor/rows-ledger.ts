import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { chainHash, ZERO_HASH } from '../../device/ledger/chain.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { markStockDoubtfulInFile, OUTBOX_MEMO_KEY } from '../../device/ledger/known-outbox.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { SCHEMA_VERSION } from '../../device/ledger/schema-version.ts';
import { type Outbox, openOutbox } from '../../device/offline/outbox.ts';
import { createRecordedOutbox } from '../../device/offline/recorded-outbox.ts';
import { closureFileOf, writeClosure } from '../../device/opening/closure-file.ts';
import { RESERVE_BYTES } from '../../device/storage/reserve-file.ts';
import { PROVISION_JOURNAL_FILE } from '../../provisioning/provision/plan/journal.ts';
import { timeFields } from '../../simulators/payment-terminal/memory.ts';
import { QUOTED } from '../rigs/dealings-rig.ts';
import { cutPowerDuringWrite } from '../support/cut-in-write.ts';
import type { Fixture } from './fixture.ts';
import { FIXTURE_NOW, KIOSK_USER_IDS } from './fixture-files.ts';
import {
  checkBound,
  comparisonsBetweenRows,
  comparisonsOfTextOnly,
  type DoctorSheet,
  rowsOf,
  skippedCheck,
} from './row.ts';

/** The system refuses writes in the ledger's folder with EROFS, also for root. */
const readOnly = ({ program }: Fixture): void => {
  program.folder = (there) => ({
    there,
    writable: false,
    refusal: 'EROFS',
    hidden: false,
    owner: { uid: KIOSK_USER_IDS.uid, name: 'asan-kiosk' },
  });
};

function sql(file: string, text: string): void {
  const db = new Database(file);
  db.exec(text);
  db.close();
}

/** The ledger itself may refuse such a record. */
function chained(file: string, application: string, entry: LedgerEntry): void {
  const db = new Database(file);
  const before = db
    .prepare<[], { seq: number; hash: Buffer }>('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1')
    .get();
  const seq = (before?.seq ?? 0) + 1;
  const row = { seq, application, at: FIXTURE_NOW.toISOString(), body: JSON.stringify(entry), clock: null };
  const hash = chainHash(before?.hash ?? ZERO_HASH, row);
  db.prepare('INSERT INTO entry (seq, application, kind, at, body, hash) VALUES (?, ?, ?, ?, ?, ?)').run(
    ...[seq, application, entry.kind, row.at, row.body, hash],
  );
  db.close();
}

function tells({ command }: Fixture, ...applications: readonly string[]): void {
  const lines = applications.map((applicationId) =>
    JSON.stringify({ at: FIXTURE_NOW.toISOString(), event: 'payment.step', applicationId, step: 'lodged' }),
  );
  command('journalctl', [...lines, 'a line of systemd', ''].join('\n'));
}

function write({ ledger }: Fixture, name: string, at = FIXTURE_NOW): void {
  const book = openLedger({ file: ledger, now: () => at });
  book.append(name, { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' });
  book.append(name, { kind: 'lodged', reference: `K5-${name}` });
  book.close();
}

/** `minutes`: how far the terminal's clock is ahead. */
function sellAt({ ledger }: Fixture, minutes: number): void {
  const { date, time } = timeFields(new Date(FIXTURE_NOW.getTime() + minutes * 60_000));
  const ref = { terminalId: '52500041', traceNumber: '000001', receiptNumber: '0001', at: date + time };
  const book = openLedger({ file: ledger, now: () => FIXTURE_NOW });
  book.append('s', { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' });
  book.append('s', { kind: 'lodged', reference: 'K5-s' });
  book.append('s', { kind: 'intent', intentId: 'i', before: null });
  book.append('s', { kind: 'saleSent' });
  book.append('s', { kind: 'approved', approval: { ref, amount: 500, authorisationCode: null }, at: 'now' });
  book.close();
}

function deleteLedger({ ledger }: Fixture): void {
  for (const part of ['', '.mark', '.log-key']) rmSync(`${ledger}${part}`);
}

const withOffline = ({ profile }: Fixture) =>
  profile((text) => `${text}offline: { recipient: simulated, series: M, window: "1" }\n`);

const REFERENCES = Array.from({ length: 30 }, (_, nth) => `K5-M${nth}`);

function outbox(fixture: Fixture, change: (box: ReturnType<typeof openOutbox>) => void = () => {}): void {
  const box = openOutbox(`${fixture.ledger}.outbox`);
  box.stockUp({ epoch: 1, references: REFERENCES });
  change(box);
  box.close();
}

function recorded({ ledger }: Fixture, change: (box: Outbox) => void = () => {}): void {
  const book = openLedger({ file: ledger, now: () => FIXTURE_NOW });
  const { outbox: box } = createRecordedOutbox(openOutbox(`${ledger}.outbox`), book.memo(OUTBOX_MEMO_KEY), () =>
    FIXTURE_NOW.toISOString(),
  );
  if (!box.hasRoom()) box.stockUp({ epoch: 1, references: REFERENCES });
  change(box);
  box.close();
  book.close();
}

const TAKING = { key: 'k', takenAt: '2027-03-01T10:00:00+04:00', sealed: Uint8Array.of(1), queue: null };

function waiting({ ledger }: Fixture, ms: number): void {
  const book = openLedger({ file: ledger, now: () => new Date(FIXTURE_NOW.getTime() - ms) });
  book.append(`waits-${ms}`, QUOTED);
  book.append(`waits-${ms}`, { kind: 'lodged', reference: `K5-${ms}` });
  book.close();
}

export const LEDGER_ROWS: DoctorSheet = [
  ...rowsOf('disk-writable', [
    [
      'only the folder of the kiosk is mounted read-only',
      ({ write, command }) => {
        command(
          'df',
          '     Avail    Inodes     IFree Mounted on\n8000000000   1000000    900000 /var/lib/asan-kiosk\n',
        );
        write(
          '/proc/self/mounts',
          '/dev/mmcblk0p2 / ext4 rw 0 0\n/dev/mmcblk0p2 /var/lib/asan-kiosk ext4 ro,relatime 0 0\n',
        );
        write(
          '/proc/self/mountinfo',
          '22 1 179:2 / / rw - ext4 /dev/mmcblk0p2 rw\n40 22 179:2 /var/lib/asan-kiosk /var/lib/asan-kiosk ro,relatime shared:1 - ext4 /dev/mmcblk0p2 rw\n',
        );
      },
      'fail',
      '/var/lib/asan-kiosk is mounted read-only, although its disk /dev/mmcblk0p2 (ext4) is writable',
      /^sudo mount -o remount,bind,rw \/var\/lib\/asan-kiosk && sudo systemctl reset-failed asan-kiosk\.service asan-kiosk\.socket && sudo systemctl restart asan-kiosk\.service; if it comes back: grep -n /,
    ],
    [
      'the system refuses to write, and the list of mounts does not show why',
      (fixture) => {
        readOnly(fixture);
        fixture.write('/proc/self/mounts', '');
      },
      'fail',
      /^the disk of \S+\/var\/lib\/asan-kiosk is read-only$/,
      'sudo mount -o remount,rw /',
    ],
  ]),
  ...rowsOf('ledger-folder', [
    ['the disk is read-only', readOnly, 'skip', 'could not look: this disk is read-only, see disk-writable', null],
    [
      'a file is in its way',
      ({ profile, write: put, at }) => {
        put('/srv', '');
        profile((text) => text.replace(/file: \S+ledger\.db/, `file: ${at('/srv/a/ledger.db')}`));
      },
      'fail',
      /can not be written by/,
      /which is not a folder/,
    ],
  ]),
  ...rowsOf('state-files', [
    ['the disk is read-only', readOnly, 'skip', 'could not look: this disk is read-only, see disk-writable', null],
    [
      'the user of the kiosk got another number',
      ({ own }) => own('/var/lib/asan-kiosk/ledger.db', { uid: 1001 }),
      'skip',
      'could not look: a file belongs to another user, see state-folder',
      null,
    ],
    [
      'a folder is in the place of the mark',
      ({ ledger }) => {
        rmSync(`${ledger}.mark`);
        mkdirSync(`${ledger}.mark`);
      },
      'fail',
      /ledger\.db\.mark is a folder, but must be a file \(LDG-105\)/,
      /^move it away: mv/,
    ],
  ]),
  ...rowsOf('ledger', [
    [
      'it was deleted with all files beside it, and no start made a new one',
      deleteLedger,
      'fail',
      'there is none, but this kiosk was started before',
      /^sudo systemctl stop asan-kiosk\.service asan-kiosk\.socket; restore the newest ledger\.db .*asan-kiosk restore FILE --identity KEY --from /,
    ],
    [
      'the machine was provisioned, and waits for its first start',
      (fixture) => {
        deleteLedger(fixture);
        fixture.write('/proc/stat', 'btime 1000000000\n');
        fixture.write(PROVISION_JOURNAL_FILE, '{}');
        fixture.unit('asan-glass.service', { ActiveState: 'inactive' });
      },
      'skip',
      'none yet: the first start creates it',
      null,
    ],
    [
      'a link to a missing file is in its place',
      (fixture) => {
        deleteLedger(fixture);
        symlinkSync('../../../run/asan-kiosk/ledger.db', fixture.ledger);
      },
      'skip',
      'a link is in its place: see ledger-place',
      null,
    ],
    [
      'a record was changed',
      ({ ledger }) => sql(ledger, "UPDATE entry SET body = 'x' WHERE seq = 2"),
      'warn',
      'record 2 does not fit its checksum',
      /^copy all files first: sudo cp .*explain LDG-103; .* is failing\. .*sudo smartctl -a DISK/,
    ],
    [
      'a trigger in the ledger deletes open applications',
      ({ ledger }) =>
        sql(ledger, 'CREATE TRIGGER "it\'s" AFTER INSERT ON open_application BEGIN DELETE FROM open_application; END'),
      'fail',
      'has a trigger "it\'s", which the kiosk did not make: it may change or lose records',
      /^copy all files first: sudo cp \S+ledger\.db\* to another disk; .*stop asan-kiosk\.service asan-kiosk\.socket && sudo runuser -u asan-kiosk -- \/usr\/lib\/asan-kiosk\/node\/bin\/node -e 'new \(require\("\/usr\/lib\/asan-kiosk\/node_modules\/better-sqlite3"\)\)\("\S+ledger\.db"\)\.exec\("DROP TRIGGER \\"it'\\''s\\""\)' && sudo systemctl reset-failed .*; then compare/,
    ],
    [
      'an index in the ledger refuses the second record of an application',
      ({ ledger }) => {
        sql(
          ledger,
          "CREATE UNIQUE INDEX once ON entry (application) WHERE kind = 'saleSent'; CREATE VIEW v AS SELECT 1",
        );
      },
      'fail',
      'has an index "once"; a view "v", which the kiosk did not make: it may change or lose records',
      /\("DROP INDEX \\"once\\"; DROP VIEW \\"v\\""/,
    ],
    [
      'another program lets nobody read it',
      (f) => {
        const db = new Database(f.ledger);
        db.pragma('locking_mode = EXCLUSIVE');
        db.exec('BEGIN EXCLUSIVE');
        f.ends.push(() => db.close());
      },
      'fail',
      /^can not be read: database is locked$/,
      'another program holds it; nothing is damaged: see ledger-held',
    ],
    [
      'a record names a note of a negative value',
      ({ ledger }) => {
        const book = openLedger({ file: ledger, now: () => FIXTURE_NOW });
        book.append('n', { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' });
        book.append('n', { kind: 'lodged', reference: 'K5-n' });
        book.append('n', { kind: 'cashIntent' });
        book.close();
        chained(ledger, 'n', { kind: 'noteHeld', noteId: 'n1', value: -2_000 });
      },
      'fail',
      'the cash of application n does not add up: held is -2000 qəpik, not a whole number from 0 (0 qəpik in the cassette, 0 paid, 0 credited, 0 owed)',
      /^copy all files: sudo cp \S+ledger\.db\* to another disk; asan-kiosk ledger show n prints its records\. Count the cassette/,
    ],
    [
      'an older one was put back',
      (fixture) => {
        const before = readFileSync(fixture.ledger);
        for (const name of ['b', 'c']) write(fixture, name);
        writeFileSync(fixture.ledger, before);
      },
      'fail',
      /is not the newest of this kiosk: its newest records are missing/,
      /LDG-102/,
    ],
    ['it was deleted', ({ ledger }) => rmSync(ledger), 'fail', /it is empty, although the files beside it/, /LDG-102/],
    [
      'it is no database',
      ({ ledger }) => {
        for (const part of ['.mark', '.log-key']) rmSync(`${ledger}${part}`);
        writeFileSync(ledger, 'a letter');
      },
      'fail',
      /is a file of another kind/,
      /correct ledger\.file of the profile; see asan-kiosk explain LDG-106/,
    ],
    [
      'it has another name',
      ({ ledger }) => linkSync(ledger, `${ledger}.copy`),
      'fail',
      /ledger\.db has 2 names, which are hard links$/,
      /^sudo find \/ -xdev -samefile \S+ledger\.db lists them; stop every kiosk\. Keep \S+ledger\.db if ledger\.db\.mark is beside it, otherwise keep the name that has one and write it as ledger\.file into the profile\. Then remove the other names; see asan-kiosk explain LDG-106$/,
    ],
    [
      'a damaged one was kept aside, and there were records',
      ({ ledger }) => renameSync(ledger, `${ledger}.damaged-1`),
      'fail',
      /^the ledger could not be read, and was kept as \S+ledger\.db\.damaged-1: the kiosk does not start \(LDG-102\)$/,
      /^LDG-102: copy all files first: .*sqlite3 ledger\.db\.damaged-1 \.recover .*; if nothing can be recovered: sudo systemctl stop asan-kiosk\.service asan-kiosk\.socket && sudo asan-kiosk ledger adopt --by INITIALS && sudo systemctl reset-failed /,
    ],
    [
      'a damaged one was kept aside, and there were none',
      ({ ledger }) => {
        for (const part of ['.mark', '.log-key']) rmSync(`${ledger}${part}`);
        renameSync(ledger, `${ledger}.damaged-1`);
      },
      'fail',
      /the kiosk does not start \(LDG-102\)$/,
      /begins an empty ledger after: .* && sudo mv \S+ledger\.db\.damaged-1\* \/root\/ && sudo systemctl reset-failed /,
    ],
    [
      'a page of it is damaged',
      ({ ledger }) => {
        const bytes = readFileSync(ledger);
        writeFileSync(ledger, bytes.fill(0xaa, 100, 4_096));
      },
      'fail',
      /can not be read/,
      /LDG-102/,
    ],
  ]),
  ...rowsOf('ledger-journal', [
    [
      'the ledger was deleted with all files beside it, and the next start made a new one',
      (fixture) => {
        deleteLedger(fixture);
        openLedger({ file: fixture.ledger, now: () => FIXTURE_NOW }).close();
        tells(fixture, 'y', 'z');
      },
      'fail',
      'the ledger is another or a new one: it lacks 2 applications of the journal: y; z',
      /^find out what removed the ledger .*journalctl -u asan-kiosk\.service .*--grep payment\.step/,
    ],
    ['the journal tells of what is in it', (fixture) => tells(fixture, 'y', 'z'), 'ok', /^the ledger has all/, null],
    [
      'staff have adopted it',
      (fixture) => {
        const { ledger } = fixture;
        rmSync(ledger);
        openLedger({
          file: ledger,
          now: () => new Date(FIXTURE_NOW.getTime() + 60_000),
          adopt: { by: 'A.M.' },
        }).close();
        tells(fixture, 'y');
      },
      'ok',
      /^the ledger has all/,
      null,
    ],
    ['there is no journal', ({ command }) => command('journalctl', null), 'skip', /^not measured/, null],
  ]),
  ...rowsOf('ledger-set-aside', [
    [
      'the ledger was damaged and kept aside',
      ({ ledger }) => renameSync(ledger, `${ledger}.damaged-1`),
      'skip',
      'it was damaged and kept aside: see ledger',
      null,
    ],
  ]),
  ...rowsOf('ledger-schema', [
    [
      'a newer program wrote it',
      ({ ledger }) => sql(ledger, 'PRAGMA user_version = 99'),
      'fail',
      /^version 99, but this program reads versions up to \d+ \(LDG-107\)$/,
      /dpkg -i asan-kiosk_VERSION_ARCH\.deb/,
    ],
  ]),
  ...rowsOf('ledger-mark', [
    [
      'missing',
      ({ ledger }) => rmSync(`${ledger}.mark`),
      'warn',
      'missing',
      /the next start of the kiosk writes the mark again/,
    ],
    ['torn', ({ ledger }) => writeFileSync(`${ledger}.mark`, 'x'), 'warn', 'unreadable', /LDG-104/],
    ['there is no ledger', deleteLedger, 'skip', 'there is no ledger: see ledger', null],
  ]),
  ...rowsOf('ledger-set-aside', [
    [
      'staff have to look',
      (fixture) => {
        write(fixture, 'b');
        sql(fixture.ledger, "UPDATE entry SET body = 'x' WHERE seq = 12");
        openLedger({ file: fixture.ledger, now: () => FIXTURE_NOW }).close();
      },
      'warn',
      '1 records set aside (LDG-103), of b',
      /^asan-kiosk ledger show b shows .*: sudo systemctl stop asan-kiosk\.service asan-kiosk\.socket && sudo asan-kiosk ledger settle b --as paid --by INITIALS --yes && .*see disk-errors and disk-wear, .*smartctl/,
    ],
  ]),
  ...rowsOf('owed', [
    [
      'for hours',
      (fixture) => write(fixture, 'b', new Date(FIXTURE_NOW.getTime() - 7_200_000)),
      'warn',
      /^1 open, 5[.,]00.*; 1 for more than an hour$/,
      /systemctl reset-failed asan-kiosk\.service .*systemctl restart asan-kiosk\.service: the kiosk settles/,
    ],
    ['just now', (fixture) => write(fixture, 'b'), 'ok', /^1 open, 5[.,]00/, null],
    [
      'left to staff',
      (fixture) => {
        write(fixture, 'b');
        sql(fixture.ledger, "UPDATE entry SET body = 'x' WHERE seq = 12");
        openLedger({ file: fixture.ledger, now: () => FIXTURE_NOW }).close();
      },
      'warn',
      /is left to staff$/,
      /asan-kiosk ledger settle \S+ --as paid --by INITIALS --yes && /,
    ],
  ]),
  ...rowsOf('terminal-clock', [
    ['no card sale yet', () => {}, 'skip', 'no card sale has both times yet', null],
    [
      'it tells UTC',
      (fixture) => sellAt(fixture, -240),
      'warn',
      /^4 h behind, probably a wrong time zone \(TRM-108\): at the newest card sale it said \S+T\d\d:\d\d:\d\d and the kiosk \S+$/,
      /^set the time zone of the terminal to Baku/,
    ],
    [
      'it is 25 minutes ahead',
      (fixture) => sellAt(fixture, 25),
      'warn',
      /^25 min ahead \(TRM-108\)/,
      /asan-kiosk terminal set-clock .* raise devices\.terminal\.clockMinutes/,
    ],
    ['it is five minutes ahead', (fixture) => sellAt(fixture, 5), 'ok', /: right$/, null],
  ]),
  ...rowsOf('log-key', [
    [
      'of another kiosk',
      ({ profile }) => profile((text) => text.replace('id: K5', 'id: K6')),
      'fail',
      /\.log-key is the key of K5, but the profile has K6 \(TLG-101\)$/,
      /^keep the key: it belongs to this ledger; if this is K5: sudo sed -i -E .*K6.*K5\/" \/etc\/asan-kiosk\/profile\.yaml && /,
    ],
    ['torn', ({ ledger }) => truncateSync(`${ledger}.log-key`, 40), 'fail', /not a key of the log/, /TLG-101/],
    [
      'gone, and the log was signed with it',
      ({ ledger }) => rmSync(`${ledger}.log-key`),
      'fail',
      /^there is no \S+ledger\.db\.log-key, but the log of this ledger was signed with it$/,
      /^restore the file from the newest backup before the kiosk starts again\. .*TLG-103/,
    ],
    ['there is no ledger', deleteLedger, 'skip', 'there is no ledger: see ledger', null],
  ]),
  ...rowsOf('transparency-log', [
    [
      'a leaf was changed',
      ({ ledger }) => sql(ledger, "UPDATE log_leaf SET body = 'x' WHERE i = 0"),
      'fail',
      /^(leaf 0|one of the leaves 0 to \d) is not what was written, or no record of the ledger has it$/,
      /TLG-102/,
    ],
    [
      'a row was put behind the last leaf',
      ({ ledger }) =>
        sql(
          ledger,
          "INSERT INTO log_leaf SELECT max(i) + 1, (SELECT min(seq) FROM entry WHERE kind = 'lodged'), 'x' FROM log_leaf",
        ),
      'fail',
      /^leaf \d+ is not what was written, or no record of the ledger has it$/,
      /TLG-102/,
    ],
    ['there is no ledger', deleteLedger, 'skip', 'there is no ledger: see ledger', null],
  ]),
  ...rowsOf('outbox', [
    [
      'lost',
      withOffline,
      'warn',
      'there is none, but the ledger has 10 records: it is lost, or offline is new in the profile',
      /^do not change the ledger, and restore the newest outbox/,
    ],
    [
      'older than the ledger',
      (fixture) => {
        withOffline(fixture);
        write(fixture, 'M3');
        outbox(fixture);
      },
      'fail',
      'is older than the ledger: it would give K5-M3 out a second time',
      /restore the newest outbox/,
    ],
    [
      'deleted',
      (fixture) => {
        withOffline(fixture);
        recorded(fixture, (box) => box.take(TAKING));
        rmSync(`${fixture.ledger}.outbox`);
      },
      'fail',
      'it is lost; accepted without the office, but missing: K5-M0 (ledger show k) (BKO-144)',
      /restore the newest outbox/,
    ],
    [
      'copied back',
      (fixture) => {
        withOffline(fixture);
        recorded(fixture);
        copyFileSync(`${fixture.ledger}.outbox`, `${fixture.ledger}.outbox.old`);
        recorded(fixture, (box) => box.take(TAKING));
        renameSync(`${fixture.ledger}.outbox.old`, `${fixture.ledger}.outbox`);
      },
      'fail',
      'is older than the ledger; accepted without the office, but missing: K5-M0 (ledger show k) (BKO-144)',
      /restore the newest outbox/,
    ],
    [
      'copied back, and the kiosk was started since',
      (fixture) => {
        withOffline(fixture);
        recorded(fixture, (box) => box.take(TAKING));
        rmSync(`${fixture.ledger}.outbox`);
        recorded(fixture);
      },
      'warn',
      'is not whole; accepted without the office, but missing: K5-M0 (ledger show k) (BKO-145)',
      /on the old disk/,
    ],
    [
      'restored',
      (fixture) => {
        withOffline(fixture);
        recorded(fixture);
        markStockDoubtfulInFile(fixture.ledger, 'restored');
      },
      'warn',
      'has no references in stock until the office answers (restored, BKO-144)',
      /connect the kiosk to the office/,
    ],
    [
      'of a board that was replaced',
      (fixture) => {
        withOffline(fixture);
        recorded(fixture);
        markStockDoubtfulInFile(fixture.ledger, 'replaced');
      },
      'fail',
      'another board of this kiosk has its stock of references (BKO-146)',
      /[Ss]witch the other board off/,
    ],
    [
      'damaged',
      (fixture) => {
        withOffline(fixture);
        writeFileSync(`${fixture.ledger}.outbox`, 'no database at all, but long enough to be looked at as one');
      },
      'fail',
      /^is damaged: /,
      /^sudo cp \S+ledger\.db\.outbox\* to another disk, .*sqlite3 ledger\.db\.outbox \.recover \| .*; if it does not work: sudo systemctl stop .* && sudo mv --backup=numbered \S+ledger\.db\.outbox\* \/root\/ && sudo systemctl reset-failed .*BKO-145/,
    ],
    [
      'cut off during a write',
      (fixture) => {
        withOffline(fixture);
        outbox(fixture, (box) => box.take(TAKING));
        cutPowerDuringWrite(`${fixture.ledger}.outbox`);
      },
      'warn',
      'the power failed during a write, and no kiosk was started since',
      /^do not change the outbox and its -journal: the next start undoes the half write; sudo systemctl /,
    ],
    [
      'torn in the middle',
      (fixture) => {
        withOffline(fixture);
        outbox(fixture, (box) => box.take({ ...TAKING, sealed: new Uint8Array(20_000) }));
        truncateSync(`${fixture.ledger}.outbox`, 8_192);
      },
      'fail',
      /^is damaged: /,
      /^sudo cp \S+ledger\.db\.outbox\* to another disk, .*sqlite3 ledger\.db\.outbox \.recover \| .*; if it does not work: sudo systemctl stop .* && sudo mv --backup=numbered \S+ledger\.db\.outbox\* \/root\/ && sudo systemctl reset-failed .*BKO-145/,
    ],
    [
      'refused by the office',
      (fixture) => {
        withOffline(fixture);
        outbox(fixture, (box) => {
          box.take(TAKING);
          box.register('k');
          box.refuse('k', 'no');
        });
      },
      'warn',
      'applications that the office refused: 1 (BKO-142)',
      /./,
    ],
    [
      'the profile forgot it',
      (fixture) =>
        outbox(fixture, (box) => {
          box.take(TAKING);
          box.register('k');
        }),
      'fail',
      /^applications that wait for the office: 1, but the profile has no offline/,
      /restore the section offline/,
    ],
    [
      'hardly a reference left',
      (fixture) => {
        withOffline(fixture);
        const box = openOutbox(`${fixture.ledger}.outbox`);
        box.stockUp({ epoch: 1, references: ['K5-M1'] });
        box.close();
      },
      'warn',
      'applications that wait for the office: 0; references in stock: 1',
      /connect the kiosk to the office/,
    ],
    [
      'as it should be',
      (fixture) => {
        withOffline(fixture);
        outbox(fixture);
      },
      'ok',
      'applications that wait for the office: 0; references in stock: 30',
      null,
    ],
  ]),
  ...rowsOf('service-order', [
    [
      'staff closed the kiosk and told the return time',
      ({ ledger }) => writeClosure(ledger, { reason: 'paper', since: '2026-11-24T10:00', until: '2026-11-24T14:00' }),
      'warn',
      'staff took the kiosk out of service: paper, since 2026-11-24T10:00, return 2026-11-24T14:00',
      'if the work is done: sudo asan-kiosk service back',
    ],
    [
      'the order of staff is damaged',
      ({ ledger }) => writeFileSync(closureFileOf(ledger), '{'),
      'warn',
      'staff took the kiosk out of service: maintenance, since unknown, return unknown',
      'if the work is done: sudo asan-kiosk service back',
    ],
  ]),
  ...rowsOf('reserve', [
    [
      'given up because the disk is full',
      ({ ledger, command }) => {
        rmSync(`${ledger}.reserve`);
        command('df', '     Avail    Inodes     IFree Mounted on\n45000000   1000000    900000 /\n');
      },
      'warn',
      '0 of 8388608 bytes: the kiosk gave it up, because the disk is full',
      /^Make room/,
    ],
    [
      'deleted while the disk has room',
      ({ ledger }) => rmSync(`${ledger}.reserve`),
      'warn',
      '0 of 8388608 bytes, but the disk has room: a running kiosk makes it again within 5 s',
      'sudo systemctl reset-failed asan-kiosk.service asan-kiosk.socket && sudo systemctl restart asan-kiosk.service, then run doctor again',
    ],
    [
      'the acceptance test has a ledger before the kiosk has',
      ({ ledger, write, unit }) => {
        rmSync(`${ledger}.reserve`);
        write('/proc/stat', 'btime 1000000000\n');
        write(PROVISION_JOURNAL_FILE, '{}');
        unit('asan-glass.service', { ActiveState: 'inactive' });
      },
      'skip',
      'none yet: the first start creates it',
      null,
    ],
  ]),
  checkBound(
    'ledger-checks.ts: bytes >= RESERVE_BYTES',
    'reserve',
    ({ ledger }, bytes) => {
      rmSync(`${ledger}.reserve`);
      execFileSync('fallocate', ['-l', String(bytes), `${ledger}.reserve`]);
    },
    [RESERVE_BYTES, 'ok'],
    [RESERVE_BYTES - 1, 'warn'],
  ),
  checkBound('owed.ts: (ageSeconds ?? 0) > WAITS_LONG_S', 'owed', waiting, [3_600_499, 'ok'], [3_600_500, 'warn']),
  checkBound(
    'ledger-books.ts: version <= SCHEMA_VERSION',
    'ledger-schema',
    ({ ledger }, version) => sql(ledger, `PRAGMA user_version = ${version}`),
    [SCHEMA_VERSION, 'ok'],
    [SCHEMA_VERSION + 1, 'fail'],
  ),
  skippedCheck('terminal-clock', 'no card sale has both times yet'),
  skippedCheck('outbox', 'the profile has no offline: no application is accepted while the office is away'),
  ...comparisonsBetweenRows(
    'ledger-books.ts: names > 1',
    'ledger-journal.ts: at > since',
    'outbox.ts: life.changes < known.changes',
    "outbox.ts: of('refused') > 0",
    'outbox.ts: stock.length < FEW_REFERENCES',
    'outbox.ts: waiting > 0',
  ),
  ...comparisonsOfTextOnly(
    'ledger-books.ts: entries < NEWEST_RECORDS',
    'ledger-checks.ts: freeBytes < MIN_FREE_BYTES_FOR_VISIT + RESERVE_BYTES',
    'outbox.ts: all.length > named.length',
  ),
];
