import { existsSync } from 'node:fs';
import { ledgerPlace } from '../../device/config/ledger-place.ts';
import { type Application, paymentInDoubt, saleMayGoBack } from '../../device/ledger/application.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { reading } from './ledger-file.ts';

/** A terminal forgets its last transaction with its day, and gives back no sale of a day that is closed. */
export const mayClose = (file: string): Promise<CliOutcome> =>
  noneOwed(
    file,
    (application) => saleMayGoBack(application) || paymentInDoubt(application),
    (name) =>
      `${name} is not settled at the terminal, which can only be done before its day is closed: start the kiosk until \`asan-kiosk ledger open\` no longer lists it; what can never be settled there is for \`asan-kiosk ledger settle\``,
  );

/** A reversal is a transaction too: afterwards it is the last one, and tells nothing of the sale before it. */
export const mayReverse = (file: string): Promise<CliOutcome> =>
  noneOwed(
    file,
    paymentInDoubt,
    (name) =>
      `the payment of ${name} is in doubt, and the last transaction of the terminal has to answer for it first: start the kiosk until \`asan-kiosk ledger open\` no longer lists it, then reverse; what can never be settled there is for \`asan-kiosk ledger settle\``,
  );

async function noneOwed(
  file: string,
  isOwed: (application: Application) => boolean,
  words: (name: string) => string,
): Promise<CliOutcome> {
  // With the native part, which a terminal that is tried without a ledger does not need.
  const { readBook } = await import('../../device/ledger/book.ts');
  return reading(file, () => {
    const owed = readBook(file, (book) => book.open()).find(
      ({ application, byHand }) => application && !byHand && isOwed(application),
    );
    return owed ? failed(words(owed.application?.reference ?? owed.id)) : done;
  });
}

/** What the ledger of the profile says to it. Without a profile nobody knows whose terminal it is, and a kiosk that never ran owes nothing. */
export async function booksAllow(
  may: typeof mayClose,
  { profile }: { readonly profile?: string },
): Promise<CliOutcome> {
  if (profile === undefined) return done;
  const loaded = loadProfileFile(profile);
  if (!loaded.ok) return loaded;
  const file = ledgerPlace(loaded.value);
  return existsSync(file) ? may(file) : done;
}
