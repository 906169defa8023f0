import type { Qepik } from '../../drivers/money.ts';
import type { NoteCount } from './entries.ts';
import type { Ledger } from './ledger.ts';

/** Memo of `device/metrics/books.ts`: the newest entry when the cassette was last out. */
const EMPTIED_MEMO = 'cassette-emptied';

type Book = Pick<Ledger, 'between' | 'find' | 'history' | 'exchangeIds' | 'memo' | 'newestSeq'>;

/**
 * Notes that the ledger has in the cassette, by value, ascending: held after the entry `after`, up to the entry `upTo`, and stacked since.
 * A note that only a count found is left out.
 */
export function notesStacked(ledger: Book, after: number, upTo: number): readonly NoteCount[] {
  const counts = new Map<Qepik, number>();
  const held = new Map<string, { readonly seq: number; readonly value: Qepik }>();
  for (const { seq, entry, applicationId } of ledger.between(after, ledger.newestSeq(), ['noteHeld', 'noteStacked'])) {
    if (entry.kind === 'noteHeld') held.set(entry.noteId, { seq, value: entry.value });
    if (entry.kind !== 'noteStacked' || entry.found === 'at-count') continue;
    const its = held.get(entry.noteId);
    held.delete(entry.noteId);
    const at = entry.found === 'in-cassette' ? seq : (its?.seq ?? after);
    if (at <= after || at > upTo) continue;
    const value = its?.value ?? heldValue(ledger, applicationId, entry.noteId);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([value, count]) => ({ value, count }));
}

const heldValue = (ledger: Book, id: string, noteId: string): Qepik | undefined =>
  ledger.find(id)?.notes.find((note) => note.noteId === noteId)?.value;

/**
 * Entry after which the notes of the present cassette begin: the newest exchange with its cassette out, otherwise the last removal that the
 * kiosk saw.
 */
export function cassetteStartSeq(ledger: Book): number {
  for (const id of ledger.exchangeIds(Number.MAX_SAFE_INTEGER)) {
    const out = cassetteOutSeq(ledger, id);
    if (out !== null) return out;
  }
  return ledger.memo<{ readonly seq: number }>(EMPTIED_MEMO).load()?.seq ?? 0;
}

/** Entry at which the cassette of this exchange was out; `null`: not yet. */
export const cassetteOutSeq = (ledger: Pick<Ledger, 'history'>, id: string): number | null =>
  ledger.history(id).find(({ entry }) => entry.kind === 'cassetteOut')?.seq ?? null;
