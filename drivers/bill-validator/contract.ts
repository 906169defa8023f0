import type { DeviceState } from '../device-status.ts';
import type { Qepik } from '../money.ts';

/**
 * Why the validator takes no notes. The words follow the problem and status values of XFS4IoT's CashAcceptor and
 * Storage interfaces, in kebab case.
 */
export type ValidatorTrouble =
  | { readonly code: 'BIL-103'; readonly kind: 'cassette-full' }
  | { readonly code: 'BIL-104'; readonly kind: 'cassette-missing' }
  /** A note is stuck between the mouth and the cassette. */
  | { readonly code: 'BIL-105'; readonly kind: 'path-jammed' }
  | { readonly code: 'BIL-106'; readonly kind: 'cassette-jammed' }
  /** A second note was pushed in before the first was away; the unit goes on when the second one is pulled out. */
  | { readonly code: 'BIL-107'; readonly kind: 'entry-blocked' }
  | { readonly code: 'BIL-108'; readonly kind: 'failed'; readonly part: FailedPart }
  /** It knows no note of this country: the wrong firmware. */
  | { readonly code: 'BIL-109'; readonly kind: 'no-known-notes' }
  /** Its table of notes does not come or cannot be read, its start does not end, or it has been in an unknown state for 30 s. */
  | { readonly code: 'BIL-112'; readonly kind: 'not-understood' };

export type FailedPart =
  | 'stacker-motor'
  | 'transport-speed'
  | 'transport-motor'
  | 'aligning-motor'
  | 'cassette-sensor'
  | 'optical-sensor'
  | 'magnetic-sensor'
  | 'capacitance-sensor'
  | 'unknown';

/** Why a note came back by itself. */
export type Refusal =
  /** It was not recognised as genuine, or could not be read. */
  | 'invalid-note'
  /** Crooked, or pulled while it went in: the same note may do better. */
  | 'badly-inserted'
  /** A known note that is not taken here. */
  | 'not-accepted'
  /** Not a note at all, such as a coupon. */
  | 'foreign-item'
  /** The transport had trouble; the note itself may be good. */
  | 'transport-trouble'
  | 'unknown';

/** Why nobody can say whether a note is in the cassette. */
export type DoubtReason =
  /** The power of the validator went while it had the note, and afterwards it knew nothing of it. */
  | 'power-lost'
  | 'jammed'
  /** It reported an attempt to pull the note back. */
  | 'cheated'
  /** It went on with other things without a word about this note. */
  | 'lost-track'
  /** It reports a note in its cassette that was never given to it, as far as the record goes. */
  | 'unknown-note'
  /** It reports another denomination than the one that was given to it. */
  | 'other-note'
  /** It said that the note went back, and later that it is in the cassette. */
  | 'stacked-after-return';

/** What happens to notes, as it happens. Values in integer qəpik. */
export type ValidatorEvent =
  /** Something is being drawn in and looked at. */
  | { readonly type: 'note.inserted' }
  /**
   * The note is in the cassette: the one moment that is worth money. It comes at most once for a `noteId`, even on a bad line. A listener
   * must write it down before it returns: right after, the driver tells the validator to forget it.
   */
  | { readonly type: 'note.stacked'; readonly noteId: string; readonly value: Qepik }
  /** The note went back. `noteId` is `null` where it was never to be stacked. */
  | { readonly type: 'note.returned'; readonly noteId: string | null; readonly value: Qepik | null }
  | { readonly type: 'note.refused'; readonly reason: Refusal }
  /** Somebody tried to get the note back after it was taken. What became of the note follows. */
  | { readonly type: 'cheat.suspected'; readonly noteId: string | null }
  /**
   * For staff to count the cassette. No credit is given. A `note.stacked` of the same `noteId` that comes later settles it.
   * `value` is what the validator says, or what was given to it.
   */
  | {
      readonly type: 'credit.doubted';
      readonly noteId: string | null;
      readonly value: Qepik | null;
      readonly why: DoubtReason;
    };

/** A note that is held where it can still be given back. */
export interface HeldNote {
  readonly value: Qepik;
  /**
   * Keeps the note in escrow for at most `ms` milliseconds from now, for example while a citizen is asked. The driver repeats HOLD until
   * the decision. If the unit refuses HOLD, the note goes back and the signal of `Decide` is aborted.
   */
  readonly hold: (ms: number) => void;
}

/** What becomes of a held note. */
export type Decision =
  /** `noteId`: under which the caller has it in its durable record, written before it answers. */
  { readonly do: 'stack'; readonly noteId: string } | { readonly do: 'return' };

/**
 * Asked for each held note. The signal is aborted when the answer is no longer wanted; a `stack` that comes after all is
 * answered with `note.returned`. It is written down only when no other note is open in the record, for a driver that starts is told of the
 * newest alone. Must not reject. Without an answer in 7 s, or in the time of `hold`, the note goes back.
 */
export type Decide = (note: HeldNote, signal: AbortSignal) => Promise<Decision>;

/** The newest note of the caller's durable record, from before a restart. */
export interface RecordedNote {
  readonly noteId: string;
  readonly value: Qepik;
  /** `open`: it was to be stacked and nothing was heard of it since. */
  readonly outcome: 'open' | 'stacked' | 'returned' | 'in-doubt';
}

/** How a validator stands: whether it takes notes, which, and what stops it. */
export interface ValidatorStatus {
  readonly device: DeviceState;
  /**
   * `working`: a note is on its way in. `giving-back`: one comes back out, or hangs out of the mouth until somebody takes it; no other goes
   * in before. `unknown`: not online.
   */
  readonly intake: 'unknown' | 'starting' | 'paused' | 'accepting' | 'working' | 'giving-back' | 'blocked';
  readonly blockedBy: ValidatorTrouble | null;
  /** Notes it knows and may take, in qəpik, smallest first; empty until it has said so. */
  readonly notes: readonly Qepik[];
  readonly identity: { readonly partNumber: string; readonly serialNumber: string } | null;
}

/** What the machine sees of a bill validator. It takes notes only during `accept`; it gives no change. */
export interface BillValidator {
  status(): ValidatorStatus;
  /** Only changes are reported. */
  onStatus(listener: (status: ValidatorStatus) => void): () => void;
  /** Also for notes from before: what became of them is told as soon as the validator says so, in `accept` or not. */
  onEvent(listener: (event: ValidatorEvent) => void): () => void;
  /**
   * Takes notes until the signal is aborted, also when the validator comes only later or goes in between. Resolves when
   * every note that was to be stacked is settled and the mouth is shut, or when that cannot be seen (the validator is
   * away, or a note hangs out for longer than 15 s): then events follow. One at a time; throws on a second.
   */
  accept(decide: Decide, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
