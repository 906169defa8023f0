import { dirname } from 'node:path';
import { createCentreClock } from '../../device/clock/centre-time.ts';
import { createKioskClock, type KioskClock } from '../../device/clock/kiosk-clock.ts';
import { softwareDate, watchTimesyncd } from '../../device/clock/timesyncd.ts';
import { type Ledger, openLedger } from '../../device/ledger/ledger.ts';
import { LedgerDamagedError, LedgerForeignError } from '../../device/ledger/ledger-file.ts';
import { LedgerInUseError } from '../../device/ledger/ledger-lock.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, type CliTrouble, failed } from '../command/outcome.ts';
import { shortPath } from '../command/places.ts';
import { withLedgerErrors } from './ledger-file.ts';
import { becomeLedgerOwner } from './ledger-owner.ts';

export interface WritableLedger {
  readonly ledger: Ledger;
  readonly now: () => Date;
  /** ISO date-time with offset. */
  readonly timestamp: () => string;
}

/** Opens the ledger of a stopped kiosk as the ledger's owner, because the ledger has one writer. `then`: what to do after stopping the kiosk, for the error. */
export function withLedgerToWrite(
  file: string,
  then: string,
  io: Io,
  act: (opened: WritableLedger) => CliOutcome | Promise<CliOutcome>,
): Promise<CliOutcome> {
  return withLedgerErrors(file, async () => {
    const owner = becomeLedgerOwner(dirname(file));
    if (!owner.ok) return owner;
    const clock = createKioskClock({ systemNow: () => new Date(), source: watchTimesyncd(), floor: softwareDate() });
    const opened = openToWrite(file, then, clock);
    if (!opened.ok) {
      clock.close();
      return opened;
    }
    const ledger = opened.value;
    try {
      clock.raiseFloor(new Date(ledger.newestTime() ?? 0));
      for (const { seq, why } of ledger.found) io.note(`record ${seq} was set aside (LDG-103, ${why})`);
      return await act({ ledger, now: clock.now, timestamp: createCentreClock(clock.now).stamp });
    } finally {
      ledger.close();
      clock.close();
    }
  });
}

function openToWrite(file: string, then: string, { now, sync }: KioskClock): Result<Ledger, CliTrouble> {
  try {
    return ok(openLedger({ file, now, sync }));
  } catch (error) {
    if (error instanceof LedgerDamagedError || error instanceof LedgerForeignError) return failed(error.message);
    if (!(error instanceof LedgerInUseError)) throw error;
    return failed(
      `the kiosk or another command uses the ledger ${shortPath(file)} (LDG-101): stop the kiosk, ${then}, and start the kiosk again`,
    );
  }
}
