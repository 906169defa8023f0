import { existsSync, readFileSync } from 'node:fs';
import type { Application } from '../../device/ledger/application.ts';
import type { PhaseKind } from '../../device/ledger/entries.ts';
import { nextStep } from '../../device/ledger/next-step.ts';

/** The kiosk that went on could do nothing after these but withdraw the application. */
const TO_WITHDRAW: ReadonlySet<PhaseKind> = new Set(['issueRefused', 'reversed', 'settledByHand']);

/**
 * Whether the next step of the settlement, or what follows from its answer, would be wrong if the kiosk went on after this. It would take back
 * what was paid or delivered since, or give money back once more. The terminal may answer a question about this sale with a later one.
 */
function mayHaveGoneOn(application: Application): boolean {
  switch (nextStep(application).do) {
    // The office knows this proof. A free number that is registered and has no paper would be withdrawn, and its paper may be in a hand.
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
 * Leaves to staff what of a backup's ledger may have gone on since, as adopting an older one does (docs/decisions/0010). Told twice it is as told
 * once, byte for byte. Nothing where that very ledger is here still.
 *
 * @returns how many
 */
export async function leaveGoneOn(backed: string, here: string, at: string): Promise<number> {
  if (isHere(backed, here)) return 0;
  const [{ readBook }, { leaveToStaff }] = await Promise.all([
    import('../../device/ledger/book.ts'),
    import('../../device/ledger/set-aside.ts'),
  ]);
  const open = readBook(backed, (book) => book.open());
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
 * Has the kiosk give nothing out of its stock before the office has answered: references and queue numbers that were left when the backup was
 * made may be on paper since. Told twice it is as told once, byte for byte. Nothing if that very ledger is here still, unless another board
 * took over: by the restore staff say that this board goes on.
 */
export async function doubtRestored(backed: string, here: string): Promise<void> {
  const { doubtStockOf, isReplacedBoard } = await import('../../device/ledger/known-outbox.ts');
  if (isHere(backed, here) && !(existsSync(backed) && isReplacedBoard(backed))) return;
  doubtStockOf(backed, 'restored');
}

const isHere = (backed: string, here: string): boolean =>
  !existsSync(backed) || (existsSync(here) && readFileSync(here).equals(readFileSync(backed)));
