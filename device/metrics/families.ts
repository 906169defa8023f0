import type { DeviceKind } from '../../drivers/device-kinds.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import { QEPIK_PER_MANAT } from '../../drivers/money.ts';
import type { PaperSupply } from '../../drivers/receipt-printer/contract.ts';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import type { OutboxDepth } from '../offline/outbox.ts';
import type { Devices } from '../session/visit/devices.ts';
import type { StorageState } from '../storage/storage.ts';
import type { KioskHealth } from '../web/server.ts';
import type { KioskClosure } from '../words/opening.ts';
import type { LedgerSums } from './books.ts';
import { gauge, gauges, type MetricFamily, type MetricSample, stateSamples } from './text.ts';

const DEVICE_STATES = [
  ...(['starting', 'online', 'offline', 'noDevice', 'hardwareError'] as const satisfies readonly DeviceState[]),
];
const PAPER_STATES = [...(['full', 'low', 'out', 'unknown', 'not-measured'] as const satisfies readonly PaperSupply[])];
const CLOCK_STATES = ['synchronised', 'unsynchronised', 'unknown'] as const satisfies readonly ClockSync[];
const STORAGE_STATES = ['enough', 'full', 'read-only', 'failing'] as const satisfies readonly StorageState[];

/** Metrics of devices and back office. `open`: whether citizens are served. `closure`: an order to begin no visits. */
export function healthFamilies(
  health: KioskHealth,
  open: boolean,
  closure: KioskClosure | null,
): readonly MetricFamily[] {
  const { ready, devices, troubles = {}, degraded = {}, backOffice } = health;
  const states = Object.entries(devices).flatMap(([kind, is]) => stateSamples(DEVICE_STATES, is, 'state', { kind }));
  const codes = Object.entries(troubles).map(([kind, code]) => ({ labels: { kind, code }, value: 1 }));
  const failing = Object.entries(degraded).map(([kind, { level, code }]) => ({
    labels: { kind, code, state: level },
    value: 1,
  }));
  const office = backOffice ? [{ labels: { code: backOffice.code }, value: 1 }] : [];
  return [
    gauge(
      {
        name: 'ready',
        help: 'Whether reader, terminal and printer have answered and the ledger is settled, or the wait for them is over.',
      },
      Number(ready),
    ),
    gauge({ name: 'open', help: 'Whether citizens are served; if not, the screen says so.' }, Number(open)),
    gauges(
      { name: 'closed', help: 'Whether staff or the opening hours of the profile keep the kiosk closed.' },
      (['staff', 'hours'] as const).map((by) => ({ labels: { by }, value: Number(closure?.by === by) })),
    ),
    gauges({ name: 'device_state', help: 'State of each fitted device: 1 for its present state.' }, states),
    gauges({ name: 'device_trouble', help: 'Trouble of a device, by its code in troubleshooting.md.' }, codes),
    gauges(
      { name: 'device_degraded', help: 'Device that fails for people: degraded, or withdrawn from citizens.' },
      failing,
    ),
    gauges(
      {
        name: 'back_office_trouble',
        help: 'Trouble code of the newest answer of the back office, if it was not usable.',
      },
      office,
    ),
  ];
}

/** Metrics of paper. While a printer is away, the state of its paper is unknown. */
export function paperFamilies({
  printer,
  documentPrinter,
}: Pick<Devices, 'printer' | 'documentPrinter'>): readonly MetricFamily[] {
  const state = (kind: DeviceKind, its: { device: DeviceState; paper: PaperSupply }): readonly MetricSample[] =>
    stateSamples(PAPER_STATES, its.device === 'online' ? its.paper : 'unknown', 'state', { kind });
  const { paperLeftMm } = printer;
  const trays = documentPrinter?.supplies.flatMap(({ kind, sheets }) => (kind === 'paper' ? [sheets] : [])) ?? [];
  const sheets = trays.every((tray) => tray !== undefined) ? trays.reduce((sum, tray) => sum + tray, 0) : null;
  return [
    gauges({ name: 'paper_state', help: 'State of the paper of each printer: 1 for its present state.' }, [
      ...state('printer', printer),
      ...(documentPrinter ? state('documentPrinter', documentPrinter) : []),
    ]),
    gauge(
      { name: 'paper_left_metres', help: 'Estimated rest of the roll, if the profile has its length (rollM).' },
      paperLeftMm === undefined ? null : paperLeftMm / 1_000,
    ),
    gauge(
      { name: 'paper_left_sheets', help: 'Sheets in the trays of the document printer, if it counts all of them.' },
      trays.length === 0 ? null : sheets,
    ),
  ];
}

/** Metrics of the ledger's sums. `now`: milliseconds since 1970; `null`: the clock is not believed, so the ages are absent. */
export function bookFamilies({ cash, money, leftToStaff }: LedgerSums, now: number | null): readonly MetricFamily[] {
  const byStanding = (value: (sum: LedgerSums['money'][number]) => number): readonly MetricSample[] =>
    money.map((sum) => ({ labels: { state: sum.standing }, value: value(sum) }));
  const age = (oldest: string | null) => (oldest === null ? 0 : Math.max(0, ((now ?? 0) - Date.parse(oldest)) / 1_000));
  return [
    gauges(
      { name: 'open_money_applications', help: 'Applications with unsettled money, by state.' },
      byStanding(({ count }) => count),
    ),
    gauges(
      { name: 'open_money_manat', help: 'Unsettled money in manat, by state.' },
      byStanding(({ amount }) => amount / QEPIK_PER_MANAT),
    ),
    gauges(
      {
        name: 'open_money_oldest_seconds',
        help: 'Age of the oldest application with unsettled money, by state; 0 if there is none, absent while the clock is not believed.',
      },
      now === null ? [] : byStanding(({ oldest }) => age(oldest)),
    ),
    gauge(
      { name: 'left_to_staff', help: 'Applications with a damaged or missing record: staff must settle them.' },
      leftToStaff,
    ),
    gauge(
      { name: 'cassette_notes', help: 'Notes that went into the cassette since it was last out, by the ledger.' },
      cash.cassetteNotes,
    ),
    gauge(
      { name: 'cassette_manat', help: 'Value in manat of the notes in the cassette, by the ledger.' },
      cash.cassette / QEPIK_PER_MANAT,
    ),
    gauge(
      { name: 'notes_in_doubt', help: 'Notes in doubt: only a count of the cassette shows where they are.' },
      cash.doubtedNotes,
    ),
    gauge(
      { name: 'credits_not_printed', help: 'Credits that the kiosk has issued and not printed yet.' },
      cash.unprintedCredits,
    ),
    {
      name: 'notes_stacked_total',
      type: 'counter',
      help: 'Notes that went into the cassette since the ledger began.',
      samples: [{ labels: {}, value: cash.stackedNotes }],
    },
    {
      name: 'cash_stacked_manat_total',
      type: 'counter',
      help: 'Value in manat of the notes that went into the cassette since the ledger began.',
      samples: [{ labels: {}, value: cash.stacked / QEPIK_PER_MANAT }],
    },
  ];
}

export interface MetricSources {
  readonly clock: ClockSync;
  readonly storage: { readonly state: StorageState; readonly roomBytes: number };
  readonly officeAnswers: boolean;
  readonly pages: number;
  /** Whole days until the kiosk's certificate expires; `null`: none, or unknown. */
  readonly certificateDays: number | null;
  /** Terminal's clock minus the kiosk's at the newest card sale, in ms; 0: within `clockMinutes`; `null`: no sale. */
  readonly terminalClockOffMs: number | null;
  /** `null`: the kiosk takes no applications offline. */
  readonly outbox: OutboxDepth | null;
}

export function environmentFamilies(its: MetricSources): readonly MetricFamily[] {
  const { storage, outbox } = its;
  const kept = outbox ? [oneState('waiting', outbox.waiting), oneState('refused', outbox.refused)] : [];
  return [
    gauges({ name: 'clock_state', help: 'State of the clock: 1 for its present state.' }, [
      ...stateSamples(CLOCK_STATES, its.clock, 'state'),
    ]),
    gauges({ name: 'storage_state', help: 'State of the ledger’s disk: 1 for its present state.' }, [
      ...stateSamples(STORAGE_STATES, storage.state, 'state'),
    ]),
    gauge(
      { name: 'disk_free_bytes', help: 'Bytes free for the kiosk on the ledger’s disk, reserve included.' },
      storage.roomBytes,
    ),
    gauge({ name: 'page_connected', help: 'Whether the page of the citizen is connected.' }, Number(its.pages > 0)),
    gauge({ name: 'back_office_answers', help: 'Whether the back office answers.' }, Number(its.officeAnswers)),
    gauge(
      { name: 'certificate_days', help: "Whole days until the kiosk's own certificate expires." },
      its.certificateDays,
    ),
    gauge(
      {
        name: 'terminal_clock_off_seconds',
        help: "The terminal's clock minus the kiosk's at the newest card sale; 0 if it is within clockMinutes of the profile.",
      },
      its.terminalClockOffMs === null ? null : Math.round(its.terminalClockOffMs / 1_000),
    ),
    gauges({ name: 'offline_outbox', help: 'Applications accepted offline, by state.' }, kept),
    gauge(
      { name: 'offline_references', help: 'References in stock for offline applications.' },
      outbox?.references ?? null,
    ),
  ];
}

const oneState = (state: string, value: number): MetricSample => ({ labels: { state }, value });
