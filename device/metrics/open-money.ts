import type { Qepik } from '../../drivers/money.ts';
import type { Application } from '../ledger/application.ts';
import { heldNote, insertedCash, owedCash } from '../ledger/cash.ts';
import { dueLinesOwingCredit } from '../ledger/lines.ts';
import { nextSettlementStep } from '../ledger/next-step.ts';
import { restToPay } from '../ledger/reserved.ts';

/**
 * States of money that is not settled.
 *
 * - `owed`: paid, but the application is not registered
 * - `in-doubt`: a sale without an answer, or a note without a report
 * - `give-back`: to be returned to the card, or to become a credit
 */
export const OPEN_MONEY_STATES = ['owed', 'in-doubt', 'give-back'] as const;
export type OpenMoneyState = (typeof OPEN_MONEY_STATES)[number];

export interface OpenMoney {
  readonly standing: OpenMoneyState;
  readonly amount: Qepik;
}

/**
 * State of an application's unsettled money, derived from the settlement's next step, so that both agree; `null`: no money is open.
 * Inserted notes are `owed` as long as it is not decided what they bought.
 */
export function openMoneyOf(application: Application): OpenMoney | null {
  const amount = restToPay(application);
  const step = nextSettlementStep(application).do;
  switch (step) {
    case 'ask':
    case 'leave-to-staff':
      return { standing: 'in-doubt', amount };
    case 'wait-for-note':
      return { standing: 'in-doubt', amount: heldNote(application)?.value ?? 0 };
    case 'register':
      return application.paidBy === null ? null : { standing: 'owed', amount };
    case 'count-cash':
    case 'stop-cash': {
      const inserted = insertedCash(application);
      return inserted > 0 ? { standing: 'owed', amount: inserted } : null;
    }
    case 'reverse':
      return { standing: 'give-back', amount };
    case 'credit':
      return {
        standing: 'give-back',
        amount: dueLinesOwingCredit(application).reduce((sum, line) => sum + line.amount, owedCash(application)),
      };
    case 'withdraw':
    case 'close':
    case 'tell-credit':
    case 'nothing':
      return null;
    default:
      return step satisfies never;
  }
}
