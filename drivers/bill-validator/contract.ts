import type { DeviceState } from '../device-status.ts';
import type { Qepik } from '../money.ts';

/** Why no notes are taken. Names of XFS4IoT's CashAcceptor and Storage, in kebab case. */
export type ValidatorTrouble =
  | { readonly code: 'BIL-103'; readonly kind: 'cassette-full' }
  | { readonly code: 'BIL-104'; readonly kind: 'cassette-missing' }
  /** A note is stuck between mouth and cassette. */
  | { readonly code: 'BIL-105'; readonly kind: 'path-jammed' }
  | { readonly code: 'BIL-106'; readonly kind: 'cassette-jammed' }
  /** A second note came too early: the unit continues when it is pulled out. */
  | { readonly code: 'BIL-107'; readonly kind: 'entry-blocked' }
  | { readonly code: 'BIL-108'; readonly kind: 'failed'; readonly part: FailedPart }
  /** The unit knows no note of this country: wrong firmware. */
  | { readonly code: 'BIL-109'; readonly kind: 'no-known-notes' }
  /** Bill table missing or unreadable, start does not end, or state unknown for 30 s. */
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
  /** The note is not recognised as genuine, or unreadable. */
  | 'invalid-note'
  /** The note was crooked or pulled; it may work the next time. */
  | 'badly-inserted'
  | 'not-accepted'
  /** No banknote, such as a coupon. */
  | 'foreign-item'
  /** The transport failed; the note may be good. */
  | 'transport-trouble'
  | 'unknown';

export type DoubtReason =
  /** The power failed with the note inside, and the unit forgot the note. */
  | 'power-lost'
  | 'jammed'
  /** An attempt to pull the note back. */
  | 'cheated'
  /** The unit no longer reports this note. */
  | 'lost-track'
  /** Stacked, but not in the record. */
  | 'unknown-note'
  /** Another denomination than decided. */
  | 'other-note'
  /** Reported as returned, then as stacked. */
  | 'stacked-after-return';

/** Events of notes. Values in integer qəpik. */
export type ValidatorEvent =
  /** A note is being examined. */
  | { readonly type: 'note.inserted' }
  /**
   * The only event that gives a credit, at most once per `noteId`. The listener must store the credit before it returns: then the validator
   * forgets the note.
   */
  | { readonly type: 'note.stacked'; readonly noteId: string; readonly value: Qepik }
  /** `noteId` is `null` if the note was not to be stacked. */
  | { readonly type: 'note.returned'; readonly noteId: string | null; readonly value: Qepik | null }
  | { readonly type: 'note.refused'; readonly reason: Refusal }
  /** A pull at an accepted note; its outcome follows. */
  | { readonly type: 'cheat.suspected'; readonly noteId: string | null }
  /** No credit: staff must count the cassette. A later `note.stacked` with this `noteId` settles it. `value`: as reported or decided. */
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
   * Keeps the note in escrow for at most `ms` milliseconds from now, by HOLD. If the unit refuses, the note goes back and the signal of
   * `Decide` is aborted.
   */
  readonly hold: (ms: number) => void;
}

/** Answer of `Decide`. */
export type Decision =
  /** `noteId`: written to the durable record before the decision returns. */
  { readonly do: 'stack'; readonly noteId: string } | { readonly do: 'return' };

/**
 * Decides about a held note. Must not reject. Without a decision in 7 s, or in the time of `hold`, the note goes back. The signal is
 * aborted when no decision is wanted; a later `stack` gets `note.returned`. Record a `stack` only if no other note is open: a new driver
 * gets only the newest note.
 */
export type Decide = (note: HeldNote, signal: AbortSignal) => Promise<Decision>;

/** Newest note of the durable record. */
export interface RecordedNote {
  readonly noteId: string;
  readonly value: Qepik;
  /** `open`: the note was to be stacked, and no report came since. */
  readonly outcome: 'open' | 'stacked' | 'returned' | 'in-doubt';
}

/** State of the validator. */
export interface ValidatorStatus {
  readonly device: DeviceState;
  /** `working`: a note goes in. `giving-back`: a note comes or hangs out, and no other goes in. `unknown`: not online. */
  readonly intake: 'unknown' | 'starting' | 'paused' | 'accepting' | 'working' | 'giving-back' | 'blocked';
  readonly blockedBy: ValidatorTrouble | null;
  /** Accepted notes that the unit knows, in qəpik, ascending. Empty without a bill table. */
  readonly notes: readonly Qepik[];
  readonly identity: { readonly partNumber: string; readonly serialNumber: string } | null;
}

/** Validator that takes notes only during `accept`, and gives no change. */
export interface BillValidator {
  status(): ValidatorStatus;
  /** Only on changes. */
  onStatus(listener: (status: ValidatorStatus) => void): () => void;
  /** Events also concern earlier notes, inside or outside `accept`. */
  onEvent(listener: (event: ValidatorEvent) => void): () => void;
  /**
   * Takes notes until the signal is aborted, even if the validator comes late or goes away. Resolves when every note is settled and the mouth
   * is shut. If unseen (validator away, note hanging out for over 15 s), events follow. Throws if another `accept` runs.
   */
  accept(decide: Decide, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
