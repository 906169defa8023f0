import { readOfficeTls } from '../../device/back-office/identity.ts';
import { listOfficeRegister, type OfficeRegisterRow } from '../../device/back-office/register-list.ts';
import { createCentreClock, fromCentreLocalTime } from '../../device/clock/centre-time.ts';
import { realFiles } from '../../device/config/files.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { type ApplicationInLedger, readLedgerQueries } from '../../device/ledger/book.ts';
import {
  isWithinPeriod,
  type ReconciliationFinding,
  type TerminalDayClosing,
  type TimePeriod,
} from '../../device/ledger/findings.ts';
import { type ApplicationToReconcile, applicationToReconcile } from '../../device/ledger/ledger-line.ts';
import { reconcile } from '../../device/ledger/reconcile.ts';
import { DAY_MS } from '../../drivers/durations.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { findLedger, type LedgerOptions, withLedgerErrors } from '../books/ledger-file.ts';
import { checkMayCloseDay } from '../books/terminal-books.ts';
import type { Io } from '../command/io.ts';
import type { LinkAddress } from '../command/options.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { adviceOf } from '../devices/open-device.ts';
import { closeTerminalDay } from '../devices/terminal-care.ts';
import { type ReconciliationReport, reconcileText } from './reconcile-text.ts';
import { readTerminalTotals, type TerminalDayTotals } from './totals-file.ts';

export interface ReconcileOptions extends LedgerOptions {
  readonly totals?: string;
  readonly endOfDay?: true;
  readonly link?: LinkAddress;
  readonly yes?: true;
  readonly backOffice?: string;
  readonly day?: string;
  readonly since?: string;
}

/** Compares the books of one day. The text says which book is missing; a difference gives exit code 1. */
export async function ledgerReconcile(options: ReconcileOptions, io: Io, now = () => new Date()): Promise<CliOutcome> {
  if (options.totals !== undefined && options.endOfDay) return misused('--totals or --end-of-day, not both');
  const found = findLedger(options);
  if (!found.ok) return found;
  const { file, profile } = found.value;
  const office = officeOf(options, profile);
  const asks = options.totals !== undefined || options.endOfDay;
  if (!asks && office === null) {
    return misused('there is nothing to compare the ledger with: add --totals FILE, --end-of-day or --back-office URL');
  }
  const compare = (terminal: TerminalDayTotals | null) =>
    withLedgerErrors(file, () => compareDay({ options, file, profile, office, terminal, io, now }));
  if (options.totals !== undefined) {
    const totals = readTerminalTotals(options.totals);
    return totals.ok ? compare(totals.value) : totals;
  }
  if (!options.endOfDay) return compare(null);
  const settled = await checkMayCloseDay(file);
  if (!settled.ok) return settled;
  // The terminal gives its sums only once: without the office they would be lost.
  const answers = office === null ? ok(null) : await registerOf(profile, office, dayPeriod(today(now)));
  if (!answers.ok)
    return { ...answers, error: { ...answers.error, line: `the day was not closed: ${answers.error.line}` } };
  return closeTerminalDay(options, io, compare);
}

interface Comparison {
  readonly options: ReconcileOptions;
  readonly file: string;
  readonly profile: Profile;
  readonly office: string | null;
  readonly terminal: TerminalDayTotals | null;
  readonly io: Io;
  readonly now: () => Date;
}

async function compareDay(comparison: Comparison): Promise<CliOutcome> {
  const { options, file, profile, terminal, office, io, now } = comparison;
  const closedAt =
    terminal && (options.endOfDay ? createCentreClock(now).stamp() : terminalClosingTime(terminal, now()));
  const day = options.day ?? closedAt?.slice(0, 10) ?? today(now);
  const period = dayPeriod(day);
  const rows = office === null ? ok(null) : await registerOf(profile, office, period);
  if (!rows.ok) return rows;
  const lines = readLedgerQueries(file, (book) =>
    linesOf(book.withKinds(['quoted', 'trialSale', 'approved'], before(period.from, DAYS_BEFORE))),
  );
  const closing: TerminalDayClosing | null = terminal && {
    ...terminal,
    period: {
      from: options.since === undefined ? period.from : fromCentreLocalTime(options.since),
      to: closedAt ?? period.to,
    },
  };
  const compared: ReconciliationReport = {
    day,
    lines: lines.filter(({ since }) => isWithinPeriod(since, period)).length,
    terminal,
    registered: rows.value?.filter(({ lodgedAt }) => isWithinPeriod(lodgedAt, period)).length ?? null,
    findings: reconcile(lines, closing, rows.value && { rows: rows.value, period }),
  };
  if (options.json) printJson(io, compared);
  else io.out(reconcileText(compared));
  const { length } = compared.findings;
  if (length === 0) return done;
  if (terminal?.totals.amount === 0 && options.since === undefined && compared.findings.some(isOfTerminal)) {
    return failed(
      'the terminal has no sale since its last closing. If it was closed on this day, give the time (--since) or the totals of that closing (--totals). Otherwise the terminal was reset or replaced',
    );
  }
  return failed(
    `${length === 1 ? 'one difference' : `${length} differences`}: look at each with \`asan-kiosk ledger show\``,
  );
}

const isOfTerminal = ({ between }: ReconciliationFinding): boolean => between === 'ledger-terminal';

const linesOf = (booked: readonly ApplicationInLedger[]): readonly ApplicationToReconcile[] =>
  booked.map(applicationToReconcile).filter((line) => line !== null);

/** Earlier applications may have been paid on the day. */
const DAYS_BEFORE = 7;

const before = (moment: string, days: number): string => new Date(Date.parse(moment) - days * DAY_MS).toISOString();

const today = (now: () => Date): string => createCentreClock(now).local().slice(0, 10);

function dayPeriod(day: string): TimePeriod {
  const from = fromCentreLocalTime(`${day}T00:00`);
  return { from, to: before(from, -1) };
}

/**
 * Time of the terminal's closing, at the centre. The terminal reports only month and day. The year is the newest one in which the closing
 * is at most one day in the future. `null`: no date reported.
 */
export function terminalClosingTime(
  { totals: { date, time } }: Pick<TerminalDayTotals, 'totals'>,
  now: Date,
): string | null {
  if (date === null || time === null) return null;
  const [hours, minutes, seconds] = [time.slice(0, 2), time.slice(2, 4), time.slice(4, 6)];
  const inYear = (year: number) =>
    fromCentreLocalTime(`${year}-${date.slice(0, 2)}-${date.slice(2, 4)}T${hours}:${minutes}:${seconds}`);
  const year = now.getUTCFullYear() + 1;
  const possible = [year, year - 1, year - 2].map(inYear).filter((moment) => !Number.isNaN(Date.parse(moment)));
  return possible.find((moment) => Date.parse(moment) <= now.getTime() + DAY_MS) ?? null;
}

const ASK_MS = 60_000;

/** The back office has its own clock: one day more on both sides. It knows the kiosk by its certificate. */
async function registerOf(
  profile: Profile,
  baseUrl: string,
  { from, to }: TimePeriod,
): Promise<Result<readonly OfficeRegisterRow[], CliTrouble>> {
  const tls = readOfficeTls(profile, realFiles);
  if (!tls.ok) return misused(describeConfigTrouble(tls.error));
  const rows = await listOfficeRegister(
    { baseUrl, timeoutMs: profile.backOffice.timeoutMs, tls: tls.value },
    { kiosk: profile.kiosk.id, from: before(from, 1), to: before(to, -1) },
    AbortSignal.timeout(ASK_MS),
  );
  if (rows.ok) return rows;
  const { error } = rows;
  const why = error.kind === 'refused' ? error.reason : error.kind === 'unreachable' ? error.detail : error.kind;
  return failed(`the back office ${baseUrl} gave no list (${error.code}, ${why}): ${adviceOf('BKO-101')}`);
}

function officeOf({ backOffice }: ReconcileOptions, profile: Profile): string | null {
  if (backOffice !== undefined) return backOffice;
  return profile.backOffice.url === 'simulated' ? null : profile.backOffice.url;
}
