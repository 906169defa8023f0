import type { DeviceState } from '../device-status.ts';
import type { Qepik } from '../money.ts';

/** Why no notes are taken. Names: problem and status values of XFS4IoT's CashAcceptor and Storage, in kebab case. */
export type ValidatorTrouble =
  | { readonly code: 'BIL-103'; readonly kind: 'cassette-full' }
  | { readonly code: 'BIL-104'; readonly kind: 'cassette-missing' }
  /** A note between mouth and cassette. */
  | { readonly code: 'BIL-105'; readonly kind: 'path-jammed' }
  | { readonly code: 'BIL-106'; readonly kind: 'cassette-jammed' }
  /** A second note, pushed in too early. Continues when pulled out. */
  | { readonly code: 'BIL-107'; readonly kind: 'entry-blocked' }
  | { readonly code: 'BIL-108'; readonly kind: 'failed'; readonly part: FailedPart }
  /** No note of this country: wrong firmware. */
  | { readonly code: 'BIL-109'; readonly kind: 'no-known-notes' }
  /** Unreadable or no bill table, endless start, or 30 s in an unknown state. */
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

export type Refusal =
  /** Not recognised as genuine, or unreadable. */
  | 'invalid-note'
  /** Crooked, or pulled while it went in. May work the next time. */
  | 'badly-inserted'
  | 'not-accepted'
  /** Such as a coupon. */
  | 'foreign-item'
  /** The note may be good. */
  | 'transport-trouble'
  | 'unknown';

export type DoubtReason =
  /** Power lost with the note inside, and the note forgotten. */
  | 'power-lost'
  | 'jammed'
  /** An attempt to pull the note back. */
  | 'cheated'
  /** No report on this note. */
  | 'lost-track'
  /** Stacked, but by the record never in it. */
  | 'unknown-note'
  /** Another denomination than decided. */
  | 'other-note'
  /** Reported as returned, later as stacked. */
  | 'stacked-after-return';

/** Events of notes. Values in integer qəpik. */
export type ValidatorEvent =
  /** Being examined. */
  | { readonly type: 'note.inserted' }
  /**
   * The only event that gives a credit, at most once per `noteId`, even on a bad line. The listener must store it before it returns: then
   * the validator forgets it.
   */
  | { readonly type: 'note.stacked'; readonly noteId: string; readonly value: Qepik }
  /** `noteId` is `null` if not to be stacked. */
  | { readonly type: 'note.returned'; readonly noteId: string | null; readonly value: Qepik | null }
  | { readonly type: 'note.refused'; readonly reason: Refusal }
  /** By pulling at a taken note. Its outcome follows. */
  | { readonly type: 'cheat.suspected'; readonly noteId: string | null }
  /** No credit: staff must count the cassette. A later `note.stacked` with its `noteId` settles it. `value`: as reported or decided. */
  | {
      readonly type: 'credit.doubted';
      readonly noteId: string | null;
      readonly value: Qepik | null;
      readonly why: DoubtReason;
    };

/** Note in escrow. */
export interface HeldNote {
  readonly value: Qepik;
  /**
   * Keeps the note in escrow for at most `ms` milliseconds from now. The driver repeats HOLD. If the unit refuses it, the note goes back
   * and the signal of `Decide` is aborted.
   */
  readonly hold: (ms: number) => void;
}

/** Answer of `Decide`. */
export type Decision =
  /** `noteId`: in the durable record before the decision returns. */
  { readonly do: 'stack'; readonly noteId: string } | { readonly do: 'return' };

/**
 * Must not reject. The note goes back without an answer in 7 s, or in the time of `hold`. The signal is aborted when the answer is no
 * longer wanted; a later `stack` gets `note.returned`. Record a `stack` only if no other note is open: a new driver gets only the newest.
 */
export type Decide = (note: HeldNote, signal: AbortSignal) => Promise<Decision>;

/** Newest recorded note, from before a restart. */
export interface RecordedNote {
  readonly noteId: string;
  readonly value: Qepik;
  /** `open`: to be stacked, no report since. */
  readonly outcome: 'open' | 'stacked' | 'returned' | 'in-doubt';
}

/** State of the validator. */
export interface ValidatorStatus {
  readonly device: DeviceState;
  /** `working`: a note goes in. `giving-back`: a note comes or hangs out; no other goes in until it is taken. `unknown`: not online. */
  readonly intake: 'unknown' | 'starting' | 'paused' | 'accepting' | 'working' | 'giving-back' | 'blocked';
  readonly blockedBy: ValidatorTrouble | null;
  /** Accepted notes that the unit knows, in qəpik, ascending. Empty before its table. */
  readonly notes: readonly Qepik[];
  readonly identity: { readonly partNumber: string; readonly serialNumber: string } | null;
}

/** Validator that takes notes only during `accept`, and gives no change. */
export interface BillValidator {
  status(): ValidatorStatus;
  /** Only on changes. */
  onStatus(listener: (status: ValidatorStatus) => void): () => void;
  /** About earlier notes too, inside or outside `accept`. */
  onEvent(listener: (event: ValidatorEvent) => void): () => void;
  /**
   * Takes notes until the signal is aborted, even if the validator appears late or goes away. Resolves when every note is settled and the
   * mouth is shut. Also if that is unseen: validator away, or a note hanging out for over 15 s. Then events follow. Throws if another
   * `accept` runs.
   */
  accept(decide: Decide, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
