import { resolveTrustedLink } from './real-file.ts';

/**
 * Files beside the ledger, by suffix; docs/operating.md, *What it writes*.
 *
 * - `use`: the kiosk writes the file, only reads it, or only reserves room. A `read` file is replaced whole: then the folder must be the
 *   kiosk's.
 * - `backup`: a copy of the file, or one that the database makes while a writer is active. The kiosk rebuilds the other files.
 * - `fresh`: a power cut may leave half of a replacement.
 */
export const BESIDE_LEDGER = {
  '-wal': { use: 'write' },
  '-shm': { use: 'write' },
  '.lock': { use: 'write' },
  '.mark': { use: 'write', fresh: true, backup: 'file' },
  '.log-key': { use: 'read', fresh: true, backup: 'file' },
  '.cosigned': { use: 'read', backup: 'file' },
  '.outbox': { use: 'write', backup: 'database' },
  '.technician': { use: 'read', fresh: true },
  '.out-of-service': { use: 'read', fresh: true },
  '.tested': { use: 'read', fresh: true },
  '.badges': { use: 'read', fresh: true, backup: 'file' },
  '.badge-tries': { use: 'write', fresh: true },
  '.terminal-pay.json': { use: 'read', fresh: true, backup: 'file' },
  '.reserve': { use: 'room', fresh: true },
} as const satisfies Readonly<Record<string, BesideLedger>>;

interface BesideLedger {
  readonly use: 'write' | 'read' | 'room';
  readonly fresh?: true;
  readonly backup?: 'file' | 'database';
}

/** Files in a backup besides the database. The mark is copied first: the ledger then has all that the mark knows. */
export const BACKED_UP_FILES: readonly (readonly [part: string, how: 'file' | 'database'])[] =
  Object.entries<BesideLedger>(BESIDE_LEDGER).flatMap(([part, { backup }]) =>
    backup ? [[part, backup] as const] : [],
  );

export type LedgerFileSuffix = keyof typeof BESIDE_LEDGER;

export const pathBesideLedger = (ledgerFile: string, part: LedgerFileSuffix): string => `${ledgerFile}${part}`;

/**
 * Refuses a symbolic link of another user in place of the ledger or of a file beside it.
 *
 * @throws ForeignLinkError if the owner of the link is neither root nor the caller
 */
export function refuseLinksOfOthers(ledgerFile: string): void {
  for (const part of ['', ...Object.keys(BESIDE_LEDGER)]) resolveTrustedLink(`${ledgerFile}${part}`);
}

/** Temporary name of a file that will replace another. */
export const replacementNameOf = (file: string): string => `${file}.new`;
