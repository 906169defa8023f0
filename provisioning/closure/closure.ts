import { existsSync, readFileSync } from 'node:fs';
import { createCentreClock } from '../../device/clock/centre-time.ts';
import { softwareDate } from '../../device/clock/timesyncd.ts';
import {
  closureFileOf,
  dropClosure,
  readClosure,
  type StaffClosure,
  writeClosure,
} from '../../device/opening/closure-file.ts';
import { daysLater } from '../../device/words/date.ts';
import type { ClosureReason } from '../../device/words/opening.ts';
import { findLedger, type LedgerOptions } from '../books/ledger-file.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { isTimeOfDay } from '../command/options.ts';
import { type CliOutcome, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { shortPath } from '../command/places.ts';
import { fixForUnwrittenNote } from '../technician/technician.ts';

export interface OutOfServiceOptions extends LedgerOptions {
  readonly reason?: ClosureReason;
  /** A time of the next 24 hours, `HH:MM`, or a moment, `YYYY-MM-DDTHH:MM`. */
  readonly until?: string;
}

function momentOf(until: string, since: string): string {
  if (!isTimeOfDay(until)) return until;
  const today = since.slice(0, 10);
  return `${until > since.slice(11) ? today : daysLater(today, 1)}T${until}`;
}

/** Takes the kiosk out of service after its visit, until `putKioskIntoService`, also across restarts. */
export async function takeKioskOutOfService(
  options: OutOfServiceOptions,
  io: Io,
  now: () => Date = () => new Date(),
  floor = softwareDate(),
): Promise<CliOutcome> {
  const found = findLedger(options);
  if (!found.ok) return found;
  const at = now();
  const since = at >= floor ? createCentreClock(() => at).local() : null;
  if (since === null && options.until !== undefined && isTimeOfDay(options.until))
    return failed('the clock of this machine is not set: write --until with its date, as 2026-12-04T09:00');
  const until = options.until === undefined ? null : since === null ? options.until : momentOf(options.until, since);
  if (since !== null && until !== null && until <= since)
    return misused(`the return time ${until} is over: it is ${since} now (--until)`);
  const before = readClosure(found.value.file);
  // A second order changes the return time, not the beginning, and the reason only if it gives one.
  const closure = {
    reason: options.reason ?? before?.reason ?? 'maintenance',
    since: before?.since ?? since,
    until,
  } as const;
  const outcome = attempt('was not changed', found.value.file, () => writeClosure(found.value.file, closure));
  if (!outcome.ok) return outcome;
  return tell(options, io, { by: 'staff', ...closure });
}

export async function putKioskIntoService(options: LedgerOptions, io: Io): Promise<CliOutcome> {
  const found = findLedger(options);
  if (!found.ok) return found;
  let wasOut = false;
  const outcome = attempt('was not changed', found.value.file, () => {
    wasOut = dropClosure(found.value.file);
  });
  if (!outcome.ok) return outcome;
  if (!wasOut && !options.json) io.note('the kiosk was not out of service');
  return tell(options, io, null);
}

export async function printClosureStatus(options: LedgerOptions, io: Io): Promise<CliOutcome> {
  const found = findLedger(options);
  if (!found.ok) return found;
  const { file } = found.value;
  const outcome = attempt('cannot be read', file, () => {
    if (existsSync(closureFileOf(file))) readFileSync(closureFileOf(file));
  });
  return outcome.ok ? tell(options, io, readClosure(file)) : outcome;
}

function attempt(failure: string, ledgerFile: string, act: () => void): CliOutcome {
  try {
    act();
    return done;
  } catch (error) {
    const order = shortPath(closureFileOf(ledgerFile));
    return failed(`${order} ${failure}: ${describeSystemError(error)}; ${fixForUnwrittenNote(error)}`);
  }
}

function tell({ json }: LedgerOptions, io: Io, closure: StaffClosure | null): CliOutcome {
  if (json) printJson(io, closure ? { outOfService: true, ...closure } : { outOfService: false });
  else if (closure === null) io.out('in service\n');
  else {
    const { reason, since, until } = closure;
    io.out(
      `out of service: ${reason}, since ${since ?? 'unknown'}, return ${until ?? 'unknown'}. A running visit ends first. When the work is done: sudo asan-kiosk service back\n`,
    );
  }
  return done;
}
