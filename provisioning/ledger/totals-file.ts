import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { jsonIn } from '../../device/words/json.ts';
import type { DayTotals } from '../../drivers/payment-terminal/contract.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { systemWords } from '../command/input.ts';
import { type CliTrouble, failed, misused } from '../command/outcome.ts';
import { nearName } from '../command/places.ts';

export interface DayOfTerminal {
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
export function readTotals(file: string): Result<DayOfTerminal, CliTrouble> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return misused(`${nearName(file)} can not be read: ${systemWords(error)}`);
  }
  const parsed = shape.safeParse(jsonIn(text));
  if (!parsed.success) {
    return misused(`${nearName(file)} is not the output of \`asan-kiosk terminal end-of-day --json\``);
  }
  if (parsed.data.closed) return ok(parsed.data);
  return failed(`${nearName(file)} says that the day was not closed: close it first`);
}
