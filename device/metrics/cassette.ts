import type { Qepik } from '../../drivers/money.ts';
import type { LedgerEntry } from '../ledger/entries.ts';
import type { StoredEntry } from '../ledger/entry-table.ts';

export const CASSETTE_ENTRY_KINDS = [
  'noteHeld',
  'noteStacked',
  'noteInDoubt',
  'noteSettled',
  'strayNote',
  'creditIssued',
  'creditPrinted',
  'creditPaidOut',
  'cassetteOut',
] as const;

export interface CashSums {
  readonly stackedNotes: number;
  readonly stacked: Qepik;
  /** Notes in the cassette: held since it was last out, or since the ledger began, and stacked. */
  readonly cassetteNotes: number;
  readonly cassette: Qepik;
  readonly doubtedNotes: number;
  /** Credits that are promised to a citizen and not on paper yet. */
  readonly unprintedCredits: number;
}

/** Most unsettled notes with a known value (a returned note may be reported in the cassette later); the oldest is forgotten first. */
const MOST_REMEMBERED = 1_000;

/**
 * Adds the notes up, each once, entry by entry. Settled notes are forgotten, so a ledger of years needs no more memory than one of a day.
 * After `emptied`, the cassette has none of the notes up to that entry. `doubtedNotes`: only a count of the cassette finds these. All sums
 * are in qəpik.
 */
export function cashSums() {
  const held = new Map<string, HeldEntry>();
  const doubted = new Set<string>();
  const unprinted = new Set<string>();
  let [stackedNotes, stacked, cassetteNotes, cassette, strayNotes] = [0, 0, 0, 0, 0];
  let emptiedAt = 0;

  function stack(stackedAt: number, { noteId, found }: Extract<LedgerEntry, { readonly kind: 'noteStacked' }>): void {
    const { seq, value } = held.get(noteId) ?? { seq: 0, value: 0 };
    held.delete(noteId);
    doubted.delete(noteId);
    stackedNotes += 1;
    stacked += value;
    if (found === 'at-count' || (found === 'in-cassette' ? stackedAt : seq) <= emptiedAt) return;
    cassetteNotes += 1;
    cassette += value;
  }

  return {
    add({ seq, entry }: Pick<StoredEntry, 'seq' | 'entry'>): void {
      if (entry.kind === 'noteHeld') remember(held, entry.noteId, { seq, value: entry.value });
      else if (entry.kind === 'noteStacked') stack(seq, entry);
      else if (entry.kind === 'noteInDoubt') doubted.add(entry.noteId);
      else if (entry.kind === 'noteSettled') {
        if (entry.noteId === null) strayNotes -= 1;
        else doubted.delete(entry.noteId);
      } else if (entry.kind === 'strayNote') strayNotes += 1;
      else if (entry.kind === 'creditIssued') unprinted.add(entry.code);
      else if (entry.kind === 'cassetteOut') [cassetteNotes, cassette, emptiedAt] = [0, 0, seq];
      else if (entry.kind === 'creditPrinted' || entry.kind === 'creditPaidOut') unprinted.delete(entry.code);
    },
    emptied(newestSeq: number): void {
      emptiedAt = newestSeq;
      [cassetteNotes, cassette] = [0, 0];
    },
    sums: (): CashSums => ({
      stackedNotes,
      stacked,
      cassetteNotes,
      cassette,
      doubtedNotes: doubted.size + strayNotes,
      unprintedCredits: unprinted.size,
    }),
  };
}

interface HeldEntry {
  readonly seq: number;
  readonly value: Qepik;
}

function remember(held: Map<string, HeldEntry>, noteId: string, entry: HeldEntry): void {
  held.set(noteId, entry);
  const [oldest] = held.keys();
  if (held.size > MOST_REMEMBERED && oldest !== undefined) held.delete(oldest);
}
