import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseJson } from '../../device/words/json.ts';
import type { DayTotals } from '../../drivers/payment-terminal/contract.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { describeSystemError } from '../command/input.ts';
import { type CliTrouble, failed, misused } from '../command/outcome.ts';
import { shortPath } from '../command/places.ts';

export interface TerminalDayTotals {
  readonly terminalId: string;
  readonly totals: DayTotals;
}

const digits = z.string().regex(/^\d{1,12}$/);
const qepik = z.int().min(0);

const shape = z.discriminatedUnion('closed', [
  z.object({
    closed: z.literal(true),
    terminalId: z.string().min(1),
    totals: z.object({
      amount: qepik.nullable(),
      traceNumber: digits.nullable(),
      date: z
        .string()
        .regex(/^\d{4}$/)
        .nullable(),
      time: z
        .string()
        .regex(/^\d{6}$/)
        .nullable(),
      receipts: z.object({ first: digits, last: digits }).nullable(),
      byCard: z.array(z.object({ card: z.string(), count: z.int().min(0), amount: qepik })).nullable(),
    }) satisfies z.ZodType<DayTotals>,
  }),
  z.object({ closed: z.literal(false) }),
]);

/** Reads the output of `terminal end-of-day --json`. */
export function readTerminalTotals(file: string): Result<TerminalDayTotals, CliTrouble> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return misused(`${shortPath(file)} can not be read: ${describeSystemError(error)}`);
  }
  const parsed = shape.safeParse(parseJson(text));
  if (!parsed.success) {
    return misused(`${shortPath(file)} is not the output of \`asan-kiosk terminal end-of-day --json\``);
  }
  if (parsed.data.closed) return ok(parsed.data);
  return failed(`${shortPath(file)} says that the day was not closed: close it first`);
}
