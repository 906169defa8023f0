import type { Ledger } from './ledger.ts';

/** Most references that the kiosk remembers; the oldest goes first. */
const MOST_REFERENCES = 1_000;

/**
 * References of applications that this kiosk closed without a confirmed paper. The first paper of such an application is printed in a later
 * visit, and is no duplicate. Durable; a crash between the entry and this list loses one reference, whose first paper is then called a duplicate.
 */
export function rememberUnprinted(ledger: Pick<Ledger, 'find' | 'memo' | 'onAppend'>) {
  const memo = ledger.memo<readonly string[]>('unprinted');
  ledger.onAppend(({ applicationId, entry }) => {
    if (entry.kind !== 'closed' || entry.outcome !== 'deliveredWithoutPaper') return;
    const reference = ledger.find(applicationId)?.reference;
    if (reference) memo.save([...(memo.load() ?? []), reference].slice(-MOST_REFERENCES));
  });
  return { has: (reference: string): boolean => memo.load()?.includes(reference) ?? false };
}
