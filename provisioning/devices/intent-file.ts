import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type FileOwner, writeDurably } from '../../device/files/durable-file.ts';
import { makeFolder } from '../../device/files/make-folder.ts';
import { parseJson } from '../../device/words/json.ts';
import type { InquireOutcome, PaymentIntent, PayOutcome } from '../../drivers/payment-terminal/contract.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { describeSystemError } from '../command/input.ts';
import { type CliTrouble, failed, misused } from '../command/outcome.ts';

/** `unknown` until the terminal has answered. */
export type NotedPaymentOutcome =
  | Exclude<PayOutcome['known'], 'nothing'>
  | Exclude<InquireOutcome['known'], 'nothing'>
  | 'unknown';

export interface NotedPayment {
  readonly intent: PaymentIntent;
  /** ISO time, UTC. */
  readonly at: string;
  readonly outcome: NotedPaymentOutcome;
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

/** Reads the note; `null`: no payment was noted. Any other file is an error: it may be about money. */
export function readPaymentNote(file: string): Result<NotedPayment | null, CliTrouble> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (describeSystemError(error) === 'no such file') return ok(null);
    const fix = isRefusal(error) ? '; run this as its owner, or name another place with --intent' : '';
    return failed(`${file} can not be read: ${describeSystemError(error)}${fix}`);
  }
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return ok(parsed.data);
  return misused(
    `${file}: expected a payment noted by \`terminal pay\`; look into it and move it away, or name another with --intent`,
  );
}

const isRefusal = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EACCES';

/** The kiosk's user must be able to write the next note. */
function ownerIn(folder: string): FileOwner | undefined {
  const owner = statSync(folder);
  return process.getuid?.() === 0 && owner.uid !== 0 ? owner : undefined;
}

/** Writes the payment note to the disk, completely or not at all: the note decides whether money is asked for again. */
export function writePaymentNote(file: string, noted: NotedPayment): Result<void, CliTrouble> {
  try {
    const folder = dirname(file);
    makeFolder(folder);
    writeDurably(file, `${JSON.stringify(noted, null, 2)}\n`, 0o600, ownerIn(folder));
    return ok(undefined);
  } catch (error) {
    const who = isRefusal(error) ? 'run this as the user of the kiosk, or ' : '';
    return failed(`${file} was not written: ${describeSystemError(error)}; ${who}name another place with --intent`);
  }
}
