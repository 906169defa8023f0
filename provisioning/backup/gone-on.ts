import { existsSync, readFileSync } from 'node:fs';
import type { Application } from '../../device/ledger/application.ts';
import type { PhaseKind } from '../../device/ledger/entries.ts';
import { nextStep } from '../../device/ledger/next-step.ts';

/** An application that was here when the backup was made may have been paid and registered by the kiosk that went on. */
const UNPAID: ReadonlySet<PhaseKind> = new Set(['quoted', 'lodged', 'notPaid', 'cashIntent', 'cashStopped']);
/** What the settlement decides by the ledger alone, or by a ledger that knows every later sale. */
const BY_THE_BOOK: ReadonlySet<ReturnType<typeof nextStep>['do']> = new Set(['reverse', 'credit', 'wait-for-note']);

/**
 * Whether the next step of the settlement would be wrong where the kiosk went on after this: it would take back what was paid since, or
 * give back once more. A terminal that is asked, and an office that registers the same proof again, know what came after.
 */
const mayHaveGoneOn = (application: Application): boolean =>
  (UNPAID.has(application.last) && !application.trial) || BY_THE_BOOK.has(nextStep(application).do);

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
 * made may be on paper since. Told twice it is as told once, byte for byte. Nothing if that very ledger is here still.
 */
export async function doubtRestored(backed: string, here: string): Promise<void> {
  if (isHere(backed, here)) return;
  const { doubtStockOf } = await import('../../device/ledger/known-outbox.ts');
  doubtStockOf(backed, 'restored');
}

const isHere = (backed: string, here: string): boolean =>
  !existsSync(backed) || (existsSync(here) && readFileSync(here).equals(readFileSync(backed)));
