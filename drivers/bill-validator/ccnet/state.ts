import type { Qepik } from '../../money.ts';
import type { Decision, DoubtReason, RecordedNote, ValidatorEvent } from '../contract.ts';
import type { BillTable } from './bill-table.ts';
import type { Command, Identification, UnitState } from './codec.ts';

/**
 * The newest note that was to be stacked. If the unit reports a stacked note, it is this one. The unit takes no note by itself, and the
 * driver gives it the next note only when this one is settled.
 */
export interface TrackedNote extends RecordedNote {
  /** Kind of note; `null` where only the record knows of it. */
  readonly type: number | null;
  /** What to do when it is found in escrow. */
  readonly plan: 'stack' | 'return';
  /** STACK may have reached the unit. Before that, the note cannot be in the cassette. */
  readonly stackSent: boolean;
  /** What was seen since, should the unit go on without a word. */
  readonly clue: 'coming-back' | DoubtReason;
}

/** A note that is held and not decided yet, or is to go back. */
export interface Escrow {
  /** Tells one question from the next. */
  readonly no: number;
  readonly type: number;
  readonly answer: 'asked' | 'return';
  /** HOLD is to be sent: the caller needs more than the 10 s of the unit. */
  readonly holdDue: boolean;
}

/** All that is known of one unit. What is said on one connection only is forgotten on the next. */
export interface CcnetState {
  /** Sent, and not answered yet. */
  readonly asking: Command | null;
  /** Copies of its answer that came damaged. */
  readonly damaged: number;
  /** Commands in a row without an answer. */
  readonly silent: number;
  /** The answer to the last POLL; `null` as soon as anything was done that may have changed it. */
  readonly unit: UnitState | null;
  /** The last answer to POLL, however old, and how many in a row were the same. */
  readonly last: UnitState | null;
  readonly sameFor: number;
  readonly table: BillTable | null;
  readonly identification: Identification | 'not-told' | null;
  /** Unreadable answers in a row to a question about the unit itself. */
  readonly unreadable: number;
  /** How often the driver asked for the bill table since the unit last told the table. */
  readonly tableAsked: number;
  /** The bill table is unreadable, and the driver no longer asks for it. */
  readonly tableLost: boolean;
  /** The last that the unit acknowledged of what it should take. */
  readonly told: 'nothing' | 'take' | 'take-none';
  /** Somebody accepts notes. */
  readonly wanted: boolean;
  readonly escrow: Escrow | null;
  readonly questions: number;
  readonly note: TrackedNote | null;
}

export type CcnetInput =
  /** A new connection: nothing was said on it. */
  | { readonly type: 'connected' }
  | { readonly type: 'received'; readonly data: Uint8Array }
  /** What came instead of an answer was broken. */
  | { readonly type: 'damaged' }
  | { readonly type: 'timed-out' }
  /** The wait before the next command is over. */
  | { readonly type: 'due' }
  | { readonly type: 'accept' }
  | { readonly type: 'pause' }
  /** The unit is to hold the note of this question for another 10 s. */
  | { readonly type: 'hold'; readonly no: number }
  | { readonly type: 'decided'; readonly no: number; readonly value: Qepik; readonly decision: Decision };

/** One timer; each wait replaces the one before. */
export type CcnetWait =
  /** For an answer. Ends in `timed-out`; all others end in `due`. */
  | 'answer'
  /** Until the next POLL. */
  | 'poll'
  /** The line is to be free for a moment between an exchange and the next. */
  | 'free'
  /** Out of step: until nothing comes any more. Begins anew with every byte. */
  | 'quiet';

export type CcnetEffect =
  | { readonly do: 'send'; readonly command: Command }
  | { readonly do: 'wait'; readonly for: CcnetWait }
  | { readonly do: 'wait-busy'; readonly ms: number }
  | { readonly do: 'emit'; readonly event: ValidatorEvent }
  | { readonly do: 'ask'; readonly no: number; readonly value: Qepik }
  /** The question is no longer open. */
  | { readonly do: 'withdraw'; readonly no: number }
  | { readonly do: 'discard'; readonly data: Uint8Array; readonly why: string }
  /** It has not answered for so long that the connection should be looked at. */
  | { readonly do: 'suspect' };

export type Step = readonly [CcnetState, readonly CcnetEffect[]];

export const emitting = (event: ValidatorEvent): CcnetEffect => ({ do: 'emit', event });

/** At the beginning of a connection. */
export const NOTHING_SAID = {
  asking: null,
  damaged: 0,
  silent: 0,
  unit: null,
  last: null,
  sameFor: 0,
  table: null,
  identification: null,
  unreadable: 0,
  tableAsked: 0,
  tableLost: false,
  told: 'nothing',
  escrow: null,
} as const;

/** `recorded`: the newest note of the caller's record. One that is open is not stacked any more: its visit is over. */
export function startCcnet(recorded: RecordedNote | null): CcnetState {
  return {
    ...NOTHING_SAID,
    wanted: false,
    questions: 0,
    note: recorded && { ...recorded, type: null, plan: 'return', stackSent: true, clue: 'lost-track' },
  };
}
