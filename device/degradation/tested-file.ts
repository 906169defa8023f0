import { chownSync, closeSync, fsyncSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { type DeviceKind, KIND_IDS } from '../../drivers/device-kinds.ts';
import { besideLedger } from '../files/beside-ledger.ts';

/** Kinds that passed a test by hand while the kiosk was stopped. */
const shape = z.strictObject({ passed: z.array(z.enum(KIND_IDS)) });

const testedFileOf = (ledgerFile: string): string => besideLedger(ledgerFile, '.tested');

/** Adds kinds to the file. If root writes it, it gets the ledger's owner. Throws what the system says. */
export function writeTested(ledgerFile: string, kinds: readonly DeviceKind[]): void {
  const passed = [...new Set([...readTested(ledgerFile), ...kinds])];
  const file = testedFileOf(ledgerFile);
  rmSync(file, { force: true });
  // `wx` fails if the file exists: another program may have put a file or link there.
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, JSON.stringify({ passed } satisfies z.infer<typeof shape>));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  const { uid, gid } = statSync(ledgerFile);
  if (process.getuid?.() === 0) chownSync(file, uid, gid);
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

export const dropTested = (ledgerFile: string): void => rmSync(testedFileOf(ledgerFile), { force: true });
