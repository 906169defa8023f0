import { trustedFile } from './real-file.ts';

/**
 * What a kiosk keeps beside its ledger, by what stands behind the ledger's name; docs/operating.md, *What it writes*. `use`: the kiosk
 * writes into it, only reads it (or replaces it as a whole: then it is the folder that must be the kiosk's), or only holds its room.
 * `backup`: what a backup of the kiosk has of it, a copy of the file or one that the database makes beside a writer; the rest is made anew.
 * `fresh`: half of a new one may be left where the power went while it was being replaced.
 */
export const BESIDE_LEDGER = {
  '-wal': { use: 'write' },
  '-shm': { use: 'write' },
  '.lock': { use: 'write' },
  '.mark': { use: 'write', fresh: true, backup: 'file' },
  '.log-key': { use: 'read', fresh: true, backup: 'file' },
  '.cosigned': { use: 'read', backup: 'file' },
  '.outbox': { use: 'write', backup: 'database' },
  '.technician': { use: 'read' },
  '.terminal-pay.json': { use: 'read', fresh: true, backup: 'file' },
  '.reserve': { use: 'room', fresh: true },
} as const satisfies Readonly<Record<string, BesideLedger>>;

interface BesideLedger {
  readonly use: 'write' | 'read' | 'room';
  readonly fresh?: true;
  readonly backup?: 'file' | 'database';
}

/**
 * What belongs into a backup with the database itself, by what stands behind its name; the mark first: what it knows is in the ledger that is
 * copied after it.
 */
export const BACKED_UP: readonly (readonly [part: string, how: 'file' | 'database'])[] = Object.entries<BesideLedger>(
  BESIDE_LEDGER,
).flatMap(([part, { backup }]) => (backup ? [[part, backup] as const] : []));

export const besideLedger = (ledgerFile: string, part: keyof typeof BESIDE_LEDGER): string => `${ledgerFile}${part}`;

/** @throws ForeignLinkError if a user other than root made the ledger, or a file beside it, a symbolic link. */
export function refuseForeignLinks(ledgerFile: string): void {
  for (const part of ['', ...Object.keys(BESIDE_LEDGER)]) trustedFile(`${ledgerFile}${part}`);
}

/** A file that is to replace another whole is written under this name first. */
export const freshOf = (file: string): string => `${file}.new`;
