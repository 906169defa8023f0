import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { createKioskClock, type KioskClock } from '../../device/clock/kiosk-clock.ts';
import { softwareDate, watchTimesyncd } from '../../device/clock/timesyncd.ts';
import type { Profile } from '../../device/config/profile.ts';
import { type Ledger, openLedger } from '../../device/ledger/ledger.ts';
import { LedgerDamagedError, LedgerForeignError } from '../../device/ledger/ledger-file.ts';
import { LedgerInUseError } from '../../device/ledger/ledger-lock.ts';
import { LedgerNewerError } from '../../device/ledger/schema-version.ts';
import { keyFileOf, LogKeyError, type LogSigner, readLogKey } from '../../device/merkle/signer.ts';
import { logOriginOf } from '../../device/proof/checkpoint.ts';
import { openTransparency } from '../../device/transparency/open.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { describeLedgerError, trustedLedgerPath } from '../books/ledger-file.ts';
import { becomeLedgerOwner } from '../books/ledger-owner.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';

/** Ledger and log, locked as the kiosk locks them: meanwhile the kiosk cannot start. */
export interface AcceptanceBooks {
  readonly ledger: Ledger;
  readonly ledgerFile: string;
  readonly clock: KioskClock;
  readonly signer: LogSigner;
  close(): void;
}

/** Opens ledger and log, or creates them as the first start of the kiosk does. */
export function openBooks(profile: Profile): Result<AcceptanceBooks, CliTrouble> {
  const place = trustedLedgerPath(profile);
  if (!place.ok) return place;
  const file = place.value;
  const mine = becomeLedgerOwner(dirname(file));
  if (!mine.ok) return mine;
  const clock = createKioskClock({ systemNow: () => new Date(), source: watchTimesyncd(), floor: softwareDate() });
  const opened = openToWrite(file, profile, clock);
  if (!opened.ok) clock.close();
  return opened;
}

function openToWrite(file: string, profile: Profile, clock: KioskClock): Result<AcceptanceBooks, CliTrouble> {
  let ledger: Ledger | undefined;
  try {
    ledger = openLedger({ file, now: clock.now, sync: clock.sync });
    clock.raiseFloor(new Date(ledger.newestTime() ?? 0));
    const kioskId = profile.kiosk.id;
    openTransparency({ ledger, ledgerFile: file, kioskId, randomBytes });
    const signer = readLogKey(keyFileOf(file), logOriginOf(kioskId));
    if (!signer) throw new Error('the key of the log was there a moment ago');
    const its = ledger;
    const close = () => {
      its.close();
      clock.close();
    };
    return ok({ ledger: its, ledgerFile: file, clock, signer, close });
  } catch (error) {
    ledger?.close();
    return whyNot(file, error);
  }
}

function whyNot(file: string, error: unknown): ReturnType<typeof failed> {
  if (error instanceof LedgerInUseError)
    return failed(
      `another program uses the ledger, probably the kiosk (LDG-101): stop the kiosk first, sudo systemctl stop asan-kiosk.service asan-kiosk.socket`,
    );
  if (
    error instanceof LedgerNewerError ||
    error instanceof LedgerDamagedError ||
    error instanceof LedgerForeignError ||
    error instanceof LogKeyError
  )
    return failed(error.message);
  return describeLedgerError(file, error);
}
