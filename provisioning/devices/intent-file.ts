import { closeSync, fchownSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../../device/config/make-folder.ts';
import type { InquireOutcome, PaymentIntent, PayOutcome } from '../../drivers/payment-terminal/contract.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { systemWords } from '../bytes/input.ts';
import { type CliTrouble, failed, misused } from '../outcome.ts';

/** How a noted payment ended; `unknown` until the terminal was asked and answered. */
export type Settlement =
  | Exclude<PayOutcome['known'], 'nothing'>
  | Exclude<InquireOutcome['known'], 'nothing'>
  | 'unknown';

export interface NotedPayment {
  readonly intent: PaymentIntent;
  /** ISO, UTC. */
  readonly at: string;
  readonly outcome: Settlement;
}

const ref = z.strictObject({
  terminalId: z.string(),
  traceNumber: z.string(),
  receiptNumber: z.string(),
  at: z.string().exactOptional(),
});

const schema: z.ZodType<NotedPayment> = z.strictObject({
  intent: z.strictObject({
    intentId: z.string(),
    amount: z.int().positive(),
    before: ref.nullable(),
    terminalId: z.string().exactOptional(),
  }),
  at: z.string(),
  outcome: z.literal(['approved', 'declined', 'cancelled', 'never-started', 'not-paid', 'unknown']),
});

/** `null` where nothing was ever noted. A file that is no note stops everything: it may be about money. */
export function readNoted(file: string): Result<NotedPayment | null, CliTrouble> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (systemWords(error) === 'no such file') return ok(null);
    return failed(`${file} can not be read: ${systemWords(error)}${asItsUser(error)}`);
  }
  const parsed = schema.safeParse(jsonOf(text));
  if (parsed.success) return ok(parsed.data);
  return misused(
    `${file}: expected a payment noted by \`terminal pay\`; move it away after looking into it, or name another with --intent`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isRefusal = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EACCES';

/** Beside a ledger only its kiosk's user may write. */
const asItsUser = (error: unknown): string =>
  isRefusal(error) ? '; run this as the user of the kiosk, or name another place with --intent' : '';

/** What root notes beside a ledger is not to keep the kiosk's user from noting the next. */
function giveToTheFolders(handle: number, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  if (uid !== 0) fchownSync(handle, uid, gid);
}

/** On the disk when it returns, whole or not at all: what is noted decides whether money is asked for again. */
export function writeNoted(file: string, noted: NotedPayment): Result<void, CliTrouble> {
  const half = `${file}.new`;
  try {
    makeFolder(dirname(file));
    const handle = openSync(half, 'w', 0o600);
    giveToTheFolders(handle, dirname(file));
    writeSync(handle, `${JSON.stringify(noted, null, 2)}\n`);
    fsyncSync(handle);
    closeSync(handle);
    renameSync(half, file);
    const folder = openSync(dirname(file), 'r');
    fsyncSync(folder);
    closeSync(folder);
    return ok(undefined);
  } catch (error) {
    const why = `${file} was not written: ${systemWords(error)}${asItsUser(error)}`;
    return failed(isRefusal(error) ? why : `${why}; name another place with --intent`);
  }
}
