import { existsSync } from 'node:fs';
import { realLedgerPath } from '../../device/config/ledger-place.ts';
import { type Application, canReverseSale, isPaymentInDoubt } from '../../device/ledger/application.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { withLedgerErrors } from './ledger-file.ts';

/** Whether the day may be closed: closing erases the terminal's last transaction, and sales of a closed day cannot be given back. */
export const checkMayCloseDay = (file: string): Promise<CliOutcome> =>
  noneOwed(
    file,
    (application) => canReverseSale(application) || isPaymentInDoubt(application),
    (name) =>
      `${name} is not settled at the terminal, and after the day is closed it cannot be. Start the kiosk until \`asan-kiosk ledger open\` no longer lists it. If the terminal can never settle it, run \`asan-kiosk ledger settle\``,
  );

/** Whether a sale may be reversed: the reversal becomes the last transaction, and the terminal no longer answers for the sale before it. */
export const checkMayReverseSale = (file: string): Promise<CliOutcome> =>
  noneOwed(
    file,
    isPaymentInDoubt,
    (name) =>
      `the payment of ${name} is in doubt, and only the terminal's last transaction can answer for it. Start the kiosk until \`asan-kiosk ledger open\` no longer lists it, then reverse. If the terminal can never settle it, run \`asan-kiosk ledger settle\``,
  );

async function noneOwed(
  file: string,
  isOwed: (application: Application) => boolean,
  words: (name: string) => string,
): Promise<CliOutcome> {
  // Loaded only here: a terminal without a ledger needs no native part.
  const { readLedgerQueries } = await import('../../device/ledger/book.ts');
  return withLedgerErrors(file, () => {
    const owed = readLedgerQueries(file, (book) => book.open()).find(
      ({ application, byHand }) => application && !byHand && isOwed(application),
    );
    return owed ? failed(words(owed.application?.reference ?? owed.id)) : done;
  });
}

/** Whether the ledger of the profile allows the command. Without a profile, or if the kiosk never ran, the command is allowed. */
export async function checkLedgerAllows(
  may: typeof checkMayCloseDay,
  { profile }: { readonly profile?: string },
): Promise<CliOutcome> {
  if (profile === undefined) return done;
  const loaded = loadProfileFile(profile);
  if (!loaded.ok) return loaded;
  const file = realLedgerPath(loaded.value);
  return existsSync(file) ? may(file) : done;
}
