import type { CassettePage, MaintenancePage, TodayPage } from '../../../device/screen/maintenance.ts';
import type { MaintenanceView } from '../../../device/screen/screen.ts';
import { CASSETTE_STEPS, NEW_ROLL_STEPS } from '../../../device/words/maintenance.ts';
import { KIND_IDS } from '../../../drivers/device-kinds.ts';

export interface MaintenanceSample {
  readonly name: string;
  readonly view: MaintenanceView;
}

const ELSEWHERE = {
  kiosk: { az: 'K6, girişin solunda', ru: 'K6, слева от входа', en: 'K6, left of the entrance' },
  window: { az: '3-cü, 1-ci mərtəbə', ru: '3, первый этаж', en: '3, ground floor' },
};

const AFTER_A_DAY: TodayPage = {
  page: 'today',
  tab: 'today',
  jobs: [{ value: 'job:new-roll', name: 'new-roll', minutes: 4, isUrgent: true }],
  figures: { since: '2026-12-01T17:30', lodged: 64, completed: 61, cash: 21_400, card: 138_600, open: 1 },
  paper: { left: 0.12, days: 0.4 },
  devices: KIND_IDS.map((kind) => ({ kind, state: 'online', trouble: null })),
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
  devices: KIND_IDS.map((kind) => ({ kind, state: 'offline', trouble: 'LNK-101' })),
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
  shows('today', AFTER_A_DAY),
  shows('today-first-day', FIRST_DAY, null),
  ...CASSETTE_STEPS.map((step) => shows(`cassette-${step}`, { ...CASSETTE, step, ...AT_STEP[step] })),
  ...NEW_ROLL_STEPS.map((step) =>
    shows(`new-roll-${step}`, { page: 'new-roll', step, trouble: step === 'failed' ? 'PRN-112' : null }),
  ),
];
