import Database from 'better-sqlite3';
import type { ReceiptPrinter } from '../drivers/receipt-printer/contract.ts';
import type { MaintenanceParts } from './actors/maintenance-actors.ts';
import { daysUntilExpiry, type OfficeTls } from './back-office/identity.ts';
import { softwareDate } from './clock/timesyncd.ts';
import { settleBadgesOf } from './config/cash.ts';
import type { Profile } from './config/profile.ts';
import { readCashList } from './ledger/cash-list.ts';
import type { CassetteExchange } from './ledger/cassette-exchange.ts';
import type { ServiceAct } from './ledger/entries.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Settlement } from './ledger/settlement.ts';
import type { Till } from './ledger/till.ts';
import type { Log } from './log/log.ts';
import { spared } from './main-degradation.ts';
import type { CabinetPages } from './main-maintenance-devices.ts';
import { openCassettePage } from './maintenance/cassette-page.ts';
import { openCreditsPage } from './maintenance/credits-page.ts';
import type { DeskPages, PageHost, PrintForStaff } from './maintenance/desk.ts';
import { openDevicesPage } from './maintenance/devices-page.ts';
import { openDoubtsPage } from './maintenance/doubts-page.ts';
import {
  COUNTED,
  daysSince,
  figuresOf,
  INCIDENTS_MEMO,
  type LastMaintenance,
  MAINTENANCE_MEMO,
} from './maintenance/figures.ts';
import { countIncidents, type Incidents } from './maintenance/incidents.ts';
import { openLogPage } from './maintenance/log-page.ts';
import { openMachinePage } from './maintenance/machine-page.ts';
import { badgeOf } from './maintenance/money/badge.ts';
import { createCassetteDesk } from './maintenance/money/cassette.ts';
import { createCreditsDesk } from './maintenance/money/credits.ts';
import { createDoubtsDesk } from './maintenance/money/doubts.ts';
import { createNotesDesk, type ValidatorAnswer } from './maintenance/money/notes.ts';
import { openNewRoll } from './maintenance/new-roll.ts';
import { openStuckNote } from './maintenance/stuck-note.ts';
import { type Ages, type DeviceSign, openToday, type StockForecast, type VisitFigures } from './maintenance/today.ts';
import type { Signer } from './merkle/signer.ts';
import { makeCassetteSlip } from './receipt/cassette-slip.ts';
import type { StaffAuthority, StaffDesk } from './staff/contract.ts';
import type { Health } from './web/server.ts';

type RecordAct = (what: ServiceAct, by: StaffAuthority, about?: string) => void;

interface Around {
  readonly staff: Pick<StaffDesk, 'onEvent' | 'admit'>;
  readonly ledger: Ledger;
  readonly printer: ReceiptPrinter;
  readonly print: PrintForStaff;
  readonly till: Pick<Till, 'status' | 'onStatus'> | null;
  readonly settlement: Pick<Settlement, 'claim' | 'isClaimed' | 'recover' | 'tryNow'>;
  readonly signer: Signer;
  readonly ledgerFile: string;
  readonly isSimulated: boolean;
  readonly log: Log;
  /** `local`: `YYYY-MM-DDTHH:MM`. `stamp`: ISO date-time with offset. */
  readonly time: { readonly local: () => string; readonly stamp: () => string };
  readonly believed: () => boolean;
  readonly version: string;
  readonly profile: Profile;
  readonly officeTls?: OfficeTls | undefined;
  readonly now: () => Date;
  readonly newKey: () => string;
  readonly health: () => Health;
  readonly cabinet: CabinetPages;
  /** Changes that the page *Today* shows. */
  readonly onChange: (listener: () => void) => () => void;
}

/** `follow` begins to count troubles. */
export function openMaintenance(around: Around): MaintenanceParts & { readonly follow: () => void } {
  const { staff, ledger, log, time, believed } = around;
  const memo = ledger.memo<LastMaintenance>(MAINTENANCE_MEMO);
  const record: RecordAct = (what, by, about) => {
    const act = { what, by: badgeOf(by), ...(about && { about }) };
    ledger.append(around.newKey(), { kind: 'serviced', ...act, at: time.stamp() });
    log.event('maintenance.act', act);
  };
  const incidents = countIncidents(spared(ledger.memo<Incidents>(INCIDENTS_MEMO)));
  return {
    staff,
    pages: pagesOf({ ...around, incidents: incidents.current }, memo, record),
    note(what, by) {
      try {
        record(what, by);
        if (what === 'begun') return true;
        memo.save({ seq: ledger.newestSeq(), at: believed() ? time.local() : null, paperM: paperLeftM(around) });
        incidents.forget();
        around.cabinet.beginAgain();
        return true;
      } catch (error) {
        if (!(error instanceof Database.SqliteError)) throw error;
        log.event('maintenance.unrecorded', { what, error });
        return false;
      }
    },
    follow() {
      const look = () => {
        const seen = around.health();
        if (seen.ready) incidents.look(seen);
      };
      around.onChange(look);
      around.cabinet.follow();
    },
  };
}

const paperLeftM = ({ printer }: Pick<Around, 'printer'>): number | null => {
  const { paperLeftMm } = printer.status();
  return paperLeftMm === undefined ? null : paperLeftMm / 1_000;
};

function pagesOf(
  around: Around & { readonly incidents: () => Incidents },
  memo: { load(): LastMaintenance | undefined },
  record: RecordAct,
): DeskPages {
  const { ledger, printer, print, version, profile, health, cabinet, onChange, incidents } = around;
  const facts = {
    figures: () => figuresSince(ledger, memo.load()),
    paper: () => paperForecast(around, memo.load()),
    devices: () => devicesOf(health()),
    incidents,
    version,
    ages: () => agesOf(around),
    onChange,
  };
  const testLine = () =>
    ({
      lines: [{ text: `${profile.kiosk.id} ${around.time.local().replace('T', ' ')}` }, { feed: 10 }],
      cut: true,
    }) as const;
  const recordFor = (what: ServiceAct, { authority }: PageHost, about?: string) => record(what, authority, about);
  return {
    tabs: {
      today: (host) => openToday(facts, host),
      ...moneyTabs(around, record),
      devices: (host) => openDevicesPage({ ...cabinet.devices, record: recordFor }, host),
      machine: (host) => openMachinePage({ ...cabinet.machine, record: recordFor }, host),
    },
    jobs: {
      ...moneyJobs(around),
      'stuck-note': stuckNote(around, record),
      'new-roll': (host) =>
        openNewRoll({ printer, print, testLine, record: () => record('new-roll', host.authority) }, host),
      log: (host) => openLogPage({ log: () => cabinet.machine.facts().log }, host),
    },
  };
}

/** The cassette's slip is in Azerbaijani. */
function moneyJobs({ ledger, signer, profile, time, till, print, ledgerFile, believed, isSimulated, newKey }: Around) {
  const desk = createCassetteDesk({
    ledger,
    kioskId: profile.kiosk.id,
    sign: signer.sign,
    timestamp: time.stamp,
    newId: newKey,
  });
  const slip = (id: string, exchange: CassetteExchange) =>
    makeCassetteSlip({
      language: 'az',
      centreName: profile.kiosk.centre.name.az,
      kioskId: profile.kiosk.id,
      id,
      exchange,
      at: believed() ? time.local() : null,
      simulated: isSimulated,
    });
  const doubts = () => {
    const list = readCashList(ledgerFile);
    return list.doubts.length + list.held.length;
  };
  return {
    cassette: (host: PageHost) => openCassettePage({ desk, validator: till, print, slip, doubts }, host),
  };
}

const momentsOf = ({ time, believed, now }: Around) => ({
  now: () => (believed() ? now() : null),
  timestamp: time.stamp,
});

function moneyTabs(around: Around, record: RecordAct) {
  const { ledger, ledgerFile: file, settlement, profile } = around;
  const books = { file, ledger, ...momentsOf(around) };
  const doubts = createDoubtsDesk({ ...books, settlement, badges: settleBadgesOf(profile.cash) });
  const credits = createCreditsDesk(books);
  const asked = (host: PageHost) => record('asked-again', host.authority);
  return {
    doubts: (host: PageHost) => openDoubtsPage({ desk: doubts, record: asked }, host),
    credits: (host: PageHost) => openCreditsPage(credits, host),
  };
}

function stuckNote(around: Around, record: RecordAct) {
  const { ledger, ledgerFile: file, settlement, till } = around;
  const validator = () => till?.status() ?? null;
  const desk = createNotesDesk({ file, ledger, validator, settlement, ...momentsOf(around) });
  const note = ({ authority }: PageHost, answer: ValidatorAnswer) =>
    record('stuck-note', authority, answer.is === 'blocked' ? answer.code : answer.is);
  return (host: PageHost) => openStuckNote({ desk, validator: till, record: note }, host);
}

function agesOf({ believed, now, officeTls }: Around): Ages {
  if (!believed()) return { softwareDays: null, certificateDays: null };
  const identity = officeTls?.identity;
  return {
    softwareDays: daysSince(softwareDate(), now()),
    certificateDays: identity ? daysUntilExpiry(identity, now()) : null,
  };
}

const devicesOf = ({ devices, troubles = {}, degraded = {} }: Health): readonly DeviceSign[] =>
  (Object.entries(devices) as [DeviceSign['kind'], DeviceSign['state']][]).map(([kind, state]) => ({
    kind,
    state,
    trouble: troubles[kind] ?? degraded[kind]?.code ?? null,
  }));

/** Reads all entries since the last maintenance: maybe thousands, but no visit runs then. */
function figuresSince(ledger: Ledger, last: LastMaintenance | undefined): VisitFigures {
  const entries = ledger.between(last?.seq ?? 0, ledger.newestSeq(), COUNTED).map(({ entry }) => entry);
  return figuresOf(entries, { since: last?.at ?? null, open: ledger.openIds().length });
}

const DAY_MS = 86_400_000;
/** Days since the last maintenance that a forecast must exceed. */
const LEAST_DAYS = 0.1;

/** Rest of the roll (0 to 1), and days to its end at the use since the last maintenance. */
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
