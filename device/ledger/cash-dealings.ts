import { holdsNote, insertedCash, notesIn, owedCash } from './cash.ts';
import type { Dealings, DealingsOptions } from './dealings.ts';
import { applicationIn } from './ledger.ts';

/** What notes pay, and what is owed for them. */
export function cashDealings({
  ledger,
  creditCode,
  timestamp,
}: Pick<DealingsOptions, 'ledger' | 'creditCode' | 'timestamp'>): Pick<
  Dealings,
  'wantCash' | 'countCash' | 'stopCash' | 'credit'
> {
  const get = (id: string) => applicationIn(ledger, id);
  return {
    wantCash: (id) => (get(id).last === 'cashIntent' ? get(id) : ledger.append(id, { kind: 'cashIntent' })),
    countCash(id) {
      const application = get(id);
      const enough = insertedCash(application) >= application.amount && !holdsNote(application);
      if (application.last !== 'cashIntent' || !enough) return application;
      const notes = notesIn(application).map(({ value }) => value);
      return ledger.append(id, { kind: 'cashPaid', notes, at: timestamp() });
    },
    stopCash: (id) => (get(id).last === 'cashIntent' ? ledger.append(id, { kind: 'cashStopped' }) : get(id)),
    credit(id) {
      const application = get(id);
      const amount = owedCash(application);
      if (amount === 0) return application;
      const code = creditCode(id, application.credits.length + 1);
      return ledger.append(id, { kind: 'creditIssued', code, amount, at: timestamp() });
    },
  };
}
