import type { Qepik } from '../../drivers/money.ts';

/**
 * Notes that do not exceed the missing amount, rounded up to a multiple of the smallest note. The kiosk gives no change: the
 * difference goes to a credit code.
 *
 * @param notes accepted notes, in qəpik
 */
export function fittingNotes(notes: readonly Qepik[], missing: Qepik): readonly Qepik[] {
  const smallest = Math.min(...notes);
  return notes.filter((note) => note <= Math.ceil(missing / smallest) * smallest);
}

/** Smallest first. */
export interface NoteGroups {
  readonly fitting: readonly Qepik[];
  /** The excess goes to a credit code without a question. */
  readonly exceeding: readonly Qepik[];
  readonly asked: readonly Qepik[];
}

/** Groups notes by what the till does with each. @param overpayLimit largest excess that is accepted without a question */
export function groupNotes(notes: readonly Qepik[], missing: Qepik, overpayLimit: Qepik): NoteGroups {
  return {
    fitting: notes.filter((note) => note <= missing),
    exceeding: notes.filter((note) => note > missing && note - missing <= overpayLimit),
    asked: notes.filter((note) => note > missing && note - missing > overpayLimit),
  };
}
