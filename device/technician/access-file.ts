import { existsSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { pathBesideLedger } from '../files/beside-ledger.ts';
import { readBesideLedger, writeBesideLedger } from '../files/durable-file.ts';
import { makeSecret } from './secret.ts';

const CODE_SYMBOLS = 12;

/**
 * Only the kiosk's user or root can make the file. The code ends with a reboot, or at a number of seconds since the boot: the clock may be
 * wrong.
 */
const shape = z.strictObject({ code: z.string().length(CODE_SYMBOLS), boot: z.string(), untilUptime: z.number() });
export type TechnicianAccess = z.infer<typeof shape>;

const PART = '.technician';
export const accessFileOf = (ledgerFile: string): string => pathBesideLedger(ledgerFile, PART);

/** Writes the file, replacing an older one, for the kiosk's user alone. If root writes it, it gets the ledger's owner. */
export function writeAccess(ledgerFile: string, access: TechnicianAccess): void {
  writeBesideLedger(ledgerFile, PART, JSON.stringify(access));
}

/** Reads the file; `null` if it is missing or not readable for this user, or if its content is invalid. */
export function readAccess(ledgerFile: string): TechnicianAccess | null {
  const read = readBesideLedger(ledgerFile, PART, shape);
  return read.ok ? read.value : null;
}

export const dropAccess = (ledgerFile: string): void => rmSync(accessFileOf(ledgerFile), { force: true });

/** Makes a code. A person types the code: 60 bits, with five guesses. */
export const makeTechnicianCode = (randomBytes: (count: number) => Uint8Array): string =>
  makeSecret(randomBytes, CODE_SYMBOLS);

export const codeInGroups = (code: string): string => (code.match(/.{4}/g) ?? []).join('-');

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** Id of the machine's boot; constant if the system gives none, as on a developer's laptop. */
export const bootId = (): string => (existsSync(BOOT_ID) ? readFileSync(BOOT_ID, 'utf8').trim() : 'unknown');
