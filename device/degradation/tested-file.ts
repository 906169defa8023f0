import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { type DeviceKind, KIND_IDS } from '../../drivers/device-kinds.ts';
import { besideLedger } from '../files/beside-ledger.ts';
import { writeBesideLedger } from '../files/durable-file.ts';

/** Kinds that passed a test by hand while the kiosk was stopped. */
const shape = z.strictObject({ passed: z.array(z.enum(KIND_IDS)) });

const PART = '.tested';
const testedFileOf = (ledgerFile: string): string => besideLedger(ledgerFile, PART);

/** Adds kinds to the file. If root writes it, it gets the ledger's owner. Throws what the system says. */
export function writeTested(ledgerFile: string, kinds: readonly DeviceKind[]): void {
  const passed = [...new Set([...readTested(ledgerFile), ...kinds])];
  writeBesideLedger(ledgerFile, PART, JSON.stringify({ passed } satisfies z.infer<typeof shape>));
}

/** A file that is missing, unreadable or malformed has no kinds: the device is then tested again. */
export function readTested(ledgerFile: string): readonly DeviceKind[] {
  try {
    const parsed = shape.safeParse(JSON.parse(readFileSync(testedFileOf(ledgerFile), 'utf8')));
    return parsed.success ? parsed.data.passed : [];
  } catch {
    return [];
  }
}

export const dropTested = (ledgerFile: string): void =>
  rmSync(testedFileOf(ledgerFile), { force: true, recursive: true });
