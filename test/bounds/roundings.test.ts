import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { daysUntilExpiry } from '../../device/back-office/identity.ts';
import { longPollSeconds } from '../../device/back-office/phone-identity.ts';
import { cashSchema, cashSettingsOf } from '../../device/config/cash.ts';
import { createLog } from '../../device/log/log.ts';
import type { LoggedEvent } from '../../device/log/logged-event.ts';
import { logStorage, logTerminalClock } from '../../device/main-watchers.ts';
import type { MaintenancePageHost } from '../../device/maintenance/desk.ts';
import { daysSince } from '../../device/maintenance/figures.ts';
import { type LogPage, openLogPage } from '../../device/maintenance/log-page.ts';
import { environmentFamilies } from '../../device/metrics/families.ts';
import { renderFamilies } from '../../device/metrics/text.ts';
import { documentView } from '../../device/screen/document-view.ts';
import { longestStopS } from '../../device/service/stop-bound.ts';
import { confirmStepDefinition } from '../../device/session/steps/confirm/step.ts';
import { createPageHealth } from '../../device/web/page-life.ts';
import { ippAttribute } from '../../drivers/document-printer/ipp/message.ts';
import { suppliesOf } from '../../drivers/document-printer/ipp/supplies.ts';
import { DAY_MS } from '../../drivers/durations.ts';
import { maxGoodsRequestsOf } from '../../drivers/payment-terminal/zvt/options.ts';
import { createRecorder } from '../../drivers/trace/recorded.ts';
import { fromRoot } from '../tools/root.mjs';
import { roundingsBelow } from './comparisons.ts';
import { type BoundPair, boundPair, expectBothSides } from './pair.ts';

/* Doctor's roundings are in test/doctor/rows-*.ts. */

const MIB = 2 ** 20;

function logged(field: string, write: (log: ReturnType<typeof createLog>) => void): unknown {
  const lines: string[] = [];
  write(createLog({ write: (line) => lines.push(line), now: () => new Date(0) }));
  return JSON.parse(lines[0] ?? '{}')[field];
}

const storageOf = (bytes: number) =>
  ({ roomBytes: () => bytes, state: () => 'low', onChange: () => () => undefined }) as never;
const differenceOf = (offMs: number) => ({
  terminal: '2026-11-24T10:00:00.000Z',
  kiosk: '2026-11-24T10:00:00.000Z',
  offMs,
  wholeHours: null,
});

function terminalClockS(terminalClockOffMs: number): string | undefined {
  const families = environmentFamilies({
    ...({ clock: 'synchronised', storage: { state: 'enough', roomBytes: 5 } } as const),
    officeAnswers: true,
    pages: 2,
    certificateDays: null,
    outbox: null,
    terminalClockOffMs,
  });
  return /terminal_clock_off_seconds (-?\d+)$/m.exec(renderFamilies(families))?.[1];
}

function endsAfterMinutes(pages: number): unknown {
  const context = { document: { facts: { pages } }, registered: null, facts: { answers: {} } };
  const view = documentView('printingDocument', { context, children: {} } as never, null as never);
  return 'late' in view && view.late?.endsAfterMinutes;
}

function validMinutes(validSeconds: number): unknown {
  const sent = { number: '+994', validSeconds, tries: 3, more: true };
  const view = confirmStepDefinition.view(
    { value: 'typing', context: { sent, digits: '', problem: null } } as never,
    null as never,
  );
  return 'minutes' in view && view.minutes;
}

function heardMs(ms: number): unknown {
  const clock = new SimulatedClock();
  const page = createPageHealth(clock, createLog({ write: () => undefined, now: () => new Date(0) }));
  page.heard();
  clock.increment(ms);
  return page.news().heardMs;
}

function tracedAt(ms: number): unknown {
  const clock = new SimulatedClock();
  const lines: string[] = [];
  const recorder = createRecorder({ header: {} as never, clock, write: (line) => lines.push(line) });
  clock.increment(ms);
  recorder.question('device', 'name', () => null)();
  return JSON.parse(lines[1] ?? '{}').at;
}

const tonerLevel = (level: number) =>
  suppliesOf({
    group: 'printer',
    attributes: [ippAttribute.octets('printer-supply', `type=toner;maxcapacity=1000;level=${level};`)],
  })[0]?.level;
const mayBe = (overpayLimitManat: number) => cashSchema.safeParse({ overpayLimitManat }).success;

function logParts(count: number): number {
  const log = () => Array.from({ length: count }, () => ({}) as LoggedEvent);
  const { view } = openLogPage({ log }, {} as MaintenancePageHost);
  return (view() as LogPage).parts;
}

const PAIRS: readonly BoundPair[] = [
  boundPair(
    'back-office/identity.ts: Math.floor((validTo.getTime() - now.getTime()) / DAY_MS)',
    [0, 0],
    [-1, -1],
    (ms) => daysUntilExpiry({ validTo: new Date(ms) }, new Date(0)),
  ),
  boundPair(
    'back-office/identity.ts: Math.floor((validTo.getTime() - now.getTime()) / DAY_MS)',
    [30 * DAY_MS, 30],
    [30 * DAY_MS - 1, 29],
    (ms) => daysUntilExpiry({ validTo: new Date(ms) }, new Date(0)),
  ),
  boundPair(
    'back-office/phone-identity.ts: Math.floor((timeoutMs - ANSWER_MS) / 1_000)',
    [2_999, 0],
    [3_000, 1],
    longPollSeconds,
  ),
  boundPair(
    'back-office/phone-identity.ts: Math.floor((timeoutMs - ANSWER_MS) / 1_000)',
    [9_999, 7],
    [60_000, 8],
    longPollSeconds,
  ),
  // In floating point, 2.01 * 1e6 is a little below a whole number, and 4.03 * 1e6 a little above.
  boundPair('config/cash.ts: Math.round(manat * 1e6)', [2.01, true], [2.0101, false], mayBe),
  boundPair('config/cash.ts: Math.round(manat * 1e6)', [4.03, true], [4.0301, false], mayBe),
  boundPair(
    'config/cash.ts: Math.round((cash?.overpayLimitManat ?? DEFAULT_OVERPAY_LIMIT_MANAT) * 100)',
    [0.28, 28],
    [0.29, 29],
    (overpayLimitManat) => cashSettingsOf({ overpayLimitManat }).overpayLimit,
  ),
  boundPair(
    'maintenance/figures.ts: Math.floor((now.getTime() - begin.getTime()) / DAY_MS)',
    [2 * DAY_MS - 1, 1],
    [2 * DAY_MS, 2],
    (ms) => daysSince(new Date(0), new Date(ms)),
  ),
  boundPair('maintenance/log-page.ts: Math.ceil(lines.length / LINES)', [7, 1], [8, 2], logParts),
  boundPair('main-watchers.ts: Math.floor(storage.roomBytes() / 2 ** 20)', [2 * MIB - 1, 1], [2 * MIB, 2], (bytes) =>
    logged('freeMib', (log) => logStorage(log, storageOf(bytes))),
  ),
  boundPair('main-watchers.ts: Math.round(offMs / 60_000)', [89_999, 1], [90_000, 2], (ms) =>
    logged('offMinutes', (log) => logTerminalClock(log)(differenceOf(ms))),
  ),
  boundPair(
    'metrics/families.ts: Math.round(its.terminalClockOffMs / 1_000)',
    [1_499, '1'],
    [1_500, '2'],
    terminalClockS,
  ),
  boundPair(
    'screen/document-view.ts: Math.ceil(longestPrintCallMs(sheets) / 60_000)',
    [2, 2],
    [3, 3],
    endsAfterMinutes,
  ),
  boundPair(
    'service/stop-bound.ts: Math.ceil(longestStopMs(officeMs) / 1_000)',
    [0, 0],
    [1, 1],
    (ms) => longestStopS(ms) - longestStopS(0),
  ),
  boundPair('session/steps/confirm/step.ts: Math.floor(sent.validSeconds / 60)', [179, 2], [180, 3], validMinutes),
  boundPair('web/page-life.ts: Math.round(clock.now() - heardAt)', [1.4, 1], [1.5, 2], heardMs),
  boundPair('document-printer/ipp/supplies.ts: Math.round((100 * level) / capacity)', [254, 25], [255, 26], tonerLevel),
  boundPair('payment-terminal/zvt/options.ts: Math.ceil(issueMs / holdMs)', [60_000, 31], [60_001, 32], (issueMs) =>
    maxGoodsRequestsOf({ issueMs, holdMs: 2_000 }),
  ),
  boundPair(
    'trace/recorded.ts: Math.round((clock.now() - started) * PLACES)',
    [1.0014, 1.001],
    [1.0016, 1.002],
    tracedAt,
  ),
];

const ELSEWHERE: Readonly<Record<string, string>> = {
  'ledger/age.ts: Math.round((now.getTime() - Date.parse(at)) / 1_000)': 'test/doctor/rows-ledger.ts',
  'session/steps/form/typing.ts: Math.floor(Number(answer) / 100)': 'device/session/steps/form/typing.test.ts',
  'session/steps/identify/identification.machine.ts: Math.round(event.fraction * 100)':
    'test/journeys/scenarios.test.ts',
  'words/notes.ts: Math.ceil(missing / smallest)': 'device/words/notes.test.ts',
  'money.ts: Math.trunc(amount / QEPIK_PER_MANAT)': 'drivers/money.test.ts',
  'payment-terminal/clock-difference.ts: Math.round(offMs / HOUR_MS)':
    'drivers/payment-terminal/clock-difference.test.ts',
};

const NO_STEP = [
  'main-machines.ts: Math.round(process.uptime() * 1000)',
  // Always whole: three seconds for each sheet after thirty.
  'screen/document-view.ts: Math.round(longestStartedWithoutSheetMs(sheets) / 2_000)',
  // The next two lines move the year to within fifty years of today.
  'id-reader/mrz/dates.ts: Math.floor(today.getFullYear() / 100)',
];

/** These folders round to find a bit, byte or dot. Their tests compare whole messages, trees and papers. */
const BITS = /^(merkle|proof|transparency|hid|scanner|id-reader\/emrtd|receipt-printer)\//;

it('when the program rounds a number, then the rounding has a row, or a reason to have none', () => {
  const rounded = ['device', 'drivers', 'provisioning/enrol', 'provisioning/backup'].flatMap(roundingsBelow);
  const rows = new Set([...PAIRS.map(({ comparison }) => comparison), ...Object.keys(ELSEWHERE), ...NO_STEP]);
  expect(rounded.filter((text) => !BITS.test(text)).sort()).toEqual([...rows].sort());
  expect(Object.values(ELSEWHERE).filter((file) => !existsSync(fromRoot(file)))).toEqual([]);
});

it.each(PAIRS.map((its) => [its.comparison, its] as const))(
  'when a value crosses a step of %s, then the answer changes',
  (_, its) => expectBothSides(its),
);
