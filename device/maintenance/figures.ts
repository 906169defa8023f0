import { DAY_MS } from '../../drivers/durations.ts';
import type { LedgerEntry } from '../ledger/entries.ts';
import type { VisitFigures } from './today.ts';

export interface LastMaintenance {
  readonly seq: number;
  /** Local time; `null`: the clock was not believed. */
  readonly at: string | null;
  /** Metres of paper that the roll had left; `null`: unknown. */
  readonly paperM: number | null;
}

export const MAINTENANCE_MEMO = 'maintenance';
export const INCIDENTS_MEMO = 'maintenance-incidents';

export const COUNTED_ENTRY_KINDS = [
  'lodged',
  'approved',
  'cashPaid',
  'closed',
] as const satisfies readonly LedgerEntry['kind'][];

/** Whole days between two times, at least 0. */
export const daysSince = (begin: Date, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - begin.getTime()) / DAY_MS));

/** Adds up entries since the last maintenance. `open`: number of open applications. */
export function visitFiguresOf(
  entries: Iterable<LedgerEntry>,
  { since, open }: Pick<VisitFigures, 'since' | 'open'>,
): VisitFigures {
  const sum = { lodged: 0, completed: 0, cash: 0, card: 0 };
  for (const entry of entries) {
    if (entry.kind === 'lodged') sum.lodged += 1;
    if (entry.kind === 'approved') sum.card += entry.approval.amount;
    if (entry.kind === 'cashPaid') sum.cash += entry.notes.reduce((all, note) => all + note, 0);
    if (entry.kind === 'closed' && entry.outcome.startsWith('delivered')) sum.completed += 1;
  }
  return { since, ...sum, open };
}
