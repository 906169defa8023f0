import type {
  CassettePage,
  CreditsPage,
  DevicePage,
  DeviceRow,
  DevicesPage,
  DeviceTestPage,
  DoubtsPage,
  LogPage,
  MachinePage,
  MaintenancePage,
  StuckNotePage,
  TodayPage,
} from '../../../device/screen/maintenance.ts';
import type { MaintenanceView } from '../../../device/screen/screen.ts';
import { CASSETTE_STEPS, DOUBTS_STEPS, NEW_ROLL_STEPS, STUCK_NOTE_STEPS } from '../../../device/words/maintenance.ts';
import { DEVICE_KIND_IDS } from '../../../drivers/device-kinds.ts';
import { say } from '../../samples/texts.ts';

export interface MaintenanceSample {
  readonly name: string;
  readonly view: MaintenanceView;
}

const ELSEWHERE = {
  kiosk: say('K6, girişin solunda', 'K6, слева от входа', 'K6, left of the entrance'),
  window: say('3-cü, 1-ci mərtəbə', '3, первый этаж', '3, ground floor'),
};

const AFTER_A_DAY: TodayPage = {
  page: 'today',
  tab: 'today',
  jobs: [
    { value: 'job:new-roll', name: 'new-roll', minutes: 4, isUrgent: true },
    { value: 'job:cassette', name: 'cassette', minutes: 10, isUrgent: false },
    { value: 'job:stuck-note', name: 'stuck-note', minutes: 3, isUrgent: true },
  ],
  figures: { since: '2026-12-01T17:30', lodged: 64, completed: 61, cash: 21_400, card: 138_600, open: 1 },
  paper: { left: 0.12, days: 0.4 },
  devices: DEVICE_KIND_IDS.map((kind) => ({ kind, state: 'online', trouble: null })),
  troubles: [
    { code: 'PRN-112', count: 3 },
    { code: 'BIL-105', count: 1 },
    { code: 'TRM-107', count: 1 },
  ],
  away: [{ kind: 'reader', count: 2 }],
  version: '0.31.0',
  ages: { softwareDays: 12, certificateDays: 41 },
};

const FIRST_DAY: TodayPage = {
  ...AFTER_A_DAY,
  jobs: [{ value: 'job:new-roll', name: 'new-roll', minutes: 4, isUrgent: false }],
  figures: { since: null, lodged: 0, completed: 0, cash: 0, card: 0, open: 0 },
  paper: null,
  devices: DEVICE_KIND_IDS.map((kind) => ({ kind, state: 'offline', trouble: 'LNK-101' })),
  troubles: [],
  away: [],
  ages: { softwareDays: null, certificateDays: null },
};

const CASSETTE: CassettePage = {
  page: 'cassette',
  step: 'begin',
  rows: [],
  selected: null,
  typed: '',
  sum: null,
  differences: [],
  doubts: 0,
  trouble: null,
  printer: null,
};
const MANATS = [1, 5, 10, 20, 50, 100, 200];
const AT_STEP: { readonly [S in CassettePage['step']]?: Partial<CassettePage> } = {
  'take-out': { trouble: 'cassette-in' },
  count: { rows: MANATS.map((manats) => ({ value: manats * 100, typed: manats === 5 ? '14' : '' })), selected: 500 },
  difference: {
    sum: 7_000,
    differences: [{ value: 2_000, counted: 0, expected: 1 }],
    doubts: 1,
    trouble: 'same-badge',
  },
  pin: { typed: '••' },
  bag: { typed: 'AB1234', sum: 7_000, trouble: 'bag-used' },
  'slip-failed': { printer: 'PRN-111' },
  ended: { sum: 7_000 },
};

const DEVICE_CHANGES: Readonly<Partial<Record<DeviceRow['id'], Partial<DeviceRow>>>> = {
  reader: { degraded: 'withdrawn', troubles: 4, last: { code: 'RDR-252', at: '2026-12-02T10:40' } },
  billValidator: { state: 'offline', trouble: 'BIL-105', troubles: 1, newcomer: '0403:6001' },
  printer: { tested: { is: 'passed', found: { saw: 'line-printed' }, kinds: ['printer'] } },
  terminal: { tested: { is: 'failed', code: 'TRM-107' } },
};

const partRow = (id: DeviceRow['id'], change: Partial<DeviceRow> = {}): DeviceRow => ({
  id,
  state: 'online',
  trouble: null,
  degraded: null,
  last: null,
  troubles: 0,
  uses: 64,
  canTest: true,
  tested: null,
  newcomer: null,
  ...change,
});

const DEVICES: DevicesPage = {
  page: 'devices',
  tab: 'devices',
  rows: [
    ...DEVICE_KIND_IDS.map((id) => partRow(id, DEVICE_CHANGES[id])),
    partRow('lights', { state: null }),
    partRow('sound', { state: null }),
  ],
};

const DEVICE: DevicePage = { page: 'device', row: partRow('terminal'), result: null, trouble: null };

const passed = { is: 'passed', found: { saw: 'chip-read' }, kinds: ['reader'] } as const;
const moneyOpen = { is: 'failed', code: 'TRM-107', moneyOpen: true } as const;
const DEVICE_PAGES: Readonly<Record<string, Partial<DevicePage>>> = {
  device: {},
  'device-passed': { row: partRow('reader'), result: { of: 'test', part: 'reader', outcome: passed } },
  'device-failed': { result: { of: 'test', part: 'terminal', outcome: moneyOpen } },
  'device-withdrawn': { row: partRow('reader', DEVICE_CHANGES.reader) },
  'device-new': {
    row: partRow('billValidator', DEVICE_CHANGES.billValidator),
    result: { of: 'let-in', kind: 'billValidator', outcome: { is: 'refused', code: 'SVC-110' } },
  },
  'device-not-recorded': { trouble: 'not-recorded' },
};

const TESTING: DeviceTestPage = {
  page: 'device-test',
  part: 'reader',
  letsIn: null,
  step: 'testing',
  stage: { at: 'working' },
  question: null,
};
const TESTS: Readonly<Record<string, Partial<DeviceTestPage>>> = {
  reader: { stage: { at: 'insert-document' } },
  terminal: { part: 'terminal', stage: { at: 'terminal', asks: 'present-card' } },
  printer: { part: 'printer', question: { about: 'paper' } },
  note: { part: 'billValidator', stage: { at: 'take-note', value: 500 } },
  sheet: { part: 'documentPrinter', question: { about: 'sheet' } },
  scanner: { part: 'scanner', stage: { at: 'hold-code' } },
  keypad: { part: 'keypad', stage: { at: 'press-keys', came: ['up', 'help'], missing: ['down', 'volume-down'] } },
  badge: { part: 'badgeReader', stage: { at: 'hold-badge' } },
  lights: { part: 'lights', question: { about: 'light', light: 'documentPrinterLight' } },
  sound: { part: 'sound', question: { about: 'tone' } },
  stopping: { part: 'terminal', step: 'stopping' },
  'let-in': { letsIn: 'chipReader', step: 'connecting', stage: null },
};

const MACHINE: MachinePage = {
  page: 'machine',
  tab: 'machine',
  jobs: [{ value: 'job:log' }],
  facts: {
    version: '0.31.0',
    programNote: `asan-kiosk/K5\nprogram 0.31.0\nsha256 ${'acba919e7cf53a00'.repeat(4)}\n`,
    office: 'answers',
    network: [{ name: 'end0', addresses: ['10.20.30.45', '2001:db8::5'] }],
    certificateDays: 41,
    clock: 'synchronised',
    now: '2026-12-02T11:20',
    terminalClock: { terminal: '', kiosk: '', offMs: 180_000, wholeHours: null },
    disk: { state: 'enough', freeBytes: 21 * 2 ** 30 },
    uptimeS: 1_200_000,
    closure: null,
  },
  logLines: 214,
  power: null,
  closing: null,
  trouble: null,
};
const TIMES = ['2026-12-02T11:50', '2026-12-02T12:20', '2026-12-02T15:20', '2026-12-03T09:00', null];
const MACHINES: Readonly<Record<string, Partial<MachinePage>>> = {
  machine: {},
  'machine-new': {
    facts: {
      ...MACHINE.facts,
      programNote: null,
      office: 'away',
      network: [],
      certificateDays: null,
      clock: 'unsynchronised',
      terminalClock: null,
      disk: { state: 'full', freeBytes: 2 ** 20 },
    },
    trouble: 'SVC-107',
  },
  'machine-closed': {
    facts: { ...MACHINE.facts, closure: { reason: 'paper', since: null, until: '2026-12-03T09:00' } },
  },
  'machine-restart': { power: { act: 'restart', stage: 'confirming' } },
  'machine-ending': { power: { act: 'power-off', stage: 'ending' } },
  'machine-reason': { closing: { ask: 'reason' } },
  'machine-until': { closing: { ask: 'until', times: TIMES.map((until) => ({ value: `${until}`, until })) } },
};

const LINE: LogPage['lines'][number] = {
  at: '2026-12-02T11:19:04.112+04:00',
  clock: 'synchronised',
  level: 'info',
  event: 'maintenance.act',
  fields: 'what=test by=T-017 about=documentPrinter',
};
const LOG: LogPage = {
  page: 'log',
  part: 1,
  parts: 31,
  lines: Array.from({ length: 7 }, (_, nth) => (nth === 2 ? { ...LINE, level: 'warn', event: 'link.lost' } : LINE)),
};
const pageOfRows = <T>(row: T, count: number) => ({
  rows: Array.from({ length: count }, () => row),
  page: 0,
  pages: 3,
});
const NO_ROWS = { rows: [], page: 0, pages: 1 };

type CreditRow = Extract<CreditsPage, { readonly step: 'list' }>['list']['rows'][number];
const CREDIT: CreditRow = {
  code: 'K5-7QF2-9XKD-62',
  amount: 12_345,
  ageSeconds: 273_600,
  printed: false,
  atOffice: 'by-list',
  payer: 'list',
};
const OF_OFFICE: CreditRow = { ...CREDIT, atOffice: 'known', payer: 'office' };
const credits = (step: 'pay' | 'paid', credit: CreditRow, trouble: 'paid-before' | 'not-recorded' | null = null) =>
  ({ page: 'credits', step, credit, trouble }) as const;
const creditList = (list: Extract<CreditsPage, { readonly step: 'list' }>['list']): CreditsPage => ({
  page: 'credits',
  tab: 'credits',
  step: 'list',
  list,
});

type Guided = Exclude<DoubtsPage, { readonly step: 'list' }>;
const DOUBT: NonNullable<Guided['item']> = {
  id: '7c1f3a52-64c8-4d0c-9a55-0c1f2b3d4e5f',
  reference: 'K5-7QF2-62',
  about: 'sale',
  amount: 12_345,
  ageSeconds: 273_600,
  next: 'ask',
  failedAttempts: 12,
  outcomes: ['returned', 'paid', 'not-paid'],
};
const LIST_OF_DOUBTS: DoubtsPage = {
  page: 'doubts',
  tab: 'doubts',
  step: 'list',
  list: pageOfRows(DOUBT, 4),
  asked: { settled: 2, left: 9 },
  trouble: null,
};
const DOUBTS_AT: { readonly [S in Guided['step']]?: Partial<Guided> } = {
  confirm: { as: 'not-paid', reason: 'validator-replaced', trouble: 'badge-needed', item: { ...DOUBT, about: 'note' } },
  second: { as: 'not-paid', reason: 'terminal-journal', trouble: 'same-badge' },
  pin: { typed: '••', trouble: 'wrong-pin' },
  settled: { as: 'not-paid', reason: 'terminal-journal' },
};

const NOTE: NonNullable<StuckNotePage['note']> = {
  id: 'n1',
  value: 20_000,
  ageSeconds: 5_400,
  state: 'held',
  fates: ['given-back', 'in-cassette', 'at-count', 'none'],
};
const STUCK: StuckNotePage = {
  page: 'stuck-note',
  step: 'open',
  list: NO_ROWS,
  note: null,
  answer: { is: 'free' },
  trouble: null,
};
const STUCK_AT: { readonly [S in StuckNotePage['step']]?: Partial<StuckNotePage> } = {
  notes: { list: pageOfRows(NOTE, 4), trouble: 'unknown-note' },
  fate: { note: NOTE, trouble: 'validator-busy' },
};
const ANSWERS = [{ is: 'starting' }, { is: 'away' }, { is: 'blocked', code: 'BIL-105' }] as const;

const PIN: MaintenancePage = { page: 'pin', typed: 2, trouble: null };

const shows = (name: string, content: MaintenancePage, badge: string | null = 'T-017'): MaintenanceSample => ({
  name,
  view: { show: 'maintaining', kiosk: 'K5', badge, content, elsewhere: ELSEWHERE },
});

export const MAINTENANCE_SAMPLES: readonly MaintenanceSample[] = [
  shows('pin', PIN, null),
  shows('pin-wrong', { ...PIN, typed: 0, trouble: { code: 'STF-102', kind: 'wrong-pin', triesLeft: 2 } }, null),
  shows('pin-unknown', { ...PIN, typed: 0, trouble: { code: 'STF-101', kind: 'unknown-badge' } }, null),
  shows('pin-locked', { ...PIN, typed: 0, trouble: { code: 'STF-103', kind: 'locked-out', untilMs: 0 } }, null),
  shows('pin-not-answered', { ...PIN, typed: 0, trouble: { kind: 'not-answered' } }, null),
  shows('checking-pin', { page: 'checking-pin' }, null),
  shows('opening', { page: 'opening' }),
  shows('not-recorded', { page: 'not-recorded' }),
  shows('today', AFTER_A_DAY),
  shows('today-first-day', FIRST_DAY, null),
  ...CASSETTE_STEPS.map((step) => shows(`cassette-${step}`, { ...CASSETTE, step, ...AT_STEP[step] })),
  shows('cassette-earlier', { ...CASSETTE, step: 'difference', sum: 7_000, trouble: 'counted-without-badge' }),
  shows('devices', DEVICES),
  ...Object.entries(DEVICE_PAGES).map(([name, change]) => shows(name, { ...DEVICE, ...change })),
  ...Object.entries(TESTS).map(([name, change]) => shows(`test-${name}`, { ...TESTING, ...change })),
  ...Object.entries(MACHINES).map(([name, change]) => shows(name, { ...MACHINE, ...change })),
  shows('log', LOG),
  shows('log-empty', { ...LOG, lines: [], parts: 1 }),
  ...STUCK_NOTE_STEPS.map((step) => shows(`stuck-note-${step}`, { ...STUCK, step, ...STUCK_AT[step] })),
  ...ANSWERS.map((answer) => shows(`stuck-note-${answer.is}`, { ...STUCK, step: 'answer', answer })),
  shows('doubts-none', { ...LIST_OF_DOUBTS, list: NO_ROWS, asked: null }),
  shows('doubts-list', LIST_OF_DOUBTS),
  ...DOUBTS_STEPS.filter((step) => step !== 'list').map((step) =>
    shows(`doubts-${step}`, {
      page: 'doubts',
      step,
      item: step === 'asking' ? null : DOUBT,
      as: null,
      reason: null,
      reasons: ['terminal-journal', 'bank', 'office', 'money-returned', 'validator-replaced'],
      typed: '',
      trouble: null,
      ...DOUBTS_AT[step],
    }),
  ),
  shows('credits-none', creditList(NO_ROWS)),
  shows('credits-list', creditList(pageOfRows(CREDIT, 4))),
  shows('credits-of-office', creditList(pageOfRows(OF_OFFICE, 4))),
  shows('credits-pay', credits('pay', CREDIT, 'not-recorded')),
  shows('credits-pay-office', credits('pay', OF_OFFICE, 'paid-before')),
  shows('credits-paid', credits('paid', CREDIT)),
  ...NEW_ROLL_STEPS.map((step) =>
    shows(`new-roll-${step}`, { page: 'new-roll', step, trouble: step === 'failed' ? 'PRN-112' : null }),
  ),
];
