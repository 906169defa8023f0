import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { realClock } from '../drivers/clock.ts';
import type { KioskClock } from './clock/kiosk-clock.ts';
import { namedLedgerPath, realLedgerPath } from './config/ledger-place.ts';
import type { Profile } from './config/profile.ts';
import { pathBesideLedger } from './files/beside-ledger.ts';
import { makeFolder } from './files/make-folder.ts';
import { openLedger } from './ledger/ledger.ts';
import { refuseFilesBesideLink } from './ledger/ledger-file.ts';
import { countServiceUse } from './ledger/service-use.ts';
import { watchTerminalClock } from './ledger/terminal-clock.ts';
import type { Log } from './log/log.ts';
import { logStorage, logTerminalClock } from './main-watchers.ts';
import { ledgerWithReserve } from './storage/reserved-ledger.ts';
import { watchStorage } from './storage/storage.ts';
import { LOG_KEY_REPLACED_CODE, openTransparency } from './transparency/open.ts';

/** The ledger, its disk, and what the ledger's file also holds: the public log and the number of uses of each service. */
export function openKioskLedger(profile: Profile, log: Log, { now, sync, raiseFloor }: KioskClock) {
  const file = realLedgerPath(profile);
  makeFolder(dirname(file));
  refuseFilesBesideLink(namedLedgerPath(profile), file);
  const storage = watchStorage({ reserve: pathBesideLedger(file, '.reserve'), clock: realClock });
  logStorage(log, storage);
  const ledger = ledgerWithReserve(openLedger({ file, now, sync }), storage);
  raiseFloor(new Date(ledger.newestTime() ?? 0));
  log.event('clock.changed', { state: sync() });
  const {
    log: transparency,
    signer,
    keyReplaced,
  } = openTransparency({
    ledger,
    ledgerFile: file,
    kioskId: profile.kiosk.id,
    randomBytes,
  });
  if (keyReplaced) log.event('transparency.key-replaced', { code: LOG_KEY_REPLACED_CODE });
  if (transparency.damage) log.event('transparency.damaged', transparency.damage);
  const serviceUse = ledger.join((db) => countServiceUse(db, (cause) => log.event('service-use.damaged', { cause })));
  const terminalClock = watchTerminalClock(ledger, profile.devices.terminal, logTerminalClock(log));
  return { file, storage, ledger, signer, transparency, serviceUse, terminalClock };
}
