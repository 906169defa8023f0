import { truncateSync, utimesSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openLedger } from '../../device/ledger/ledger.ts';
import { SCHEMA_VERSION } from '../../device/ledger/schema-version.ts';
import { RESERVE_BYTES } from '../../device/storage/reserve-file.ts';
import { ok } from '../../drivers/result.ts';
import type { CheckContext, Finding } from '../../provisioning/doctor/check.ts';
import { hear } from '../../provisioning/doctor/heard.ts';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import { LONGEST_LOG_BYTES } from '../../provisioning/run/log-file.ts';
import { type Pair, pair } from '../bounds/pair.ts';
import type { Fixture } from './fixture.ts';
import { NOW } from './fixture-files.ts';
import { unset } from './row.ts';
import { pages } from './rows-closed.ts';
import { cable } from './rows-hall.ts';
import { officeAt } from './rows-office.ts';
import { slowNames } from './rows-unseen.ts';

/** A bound of a check: the last value on one side of it, the first value on the other, and what the check says of each. */
export interface Bound {
  /** The file and the text of the comparison. */
  readonly comparison: string;
  readonly check: string;
  /** Gives the machine this value. May wait for what it starts. */
  readonly set: (fixture: Fixture, value: number) => unknown;
  /** What the check is told of the world outside the machine. */
  readonly told?: (value: number) => Partial<CheckContext>;
  /** If a third value is there, the finding has these words. */
  readonly sides: readonly (readonly [value: number, state: Finding['state'], words?: string])[];
}

const MIB = 2 ** 20;
const NOW_S = NOW.getTime() / 1_000;

const df = ({ command }: Fixture, bytes: number, inodes = 1_000_000, free = 900_000, at = '/') =>
  command('df', ` Avail Inodes IFree Mounted on\n${bytes} ${inodes} ${free} ${at}\n`);
/** In thousandths of a degree. */
const heat = (point: string) => (fixture: Fixture, heatNow: number) =>
  fixture.write(`/sys/class/thermal/thermal_zone0/${point}`, `${heatNow}\n`);
function nvme(fixture: Fixture, health: object): void {
  fixture.write('/sys/block/nvme0n1/size', '1');
  fixture.command('smartctl', JSON.stringify({ nvme_smart_health_information_log: health }));
}
const wear = (fixture: Fixture, used: number) => nvme(fixture, { percentage_used: used, media_errors: 0 });
const battery = ({ write }: Fixture, offS: number) => write('/sys/class/rtc/rtc0/since_epoch', `${NOW_S + offS}\n`);
const order = ({ write, context }: Fixture, serial: number) =>
  write(INSTALLED.orderTaken, JSON.stringify({ serial, sha256: 'x', kiosk: context().profile?.kiosk.id }));

async function noPage(fixture: Fixture, startedAgoS: number): Promise<void> {
  await pages(0)(fixture);
  fixture.write('/proc/stat', `btime ${NOW_S - startedAgoS}\n`);
}

const DAY_MS = 86_400_000;
const later = (ms: number) => new Date(NOW.getTime() + ms);
const KNOWN_TIME = { clockTrouble: async () => null };
const atOffice = (fixture: Fixture) => officeAt(fixture, 'https://127.0.0.1:1');
/** An office whose certificate ends, or whose clock is, so many milliseconds after the time of the machine. */
const office =
  (what: 'until' | 'date') =>
  (ms: number): Partial<CheckContext> => ({
    ...KNOWN_TIME,
    office: async () => ({
      status: 200,
      mediaType: 'application/json',
      body: '{}',
      certificateFrom: NOW,
      stranger: null,
      date: later(what === 'date' ? ms : 0),
      certificateUntil: later(what === 'until' ? ms : 0),
    }),
  });

/** An application that waits for so many milliseconds. */
function waiting({ ledger }: Fixture, ms: number): void {
  const book = openLedger({ file: ledger, now: () => new Date(NOW.getTime() - ms) });
  book.append(`waits-${ms}`, {
    kind: 'quoted',
    service: 's',
    tier: null,
    tariffDate: null,
    amount: 500,
    paper: 'receipt',
  });
  book.append(`waits-${ms}`, { kind: 'lodged', reference: `K5-${ms}` });
  book.close();
}

function schema({ ledger }: Fixture, version: number): void {
  const db = new Database(ledger);
  db.pragma(`user_version = ${version}`);
  db.close();
}

/** What a check says on both sides of each of its bounds. */
export const BOUNDS: readonly Bound[] = [
  {
    comparison: "limit-checks.ts: Number(digits) * 1_024 ** ' KMGT'.indexOf(unit || ' ') < (FEWEST[key] ?? 0)",
    check: 'unit-limits',
    set: ({ write }, files) => write('/etc/systemd/system.conf.d/a.conf', `[Manager]\nDefaultLimitNOFILE=${files}\n`),
    sides: [
      [1_023, 'fail'],
      [1_024, 'ok'],
    ],
  },
  {
    comparison: 'next-start-checks.ts: quicker > SLOW_MS',
    check: 'names',
    set: (fixture, ms) => slowNames(fixture, ms, ms),
    sides: [
      [1_000, 'ok'],
      [1_001, 'warn'],
    ],
  },
  {
    comparison: 'network-checks.ts: Number(mtu) < LEAST_MTU',
    check: 'network-interfaces',
    set: (fixture, mtu) => cable(mtu)(fixture),
    sides: [
      [1280, 'ok'],
      [1279, 'fail'],
    ],
  },
  {
    comparison: 'sysctl-harms.ts: value < least',
    check: 'kernel-settings',
    set: ({ write }, value) => write('/proc/sys/user/max_user_namespaces', `${value}\n`),
    sides: [
      [15, 'fail'],
      [16, 'ok'],
    ],
  },
  {
    comparison: 'disk-checks.ts: mib < needed',
    check: 'disk-space',
    set: df,
    sides: [
      [40 * MIB, 'warn'],
      [40 * MIB - 1, 'fail'],
    ],
  },
  {
    comparison: 'disk-checks.ts: mib >= 10 * needed',
    check: 'disk-space',
    set: df,
    sides: [
      [400 * MIB, 'ok'],
      [400 * MIB - 1, 'warn'],
    ],
  },
  {
    comparison: 'disk-checks.ts: freeInodes < FEW_INODES',
    check: 'disk-inodes',
    set: (fixture, free) => df(fixture, 10 ** 10, 5_000, free),
    sides: [
      [1_000, 'ok'],
      [999, 'fail'],
    ],
  },
  {
    comparison: 'disk-checks.ts: (freeInodes / inodes) * 100 < FEW_PER_CENT',
    check: 'disk-inodes',
    set: (fixture, free) => df(fixture, 10 ** 10, 1_000_000, free),
    sides: [
      [100_000, 'ok'],
      [99_999, 'warn'],
    ],
  },
  {
    comparison: 'disk-checks.ts: count > 0',
    check: 'disk-errors',
    set: ({ write }, count) => write('/sys/fs/ext4/mmcblk0p2/errors_count', `${count}\n`),
    sides: [
      [0, 'ok'],
      [1, 'fail'],
    ],
  },
  {
    comparison: 'smart.ts: usedPerCent > BUY_AT',
    check: 'disk-wear',
    set: wear,
    sides: [
      [80, 'ok'],
      [81, 'warn'],
    ],
  },
  {
    comparison: 'smart.ts: usedPerCent > EXCHANGE_AT',
    check: 'disk-wear',
    set: wear,
    sides: [
      [100, 'warn'],
      [101, 'fail'],
    ],
  },
  {
    comparison: 'smart.ts: (log?.media_errors ?? 0) > 0',
    check: 'disk-wear',
    set: (fixture, count) => nvme(fixture, { percentage_used: 1, media_errors: count }),
    sides: [
      [0, 'ok'],
      [1, 'warn'],
    ],
  },
  {
    comparison: 'hardware-checks.ts: celsius >= WARM',
    check: 'temperature',
    set: heat('temp'),
    sides: [
      [79_499, 'ok'],
      [79_500, 'warn'],
    ],
  },
  {
    comparison: 'hardware-checks.ts: celsius >= HOT',
    check: 'temperature',
    set: heat('temp'),
    sides: [
      [89_499, 'warn'],
      [89_500, 'fail'],
    ],
  },
  {
    comparison: 'hardware-checks.ts: celsius >= critical - NEAR_CRITICAL',
    check: 'temperature',
    set(fixture, critical) {
      heat('temp')(fixture, 48_000);
      heat('trip_point_0_temp')(fixture, critical);
    },
    sides: [
      [53_500, 'ok'],
      [53_499, 'fail'],
    ],
  },
  {
    comparison: 'hardware-checks.ts: left < LITTLE_MIB',
    check: 'memory',
    set: ({ write }, kib) => write('/proc/meminfo', `MemTotal: 4000000 kB\nMemAvailable: ${kib} kB\n`),
    sides: [
      [200 * 1_024, 'ok'],
      [200 * 1_024 - 1, 'warn'],
    ],
  },
  {
    comparison: 'interface-checks.ts: kib >= LEAST_KIB',
    check: 'room-run',
    set: (fixture, bytes) => df(fixture, bytes, 1_000_000, 900_000, '/run'),
    sides: [
      [MIB, 'ok'],
      [MIB - 1, 'fail'],
    ],
  },
  {
    comparison: 'log-checks.ts: its.size <= LONGEST_LOG_BYTES',
    check: 'log-file',
    set: ({ at }, bytes) => truncateSync(at(`${INSTALLED.state}/kiosk.jsonl`), bytes),
    sides: [
      [LONGEST_LOG_BYTES, 'ok', `${LONGEST_LOG_BYTES / 1e6} MB;`],
      [LONGEST_LOG_BYTES + 1, 'warn', `${LONGEST_LOG_BYTES / 1e6 + 1} MB,`],
    ],
  },
  {
    comparison: 'log-checks.ts: mib <= MOST_JOURNAL_MIB',
    check: 'journal-size',
    set: ({ command }, tenths) =>
      command('journalctl', `Archived and active journals take up ${tenths / 10}M in the file system.`),
    sides: [
      [10_884, 'ok'],
      [10_885, 'warn'],
    ],
  },
  {
    comparison: 'ledger-checks.ts: bytes >= RESERVE_BYTES',
    check: 'reserve',
    set: ({ ledger }, bytes) => truncateSync(`${ledger}.reserve`, bytes),
    sides: [
      [RESERVE_BYTES, 'ok'],
      [RESERVE_BYTES - 1, 'warn'],
    ],
  },
  {
    comparison: 'owed.ts: (ageSeconds ?? 0) > WAITS_LONG_S',
    check: 'owed',
    set: waiting,
    sides: [
      [3_600_499, 'ok'],
      [3_600_500, 'warn'],
    ],
  },
  {
    comparison: 'hand-checks.ts: taken.serial < 1',
    check: 'order-taken',
    set: order,
    sides: [
      [1, 'ok'],
      [0, 'warn'],
    ],
  },
  {
    comparison: 'hand-checks.ts: taken.serial > HIGHEST_SERIAL',
    check: 'order-taken',
    set: order,
    sides: [
      [1_000_000, 'ok'],
      [1_000_001, 'warn'],
    ],
  },
  {
    comparison: 'glass-checks.ts: agoMs < STARTS_MS',
    check: 'page-connected',
    set: noPage,
    sides: [
      [299, 'warn'],
      [300, 'fail'],
    ],
  },
  {
    comparison: 'glass-checks.ts: agoMs >= 0',
    check: 'page-connected',
    set: noPage,
    sides: [
      [0, 'warn'],
      [-1, 'fail'],
    ],
  },
  {
    comparison: 'clock-checks.ts: later <= SAVED_LATER_S',
    check: 'clock-saved',
    set: ({ at }, s) => utimesSync(at('/var/lib/systemd/timesync/clock'), NOW_S + s, NOW_S + s),
    sides: [
      [86_400, 'ok'],
      [86_401, 'fail'],
    ],
  },
  {
    comparison: 'clock-checks.ts: off <= BATTERY_OFF_S',
    check: 'clock-battery',
    set: (fixture, tenths) => battery(fixture, tenths / 10),
    sides: [
      [1_204, 'ok'],
      [1_205, 'warn'],
    ],
  },
  {
    comparison: 'clock-trouble.ts: apartS(battery, now) > BATTERY_WRONG_S',
    check: 'clock',
    set(fixture, offS) {
      unset(fixture);
      battery(fixture, offS);
    },
    sides: [
      [86_400, 'warn'],
      [86_401, 'fail'],
    ],
  },
  {
    comparison: 'office-checks.ts: days < 0',
    check: 'office-certificate',
    set: atOffice,
    told: office('until'),
    sides: [
      [0, 'warn'],
      [-1, 'fail'],
    ],
  },
  {
    comparison: 'office-checks.ts: days < OFFICE_SOON_DAYS',
    check: 'office-certificate',
    set: atOffice,
    told: office('until'),
    sides: [
      [14 * DAY_MS, 'ok'],
      [14 * DAY_MS - 1, 'warn'],
    ],
  },
  {
    comparison: 'office-checks.ts: off <= CLOCKS_OFF_S',
    check: 'office-clock',
    set: atOffice,
    told: office('date'),
    sides: [
      [60_499, 'ok'],
      [60_500, 'warn'],
    ],
  },
  {
    comparison: 'office-checks.ts: days >= EXPIRES_SOON_DAYS',
    check: 'identity',
    set: () => undefined,
    told: (ms) => ({
      ...KNOWN_TIME,
      officeTls: () => ok({ identity: { key: '', certificate: '', validTo: later(ms) } }),
    }),
    sides: [
      [30 * DAY_MS, 'ok'],
      [30 * DAY_MS - 1, 'fail'],
    ],
  },
  {
    comparison: 'ledger-books.ts: version <= SCHEMA_VERSION',
    check: 'ledger-schema',
    set: schema,
    sides: [
      [SCHEMA_VERSION, 'ok'],
      [SCHEMA_VERSION + 1, 'fail'],
    ],
  },
];

const LETTER = 0x61;
const heard = (...bytes: readonly number[]) => hear(Uint8Array.from(bytes)).is;

/** Bounds of what stands at the other end of a wire. */
export const HEARD_PAIRS: readonly Pair[] = [
  pair('heard.ts: byte >= 0x20', [0x20, 'text'], [0x1f, 'noise'], (byte) => heard(byte, byte, byte, byte)),
  pair('heard.ts: byte < 0x7f', [0x7e, 'text'], [0x7f, 'noise'], (byte) => heard(byte, LETTER, LETTER, LETTER)),
  pair('heard.ts: bytes.length >= ENOUGH_BYTES', [4, 'text'], [3, 'noise'], (length) =>
    heard(...Array.from({ length }, () => LETTER)),
  ),
  pair('heard.ts: letters / bytes.length > 0.95', [21, 'text'], [20, 'noise'], (length) =>
    heard(0xff, ...Array.from({ length: length - 1 }, () => LETTER)),
  ),
];

/** Each value is a state of the whole machine. The matrix has rows for such a value, but no row exactly at the bound. */
const WITHOUT_A_PAIR = [
  'clock-checks.ts: now >= made',
  'clock-trouble.ts: apartS(answer.date, now) > WRONG_S',
  'clock-trouble.ts: battery > made',
  'clock-trouble.ts: now < from',
  'clock-trouble.ts: now < made',
  'boot-files-checks.ts: its.bytes < SMALLEST_BYTES',
  'device-checks.ts: its.foreignBytes() > 0',
  'device-checks.ts: its.heard().length > 1',
  'doctor.ts: journal.value.modifiedMs > started',
  'doctor.ts: modifiedMs <= machine.now().getTime()',
  'doctor.ts: modifiedMs > started',
  'dpkg-checks.ts: at - (times.get(TEXT) ?? at) > APART_S',
  'glass-checks.ts: browsers > 0',
  'empty-checks.ts: its.bytes > MOST_BYTES',
  'gpio.ts: its.length > 1',
  'gpio.ts: offset >= (its[0]?.lines ?? 0)',
  'group-checks.ts: uid < 100',
  'group-checks.ts: uid > 0',
  'hand-checks.ts: writtenMs(machine, path) > last + ONE_RUN_MS',
  'heard.ts: bytes.length >= 3',
  'heard.ts: framedBytes(bytes, framer()) >= ENOUGH_BYTES',
  'ledger-books.ts: names > 1',
  'ledger-journal.ts: at > since',
  'login-checks.ts: all.length < 2',
  'login-checks.ts: home.length > 1',
  'login-checks.ts: uid < NOBODY',
  'login-checks.ts: uid >= FIRST_PERSON',
  'office-checks.ts: now <= until',
  'office-checks.ts: now >= from',
  'outbox.ts: life.changes < known.changes',
  "outbox.ts: of('refused') > 0",
  'outbox.ts: stock.length < FEW_REFERENCES',
  'outbox.ts: waiting > 0',
  'program-checks.ts: major > oldMajor',
  'program-checks.ts: minor >= oldMinor',
  'sudo-checks.ts: others.length > 1',
];

/** Comparisons that change the words of a finding or how a check works, and never its state. */
const NO_BOUNDS = [
  'boot-files-checks.ts: ran.exit < 124',
  'check.ts: all.length > most',
  'config-files.ts: one.name < other.name',
  'debian-files.ts: last.sizeKib + sizeKib > LARGE_KIB',
  'debian-files.ts: ran.exit > 1',
  'debian-files.ts: sizeKib < LARGE_KIB',
  'debian-files.ts: sizeKib >= LARGE_KIB',
  'debian-files.ts: until - clock.now() < (VERIFY_S - SEARCH_S) * 1_000',
  // A row has a disk with room, and a row has none; `disk-space` has the pairs.
  'disk-checks.ts: freeBytes < CLOSED_BELOW_BYTES + RESERVE_BYTES',
  'doctor.ts: waiting.length > MOST_WAITING',
  // How the bytes of a boot entry are read.
  'efi-entries.ts: at + 1 < bytes.length',
  'efi-entries.ts: at + 4 <= path.length',
  'efi-entries.ts: bytes.length < 6',
  'efi-entries.ts: length < 4',
  'firewall-checks.ts: first < 0',
  'firewall-checks.ts: index >= first',
  // A row of the check has more differences than are named.
  'kept-settings-checks.ts: bySize > 0',
  'kept-settings-checks.ts: differences.length > MOST_NAMED',
  'kept-settings-checks.ts: more > 0',
  // How the words of the kiosk are cut.
  'last-error.ts: text.length > LONGEST',
  'ledger-books.ts: entries < NEWEST_RECORDS',
  'ledger-checks.ts: freeBytes < CLOSED_BELOW_BYTES + RESERVE_BYTES',
  'machine-port.ts: words.length <= LONGEST_COMMAND',
  // Whether a path leads into a folder or to it.
  'tmpfiles-checks.ts: one.length > other.length',
  'office-ask.ts: length > LONGEST',
  'office-checks.ts: days >= 0',
  'next-start-checks.ts: addresses.length > 1',
  // The rows of the check have an address with one other machine, and with two.
  'neighbours.ts: others.length < (isMine ? 1 : 2)',
  'office-unreached.ts: shut.length < addresses.length',
  'outbox.ts: all.length > named.length',
  'own-files-checks.ts: more.length > MOST_TAKEN',
  'own-files-checks.ts: ran.exit > 124',
  'package-cure.ts: others.length < names.length',
  'permission-checks.ts: paths.length > 1',
  'report.ts: ids.length > MOST_NAMED',
  // A ring of links ends there, as in the kernel.
  'resting-place.ts: nth < MOST_LINKS',
  // A row has a secret that is years newer than the start of the kiosk, and a row has none.
  'running-causes.ts: (lookAt(machine, path)?.modifiedMs ?? 0) > started',
  // The words of the finding; the state has a pair.
  'smart.ts: usedPerCent > EXCHANGE_AT',
  'strange-checks.ts: strange.length > MOST_TAKEN',
  'take-away.ts: files.length > MOST_TAKEN',
  'usbguard-rule.ts: at < tokens.length',
  'usbguard-rule.ts: end < 0',
  'wire-probe.ts: count >= MOST_HEARD_BYTES',
];

export const OTHER_COMPARISONS: readonly string[] = [...WITHOUT_A_PAIR, ...NO_BOUNDS];

/** Roundings that only the words of a finding show. */
export const WORD_BOUNDS: readonly Bound[] = [
  {
    comparison: 'interface-checks.ts: Math.floor(kib / 1024)',
    check: 'room-run',
    set: (fixture, bytes) => df(fixture, bytes, 1_000_000, 900_000, '/run'),
    sides: [
      [2 * MIB, 'ok', '2 MiB free'],
      [2 * MIB - 1, 'ok', '1 MiB free'],
    ],
  },
];

/** Each rounding of doctor, with a bound whose last value and first value the rounding separates. `null`: it has none. */
export const ROUNDINGS: readonly (readonly [rounding: string, bound: string | null])[] = [
  [
    'clock-checks.ts: Math.round(Math.abs(Number(seconds) - machine.now().getTime() / 1_000))',
    'clock-checks.ts: off <= BATTERY_OFF_S',
  ],
  ['disk-checks.ts: Math.floor(freeBytes / 2 ** 20)', 'disk-checks.ts: mib < needed'],
  // How many MiB a closed kiosk has: a row has the words.
  ['disk-checks.ts: Math.floor(freeBytes / 2 ** 20)', null],
  // How large a file is, for the words of the finding.
  ['largest-files.ts: Math.floor(bytes / 2 ** 20)', null],
  // How long the run took, for its last line.
  ['doctor.ts: Math.round((io.clock.now() - began) / 1_000)', null],
  // Two bytes are one letter.
  ['efi-entries.ts: Math.floor(bytes.length / 2)', null],
  ['hardware-checks.ts: Math.round(Number(text) / 1_000)', 'hardware-checks.ts: celsius >= HOT'],
  ['hardware-checks.ts: Math.round(Number(text) / 1_000)', 'hardware-checks.ts: celsius >= critical - NEAR_CRITICAL'],
  [
    "hardware-checks.ts: Math.floor(Number(new RegExp(TEXT, 'm').exec(text)?.[1] ?? Number.NaN) / 1_024)",
    'hardware-checks.ts: left < LITTLE_MIB',
  ],
  ['interface-checks.ts: Math.floor(freeBytes / 1024)', 'interface-checks.ts: kib >= LEAST_KIB'],
  ['interface-checks.ts: Math.floor(kib / 1024)', 'interface-checks.ts: Math.floor(kib / 1024)'],
  ['log-checks.ts: Math.ceil(its.size / MB)', 'log-checks.ts: its.size <= LONGEST_LOG_BYTES'],
  [
    'log-checks.ts: Math.round((Number(number) * (UNITS[unit] ?? 1)) / 2 ** 20)',
    'log-checks.ts: mib <= MOST_JOURNAL_MIB',
  ],
  [
    'office-checks.ts: Math.round(Math.abs(date.getTime() - machine.now().getTime()) / 1_000)',
    'office-checks.ts: off <= CLOCKS_OFF_S',
  ],
];
