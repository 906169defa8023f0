import { randomUUID } from 'node:crypto';
import type { ReceiptPrinter } from '../drivers/receipt-printer/contract.ts';
import type { MaintenanceParts } from './actors/maintenance-actors.ts';
import type { Profile } from './config/profile.ts';
import type { LedgerEntry, ServiceAct } from './ledger/entries.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Log } from './log/log.ts';
import type { DeskPages } from './maintenance/desk.ts';
import { openNewRoll } from './maintenance/new-roll.ts';
import { type DeviceSign, openToday, type StockForecast, type VisitFigures } from './maintenance/today.ts';
import type { StaffAuthority, StaffDesk } from './staff/contract.ts';
import type { Health } from './web/server.ts';

interface Around {
  readonly staff: Pick<StaffDesk, 'onEvent' | 'admit'>;
  readonly ledger: Ledger;
  readonly printer: ReceiptPrinter;
  readonly log: Log;
  /** `local`: `YYYY-MM-DDTHH:MM`. `stamp`: ISO date-time with offset. */
  readonly time: { readonly local: () => string; readonly stamp: () => string };
  readonly believed: () => boolean;
  readonly version: string;
  readonly profile: Profile;
  readonly health: () => Health;
  /** Changes that *Today* shows. */
  readonly sources: readonly ((listener: () => void) => () => void)[];
}

/** The end of the last maintenance. */
interface LastMaintenance {
  readonly seq: number;
  /** Local time; `null`: the clock was not believed. */
  readonly at: string | null;
  /** Metres of paper that the roll had left; `null`: unknown. */
  readonly paperM: number | null;
}

/** Everything for staff at the glass. */
export function openMaintenance(around: Around): MaintenanceParts {
  const { staff, ledger, log, time, believed } = around;
  const memo = ledger.memo<LastMaintenance>('maintenance');
  const record = (what: ServiceAct, by: StaffAuthority): void => {
    ledger.append(randomUUID(), { kind: 'serviced', what, by: badgeName(by), at: time.stamp() });
    log.event('maintenance', { what, by: badgeName(by) });
  };
  return {
    staff,
    pages: pagesOf(around, memo, record),
    note(what, by) {
      record(what, by);
      if (what === 'ended')
        memo.save({ seq: ledger.newestSeq(), at: believed() ? time.local() : null, paperM: paperLeftM(around) });
    },
  };
}

const badgeName = ({ badge }: StaffAuthority): string => badge ?? 'service-key';

const paperLeftM = ({ printer }: Pick<Around, 'printer'>): number | null => {
  const { paperLeftMm } = printer.status();
  return paperLeftMm === undefined ? null : paperLeftMm / 1_000;
};

function pagesOf(
  around: Around,
  memo: { load(): LastMaintenance | undefined },
  record: (what: ServiceAct, by: StaffAuthority) => void,
): DeskPages {
  const { ledger, printer, version, profile, health, sources } = around;
  const facts = {
    figures: () => figuresSince(ledger, memo.load()),
    paper: () => paperForecast(around, memo.load()),
    devices: () => devicesOf(health()),
    version,
    onChange: (listener: () => void) => {
      const stops = sources.map((source) => source(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
  const testLine = () =>
    ({
      lines: [{ text: `${profile.kiosk.id} ${around.time.local().replace('T', ' ')}` }, { feed: 10 }],
      cut: true,
    }) as const;
  return {
    tabs: { today: (host) => openToday(facts, host) },
    jobs: {
      'new-roll': (host) => openNewRoll({ printer, testLine, record: () => record('new-roll', host.authority) }, host),
    },
  };
}

const devicesOf = ({ devices, troubles = {} }: Health): readonly DeviceSign[] =>
  (Object.entries(devices) as [DeviceSign['kind'], DeviceSign['state']][]).map(([kind, state]) => ({
    kind,
    state,
    trouble: troubles[kind] ?? null,
  }));

const COUNTED = ['lodged', 'approved', 'cashPaid', 'closed'] as const satisfies readonly LedgerEntry['kind'][];

/** Reads the entries since the last maintenance: thousands, while no visit runs. */
function figuresSince(ledger: Ledger, last: LastMaintenance | undefined): VisitFigures {
  const entries = ledger.between(last?.seq ?? 0, ledger.newestSeq(), COUNTED);
  const sum = { lodged: 0, completed: 0, cash: 0, card: 0 };
  for (const { entry } of entries) {
    if (entry.kind === 'lodged') sum.lodged += 1;
    if (entry.kind === 'approved') sum.card += entry.approval.amount;
    if (entry.kind === 'cashPaid') sum.cash += entry.notes.reduce((all, note) => all + note, 0);
    if (entry.kind === 'closed' && entry.outcome.startsWith('delivered')) sum.completed += 1;
  }
  return { since: last?.at ?? null, ...sum, open: ledger.openIds().length };
}

const DAY_MS = 86_400_000;
/** Share of a day below which the use says nothing. */
const LEAST_DAYS = 0.1;

/** The rest of the roll, and its end at the use since the last maintenance. */
function paperForecast(around: Around, last: LastMaintenance | undefined): StockForecast | null {
  const { profile, time, believed } = around;
  const { rollM } = profile.devices.printer;
  const leftM = paperLeftM(around);
  if (rollM === undefined || leftM === null) return null;
  const left = Math.min(1, leftM / rollM);
  if (!last?.at || last.paperM === null || !believed()) return { left, days: null };
  const days = (Date.parse(time.local()) - Date.parse(last.at)) / DAY_MS;
  const usedM = last.paperM - leftM;
  return { left, days: days > LEAST_DAYS && usedM > 0 ? leftM / (usedM / days) : null };
}
