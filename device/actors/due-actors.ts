import { fromPromise } from 'xstate';
import { ok, type Result } from '../../drivers/result.ts';
import type { BackOfficeTrouble, OfficeQuote, QuoteRequest } from '../back-office/contract.ts';
import type { ApplicationCredit } from '../ledger/cash.ts';
import type { RegisteredSale } from '../ledger/dealings.ts';
import { type DueLine, officeKeyOfDueLine } from '../ledger/lines.ts';
import type { DueOutcome } from '../session/context.ts';
import type { QuoteAnswer } from '../session/steps/quote/quote.machine.ts';
import { VISIT_STEPS } from '../session/steps/registry.ts';
import type { DuePayment } from '../words/due.ts';
import type { KioskParts } from './kiosk-parts.ts';

/** Step that asks for the price of a service, or of each due. */
export function connectQuoteMachine(parts: KioskParts) {
  const { backOffice, paper } = parts;
  return VISIT_STEPS.quote.machine.provide({
    actors: {
      askQuote: fromPromise(async ({ input: { service, tier, copies, expected, dues }, signal }) => {
        const wanted = { kiosk: paper.kioskId, service, tier, ...(copies > 1 && { copies }) };
        if (dues.length > 0) return quoteDues(backOffice, wanted, dues, signal);
        const quoted = await backOffice.quote(wanted, signal);
        if (quoted.ok && quoted.value.total !== expected.total)
          parts.onTariffDiffers?.({ service, tier, expected: expected.total, quoted: quoted.value.total });
        return quoted;
      }),
    },
  });
}

async function quoteDues(
  backOffice: KioskParts['backOffice'],
  wanted: QuoteRequest,
  dues: readonly DuePayment[],
  signal: AbortSignal,
): Promise<Result<QuoteAnswer, BackOfficeTrouble>> {
  const parts: OfficeQuote[] = [];
  for (const due of dues) {
    const quoted = await backOffice.quote({ ...wanted, due }, signal);
    if (!quoted.ok || dues.length === 1) return quoted;
    parts.push(quoted.value);
  }
  const [first] = parts;
  if (!first) throw new Error('a due needs to be chosen before the office quotes it');
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  return ok({ ...first, lines: parts.flatMap(({ lines }) => lines), total, parts });
}

/** Outcome of each due in a payment for several dues; empty: the payment is for one application. */
export const dueOutcomes = (
  answers: NonNullable<RegisteredSale['lines']>,
  lines: readonly DueLine[],
  credits: readonly ApplicationCredit[],
): readonly DueOutcome[] =>
  answers.map((registered, nth) => ({
    amount: lines[nth]?.amount ?? 0,
    registered,
    credit: credits.find(({ line }) => line === nth + 1) ?? null,
  }));

/** Key of the application at the office; if there are several dues, the key of the first registered due. */
export function officeKeyOfApplication(ledger: KioskParts['ledger'], id: string): string {
  const line = ledger.find(id)?.lines.findIndex(({ state }) => state === 'issued') ?? -1;
  return line < 0 ? id : officeKeyOfDueLine(id, line + 1);
}
