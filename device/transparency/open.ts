import type { Ledger } from '../ledger/ledger.ts';
import { keyFileOf, LOG_PUBLIC_KEYS_MEMO, openLogKey } from '../merkle/signer.ts';
import { logOriginOf } from '../proof/checkpoint.ts';
import { formatVerifierKey } from '../proof/note.ts';
import { createTransparencyLog } from './log.ts';

/** Code in the log if the file of the old key is gone. */
export const LOG_KEY_REPLACED_CODE = 'TLG-103';

/**
 * Opens this kiosk's log in the file of its ledger. Makes a key if its file is absent.
 *
 * @throws LogKeyError
 */
export function openTransparency(options: {
  readonly ledger: Ledger;
  readonly ledgerFile: string;
  readonly kioskId: string;
  readonly randomBytes: (count: number) => Uint8Array;
}) {
  const { ledger, kioskId, randomBytes } = options;
  const signer = openLogKey(keyFileOf(options.ledgerFile), logOriginOf(kioskId), randomBytes);
  const memo = ledger.memo<readonly string[]>(LOG_PUBLIC_KEYS_MEMO);
  const known = memo.load() ?? [];
  const key = formatVerifierKey(signer.key);
  const isNew = !known.includes(key);
  if (isNew) memo.save([...known, key]);
  const log = ledger.join((db) => createTransparencyLog({ db, kioskId, signer, randomBytes }));
  return { log, signer, keyReplaced: isNew && known.length > 0 };
}
