import { holdsNote, insertedCash, notesInCassette, owedCash } from './cash.ts';
import type { ApplicationActions, ApplicationActionsOptions } from './dealings.ts';
import { applicationIn } from './ledger.ts';
import { dueLinesOwingCredit } from './lines.ts';
import { restToPay } from './reserved.ts';

/** Counts the notes that pay, and issues credits for owed cash and refused dues. */
export function createCashActions({
  ledger,
  creditCode,
  timestamp,
}: Pick<ApplicationActionsOptions, 'ledger' | 'creditCode' | 'timestamp'>): Pick<
  ApplicationActions,
  'wantCash' | 'countCash' | 'stopCash' | 'credit'
> {
  const get = (id: string) => applicationIn(ledger, id);
  return {
    wantCash: (id) => (get(id).last === 'cashIntent' ? get(id) : ledger.append(id, { kind: 'cashIntent' })),
    countCash(id) {
      const application = get(id);
      const enough = insertedCash(application) >= restToPay(application) && !holdsNote(application);
      if (application.last !== 'cashIntent' || !enough) return application;
      const notes = notesInCassette(application).map(({ value }) => value);
      return ledger.append(id, { kind: 'cashPaid', notes, at: timestamp() });
    },
    stopCash: (id) => (get(id).last === 'cashIntent' ? ledger.append(id, { kind: 'cashStopped' }) : get(id)),
    credit(id) {
      const issue = (amount: number, of: { readonly line?: number } = {}) => {
        const code = creditCode(id, get(id).credits.length + 1);
        ledger.append(id, { kind: 'creditIssued', code, amount, at: timestamp(), ...of, toTell: true });
      };
      for (const { line, amount } of dueLinesOwingCredit(get(id))) issue(amount, { line });
      const rest = owedCash(get(id));
      if (rest > 0) issue(rest);
      return get(id);
    },
  };
}
