import { existsSync, readFileSync } from 'node:fs';
import type { Application } from '../../device/ledger/application.ts';
import type { PhaseKind } from '../../device/ledger/entries.ts';
import { nextSettlementStep } from '../../device/ledger/next-step.ts';

/** Phases after which the kiosk could only withdraw the application. */
const TO_WITHDRAW: ReadonlySet<PhaseKind> = new Set(['issueRefused', 'reversed', 'settledByHand']);

/**
 * If the kiosk continued after the backup, the settlement could take back a later payment or delivery. It could also give money back twice.
 * The terminal may answer with a later sale.
 */
function mayHaveGoneOn(application: Application): boolean {
  switch (nextSettlementStep(application).do) {
    // The settlement would withdraw a registered free number without paper, which a citizen may have.
    case 'register':
      return application.paper === 'ticket' && application.amount === 0;
    case 'withdraw':
      return !TO_WITHDRAW.has(application.last);
    case 'close':
    case 'leave-to-staff':
    case 'nothing':
      return false;
    default:
      return true;
  }
}

/**
 * Leaves each application in a backup's ledger to staff if the kiosk may have continued the application since. Adopting an older ledger
 * does the same (docs/decisions/0010). Idempotent, byte for byte. Does nothing if the same ledger is still here.
 *
 * @returns the number of applications left to staff
 */
export async function leaveApplicationsToStaff(backed: string, here: string, at: string): Promise<number> {
  if (isHere(backed, here)) return 0;
  const [{ readLedgerQueries }, { leaveToStaff }] = await Promise.all([
    import('../../device/ledger/book.ts'),
    import('../../device/ledger/set-aside.ts'),
  ]);
  const open = readLedgerQueries(backed, (book) => book.open());
  const gone = open.filter(({ application, byHand }) => application && !byHand && mayHaveGoneOn(application));
  if (gone.length > 0)
    leaveToStaff(
      backed,
      gone.map(({ id }) => id),
      at,
    );
  return gone.length;
}

/**
 * Stops the kiosk from using its stock before the office has answered: references and queue numbers of the backup's stock may be on paper
 * since. Idempotent, byte for byte. Does nothing if the same ledger is still here, unless another board took over: with a restore, staff
 * decide that this board continues.
 */
export async function lockStockUntilOfficeAnswers(backed: string, here: string): Promise<void> {
  const { markStockDoubtfulInFile, isStockOfOtherBoard } = await import('../../device/ledger/known-outbox.ts');
  if (isHere(backed, here) && !(existsSync(backed) && isStockOfOtherBoard(backed))) return;
  markStockDoubtfulInFile(backed, 'restored');
}

const isHere = (backed: string, here: string): boolean =>
  !existsSync(backed) || (existsSync(here) && readFileSync(here).equals(readFileSync(backed)));
