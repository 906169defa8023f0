import { ok } from '../../drivers/result.ts';
import type { CreditOffice } from '../back-office/credits.ts';
import { OPERATION_NOT_FOUND } from '../back-office/not-offered.ts';
import type { ApplicationActions, ApplicationActionsOptions } from './dealings.ts';
import { applicationIn } from './ledger.ts';

interface CreditOptions extends Pick<ApplicationActionsOptions, 'ledger' | 'kioskId' | 'timestamp'> {
  readonly backOffice: CreditOffice;
}

/** Actions on credits at the office. */
export function createCreditActions({
  ledger,
  backOffice,
  kioskId,
  timestamp,
}: CreditOptions): Pick<ApplicationActions, 'tellCredits' | 'reserveCredit'> {
  return {
    async tellCredits(id, signal) {
      for (const [nth, { code, amount, toTell }] of applicationIn(ledger, id).credits.entries()) {
        if (!toTell) continue;
        const told = await backOffice.tellCredit(`${id}.credit.${nth + 1}`, { kiosk: kioskId, code, amount }, signal);
        if (told.ok) ledger.append(id, { kind: 'creditTold', code });
        else if (told.error.kind === 'refused' && told.error.reason !== OPERATION_NOT_FOUND)
          ledger.append(id, { kind: 'creditTold', code, refused: told.error.reason });
        else return told;
      }
      return ok(undefined);
    },
    async reserveCredit(id, code, signal) {
      const { amount: most } = applicationIn(ledger, id);
      const answer = await backOffice.reserveCredit(id, { kiosk: kioskId, code, most }, signal);
      if (!answer.ok) return answer;
      ledger.append(id, { kind: 'creditReserved', amount: answer.value.amount, at: timestamp() });
      return ok(answer.value);
    },
  };
}
