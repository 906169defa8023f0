import { z } from 'zod';
import { isBadgeNumber } from '../../drivers/badge/contract.ts';
import { pathBesideLedger } from '../files/beside-ledger.ts';
import { readBesideLedger, writeBesideLedger } from '../files/durable-file.ts';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));

const badge = z.strictObject({
  number: z.string().refine(isBadgeNumber),
  /** Badge without a key, known by this UID alone. */
  uid: z.exactOptional(z.string().regex(/^(?:[0-9a-f]{8}|[0-9a-f]{14}|[0-9a-f]{20})$/)),
  salt: hex(16),
  hash: hex(32),
});
const shape = z.strictObject({ badges: z.array(badge) });

export type RegisteredBadge = Readonly<z.infer<typeof badge>>;

const PART = '.badges';

export const badgeRegisterFileOf = (ledgerFile: string): string => pathBesideLedger(ledgerFile, PART);

/**
 * Reads the file; empty if it is missing. `null`: its content is damaged, and no badge counts.
 *
 * @throws the system's error, if the file exists and cannot be read
 */
export function readBadgeRegister(ledgerFile: string): readonly RegisteredBadge[] | null {
  const read = readBesideLedger(ledgerFile, PART, shape);
  if (read.ok) return read.value.badges;
  if (read.error === 'missing') return [];
  if (read.error === 'damaged') return null;
  throw read.error;
}

/** Replaces the file. If root writes it, it gets the ledger's owner. Throws the system's error. */
export function writeBadgeRegister(ledgerFile: string, badges: readonly RegisteredBadge[]): void {
  writeBesideLedger(ledgerFile, PART, `${JSON.stringify({ badges }, null, 2)}\n`);
}
