import { createHash } from 'node:crypto';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import { parseJson } from '../words/json.ts';
import type { LedgerEntry } from './entries.ts';

export interface EntryRow {
  readonly seq: number;
  readonly application: string;
  readonly kind: string;
  readonly at: string;
  readonly body: string;
  readonly hash: Buffer;
  /** `null` in entries of older versions: their hashes do not cover the clock. */
  readonly clock: ClockSync | null;
}

export const ZERO_HASH: Buffer = Buffer.alloc(32);

/** SHA-256 over the hash before and the content of this entry. `ZERO_HASH` stands before the first entry. */
export function chainHash(before: Buffer, row: Omit<EntryRow, 'kind' | 'hash'>): Buffer {
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

/**
 * Checks only that the body is JSON with a `kind`: this program wrote the body, and `applyEntry` demands the rest. `undefined`: the body is no
 * entry.
 */
export function parseEntryBody(row: Pick<EntryRow, 'body'>): LedgerEntry | undefined {
  const entry = parseJson(row.body);
  return typeof entry === 'object' && entry !== null && 'kind' in entry ? (entry as LedgerEntry) : undefined;
}
