import type { Ledger } from './ledger.ts';

const MOST_REFERENCES = 1_000;

/**
 * References of applications that this kiosk closed without a confirmed paper. A later visit prints the first paper of such an application,
 * so this paper is not a duplicate. The list is durable. A crash between the ledger entry and this list loses one reference: the first
 * paper of its application is then called a duplicate.
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
