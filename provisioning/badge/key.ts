import { randomBytes } from 'node:crypto';
import { credentialFileName } from '../../device/config/credentials.ts';
import { parseStaffKey, STAFF_CREDENTIALS } from '../../device/staff/keys.ts';
import { readBadgeRegister } from '../../device/staff/register.ts';
import { RESTART_IF_RUNNING_COMMAND } from '../../device/troubles/start-anew.ts';
import { type LedgerOptions, placeOfLedger } from '../books/ledger-file.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import {
  type CredentialStore,
  storageOfCredential,
  storeCredential,
  systemCredentialStore,
} from '../credentials/credential-store.ts';

const PIN_KEY_BYTES = 32;

/** Stores the master key of the badges, and makes the key of the PINs if there is none. */
export async function storeBadgeKey(
  options: LedgerOptions,
  io: Io,
  store: CredentialStore = systemCredentialStore(),
): Promise<CliOutcome> {
  if (process.getuid?.() !== 0 && store.plain === '/etc/credstore')
    return failed('only root may store keys: run it with sudo');
  const typed = await io.askSecret('Master key of the badges, 32 hex digits: ');
  if (typed === null || typed.trim() === '') return failed('no key was entered: nothing was changed');
  const key = typed.trim().toLowerCase();
  if (!parseStaffKey('badgeKey', key)) return misused('a master key has 32 hex digits: nothing was changed');
  const pinKeyFile = credentialFileName(STAFF_CREDENTIALS.pinKey);
  try {
    const badgeKey = storeCredential(credentialFileName(STAFF_CREDENTIALS.badgeKey), key, store);
    const pinKey = storageOfCredential(pinKeyFile, store) === null ? 'made' : 'kept';
    if (pinKey === 'made') storeCredential(pinKeyFile, randomBytes(PIN_KEY_BYTES).toString('hex'), store);
    if (options.json) printJson(io, { badgeKey, pinKey });
    else {
      const how = badgeKey === 'encrypted' ? 'stored, encrypted for this machine' : 'stored, readable by root only';
      const badges = pinKey === 'made' ? registeredIn(options) : [];
      io.out(
        `the master key is ${how}; the key of the PINs was ${pinKey}. A running kiosk reads them after a restart: ${RESTART_IF_RUNNING_COMMAND}\n`,
      );
      if (badges.length > 0) {
        const again = badges.map((number) => `sudo asan-kiosk badge add ${number}`).join('; ');
        io.out(`the key of the PINs is new, so each registered badge needs a new PIN: ${again}\n`);
      }
    }
    return done;
  } catch (error) {
    return failed(`the keys were not stored: ${describeSystemError(error)}; df -h shows whether the disk is full`);
  }
}

/** A ledger of another board brings its badges, but not its key of the PINs. */
function registeredIn(options: LedgerOptions): readonly string[] {
  if (options.profile === undefined) return [];
  const ledger = placeOfLedger(options);
  if (!ledger.ok) return [];
  try {
    return (readBadgeRegister(ledger.value) ?? []).map(({ number }) => number);
  } catch {
    return [];
  }
}
