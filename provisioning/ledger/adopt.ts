import { existsSync } from 'node:fs';
import { createKioskClock } from '../../device/clock/kiosk-clock.ts';
import { softwareDate, watchTimesyncd } from '../../device/clock/timesyncd.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { LedgerDamagedError, LedgerForeignError } from '../../device/ledger/ledger-file.ts';
import { LedgerInUseError } from '../../device/ledger/ledger-lock.ts';
import { type OwedAmounts, readOwed } from '../../device/ledger/owed.ts';
import { describeOlderLedger, type OlderLedger, readLedgerState } from '../../device/ledger/standing.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { type LedgerOptions, placeOfLedger, withLedgerErrors } from '../books/ledger-file.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, type CliTrouble, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { shortPath } from '../command/places.ts';
import { confirmByPerson } from '../devices/terminal.ts';
import { describeOwed } from './open.ts';

export interface AdoptOptions extends LedgerOptions {
  readonly by: string;
  readonly yes?: true;
}

/**
 * Staff decide to continue with the existing ledger, although files beside it know more records (LDG-102). The kiosk must be stopped: the
 * ledger has one writer.
 */
export async function ledgerAdopt(options: AdoptOptions, io: Io, now = new Date()): Promise<CliOutcome> {
  const place = placeOfLedger(options);
  if (!place.ok) return place;
  const file = place.value;
  return withLedgerErrors(file, async () => {
    const standing = readLedgerState(file);
    if (standing.is !== 'not-newest') return nothingToAdopt(file);
    const sure = await confirmByPerson(question(file, standing), options, io);
    if (!sure.ok) return sure;
    const adopted = adopt(file, options.by);
    if (!adopted.ok) return adopted;
    const owed = readOwed(file, now);
    if (options.json) printJson(io, { adopted: standing, by: options.by, ...owed });
    else io.out(describe(file, standing, owed));
    return done;
  });
}

const nothingToAdopt = (file: string): CliOutcome =>
  failed(
    existsSync(file)
      ? `${shortPath(file)} is already the newest ledger of this kiosk: there is nothing to adopt`
      : `there is no ledger ${shortPath(file)} yet: the first start of the kiosk creates it`,
  );

const question = (file: string, standing: OlderLedger): string =>
  `Continue with ${shortPath(file)}? It is not the newest ledger of this kiosk: ${describeOlderLedger(standing)}. Its open applications are left to you.`;

function adopt(file: string, by: string): Result<void, CliTrouble> {
  const clock = createKioskClock({ systemNow: () => new Date(), source: watchTimesyncd(), floor: softwareDate() });
  try {
    openLedger({ file, now: clock.now, sync: clock.sync, adopt: { by } }).close();
    return ok(undefined);
  } catch (error) {
    if (error instanceof LedgerDamagedError || error instanceof LedgerForeignError) return failed(error.message);
    if (!(error instanceof LedgerInUseError)) throw error;
    return failed(`the kiosk or another command uses the ledger ${shortPath(file)} (LDG-101): stop the kiosk first`);
  } finally {
    clock.close();
  }
}

function describe(file: string, { has, known }: OlderLedger, owed: OwedAmounts): string {
  const leaves = known ? known.leaves - has.leaves : 0;
  return [
    `${shortPath(file)} is the ledger of this kiosk from now on; the kiosk starts with it\n`,
    leaves > 0
      ? `the public log had ${known?.leaves} leaves and has ${has.leaves} now: export it into another folder, and tell the witnesses\n`
      : '',
    describeOwed(owed),
  ].join('');
}
