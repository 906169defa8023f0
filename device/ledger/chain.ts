import { createHash } from 'node:crypto';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import { jsonIn } from '../words/json.ts';
import type { LedgerEntry } from './entries.ts';

/** One entry as it is kept. */
export interface Row {
  readonly seq: number;
  readonly application: string;
  readonly kind: string;
  readonly at: string;
  readonly body: string;
  readonly hash: Buffer;
  /** `null` in entries of an older version, whose hashes know nothing of it. */
  readonly clock: ClockSync | null;
}

/** Before the first entry. */
export const NO_HASH: Buffer = Buffer.alloc(32);

/** SHA-256 over the hash before and everything this entry says. */
export function chainHash(before: Buffer, row: Omit<Row, 'kind' | 'hash'>): Buffer {
  return createHash('sha256')
    .update(before)
    .update(
      JSON.stringify([
        row.seq,
        row.application,
        row.at,
        row.body,
        ...((row.clock ?? null) === null ? [] : [row.clock]),
      ]),
    )
    .digest();
}

/** The body was written by this program; that it is JSON is checked, its shape is what `apply` demands. `undefined`: it is none. */
export function readEntry(row: Pick<Row, 'body'>): LedgerEntry | undefined {
  const entry = jsonIn(row.body);
  return typeof entry === 'object' && entry !== null && 'kind' in entry ? (entry as LedgerEntry) : undefined;
}
