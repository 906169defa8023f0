import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { z } from 'zod';
import { besideLedger } from '../files/beside-ledger.ts';
import { makeSecret } from './secret.ts';

/** Of a code. */
const CODE_SYMBOLS = 12;

/**
 * Access to the technician's page is a file beside the ledger. Only the kiosk's user or root can make this file. Its end is in seconds
 * since the start of the machine, because the clock of the machine may be wrong. Another start of the machine ends the access.
 */
const shape = z.strictObject({ code: z.string().length(CODE_SYMBOLS), boot: z.string(), untilUptime: z.number() });
export type Access = z.infer<typeof shape>;

export const accessFile = (ledgerFile: string): string => besideLedger(ledgerFile, '.technician');

/** Only the kiosk's user can read it. If root makes it, the owner of the ledger becomes its owner. It replaces an older file. */
export function writeAccess(ledgerFile: string, access: Access): void {
  const file = accessFile(ledgerFile);
  rmSync(file, { force: true });
  // `wx`: nobody can have put a file or a link there in between.
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, JSON.stringify(access));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  const { uid, gid } = statSync(ledgerFile);
  if (process.getuid?.() === 0) chownSync(file, uid, gid);
}

/** `null` if there is no file, or if the kiosk did not write it. */
export function readAccess(ledgerFile: string): Access | null {
  try {
    const parsed = shape.safeParse(JSON.parse(readFileSync(accessFile(ledgerFile), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'EACCES' || error instanceof SyntaxError) return null;
    throw error;
  }
}

export const dropAccess = (ledgerFile: string): void => rmSync(accessFile(ledgerFile), { force: true });

/** A person types it: 60 bits, of which five guesses are allowed. */
export const makeCode = (randomBytes: (count: number) => Uint8Array): string => makeSecret(randomBytes, CODE_SYMBOLS);

/** As it is shown, in groups of four. */
export const grouped = (code: string): string => (code.match(/.{4}/g) ?? []).join('-');

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** Which start of the machine this is; the same every time where the system does not say, as on a developer's laptop. */
export const bootId = (): string => (existsSync(BOOT_ID) ? readFileSync(BOOT_ID, 'utf8').trim() : 'unknown');
