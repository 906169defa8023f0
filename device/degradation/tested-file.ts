import { rmSync } from 'node:fs';
import { z } from 'zod';
import { DEVICE_KIND_IDS, type DeviceKind } from '../../drivers/device-kinds.ts';
import { pathBesideLedger } from '../files/beside-ledger.ts';
import { readBesideLedger, writeBesideLedger } from '../files/durable-file.ts';

/** Kinds that passed a test by hand while the kiosk was stopped. */
const shape = z.strictObject({ passed: z.array(z.enum(DEVICE_KIND_IDS)) });

const PART = '.tested';

/** Adds kinds to the file. If root writes it, it gets the ledger's owner. Throws what the system says. */
export function addTestedKinds(ledgerFile: string, kinds: readonly DeviceKind[]): void {
  const passed = [...new Set([...readTestedKinds(ledgerFile), ...kinds])];
  writeBesideLedger(ledgerFile, PART, JSON.stringify({ passed } satisfies z.infer<typeof shape>));
}

/** A file that is missing, unreadable or malformed has no kinds: the device is then tested again. */
export function readTestedKinds(ledgerFile: string): readonly DeviceKind[] {
  const read = readBesideLedger(ledgerFile, PART, shape);
  return read.ok ? read.value.passed : [];
}

export const dropTested = (ledgerFile: string): void =>
  rmSync(pathBesideLedger(ledgerFile, PART), { force: true, recursive: true });
