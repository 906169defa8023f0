import type { DeviceState } from '../device-status.ts';
import type { Qepik } from '../money.ts';

/**
 * Why the validator takes no notes. Named after the problem and status values of XFS4IoT's CashAcceptor and Storage interfaces, in kebab
 * case.
 */
export type ValidatorTrouble =
  | { readonly code: 'BIL-103'; readonly kind: 'cassette-full' }
  | { readonly code: 'BIL-104'; readonly kind: 'cassette-missing' }
  /** A note is stuck between the mouth and the cassette. */
  | { readonly code: 'BIL-105'; readonly kind: 'path-jammed' }
  | { readonly code: 'BIL-106'; readonly kind: 'cassette-jammed' }
  /** A second note was pushed in too early. The unit continues when it is pulled out. */
  | { readonly code: 'BIL-107'; readonly kind: 'entry-blocked' }
  | { readonly code: 'BIL-108'; readonly kind: 'failed'; readonly part: FailedPart }
  /** The unit knows no note of this country: wrong firmware. */
  | { readonly code: 'BIL-109'; readonly kind: 'no-known-notes' }
  /** The bill table is missing or unreadable, the start does not end, or the state has been unknown for 30 s. */
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
  /** Crooked, or pulled while it went in. The same note may work the next time. */
  | 'badly-inserted'
  | 'not-accepted'
  /** Not a note, such as a coupon. */
  | 'foreign-item'
  /** The transport failed; the note may be good. */
  | 'transport-trouble'
  | 'unknown';

/** Why it is unknown whether a note is in the cassette. */
export type DoubtReason =
  /** The validator lost power with the note inside, and knew nothing of it afterwards. */
  | 'power-lost'
  | 'jammed'
  /** It reported an attempt to pull the note back. */
  | 'cheated'
  /** It continued without a report on this note. */
  | 'lost-track'
  /** It reports a stacked note that, by the record, it never got. */
  | 'unknown-note'
  /** It reports a denomination that differs from the decided note. */
  | 'other-note'
  /** It reported the note as returned, and later as stacked. */
  | 'stacked-after-return';

/** Events of notes. Values in integer qəpik. */
export type ValidatorEvent =
  /** The unit draws something in and examines it. */
  | { readonly type: 'note.inserted' }
  /**
   * The note is in the cassette: the only event that gives a credit. It comes at most once per `noteId`, even on a bad line. The listener
   * must store it before it returns: then the driver tells the validator to forget it.
   */
  | { readonly type: 'note.stacked'; readonly noteId: string; readonly value: Qepik }
  /** `noteId` is `null` if the note was never to be stacked. */
  | { readonly type: 'note.returned'; readonly noteId: string | null; readonly value: Qepik | null }
  | { readonly type: 'note.refused'; readonly reason: Refusal }
  /** A person tried to pull the note back after it was taken. The outcome of the note follows. */
  | { readonly type: 'cheat.suspected'; readonly noteId: string | null }
  /**
   * Staff must count the cassette; there is no credit. A later `note.stacked` with the same `noteId` settles it. `value`: as the validator
   * reports, or as decided.
   */
  | {
      readonly type: 'credit.doubted';
      readonly noteId: string | null;
      readonly value: Qepik | null;
      readonly why: DoubtReason;
    };

export interface HeldNote {
  readonly value: Qepik;
  /**
   * Keeps the note in escrow for at most `ms` milliseconds from now, for example while the kiosk asks the citizen. The driver repeats HOLD
   * until the decision. If the unit refuses HOLD, the note goes back and the signal of `Decide` is aborted.
   */
  readonly hold: (ms: number) => void;
}

export type Decision =
  /** `noteId`: id in the caller's durable record, written before the decision returns. */
  { readonly do: 'stack'; readonly noteId: string } | { readonly do: 'return' };

/**
 * Decides on each held note. Must not reject. The note goes back if there is no answer in 7 s, or in the time of `hold`. The signal is
 * aborted when the answer is no longer wanted; a `stack` after that gets `note.returned`. Record a `stack` only if no other note is open in
 * the record: a new driver gets only the newest.
 */
export type Decide = (note: HeldNote, signal: AbortSignal) => Promise<Decision>;

/** Newest note of the caller's durable record, from before a restart. */
export interface RecordedNote {
  readonly noteId: string;
  readonly value: Qepik;
  /** `open`: decided to stack, without a report since. */
  readonly outcome: 'open' | 'stacked' | 'returned' | 'in-doubt';
}

export interface ValidatorStatus {
  readonly device: DeviceState;
  /**
   * `working`: a note is on its way in. `giving-back`: a note comes out or hangs out of the mouth until it is taken; no other note goes in
   * before that. `unknown`: not online.
   */
  readonly intake: 'unknown' | 'starting' | 'paused' | 'accepting' | 'working' | 'giving-back' | 'blocked';
  readonly blockedBy: ValidatorTrouble | null;
  /** Accepted notes that the unit knows, in qəpik, ascending. Empty until it has sent its table. */
  readonly notes: readonly Qepik[];
  readonly identity: { readonly partNumber: string; readonly serialNumber: string } | null;
}

/** A bill validator. It takes notes only during `accept`, and gives no change. */
export interface BillValidator {
  status(): ValidatorStatus;
  /** Called only on changes. */
  onStatus(listener: (status: ValidatorStatus) => void): () => void;
  /** Also reports on earlier notes as soon as the validator does, inside or outside `accept`. */
  onEvent(listener: (event: ValidatorEvent) => void): () => void;
  /**
   * Takes notes until the signal is aborted, even if the validator appears late or goes away in between. Resolves when every note to stack
   * is settled and the mouth is shut. It also resolves if that cannot be seen: the validator is away, or a note hangs out for longer than
   * 15 s. Then events follow. Throws if another `accept` runs.
   */
  accept(decide: Decide, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
