import type { Qepik } from './money.ts';

/**
 * The notes that do not exceed the missing amount. A rest below the smallest note counts as this note, because the kiosk gives no change:
 * the difference goes to a credit code.
 *
 * @param notes what the validator takes, in qəpik
 */
export function fittingNotes(notes: readonly Qepik[], missing: Qepik): readonly Qepik[] {
  const smallest = Math.min(...notes);
  return notes.filter((note) => note <= Math.ceil(missing / smallest) * smallest);
}
