import Database from 'better-sqlite3';
import type { Profile } from '../../device/config/profile.ts';
import { readMemo } from '../../device/ledger/memo.ts';
import { type LedgerState, readLedgerState } from '../../device/ledger/standing.ts';
import {
  keyFileOf,
  LOG_PUBLIC_KEYS_MEMO,
  LogKeyError,
  type LogSigner,
  readLogKey,
} from '../../device/merkle/signer.ts';
import { hasTree, readTree } from '../../device/merkle/tree-tables.ts';
import { logOriginOf } from '../../device/proof/checkpoint.ts';
import { parseVerifierKey, type VerifierKey } from '../../device/proof/note.ts';
import type { TrustedKeys } from '../../device/proof/verify.ts';
import { cosignedFileOf, readCosigned } from '../../device/transparency/cosigned.ts';
import { treeDamage } from '../../device/transparency/log-damage.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { describeLedgerError, failIfNotNewest, findLedger } from '../books/ledger-file.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';
import { shortPath } from '../command/places.ts';

export type LogBesideLedger = ReturnType<typeof logBeside>;

/** Opens the log beside a kiosk, which may run. If the database fails later, the caller reports it with `describeLedgerError`. */
export function openLogBesideLedger(profileFile: string | undefined): Result<LogBesideLedger, CliTrouble> {
  const found = findLedger(profileFile === undefined ? {} : { profile: profileFile });
  if (!found.ok) return found;
  const { file, profile } = found.value;
  try {
    return openLog(file, profile);
  } catch (error) {
    return describeLedgerError(file, error);
  }
}

function openLog(file: string, profile: Profile): Result<LogBesideLedger, CliTrouble> {
  const standing = readLedgerState(file);
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    if (!hasTree(db)) {
      db.close();
      return noLog(file);
    }
    return ok(logBeside(file, db, profile, standing));
  } catch (error) {
    db.close();
    throw error;
  }
}

function logBeside(file: string, db: Database.Database, { kiosk, transparency }: Profile, standing: LedgerState) {
  const origin = logOriginOf(kiosk.id);
  const logs = readMemo<readonly string[]>(db, LOG_PUBLIC_KEYS_MEMO) ?? [];
  const tree = readTree(db);
  /** Trusts all keys the log ever had, and the profile's witnesses. */
  const trust: TrustedKeys = { logs: keysOf(logs), witnesses: keysOf(transparency?.witnesses ?? []) };
  return {
    origin,
    ledgerFile: file,
    tree,
    trust,
    standing,
    /**
     * Key that signs; `null` if the file does not exist.
     *
     * @throws LogKeyError if the file cannot be read, or is no key of this log
     */
    signer: () => readLogKey(keyFileOf(file), origin),
    cosigned: () => readCosigned(cosignedFileOf(file), tree, tree.size()),
    damage: (size: number) => treeDamage(db, tree, size),
    /** Runs `act` on one snapshot, even if the kiosk appends meanwhile. */
    atOnce: <T>(act: () => T): T => db.transaction(act)(),
    close: () => void db.close(),
  };
}

const noLog = (file: string) => failed(`there is no log ${shortPath(file)} yet: start the kiosk of this profile once`);

const keysOf = (lines: readonly string[]): readonly VerifierKey[] =>
  lines.map(parseVerifierKey).filter((key) => key !== null);

/** Error if the first `size` leaves must not be shown or published; `null`: they are unchanged, and the ledger is the newest. */
export function logTrouble(log: LogBesideLedger, size: number): ReturnType<typeof failed> | null {
  const damage = log.damage(size);
  if (!damage) return failIfNotNewest(log.ledgerFile, log.standing);
  const which = damage.from === damage.to ? `leaf ${damage.from}` : `one of the leaves ${damage.from} to ${damage.to}`;
  return failed(
    `${which} of the log in ${shortPath(log.ledgerFile)} is not what was written, or no record of the ledger has it (TLG-102)`,
  );
}

export function signerOrTrouble(log: LogBesideLedger): Result<LogSigner, CliTrouble> {
  try {
    const signer = log.signer();
    return signer ? ok(signer) : failed(`${shortPath(keyFileOf(log.ledgerFile))} is not there: start the kiosk once`);
  } catch (error) {
    if (error instanceof LogKeyError)
      return error.cause === undefined ? failed(error.message) : describeLedgerError(log.ledgerFile, error.cause);
    throw error;
  }
}
