import { randomBytes } from 'node:crypto';
import { uptime } from 'node:os';
import {
  accessFileOf,
  bootId,
  codeInGroups,
  makeTechnicianCode,
  writeAccess,
} from '../../device/technician/access-file.ts';
import { findLedger, type LedgerOptions } from '../books/ledger-file.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { LOOPBACK, shortPath } from '../command/places.ts';
import { findRunningKiosk } from '../command/running-kiosk.ts';
import { adviceOf } from '../devices/open-device.ts';

export interface TechnicianOptions extends LedgerOptions {
  readonly port?: number;
}

/** Lifetime of the code in seconds. */
const HOLDS_S = 600;

/**
 * Prints the address of the kiosk's technician page, and a code that opens it once. The code is typed and never in the address: every user
 * of the machine can read a browser's command line.
 */
export async function technician(options: TechnicianOptions, io: Io): Promise<CliOutcome> {
  const found = findLedger(options);
  if (!found.ok) return found;
  const { file, profile } = found.value;
  const port = options.port ?? profile.web.port;
  if (!(await findRunningKiosk(port)))
    return failed(`no kiosk runs at port ${port}: start it, or name its port with --port`);
  const code = makeTechnicianCode(randomBytes);
  try {
    writeAccess(file, { code, boot: bootId(), untilUptime: uptime() + HOLDS_S });
  } catch (error) {
    return failed(
      `the code could not be stored in ${shortPath(accessFileOf(file))}: ${describeSystemError(error)}; ${fixForUnwrittenNote(error)}`,
    );
  }
  const url = `http://${LOOPBACK}:${port}/technician`;
  if (options.json) printJson(io, { url, code: codeInGroups(code), expiresInSeconds: HOLDS_S });
  else
    io.out(
      `${url}\nCode  ${codeInGroups(code)}\nThe code works once, within ${HOLDS_S / 60} minutes. Use a browser on this machine, or on yours behind ssh -L ${port}:${LOOPBACK}:${port} USER@KIOSK, as root or a member of sudo or asan-kiosk-admin.\n`,
    );
  return done;
}

export function fixForUnwrittenNote(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return adviceOf('DSK-101');
  if (code === 'EROFS') return 'mount the disk for writing; sudo dmesg | tail says why';
  return code === 'EISDIR' ? 'move it away' : 'run this as the user of the kiosk or as root';
}
