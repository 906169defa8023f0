import type { Qepik } from '../../drivers/money.ts';

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

/** The notes of the validator, by what the till does with each, smallest first. */
export interface NoteGroups {
  /** The till takes the note, and all of it pays. */
  readonly fitting: readonly Qepik[];
  /** The till takes the note without a question; the excess goes to a credit code. */
  readonly exceeding: readonly Qepik[];
  /** The till asks the citizen before it takes the note. */
  readonly asked: readonly Qepik[];
}

/** @param overpayLimit the largest excess that the till takes without a question */
export function groupNotes(notes: readonly Qepik[], missing: Qepik, overpayLimit: Qepik): NoteGroups {
  return {
    fitting: notes.filter((note) => note <= missing),
    exceeding: notes.filter((note) => note > missing && note - missing <= overpayLimit),
    asked: notes.filter((note) => note > missing && note - missing > overpayLimit),
  };
}
