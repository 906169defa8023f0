import type { Qepik } from '../../drivers/money.ts';
import type { NoteCount } from './entries.ts';
import type { Ledger } from './ledger.ts';

/** Memo of `device/metrics/books.ts`: the newest entry when the cassette was last out. */
const EMPTIED_MEMO = 'cassette-emptied';

type Book = Pick<Ledger, 'between' | 'find' | 'history' | 'exchangeIds' | 'memo'>;

/**
 * Notes that the ledger has in the cassette, by value, ascending: stacked after the entry `after`, up to the entry `upTo`. A note that a
 * count found is not in it.
 */
export function notesStacked(ledger: Book, after: number, upTo: number): readonly NoteCount[] {
  const counts = new Map<Qepik, number>();
  const values = new Map<string, Qepik>();
  for (const { entry, applicationId } of ledger.between(after, upTo, ['noteHeld', 'noteStacked'])) {
    if (entry.kind === 'noteHeld') values.set(entry.noteId, entry.value);
    if (entry.kind !== 'noteStacked' || entry.found === 'at-count') continue;
    const held = values.get(entry.noteId) ?? heldValue(ledger, applicationId, entry.noteId);
    values.delete(entry.noteId);
    if (held !== undefined) counts.set(held, (counts.get(held) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([value, count]) => ({ value, count }));
}

const heldValue = (ledger: Book, id: string, noteId: string): Qepik | undefined =>
  ledger.find(id)?.notes.find((note) => note.noteId === noteId)?.value;

/**
 * Entry after which the notes of the present cassette begin: the newest exchange with its cassette out, otherwise the last removal that the
 * kiosk saw.
 */
export function beginOfCassette(ledger: Book): number {
  for (const id of ledger.exchangeIds(Number.MAX_SAFE_INTEGER)) {
    const out = outOf(ledger, id);
    if (out !== null) return out;
  }
  return ledger.memo<{ readonly seq: number }>(EMPTIED_MEMO).load()?.seq ?? 0;
}

/** Entry at which the cassette of this exchange was out; `null`: not yet. */
export const outOf = (ledger: Pick<Ledger, 'history'>, id: string): number | null =>
  ledger.history(id).find(({ entry }) => entry.kind === 'cassetteOut')?.seq ?? null;
