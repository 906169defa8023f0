import type { Qepik } from './money.ts';

/**
 * The notes that help to pay what is missing. A rest below the smallest note counts as that note: no change is given, and the
 * difference goes to a credit code.
 *
 * @param notes what the validator takes, in qəpik
 */
export function fittingNotes(notes: readonly Qepik[], missing: Qepik): readonly Qepik[] {
  const smallest = Math.min(...notes);
  return notes.filter((note) => note <= Math.ceil(missing / smallest) * smallest);
}
