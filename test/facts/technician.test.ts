import { expect, it } from 'vitest';
import type { KioskStateForTechnician } from '../../device/screen/technician.ts';
import '../../ui/technician/technician-app.ts';
import { changedFacts, type NamedView } from './changed-facts.ts';
import { renderWithoutBrowser } from './drawn.ts';
import { faultsOf, type HiddenFields } from './faults.ts';

const AT = '2026-11-24T10:30:00.000Z';
const EARLIER = '2026-11-24T09:15:00.000Z';

const OTHER = '1b1f0a7f-2f0a-4c57-9a1e-8c0f8d5e0002';

const item: KioskStateForTechnician['owed']['open'][number] = {
  applicationId: '8c0f8d5e-2f0a-4c57-9a1e-1b1f0a7f0001',
  reference: 'K5-7QF2-62',
  service: 'identity-card-replacement',
  amount: 500,
  reserved: 200,
  paidBy: 'card',
  phase: 'approved',
  since: EARLIER,
  ageSeconds: 45,
  next: 'withdraw',
  attempt: { times: 2, at: AT, code: 'BKO-101' },
};

const owed: KioskStateForTechnician['owed'] = {
  open: [
    item,
    {
      ...item,
      applicationId: OTHER,
      reference: null,
      ageSeconds: null,
      attempt: null,
      paidBy: null,
      phase: null,
      next: 'ask',
    },
  ],
  notesHeld: [{ noteId: 'n-1', value: 500, applicationId: item.applicationId, at: EARLIER, inserted: 1_000 }],
  notesInDoubt: [
    { noteId: 'n-2', value: 2_000, applicationId: item.applicationId, at: EARLIER, why: 'jammed' },
    { noteId: null, value: null, applicationId: item.applicationId, at: AT, why: 'unknown-note' },
  ],
  creditsNotPrinted: [
    {
      code: 'K5-7QF2-9XKD-41',
      amount: 1_000,
      applicationId: item.applicationId,
      at: EARLIER,
      printed: false,
      atOffice: 'known',
    },
  ],
};

const full: KioskStateForTechnician = {
  kiosk: 'K5',
  version: '1.2.3',
  simulated: false,
  at: AT,
  clock: 'synchronised',
  devices: { reader: 'online', printer: 'offline' },
  troubles: { printer: 'PRN-101' },
  degraded: { reader: { level: 'withdrawn', code: 'RDR-109' } },
  terminalClock: { terminal: EARLIER, kiosk: AT, offMs: 14_400_000, wholeHours: 4 },
  distrust: 'BKO-112',
  owed,
  log: [
    { at: AT, clock: 'synchronised', level: 'info', event: 'device.changed', fields: 'device=printer' },
    { at: EARLIER, clock: 'unsynchronised', level: 'warn', event: 'kiosk.started', fields: 'version=1.2.3' },
  ],
};

const nothingOwed: KioskStateForTechnician['owed'] = {
  open: [],
  notesHeld: [],
  notesInDoubt: [],
  creditsNotPrinted: [],
};

const LISTS = Object.keys(nothingOwed) as (keyof KioskStateForTechnician['owed'])[];

const MINUTES_OFF = { terminal: EARLIER, kiosk: AT, offMs: 600_000, wholeHours: null } as const;

const VIEWS: readonly NamedView[] = [
  { name: 'everything', view: full },
  {
    name: 'nothing',
    view: {
      ...full,
      clock: 'unsynchronised',
      terminalClock: null,
      distrust: null,
      degraded: {},
      owed: nothingOwed,
      log: [],
    },
  },
  { name: 'minutes off', view: { ...full, terminalClock: MINUTES_OFF } },
  { name: 'clock right', view: { ...full, terminalClock: { ...MINUTES_OFF, offMs: 0 } } },
  ...LISTS.map((list) => ({ name: `${list} alone`, view: { ...full, owed: { ...nothingOwed, [list]: owed[list] } } })),
];

const IN_LISTS = 'the row has the number, and `ledger show` has the rest';

const NOT_SHOWN: readonly HiddenFields<KioskStateForTechnician>[] = [
  { fields: ['at'], where: ({ clock }) => clock === 'unsynchronised', because: 'the clock of the kiosk is not set' },
  {
    fields: ['log[].at'],
    where: (_, { clock }) => clock === 'unsynchronised',
    because: 'the clock was not set when the kiosk wrote the line',
  },
  {
    fields: ['terminalClock.wholeHours'],
    where: (_, { offMs }) => offMs === 0,
    because: 'the clock is right',
  },
  {
    fields: ['owed.open[].applicationId'],
    where: (_, { reference }) => reference !== null,
    because: 'the reference names the application',
  },
  {
    fields: ['reserved', 'paidBy', 'phase', 'since', 'attempt.at'].map((field) => `owed.open[].${field}`),
    because: 'the row says the age and the next step; `ledger show` says the rest',
  },
  {
    fields: ['notesHeld[].noteId', 'notesHeld[].applicationId', 'notesHeld[].inserted'].map((field) => `owed.${field}`),
    because: IN_LISTS,
  },
  {
    fields: ['notesInDoubt[].noteId', 'notesInDoubt[].applicationId'].map((field) => `owed.${field}`),
    because: IN_LISTS,
  },
  {
    fields: ['creditsNotPrinted[].applicationId', 'creditsNotPrinted[].atOffice'].map((field) => `owed.${field}`),
    because: IN_LISTS,
  },
  { fields: ['owed.creditsNotPrinted[].printed'], because: 'the list has only credits that are not printed' },
];

it('when a fact of the state changes, then the page of the technician changes', () => {
  const draw = (state: object) => renderWithoutBrowser('technician-app', { language: 'en', door: 'inside', state });
  expect(faultsOf(changedFacts({ views: VIEWS, draw, byKey: new Map() }), NOT_SHOWN)).toEqual([]);
});
