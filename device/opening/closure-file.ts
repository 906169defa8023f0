import { existsSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { pathBesideLedger } from '../files/beside-ledger.ts';
import { readBesideLedger, syncToDisk, writeBesideLedger } from '../files/durable-file.ts';
import { CLOSURE_REASONS, type KioskClosure } from '../words/opening.ts';

export type StaffClosure = Extract<KioskClosure, { by: 'staff' }>;

const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
const shape = z.strictObject({
  reason: z.literal(CLOSURE_REASONS),
  since: moment.nullable(),
  until: moment.nullable(),
});

const PART = '.out-of-service';

/** File that holds the kiosk out of service, also after a restart. */
export const closureFileOf = (ledgerFile: string): string => pathBesideLedger(ledgerFile, PART);

/** Takes the kiosk out of service. If root writes the file, it gets the ledger's owner. Throws the system's error. */
export function writeClosure(ledgerFile: string, { reason, since, until }: Omit<StaffClosure, 'by'>): void {
  writeBesideLedger(ledgerFile, PART, `${JSON.stringify({ reason, since, until })}\n`);
}

/** Puts the kiosk into service. Returns `false` if it was not out of service. Throws the system's error. */
export function dropClosure(ledgerFile: string): boolean {
  const file = closureFileOf(ledgerFile);
  if (!existsSync(file)) return false;
  unlinkSync(file);
  syncToDisk(dirname(file));
  return true;
}

/** A damaged file also keeps the kiosk out of service: staff may work inside. */
const UNREADABLE: StaffClosure = { by: 'staff', reason: 'maintenance', since: null, until: null };

/** Reads the file; `null`: staff did not close the kiosk. */
export function readClosure(ledgerFile: string): StaffClosure | null {
  const read = readBesideLedger(ledgerFile, PART, shape);
  if (read.ok) return { by: 'staff', ...read.value };
  return read.error === 'missing' ? null : UNREADABLE;
}
