import Database from 'better-sqlite3';
import { DAY_MS } from '../drivers/durations.ts';
import type { ReceiptPrinter } from '../drivers/receipt-printer/contract.ts';
import type { MaintenanceParts } from './actors/maintenance-actors.ts';
import { daysUntilExpiry, type OfficeTls } from './back-office/identity.ts';
import { softwareDate } from './clock/timesyncd.ts';
import { settleBadgeCountOf } from './config/cash.ts';
import type { Profile } from './config/profile.ts';
import { readCashList } from './ledger/cash-list.ts';
import type { CassetteExchange } from './ledger/cassette-exchange.ts';
import type { MaintenanceAct } from './ledger/entries.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Settlement } from './ledger/settlement.ts';
import type { Till } from './ledger/till.ts';
import type { Log } from './log/log.ts';
import { withoutSaveErrors } from './main-degradation.ts';
import type { DevicesAndMachinePages } from './main-maintenance-devices.ts';
import { openCassettePage } from './maintenance/cassette-page.ts';
import { openCreditsPage } from './maintenance/credits-page.ts';
import type { MaintenancePageHost, MaintenancePageOpeners, PrintForStaff } from './maintenance/desk.ts';
import { openDevicesPage } from './maintenance/devices-page.ts';
import { openDoubtsPage } from './maintenance/doubts-page.ts';
import {
  COUNTED_ENTRY_KINDS,
  daysSince,
  INCIDENTS_MEMO,
  type LastMaintenance,
  MAINTENANCE_MEMO,
  visitFiguresOf,
} from './maintenance/figures.ts';
import { countIncidents, type Incidents } from './maintenance/incidents.ts';
import { openLogPage } from './maintenance/log-page.ts';
import { openMachinePage } from './maintenance/machine-page.ts';
import { badgeOrServiceKey } from './maintenance/money/badge.ts';
import { createCassetteDesk } from './maintenance/money/cassette.ts';
import { createCreditsDesk } from './maintenance/money/credits.ts';
import { createDoubtsDesk } from './maintenance/money/doubts.ts';
import { createBanknoteDesk, type ValidatorReadiness } from './maintenance/money/notes.ts';
import { openNewRollPage } from './maintenance/new-roll.ts';
import { openStuckNotePage } from './maintenance/stuck-note.ts';
import {
  type DeviceStateAndTrouble,
  openTodayPage,
  type PaperRollForecast,
  type SoftwareAndCertificateAges,
  type VisitFigures,
} from './maintenance/today.ts';
import type { LogSigner } from './merkle/signer.ts';
import { makeCassetteSlip } from './receipt/cassette-slip.ts';
import type { SignedInStaff, StaffDesk } from './staff/contract.ts';
import type { KioskHealth } from './web/server.ts';

type RecordAct = (what: MaintenanceAct, by: SignedInStaff, about?: string) => void;

interface Around {
  readonly staff: Pick<StaffDesk, 'onEvent' | 'admit'>;
  readonly ledger: Ledger;
  readonly printer: ReceiptPrinter;
  readonly print: PrintForStaff;
  readonly till: Pick<Till, 'status' | 'onStatus'> | null;
  readonly settlement: Pick<Settlement, 'claim' | 'isClaimed' | 'recover' | 'tryNow'>;
  readonly signer: LogSigner;
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
  readonly health: () => KioskHealth;
  readonly cabinet: DevicesAndMachinePages;
  /** Changes that the page *Today* shows. */
  readonly onChange: (listener: () => void) => () => void;
}

/** `follow` begins to count troubles. */
export function openMaintenance(around: Around): MaintenanceParts & { readonly follow: () => void } {
  const { staff, ledger, log, time, believed } = around;
  const memo = ledger.memo<LastMaintenance>(MAINTENANCE_MEMO);
  const record: RecordAct = (what, by, about) => {
    const act = { what, by: badgeOrServiceKey(by), ...(about && { about }) };
    ledger.append(around.newKey(), { kind: 'serviced', ...act, at: time.stamp() });
    log.event('maintenance.act', act);
  };
  const incidents = countIncidents(withoutSaveErrors(ledger.memo<Incidents>(INCIDENTS_MEMO)));
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
): MaintenancePageOpeners {
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
  const recordFor = (what: MaintenanceAct, { authority }: MaintenancePageHost, about?: string) =>
    record(what, authority, about);
  return {
    tabs: {
      today: (host) => openTodayPage(facts, host),
      ...moneyTabs(around, record),
      devices: (host) => openDevicesPage({ ...cabinet.devices, record: recordFor }, host),
      machine: (host) => openMachinePage({ ...cabinet.machine, record: recordFor }, host),
    },
    jobs: {
      ...moneyJobs(around),
      'stuck-note': stuckNote(around, record),
      'new-roll': (host) =>
        openNewRollPage({ printer, print, testLine, record: () => record('new-roll', host.authority) }, host),
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
    cassette: (host: MaintenancePageHost) => openCassettePage({ desk, validator: till, print, slip, doubts }, host),
  };
}

const momentsOf = ({ time, believed, now }: Around) => ({
  now: () => (believed() ? now() : null),
  timestamp: time.stamp,
});

function moneyTabs(around: Around, record: RecordAct) {
  const { ledger, ledgerFile: file, settlement, profile } = around;
  const books = { file, ledger, ...momentsOf(around) };
  const doubts = createDoubtsDesk({ ...books, settlement, badges: settleBadgeCountOf(profile.cash) });
  const credits = createCreditsDesk(books);
  const asked = (host: MaintenancePageHost) => record('asked-again', host.authority);
  return {
    doubts: (host: MaintenancePageHost) => openDoubtsPage({ desk: doubts, record: asked }, host),
    credits: (host: MaintenancePageHost) => openCreditsPage(credits, host),
  };
}

function stuckNote(around: Around, record: RecordAct) {
  const { ledger, ledgerFile: file, settlement, till } = around;
  const validator = () => till?.status() ?? null;
  const desk = createBanknoteDesk({ file, ledger, validator, settlement, ...momentsOf(around) });
  const note = ({ authority }: MaintenancePageHost, answer: ValidatorReadiness) =>
    record('stuck-note', authority, answer.is === 'blocked' ? answer.code : answer.is);
  return (host: MaintenancePageHost) => openStuckNotePage({ desk, validator: till, record: note }, host);
}

function agesOf({ believed, now, officeTls }: Around): SoftwareAndCertificateAges {
  if (!believed()) return { softwareDays: null, certificateDays: null };
  const identity = officeTls?.identity;
  return {
    softwareDays: daysSince(softwareDate(), now()),
    certificateDays: identity ? daysUntilExpiry(identity, now()) : null,
  };
}

const devicesOf = ({ devices, troubles = {}, degraded = {} }: KioskHealth): readonly DeviceStateAndTrouble[] =>
  (Object.entries(devices) as [DeviceStateAndTrouble['kind'], DeviceStateAndTrouble['state']][]).map(
    ([kind, state]) => ({
      kind,
      state,
      trouble: troubles[kind] ?? degraded[kind]?.code ?? null,
    }),
  );

/** Reads all entries since the last maintenance: maybe thousands, but no visit runs then. */
function figuresSince(ledger: Ledger, last: LastMaintenance | undefined): VisitFigures {
  const entries = ledger.between(last?.seq ?? 0, ledger.newestSeq(), COUNTED_ENTRY_KINDS).map(({ entry }) => entry);
  return visitFiguresOf(entries, { since: last?.at ?? null, open: ledger.openIds().length });
}

/** Days since the last maintenance that a forecast must exceed. */
const LEAST_DAYS = 0.1;

/** Rest of the roll (0 to 1), and days to its end at the use since the last maintenance. */
function paperForecast(around: Around, last: LastMaintenance | undefined): PaperRollForecast | null {
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
